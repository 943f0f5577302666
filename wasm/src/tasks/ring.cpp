// A ring in shuffled order. Every vector says its own name and the name of the one that comes after
// it, and the names are new in each sequence:
//
//     x_t = [name of t | name of t's successor]          the successors form one ring
//
// The vector after the last one shown is the successor of the last one: it stands somewhere earlier
// in the sequence and can only be found by its name. Nothing else helps: neither where it stands nor
// what it looks like on average tells which one it is.

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "../simd/map.hpp"
#include "task.hpp"

namespace softlook {
namespace {

class Ring final : public Task {
 public:
  explicit Ring(const Settings& settings)
      : length_(settings.integer("length")),
        name_size_(settings.integer("name-size")),
        name_scale_(settings.number("name-scale")) {
    for (int t = 1; t <= length_; ++t) positions_.push_back("x" + std::to_string(t));
  }

  int width() const override { return 2 * name_size_; }
  std::span<const std::string> positions() const override { return positions_; }

  Sample sample(Rng& rng, Tape& tape) const override {
    const Tensor names = tape.constant("names", {length_, name_size_});
    for (int t = 0; t < length_; ++t) draw_name(rng, names.row(t));
    const std::span<int> successor = draw_ring(rng, tape.arena());

    const Sample sample{tape.constant("input", {length_, width()}),
                        tape.constant("target", {length_, width()}),
                        tape.constant("alignment", {length_, length_})};
    const auto next = [&](int t) { return successor[static_cast<std::size_t>(t)]; };
    for (int t = 0; t < length_; ++t) {
      write(sample.input.row(t), names.row(t), names.row(next(t)));
      write(sample.target.row(t), names.row(next(t)), names.row(next(next(t))));
      for (float& element : sample.alignment.row(t)) element = 0;
      sample.alignment.row(t)[static_cast<std::size_t>(next(t))] = 1;
    }
    return sample;
  }

 private:
  // A random direction of fixed length: every name is as loud as any other.
  void draw_name(Rng& rng, std::span<float> name) const {
    float square;
    do {
      for (float& element : name) element = rng.normal();
      square = simd::dot(name, name);
    } while (square < 1e-6f);
    const float factor = name_scale_ * std::sqrt(static_cast<float>(name_size_) / square);
    for (float& element : name) element *= factor;
  }

  // S. Sattolo, 1986, "An algorithm to generate a random cyclic permutation": each ring is equally
  // likely.
  std::span<int> draw_ring(Rng& rng, Arena& arena) const {
    const auto successor = arena.take<int>(static_cast<std::size_t>(length_), "ring");
    std::iota(successor.begin(), successor.end(), 0);
    for (int t = length_ - 1; t > 0; --t)
      std::swap(successor[static_cast<std::size_t>(t)],
                successor[static_cast<std::size_t>(rng.below(t))]);
    return successor;
  }

  static void write(std::span<float> vector, std::span<const float> own,
                    std::span<const float> next) {
    std::copy(own.begin(), own.end(), vector.begin());
    std::copy(next.begin(), next.end(), vector.begin() + static_cast<std::ptrdiff_t>(own.size()));
  }

  int length_;
  int name_size_;
  float name_scale_;
  std::vector<std::string> positions_;
};

constexpr Setting settings[] = {
    {.name = "length",
     .summary = "vectors shown before the one to predict",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 32,
     .initial = 8},
    {.name = "name-size",
     .summary = "numbers in a name; a vector holds two names",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 32,
     .initial = 8},
    {.name = "name-scale",
     .summary = "root mean square of a name's numbers",
     .kind = Setting::Kind::number,
     .minimum = 0.1,
     .maximum = 2,
     .initial = 0.6},
};

}  // namespace

TaskKind ring_task() {
  return {.name = "ring",
          .summary = "the next vector of a shuffled ring: look up the one whose name was given",
          .settings = settings,
          .make = [](const Settings& chosen) -> std::unique_ptr<Task> {
            return std::make_unique<Ring>(chosen);
          }};
}

}  // namespace softlook
