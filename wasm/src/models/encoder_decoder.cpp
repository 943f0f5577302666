// One recurrent network reads, another writes: K. Cho et al., 2014, "Learning Phrase Representations
// using RNN Encoder–Decoder"; and at each word it writes, looks up what it needs of what was read:
// D. Bahdanau, K. Cho, Y. Bengio, 2015, "Neural Machine Translation by Jointly Learning to Align and
// Translate".
//
//     hⱼ = [→RNN(xⱼ) | ←RNN(xⱼ)]                       the encoder's states
//     s₀ = tanh(W·[the last of each direction])
//     cₜ = attention(query sₜ₋₁, keys U·hⱼ, values hⱼ)  or, fixed, the last of each direction
//     sₜ = RNN([yₜ₋₁ | cₜ], sₜ₋₁)
//     outputₜ = head([sₜ | cₜ])
//
// With the query after the word, as in M.-T. Luong, H. Pham, C. D. Manning, 2015, "Effective Approaches to
// Attention-based Neural Machine Translation", whose scores are `dot` and `general`, the state that looks
// has been told the word before:
//
//     sₜ = RNN([yₜ₋₁ | cₜ₋₁], sₜ₋₁)                   before the first look there is none: zeros
//     cₜ = attention(query sₜ, keys U·hⱼ, values hⱼ)
//
// yₜ₋₁ is the right answer before t, in training and in looking alike (teacher forcing); before the
// first there is none, which is zeros. The look of step t is called "decoder.step{t}.attn.…"; all of
// them together are "decoder.attn.weights", and a pin of that acts on each step's row.

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "../layers/reader.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view contexts[] = {"attention", "fixed"};
constexpr std::string_view queries[] = {"before", "after"};

Tensor beside(Tape& tape, const Tensor& a, const Tensor& b, int axis) {
  return join(tape, std::array{a, b}, axis);
}

class EncoderDecoder final : public Model {
 public:
  explicit EncoderDecoder(const Parts& parts)
      : EncoderDecoder(parts, parts.settings.integer("width"),
                       parts.settings.integer("directions") * parts.settings.integer("width")) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = name_side(tape, "input", form_.input, batch.input, Axis::input);
    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    if (batch.alignment.values) tape.name("alignment", batch.alignment, Axis::target, Axis::input);

