// A small retina that is turned from place to place: V. Mnih et al., 2014, "Recurrent Models of Visual
// Attention", with a coarse view of the whole that says where to look first: J. Ba et al., 2015, "Multiple
// Object Recognition with Visual Attention".
//
//     for t = 1 … T:
//       sₜ = salience(view) + top·hₜ₋₁                  a score of each place of a grid: what stands out,
//                                                       and what is still wanted
//       lₜ ~ softmax(sₜ)                                one place, drawn; the most probable one when it
//                                                       does not train
//       gₜ = relu(retina·edges(ρ(image, lₜ)) + place·lₜ)  ρ: squares around lₜ, ever larger and coarser;
//                                                       edges: a convolution and a pool of 2
//       hₜ = GRU(gₜ, hₜ₋₁)
//     output = head(h_T)
//
// The paper draws lₜ from a normal distribution around a point; a choice among the places of a grid
// learns by the same rule (R. J. Williams, 1992, REINFORCE) and can be seen whole. No gradient goes through
// a place that was drawn. Where to look is learned from whether the answer was right, r = 1 or 0:
//
//     Σₜ (r − bₜ)·∇ln p(lₜ),  bₜ = baseline·hₜ₋₁ follows r by half the squared miss
//
// What is seen is learned from the cross-entropy alone, and where to look from r alone: neither
// gradient flows into the other's parameters. The loss is that of the answer; the rest adds nothing to
// it but gradients. No attention of the registry is asked: this one is of its own kind.

#include <algorithm>
#include <bit>
#include <optional>
#include <vector>

#include "../layers/activation.hpp"
#include "../layers/convolution.hpp"
#include "../layers/picture.hpp"
#include "../layers/positions.hpp"
#include "../layers/recurrent.hpp"
#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr int edges = 8;  // kinds that the retina, and the coarse view, look for

constexpr std::string_view looks[] = {"learned", "random", "centre"};

class Glimpses final : public Model {
 public:
  explicit Glimpses(const Parts& parts)
      : Glimpses(parts, parts.settings.integer("width"), parts.settings.integer("cell")) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = tape.name("input", batch.input);
    const Tensor target = name_side(tape, "target", form_.target, batch.target, Axis::target);
    const Tensor alignment = alignment_on_grid(tape, batch.alignment, form_.input, cell_, count_);
    if (alignment.values) tape.name("alignment", alignment);

