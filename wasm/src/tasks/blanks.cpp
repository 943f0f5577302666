// A masked language model says what stood in the blanks: J. Devlin et al., 2019, "BERT: Pre-training
// of Deep Bidirectional Transformers for Language Understanding"; as a test for readers, W. L. Taylor,
// 1953, "Cloze Procedure".
//
//     ¶ anna ▢ the dogs . ▢ sleeps  →  – – sees – – – she –
//
// In each sample the same number of places, `share` of all, are left blank, any of them alike, and only
// these have answers. It is read in both directions. (Devlin et al. leave one in ten of the chosen
// words as it is and put a random one in place of another, so that the model also works on texts
// without blanks; here there are always some.) A verb should look at its noun, a noun at its verb, she,
// he and a name at each other.

#include <algorithm>
#include <utility>

#include "../simd/map.hpp"
#include "corpus.hpp"
#include "task.hpp"

namespace softlook {
namespace {

using grammar::Word;

class Blanks final : public Task {
 public:
  explicit Blanks(const TaskParts& parts)
      : Blanks(parts.settings.integer("length"), parts.settings.number("share"),
               Corpus(parts.data, parts.settings.integer("length"))) {}

  std::string label(Axis, int token) const override {
    return token == blank_ ? std::string(blank_sign) : corpus_.label(token);
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    return draw(rng, tape, samples, false);
  }
  Batch held_out(Rng& rng, Tape& tape) const override { return draw(rng, tape, 1, true); }

  // Nobody knows what should stand in the blanks.
  Given read(std::string_view written) const override {
    Given given;
    given.input.values = corpus_.read(written, length_, blank_);
    given.input.shape = {1, static_cast<int>(given.input.values.size())};
    given.target = {given.input.shape, std::vector<float>(given.input.values.size(), -1.0f)};
    return given;
  }

 private:
  Blanks(int length, float share, Corpus corpus)
      : Task(form_of(length, corpus)),
        length_(length),
        blanks_(std::max(1, static_cast<int>(share * static_cast<float>(length) + 0.5f))),
        blank_(corpus.vocabulary()),
        corpus_(std::move(corpus)) {}

  static Form form_of(int length, const Corpus& corpus) {
    return {.input = {.length = length, .vocabulary = corpus.vocabulary() + 1},
            .target = {.length = length, .vocabulary = corpus.vocabulary()}};
  }

  Batch draw(Rng& rng, Tape& tape, int samples, bool held_out) const {
    Batch batch{tape.constant("input", {samples, length_}),
                tape.constant("target", {samples, length_})};
    if (corpus_.generated())
      batch.alignment = tape.constant("alignment", {samples, length_, length_});
    const auto words = tape.arena().take<Word>(static_cast<std::size_t>(length_), "words");
    for (int b = 0; b < samples; ++b) {
      corpus_.draw(rng, held_out, words);
      leave_blanks(rng, words, batch.input.row(b), batch.target.row(b));
      if (corpus_.generated()) align(batch, b, words);
    }
    return batch;
  }

  // Selection sampling: C. T. Fan, M. E. Muller, I. Rezucha, 1962. Each choice of places is alike.
  void leave_blanks(Rng& rng, std::span<const Word> words, std::span<float> input,
                    std::span<float> target) const {
    int left = blanks_;
    for (int t = 0; t < length_; ++t) {
      const auto at = static_cast<std::size_t>(t);
      const auto token = static_cast<float>(words[at].token);
      const bool blank = rng.below(length_ - t) < left;
      left -= blank;
      input[at] = blank ? static_cast<float>(blank_) : token;
      target[at] = blank ? token : -1;
    }
  }

  void align(const Batch& batch, int b, std::span<const Word> words) const {
    const std::span<const float> target = batch.target.row(b);
    for (int t = 0; t < length_; ++t) {
      const std::span<float> row = batch.alignment.row(b * length_ + t);
      for (int k = 0; k < length_; ++k) {
        const auto key = static_cast<std::size_t>(k);
        const bool asked = target[static_cast<std::size_t>(t)] >= 0, told = target[key] < 0;
        row[key] = asked && told && depends(words, t, k) ? 1 : 0;
      }
    }
  }

  int length_;
  int blanks_;  // of each sample
  int blank_;   // its token
  Corpus corpus_;
};

constexpr Setting settings[] = {
    batch_setting(16),
    {.name = "length",
     .summary = "words that are read at once, or characters of your own text",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 256,
     .initial = 32},
    {.name = "share",
     .summary = "the share of places that are left blank",
     .kind = Setting::Kind::number,
     .minimum = 0.01,
     .maximum = 0.9,
     .initial = 0.15},
};

}  // namespace

TaskKind blanks_task() {
  return {.name = "blanks",
          .summary = "what stood in the blanks of a text: small stories, or a text of your own",
          .settings = settings,
          .make = make_task<Blanks>,
          .data = "a text in UTF-8, to 2 MB; its characters are the tokens"};
}

}  // namespace softlook
