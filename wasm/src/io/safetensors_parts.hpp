#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "../error.hpp"
#include "dtype.hpp"
#include "utf8.hpp"

// What reading and writing of safetensors share.
namespace softlook {

inline constexpr std::size_t length_bytes = 8;
inline constexpr std::string_view metadata_key = "__metadata__";

// The header is there in whole, is UTF-8 and begins with {; else the file is refused.
struct SplitFile {
  std::string_view header;
  std::span<const std::byte> data;
};
SplitFile split_safetensors(std::span<const std::byte> file);

[[noreturn]] inline void refuse_tensor(std::string_view tensor, const char* why,
                                       std::initializer_list<Piece> pieces = {}) {
  fail("[safetensors] tensor % %", {quoted(tensor), filled(why, pieces)});
}

inline std::string shape_text(std::span<const std::int64_t> shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i)
    text += filled("%%", {i == 0 ? "" : ",", shape[i]});
  return text + "]";
}

// The bits that a tensor takes; nothing if they cannot be counted. Sizes that are 0 empty the tensor,
// but the others must be countable too, in whatever order they come.
inline std::optional<std::uint64_t> count_bits(Dtype dtype, std::span<const std::int64_t> shape) {
  std::int64_t count = bits(dtype);
  bool empty = false;
  for (std::int64_t size : shape) {
    if (size < 0) return {};
    if (size == 0) {
      empty = true;
      continue;
    }
    if (count > std::numeric_limits<std::int64_t>::max() / size) return {};
    count *= size;
  }
  return empty ? 0 : static_cast<std::uint64_t>(count);
}

}  // namespace softlook