    Reading reading = read(tape, input);
    if (attention_) reading.keys = (*keys_)(tape, reading.states);
    const Writing writing = write(tape, reading, one_later(tape, form_.target, batch.target));
    const Tensor output = tape.name(
        "output", (*head_)(tape, beside(tape, writing.states, writing.contexts, 2)), Axis::target);
    return {loss_of(tape, form_.target, output, target), output, target, writing.weights,
            batch.alignment};
  }

 private:
  struct Reading {
    Tensor states;   // [B,Ts,E]
    Tensor summary;  // [B,E]
    Tensor padding;  // [B,Ts], or nothing
    Tensor keys = {};
  };
  struct Writing {
    Tensor states;    // [B,Tt,C]
    Tensor contexts;  // [B,Tt,E']
    Tensor weights;   // [B,H,Tt,Ts], or nothing
  };

  EncoderDecoder(const Parts& parts, int width, int read_width)
      : form_(checked(parts.form)),
        cell_(find_cell(parts.settings.choice("cell"))),
        steps_first_(parts.settings.choice("query") == "after" &&
                     parts.settings.choice("context") == "attention"),
        encoder_embedding_(parts.parameters, "encoder.embedding", form_.input, width,
                           parts.settings.number("start-scale")),
        encoder_(parts.parameters, "encoder", cell_, width, width, read_width / width) {
    Parameters& parameters = parts.parameters;
    context_width_ = read_width;
    decoder_embedding_.emplace(parameters, "decoder.embedding", form_.target, width,
                               parts.settings.number("start-scale"));
    start_.emplace(parameters, "decoder.start", read_width, width);
    if (parts.settings.choice("context") == "attention") {
      attention_ = parts.attention.make(
          {parts.settings, parameters, "decoder.attn", width, form_.input.length});
      keys_.emplace(parameters, "decoder.keys", read_width, attention_->key_width(), false);
      context_width_ = attention_->output_width(read_width);
    }
    decoder_.emplace(parameters, "decoder." + std::string(cell_.name), cell_,
                     width + context_width_, width);
    head_.emplace(parameters, "head", width + context_width_, answer_width(form_.target));
    for (int t = 0; t < form_.target.length; ++t) steps_.push_back("step" + std::to_string(t));
  }

  static const Form& checked(const Form& form) {
    if (form.causal)
      fail(
          "[model] `encoder-decoder` reads all of the input before it answers, and in this task an "
          "answer may come from what stands before it alone; choose the model `transformer`");
    return form;
  }

  Reading read(Tape& tape, const Tensor& input) const {
    const Tape::Within within(tape, "encoder");
    const Tensor x = tape.name("embedded", encoder_embedding_(tape, input), Axis::input);
    const Tensor padding = padding_of(tape, form_.input, input);
    const Reader::Reading read = encoder_(tape, x, padding);
    return {tape.name("states", read.states, Axis::input), tape.name("summary", read.summary),
            padding};
  }

  Writing write(Tape& tape, const Reading& reading, const Tensor& previous) const {
    const Tape::Within within(tape, "decoder");
    const Tensor x = (*decoder_embedding_)(tape, previous);  // [B,Tt,C]
    const int samples = x.shape[0], length = x.shape[1], width = x.shape[2];
    const auto rows = [&](const char* what) {
      return tape.arena().take<Tensor>(static_cast<std::size_t>(length), what);
    };
    const auto states = rows("states"), looks = rows("contexts"), weights = rows("weights");
    RecurrentState state = decoder_->start(tape, samples);
    state.hidden = tanh(tape, (*start_)(tape, reading.summary));
    Tensor context = steps_first_ ? nothing_found(tape, samples) : Tensor{};
    for (int t = 0; t < length; ++t) {
      const auto at = static_cast<std::size_t>(t);
      const Tape::Row row(tape, steps_[at], t, length);
      const Tensor word = reshape(slice(tape, x, 1, t, 1), {samples, width});
      if (steps_first_) state = decoder_->step(tape, beside(tape, word, context, 1), state);
      const AttentionOutput found = look(tape, reading, state);
      context = reshape(found.output, {samples, found.output.shape[2]});
      if (!steps_first_) state = decoder_->step(tape, beside(tape, word, context, 1), state);
      states[at] = reshape(state.hidden, {samples, 1, width});
      looks[at] = found.output;
      weights[at] = found.weights.constant();
    }
    return {tape.name("states", join(tape, states, 1), Axis::target),
            tape.name("contexts", join(tape, looks, 1), Axis::target), together(tape, weights)};
  }

  // The context before the first look.                                              [B,E']
  Tensor nothing_found(Tape& tape, int samples) const {
    const Tensor zeros = tape.constant("nothing", {samples, context_width_});
    std::ranges::fill(zeros.all(), 0.0f);
    return zeros;
  }

  // What the decoder finds of what was read: [B,1,E'], and the weights [B,H,1,Ts]
  AttentionOutput look(Tape& tape, const Reading& reading, const RecurrentState& state) const {
    const int samples = reading.summary.shape[0];
    if (!attention_) return {reshape(reading.summary, {samples, 1, reading.summary.shape[1]}), {}};
    const Tape::Within within(tape, "attn");
    AttentionInput in{reshape(state.hidden, {samples, 1, state.hidden.shape[1]}), reading.keys,
                      reading.states};
    in.mask.padding = reading.padding;
    in.query_axis = Axis::target;
    const AttentionOutput found = attention_->attend(tape, in);
    return {tape.name("output", found.output, Axis::target), found.weights};
  }

  // The weights of all steps, for those who look on.
  static Tensor together(Tape& tape, std::span<const Tensor> weights) {
    if (!tape.shows_everything() || !weights.front().values) return {};
    const Tape::Within within(tape, "attn");
    return tape.show("weights", join(tape, weights, 2), Axis::target, Axis::input);
  }

  Form form_;
  const RecurrentCell& cell_;
  bool steps_first_;  // and looks then
  SideEmbedding encoder_embedding_;
  Reader encoder_;
  std::optional<SideEmbedding> decoder_embedding_;
  std::optional<Linear> start_;
  std::unique_ptr<Attention> attention_;  // nothing if the context is fixed
  std::optional<Linear> keys_;
  int context_width_ = 0;  // E'
  std::optional<Recurrent> decoder_;
  std::optional<Linear> head_;
  std::vector<std::string> steps_;
};

constexpr Setting settings[] = {
    {.name = "width",
     .summary = "numbers in a word's vector and in a state, of either direction",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 512,
     .initial = 32},
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
    {.name = "context",
     .summary = "whether each word looks up what it needs, or all have the last state alone",
     .kind = Setting::Kind::choice,
     .options = contexts},
    {.name = "query",
     .summary = "whether it looks before a step with the word before, or after it",
     .kind = Setting::Kind::choice,
     .options = queries},
    // Where the score is no scaled one, large vectors help: a state then is at first one of its own word,
    // and a look beside that does not do as well.
    {.name = "start-scale",
     .summary = "how large the vectors of tokens are at first: the deviation of each number",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 10,
     .initial = 0.02},
};

}  // namespace

ModelKind encoder_decoder_model() {
  return {.name = "encoder-decoder",
          .summary = "one recurrent network reads, another writes and looks at what was read",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<EncoderDecoder>(parts);
          }};
}

}  // namespace softlook
