// A summary that may copy: what an attention weighs can itself be the answer. O. Vinyals, M. Fortunato,
// N. Jaitly, 2015, "Pointer Networks"; and at each word a gate between copying one and choosing one of
// all that are known: A. See, P. J. Liu, C. D. Manning, 2017, "Get To The Point: Summarization with
// Pointer-Generator Networks".
//
//     hⱼ = [→RNN(xⱼ) | ←RNN(xⱼ)]                             the reader's states
//     sₜ = RNN([yₜ₋₁ | cₜ₋₁], sₜ₋₁)                          s₋₁ = tanh(W·[the last of each direction])
//     aₜ, cₜ = attention(query sₜ, keys U·hⱼ, values hⱼ)
//     Pₜ = softmax(head([sₜ | cₜ])),  gₜ = σ(gate([sₜ | cₜ | yₜ₋₁]))
//     pₜ(w) = gₜ·Pₜ(w) + (1 − gₜ)·Σ aₜⱼ over all j where xⱼ is w
//     outputₜ = ln(pₜ + ε)
//
// Weights of several heads are averaged. ε keeps the logarithm finite. A softmax of the output divides
// by the sum, which changes p by ε alone, or makes it one of weights that do not sum to one.
//
// yₜ₋₁ is the right answer before t, in training and in looking alike (teacher forcing). What is read
// and what is written have their vectors in common: the token w is the same word on both sides.

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "../layers/reader.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

class Pointer final : public Model {
 public:
  explicit Pointer(const Parts& parts)
      : Pointer(parts, parts.settings.integer("width"),
                parts.settings.integer("directions") * parts.settings.integer("width")) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = name_side(tape, "input", form_.input, batch.input, Axis::input);
    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    if (batch.alignment.values) tape.name("alignment", batch.alignment, Axis::target, Axis::input);

