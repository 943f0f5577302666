// npx vite examples/react, in this tree, after npm run build and npm pack; in a project of your own,
// npm i softlook react react-dom, and no config at all.
import "softlook";
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

const models = [
  {
    variant: "none",
    name: "No positions",
    hint: "It sees which words there are, and nothing else.",
  },
  {
    variant: "learned",
    name: "Learned positions",
    hint: "A vector for each place is added to the word there.",
  },
  {
    variant: "alibi",
    name: "Distances (ALiBi)",
    hint: "No place has a name; what is farther off counts less.",
  },
];

function Tutorial() {
  const [variant, setVariant] = useState("none");
  const [found, setFound] = useState({});
  const element = useRef(null);
  // React sets properties of elements as they are, and listens to their events by `on` and the name.
  const onDone = ({ detail }) => setFound((before) => ({ ...before, [variant]: detail.score }));
  const chosen = models.find((model) => model.variant === variant);

  return (
    <>
      <p className="series">Attention, one question at a time</p>
      <h1>Who bit whom?</h1>
      <p>
        “Dog bit cat” and “cat bit dog” have the same three words. A model reads a name, the verb
        and another name, with small words strewn between, and is asked at the question mark{" "}
        <em>who was bitten</em>. Each set of words comes with both answers, equally often: who hears
        the words and not their order is right half of the time.
      </p>
      <p>
        Attention compares words with words. Nothing in <code>softmax(q·k)</code> knows which came
        first. So what will happen, with and without being told?
      </p>

      <fieldset className="models">
        <legend>The model</legend>
        {models.map((model) => (
          <button
            key={model.variant}
            type="button"
            aria-pressed={model.variant === variant}
            onClick={() => setVariant(model.variant)}
          >
            {model.name}
          </button>
        ))}
      </fieldset>
      <p className="hint">{chosen.hint}</p>

      <soft-look
        ref={element}
        lesson="order"
        variant={variant}
        pace="flat-out"
        hide="variant seed pace settings"
        ondone={onDone}
      />

      <Results found={found} again={() => element.current.reset()} />
    </>
  );
}

function Results({ found, again }) {
  const isComplete = models.every(({ variant }) => found[variant]);
  const heading = useRef(null);
  useEffect(() => {
    if (isComplete) heading.current.scrollIntoView({ block: "nearest" });
  }, [isComplete]);

  return (
    <section aria-live="polite">
      <h2 ref={heading}>Your notebook</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Right answers</th>
            <th scope="col">Looks at the one who was bitten</th>
          </tr>
        </thead>
        <tbody>
          {models.map(({ variant, name }) => (
            <tr key={variant}>
              <th scope="row">{name}</th>
              <td>{percent(found[variant]?.right)}</td>
              <td>{percent(found[variant]?.aligned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isComplete ? (
        <Why again={again} />
      ) : (
        <p>Train each of the three to its goal; it takes some seconds.</p>
      )}
    </section>
  );
}

function Why({ again }) {
  return (
    <>
      <p>
        Without positions it knows the two names from the small words, and then tosses a coin: swap
        any words, and the sum over them is the same sum. That is no lack of training, and no number
        of steps will mend it. With positions the question mark finds the name <em>after</em> the
        verb.
      </p>
      <p>
        Distances are enough, and that may surprise: ALiBi never tells a word where it stands, only
        how far it is from another. But the verb is nearer to the one who was bitten, and the rest
        is learned.
      </p>
      <button type="button" onClick={again}>
        Start this model over
      </button>
    </>
  );
}

const percent = (share) => (share === undefined ? "–" : `${Math.round(100 * share)} %`);

createRoot(document.querySelector("#root")).render(<Tutorial />);
