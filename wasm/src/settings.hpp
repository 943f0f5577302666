#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace softlook {

// One knob, declared once, beside the code that reads it. Checks are made from the declaration,
// and controls can be: catalog() hands it to JavaScript.
struct Setting {
  enum class Kind { integer, number };

  std::string_view name;
  std::string_view summary;
  Kind kind;
  double minimum;
  double maximum;
  double initial;
  bool live = false;  // may change during a run; the others need a new one
};

// The values of all settings of a run: what was chosen, and the default of everything else.
class Settings {
 public:
  using Chosen = std::map<std::string, double, std::less<>>;

  Settings(std::vector<Setting> declared, const Chosen& chosen);

  int integer(std::string_view name) const;
  float number(std::string_view name) const;
  void set_live(std::string_view name, double value);

 private:
  struct Entry {
    Setting setting;
    double value;
  };
  std::size_t find(std::string_view name) const;

  std::vector<Entry> entries_;
};

}  // namespace softlook
