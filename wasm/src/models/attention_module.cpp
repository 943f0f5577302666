// Attention heads and the attention module of an introduction to attention by 禅与计算机程序设计艺术. It reads
// an image as a sequence: element i is a few rows of it. Each head opens a gate at every element, a matrix
// F says where to look at each step, a control decides what of that is taken in, and a state is updated.
//
//     Hᵢ = σ(W_g·xᵢ + b_g)                       the gates of all K heads, side by side
//     Aᵢ = Hᵢ ⊙ eᵢ,  eᵢ = W_e·xᵢ + b_e           what the heads bring: the attention values
//     F_t = scores of yₜ₋₁ with W_k·Aᵢ + θᵢ      any attention; `tanh-score` is the one that is meant
//     Rₜ = Σᵢ F_tᵢ ⊙ Aᵢ + b_r                    each head with its own weights, in its own part
//     sₜ = softmax over heads of W_s·eₜ + b_s + V_s·yₜ₋₁                 the selection probability
//     mₜ = sₜ ⊙ Rₜ,  cₜ = cₜ₋₁ + mₜ                                      the memory cell
//     Uₜ = tanh(W_x·eₜ + b + W_u·[mₜ | yₜ₋₁])                            the update vector
//     yₜ = σ(c_o + W_o·eₜ) ⊙ Uₜ                                          through the output gate
//     output = W·[c_T | y_T] + b                 c₀ = 0, y₀ = 0; step t has element t as its input
//
// The introduction's formulas do not fit together as they are printed. Where it had to be mended:
//   - It weighs H with softmax(H), and sums Aⁱ times that over the heads. The weights it has defined just
//     before, α, are what is meant, and the sum is over positions.
//   - H is called a gate that the input is multiplied by, and is used without the product. Here it is A.
//   - α has a row for each hidden unit, F for each position. One mechanism is meant: F is α with the mean
//     and the previous output beside it; a column of F is a head, and it sums to one over positions.
//   - The matrix form splits tanh of a sum into three softmaxes, joined by ⊗, and sums x over T/n_h
//     elements. Neither equals the line above it; that line, f_ij, is what `tanh-score` computes.
//   - θ is to be the "position bias": here one for each position, θᵢ, in the keys.
//   - It squashes R by σ, and yₜ too. It is done once, in yₜ.
//   - yₜ = σ(c_o + U·xₜ) is a number if U is the update vector, and then nothing carries Uₜ on. U is read
//     as the matrix of an output gate, and what goes through the gate is Uₜ. The nearest to the letter,
//     yₜ = σ(c_o + Uₜ ⊙ eₜ), is `output: product`; it learns more slowly.
//   - What is selected is "added to the input features": by W_u, since it need not be as wide.
//   - The program starts from the state (None, None), asks the network for two outputs where it gives one,
//     reshapes a batch away that it needs later, and steps an optimiser over a module whose output is in
//     no loss. What it does say is here: K heads, dropout of their weights, a memory that sums what was
//     selected, and a linear layer over it.

#include <algorithm>
#include <array>
#include <optional>

#include "../layers/linear.hpp"
#include "../layers/positions.hpp"
#include "image.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view outputs[] = {"gate", "product"};

class AttentionModule final : public Model {
 public:
  explicit AttentionModule(const Parts& parts)
      : AttentionModule(parts, parts.settings.integer("width"), length_of(parts)) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = tape.name("input", batch.input, Axis::input);  // [B,Y,X]
    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    const Tensor alignment = elements_of(tape, batch.alignment);
    const int samples = input.shape[0];
    const Read read = this->read(
        tape, reshape(input, {samples, length_, form_.input.length / length_ * form_.input.width}));

    const auto list = [&](const char* what) {
      return tape.arena().take<Tensor>(static_cast<std::size_t>(length_), what);
    };
    const Steps steps{list("weights"), list("selection"), list("states")};
    State state{tape.constant("state", {samples, width_}), {}};
    std::ranges::fill(state.output.all(), 0.0f);
    for (int t = 0; t < length_; ++t) state = step(tape, read, state, t, steps);

