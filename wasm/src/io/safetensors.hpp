#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dtype.hpp"

namespace softlook {

// The safetensors format of Hugging Face (https://github.com/huggingface/safetensors):
//
//     8 bytes    the length of the header, little-endian
//     header     JSON, {"w": {"dtype": "F32", "shape": [2,3], "data_offsets": [0,24]}, …}, and perhaps
//                "__metadata__": {"text": "text"}; begins with {, may end in white space
//     data       row-major, little-endian; each byte belongs to exactly one tensor
//
// A file comes from outside, and every byte of it is distrusted: what is not as above is refused by
// an Error that says where. Reading takes memory in proportion to the header, never to a number that
// the header names.

// The longest header that is read or written. That of a model with ten thousand tensors has 1 MB.
inline constexpr std::size_t max_header_bytes = std::size_t{16} << 20;
inline constexpr std::size_t max_rank_in_files = 64;

struct SafeTensor {
  std::string name;  // UTF-8; may be empty or hold anything else, a zero byte too
  Dtype dtype;
  std::vector<std::int64_t> shape;   // sizes may be 0; [] is a single number
  std::span<const std::byte> bytes;  // of the file that was read, aligned anyhow
};

struct SafeTensors {
  std::vector<SafeTensor> tensors;  // as their data lie in the file
  std::map<std::string, std::string> metadata;

  const SafeTensor* find(std::string_view name) const;  // nullptr if there is none
  const SafeTensor& tensor(std::string_view name) const;
};

// The tensors look into `file`, which must outlive them.
SafeTensors read_safetensors(std::span<const std::byte> file);

// The numbers of an F32, F16, BF16 or F64 tensor as floats (see to_floats); others are refused.
std::vector<float> floats(const SafeTensor& tensor);
void copy_floats(const SafeTensor& tensor, std::span<float> destination);  // as many as it holds

struct TensorToWrite {
  std::string name;
  std::vector<std::int64_t> shape;
  std::span<const float> values;          // F32: any bits, NaN too
  std::span<const std::byte> bytes = {};  // in their place, if there are any: U8
};

// The same tensors and metadata give the same bytes, whatever their order: tensors are sorted by
// name, and data begin at a multiple of 8, as the reference implementation has it.
std::vector<std::byte> write_safetensors(std::span<const TensorToWrite> tensors,
                                         const std::map<std::string, std::string>& metadata = {});

}  // namespace softlook
