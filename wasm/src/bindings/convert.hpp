#pragma once

#include <emscripten/val.h>

#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "../session.hpp"
#include "types.hpp"

// Between JavaScript's values and ours. Data leaves as a copy that JavaScript owns, never as a view
// into this memory.
namespace softlook::js {

// --- to JavaScript ---

inline Floats copy(std::span<const float> numbers) {
  return Floats(
      val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<val>("slice"));
}

inline Text text(std::string_view words) { return Text(val(std::string(words))); }

template <class List, class Range, class F>
inline List list(const Range& range, F&& f) {
  val array = val::array();
  for (const auto& element : range) array.call<void>("push", f(element));
  return List(array);
}

inline SettingList settings(std::span<const Setting> declared) {
  return list<SettingList>(declared, [](const Setting& s) {
    using Kind = Setting::Kind;
    const bool choice = s.kind == Kind::choice;
    const char* kind = choice ? "choice" : s.kind == Kind::integer ? "integer" : "number";
    return JsSetting{text(s.name),
                     text(s.summary),
                     SettingKind(val(kind)),
                     s.minimum,
                     s.maximum,
                     SettingValue(choice ? val(std::string(s.options[0])) : val(s.initial)),
                     s.live,
                     list<Texts>(s.options, [](std::string_view name) { return text(name); })};
  });
}

template <class Row>
inline JsEntry entry(const Row& row) {
  return {text(row.name), text(row.summary), settings(row.settings)};
}

inline Numbers sizes(const Shape& shape) {
  std::vector<int> all;
  for (int i = 0; i < shape.rank(); ++i) all.push_back(shape[i]);
  return list<Numbers>(all, [](int size) { return size; });
}

inline Bytes copy(const std::vector<std::byte>& file) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(file.data());
  return Bytes(val(emscripten::typed_memory_view(file.size(), bytes)).call<val>("slice"));
}

// --- from JavaScript ---

// A number of JavaScript as a whole number; the error names it.
inline std::uint32_t whole(const char* what, double number, double minimum, double maximum) {
  if (!(number >= minimum && number <= maximum) || number != std::floor(number))
    fail("[session] % must be a whole number between % and %, got %",
         {what, minimum, maximum, number});
  return static_cast<std::uint32_t>(number);
}

constexpr double largest_index = 4294967295.0;  // 2³²−1

inline Settings::Value setting_value(const std::string& name, const val& value) {
  if (value.isString()) return value.as<std::string>();
  if (!value.isNumber()) fail("[settings] `%` must be a number or a name", {name});
  return value.as<double>();
}

inline std::vector<float> floats(const val& numbers) {
  return emscripten::convertJSArrayToNumberVector<float>(numbers);
}

inline std::span<const std::byte> as_bytes(const std::vector<std::uint8_t>& file) {
  return std::as_bytes(std::span(file));
}

inline Given::Numbers numbers(const char* size_of, const JsArray& js) {
  Given::Numbers numbers{{}, floats(js.data)};
  for (double size : emscripten::vecFromJSArray<double>(js.shape))
    numbers.shape.push_back(static_cast<int>(whole(size_of, size, 0, 2147483647.0)));
  return numbers;
}

inline Given given(const JsBatch& js) {
  return {numbers("a size of the input", js.input), numbers("a size of the target", js.target)};
}

inline JsArray array(const Given::Numbers& numbers) {
  return {list<Numbers>(numbers.shape, [](int size) { return size; }),
          NumberList(copy(numbers.values))};
}

inline Pin pin(const val& js) {
  Pin pin{js["name"].as<std::string>()};
  if (!js["head"].isUndefined())
    pin.head = static_cast<int>(whole("a pin's head", js["head"].as<double>(), 0, 1e6));
  const val to = js["to"];
  if (!to.isString()) {
    pin.to = Pin::To::given;
    pin.values = floats(to);
    return pin;
  }
  const std::string word = to.as<std::string>();
  if (word == "zero")
    pin.to = Pin::To::zero;
  else if (word == "uniform")
    pin.to = Pin::To::uniform;
  else if (word == "mean")
    pin.to = Pin::To::mean;
  else
    fail("[pin] `%` can be pinned to `zero`, `uniform`, `mean` or given numbers, not to `%`",
         {pin.name, word});
  return pin;
}

inline Look look(const val& js) {
  Look look;
  if (js.isUndefined()) return look;
  look.gradients = !js["gradients"].isUndefined() && js["gradients"].as<bool>();
  if (!js["pins"].isUndefined())
    for (const val& one : emscripten::vecFromJSArray<val>(js["pins"]))
      look.pins.push_back(pin(one));
  return look;
}

inline std::vector<std::uint8_t> file(const val& bytes) {
  return emscripten::convertJSArrayToNumberVector<std::uint8_t>(bytes);
}

}  // namespace softlook::js
