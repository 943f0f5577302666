#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "safetensors_files.hpp"

using namespace softlook;

namespace {

Bytes valid_file() {
  const std::vector<float> values{1, 2, 3, 4};
  return write_safetensors(
      std::vector<TensorToWrite>{{"W", {2, 2}, values}, {"权\n", {}, {values.data(), 1}}},
      {{"step", "\"1\""}});
}

// Touches all that was read: a wrong span is seen by the sanitizers, a wrong size here.
void use(const SafeTensors& read, std::size_t file_size) {
  std::size_t used = 0;
  for (const SafeTensor& tensor : read.tensors) {
    used += Bytes(tensor.bytes.begin(), tensor.bytes.end()).size();
    if (is_float(tensor.dtype))
      CHECK(floats(tensor).size() * static_cast<std::size_t>(bits(tensor.dtype) / 8) ==
            tensor.bytes.size());
  }
  CHECK(used < file_size);
}

}  // namespace

TEST_CASE("a file that is cut short anywhere, or too long, is refused") {
  const Bytes file = valid_file();
  use(read_safetensors(file), file.size());
  for (std::size_t size = 0; size < file.size(); ++size) {
    const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
    INFO(size);
    CHECK(refusal(cut).ends_with(" is cut short"));
  }
  Bytes longer = file;
  longer.push_back(std::byte{0});
  CHECK(refusal(longer).starts_with("[safetensors] the data have 21 bytes"));
}

TEST_CASE("a header with any one byte changed is refused, or read as it then is") {
  const Bytes file = valid_file();
  const std::size_t header_end = file.size() - 20;
  int read = 0, refused = 0;
  for (std::size_t at = 0; at < header_end; ++at)
    for (unsigned change = 1; change < 256; ++change) {
      Bytes flipped = file;
      flipped[at] ^= static_cast<std::byte>(change);
      try {
        use(read_safetensors(flipped), flipped.size());
        ++read;
      } catch (const Error& error) {
        ++refused;
        if (!std::string_view(error.what()).starts_with("[safetensors] ")) FAIL(error.what());
      }
    }
  // A letter of a name makes another name; most of the rest breaks the file.
  CHECK(read > 100);
  CHECK(refused > 10 * read);
}

TEST_CASE("a header with any two of its bytes exchanged is refused, or read as it then is") {
  const Bytes file = valid_file();
  const std::size_t header_end = file.size() - 20;
  for (std::size_t a = 0; a < header_end; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      Bytes exchanged = file;
      std::swap(exchanged[a], exchanged[b]);
      try {
        use(read_safetensors(exchanged), exchanged.size());
      } catch (const Error& error) {
        if (!std::string_view(error.what()).starts_with("[safetensors] ")) FAIL(error.what());
      }
    }
}
