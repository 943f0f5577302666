#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>

#include "safetensors_files.hpp"

using namespace softlook;

namespace {

// The one tensor of a file whose data are `words`, little-endian, of so many bytes each.
std::vector<float> read_words(std::string_view dtype, std::size_t width,
                              const std::vector<std::uint64_t>& words) {
  const std::string shape = "[" + std::to_string(words.size()) + "]";
  const std::string offsets = "[0," + std::to_string(width * words.size()) + "]";
  // An odd length: the data are not aligned.
  std::string header = "{" + entry("w", dtype, shape, offsets) + "}";
  if (header.size() % 2 == 0) header += ' ';
  Bytes file = file_with(header);
  for (std::uint64_t word : words)
    for (std::size_t i = 0; i < width; ++i) file.push_back(static_cast<std::byte>(word >> 8 * i));
  return floats(read_safetensors(file).tensor("w"));
}

}  // namespace

TEST_CASE("every dtype takes the bits that its name says") {
  // In its name, all but these say theirs.
  const std::map<std::string, int> unnamed{{"BOOL", 8}, {"BF16", 16}};
  std::string name;
  int count = 0;
  for (char c : all_dtypes() + ",") {
    if (c == ' ') continue;
    if (c != ',') {
      name += c;
      continue;
    }
    const int bits_each = unnamed.contains(name) ? unnamed.at(name) : std::stoi(name.substr(1));
    const std::string offsets = "[0," + std::to_string(bits_each) + "]";
    const Bytes file = file_with("{" + entry("w", name, "[8]", offsets) + "}",
                                 static_cast<std::size_t>(bits_each));
    const SafeTensors read = read_safetensors(file);
    CHECK(softlook::name(read.tensor("w").dtype) == name);
    CHECK(bits(read.tensor("w").dtype) == bits_each);
    name.clear();
    ++count;
  }
  CHECK(count == 22);
}

TEST_CASE("F16, BF16 and F64 are read as the floats that they stand for") {
  using Words = std::vector<std::uint32_t>;
  // 1, -2, the largest, the smallest normal, the largest and smallest subnormal, -0, ∞, two NaNs
  CHECK(bits_of(read_words(
            "F16", 2,
            {0x3c00, 0xc000, 0x7bff, 0x0400, 0x03ff, 0x0001, 0x8000, 0x7c00, 0xfe01, 0x7c01})) ==
        Words{0x3f800000, 0xc0000000, 0x477fe000, 0x38800000, 0x387fc000, 0x33800000, 0x80000000,
              0x7f800000, 0xffc02000, 0x7fc02000});
  CHECK(bits_of(read_words("BF16", 2, {0x3f80, 0xc000, 0x0001, 0x8000, 0xff80, 0x7f81})) ==
        Words{0x3f800000, 0xc0000000, 0x00010000, 0x80000000, 0xff800000, 0x7fc10000});
  CHECK(bits_of(read_words("F32", 4, {0x3f800000, 0x7f800001})) == Words{0x3f800000, 0x7f800001});
  // 1, -0.1, ties to even below and above, the last that is finite, the first that is not, -∞, the
  // smallest subnormal, half of it (a tie, to 0), a bit more than that, NaNs with and without a part
  // that fits
  CHECK(bits_of(read_words(
            "F64", 8,
            {0x3ff0000000000000, 0xbfb999999999999a, 0x3ff0000010000000, 0x3ff0000030000000,
             0x47efffffefffffff, 0x47effffff0000000, 0xfff0000000000000, 0x36a0000000000000,
             0x3690000000000000, 0x3690000000000001, 0x7ff0000020000000, 0xfff0000000000001})) ==
        Words{0x3f800000, 0xbdcccccd, 0x3f800000, 0x3f800002, 0x7f7fffff, 0x7f800000, 0xff800000,
              0x00000001, 0x00000000, 0x00000001, 0x7fc00001, 0xffc00000});
}

TEST_CASE("every F16 that is a number has the value that its sign, exponent and fraction say") {
  std::vector<std::uint64_t> words;
  for (unsigned word = 0; word < 0x10000; ++word)
    if ((word >> 10 & 31) != 31) words.push_back(word);
  const std::vector<float> values = read_words("F16", 2, words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int exponent = static_cast<int>(words[i] >> 10 & 31);
    const int fraction = static_cast<int>(words[i] & 1023) + (exponent ? 1024 : 0);
    const double magnitude = std::ldexp(fraction, (exponent ? exponent : 1) - 25);
    if (static_cast<double>(values[i]) != (words[i] >> 15 ? -magnitude : magnitude)) FAIL(words[i]);
  }
}
