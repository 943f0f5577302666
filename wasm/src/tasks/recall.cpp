// Recall over a distance: notes, each a key with its value, somewhere in a long text of nothing; at the
// end keys are asked for.
//
//     . . c7 . . . a2 . e5 . . . . . . e? a? c?        → 5 2 7, under the questions
//
// Many questions to one text make it a multi-query associative recall like that of S. Arora et al., 2023,
// "Zoology: Measuring and Improving Recall in Efficient Language Models", where key and value are two
// tokens; here a note is one, so that a single look finds it, from however far away. The task is causal:
// a text that goes on is read from left to right.

#include <algorithm>
#include <numeric>
#include <utility>

#include "../simd/map.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr int values = 8;  // of a key: 0 … 7

class Recall final : public Task {
 public:
  explicit Recall(const TaskParts& parts)
      : Task(form_of(parts.settings)),
        length_(parts.settings.integer("length")),
        keys_(parts.settings.integer("keys")),
        notes_(parts.settings.integer("notes")),
        questions_(parts.settings.integer("questions")) {}

  // Notes come first, then questions, then nothing; an answer is a value.
  std::string label(Axis axis, int token) const override {
    if (axis == Axis::target) return std::to_string(token);
    if (token == nothing()) return ".";
    const bool asks = token >= question(0);
    const char key = static_cast<char>('a' + (asks ? token - question(0) : token / values));
    return {key, asks ? '?' : static_cast<char>('0' + token % values)};
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    Batch batch{tape.constant("input", {samples, length_}),
                tape.constant("target", {samples, length_})};
    // Training has no use for it, and it alone grows with the square of the length.
    if (tape.mode() != Tape::Mode::train)
      batch.alignment = tape.constant("alignment", {samples, length_, length_});
    simd::fill(batch.input.all(), static_cast<float>(nothing()));
    simd::fill(batch.target.all(), -1);
    if (batch.alignment.values) simd::fill(batch.alignment.all(), 0);
    const auto key = tape.arena().take<int>(static_cast<std::size_t>(keys_), "keys");
    const auto place = tape.arena().take<int>(static_cast<std::size_t>(notes_), "places");
    for (int b = 0; b < samples; ++b) {
      write_notes(rng, batch.input.row(b), key, place);
      ask(rng, batch, b, key, place);
    }
    return batch;
  }

 private:
  static Form form_of(const Settings& settings) {
    const int length = settings.integer("length"), keys = settings.integer("keys"),
              notes = settings.integer("notes"), questions = settings.integer("questions");
    if (notes > keys)
      fail("[settings] `notes` must not be more than `keys`: % keys, % notes", {keys, notes});
    if (questions > notes)
      fail("[settings] `questions` must not be more than `notes`: % notes, % questions",
           {notes, questions});
    if (notes + questions > length)
      fail("[settings] `length` must have room for % notes and % questions, got %",
           {notes, questions, length});
    return {.input = {.length = length, .vocabulary = keys * values + keys + 1},
            .target = {.length = length, .vocabulary = values},
            .causal = true};
  }

  int question(int key) const { return keys_ * values + key; }
  int nothing() const { return question(keys_); }

  // Different keys, in places before the questions: every choice of places is equally likely.
  void write_notes(Rng& rng, std::span<float> text, std::span<int> key,
                   std::span<int> place) const {
    std::iota(key.begin(), key.end(), 0);
    const int places = length_ - questions_;
    for (int at = 0, i = 0; i < notes_; ++at) {
      if (rng.below(places - at) >= notes_ - i) continue;
      const auto now = static_cast<std::size_t>(i);
      std::swap(key[now], key[static_cast<std::size_t>(i + rng.below(keys_ - i))]);
      text[static_cast<std::size_t>(at)] =
          static_cast<float>(key[now] * values + rng.below(values));
      place[now] = at;
      ++i;
    }
  }

  // The last tokens ask, none twice, in an order of their own.
  void ask(Rng& rng, const Batch& batch, int b, std::span<int> key, std::span<int> place) const {
    const auto text = batch.input.row(b);
    for (int i = 0; i < questions_; ++i) {
      const auto now = static_cast<std::size_t>(i),
                 asked = static_cast<std::size_t>(i + rng.below(notes_ - i));
      std::swap(key[now], key[asked]);
      std::swap(place[now], place[asked]);
      const int at = length_ - questions_ + i, note = place[now];
      text[static_cast<std::size_t>(at)] = static_cast<float>(question(key[now]));
      const int written = static_cast<int>(text[static_cast<std::size_t>(note)]);
      batch.target.row(b)[static_cast<std::size_t>(at)] = static_cast<float>(written % values);
      if (batch.alignment.values)
        batch.alignment.row(b * length_ + at)[static_cast<std::size_t>(note)] = 1;
    }
  }

  int length_;
  int keys_;
  int notes_;
  int questions_;
};

constexpr Setting settings[] = {
    batch_setting(16),
    {.name = "length",
     .summary = "tokens of a text, with the questions",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 2048,
     .initial = 32},
    {.name = "keys",
     .summary = "how many different keys there are",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 26,
     .initial = 12},
    {.name = "notes",
     .summary = "keys that have a value in a text",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 26,
     .initial = 8},
    {.name = "questions",
     .summary = "keys that are asked for at its end",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 26,
     .initial = 4},
};

}  // namespace

TaskKind recall_task() {
  return {.name = "recall",
          .summary = "notes in a long text, and questions about them at its end",
          .settings = settings,
          .make = make_task<Recall>};
}

}  // namespace softlook
