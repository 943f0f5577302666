// A weighted bag of words: K. Spärck Jones, 1972, "A Statistical Interpretation of Term Specificity and
// its Application in Retrieval"; G. Salton, C. Buckley, 1988, "Term-weighting approaches in automatic
// text retrieval", for the product with how often a word is there.
//
//     αₜ = idf(xₜ) / Σₛ idf(xₛ)     output = bias + Σₜ αₜ·words[xₜ]
//
// which is a linear layer over the bag: of each word its count times its idf, the sum made one. It is a
// look-up whose weights nobody asks for: they depend on the words and on nothing else, least of all on
// where they stand. idf is no parameter: it is the rarity that the task has counted, ln(N/n) where n of N
// samples hold the word; a task that has not counted finds all words alike.

#include "../layers/embedding.hpp"
#include "../layers/positions.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

class TfIdf final : public Model {
 public:
  explicit TfIdf(const Parts& parts)
      : form_(checked(parts.form)),
        idf_({form_.input.vocabulary, 1}),
        words_(parts.parameters, "words", form_.input.vocabulary, answer_width(form_.target)),
        bias_(parts.parameters.add("bias", {answer_width(form_.target)}, Start::constant(0))) {
    const std::vector<float>& rarity = form_.input.rarity;
    for (std::size_t i = 0; i < idf_.tensor().count(); ++i)
      idf_.tensor().values[i] = rarity.empty() ? 1 : rarity[i];
  }

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = name_side(tape, "input", form_.input, batch.input, Axis::input);
    const int samples = input.shape[0], length = input.shape[1];
    const Tensor rare = embedding(tape, idf_.tensor(), input);  // [B,T,1]
    const Tensor epsilon = tape.constant("epsilon", {1});       // a sample may have no rare word
    epsilon.values[0] = 1e-6f;
    const Tensor all = reshape(add(tape, sum(tape, rare, 1), epsilon), {samples, 1, 1});
    const Tensor weights =
        tape.name("weights", reshape(divide(tape, rare, all), {samples, 1, 1, length}), Axis::none,
                  Axis::input);
    const Tensor bag =
        matmul(tape, reshape(weights, {samples, 1, length}), words_(tape, input));  // [B,1,A]
    const Tensor output = tape.name("output", add(tape, bag, bias_));

    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    const Tensor wanted = last(tape, target);
    if (batch.alignment.values) tape.show("alignment", batch.alignment, Axis::input, Axis::input);
    return {loss_of(tape, form_.target, output, wanted), output, wanted, weights,
            batch.alignment.values ? last(tape, batch.alignment) : Tensor{}};
  }

 private:
  static Tensor last(Tape& tape, const Tensor& x) { return slice(tape, x, 1, x.shape[1] - 1, 1); }

  static const Form& checked(const Form& form) {
    if (!form.input.tokens() || (form.separate && form.target.length != 1))
      fail(
          "[model] `tf-idf` reads words and gives one answer, the last; this task has vectors, or "
          "wants a sequence");
    return form;
  }

  Form form_;
  Table idf_;        // [V,1]
  Embedding words_;  // [V,A]
  const Tensor& bias_;
};

}  // namespace

ModelKind tf_idf_model() {
  return {.name = "tf-idf",
          .summary = "a bag of words, each by how often it is there and how rare it is elsewhere",
          .settings = {},
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<TfIdf>(parts);
          }};
}

}  // namespace softlook