    const Tensor words = embedding_(tape, one_later(tape, form_.target, batch.target));  // [B,Tt,C]
    const Writing writing = write(tape, read(tape, input), words);
    const Tensor found = join(tape, std::array{writing.states, writing.contexts}, 2);
    const Tensor chosen =
        tape.name("generated", softmax(tape, head_(tape, found)), Axis::target);  // [B,Tt,V]
    const Tensor copied = tape.name("copied", copy(tape, input, writing.weights), Axis::target);
    const Tensor gate = tape.name(
        "gate", sigmoid(tape, gate_(tape, join(tape, std::array{found, words}, 2))), Axis::target);
    const Tensor mixture = add(tape, copied, multiply(tape, gate, subtract(tape, chosen, copied)));
    const Tensor output =
        tape.name("output", log(tape, add(tape, mixture, least(tape))), Axis::target);
    return {loss_of(tape, form_.target, output, target), output, target, writing.weights.constant(),
            batch.alignment};
  }

 private:
  struct Read {
    Reader::Reading reading;
    Tensor keys;     // [B,Ts,C]
    Tensor padding;  // [B,Ts], or nothing
  };
  struct Writing {
    Tensor states;    // [B,Tt,C]
    Tensor contexts;  // [B,Tt,K]
    Tensor weights;   // [B,H,Tt,Ts]
  };

  Pointer(const Parts& parts, int width, int read_width)
      : form_(checked(parts.form)),
        cell_(find_cell(parts.settings.choice("cell"))),
        embedding_(parts.parameters, "embedding", form_.target.vocabulary, width, spread),
        reader_(parts.parameters, "encoder", cell_, width, width, read_width / width),
        start_(parts.parameters, "decoder.start", read_width, width),
        attention_(parts.attention.make(
            {parts.settings, parts.parameters, "decoder.attn", width, form_.input.length})),
        context_width_(attention_->output_width(read_width)),
        keys_(parts.parameters, "decoder.keys", read_width, attention_->key_width(), false),
        writer_(parts.parameters, "decoder." + std::string(cell_.name), cell_,
                width + context_width_, width),
        head_(parts.parameters, "head", width + context_width_, form_.target.vocabulary),
        gate_(parts.parameters, "gate", 2 * width + context_width_, 1) {
    for (int t = 0; t < form_.target.length; ++t) steps_.push_back("step" + std::to_string(t));
  }

  static const Form& checked(const Form& form) {
    if (!form.input.tokens() || !form.target.tokens() ||
        form.input.vocabulary > form.target.vocabulary)
      fail(
          "[model] `pointer` copies tokens of what it reads, and in this task they are none of "
          "those "
          "that an answer can be; choose the model `encoder-decoder` or `transformer`");
    if (form.causal)
      fail(
          "[model] `pointer` reads all of the input before it answers, and in this task an answer "
          "may come from what stands before it alone; choose the model `transformer`");
    return form;
  }

  Read read(Tape& tape, const Tensor& input) const {
    const Tensor padding = padding_of(tape, form_.input, input);
    const Tape::Within within(tape, "encoder");
    const Tensor x = tape.name("embedded", embedding_(tape, input), Axis::input);
    Reader::Reading reading = reader_(tape, x, padding);
    reading.states = tape.name("states", reading.states, Axis::input);
    reading.summary = tape.name("summary", reading.summary);
    return {reading, keys_(tape, reading.states), padding};
  }

  Writing write(Tape& tape, const Read& read, const Tensor& words) const {
    const Tape::Within within(tape, "decoder");
    const int samples = words.shape[0], length = words.shape[1], width = words.shape[2];
    const auto rows = [&](const char* what) {
      return tape.arena().take<Tensor>(static_cast<std::size_t>(length), what);
    };
    const auto states = rows("states"), looks = rows("contexts"), weights = rows("weights");
    RecurrentState state = writer_.start(tape, samples);
    state.hidden = tanh(tape, start_(tape, read.reading.summary));
    Tensor context = tape.constant("context", {samples, context_width_});
    std::ranges::fill(context.all(), 0.0f);
    for (int t = 0; t < length; ++t) {
      const auto at = static_cast<std::size_t>(t);
      const Tape::Row row(tape, steps_[at], t, length);
      const Tensor word = reshape(slice(tape, words, 1, t, 1), {samples, width});
      state = writer_.step(tape, join(tape, std::array{word, context}, 1), state);
      states[at] = reshape(state.hidden, {samples, 1, width});
      const AttentionOutput found = look(tape, read, states[at]);
      looks[at] = found.output;
      weights[at] = found.weights;
      context = reshape(found.output, {samples, context_width_});
    }
    const Tensor all = join(tape, weights, 2);
    {
      const Tape::Within look(tape, "attn");
      tape.show("weights", all, Axis::target, Axis::input);
    }
    return {tape.name("states", join(tape, states, 1), Axis::target),
            tape.name("contexts", join(tape, looks, 1), Axis::target), all};
  }

  // [B,1,K], and the weights [B,H,1,Ts]
  AttentionOutput look(Tape& tape, const Read& read, const Tensor& query) const {
    const Tape::Within within(tape, "attn");
    AttentionInput in{query, read.keys, read.reading.states};
    in.mask.padding = read.padding;
    in.query_axis = Axis::target;
    in.weighs = true;
    const AttentionOutput found = attention_->attend(tape, in);
    return {tape.name("output", found.output, Axis::target), found.weights};
  }

  // The weights of all places where a word stands, summed: [B,Tt,V]
  Tensor copy(Tape& tape, const Tensor& input, const Tensor& weights) const {
    const Tensor places =
        tape.constant("places", {input.shape[0], input.shape[1], form_.target.vocabulary});
    std::ranges::fill(places.all(), 0.0f);
    for (std::size_t i = 0; i < input.count() && !tape.arena().measures(); ++i)
      if (input.values[i] >= 0)
        places.row(static_cast<int>(i))[static_cast<std::size_t>(input.values[i])] = 1;
    return matmul(tape, mean(tape, weights, 1), places);
  }

  static Tensor least(Tape& tape) {
    const Tensor epsilon = tape.constant("least", {1});
    epsilon.values[0] = 1e-7f;
    return epsilon;
  }

  // As large as what was learned of the others: a word that was never trained on must not vanish.
  static constexpr float spread = 1;

  Form form_;
  const RecurrentCell& cell_;
  Embedding embedding_;
  Reader reader_;
  Linear start_;
  std::unique_ptr<Attention> attention_;
  int context_width_;
  Linear keys_;
  Recurrent writer_;
  Linear head_;
  Linear gate_;
  std::vector<std::string> steps_;
};

constexpr Setting settings[] = {
    {.name = "width",
     .summary = "numbers in a word's vector and in a state, of either direction",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 512,
     .initial = 48},
    {.name = "cell",
     .summary = "how a recurrent network makes its next state",
     .kind = Setting::Kind::choice,
     .options = cell_names},
    {.name = "directions",
     .summary = "1 to read from the first word on, 2 to read from the last one back too",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 2,
     .initial = 2},
};

}  // namespace

ModelKind pointer_model() {
  return {
      .name = "pointer",
      .summary = "one recurrent network reads, another writes, and copies words of what was read",
      .settings = settings,
      .make = [](const Parts& parts) -> std::unique_ptr<Model> {
        return std::make_unique<Pointer>(parts);
      }};
}

}  // namespace softlook
