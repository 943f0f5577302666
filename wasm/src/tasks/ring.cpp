// A ring in shuffled order. Every vector says its own name and the name of the one that comes after
// it, and the names are new in each sequence:
//
//     x_t = [name of t | name of t's successor]          the successors form one ring
//
// The vector after the last one shown is the successor of the last one: it stands somewhere earlier
// in the sequence and can only be found by its name. Nothing else helps: neither where it stands nor
// what it looks like on average tells which one it is.

#include <algorithm>
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
  explicit Ring(const TaskParts& parts)
      : Task(form(parts.settings)),
        length_(parts.settings.integer("length")),
        name_size_(parts.settings.integer("name-size")),
        name_scale_(parts.settings.number("name-scale")) {}

  std::vector<std::string> positions(Axis) const override {
    std::vector<std::string> names;
    for (int t = 1; t <= length_; ++t) names.push_back("x" + std::to_string(t));
    return names;
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const Batch batch{tape.constant("input", {samples, length_, 2 * name_size_}),
                      tape.constant("target", {samples, length_, 2 * name_size_}),
                      tape.constant("alignment", {samples, length_, length_})};
    const Tensor names = tape.constant("names", {length_, name_size_});
    const auto successor = tape.arena().take<int>(static_cast<std::size_t>(length_), "ring");
    for (int b = 0; b < samples; ++b) {
      for (int t = 0; t < length_; ++t) draw_name(rng, names.row(t));
      draw_ring(rng, successor);
      write_sample(batch, b, names, successor);
    }
    return batch;
  }

 private:
  static Form form(const Settings& settings) {
    const Side side{.length = settings.integer("length"),
                    .width = 2 * settings.integer("name-size")};
    return {.input = side, .target = side};
  }

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
  static void draw_ring(Rng& rng, std::span<int> successor) {
    std::iota(successor.begin(), successor.end(), 0);
    for (std::size_t t = successor.size() - 1; t > 0; --t)
      std::swap(successor[t], successor[static_cast<std::size_t>(rng.below(static_cast<int>(t)))]);
  }

  void write_sample(const Batch& batch, int b, const Tensor& names,
                    std::span<const int> successor) const {
    const auto next = [&](int t) { return successor[static_cast<std::size_t>(t)]; };
    for (int t = 0; t < length_; ++t) {
      const int row = b * length_ + t;
      write(batch.input.row(row), names.row(t), names.row(next(t)));
      write(batch.target.row(row), names.row(next(t)), names.row(next(next(t))));
      std::ranges::fill(batch.alignment.row(row), 0.0f);
      batch.alignment.row(row)[static_cast<std::size_t>(next(t))] = 1;
    }
  }

  static void write(std::span<float> vector, std::span<const float> own,
                    std::span<const float> next) {
    std::copy(own.begin(), own.end(), vector.begin());
    std::copy(next.begin(), next.end(), vector.begin() + static_cast<std::ptrdiff_t>(own.size()));
  }

  int length_;
  int name_size_;
  float name_scale_;
};

constexpr Setting settings[] = {
    batch_setting(1),
    {.name = "length",
     .summary = "vectors shown before the one to predict",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 256,
     .initial = 8},
    {.name = "name-size",
     .summary = "numbers in a name; a vector holds two names",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 128,
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
          .make = make_task<Ring>};
}

}  // namespace softlook
