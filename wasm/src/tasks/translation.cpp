// Chinese, of a grammar that writes English along with it; or sentence pairs that somebody brings.
//
//     他 昨天 买 了 两 本 红色 的 书  →  he bought two red books yesterday ∎
//
// A word is to be found where it comes from, which is seldom where it stands. The alignment points
// there; only words of content have such a place. Every length is equally likely. A
// sentence of which a tenth of all have the same remainder is never trained on, and only such are
// held out; of pairs that is every tenth.

#include <algorithm>
#include <optional>

#include "../io/pairs.hpp"
#include "../io/utf8.hpp"
#include "../simd/map.hpp"
#include "task.hpp"
#include "translation_grammar.hpp"

namespace softlook {
namespace {

namespace grammar = translation;

constexpr int one_in = 10;       // is held out
constexpr int room_to_grow = 3;  // English may be longer by so many words
constexpr std::string_view ignored[] = {" ", "\u3000", "，", "。", "？", "！", ",", ".", "?", "!"};

class Translation final : public Task {
 public:
  explicit Translation(const TaskParts& parts) : Translation(parts.settings, pairs_of(parts)) {}

  std::string label(Axis axis, int token) const override {
    if (axis != Axis::input && token == form().target.vocabulary - 1) return std::string(end_label);
    if (pairs_)
      return (axis == Axis::input ? pairs_->source : pairs_->target)
          .tokens[static_cast<std::size_t>(token)];
    return std::string(axis == Axis::input ? lexicon_.chinese(token) : lexicon_.english(token));
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    return draw(rng, tape, samples, false);
  }
  Batch held_out(Rng& rng, Tape& tape) const override { return draw(rng, tape, 1, true); }

  Given read(std::string_view written) const override {
    if (utf8_length(written) != written.size()) fail("[read] this is no text in UTF-8");
    const std::vector<int> source =
        pairs_ ? pairs_->source.read(written, "[read] the sentence") : segmented(written);
    if (source.empty()) fail("[read] there is nothing to translate; write a sentence");
    if (source.size() > static_cast<std::size_t>(form().input.length))
      fail("[read] the sentence has % words, and there may be %; write a shorter one",
           {source.size(), form().input.length});
    std::vector<int> target = answer_to(source);
    if (target.empty())
      target.assign(static_cast<std::size_t>(form().target.length), -1);
    else
      target.push_back(form().target.vocabulary - 1);
    return {numbers(source), numbers(target)};
  }

 private:
  Translation(const Settings& settings, std::optional<Pairs>&& pairs)
      : Task(form_of(settings, pairs)),
        pairs_(std::move(pairs)),
        shortest_(std::min(settings.integer("shortest"), settings.integer("longest"))) {}

  static std::optional<Pairs> pairs_of(const TaskParts& parts) {
    if (parts.data.empty()) return {};
    return read_pairs(parts.data);
  }

  static Form form_of(const Settings& settings, const std::optional<Pairs>& pairs) {
    if (pairs)
      return {.input = side_of(pairs->source, 0),
              .target = side_of(pairs->target, 1),
              .separate = true};
    const grammar::Lexicon lexicon;
    const int longest = settings.integer("longest");
    if (settings.integer("shortest") > longest)
      fail("[settings] `shortest` must not be more than `longest`: % is more than %",
           {settings.integer("shortest"), longest});
    return {
        .input = {.length = longest, .vocabulary = lexicon.chinese_words()},
        .target = {.length = longest + room_to_grow + 1, .vocabulary = lexicon.english_words() + 1},
        .separate = true};
  }
  static Side side_of(const Pairs::Side& side, int ends) {
    return {.length = side.longest + ends,
            .vocabulary = static_cast<int>(side.tokens.size()) + ends};
  }

  Batch draw(Rng& rng, Tape& tape, int samples, bool held_out) const {
    const int read = form().input.length, written = form().target.length;
    Batch batch{tape.constant("input", {samples, read}),
                tape.constant("target", {samples, written})};
    simd::fill(batch.input.all(), -1);
    simd::fill(batch.target.all(), -1);
    if (!pairs_) {
      batch.alignment = tape.constant("alignment", {samples, written, read});
      simd::fill(batch.alignment.all(), 0);
    }
    for (int b = 0; b < samples; ++b)
      if (pairs_)
        write_pair(batch, b, draw_pair(rng, held_out));
      else
        write_sentence(batch, b, draw_sentence(rng, held_out));
    return batch;
  }

  // --- of the grammar ---

  // FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo).
  bool is_held_out(const grammar::Sentence& sentence) const {
    std::uint32_t hash = 2166136261u;
    for (int t = 0; t < sentence.length; ++t)
      hash = (hash ^ sentence.chinese[static_cast<std::size_t>(t)]) * 16777619u;
    return (hash >> 16) % one_in == 0;
  }

