// How libFuzzer changes a file: as it likes, or only the header, or only the data, with the length of
// the header put right. Otherwise hardly any changed file would get past its first 8 bytes.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  constexpr std::size_t prefix = 8;
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < prefix && i < size; ++i) length |= std::uint64_t{data[i]} << 8 * i;
  const bool splits = size >= prefix && length <= size - prefix;
  if (!splits || seed % 8 == 0 || max_size <= size) return LLVMFuzzerMutate(data, size, max_size);

  std::uint8_t* header = data + prefix;
  std::size_t header_size = static_cast<std::size_t>(length);
  const std::vector<std::uint8_t> tensors(header + header_size, data + size);
  if (seed % 8 == 1)
    return prefix + header_size +
           LLVMFuzzerMutate(header + header_size, tensors.size(), max_size - prefix - header_size);

  header_size = LLVMFuzzerMutate(header, header_size, max_size - prefix - tensors.size());
  for (std::size_t i = 0; i < prefix; ++i)
    data[i] = static_cast<std::uint8_t>(std::uint64_t{header_size} >> 8 * i);
  std::copy(tensors.begin(), tensors.end(), header + header_size);
  return prefix + header_size + tensors.size();
}
