#include "dtype.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "../error.hpp"

namespace softlook {
namespace {

struct Row {
  std::string_view name;
  int bits;
};

constexpr std::array<Row, 22> rows{{
    {"BOOL", 8},        {"F4", 4},      {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"U8", 8},
    {"I8", 8},          {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"F8_E4M3FNUZ", 8},
    {"F8_E5M2FNUZ", 8}, {"I16", 16},    {"U16", 16},    {"F16", 16},    {"BF16", 16},
    {"I32", 32},        {"U32", 32},    {"F32", 32},    {"C64", 64},    {"F64", 64},
    {"I64", 64},        {"U64", 64},
}};
static_assert(rows[static_cast<std::size_t>(Dtype::f32)].name == "F32");
static_assert(rows[static_cast<std::size_t>(Dtype::u64)].name == "U64");

const Row& row(Dtype dtype) { return rows[static_cast<std::size_t>(dtype)]; }

template <typename Word>
Word little_endian(const std::byte* bytes) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); ++i)
    word = static_cast<Word>(word | static_cast<Word>(std::to_integer<Word>(bytes[i]) << 8 * i));
  return word;
}

// sign 1, exponent 5, fraction 10
std::uint32_t from_f16(std::uint16_t half) {
  const std::uint32_t sign = (half & 0x8000u) << 16;
  const std::uint32_t exponent = half >> 10 & 0x1f;
  const std::uint32_t fraction = half & 0x3ffu;
  if (exponent == 0) {
    const float magnitude = static_cast<float>(fraction) * 0x1p-24f;  // exact
    return sign | std::bit_cast<std::uint32_t>(magnitude);
  }
  if (exponent == 0x1f) {
    const std::uint32_t quiet = fraction ? 0x400000u : 0;
    return sign | 0x7f800000u | quiet | fraction << 13;
  }
  return sign | (exponent + 112) << 23 | fraction << 13;
}

std::uint32_t from_bf16(std::uint16_t upper_half) {
  const std::uint32_t word = std::uint32_t{upper_half} << 16;
  const bool nan = (word & 0x7fffffffu) > 0x7f800000u;
  return nan ? word | 0x400000u : word;
}

// sign 1, exponent 11, fraction 52
std::uint32_t from_f64(std::uint64_t word) {
  const auto sign = static_cast<std::uint32_t>(word >> 32 & 0x80000000u);
  const std::uint64_t magnitude = word & 0x7fffffffffffffffu;
  const std::uint64_t infinity = 0x7ff0000000000000u;
  if (magnitude > infinity)
    return sign | 0x7fc00000u | static_cast<std::uint32_t>(magnitude >> 29 & 0x3fffffu);
  // From halfway between the largest float and 2¹²⁸ on, nothing finite is nearest.
  constexpr double too_large = 0x1.ffffffp127;
  if (magnitude >= std::bit_cast<std::uint64_t>(too_large)) return sign | 0x7f800000u;
  return sign | std::bit_cast<std::uint32_t>(static_cast<float>(std::bit_cast<double>(magnitude)));
}

template <typename Word, typename Convert>
void convert(std::span<const std::byte> bytes, std::span<float> floats, Convert to_bits) {
  for (std::size_t i = 0; i < floats.size(); ++i) {
    const std::uint32_t word = to_bits(little_endian<Word>(&bytes[i * sizeof(Word)]));
    std::memcpy(&floats[i], &word, sizeof word);  // not as a float, which may quiet a NaN
  }
}

}  // namespace

std::string_view name(Dtype dtype) { return row(dtype).name; }
int bits(Dtype dtype) { return row(dtype).bits; }

std::optional<Dtype> find_dtype(std::string_view name) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].name == name) return static_cast<Dtype>(i);
  return {};
}

std::string all_dtypes() {
  std::string names;
  for (const Row& one : rows) names += (names.empty() ? "" : ", ") + std::string(one.name);
  return names;
}

bool is_float(Dtype dtype) {
  return dtype == Dtype::f32 || dtype == Dtype::f16 || dtype == Dtype::bf16 || dtype == Dtype::f64;
}

void to_floats(Dtype dtype, std::span<const std::byte> bytes, std::span<float> floats) {
  if (!is_float(dtype))
    fail("[safetensors] % cannot be read as floats; F32, F16, BF16 and F64 can", {name(dtype)});
  const auto width = static_cast<std::size_t>(bits(dtype) / 8);
  if (bytes.size() / width != floats.size() || bytes.size() % width != 0)
    fail("[safetensors] % bytes of % do not make % floats",
         {bytes.size(), name(dtype), floats.size()});
  switch (dtype) {
    case Dtype::f16:
      return convert<std::uint16_t>(bytes, floats, from_f16);
    case Dtype::bf16:
      return convert<std::uint16_t>(bytes, floats, from_bf16);
    case Dtype::f64:
      return convert<std::uint64_t>(bytes, floats, from_f64);
    default:
      return convert<std::uint32_t>(bytes, floats, [](std::uint32_t word) { return word; });
  }
}

}  // namespace softlook
