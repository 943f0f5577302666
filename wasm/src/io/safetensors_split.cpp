#include "safetensors.hpp"
#include "safetensors_parts.hpp"

namespace softlook {

SplitFile split_safetensors(std::span<const std::byte> file) {
  if (file.size() < length_bytes)
    fail(
        "[safetensors] the file has % bytes, and the length of its header alone takes 8: it is cut "
        "short",
        {file.size()});
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i)
    length |= std::to_integer<std::uint64_t>(file[i]) << 8 * i;
  if (length > max_header_bytes)
    fail(
        "[safetensors] the first 8 bytes announce a header of % bytes, and at most % are read: "
        "this is hardly a safetensors file",
        {length, max_header_bytes});
  const auto rest = file.subspan(length_bytes);
  if (length > rest.size())
    fail(
        "[safetensors] the header must have % bytes, but the file ends after % of them: it is cut "
        "short",
        {length, rest.size()});

  const auto size = static_cast<std::size_t>(length);
  const std::string_view header(reinterpret_cast<const char*>(rest.data()), size);
  const std::size_t good = utf8_length(header);
  if (good != size)
    fail("[safetensors] the header is not UTF-8 at byte %: this is hardly a safetensors file",
         {length_bytes + good});
  if (header.empty() || header[0] != '{')
    fail(
        "[safetensors] the header must begin with `{` at byte 8, and %: this is hardly a "
        "safetensors file",
        {header.empty() ? "is empty" : "begins with " + quoted(first_character(header))});
  return {header, rest.subspan(size)};
}

}  // namespace softlook
