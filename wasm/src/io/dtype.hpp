#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace softlook {

// What safetensors calls the kinds of numbers, in its order of increasing alignment.
enum class Dtype {
  boolean,
  f4,
  f6_e2m3,
  f6_e3m2,
  u8,
  i8,
  f8_e5m2,
  f8_e4m3,
  f8_e8m0,
  f8_e4m3fnuz,
  f8_e5m2fnuz,
  i16,
  u16,
  f16,
  bf16,
  i32,
  u32,
  f32,
  c64,
  f64,
  i64,
  u64
};

std::string_view name(Dtype dtype);  // "F32"
int bits(Dtype dtype);               // of one number
std::optional<Dtype> find_dtype(std::string_view name);
std::string all_dtypes();  // "BOOL, F4, …"

// F32, F16, BF16 and F64.
bool is_float(Dtype dtype);

// `bytes`, little-endian and aligned anyhow, as floats. F32 keeps its bits. F16 and BF16 keep their
// values. F64 is rounded to the nearest float, ties to even; what is too large becomes infinite. A
// NaN stays one, with its sign and as much of the rest as fits, quiet: by integer arithmetic, since
// processors differ in it.
void to_floats(Dtype dtype, std::span<const std::byte> bytes, std::span<float> floats);

}  // namespace softlook
