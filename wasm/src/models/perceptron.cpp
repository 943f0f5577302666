// The plain network that images of digits are most often met with: all pixels at once, two hidden layers,
// and a score for each answer (D. E. Rumelhart, G. E. Hinton, R. J. Williams, 1986, "Learning
// Representations by Back-Propagating Errors"; with the max(x, 0) of V. Nair, G. E. Hinton, 2010).
//
//     output = W₃·relu(W₂·relu(W₁·x + b₁) + b₂) + b₃        x: the rows of the image, one after another
//
// With the usual sizes 784–128–64–10. It looks at everything alike: there are no weights to be seen.

#include "../layers/linear.hpp"
#include "image.hpp"
#include "model.hpp"

namespace softlook {
namespace {

class Perceptron final : public Model {
 public:
  explicit Perceptron(const Parts& parts)
      : form_(image_and_answer(parts.form, "perceptron")),
        first_(parts.parameters, "first", pixels(form_), hidden(parts)),
        second_(parts.parameters, "second", hidden(parts), hidden(parts) / 2),
        third_(parts.parameters, "third", hidden(parts) / 2, form_.target.vocabulary) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = tape.name("input", batch.input, Axis::input);  // [B,Y,X]
    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    if (batch.alignment.values) tape.name("alignment", batch.alignment, Axis::target);
    Tensor x = reshape(input, {input.shape[0], 1, pixels(form_)});
    x = tape.name("hidden1", relu(tape, first_(tape, x)));
    x = tape.name("hidden2", relu(tape, second_(tape, x)));
    const Tensor output = tape.name("output", third_(tape, x), Axis::target);
    return {cross_entropy(tape, output, target), output, target, {}, {}};
  }

 private:
  static int pixels(const Form& form) { return form.input.length * form.input.width; }
  static int hidden(const Parts& parts) { return parts.settings.integer("hidden"); }

  Form form_;
  Linear first_, second_, third_;
};

constexpr Setting settings[] = {
    {.name = "hidden",
     .summary = "numbers in the first hidden layer; the second has half as many",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 1024,
     .initial = 128},
};

}  // namespace

ModelKind perceptron_model() {
  return {.name = "perceptron",
          .summary = "two hidden layers over all pixels of an image, without attention",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<Perceptron>(parts);
          }};
}

}  // namespace softlook
