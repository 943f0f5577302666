#include "settings.hpp"

#include <cmath>

#include "error.hpp"

namespace softlook {
namespace {

void check(const Setting& setting, double value) {
  const std::string name = "[settings] `" + std::string(setting.name) + "` ";
  // Written so that NaN fails too.
  if (!(value >= setting.minimum && value <= setting.maximum))
    throw Error(name + "must be between " + text(setting.minimum) + " and " +
                text(setting.maximum) + ", got " + text(value));
  if (setting.kind == Setting::Kind::integer && value != std::floor(value))
    throw Error(name + "must be a whole number, got " + text(value));
}

}  // namespace

Settings::Settings(std::vector<Setting> declared, const Chosen& chosen) {
  for (const Setting& setting : declared) {
    for (const Entry& entry : entries_)
      if (entry.setting.name == setting.name)
        throw Error("[settings] `" + std::string(setting.name) + "` is declared twice in this run");
    entries_.push_back({setting, setting.initial});
  }
  for (const auto& [name, value] : chosen) {
    Entry& entry = entries_[find(name)];
    check(entry.setting, value);
    entry.value = value;
  }
}

std::size_t Settings::find(std::string_view name) const {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].setting.name == name) return i;

  std::string known;
  for (const Entry& entry : entries_)
    known += (known.empty() ? "`" : ", `") + std::string(entry.setting.name) + "`";
  throw Error("[settings] there is no setting called `" + std::string(name) + "`; there is " +
              known);
}

int Settings::integer(std::string_view name) const {
  return static_cast<int>(entries_[find(name)].value);
}

float Settings::number(std::string_view name) const {
  return static_cast<float>(entries_[find(name)].value);
}

void Settings::set_live(std::string_view name, double value) {
  Entry& entry = entries_[find(name)];
  if (!entry.setting.live)
    throw Error("[settings] `" + std::string(name) +
                "` cannot change during a run; start a new one with it");
  check(entry.setting, value);
  entry.value = value;
}

}  // namespace softlook
