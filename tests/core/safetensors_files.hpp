#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "error.hpp"
#include "io/safetensors.hpp"

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

// The sentence with which a file is refused.
inline std::string refusal(std::span<const std::byte> file) {
  try {
    softlook::read_safetensors(file);
  } catch (const softlook::Error& error) {
    return error.what();
  }
  return "it was read";
}

inline std::string repeat(std::string_view text, int times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

struct Hostile {
  std::string header;
  std::size_t data;
  std::string sentence;  // what follows "[safetensors] "
};

inline void check_refused(const std::vector<Hostile>& files) {
  for (const Hostile& hostile : files) {
    INFO(hostile.header.substr(0, 200));
    CHECK(refusal(file_with(hostile.header, hostile.data)) == "[safetensors] " + hostile.sentence);
  }
}

// A header with the one tensor w.
inline Hostile tensor(std::string_view dtype, std::string_view shape, std::string_view offsets,
                      std::size_t data, const std::string& sentence) {
  return {"{" + entry("w", dtype, shape, offsets) + "}", data, sentence};
}

inline std::vector<std::uint32_t> bits_of(std::span<const float> values) {
  std::vector<std::uint32_t> words(values.size());
  if (!values.empty()) std::memcpy(words.data(), values.data(), values.size_bytes());
  return words;
}
