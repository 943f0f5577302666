// Somebody says one digit or some, and the letters of these words are to be written. One hears
// frames, many to a letter: which of them a letter is to be read from, nobody says.
//
//     the sound of “one two”, as a spectrogram [T,bands]  →  o n e ␣ t w o ∎
//
// Every voice is another one: how high, how large a mouth, how fast, how loud, and how much noise is
// around it. Where the last word ends, silence goes on until the sound does.

#include <algorithm>
#include <array>

#include "../simd/map.hpp"
#include "../sound/spectrogram.hpp"
#include "../sound/voice.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr std::string_view alphabet = "efghinorstuvwxz ";
constexpr int end_token = static_cast<int>(alphabet.size());

class Speech final : public Task {
 public:
  explicit Speech(const TaskParts& parts)
      : Task(form_of(parts.settings)),
        words_(parts.settings.integer("words")),
        invented_(parts.settings.number("invented")) {}

  std::string label(Axis, int token) const override {
    if (token == end_token) return "∎";
    const char letter = alphabet[static_cast<std::size_t>(token)];
    return letter == ' ' ? "␣" : std::string(1, letter);
  }

  // When a frame is heard, in milliseconds.
  std::vector<std::string> positions(Axis) const override {
    std::vector<std::string> names;
    for (int t = 0; t < form().input.length; ++t) names.push_back(std::to_string(t * 25));
    return names;
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const int frames = form().input.length, letters = form().target.length;
    const Batch batch{tape.constant("input", {samples, frames, Spectrogram::bands}),
                      tape.constant("target", {samples, letters}),
                      tape.constant("alignment", {samples, letters, frames})};
    const Tensor sound = tape.constant("sound", {samples, Spectrogram::samples(frames)});
    simd::fill(batch.alignment.all(), 0);
    Sentence sentence;
    Letters said;
    for (int b = 0; b < samples; ++b) {
      sentence.draw(rng, words_, invented_);
      const int count = speak(sentence.words(), Voice::draw(rng), rng, sound.row(b), said);
      spectrogram_(sound.row(b), sample_of(batch.input, b));
      write(std::span(said).first(static_cast<std::size_t>(count)), batch.target.row(b));
      for (int t = 0; t < count; ++t)
        align(said[static_cast<std::size_t>(t)], batch.alignment.row(b * letters + t));
    }
    tape.show("sound", sound);
    return batch;
  }

  // What somebody wrote, said by the voice of the table of phones.
  Given read(std::string_view written) const override {
    const int frames = form().input.length, letters = form().target.length;
    Sentence sentence;
    sentence.read(written, words_);
    std::vector<float> sound(static_cast<std::size_t>(Spectrogram::samples(frames)));
    Letters said;
    Rng rng(1, 1);
    const int count = speak(sentence.words(), {}, rng, sound, said);
    Given given{{{1, frames, Spectrogram::bands},
                 std::vector<float>(static_cast<std::size_t>(frames * Spectrogram::bands))},
                {{1, letters}, std::vector<float>(static_cast<std::size_t>(letters))}};
    spectrogram_(sound, given.input.values);
    write(std::span(said).first(static_cast<std::size_t>(count)), given.target.values);
    return given;
  }

 private:
  using Letters = std::array<Said, most_said(Sentence::most_words)>;

  static std::span<float> sample_of(const Tensor& x, int sample) {
    const std::size_t size = x.count() / static_cast<std::size_t>(x.shape[0]);
    return x.all().subspan(static_cast<std::size_t>(sample) * size, size);
  }

  static void write(std::span<const Said> said, std::span<float> tokens) {
    std::ranges::fill(tokens, -1.0f);
    for (std::size_t t = 0; t < said.size(); ++t) tokens[t] = token_of(said[t].letter);
  }

  static float token_of(char letter) {
    return letter == end_of_speech ? end_token : static_cast<float>(alphabet.find(letter));
  }

  // The frames that hear some of it.
  static void align(const Said& letter, std::span<float> frames) {
    if (letter.first == letter.past) return;
    for (std::size_t t = 0; t < frames.size(); ++t) {
      const int begin = static_cast<int>(t) * Spectrogram::hop;
      frames[t] = begin < letter.past && letter.first < begin + Spectrogram::window;
    }
  }

  static Form form_of(const Settings& settings) {
    const int words = settings.integer("words");
    return {.input = {.length = 22 * words + 2, .width = Spectrogram::bands},
            .target = {.length = most_said(words), .vocabulary = end_token + 1},
            .separate = true};
  }

  int words_;
  float invented_;
  Spectrogram spectrogram_;
};

constexpr Setting settings[] = {
    batch_setting(16),
    {.name = "words",
     .summary = "the most words that are said, one after the other",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = Sentence::most_words,
     .initial = 2},
    {.name = "invented",
     .summary = "the share of words that are invented; the others are digits",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 1,
     .initial = 0.5},
};

}  // namespace

TaskKind speech_task() {
  return {.name = "speech",
          .summary = "spoken digits, heard as a spectrogram: write their letters",
          .settings = settings,
          .make = make_task<Speech>};
}

}  // namespace softlook
