#pragma once

#include <emscripten/val.h>

#include <string>

// What JavaScript sees of values, as bindings.cpp registers it.
namespace softlook::js {

using emscripten::val;

// A JavaScript value that has a TypeScript type of its own, given to it where it is registered.
template <class Name>
struct Typed : val {
  Typed() : val(val::undefined()) {}
  explicit Typed(const val& value) : val(value) {}
};
using Text = Typed<struct TextName>;
using Floats = Typed<struct FloatsName>;
using Bytes = Typed<struct BytesName>;
using Numbers = Typed<struct NumbersName>;
using NumberList = Typed<struct NumberListName>;
using Texts = Typed<struct TextsName>;
using SettingKind = Typed<struct SettingKindName>;
using SettingValue = Typed<struct SettingValueName>;
using Chosen = Typed<struct ChosenName>;
using SettingList = Typed<struct SettingListName>;
using EntryList = Typed<struct EntryListName>;
using TaskList = Typed<struct TaskListName>;
using AttentionList = Typed<struct AttentionListName>;
using ParameterList = Typed<struct ParameterListName>;
using JsLook = Typed<struct LookName>;

struct JsSetting {
  Text name, summary;
  SettingKind kind;
  double minimum, maximum;
  SettingValue initial;
  bool live;
  Texts options;
};
struct JsEntry {
  Text name, summary;
  SettingList settings;
};
struct JsTask {
  Text name, summary;
  SettingList settings;
  Text data;
};
struct JsAttention {
  Text name, summary;
  SettingList settings;
  bool rows_sum_to_one, causal, linear_memory;
};
struct Catalog {
  TaskList tasks;
  EntryList models, optimizers;
  AttentionList attentions;
  SettingList schedule;
};
struct JsConfig {
  std::string task, model, attention, optimizer;
  double seed;
  Chosen settings;
};
struct Report {
  double step;
  Floats losses;
};
struct Observation {
  float loss;
};
struct JsParameter {
  Text name;
  Numbers shape;
};
struct JsTensor {
  Text name;
  Numbers shape;
  Floats data;
  Texts rows, columns;
};
struct JsArray {
  Numbers shape;
  NumberList data;
};
struct JsBatch {
  JsArray input, target;
};
struct JsChoice {
  float temperature;
  double top, draw;
};
struct JsNext {
  int position, token;
  float probability;
  Text label;
  bool last;
};

}  // namespace softlook::js
