#pragma once

#include <cstdio>
#include <stdexcept>
#include <string>

namespace softlook {

// Everything that a caller can get wrong ends here: one sentence that says what, where and what to
// do, prefixed by the part that refuses: "[settings] there is no setting `lenght`; …".
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A number as people write it: 8, 0.1, 1e-05.
inline std::string text(double number) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.10g", number);
  return digits;
}

}  // namespace softlook
