#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "error.hpp"

namespace softlook {
namespace {

constexpr int precision = 10;
constexpr double smallest = 1e9;  // of ten digits

// digits·10^(exponent − 9): the first ten of a number
struct Decimal {
  std::uint64_t digits;
  int exponent;
};

// A power of ten up to 10²² is exact, so that what is written with few digits gets just these.
Decimal ten_digits(double size) {
  int exponent = precision - 1;
  if (size < 1e-200) {  // so that no power below is infinite
    size *= 1e200;
    exponent -= 200;
  }
  double up = 1, down = 1;
  for (; size * up < smallest; up *= 10) --exponent;
  for (; size / down >= 10 * smallest; down *= 10) ++exponent;
  const double scaled = size * up / down;
  auto digits = static_cast<std::uint64_t>(scaled);
  const double rest = scaled - static_cast<double>(digits);
  if (rest > 0.5 || (rest == 0.5 && digits % 2 == 1)) ++digits;
  if (digits == 10 * static_cast<std::uint64_t>(smallest)) return {digits / 10, exponent + 1};
  return {digits, exponent};
}

}  // namespace

// As printf("%.10g") writes it, ties apart, but with a point wherever one lives and without printf.
std::string text(double number) {
  if (std::isnan(number)) return "nan";
  const std::string sign = std::signbit(number) ? "-" : "";
  if (std::isinf(number)) return sign + "inf";
  if (number == 0) return sign + "0";

  const auto [first_digits, exponent] = ten_digits(std::abs(number));
  std::string digits = std::to_string(first_digits);
  digits.resize(digits.find_last_not_of('0') + 1);
  const bool scientific = exponent < -4 || exponent >= precision;
  if (!scientific && exponent < 0) digits.insert(0, static_cast<std::size_t>(-exponent), '0');
  const auto whole = static_cast<std::size_t>(scientific || exponent < 0 ? 1 : exponent + 1);
  if (digits.size() < whole) digits.resize(whole, '0');
  if (digits.size() > whole) digits.insert(whole, 1, '.');
  if (!scientific) return sign + digits;
  const int size = std::abs(exponent);
  return sign + digits + filled(exponent < 0 ? "e-%%" : "e+%%", {size < 10 ? "0" : "", size});
}

}  // namespace softlook
