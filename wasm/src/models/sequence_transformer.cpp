// A transformer that reads one sequence and writes another: A. Vaswani et al., 2017, "Attention Is All
// You Need", figure 1; with the norm before each part and the learned positions of A. Radford et al.,
// 2019 (GPT-2).
//
//     m = norm(blocks of the encoder(embedding(input) + position))       each looks at itself
//     y = blocks of the decoder(embedding(yₜ₋₁) + position, m)            each at its past, then at m
//     output = head(norm(y))
//
// yₜ₋₁ is the right answer before t, in training and in looking alike (teacher forcing); before the
// first there is none, which is zeros. So all answers are worked out at once, and the mask alone hides
// from each those that come after it. The looks at what was read are the decoder's "cross"; any of its
// blocks may be the one that finds a word, so the score looks at the heads of all of them together.

#include <list>
#include <optional>

#include "../layers/blocks.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view positions[] = {"learned", "none", "sinusoidal"};
constexpr std::string_view norms[] = {"pre", "post"};

// What comes before the blocks of one of the two: a vector for each token, and where it stands.
class Entrance {
 public:
  Entrance(const Parts& parts, const std::string& name, const Side& side, int width)
      : embedding_(parts.parameters, name + ".embedding", side, width,
                   sinusoidal(parts) ? 1 : Embedding::small) {
    if (sinusoidal(parts)) sinusoidal_.emplace(side.length, width);
    if (parts.settings.choice("position") == "learned")
      learned_.emplace(parts.parameters, name + ".position", side.length, width);
  }

  // [B,T] or [B,T,C'] → [B,T,C]
  Tensor operator()(Tape& tape, const Tensor& tokens, Axis axis) const {
    Tensor x = embedding_(tape, tokens);
    if (learned_) x = (*learned_)(tape, x);
    if (sinusoidal_) x = (*sinusoidal_)(tape, x);
    return tape.name("embedded", x, axis);
  }

 private:
  static bool sinusoidal(const Parts& parts) {
    return parts.settings.choice("position") == "sinusoidal";
  }

  SideEmbedding embedding_;
  std::optional<LearnedPositions> learned_;
  std::optional<SinusoidalPositions> sinusoidal_;
};

class SequenceTransformer final : public Model {
 public:
  explicit SequenceTransformer(const Parts& parts)
      : SequenceTransformer(parts, parts.settings.integer("width")) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = name_side(tape, "input", form_.input, batch.input, Axis::input);
    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    if (batch.alignment.values) tape.name("alignment", batch.alignment, Axis::target, Axis::input);

    const Tensor padding = padding_of(tape, form_.input, input);
    const Tensor memory = read(tape, input, padding);
    const AttentionOutput written =
        write(tape, one_later(tape, form_.target, batch.target), memory, padding);
    const Tensor output = tape.name("output", (*head_)(tape, written.output), Axis::target);
    return {loss_of(tape, form_.target, output, target), output, target, written.weights,
            batch.alignment};
  }

 private:
  SequenceTransformer(const Parts& parts, int width)
      : form_(checked(parts.form)),
        source_(parts, "encoder", form_.input, width),
        dropout_{parts.settings.number("dropout")} {
    Parameters& parameters = parts.parameters;
    BlockSizes sizes{.width = width,
                     .hidden = width * parts.settings.integer("ffn"),
                     .length = form_.input.length,
                     .norm_first = parts.settings.choice("norm") == "pre",
                     .activation = activation(parts.settings.choice("activation")),
                     .dropout = dropout_.probability,
                     .memory_length = form_.input.length};
    const int layers = parts.settings.integer("layers");
    const auto block = [](const char* stack, int i) {
      return std::string(stack) + ".block" + std::to_string(i);
    };
    for (int i = 0; i < layers; ++i)
      encoder_.emplace_back(parameters, block("encoder", i), parts.attention, parts.settings,
                            sizes);
    if (sizes.norm_first) source_norm_.emplace(parameters, "encoder.norm", width);

    target_.emplace(parts, "decoder", form_.target, width);
    sizes.length = form_.target.length;
    for (int i = 0; i < layers; ++i)
      decoder_.emplace_back(parameters, block("decoder", i), parts.attention, parts.settings,
                            sizes);
    if (sizes.norm_first) target_norm_.emplace(parameters, "decoder.norm", width);
    head_.emplace(parameters, "head", width, answer_width(form_.target));
  }

  static const Form& checked(const Form& form) {
    if (!form.separate)
      fail(
          "[model] `sequence-transformer` writes a sequence of its own, and this task wants an "
          "answer at each position of what is read; choose the model `transformer`");
    return form;
  }

  // [B,Ts,C]
  Tensor read(Tape& tape, const Tensor& input, const Tensor& padding) const {
    const Tape::Within within(tape, "encoder");
    Tensor x = dropout_(tape, source_(tape, input, Axis::input));
    Sight sight;
    sight.mask.padding = padding;
    for (const EncoderBlock& block : encoder_) x = block(tape, x, sight).output;
    return source_norm_ ? (*source_norm_)(tape, x) : x;
  }

  // [B,Tt,C], and the weights of every look at what was read
  AttentionOutput write(Tape& tape, const Tensor& previous, const Tensor& memory,
                        const Tensor& padding) const {
    const Tape::Within within(tape, "decoder");
    Tensor x = dropout_(tape, (*target_)(tape, previous, Axis::target));
    // As a key, a position stands for the word before it.
    Sight self{.query_axis = Axis::target, .key_axis = Axis::none};
    self.mask.causal = true;
    Sight cross{.query_axis = Axis::target};
    cross.mask.padding = padding;
    const auto weights = tape.arena().take<Tensor>(decoder_.size(), "weights");
    auto weights_of_block = weights.begin();
    for (const DecoderBlock& block : decoder_) {
      const AttentionOutput found = block(tape, x, memory, self, cross);
      x = found.output;
      *weights_of_block++ = found.weights.constant();
    }
    return {target_norm_ ? (*target_norm_)(tape, x) : x, every_head(tape, weights)};
  }

  Form form_;
  Entrance source_;
  Dropout dropout_;
  std::list<EncoderBlock> encoder_;
  std::optional<LayerNorm> source_norm_;
  std::optional<Entrance> target_;
  std::list<DecoderBlock> decoder_;
  std::optional<LayerNorm> target_norm_;
  std::optional<Linear> head_;
};

constexpr Setting settings[] = {
    {.name = "width",
     .summary = "numbers in the vector that stands for a position",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 1024,
     .initial = 64},
    {.name = "layers",
     .summary = "blocks of the encoder, and as many of the decoder",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 12,
     .initial = 2},
    {.name = "ffn",
     .summary = "how many times wider a feed-forward layer is inside",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 8,
     .initial = 4},
    {.name = "position",
     .summary = "how a position says where it is",
     .kind = Setting::Kind::choice,
     .options = positions},
    {.name = "norm",
     .summary = "whether each part normalises what it reads, or what comes of it",
     .kind = Setting::Kind::choice,
     .options = norms},
    {.name = "activation",
     .summary = "what happens inside a feed-forward layer",
     .kind = Setting::Kind::choice,
     .options = activation_names},
    {.name = "dropout",
     .summary = "the share of numbers left out while training",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 0.9,
     .initial = 0},
};

}  // namespace

ModelKind sequence_transformer_model() {
  return {.name = "sequence-transformer",
          .summary = "blocks of attention read, others write and look at what was read",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<SequenceTransformer>(parts);
          }};
}

}  // namespace softlook
