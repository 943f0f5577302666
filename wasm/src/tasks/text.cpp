// A language model reads a text and says at each place what comes next: C. E. Shannon, 1951,
// "Prediction and Entropy of Printed English"; with a transformer, A. Radford et al., 2018, "Improving
// Language Understanding by Generative Pre-Training" (GPT).
//
//     ¶ anna often sees the dog .  →  anna often sees the dog . she
//
// The answer to position t is token t + 1. Of the grammar's stories the entropy is known exactly, and
// with it the smallest loss there can be. One should look: before a verb, at its noun if that is not
// the last word; before she, he or a name that comes back, at who the story is about.

#include <utility>

#include "../simd/map.hpp"
#include "corpus.hpp"
#include "task.hpp"

namespace softlook {
namespace {

using grammar::Word;

class Text final : public Task {
 public:
  explicit Text(const TaskParts& parts)
      : Text(parts.settings.integer("length"),
             Corpus(parts.data, parts.settings.integer("length") + 1)) {}

  std::string label(Axis, int token) const override { return corpus_.label(token); }
  double entropy() const override { return entropy_; }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    return draw(rng, tape, samples, false);
  }
  Batch held_out(Rng& rng, Tape& tape) const override { return draw(rng, tape, 1, true); }

  Given read(std::string_view written) const override {
    Given given;
    given.input.values = corpus_.read(written, length_);
    given.input.shape = {1, static_cast<int>(given.input.values.size())};
    given.target = given.input;
    given.target.values.erase(given.target.values.begin());
    given.target.values.push_back(-1);
    return given;
  }

 private:
  Text(int length, Corpus corpus)
      : Task(form_of(length, corpus)), length_(length), corpus_(std::move(corpus)) {
    if (corpus_.generated()) entropy_ = grammar::entropy(length);
  }

  static Form form_of(int length, const Corpus& corpus) {
    const Side side{.length = length, .vocabulary = corpus.vocabulary()};
    return {.input = side, .target = side, .causal = true};
  }

  Batch draw(Rng& rng, Tape& tape, int samples, bool held_out) const {
    Batch batch{tape.constant("input", {samples, length_}),
                tape.constant("target", {samples, length_})};
    if (corpus_.generated())
      batch.alignment = tape.constant("alignment", {samples, length_, length_});
    const auto words = tape.arena().take<Word>(static_cast<std::size_t>(length_) + 1, "words");
    for (int b = 0; b < samples; ++b) {
      corpus_.draw(rng, held_out, words);
      for (std::size_t t = 0; t < static_cast<std::size_t>(length_); ++t) {
        batch.input.row(b)[t] = static_cast<float>(words[t].token);
        batch.target.row(b)[t] = static_cast<float>(words[t + 1].token);
      }
      if (corpus_.generated()) align(batch.alignment, b, words);
    }
    return batch;
  }

  // Where the next word can be told from the last one there is no need to look.
  void align(const Tensor& alignment, int b, std::span<const Word> words) const {
    for (int t = 0; t < length_; ++t) {
      const std::span<float> row = alignment.row(b * length_ + t);
      const bool needed = !depends(words, t + 1, t);
      for (int k = 0; k < length_; ++k)
        row[static_cast<std::size_t>(k)] = needed && k < t && depends(words, t + 1, k) ? 1 : 0;
    }
  }

  int length_;
  Corpus corpus_;
  double entropy_ = Task::entropy();
};

constexpr Setting settings[] = {
    batch_setting(16),
    {.name = "length",
     .summary = "words that are read at once, or characters of your own text",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 256,
     .initial = 32},
};

}  // namespace

TaskKind text_task() {
  return {.name = "text",
          .summary = "what comes next in a text: small stories, or a text of your own",
          .settings = settings,
          .make = make_task<Text>,
          .data = "a text in UTF-8, to 2 MB; its characters are the tokens"};
}

}  // namespace softlook
