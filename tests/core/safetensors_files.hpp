#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Files as a test wants them, right or wrong.

using Bytes = std::vector<std::byte>;

// The header with its length before it, and so many bytes of data, which count 0, 1, 2, …
inline Bytes file_with(std::string_view header, std::size_t data = 0) {
  Bytes file;
  for (int shift = 0; shift < 64; shift += 8)
    file.push_back(static_cast<std::byte>(std::uint64_t{header.size()} >> shift & 0xff));
  for (char c : header) file.push_back(static_cast<std::byte>(c));
  for (std::size_t i = 0; i < data; ++i) file.push_back(static_cast<std::byte>(i & 0xff));
  return file;
}

// "w":{"dtype":…,"shape":…,"data_offsets":…}
inline std::string entry(std::string_view name, std::string_view dtype, std::string_view shape,
                         std::string_view offsets) {
  return "\"" + std::string(name) + R"(":{"dtype":")" + std::string(dtype) + R"(","shape":)" +
         std::string(shape) + R"(,"data_offsets":)" + std::string(offsets) + "}";
}
