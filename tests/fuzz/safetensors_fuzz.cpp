// What must hold for whatever bytes are read as a safetensors file. libFuzzer makes them up; replay.cpp
// takes them from the corpus.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>

#include "error.hpp"
#include "io/safetensors.hpp"
#include "io/utf8.hpp"

using namespace softlook;

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

// A refusal is one sentence that any terminal can show.
void check_sentence(std::string_view sentence) {
  require(sentence.starts_with("[safetensors] "), "a refusal names its part");
  require(sentence.size() < 2000, "a refusal is short");
  require(utf8_length(sentence) == sentence.size(), "a refusal is UTF-8");
  for (char c : sentence)
    require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "a refusal is printable");
}

void check_refused(const SafeTensor& tensor) {
  try {
    floats(tensor);
  } catch (const Error& error) {
    return check_sentence(error.what());
  }
  require(false, "only floats are read as floats");
}

void check_layout(const SafeTensors& read, std::span<const std::byte> file) {
  std::set<std::string_view> names;
  std::size_t used = 0;
  for (const SafeTensor& tensor : read.tensors) {
    require(names.insert(tensor.name).second, "names differ");
    require(utf8_length(tensor.name) == tensor.name.size(), "names are UTF-8");
    used += tensor.bytes.size();
  }
  require(used + 10 <= file.size(), "the data fit in the file");
  const std::byte* begin = file.data() + (file.size() - used);
  for (const SafeTensor& tensor : read.tensors) {
    require(tensor.bytes.data() == begin, "the data fill the end of the file");
    begin += tensor.bytes.size();
  }
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

// What was read as floats can be written, and is the same when read again.
void check_round_trip(const SafeTensors& read) {
  std::vector<std::vector<float>> values;
  values.reserve(read.tensors.size());
  std::vector<TensorToWrite> tensors;
  for (const SafeTensor& tensor : read.tensors) {
    if (!is_float(tensor.dtype)) {
      check_refused(tensor);
      continue;
    }
    values.push_back(floats(tensor));
    tensors.push_back({tensor.name, tensor.shape, values.back()});
  }
  const std::vector<std::byte> file = write_safetensors(tensors, read.metadata);
  const SafeTensors again = read_safetensors(file);
  check_layout(again, file);
  require(again.metadata == read.metadata, "metadata survive");
  require(again.tensors.size() == tensors.size(), "every tensor survives");
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const SafeTensor& tensor = again.tensor(tensors[i].name);
    require(tensor.shape == tensors[i].shape, "shapes survive");
    require(same_bits(floats(tensor), values[i]), "values survive");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> file(reinterpret_cast<const std::byte*>(data), size);
  SafeTensors read;
  try {
    read = read_safetensors(file);
  } catch (const Error& error) {
    check_sentence(error.what());
    return 0;
  }
  check_layout(read, file);
  check_round_trip(read);
  return 0;
}
