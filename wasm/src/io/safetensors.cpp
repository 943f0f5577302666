#include "safetensors.hpp"

#include "../error.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

std::size_t float_count(const SafeTensor& tensor) {
  if (!is_float(tensor.dtype))
    throw Error("[safetensors] tensor " + quoted(tensor.name) + " is " +
                std::string(name(tensor.dtype)) +
                ", which cannot be read as floats; F32, F16, BF16 and F64 can");
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
    known += (i == 0 ? "" : ", ") + quoted(tensors[i].name);
  if (tensors.size() > shown) known += " and " + std::to_string(tensors.size() - shown) + " more";
  throw Error("[safetensors] the file has no tensor called " + quoted(name) + "; it has " +
              (known.empty() ? "none" : known));
}

std::vector<float> floats(const SafeTensor& tensor) {
  std::vector<float> read(float_count(tensor));
  to_floats(tensor.dtype, tensor.bytes, read);
  return read;
}

void copy_floats(const SafeTensor& tensor, std::span<float> destination) {
  const std::size_t count = float_count(tensor);
  if (count != destination.size())
    throw Error("[safetensors] tensor " + quoted(tensor.name) + " holds " + std::to_string(count) +
                " numbers, but " + std::to_string(destination.size()) + " are wanted");
  to_floats(tensor.dtype, tensor.bytes, destination);
}

}  // namespace softlook
