#include "settings.hpp"

#include <cmath>

#include "error.hpp"
#include "io/utf8.hpp"

namespace softlook {
namespace {

// The value as it is kept, if it is one of this setting.
double checked(const Setting& setting, const Settings::Value& value) {
  const auto refuse = [&](const char* wanted, std::initializer_list<Piece> pieces) {
    fail("[settings] `%` must be %", {setting.name, filled(wanted, pieces)});
  };
  const auto* option = std::get_if<std::string>(&value);
  const double number = option ? 0 : *std::get_if<double>(&value);
  if (setting.kind == Setting::Kind::choice) {
    std::string known;
    for (std::size_t i = 0; i < setting.options.size(); ++i) {
      if (option && setting.options[i] == *option) return static_cast<double>(i);
      add_name(known, setting.options[i]);
    }
    refuse("one of %, got %", {known, option ? quoted(*option) : text(number)});
  }
  if (option) refuse("a number, got %", {quoted(*option)});
  // Written so that NaN fails too.
  if (!(number >= setting.minimum && number <= setting.maximum))
    refuse("between % and %, got %", {setting.minimum, setting.maximum, number});
  if (setting.kind == Setting::Kind::integer && number != std::floor(number))
    refuse("a whole number, got %", {number});
  return number;
}

}  // namespace

Settings::Settings(std::vector<Setting> declared, const Chosen& chosen) {
  for (const Setting& setting : declared) {
    for (const Entry& entry : entries_)
      if (entry.setting.name == setting.name)
        fail("[settings] `%` is declared twice in this run", {setting.name});
    entries_.push_back({setting, setting.initial});
  }
  for (const auto& [name, value] : chosen) {
    Entry& entry = entries_[find(name)];
    entry.value = checked(entry.setting, value);
  }
}

std::size_t Settings::find(std::string_view name) const {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].setting.name == name) return i;

  std::string known;
  for (const Entry& entry : entries_) add_name(known, entry.setting.name);
  fail("[settings] there is no setting called %; there is %", {quoted(name), known});
}

int Settings::integer(std::string_view name) const {
  return static_cast<int>(entries_[find(name)].value);
}

float Settings::number(std::string_view name) const { return static_cast<float>(real(name)); }

double Settings::real(std::string_view name) const { return entries_[find(name)].value; }

std::string_view Settings::choice(std::string_view name) const {
  const Entry& entry = entries_[find(name)];
  return entry.setting.options[static_cast<std::size_t>(entry.value)];
}

void Settings::set_live(std::string_view name, const Value& value) {
  Entry& entry = entries_[find(name)];
  if (!entry.setting.live)
    fail("[settings] `%` cannot change during a run; start a new one with it", {name});
  entry.value = checked(entry.setting, value);
}

Settings::Chosen Settings::all() const {
  Chosen all;
  for (const Entry& entry : entries_) {
    const bool named = entry.setting.kind == Setting::Kind::choice;
    all.emplace(entry.setting.name,
                named ? Value(std::string(choice(entry.setting.name))) : Value(entry.value));
  }
  return all;
}

void Settings::go_back(const Chosen& moment) {
  Settings then = *this;
  for (const auto& [name, value] : moment) {
    Entry& entry = then.entries_[find(name)];
    const double before = entry.value;
    entry.value = checked(entry.setting, value);
    if (entry.value != before && !entry.setting.live)
      fail("[settings] `%` was another one then; start a new session with it", {name});
  }
  *this = then;
}

}  // namespace softlook
