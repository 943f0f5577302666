#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <optional>

#include "../error.hpp"
#include "json.hpp"
#include "safetensors.hpp"
#include "safetensors_parts.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

using Bytes = std::span<const std::byte>;

struct Entry {
  std::optional<std::string> dtype;
  std::optional<std::vector<std::int64_t>> shape;
  std::optional<std::array<std::uint64_t, 2>> data_offsets;
};

std::vector<std::int64_t> read_shape(JsonReader& json, std::string_view tensor) {
  std::vector<std::int64_t> shape;
  json.array([&] {
    if (shape.size() == max_rank_in_files)
      refuse_tensor(tensor, "has more than % dimensions", {max_rank_in_files});
    const std::size_t place = json.place();
    const std::uint64_t size = json.whole_number();
    if (size > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      refuse_tensor(tensor, "has a size of % at byte %: no tensor is that large", {size, place});
    shape.push_back(static_cast<std::int64_t>(size));
  });
  return shape;
}

std::array<std::uint64_t, 2> read_offsets(JsonReader& json, std::string_view tensor) {
  const std::size_t place = json.place();
  std::array<std::uint64_t, 2> offsets{};
  std::size_t count = 0;
  json.array([&] {
    const std::uint64_t offset = json.whole_number();
    if (count < offsets.size()) offsets[count] = offset;
    ++count;
  });
  if (count != offsets.size())
    refuse_tensor(tensor, "has % `data_offsets` at byte %; there must be 2, begin and end",
                  {count, place});
  return offsets;
}

Entry read_entry(JsonReader& json, std::string_view tensor) {
  Entry entry;
  json.object([&](const std::string& field) {
    const std::size_t place = json.place();
    const auto once = [&](const auto& value) {
      if (value) refuse_tensor(tensor, "has % a second time at byte %", {quoted(field), place});
    };
    if (field == "dtype") {
      once(entry.dtype);
      entry.dtype = json.string();
    } else if (field == "shape") {
      once(entry.shape);
      entry.shape = read_shape(json, tensor);
    } else if (field == "data_offsets") {
      once(entry.data_offsets);
      entry.data_offsets = read_offsets(json, tensor);
    } else {
      refuse_tensor(tensor,
                    "has a field % at byte %; there are `dtype`, `shape` and `data_offsets`",
                    {quoted(field), place});
    }
  });
  if (!entry.dtype) refuse_tensor(tensor, "has no `dtype`");
  if (!entry.shape) refuse_tensor(tensor, "has no `shape`");
  if (!entry.data_offsets) refuse_tensor(tensor, "has no `data_offsets`");
  return entry;
}

SafeTensor check_entry(std::string tensor, Entry entry, Bytes data) {
  const auto dtype = find_dtype(*entry.dtype);
  if (!dtype)
    refuse_tensor(tensor, "has the dtype %; there are %", {quoted(*entry.dtype), all_dtypes()});
  const auto [begin, end] = *entry.data_offsets;
  if (begin > end)
    refuse_tensor(tensor, "has the data_offsets [%,%]: it ends before it begins", {begin, end});
  if (end > data.size())
    refuse_tensor(tensor,
                  "has the data_offsets [%,%], but the data have % bytes: the file is cut short",
                  {begin, end, data.size()});

  const auto refuse = [&](const char* why, std::initializer_list<Piece> pieces = {}) {
    refuse_tensor(tensor, "is % %%", {name(*dtype), shape_text(*entry.shape), filled(why, pieces)});
  };
  const auto bits_needed = count_bits(*dtype, *entry.shape);
  if (!bits_needed) refuse(": no tensor is that large");
  if (*bits_needed % 8 != 0) refuse(", which does not fill its last byte");
  if (*bits_needed / 8 != end - begin)
    refuse(", which takes % bytes, but its data_offsets [%,%] span %",
           {*bits_needed / 8, begin, end, end - begin});
  return {std::move(tensor), *dtype, std::move(*entry.shape),
          data.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin))};
}

void read_metadata(JsonReader& json, std::map<std::string, std::string>& metadata) {
  json.object([&](std::string key) {
    const std::size_t place = json.place();
    const auto [entry, fresh] = metadata.try_emplace(std::move(key), json.string());
    if (!fresh)
      fail("[safetensors] the metadata have % a second time at byte %: a key may be there once",
           {quoted(entry->first), place});
  });
}

using Before = bool (*)(const SafeTensor*, const SafeTensor*);

std::vector<SafeTensor*> sorted(std::vector<SafeTensor>& tensors, Before before) {
  std::vector<SafeTensor*> order;
  for (SafeTensor& tensor : tensors) order.push_back(&tensor);
  std::make_heap(order.begin(), order.end(), before);
  std::sort_heap(order.begin(), order.end(), before);
  return order;
}

bool by_name(const SafeTensor* a, const SafeTensor* b) { return a->name < b->name; }

bool by_place(const SafeTensor* a, const SafeTensor* b) {
  if (a->bytes.data() != b->bytes.data())
    return std::less<const std::byte*>()(a->bytes.data(), b->bytes.data());
  if (a->bytes.size() != b->bytes.size()) return a->bytes.size() < b->bytes.size();
  return a->name < b->name;
}

void check_names(std::vector<SafeTensor>& tensors) {
  const SafeTensor* last = nullptr;
  for (const SafeTensor* tensor : sorted(tensors, by_name)) {
    if (last && last->name == tensor->name)
      refuse_tensor(tensor->name, "is there twice: each needs a name of its own");
    last = tensor;
  }
}

// Sorts the tensors as they lie in the data, which they must fill without holes or overlaps.
void check_layout(std::vector<SafeTensor>& tensors, Bytes data) {
  std::vector<SafeTensor> in_place;
  in_place.reserve(tensors.size());
  std::size_t used = 0;
  for (SafeTensor* tensor : sorted(tensors, by_place)) {
    const auto begin = static_cast<std::size_t>(tensor->bytes.data() - data.data());
    if (begin != used)
      refuse_tensor(
          tensor->name,
          "begins at byte % of the data, but what is before it ends at byte %: there may be %",
          {begin, used, (begin > used ? "no holes" : "no overlaps")});
    used += tensor->bytes.size();
    in_place.push_back(std::move(*tensor));
  }
  tensors = std::move(in_place);
  if (used != data.size())
    fail("[safetensors] the data have % bytes, but the tensors use %: nothing may be left over",
         {data.size(), used});
}

}  // namespace

SafeTensors read_safetensors(Bytes file) {
  const SplitFile parts = split_safetensors(file);
  JsonReader json(parts.header, "[safetensors] the header", length_bytes);
  SafeTensors read;
  bool has_metadata = false;
  json.object([&](std::string key) {
    if (key != metadata_key) {
      Entry entry = read_entry(json, key);
      read.tensors.push_back(check_entry(std::move(key), std::move(entry), parts.data));
      return;
    }
    if (has_metadata)
      fail("[safetensors] the header has `__metadata__` a second time at byte %: put all into one",
           {json.place()});
    has_metadata = true;
    read_metadata(json, read.metadata);
  });
  json.end();
  check_names(read.tensors);
  check_layout(read.tensors, parts.data);
  return read;
}

}  // namespace softlook
