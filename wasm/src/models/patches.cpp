// A transformer that reads a picture as a sequence of patches: A. Dosovitskiy et al., 2021, "An Image is
// Worth 16x16 Words" (ViT), with the norm before each part.
//
//     x = [class | E·patches] + position                a patch is patch×patch pixels in a row
//     for each block: a look of all at all and a feed-forward layer, each added to x
//     output = head(norm(x of class))
//
// `class` is a learned vector that stands for no patch: it looks at the patches and gathers the answer.
// Its look in the first block is the one that is scored. There each position is still its own patch;
// in later blocks it is a mixture, and a look at it says little of which pixels were used. With `stem`
// convolution, the paper's hybrid, patches are cut from what a convolution with a pool of 2 sees: what
// a stroke is need not be learned at each position of a patch anew, which saves most of the samples.

#include <array>
#include <list>
#include <optional>

#include "../layers/blocks.hpp"
#include "../layers/convolution.hpp"
#include "../layers/embedding.hpp"
#include "../layers/picture.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view stems[] = {"convolution", "none"};

// A linear layer over a patch is a convolution that does nothing after.
Tensor nothing_more(Tape&, const Tensor& x) { return x; }

class Patches final : public Model {
 public:
  explicit Patches(const Parts& parts)
      : Patches(parts, parts.settings.integer("width"), parts.settings.integer("patch")) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = tape.name("input", batch.input);
    Tensor x = position_(
        tape, join(tape, std::array{class_token(tape, input.shape[0]), patches(tape, input)},
                   1));  // [B,1+T,C]
    tape.name("embedded", x);
    const Sight sight{.query_axis = Axis::none, .key_axis = Axis::none};
    Tensor weights;
    for (const EncoderBlock& block : blocks_) {
      const AttentionOutput found = block(tape, x, sight);
      x = found.output;
      if (!weights.values) weights = found.weights;
    }
    const Tensor answer = norm_(tape, slice(tape, x, 1, 0, 1));
    const Tensor output = tape.name("output", head_(tape, answer), Axis::target);

    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    const Tensor alignment = alignment_on_grid(tape, batch.alignment, form_.input, patch_);
    if (alignment.values) tape.name("alignment", alignment, Axis::target);
    return {loss_of(tape, form_.target, output, target), output, target, of_class(tape, weights),
            alignment};
  }

 private:
  Patches(const Parts& parts, int width, int patch)
      : form_(checked(parts.form, patch)),
        patch_(patch),
        embedding_(parts.parameters, "embedding", embedding(parts, width, patch), nothing_more),
        class_(parts.parameters, "class", 1, width),
        position_(parts.parameters, "position", 1 + places(), width),
        norm_(parts.parameters, "norm", width),
        head_(parts.parameters, "head", width, form_.target.vocabulary) {
    if (parts.settings.choice("stem") == "convolution")
      stem_.emplace(parts.parameters, "stem",
                    ConvolutionBlock::Sizes{.in = 1,
                                            .out = parts.settings.integer("channels"),
                                            .size = 5,
                                            .window = {.padding = 2},
                                            .pool = 2},
                    relu);
    const BlockSizes sizes{.width = width,
                           .hidden = width * parts.settings.integer("ffn"),
                           .length = 1 + places(),
                           .norm_first = true,
                           .activation = gelu_tanh};
    const int layers = parts.settings.integer("layers");
    for (int i = 0; i < layers; ++i)
      blocks_.emplace_back(parts.parameters, "block" + std::to_string(i), parts.attention,
                           parts.settings, sizes);
  }

  static const Form& checked(const Form& form, int patch) {
    picture_form("patches", form);
    if (form.input.length % patch != 0 || form.input.width % patch != 0)
      fail("[settings] `patch` must divide the image: % does not divide % × %",
           {patch, form.input.length, form.input.width});
    return form;
  }

  // With a stem, where 2×2 pixels are one, a patch also sees what is just around it.
  static ConvolutionBlock::Sizes embedding(const Parts& parts, int width, int patch) {
    if (parts.settings.choice("stem") == "none")
      return {.in = 1, .out = width, .size = patch, .window = {.stride = patch}};
    if (patch % 2 != 0)
      fail("[settings] `patch` must be even where `stem` is convolution, got %", {patch});
    return {.in = parts.settings.integer("channels"),
            .out = width,
            .size = patch / 2 + 2,
            .window = {.stride = patch / 2, .padding = 1}};
  }

  int places() const { return form_.input.length / patch_ * (form_.input.width / patch_); }

  Tensor patches(Tape& tape, const Tensor& image) const {
    const Tensor x = one_channel(image);
    return as_sequence(tape, embedding_(tape, stem_ ? (*stem_)(tape, x) : x));
  }

  Tensor class_token(Tape& tape, int samples) const {
    const Tensor first = tape.constant("class", {samples, 1});
    for (float& token : first.all()) token = 0;
    return class_(tape, first);
  }

  // The look of the class alone, at the patches alone: [B,H,1,T], for those who look on.
  Tensor of_class(Tape& tape, const Tensor& weights) const {
    if (!tape.shows_everything() || !weights.values) return {};
    const Tensor row = slice(tape, weights.constant(), 2, 0, 1);
    const Tape::Within within(tape, "attention");
    return tape.show("weights", slice(tape, row, 3, 1, places()), Axis::target);
  }

  Form form_;
  int patch_;
  std::optional<ConvolutionBlock> stem_;
  ConvolutionBlock embedding_;
  Embedding class_;
  LearnedPositions position_;
  std::list<EncoderBlock> blocks_;
  LayerNorm norm_;
  Linear head_;
};

constexpr Setting settings[] = {
    {.name = "patch",
     .summary = "pixels of a patch, either way",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 64,
     .initial = 4},
    {.name = "width",
     .summary = "numbers in the vector that stands for a patch",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 512,
     .initial = 32},
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
     .initial = 2},
    {.name = "channels",
     .summary = "kinds of edges that the stem looks for",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 64,
     .initial = 8},
    {.name = "stem",
     .summary = "whether patches are cut from the image, or from what convolutions see in it",
     .kind = Setting::Kind::choice,
     .options = stems},
};

}  // namespace

ModelKind patches_model() {
  return {.name = "patches",
          .summary =
              "a transformer over the patches of a picture; one more position gathers the answer",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<Patches>(parts);
          }};
}

}  // namespace softlook
