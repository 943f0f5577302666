// Little stories, of which a summary is wanted:
//
//     the fog grows . our hero is kamo . kamo finds the red kite . lari buys the drum . kamo likes …
//     →  kamo finds kite … ∎
//
// A sentence is important if the hero does something in it that changes what there is or whose it is:
// buys, finds, breaks. What the hero sees or likes is not, nor what others do, nor the weather. Neither a
// word alone nor a position says so; the sentences, the hero's introduction among them, stand in any
// order.
//
// The names are made up, and those of held-out stories are in none that is trained on: such a name can
// be read and copied, but nobody can have learned it.

#include <algorithm>
#include <array>
#include <vector>

#include "../io/utf8.hpp"
#include "../simd/map.hpp"
#include "story.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr std::string_view answers[] = {"write", "pick"};
constexpr int most_important = 3;

class Stories final : public Task {
 public:
  explicit Stories(const TaskParts& parts)
      : Task(form_of(parts.settings)),
        sentences_(parts.settings.integer("sentences")),
        names_{story::known_words, parts.settings.integer("names")} {}

  std::string label(Axis axis, int token) const override {
    if (axis == Axis::target && !writes()) return token == 1 ? "keep" : "skip";
    return token == end() ? "∎" : story::word(token);
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    return stories(rng, tape, samples, false);
  }
  // About those whose names are in no other story.
  Batch held_out(Rng& rng, Tape& tape) const override { return stories(rng, tape, 1, true); }

  Given read(std::string_view written) const override;

 private:
  static Form form_of(const Settings& settings) {
    const int sentences = settings.integer("sentences");
    const Side input{.length = sentences * story::longest_sentence,
                     .vocabulary = story::known_words + settings.integer("names")};
    if (settings.choice("answer") == "pick")
      return {.input = input, .target = {.length = input.length, .vocabulary = 2}};
    return {.input = input,
            .target = {.length = 2 * sentences, .vocabulary = input.vocabulary + 1},
            .separate = true};
  }

  bool writes() const { return form().separate; }
  int end() const { return names_[names_.count]; }  // ∎
  int most() const { return std::min(most_important, sentences_ - 1); }

  Batch stories(Rng& rng, Tape& tape, int samples, bool unseen) const {
    const int length = form().input.length, asked = writes() ? 2 * most() + 2 : length;
    const Batch batch{tape.constant("input", {samples, length}),
                      tape.constant("target", {samples, asked}),
                      tape.constant("alignment", {samples, asked, length})};
    simd::fill(batch.alignment.all(), 0);
    for (int b = 0; b < samples; ++b) {
      const auto names = draw_names(rng, unseen);
      story::draw(rng, batch.input.row(b), sentences_, 1 + rng.below(most()), names);
      answer(batch.input.row(b), batch.target.row(b), &batch.alignment.row(b * asked)[0]);
    }
    return batch;
  }

  // Three of them. Of 30 and more every tenth is kept for held-out stories.
  std::array<int, 3> draw_names(Rng& rng, bool unseen) const {
    const int apart = names_.count < 30 ? 0 : names_.count / 10;
    std::array<int, 3> names{};
    for (auto name = names.begin(); name != names.end();) {
      const int number = rng.below(unseen && apart > 0 ? apart : names_.count - apart);
      *name = names_[unseen && apart > 0 ? 10 * number + 9 : number + std::min(number / 9, apart)];
      if (std::find(names.begin(), name, *name) == name) ++name;
    }
    return names;
  }

  void answer(std::span<const float> story, std::span<float> target, float* alignment) const;

  int sentences_;
  story::Range names_;
};

