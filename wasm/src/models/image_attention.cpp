// A convolutional network makes a grid of features of a picture, and one soft look at the grid finds
// what the answer is made of: K. Xu et al., 2015, "Show, Attend and Tell", its soft attention, with
// one word to say instead of a sentence; the look is that of D. Bahdanau et al., 2015.
//
//     f = convolutions(input)                           [B,Y'·X',C], a place for 4×4 pixels
//     c = attention(query q, keys U·f, values f)        q learned: the same question of every picture
//     output = head(c)
//
// Of a place nothing is known but what is seen there. With `context` mean there is no look: c is the
// mean of f over all places.

#include <memory>
#include <optional>

#include "../layers/activation.hpp"
#include "../layers/convolution.hpp"
#include "../layers/embedding.hpp"
#include "../layers/linear.hpp"
#include "../layers/picture.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view contexts[] = {"attention", "mean"};
constexpr int cell = 4;  // pixels of a place, either way: two pools of 2

class ImageAttention final : public Model {
 public:
  explicit ImageAttention(const Parts& parts)
      : ImageAttention(parts, parts.settings.integer("width"), parts.settings.integer("channels")) {
  }

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = tape.name("input", batch.input);
    const Tensor seen = third_(tape, second_(tape, first_(tape, one_channel(input))));
    const Tensor features = tape.name("features", as_sequence(tape, seen));  // [B,Tk,C]
    const AttentionOutput found = look(tape, features);
    const Tensor output = tape.name("output", (*head_)(tape, found.output), Axis::target);

    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    const Tensor alignment = alignment_on_grid(tape, batch.alignment, form_.input, cell);
    if (alignment.values) tape.name("alignment", alignment, Axis::target);
    return {loss_of(tape, form_.target, output, target), output, target, found.weights, alignment};
  }

 private:
  ImageAttention(const Parts& parts, int width, int channels)
      : form_(checked(parts.form)),
        first_(parts.parameters, "convolution0",
               {.in = 1, .out = channels, .size = 5, .window = {.padding = 2}, .pool = 2}, relu),
        second_(parts.parameters, "convolution1",
                {.in = channels, .out = width, .size = 3, .window = {.padding = 1}, .pool = 2},
                relu),
        third_(parts.parameters, "convolution2",
               {.in = width, .out = width, .size = 3, .window = {.padding = 1}}, relu) {
    int context_width = width;
    if (parts.settings.choice("context") == "attention") {
      const int places = form_.input.length / cell * (form_.input.width / cell);
      attention_ =
          parts.attention.make({parts.settings, parts.parameters, "attention", width, places});
      query_.emplace(parts.parameters, "query", 1, width);
      keys_.emplace(parts.parameters, "keys", width, attention_->key_width());
      context_width = attention_->output_width(width);
    }
    head_.emplace(parts.parameters, "head", context_width, form_.target.vocabulary);
  }

  static const Form& checked(const Form& form) {
    picture_form("image-attention", form);
    if (form.input.length < cell || form.input.width < cell)
      fail("[model] `image-attention` sees places of % × % pixels; an image must have one",
           {cell, cell});
    return form;
  }

  // [B,1,C'], and the weights [B,H,1,Tk]
  AttentionOutput look(Tape& tape, const Tensor& features) const {
    const int samples = features.shape[0], width = features.shape[2];
    if (!attention_)
      return {reshape(mean(tape, features, 1), {samples, 1, width}), uniform(tape, features)};
    const Tensor first = tape.constant("queries", {samples, 1});
    for (float& token : first.all()) token = 0;
    AttentionInput in{tape.name("queries", (*query_)(tape, first), Axis::target),
                      tape.name("keys", (*keys_)(tape, features)), features};
    in.query_axis = Axis::target;
    in.key_axis = Axis::none;
    const Tape::Within within(tape, "attention");
    const AttentionOutput found = attention_->attend(tape, in);
    return {tape.name("output", found.output, Axis::target), found.weights};
  }

  // What a mean looks like: [B,1,1,Tk], for those who look on.
  static Tensor uniform(Tape& tape, const Tensor& features) {
    if (!tape.shows_everything()) return {};
    const Tensor weights = tape.constant("weights", {features.shape[0], 1, 1, features.shape[1]});
    for (float& weight : weights.all()) weight = 1 / static_cast<float>(features.shape[1]);
    const Tape::Within within(tape, "attention");
    return tape.show("weights", weights, Axis::target);
  }

  Form form_;
  ConvolutionBlock first_, second_, third_;
  std::unique_ptr<Attention> attention_;  // nothing if the context is the mean
  std::optional<Embedding> query_;
  std::optional<Linear> keys_;
  std::optional<Linear> head_;
};

constexpr Setting settings[] = {
    {.name = "width",
     .summary = "numbers in the vector that stands for a place of the picture",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 512,
     .initial = 32},
    {.name = "channels",
     .summary = "kinds of edges that the first convolution looks for",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 64,
     .initial = 8},
    {.name = "context",
     .summary = "whether a look finds what the answer is made of, or it is the mean of all places",
     .kind = Setting::Kind::choice,
     .options = contexts},
};

}  // namespace

ModelKind image_attention_model() {
  return {
      .name = "image-attention",
      .summary = "convolutions see what is where in a picture, and one soft look finds the answer",
      .settings = settings,
      .make = [](const Parts& parts) -> std::unique_ptr<Model> {
        return std::make_unique<ImageAttention>(parts);
      }};
}

}  // namespace softlook
