// A memory of keys with values, and a question:
//
//     x_i = [key i | value i]   i = 1 … slots          x_last = [query | 0]
//
// The query is one of the keys with noise on every number, so that it equals none of them: a table that
// wants the very key has no answer. A value is a letter, written as a one among zeros; no two slots hold
// the same. The answer to the last vector is the letter of the key that the query came from. Keys are
// random directions of one length, new in each sample.

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "../simd/map.hpp"
#include "task.hpp"

namespace softlook {
namespace {

class Memory final : public Task {
 public:
  explicit Memory(const TaskParts& parts)
      : Task(form_of(parts.settings)),
        slots_(parts.settings.integer("slots")),
        key_size_(parts.settings.integer("key-size")),
        noise_(parts.settings.number("noise")) {}

  std::string label(Axis, int token) const override {
    return std::string(1, static_cast<char>('a' + token));
  }
  std::vector<std::string> positions(Axis) const override {
    std::vector<std::string> names;
    for (int i = 1; i <= slots_; ++i) names.push_back(filled("key %", {i}));
    names.emplace_back("query");
    return names;
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const int length = slots_ + 1, letters = form().target.vocabulary;
    const Batch batch{tape.constant("input", {samples, length, key_size_ + letters}),
                      tape.constant("target", {samples, length}),
                      tape.constant("alignment", {samples, length, length})};
    simd::fill(batch.input.all(), 0);
    simd::fill(batch.target.all(), -1);
    simd::fill(batch.alignment.all(), 0);
    const auto letter = tape.arena().take<int>(static_cast<std::size_t>(letters), "letters");
    for (int b = 0; b < samples; ++b) {
      draw_letters(rng, letter);
      write_sample(rng, batch, b, letter);
    }
    return batch;
  }

 private:
  static Form form_of(const Settings& settings) {
    const int slots = settings.integer("slots"), letters = settings.integer("vocabulary");
    if (slots > letters)
      fail("[settings] `slots` must not be more than `vocabulary`: % values differ, got % slots",
           {letters, slots});
    return {
        .input = {.length = slots + 1, .width = settings.integer("key-size") + letters},
        .target = {.length = slots + 1, .vocabulary = letters},
    };
  }

  // The first `slots` of a shuffled alphabet: R. Durstenfeld, 1964.
  void draw_letters(Rng& rng, std::span<int> letter) const {
    std::iota(letter.begin(), letter.end(), 0);
    const int letters = form().target.vocabulary;
    for (int i = 0; i < slots_; ++i)
      std::swap(letter[static_cast<std::size_t>(i)],
                letter[static_cast<std::size_t>(i + rng.below(letters - i))]);
  }

  void write_sample(Rng& rng, const Batch& batch, int b, std::span<const int> letter) const {
    const int first = b * (slots_ + 1), last = first + slots_;
    for (int i = 0; i < slots_; ++i) {
      draw_key(rng, key(batch.input, first + i));
      const auto value = static_cast<std::size_t>(letter[static_cast<std::size_t>(i)]);
      batch.input.row(first + i).subspan(key(batch.input, 0).size())[value] = 1;
      batch.alignment.row(first + i)[static_cast<std::size_t>(i)] = 1;
    }
    const auto right = static_cast<std::size_t>(rng.below(slots_));
    const auto asked = key(batch.input, first + static_cast<int>(right)),
               query = key(batch.input, last);
    for (std::size_t c = 0; c < query.size(); ++c) query[c] = asked[c] + noise_ * rng.normal();
    batch.target.row(b).back() = static_cast<float>(letter[right]);
    batch.alignment.row(last)[right] = 1;
  }

  std::span<float> key(const Tensor& rows, int row) const {
    return rows.row(row).first(static_cast<std::size_t>(key_size_));
  }

  // A random direction, with a root mean square of 1.
  void draw_key(Rng& rng, std::span<float> key) const {
    float square;
    do {
      for (float& number : key) number = rng.normal();
      square = simd::dot(key, key);
    } while (square < 1e-6f);
    const float factor = std::sqrt(static_cast<float>(key_size_) / square);
    for (float& number : key) number *= factor;
  }

  int slots_;
  int key_size_;
  float noise_;
};

constexpr Setting settings[] = {
    batch_setting(8),
    {.name = "slots",
     .summary = "how many keys are stored, each with a value",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 26,
     .initial = 8},
    {.name = "key-size",
     .summary = "numbers in a key",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 64,
     .initial = 16},
    {.name = "vocabulary",
     .summary = "how many different letters there are",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 26,
     .initial = 12},
    {.name = "noise",
     .summary =
         "how far a query is from its key: the deviation of each number, those of a key have 1",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 2,
     .initial = 0.5},
};

}  // namespace

TaskKind memory_task() {
  return {.name = "memory",
          .summary = "keys with values, and a key that is not quite one of them: which value?",
          .settings = settings,
          .make = make_task<Memory>};
}

}  // namespace softlook
