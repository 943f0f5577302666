// One button drives three elements; when the last is done, the page compares them with the reader's bet.
const elements = [...document.querySelectorAll("soft-look")];
const [form, button] = [document.querySelector("form"), document.querySelector("#train")];
const shares = new Map();

form.addEventListener("change", () => {
  button.disabled = false;
});

button.addEventListener("click", () => {
  button.disabled = true;
  for (const element of elements) element.play();
  elements[0].scrollIntoView({ block: "nearest" });
});

for (const element of elements) {
  element.addEventListener("done", ({ detail: { score } }) => {
    shares.set(element.variant, score ? score.right : 0);
    if (shares.size === elements.length) compare();
  });
}

function compare() {
  const [best] = [...shares].sort(([, a], [, b]) => b - a)[0];
  const list = [...shares]
    .map(([name, share]) => `${name} ${Math.round(100 * share)} %`)
    .join(", ");
  const verdict =
    new FormData(form).get("bet") === best ? "You saw it coming." : "Not what you bet on?";
  document.querySelector("#answer").hidden = false;
  document.querySelector("#result").textContent =
    `Right answers to new questions: ${list}. ${verdict}`;
}