  grammar::Sentence draw_sentence(Rng& rng, bool held_out) const {
    const int length = shortest_ + rng.below(form().input.length - shortest_ + 1);
    Choices chance(rng);
    grammar::Sentence sentence;
    while (!grammar::write(chance, lexicon_, sentence) || sentence.length != length ||
           sentence.english.count() > length + room_to_grow || is_held_out(sentence) != held_out) {
    }
    return sentence;
  }

  void write_sentence(const Batch& batch, int b, const grammar::Sentence& sentence) const {
    for (int t = 0; t < sentence.length; ++t)
      batch.input.row(b)[static_cast<std::size_t>(t)] =
          static_cast<float>(lexicon_.chinese_of(sentence.chinese[static_cast<std::size_t>(t)]));
    int row = b * form().target.length;
    float* target = batch.target.row(b).data();
    for (const grammar::Phrase::Piece& piece : sentence.english.all()) {
      *target++ = static_cast<float>(lexicon_.english_of(piece.word, piece.form));
      const std::span<float> sources = batch.alignment.row(row++);
      if (!grammar::has_content(piece.word)) continue;
      for (int t = 0; t < sentence.length; ++t)
        sources[static_cast<std::size_t>(t)] = static_cast<float>(piece.from >> t & 1);
    }
    *target = static_cast<float>(form().target.vocabulary - 1);
  }

  // The longest words that it begins with, one after the other.
  std::vector<int> segmented(std::string_view written) const {
    std::vector<int> tokens;
    while (!written.empty()) {
      const auto* skipped = std::ranges::find_if(
          ignored, [&](std::string_view mark) { return written.starts_with(mark); });
      if (skipped != std::end(ignored)) {
        written.remove_prefix(skipped->size());
        continue;
      }
      int best = -1;
      for (int token = 0; token < lexicon_.chinese_words(); ++token)
        if (written.starts_with(lexicon_.chinese(token)) &&
            (best < 0 || lexicon_.chinese(token).size() > lexicon_.chinese(best).size()))
          best = token;
      if (best < 0)
        fail("[read] no word that the task knows begins with %; it knows %",
             {quoted(first_character(written)), known()});
      tokens.push_back(best);
      written.remove_prefix(lexicon_.chinese(best).size());
    }
    return tokens;
  }

  std::string known() const {
    std::string all;
    for (int token = 0; token < lexicon_.chinese_words(); ++token)
      (all += token == 0 ? "" : " ") += lexicon_.chinese(token);
    return all;
  }

  // --- of somebody's own pairs ---

  // Every tenth is held out; of fewer than ten the last one.
  const Pairs::Pair& draw_pair(Rng& rng, bool held_out) const {
    const int count = static_cast<int>(pairs_->pairs.size()), held = std::max(count / one_in, 1);
    const auto pair = [&](int index) -> const Pairs::Pair& {
      return pairs_->pairs[static_cast<std::size_t>(index)];
    };
    if (count < one_in) return pair(held_out ? count - 1 : rng.below(count - 1));
    if (held_out) return pair(rng.below(held) * one_in + one_in - 1);
    const int index = rng.below(count - held);
    return pair(index + index / (one_in - 1));
  }

  void write_pair(const Batch& batch, int b, const Pairs::Pair& pair) const {
    std::ranges::copy(pair.source, batch.input.row(b).begin());
    const auto behind = std::ranges::copy(pair.target, batch.target.row(b).begin()).out;
    *behind = static_cast<float>(form().target.vocabulary - 1);
  }

  // Nothing if it is not known.
  std::vector<int> answer_to(const std::vector<int>& source) const {
    std::vector<int> target;
    if (pairs_) {
      const auto known = std::ranges::find(pairs_->pairs, source, &Pairs::Pair::source);
      return known == pairs_->pairs.end() ? target : known->target;
    }
    grammar::Sentence sentence;
    if (!grammar::find(lexicon_, source, sentence) ||
        sentence.english.count() >= form().target.length)
      return target;
    for (const grammar::Phrase::Piece& piece : sentence.english.all())
      target.push_back(lexicon_.english_of(piece.word, piece.form));
    return target;
  }

  static Given::Numbers numbers(const std::vector<int>& tokens) {
    return {{1, static_cast<int>(tokens.size())}, {tokens.begin(), tokens.end()}};
  }

  grammar::Lexicon lexicon_;
  std::optional<Pairs> pairs_;
  int shortest_;
};

constexpr Setting settings[] = {
    batch_setting(32),
    {.name = "shortest",
     .summary = "the fewest words of a Chinese sentence",
     .kind = Setting::Kind::integer,
     .minimum = 3,
     .maximum = grammar::Sentence::longest,
     .initial = 3},
    {.name = "longest",
     .summary = "the most words of a Chinese sentence; own pairs are as long as they are",
     .kind = Setting::Kind::integer,
     .minimum = 3,
     .maximum = grammar::Sentence::longest,
     .initial = 12},
};

}  // namespace

TaskKind translation_task() {
  return {.name = "translation",
          .summary = "Chinese to English: look at the word that the next one comes from",
          .settings = settings,
          .make = make_task<Translation>,
          .data = "sentence pairs, one a line, a tab between"};
}

}  // namespace softlook
