#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace softlook {

// One knob, declared once, beside the code that reads it. Checks are made from the declaration,
// and controls can be: catalog() hands it to JavaScript.
struct Setting {
  enum class Kind { integer, number, choice };

  std::string_view name;
  std::string_view summary;
  Kind kind;
  double minimum = 0;
  double maximum = 0;
  double initial = 0;
  bool live = false;  // may change during a run; the others need a new one
  std::span<const std::string_view> options = {};  // of a choice: the first is the default
};

// The values of all settings of a run: what was chosen, and the default of everything else.
class Settings {
 public:
  // A number, or the name of an option.
  class Value : public std::variant<double, std::string> {
   public:
    Value(const char* option) : variant(std::string(option)) {}
    Value(std::string option) : variant(std::move(option)) {}
    template <class Number>
      requires std::is_arithmetic_v<Number>
    Value(Number number) : variant(static_cast<double>(number)) {}
    bool operator==(const Value&) const = default;
  };
  using Chosen = std::map<std::string, Value, std::less<>>;

  Settings(std::vector<Setting> declared, const Chosen& chosen);

  int integer(std::string_view name) const;
  float number(std::string_view name) const;
  double real(std::string_view name) const;  // the number before it is rounded to a float
  std::string_view choice(std::string_view name) const;
  void set_live(std::string_view name, const Value& value);

  // All of them, as they are now; and back to such a moment. Those that are not live must be as
  // they are.
  Chosen all() const;
  void go_back(const Chosen& moment);

 private:
  struct Entry {
    Setting setting;
    double value;  // of a choice: the index of the option
  };
  std::size_t find(std::string_view name) const;

  std::vector<Entry> entries_;
};

}  // namespace softlook
