#include "exact.hpp"

#include <bit>
#include <cstdint>
#include <limits>

#include "../error.hpp"

namespace softlook {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::uint64_t hidden_bit = std::uint64_t{1} << 52;

// What is left of a text, from which things are taken.
struct Rest {
  std::string_view text;

  bool take(std::string_view wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(wanted.size());
    return true;
  }
  // Appends digits to a number, and gives how many there were: too many for 53 bits are none.
  int take_digits(std::uint64_t base, std::uint64_t& number) {
    int count = 0;
    for (; !text.empty(); ++count, text.remove_prefix(1)) {
      const std::size_t digit = digits.find(text[0]);
      if (digit >= base) break;
      number = base * number + digit;
      if (number > 2 * hidden_bit) return 0;
    }
    return count;
  }
  // A whole number of either sign; nothing if it is large.
  std::optional<int> take_exponent() {
    const bool negative = take("-");
    if (!negative) take("+");
    std::uint64_t size = 0;
    if (take_digits(10, size) == 0 || size > 2000) return {};
    return negative ? -static_cast<int>(size) : static_cast<int>(size);
  }
};

// number·baseᵉ, where each step is exact: so is the result, or it is rounded once.
std::optional<double> scaled(std::uint64_t number, int base, int exponent) {
  double result = static_cast<double>(number);
  const bool binary = base == 2;
  // 10²² is the last power of ten that a double holds (W. D. Clinger, 1990, "How to Read Floating
  // Point Numbers Accurately").
  if (!binary && (exponent > 22 || exponent < -22)) return {};
  // What is a multiple of the smallest double is not rounded.
  if (binary && exponent < -1074) return {};
  double power = 1;
  for (int i = 0; i < exponent || i < -exponent; ++i)
    if (binary)
      result *= exponent > 0 ? 2 : 0.5;
    else
      power *= 10;
  result = exponent > 0 ? result * power : result / power;
  if (result > std::numeric_limits<double>::max()) return {};
  return result;
}

}  // namespace

std::string exact_text(double number) {
  const std::string plain = text(number);
  if (read_exact(plain) == number) return plain;
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const int exponent = static_cast<int>(bits >> 52 & 0x7ff);
  std::uint64_t fraction = bits % hidden_bit + (exponent > 0 ? hidden_bit : 0);
  std::string hexadecimal;
  for (; fraction > 0; fraction /= 16) hexadecimal.insert(0, 1, digits[fraction % 16]);
  return filled("%0x%p%",
                {bits >> 63 ? "-" : "", hexadecimal, (exponent > 0 ? exponent : 1) - 1075});
}

std::optional<double> read_exact(std::string_view text) {
  Rest rest{text};
  const bool negative = rest.take("-");
  const bool binary = rest.take("0x");
  std::uint64_t number = 0;
  if (rest.take_digits(binary ? 16 : 10, number) == 0) return {};
  int exponent = 0;
  if (!binary && rest.take(".")) {
    exponent = -rest.take_digits(10, number);
    if (exponent == 0) return {};
  }
  if (rest.take(binary ? "p" : "e")) {
    const auto given = rest.take_exponent();
    if (!given) return {};
    exponent += *given;
  }
  if (!rest.text.empty()) return {};
  const auto size = scaled(number, binary ? 2 : 10, exponent);
  return size && negative ? -*size : size;
}

}  // namespace softlook
