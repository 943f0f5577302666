#include "safetensors.hpp"

#include "../error.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

std::size_t float_count(const SafeTensor& tensor) {
  if (!is_float(tensor.dtype))
    fail("[safetensors] tensor % is %, which cannot be read as floats; F32, F16, BF16 and F64 can",
         {quoted(tensor.name), name(tensor.dtype)});
  return tensor.bytes.size() / static_cast<std::size_t>(bits(tensor.dtype) / 8);
}

}  // namespace

const SafeTensor* SafeTensors::find(std::string_view name) const {
  for (const SafeTensor& tensor : tensors)
    if (tensor.name == name) return &tensor;
  return nullptr;
}

const SafeTensor& SafeTensors::tensor(std::string_view name) const {
  if (const SafeTensor* found = find(name)) return *found;
  constexpr std::size_t shown = 12;
  std::string known;
  for (std::size_t i = 0; i < tensors.size() && i < shown; ++i)
    known += filled("%%", {i == 0 ? "" : ", ", quoted(tensors[i].name)});
  if (tensors.size() > shown) known += filled(" and % more", {tensors.size() - shown});
  fail("[safetensors] the file has no tensor called %; it has %",
       {quoted(name), known.empty() ? "none" : known});
}

std::vector<float> floats(const SafeTensor& tensor) {
  std::vector<float> read(float_count(tensor));
  to_floats(tensor.dtype, tensor.bytes, read);
  return read;
}

void copy_floats(const SafeTensor& tensor, std::span<float> destination) {
  const std::size_t count = float_count(tensor);
  if (count != destination.size())
    fail("[safetensors] tensor % holds % numbers, but % are wanted",
         {quoted(tensor.name), count, destination.size()});
  to_floats(tensor.dtype, tensor.bytes, destination);
}

}  // namespace softlook