    const Tensor last = join(tape, std::array{state.memory, state.output}, 1);
    const Tensor output = tape.name(
        "output", reshape(head_(tape, last), {samples, 1, form_.target.vocabulary}), Axis::target);
    return {cross_entropy(tape, output, target), output, target, show(tape, steps), alignment};
  }

 private:
  // What is made of the image before the first step.
  struct Read {
    Tensor values, keys;  // [B,T,C], [B,T,D·Hk]
    Tensor to_select;     // [B,T,H]: the part of sₜ and of Uₜ and the gate that eₜ alone decides
    Tensor to_update, gates;  // [B,T,C]
  };
  struct State {
    Tensor output;  // yₜ [B,C]
    Tensor memory;  // cₜ [B,R], nothing before the first step
  };
  // Of all steps, for those who look on.
  struct Steps {
    std::span<Tensor> weights, selection, states;  // [B,H,1,T], [B,1,H], [B,1,C]
  };

  AttentionModule(const Parts& parts, int width, int length)
      : form_(parts.form),
        length_(length),
        width_(width),
        gated_(parts.settings.choice("output") == "gate"),
        dropout_(parts.settings.number("dropout")),
        attention_(
            parts.attention.make({parts.settings, parts.parameters, "attention", width, length})),
        found_width_(attention_->output_width(width)),
        gate_(parts.parameters, "heads.gate", element_width(), width),
        embedding_(parts.parameters, "heads.value", element_width(), width),
        key_(parts.parameters, "heads.key", width, attention_->key_width(), false),
        position_(parts.parameters, "heads.position", length, attention_->key_width()),
        bias_(parts.parameters.add("heads.bias", {found_width_}, Start::constant(0))),
        select_input_(parts.parameters, "select.input", width, attention_->heads().queries),
        select_state_(parts.parameters, "select.state", width, attention_->heads().queries, false),
        update_input_(parts.parameters, "update.input", width, width),
        update_state_(parts.parameters, "update.state", found_width_ + width, width, false),
        head_(parts.parameters, "head", found_width_ + width, form_.target.vocabulary) {
    if (gated_)
      output_gate_.emplace(parts.parameters, "output-gate", width, width);
    else
      output_bias_ = &parts.parameters.add("output-gate.bias", {width}, Start::constant(0));
    for (int t = 0; t < length_; ++t) steps_.push_back("step" + std::to_string(t));
  }

  static int length_of(const Parts& parts) {
    const Side& image = image_and_answer(parts.form, "attention-module").input;
    const int rows = parts.settings.integer("rows");
    if (image.length % rows != 0)
      fail("[settings] `rows` must divide the rows of the image: % does not divide %",
           {rows, image.length});
    return image.length / rows;
  }
  int element_width() const { return form_.input.length / length_ * form_.input.width; }

  // x [B,T,rows·X]
  Read read(Tape& tape, const Tensor& x) const {
    const Tensor e = tape.name("embedded", embedding_(tape, x), Axis::input);
    const Tensor open = tape.name("gates", sigmoid(tape, gate_(tape, x)), Axis::input);
    const Tensor values = tape.name("values", multiply(tape, open, e), Axis::input);
    const Tensor keys = tape.name("keys", position_(tape, key_(tape, values)), Axis::input);
    return {values, keys, select_input_(tape, e), update_input_(tape, e),
            output_gate_ ? sigmoid(tape, (*output_gate_)(tape, e)) : e};
  }

  State step(Tape& tape, const Read& read, const State& before, int t, const Steps& steps) const {
    const auto index = static_cast<std::size_t>(t);
    const Tape::Row row(tape, steps_[index], t, length_);
    const int samples = read.values.shape[0], heads = attention_->heads().queries;
    const auto now = [&](const Tensor& all) {
      return reshape(slice(tape, all, 1, t, 1), {samples, all.shape[2]});
    };
    const AttentionOutput found = look(tape, read, before.output);
    const Tensor all = add(tape, found.output, bias_);  // Rₜ [B,1,R]
    const Tensor chosen =
        softmax(tape, add(tape, now(read.to_select), select_state_(tape, before.output)));  // [B,H]
    const Tensor taken =
        reshape(multiply(tape, reshape(all, {samples, heads, found_width_ / heads}),
                         reshape(chosen, {samples, heads, 1})),
                {samples, found_width_});
    const Tensor carried = update_state_(tape, join(tape, std::array{taken, before.output}, 1));
    const Tensor update = tanh(tape, add(tape, now(read.to_update), carried));
    const Tensor through = multiply(tape, now(read.gates), update);
    const Tensor output = gated_ ? through : sigmoid(tape, add(tape, through, *output_bias_));

    steps.weights[index] = found.weights.constant();
    steps.selection[index] = reshape(chosen.constant(), {samples, 1, heads});
    steps.states[index] = reshape(output.constant(), {samples, 1, width_});
    return {output, t == 0 ? taken : add(tape, before.memory, taken)};
  }

  AttentionOutput look(Tape& tape, const Read& read, const Tensor& state) const {
    const Tape::Within within(tape, "attention");
    AttentionInput in{reshape(state, {state.shape[0], 1, width_}), read.keys, read.values};
    in.dropout = dropout_;
    const AttentionOutput found = attention_->attend(tape, in);
    return {tape.name("output", found.output, Axis::input), found.weights};
  }

  // The weights [B,H,T,T]
  static Tensor show(Tape& tape, const Steps& steps) {
    if (!tape.shows_everything()) return {};
    tape.show("selection", join(tape, steps.selection, 1), Axis::input);
    tape.show("states", join(tape, steps.states, 1), Axis::input);
    if (!steps.weights.front().values) return {};
    const Tape::Within within(tape, "attention");
    return tape.show("weights", join(tape, steps.weights, 2), Axis::input, Axis::input);
  }

  // Of pixels [B,1,Y·X], the elements that have any of them, at every step alike: [B,T,T]
  Tensor elements_of(Tape& tape, const Tensor& pixels) const {
    if (!pixels.values) return {};
    const Tensor elements = tape.constant("alignment", {pixels.shape[0], length_, length_});
    const auto size = static_cast<std::size_t>(element_width());
    for (int row = 0; row < elements.shape.rows(); ++row)
      for (std::size_t i = 0; i < static_cast<std::size_t>(length_); ++i) {
        const auto element = pixels.row(row / length_).subspan(i * size, size);
        elements.row(row)[i] = *std::ranges::max_element(element) > 0 ? 1.0f : 0.0f;
      }
    return tape.name("alignment", elements, Axis::input, Axis::input);
  }

  Form form_;
  int length_, width_;
  bool gated_;
  float dropout_;
  std::unique_ptr<Attention> attention_;
  int found_width_;
  Linear gate_, embedding_, key_;
  LearnedPositions position_;
  const Tensor& bias_;
  Linear select_input_, select_state_, update_input_, update_state_, head_;
  std::optional<Linear> output_gate_;
  const Tensor* output_bias_ = nullptr;
  std::vector<std::string> steps_;
};

constexpr Setting settings[] = {
    {.name = "width",
     .summary = "numbers in an element's vector and in the state",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 512,
     .initial = 64},
    {.name = "rows",
     .summary = "rows of the image that make one element of the sequence",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 64,
     .initial = 4},
    {.name = "output",
     .summary = "whether a gate lets the update vector through, or it is multiplied by the input "
                "and squashed",
     .kind = Setting::Kind::choice,
     .options = outputs},
    {.name = "dropout",
     .summary = "the share of the weights of attention that is left out while training",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 0.9,
     .initial = 0.1},
};

}  // namespace

ModelKind attention_module_model() {
  return {.name = "attention-module",
          .summary =
              "gated heads look at an image's rows again and again, and a memory sums what "
              "was selected",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<AttentionModule>(parts);
          }};
}

}  // namespace softlook
