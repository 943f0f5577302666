#include "safetensors.hpp"
#include "safetensors_parts.hpp"

namespace softlook {

SplitFile split_safetensors(std::span<const std::byte> file) {
  if (file.size() < length_bytes)
    throw Error("[safetensors] the file has " + std::to_string(file.size()) +
                " bytes, and the length of its header alone takes 8: it is cut short");
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i)
    length |= std::to_integer<std::uint64_t>(file[i]) << 8 * i;
  if (length > max_header_bytes)
    throw Error("[safetensors] the first 8 bytes announce a header of " + std::to_string(length) +
                " bytes, and at most " + std::to_string(max_header_bytes) +
                " are read: this is hardly a safetensors file");
  const auto rest = file.subspan(length_bytes);
  if (length > rest.size())
    throw Error("[safetensors] the header must have " + std::to_string(length) +
                " bytes, but the file ends after " + std::to_string(rest.size()) +
                " of them: it is cut short");

  const auto size = static_cast<std::size_t>(length);
  const std::string_view header(reinterpret_cast<const char*>(rest.data()), size);
  const std::size_t good = utf8_length(header);
  if (good != size)
    throw Error("[safetensors] the header is not UTF-8 at byte " +
                std::to_string(length_bytes + good) + ": this is hardly a safetensors file");
  if (header.empty() || header[0] != '{')
    throw Error("[safetensors] the header must begin with `{` at byte 8, and " +
                (header.empty() ? "is empty" : "begins with " + quoted(first_character(header))) +
                ": this is hardly a safetensors file");
  return {header, rest.subspan(size)};
}

}  // namespace softlook
