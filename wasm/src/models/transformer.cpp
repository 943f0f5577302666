// A transformer that answers where it reads: A. Vaswani et al., 2017, "Attention Is All You Need";
// with the norm before each part, the learned positions and the small start of A. Radford et al., 2019
// (GPT-2), unless `start-scale` says otherwise.
//
//     x = embedding(input) + position        then for each block: a look at itself and a feed-forward
//     output = head(norm(x))                 layer, each added to x
//
// A causal task hides from each position what comes after it; padding is hidden from all. With the
// norm after each part there is none at the end. Any block may be the one that finds an answer, so
// the score looks at the heads of all of them together.

#include <list>
#include <optional>

#include "../layers/blocks.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view positions[] = {"learned", "none", "sinusoidal", "rotary", "alibi"};
constexpr std::string_view norms[] = {"pre", "post"};

class Transformer final : public Model {
 public:
  explicit Transformer(const Parts& parts)
      : Transformer(parts, parts.settings.integer("width"), parts.settings.choice("position")) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = name_side(tape, "input", form_.input, batch.input, Axis::input);
    Tensor x = embedding_(tape, input);  // [B,T,C]
    if (learned_) x = (*learned_)(tape, x);
    if (sinusoidal_) x = (*sinusoidal_)(tape, x);
    x = dropout_(tape, tape.name("embedded", x, Axis::input));

    Sight sight{.rotary = rotary_ ? &*rotary_ : nullptr};
    sight.mask.causal = form_.causal;
    sight.mask.padding = padding_of(tape, form_.input, input);
    if (alibi_) sight.mask.bias = (*alibi_)(tape, x.shape[1]);
    const auto weights = tape.arena().take<Tensor>(blocks_.size(), "weights");
    auto weights_of_block = weights.begin();
    for (const EncoderBlock& block : blocks_) {
      const AttentionOutput found = block(tape, x, sight);
      x = found.output;
      *weights_of_block++ = found.weights.constant();
    }
    if (norm_) x = (*norm_)(tape, x);
    const Tensor output = tape.name("output", (*head_)(tape, x), Axis::input);

    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    if (batch.alignment.values) tape.name("alignment", batch.alignment, Axis::input, Axis::input);
    return {loss_of(tape, form_.target, output, target), output, target, every_head(tape, weights),
            batch.alignment};
  }

 private:
  Transformer(const Parts& parts, int width, std::string_view position)
      : form_(checked(parts.form)),
        // Beside sines of size 1 tokens must not be small: 1 is Vaswani's √C times his 1/√C.
        embedding_(parts.parameters, "embedding", form_.input, width,
                   position == "sinusoidal" ? 1 : parts.settings.number("start-scale")),
        dropout_{parts.settings.number("dropout")} {
    const int length = form_.input.length;
    if (position == "learned") learned_.emplace(parts.parameters, "position", length, width);
    if (position == "sinusoidal") sinusoidal_.emplace(length, width);

    const BlockSizes sizes{.width = width,
                           .hidden = width * parts.settings.integer("ffn"),
                           .length = length,
                           .norm_first = parts.settings.choice("norm") == "pre",
                           .activation = activation(parts.settings.choice("activation")),
                           .dropout = dropout_.probability};
    const int layers = parts.settings.integer("layers");
    for (int i = 0; i < layers; ++i)
      blocks_.emplace_back(parts.parameters, "block" + std::to_string(i), parts.attention,
                           parts.settings, sizes);

    const Attention& attention = blocks_.front().attention();
    if (position == "rotary") rotary_.emplace(length, attention.head_width());
    if (position == "alibi") alibi_.emplace(length, attention.heads().queries);
    if (sizes.norm_first) norm_.emplace(parts.parameters, "norm", width);
    head_.emplace(parts.parameters, "head", width, answer_width(form_.target));
  }

  static const Form& checked(const Form& form) {
    if (form.separate)
      fail(
          "[model] `transformer` answers at each position of what it reads, and this task wants a "
          "sequence of its own; choose the model `encoder-decoder` or `sequence-transformer`");
    return form;
  }

  Form form_;
  SideEmbedding embedding_;
  std::optional<LearnedPositions> learned_;
  std::optional<SinusoidalPositions> sinusoidal_;
  std::optional<Rotary> rotary_;
  std::optional<Alibi> alibi_;
  Dropout dropout_;
  std::list<EncoderBlock> blocks_;
  std::optional<LayerNorm> norm_;
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
     .summary = "blocks, one after the other",
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
    {.name = "start-scale",
     .summary = "how large the vectors of tokens are at first, but beside sines, where it is 1",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 10,
     .initial = 0.02},
    {.name = "dropout",
     .summary = "the share of numbers left out while training",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 0.9,
     .initial = 0},
};

}  // namespace

ModelKind transformer_model() {
  return {
      .name = "transformer",
      .summary = "blocks of attention and feed-forward layers, with an answer at every position",
      .settings = settings,
      .make = [](const Parts& parts) -> std::unique_ptr<Model> {
        return std::make_unique<Transformer>(parts);
      }};
}

}  // namespace softlook
