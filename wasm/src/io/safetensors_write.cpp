#include <algorithm>
#include <bit>
#include <cstring>

#include "../error.hpp"
#include "json.hpp"
#include "safetensors.hpp"
#include "safetensors_parts.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

using Order = std::vector<const TensorToWrite*>;

Dtype dtype(const TensorToWrite& tensor) { return tensor.bytes.empty() ? Dtype::f32 : Dtype::u8; }

std::size_t size_of(const TensorToWrite& tensor) {
  return tensor.bytes.empty() ? tensor.values.size_bytes() : tensor.bytes.size();
}

void check(const TensorToWrite& tensor) {
  if (utf8_length(tensor.name) != tensor.name.size())
    refuse_tensor(tensor.name, "cannot be written: its name is not UTF-8");
  if (tensor.name == metadata_key)
    refuse_tensor(tensor.name, "cannot be written: the format keeps that name for the metadata");
  if (tensor.shape.size() > max_rank_in_files)
    refuse_tensor(tensor.name, "has more than % dimensions", {max_rank_in_files});
  const auto bits_needed = count_bits(dtype(tensor), tensor.shape);
  if (!bits_needed || *bits_needed / 8 != size_of(tensor))
    refuse_tensor(tensor.name, "has the shape %, but % bytes",
                  {shape_text(tensor.shape), size_of(tensor)});
}

Order sorted(std::span<const TensorToWrite> tensors) {
  Order order;
  for (const TensorToWrite& tensor : tensors) {
    check(tensor);
    order.push_back(&tensor);
  }
  const auto by_name = [](auto* a, auto* b) { return a->name < b->name; };
  std::make_heap(order.begin(), order.end(), by_name);
  std::sort_heap(order.begin(), order.end(), by_name);
  const auto twice = std::adjacent_find(order.begin(), order.end(),
                                        [](auto* a, auto* b) { return a->name == b->name; });
  if (twice != order.end())
    refuse_tensor((*twice)->name, "is there twice: each needs a name of its own");
  return order;
}

void append_metadata(std::string& header, const std::map<std::string, std::string>& metadata) {
  append_json(header, metadata_key);
  header += ":{";
  for (const auto& [key, value] : metadata) {
    for (const std::string* text : {&key, &value})
      if (utf8_length(*text) != text->size())
        fail("[safetensors] the metadata % cannot be written: they are not UTF-8", {quoted(key)});
    if (header.back() != '{') header += ',';
    append_json(header, key);
    header += ':';
    append_json(header, value);
  }
  header += '}';
}

std::string make_header(const Order& tensors, const std::map<std::string, std::string>& metadata) {
  std::string header = "{";
  if (!metadata.empty()) append_metadata(header, metadata);
  std::size_t begin = 0;
  for (const TensorToWrite* tensor : tensors) {
    const std::size_t end = begin + size_of(*tensor);
    if (header.size() > 1) header += ',';
    append_json(header, tensor->name);
    header += filled(R"(:{"dtype":"%","shape":%,"data_offsets":[%,%]})",
                     {name(dtype(*tensor)), shape_text(tensor->shape), begin, end});
    begin = end;
  }
  header += '}';
  while (header.size() % 8 != 0) header += ' ';
  if (header.size() > max_header_bytes)
    fail(
        "[safetensors] the header would have % bytes, and at most % are written: put less into the "
        "names and the metadata",
        {header.size(), max_header_bytes});
  return header;
}

template <typename Word>
std::byte* put(std::byte* at, Word word) {
  for (std::size_t i = 0; i < sizeof word; ++i) *at++ = static_cast<std::byte>(word >> 8 * i);
  return at;
}

}  // namespace

std::vector<std::byte> write_safetensors(std::span<const TensorToWrite> tensors,
                                         const std::map<std::string, std::string>& metadata) {
  const Order order = sorted(tensors);
  const std::string header = make_header(order, metadata);
  std::size_t size = length_bytes + header.size();
  for (const TensorToWrite* tensor : order) size += size_of(*tensor);

  std::vector<std::byte> file(size);
  std::byte* at = put(file.data(), std::uint64_t{header.size()});
  std::memcpy(at, header.data(), header.size());
  at += header.size();
  for (const TensorToWrite* tensor : order) {
    at = std::ranges::copy(tensor->bytes, at).out;
    if (!tensor->bytes.empty()) continue;
    for (const float& value : tensor->values) {
      std::uint32_t word;
      std::memcpy(&word, &value, sizeof word);
      at = put(at, word);
    }
  }
  return file;
}

}  // namespace softlook