    const Walk walk = this->walk(tape, input, batch.input);
    const int samples = input.shape[0], width = walk.last.shape[1];
    const Tensor output =
        tape.name("output", head_(tape, reshape(walk.last, {samples, 1, width})), Axis::target);
    const Tensor loss = loss_of(tape, form_.target, output, target);
    return {learned_ ? add(tape, loss, from_reward(tape, walk, output, target)) : loss, output,
            target, walk.weights, alignment};
  }

 private:
  // What came of all looks together.
  struct Walk {
    Tensor last;      // [B,C]
    Tensor weights;   // [B,1,T,P]: 1 where it looked
    Tensor scores;    // [B,1,T,P], and
    Tensor baseline;  // [B,T,1], if it learns where to look
  };

  Glimpses(const Parts& parts, int width, int cell)
      : form_(checked(parts.form, cell)),
        cell_(cell),
        count_(parts.settings.integer("glimpses")),
        size_(parts.settings.integer("retina")),
        scales_(parts.settings.integer("scales")),
        explore_(parts.settings.number("explore")),
        learned_(parts.settings.choice("look") == "learned"),
        random_(parts.settings.choice("look") == "random"),
        middles_({rows() * columns(), 2}),
        edges_(parts.parameters, "edges",
               {.in = scales_, .out = edges, .size = 5, .window = {.padding = 2}, .pool = 2}, relu),
        retina_(parts.parameters, "retina", edges * (size_ / 2) * (size_ / 2), width),
        place_(parts.parameters, "place", rows() * columns(), width, false),
        core_(parts.parameters, "gru", find_cell("gru"), width, width),
        head_(parts.parameters, "head", width, form_.target.vocabulary) {
    if (learned_) {
      salience0_.emplace(parts.parameters, "salience0", convolution(1, edges), relu);
      salience1_.emplace(parts.parameters, "salience1", convolution(edges, edges), relu);
      salience_.emplace(parts.parameters, "salience", edges, 1);
      top_.emplace(parts.parameters, "top", width, rows() * columns());
      baseline_.emplace(parts.parameters, "baseline", width, 1);
    }
    for (int place = 0; place < rows() * columns(); ++place) {
      const auto middle = [&](int index) { return static_cast<float>((2 * index + 1) * cell / 2); };
      middles_.tensor().row(place)[0] = middle(place / columns());
      middles_.tensor().row(place)[1] = middle(place % columns());
    }
    for (int t = 0; t < count_; ++t) steps_.push_back("step" + std::to_string(t));
  }

  static const Form& checked(const Form& form, int cell) {
    picture_form("glimpses", form);
    if (form.input.length % cell != 0 || form.input.width % cell != 0)
      fail("[settings] `cell` must divide the image: % does not divide % × %",
           {cell, form.input.length, form.input.width});
    return form;
  }

  static ConvolutionBlock::Sizes convolution(int in, int out) {
    return {.in = in, .out = out, .size = 3, .window = {.padding = 1}};
  }

  int rows() const { return form_.input.length / cell_; }
  int columns() const { return form_.input.width / cell_; }

  Walk walk(Tape& tape, const Tensor& image, const Tensor& drawn_from) const {
    const Tape::Within within(tape, "look");
    const auto of_steps = [&](const char* what) {
      return tape.arena().take<Tensor>(static_cast<std::size_t>(count_), what);
    };
    const auto places = of_steps("places"), scores = of_steps("scores"),
               guesses = of_steps("bases");
    const Tensor salience = learned_ ? this->salience(tape, image) : Tensor{};
    RecurrentState state = core_.start(tape, image.shape[0]);
    for (int t = 0; t < count_; ++t) {
      const auto at = static_cast<std::size_t>(t);
      const Tape::Row row(tape, steps_[at], t, count_);
      if (learned_) {
        const Tensor hidden = state.hidden.constant();
        scores[at] = tape.name("scores", as_row(add(tape, salience, (*top_)(tape, hidden))));
        guesses[at] = reshape((*baseline_)(tape, hidden), {image.shape[0], 1, 1});
      }
      places[at] =
          tape.name("weights", learned_ ? draw(tape, scores[at]) : fixed(tape, drawn_from, t));
      state = core_.step(tape, see(tape, image, places[at]), state);
    }
    const auto all = [&](const char* name, std::span<const Tensor> of, int axis) {
      const Tensor together = join(tape, of, axis);
      return axis == 2 ? tape.show(name, together) : together;
    };
    if (!learned_) return {state.hidden, all("weights", places, 2), {}, {}};
    return {state.hidden, all("weights", places, 2), all("scores", scores, 2), all("", guesses, 1)};
  }

  static Tensor as_row(const Tensor& x) { return reshape(x, {x.shape[0], 1, 1, x.shape[1]}); }

  // How much each place stands out in the coarse view.    [B,P]
  Tensor salience(Tape& tape, const Tensor& image) const {
    const Tensor view =
        tape.name("view", average_pool(tape, one_channel(image), cell_, {.stride = cell_}));
    const Tensor found = as_sequence(tape, (*salience1_)(tape, (*salience0_)(tape, view)));
    const Tensor stands_out = (*salience_)(tape, found);  // [B,P,1]
    return tape.name("salience", reshape(stands_out, {stands_out.shape[0], stands_out.shape[1]}));
  }

  // One place, which nothing is learned through.       [B,1,1,P] → the same
  Tensor draw(Tape& tape, const Tensor& scores) const {
    const Tensor none = tape.constant("none", {1});
    none.values[0] = 0;
    return hard_sample(tape, softmax(tape, scores.constant()), none);
  }

  // The middle; or any place, drawn from the picture itself, so that the same picture is always looked at
  // in the same way.                                      [B,1,1,P]
  Tensor fixed(Tape& tape, const Tensor& image, int t) const {
    const int samples = image.shape[0], places = rows() * columns();
    const Tensor chosen = tape.constant("places", {samples, 1, 1, places});
    std::ranges::fill(chosen.all(), 0.0f);
    const auto pixels = image.count() / static_cast<std::size_t>(samples);
    for (int b = 0; b < samples; ++b) {
      int place = rows() / 2 * columns() + columns() / 2;
      if (random_) {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < pixels; ++i)
          bits = bits * 31 + std::bit_cast<std::uint32_t>(
                                 image.values[static_cast<std::size_t>(b) * pixels + i]);
        place = Rng::stream(bits, static_cast<std::uint64_t>(t)).below(places);
      }
      chosen.row(b)[static_cast<std::size_t>(place)] = 1;
    }
    return chosen;
  }

  // [B,C]
  Tensor see(Tape& tape, const Tensor& image, const Tensor& place) const {
    const Tensor where = reshape(place, {place.shape[0], place.shape[3]});
    const Tensor middle = matmul(tape, where, middles_.tensor());
    const Tensor seen = tape.name("retina", glimpse(tape, image, middle, size_, scales_));
    const Tensor squares = reshape(seen, {seen.shape[0], scales_, size_, size_});
    const Tensor found = edges_(tape, squares);
    const Tensor flat = reshape(found, {seen.shape[0], edges * (size_ / 2) * (size_ / 2)});
    return relu(tape, add(tape, retina_(tape, flat), place_(tape, where)));
  }

  // Nothing, but with the gradients of −Σₜ (r − bₜ)·ln p(lₜ) + ½Σₜ (bₜ − r)² − explore·Σₜ H(p), the
  // mean over the samples; H is the entropy.
  Tensor from_reward(Tape& tape, const Walk& walk, const Tensor& output,
                     const Tensor& target) const {
    const Tensor reward = tape.show("reward", right(tape, output, target));  // [B,1,1]
    const Tensor missed = subtract(tape, walk.baseline, reward);             // [B,T,1]
    const Tensor logs = log_softmax(tape, walk.scores);                      // [B,1,T,P]
    const Tensor chosen = sum(tape, multiply(tape, logs, walk.weights), 3);  // [B,1,T]
    const Tensor surprise = reshape(missed.constant(), chosen.shape);
    Tensor all = add(tape, total(tape, multiply(tape, chosen, surprise)),
                     scale(tape, total(tape, multiply(tape, missed, missed)), 0.5f));
    if (explore_ > 0)
      all =
          add(tape, all,
              scale(tape, total(tape, multiply(tape, softmax(tape, walk.scores), logs)), explore_));
    return subtract(tape, all, all.constant());
  }

  // The sum of a sample's numbers, the mean over samples.      [B,…] → [1]
  static Tensor total(Tape& tape, const Tensor& x) {
    const int samples = x.shape[0];
    const int each = static_cast<int>(x.count()) / samples;
    return reshape(mean(tape, sum(tape, reshape(x, {samples, each}), 1), 0), {1});
  }

  // 1 where the most likely answer is the right one, else 0     [B,1,V], [B,1] → [B,1,1]
  Tensor right(Tape& tape, const Tensor& output, const Tensor& target) const {
    const int answers = output.shape[2];
    const Tensor unit = tape.constant("answers", {answers, answers});
    std::ranges::fill(unit.all(), 0.0f);
    for (int v = 0; v < answers; ++v) unit.row(v)[static_cast<std::size_t>(v)] = 1;
    const Tensor said = hard_max(tape, output.constant());
    return reshape(sum(tape, multiply(tape, said, embedding(tape, unit, target)), 2),
                   {output.shape[0], 1, 1});
  }

  Form form_;
  int cell_, count_, size_, scales_;
  float explore_;
  bool learned_, random_;
  Table middles_;  // [P,2]
  ConvolutionBlock edges_;
  Linear retina_, place_;
  Recurrent core_;
  Linear head_;
  std::optional<ConvolutionBlock> salience0_, salience1_;
  std::optional<Linear> salience_, top_, baseline_;
  std::vector<std::string> steps_;
};

constexpr Setting whole(std::string_view name, std::string_view summary, double minimum,
                        double maximum, double initial) {
  return {.name = name,
          .summary = summary,
          .kind = Setting::Kind::integer,
          .minimum = minimum,
          .maximum = maximum,
          .initial = initial};
}

constexpr Setting settings[] = {
    whole("width", "numbers in a state", 1, 512, 64),
    whole("glimpses", "how many times it looks", 1, 16, 4),
    whole("retina", "numbers of a square of the retina, either way", 2, 32, 12),
    whole("scales", "squares of the retina, each twice as wide as the one before, and coarser", 1,
          4, 1),
    whole("cell", "pixels from one place to the next; the coarse view has one number of them", 1,
          32, 4),
    {.name = "look",
     .summary = "how it chooses the places where it looks",
     .kind = Setting::Kind::choice,
     .options = looks},
    {.name = "explore",
     .summary = "how much it is worth not to be certain of where to look",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 1,
     .initial = 0.01},
};

}  // namespace

ModelKind glimpses_model() {
  return {.name = "glimpses",
          .summary =
              "a retina that is turned from place to place; where to, it learns from being right",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<Glimpses>(parts);
          }};
}

}  // namespace softlook