// The alignment, if there is one, is [target.size(),story.size()] of zeros.
void Stories::answer(std::span<const float> story, std::span<float> target,
                     float* alignment) const {
  simd::fill(target, -1);
  const story::Hero hero = story::hero_of(story);
  std::size_t t = 0;
  const auto look_at = [&](int position) {
    if (alignment && position >= 0)
      alignment[t * story.size() + static_cast<std::size_t>(position)] = 1;
  };
  const auto copy = [&](int position) {
    if (position < 0) return;
    look_at(position);
    target[t++] = story[static_cast<std::size_t>(position)];
  };
  if (writes()) {
    for (std::size_t i = 0; i < story.size(); ++i)  // any mention of the hero is as good
      if (story[i] == static_cast<float>(hero.name)) look_at(static_cast<int>(i));
    target[t++] = static_cast<float>(hero.name);
  }
  for (std::size_t first = 0; first < story.size() && story[first] >= 0;) {
    const story::Sentence sentence = story::judge(story, static_cast<int>(first), hero);
    first = static_cast<std::size_t>(sentence.stop) + 1;
    if (writes() && sentence.important) {
      copy(sentence.verb);
      copy(sentence.thing);
    } else if (!writes() && !sentence.introduces) {
      t = static_cast<std::size_t>(sentence.stop);
      target[t] = sentence.important;
      look_at(sentence.actor);
      look_at(sentence.verb);
      look_at(hero.position);
    }
  }
  if (writes()) target[t] = static_cast<float>(end());
}

// Words between spaces, in either case; a full stop needs no space before it.
Given Stories::read(std::string_view written) const {
  std::vector<float> story;
  while (!written.empty()) {
    const std::size_t size =
        written[0] == '.' ? 1 : std::min(written.find_first_of(" \t\r\n."), written.size());
    std::string word(written.substr(0, size));
    written.remove_prefix(std::max<std::size_t>(size, 1));
    if (word.empty()) continue;
    for (char& letter : word)
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    const int token = story::token_of(word, names_);
    if (token < 0)
      fail(
          "[stories] % is not a word of these stories; there are some such as `%`, `%`, `%`, and "
          "names such as `%`",
          {quoted(word), story::word(16), story::word(32), story::word(56),
           story::word(names_.first)});
    if (token == story::stop && (story.empty() || story.back() == story::stop)) continue;
    story.push_back(static_cast<float>(token));
  }
  if (!story.empty() && story.back() != story::stop) story.push_back(story::stop);
  if (story.size() > static_cast<std::size_t>(form().input.length))
    fail(
        "[stories] a story may have % words, full stops among them, and this one has %; shorten it",
        {form().input.length, story.size()});
  if (story::hero_of(story).name < 0)
    fail("[stories] the story does not say who its hero is; let a sentence be `our hero is % .`",
         {story::word(names_.first)});

  // No sentence has more answers than words.
  std::vector<float> target(story.size() + 2);
  answer(story, target, nullptr);
  if (!writes()) {
    target.resize(story.size());
    if (std::ranges::all_of(target, [](float token) { return token < 0; }))
      fail("[stories] there is only an introduction; write a sentence more");
  } else {
    while (target.back() < 0) target.pop_back();
    if (target.size() > static_cast<std::size_t>(form().target.length))
      fail("[stories] the summary of this story has % words, more than %; leave something out",
           {target.size(), form().target.length});
  }
  const auto row = [](const std::vector<float>& tokens) {
    return Given::Numbers{{1, static_cast<int>(tokens.size())}, tokens};
  };
  return {row(story), row(target)};
}

constexpr Setting settings[] = {
    batch_setting(24),
    {.name = "answer",
     .summary =
         "whether a summary is written, or each sentence is kept or skipped at its full stop",
     .kind = Setting::Kind::choice,
     .options = answers},
    {.name = "sentences",
     .summary = "in a story; one of them introduces the hero, one to three are important",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 8,
     .initial = 6},
    {.name = "names",
     .summary =
         "how many names there are; of 30 and more, every tenth is kept for held-out stories",
     .kind = Setting::Kind::integer,
     .minimum = 3,
     .maximum = 1000,
     .initial = 300},
};

}  // namespace

TaskKind stories_task() {
  return {.name = "stories",
          .summary = "a summary of what the hero of a story does, whose name was never met before",
          .settings = settings,
          .make = make_task<Stories>};
}

}  // namespace softlook
