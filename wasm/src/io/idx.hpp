#pragma once

#include <cstdint>
#include <string_view>

namespace softlook {

// Images of digits and what they show. It owns nothing: the bytes must outlive it.
struct IdxDigits {
  int count, rows, columns;
  std::string_view pixels, labels;

  int pixel(int image, int row, int column) const {
    const std::size_t at = (static_cast<std::size_t>(image) * static_cast<std::size_t>(rows) +
                            static_cast<std::size_t>(row)) *
                               static_cast<std::size_t>(columns) +
                           static_cast<std::size_t>(column);
    return static_cast<std::uint8_t>(pixels[at]);
  }
  int label(int image) const {
    return static_cast<std::uint8_t>(labels[static_cast<std::size_t>(image)]);
  }
};

// Reads two files of MNIST's format (Y. LeCun, C. Cortes, C. Burges, 1998), images and labels, that
// are one after the other in `bytes`, whichever comes first.
IdxDigits read_idx(std::string_view bytes);

}  // namespace softlook
