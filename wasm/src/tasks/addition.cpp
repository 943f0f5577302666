// Two numbers, and their sum, its last digit first, as people add on paper:
//
//     47+85=  →  231∎
//
// A causal model reads 47+85=231 and says at each place from = on what comes next. To write a digit one
// has to look at the digits of its place in both numbers, and to know whether one is carried. Each
// number has 1 to `digits` digits, as many of each length, without zeros in front. One pair of numbers
// in ten is never trained on.

#include <algorithm>
#include <vector>

#include "../io/utf8.hpp"
#include "../simd/map.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr int plus = 10, equals = 11, end = 12, tokens = 13;

// A digit's token is itself.
struct Sum {
  int a, b;
  int a_digits, b_digits;

  int last_of_a() const { return a_digits - 1; }
  int last_of_b() const { return a_digits + b_digits; }
  int equals_at() const { return a_digits + b_digits + 1; }
};

int digits_of(int number) {
  int count = 1;
  while (number >= 10) {
    number /= 10;
    ++count;
  }
  return count;
}

Sum sum_of(int a, int b) { return {a, b, digits_of(a), digits_of(b)}; }

class Addition final : public Task {
 public:
  explicit Addition(const TaskParts& parts)
      : Task(form_of(parts.settings)), digits_(parts.settings.integer("digits")) {}

  std::string label(Axis, int token) const override {
    return token == plus     ? "+"
           : token == equals ? "="
           : token == end    ? std::string(end_label)
                             : std::to_string(token);
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    return draw(rng, tape, samples, false);
  }
  Batch held_out(Rng& rng, Tape& tape) const override { return draw(rng, tape, 1, true); }

  // 47+85=231, or the sum up to any digit; without =, all of it.
  Given read(std::string_view written) const override {
    std::string_view rest = written;
    const int a = read_number(rest, written);
    if (!rest.starts_with('+')) refuse(written);
    rest.remove_prefix(1);
    const Sum sum = sum_of(a, read_number(rest, written));
    std::vector<float> input(static_cast<std::size_t>(form().input.length)), target(input.size());
    write(sum, input, target);
    std::size_t size = static_cast<std::size_t>(sum.equals_at() + 1);
    if (rest.empty()) {
      while (size < input.size() && input[size] >= 0) ++size;
    } else {
      if (rest[0] != '=') refuse(written);
      for (char digit : rest.substr(1)) {
        const bool fits = size < input.size() && digit >= '0' && digit <= '9';
        if (!fits) refuse(written);
        // After a wrong digit nobody knows what should come.
        if (input[size] != static_cast<float>(digit - '0'))
          std::fill(target.begin() + static_cast<std::ptrdiff_t>(size), target.end(), -1.0f);
        input[size++] = static_cast<float>(digit - '0');
      }
    }
    input.resize(size);
    target.resize(size);
    return {{{1, static_cast<int>(size)}, input}, {{1, static_cast<int>(size)}, target}};
  }

 private:
  // 47+85=231: each number, two signs, and a sum of one digit more
  static Form form_of(const Settings& settings) {
    const Side side{.length = 3 * settings.integer("digits") + 3, .vocabulary = tokens};
    return {.input = side, .target = side, .causal = true};
  }

  Batch draw(Rng& rng, Tape& tape, int samples, bool held_out) const {
    const int all = form().input.length;
    const Batch batch{tape.constant("input", {samples, all}),
                      tape.constant("target", {samples, all}),
                      tape.constant("alignment", {samples, all, all})};
    simd::fill(batch.alignment.all(), 0);
    for (int b = 0; b < samples; ++b) {
      const Sum sum = draw_sum(rng, held_out);
      write(sum, batch.input.row(b), batch.target.row(b));
      for (int place = 0; place < std::max(sum.a_digits, sum.b_digits); ++place) {
        const std::span<float> row = batch.alignment.row(b * all + sum.equals_at() + place);
        if (place < sum.a_digits) row[static_cast<std::size_t>(sum.last_of_a() - place)] = 1;
        if (place < sum.b_digits) row[static_cast<std::size_t>(sum.last_of_b() - place)] = 1;
      }
    }
    return batch;
  }

  Sum draw_sum(Rng& rng, bool held_out) const {
    for (;;) {
      const int a = draw_number(rng), b = draw_number(rng);
      if (kept(a, b) == held_out) return sum_of(a, b);
    }
  }

  int draw_number(Rng& rng) const {
    int above = 10;
    for (int more = rng.below(digits_); more > 0; --more) above *= 10;
    const int least = above == 10 ? 0 : above / 10;
    return least + rng.below(above - least);
  }

  // One pair in ten, chosen by a stream of its own, so that no digit tells it.
  static bool kept(int a, int b) {
    return Rng::stream(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b)).below(10) == 0;
  }

  void write(const Sum& sum, std::span<float> input, std::span<float> target) const {
    std::ranges::fill(input, -1.0f);
    std::ranges::fill(target, -1.0f);
    write_number(input, sum.a, sum.last_of_a());
    input[static_cast<std::size_t>(sum.a_digits)] = plus;
    write_number(input, sum.b, sum.last_of_b());
    auto at = static_cast<std::size_t>(sum.equals_at());
    input[at] = equals;
    for (int rest = sum.a + sum.b, first = 1; first || rest > 0; rest /= 10, first = 0) {
      target[at] = static_cast<float>(rest % 10);
      input[++at] = static_cast<float>(rest % 10);
    }
    target[at] = end;
  }

  static void write_number(std::span<float> input, int number, int last) {
    auto at = static_cast<std::size_t>(last);
    for (int left = digits_of(number); left > 0; --left, number /= 10)
      input[at--] = static_cast<float>(number % 10);
  }

  int read_number(std::string_view& rest, std::string_view written) const {
    int number = 0, count = 0;
    for (; !rest.empty() && rest[0] >= '0' && rest[0] <= '9'; rest.remove_prefix(1)) {
      if (++count > digits_ || (count == 2 && number == 0)) refuse(written);
      number = 10 * number + (rest[0] - '0');
    }
    if (count == 0) refuse(written);
    return number;
  }

  [[noreturn]] void refuse(std::string_view written) const;

  int digits_;
};

void Addition::refuse(std::string_view written) const {
  fail(
      "[text] % is no sum of two numbers of up to % digits; write one as 4+85, or with its last "
      "digits first, 4+85=98",
      {quoted(written), digits_});
}

constexpr Setting settings[] = {
    batch_setting(64),
    {.name = "digits",
     .summary = "the most digits of a number",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 8,
     .initial = 2},
};

}  // namespace

TaskKind addition_task() {
  return {.name = "addition",
          .summary = "the sum of two numbers, its last digit first: look at the digits of a place",
          .settings = settings,
          .make = make_task<Addition>};
}

}  // namespace softlook
