#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace softlook {

// A finite number as text that is read back to its last bit: "0.1" where that says it all, else its
// bits, a whole number times a power of two, as C++ and Python write it too: "0x15555555555555p-54".
std::string exact_text(double number);

// The number that such a text is; nothing if it is none, or one that could only be read roughly.
std::optional<double> read_exact(std::string_view text);

}  // namespace softlook
