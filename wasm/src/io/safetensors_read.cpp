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
      refuse_tensor(tensor, {"has more than ", max_rank_in_files, " dimensions"});
    const std::string place = json.place();
    const std::uint64_t size = json.whole_number();
    if (size > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      refuse_tensor(tensor, {"has a size of ", size, " ", place, ": no tensor is that large"});
    shape.push_back(static_cast<std::int64_t>(size));
  });
  return shape;
}

std::array<std::uint64_t, 2> read_offsets(JsonReader& json, std::string_view tensor) {
  const std::string place = json.place();
  std::array<std::uint64_t, 2> offsets{};
  std::size_t count = 0;
  json.array([&] {
    const std::uint64_t offset = json.whole_number();
    if (count < offsets.size()) offsets[count] = offset;
    ++count;
  });
  if (count != offsets.size())
    refuse_tensor(tensor,
                  {"has ", count, " `data_offsets` ", place, "; there must be 2, begin and end"});
  return offsets;
}

Entry read_entry(JsonReader& json, std::string_view tensor) {
  Entry entry;
  json.object([&](const std::string& field) {
    const std::string place = json.place();
    const auto once = [&](const auto& value) {
      if (value) refuse_tensor(tensor, {"has ", quoted(field), " a second time ", place});
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
      refuse_tensor(tensor, {"has a field ", quoted(field), " ", place,
                             "; there are `dtype`, `shape` and `data_offsets`"});
    }
  });
  if (!entry.dtype) refuse_tensor(tensor, {"has no `dtype`"});
  if (!entry.shape) refuse_tensor(tensor, {"has no `shape`"});
  if (!entry.data_offsets) refuse_tensor(tensor, {"has no `data_offsets`"});
  return entry;
}

SafeTensor check_entry(std::string tensor, Entry entry, Bytes data) {
  const auto dtype = find_dtype(*entry.dtype);
  if (!dtype)
    refuse_tensor(tensor, {"has the dtype ", quoted(*entry.dtype), "; there are ", all_dtypes()});
  const auto [begin, end] = *entry.data_offsets;
  const std::string offsets = joined({"[", begin, ",", end, "]"});
  if (begin > end)
    refuse_tensor(tensor, {"has the data_offsets ", offsets, ": it ends before it begins"});
  if (end > data.size())
    refuse_tensor(tensor, {"has the data_offsets ", offsets, ", but the data have ", data.size(),
                           " bytes: the file is cut short"});

  const std::string what = joined({name(*dtype), " ", shape_text(*entry.shape)});
  const auto bits_needed = count_bits(*dtype, *entry.shape);
  if (!bits_needed) refuse_tensor(tensor, {"is ", what, ": no tensor is that large"});
  if (*bits_needed % 8 != 0)
    refuse_tensor(tensor, {"is ", what, ", which does not fill its last byte"});
  if (*bits_needed / 8 != end - begin)
    refuse_tensor(tensor, {"is ", what, ", which takes ", *bits_needed / 8,
                           " bytes, but its data_offsets ", offsets, " span ", end - begin});
  return {std::move(tensor), *dtype, std::move(*entry.shape),
          data.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin))};
}

void read_metadata(JsonReader& json, std::map<std::string, std::string>& metadata) {
  json.object([&](std::string key) {
    const std::string place = json.place();
    const auto [entry, fresh] = metadata.try_emplace(std::move(key), json.string());
    if (!fresh)
      fail({"[safetensors] the metadata have ", quoted(entry->first), " a second time ", place,
            ": a key may be there once"});
  });
}

void check_names(const std::vector<SafeTensor>& tensors) {
  std::vector<const std::string*> names;
  names.reserve(tensors.size());
  for (const SafeTensor& tensor : tensors) names.push_back(&tensor.name);
  const auto by_name = [](auto* a, auto* b) { return *a < *b; };
  std::make_heap(names.begin(), names.end(), by_name);
  std::sort_heap(names.begin(), names.end(), by_name);
  const auto twice =
      std::adjacent_find(names.begin(), names.end(), [](auto* a, auto* b) { return *a == *b; });
  if (twice != names.end())
    refuse_tensor(**twice, {"is there twice: each needs a name of its own"});
}

// Sorts the tensors as they lie in the data, which they must fill without holes or overlaps.
void check_layout(std::vector<SafeTensor>& tensors, Bytes data) {
  const auto by_place = [](const SafeTensor& a, const SafeTensor& b) {
    if (a.bytes.data() != b.bytes.data())
      return std::less<const std::byte*>()(a.bytes.data(), b.bytes.data());
    if (a.bytes.size() != b.bytes.size()) return a.bytes.size() < b.bytes.size();
    return a.name < b.name;
  };
  std::make_heap(tensors.begin(), tensors.end(), by_place);
  std::sort_heap(tensors.begin(), tensors.end(), by_place);
  std::size_t used = 0;
  for (const SafeTensor& tensor : tensors) {
    const auto begin = static_cast<std::size_t>(tensor.bytes.data() - data.data());
    if (begin != used)
      refuse_tensor(tensor.name,
                    {"begins at byte ", begin, " of the data, but what is before it ends at byte ",
                     used, ": there may be ", (begin > used ? "no holes" : "no overlaps")});
    used += tensor.bytes.size();
  }
  if (used != data.size())
    fail({"[safetensors] the data have ", data.size(), " bytes, but the tensors use ", used,
          ": nothing may be left over"});
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
      fail({"[safetensors] the header has `__metadata__` a second time ", json.place(),
            ": put all into one"});
    has_metadata = true;
    read_metadata(json, read.metadata);
  });
  json.end();
  check_names(read.tensors);
  check_layout(read.tensors, parts.data);
  return read;
}

}  // namespace softlook
