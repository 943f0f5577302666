// What JavaScript sees: catalog() and Session. This and bindings.js alone know Emscripten.
//
// Data leaves as a copy that JavaScript owns, never as a view into this memory. Errors leave as
// JavaScript Errors with the same sentence, by way of bindings.js.

#include <emscripten/bind.h>
#include <emscripten/em_js.h>
#include <emscripten/val.h>

#include <cmath>
#include <stdexcept>

#include "io/checkpoint.hpp"
#include "schedule.hpp"
#include "session.hpp"

using emscripten::val;

namespace {

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

// The sentence that bindings.js throws when the call has returned. Thrown from here it would not give
// back the stack of the call, nor what Embind made of the arguments.
EM_JS(void, refuse, (const char* why), { refusal = UTF8ToString(why); });
EM_JS_DEPS(softlook, "$UTF8ToString");

constexpr const char* too_little_memory =
    "[memory] there is not enough memory for this; choose smaller sizes";

template <class Body>
auto guard(Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    refuse(too_little_memory);
  } catch (const std::length_error&) {
    refuse(too_little_memory);
  } catch (const std::exception& error) {
    refuse(error.what());
  }
  return decltype(body())();
}

Floats copy(std::span<const float> numbers) {
  return Floats(
      val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<val>("slice"));
}

Text text(std::string_view words) { return Text(val(std::string(words))); }

template <class List, class Range, class F>
List list(const Range& range, F&& f) {
  val array = val::array();
  for (const auto& element : range) array.call<void>("push", f(element));
  return List(array);
}

SettingList settings(std::span<const softlook::Setting> declared) {
  return list<SettingList>(declared, [](const softlook::Setting& s) {
    using Kind = softlook::Setting::Kind;
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
JsEntry entry(const Row& row) {
  return {text(row.name), text(row.summary), settings(row.settings)};
}

Catalog catalog() {
  return guard([] {
    const auto entries = [](const auto& rows) {
      return list<EntryList>(rows, [](const auto& row) { return entry(row); });
    };
    const auto attention = [](const softlook::AttentionKind& row) {
      return JsAttention{text(row.name),      text(row.summary), settings(row.settings),
                         row.rows_sum_to_one, row.causal,        row.linear_memory};
    };
    const auto task = [](const softlook::TaskKind& row) {
      return JsTask{text(row.name), text(row.summary), settings(row.settings), text(row.data)};
    };
    return Catalog{list<TaskList>(softlook::tasks(), task), entries(softlook::models()),
                   entries(softlook::optimizers()),
                   list<AttentionList>(softlook::attentions(), attention),
                   settings(softlook::schedule_settings())};
  });
}

// A number of JavaScript as a whole number; the error names it.
std::uint32_t whole(const char* what, double number, double minimum, double maximum) {
  if (!(number >= minimum && number <= maximum) || number != std::floor(number))
    softlook::fail("[session] % must be a whole number between % and %, got %",
                   {what, minimum, maximum, number});
  return static_cast<std::uint32_t>(number);
}

constexpr double largest_index = 4294967295.0;  // 2³²−1

softlook::Settings::Value setting_value(const std::string& name, const val& value) {
  if (value.isString()) return value.as<std::string>();
  if (!value.isNumber()) softlook::fail("[settings] `%` must be a number or a name", {name});
  return value.as<double>();
}

softlook::Session* make_session_of_data(const JsConfig& js, const std::string& data) {
  return guard([&] {
    softlook::Config config{
        js.task, js.model, js.attention, js.optimizer, whole("seed", js.seed, 0, largest_index),
        {},      data};
    const val names = val::global("Object").call<val>("keys", js.settings);
    for (const auto& name : emscripten::vecFromJSArray<std::string>(names))
      config.settings.insert_or_assign(name, setting_value(name, js.settings[name]));
    return new softlook::Session(config);
  });
}

softlook::Session* make_session(const JsConfig& js) { return make_session_of_data(js, {}); }

std::vector<float> floats(const val& numbers) {
  return emscripten::convertJSArrayToNumberVector<float>(numbers);
}

std::span<const std::byte> as_bytes(const std::vector<std::uint8_t>& file) {
  return std::as_bytes(std::span(file));
}

softlook::Given::Numbers numbers(const char* size_of, const JsArray& js) {
  softlook::Given::Numbers numbers{{}, floats(js.data)};
  for (double size : emscripten::vecFromJSArray<double>(js.shape))
    numbers.shape.push_back(static_cast<int>(whole(size_of, size, 0, 2147483647.0)));
  return numbers;
}

softlook::Given given(const JsBatch& js) {
  return {numbers("a size of the input", js.input), numbers("a size of the target", js.target)};
}

JsArray array(const softlook::Given::Numbers& numbers) {
  return {list<Numbers>(numbers.shape, [](int size) { return size; }),
          NumberList(copy(numbers.values))};
}

softlook::Pin pin(const val& js) {
  softlook::Pin pin{js["name"].as<std::string>()};
  if (!js["head"].isUndefined())
    pin.head = static_cast<int>(whole("a pin's head", js["head"].as<double>(), 0, 1e6));
  const val to = js["to"];
  if (!to.isString()) {
    pin.to = softlook::Pin::To::given;
    pin.values = floats(to);
    return pin;
  }
  const std::string word = to.as<std::string>();
  if (word == "zero")
    pin.to = softlook::Pin::To::zero;
  else if (word == "uniform")
    pin.to = softlook::Pin::To::uniform;
  else if (word == "mean")
    pin.to = softlook::Pin::To::mean;
  else
    softlook::fail(
        "[pin] `%` can be pinned to `zero`, `uniform`, `mean` or given numbers, not to `%`",
        {pin.name, word});
  return pin;
}

softlook::Look look(const val& js) {
  softlook::Look look;
  if (js.isUndefined()) return look;
  look.gradients = !js["gradients"].isUndefined() && js["gradients"].as<bool>();
  if (!js["pins"].isUndefined())
    for (const val& one : emscripten::vecFromJSArray<val>(js["pins"]))
      look.pins.push_back(pin(one));
  return look;
}

Report train(softlook::Session& session, double steps) {
  return guard([&] {
    std::vector<float> losses(whole("steps", steps, 1, 1e6));
    losses.resize(session.train(losses));
    return Report{static_cast<double>(session.step()), copy(losses)};
  });
}

float train_on(softlook::Session& session, const JsBatch& batch) {
  return guard([&] { return session.train(given(batch)); });
}

float loss_on(softlook::Session& session, const JsBatch& batch) {
  return guard([&] { return session.loss(given(batch)); });
}

Observation observe(softlook::Session& session, double example, const JsLook& js) {
  return guard([&] {
    return Observation{session.observe(whole("example", example, 0, largest_index), look(js))};
  });
}

Observation observe_on(softlook::Session& session, const JsBatch& batch, const JsLook& js) {
  return guard([&] { return Observation{session.observe(given(batch), look(js))}; });
}

JsBatch read(const softlook::Session& session, const std::string& written) {
  return guard([&] {
    const softlook::Given read = session.read(written);
    return JsBatch{array(read.input), array(read.target)};
  });
}

JsNext next(softlook::Session& session, const JsBatch& so_far, const JsChoice& choice) {
  return guard([&] {
    const softlook::Next next = session.next(
        given(so_far), {choice.temperature, static_cast<int>(whole("top", choice.top, 0, 1e6)),
                        whole("draw", choice.draw, 0, largest_index)});
    return JsNext{next.position, next.token, next.probability, text(next.label), next.last};
  });
}

softlook::Score evaluate(softlook::Session& session, double samples) {
  return guard(
      [&] { return session.evaluate(static_cast<int>(whole("samples", samples, 2, 1e5))); });
}

Numbers sizes(const softlook::Shape& shape) {
  std::vector<int> all;
  for (int i = 0; i < shape.rank(); ++i) all.push_back(shape[i]);
  return list<Numbers>(all, [](int size) { return size; });
}

JsTensor tensor(const softlook::Session& session, const std::string& name) {
  return guard([&] {
    const softlook::Exposed found = session.tensor(name);
    const auto same = [](const auto& element) { return element; };
    return JsTensor{text(found.name), sizes(found.tensor.shape), copy(found.tensor.all()),
                    list<Texts>(found.rows, same), list<Texts>(found.columns, same)};
  });
}

Texts tensor_names(const softlook::Session& session) {
  return guard([&] {
    return list<Texts>(session.tensor_names(), [](const std::string& name) { return name; });
  });
}

ParameterList parameters(const softlook::Session& session) {
  return guard([&] {
    return list<ParameterList>(session.parameters().list(), [](const auto& parameter) {
      return JsParameter{text(parameter.name), sizes(parameter.tensor.shape)};
    });
  });
}

void set_parameter(softlook::Session& session, const std::string& name, const NumberList& values) {
  guard([&] { session.set_parameter(name, floats(values)); });
}

void set(softlook::Session& session, const std::string& name, const SettingValue& value) {
  guard([&] { session.set(name, setting_value(name, value)); });
}

Bytes copy(const std::vector<std::byte>& file) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(file.data());
  return Bytes(val(emscripten::typed_memory_view(file.size(), bytes)).call<val>("slice"));
}

std::vector<std::uint8_t> file(const val& bytes) {
  return emscripten::convertJSArrayToNumberVector<std::uint8_t>(bytes);
}

Bytes save_parameters(const softlook::Session& session) {
  return guard([&] { return copy(softlook::save_parameters(session)); });
}
void load_parameters(softlook::Session& session, const Bytes& bytes) {
  guard([&] { softlook::load_parameters(session, as_bytes(file(bytes))); });
}
Bytes save(const softlook::Session& session) {
  return guard([&] { return copy(softlook::save_checkpoint(session)); });
}
void restore(softlook::Session& session, const Bytes& bytes) {
  guard([&] { softlook::restore_checkpoint(session, as_bytes(file(bytes))); });
}
softlook::Session* load(const Bytes& bytes) {
  return guard([&] { return softlook::load_checkpoint(as_bytes(file(bytes))).release(); });
}
softlook::Session* clone_of(const softlook::Session& session) {
  return guard([&] { return session.clone().release(); });
}

double step(const softlook::Session& session) { return static_cast<double>(session.step()); }
double memory(const softlook::Session& session) { return static_cast<double>(session.memory()); }

}  // namespace

EMSCRIPTEN_BINDINGS(softlook) {
  using namespace emscripten;

  register_type<Text>("string");
  register_type<Floats>("Float32Array");
  register_type<Bytes>("Uint8Array");
  register_type<Numbers>("number[]");
  register_type<NumberList>("ArrayLike<number>");
  register_type<Texts>("string[]");
  register_type<SettingKind>("'integer' | 'number' | 'choice'");
  register_type<SettingValue>("number | string");
  register_type<Chosen>("Record<string, number | string>");
  register_type<SettingList>("Setting[]");
  register_type<EntryList>("Entry[]");
  register_type<TaskList>("TaskEntry[]");
  register_type<AttentionList>("AttentionEntry[]");
  register_type<ParameterList>("Parameter[]");
  register_type<JsLook>(
      "{ gradients?: boolean, pins?: { name: string, head?: number, "
      "to: 'zero' | 'uniform' | 'mean' | ArrayLike<number> }[] } | undefined");

  value_object<JsSetting>("Setting")
      .field("name", &JsSetting::name)
      .field("summary", &JsSetting::summary)
      .field("kind", &JsSetting::kind)
      .field("minimum", &JsSetting::minimum)
      .field("maximum", &JsSetting::maximum)
      .field("default", &JsSetting::initial)
      .field("live", &JsSetting::live)
      .field("options", &JsSetting::options);
  value_object<JsEntry>("Entry")
      .field("name", &JsEntry::name)
      .field("summary", &JsEntry::summary)
      .field("settings", &JsEntry::settings);
  value_object<JsTask>("TaskEntry")
      .field("name", &JsTask::name)
      .field("summary", &JsTask::summary)
      .field("settings", &JsTask::settings)
      .field("data", &JsTask::data);
  value_object<JsAttention>("AttentionEntry")
      .field("name", &JsAttention::name)
      .field("summary", &JsAttention::summary)
      .field("settings", &JsAttention::settings)
      .field("rowsSumToOne", &JsAttention::rows_sum_to_one)
      .field("causal", &JsAttention::causal)
      .field("linearMemory", &JsAttention::linear_memory);
  value_object<Catalog>("Catalog")
      .field("tasks", &Catalog::tasks)
      .field("models", &Catalog::models)
      .field("attentions", &Catalog::attentions)
      .field("optimizers", &Catalog::optimizers)
      .field("schedule", &Catalog::schedule);
  value_object<JsConfig>("Config")
      .field("task", &JsConfig::task)
      .field("model", &JsConfig::model)
      .field("attention", &JsConfig::attention)
      .field("optimizer", &JsConfig::optimizer)
      .field("seed", &JsConfig::seed)
      .field("settings", &JsConfig::settings);
  value_object<Report>("Report").field("step", &Report::step).field("losses", &Report::losses);
  value_object<Observation>("Observation").field("loss", &Observation::loss);
  value_object<softlook::Score>("Score")
      .field("error", &softlook::Score::error)
      .field("baseline", &softlook::Score::baseline)
      .field("right", &softlook::Score::right)
      .field("whole", &softlook::Score::whole)
      .field("aligned", &softlook::Score::aligned)
      .field("attended", &softlook::Score::attended)
      .field("floor", &softlook::Score::floor);
  value_object<JsTensor>("NamedTensor")
      .field("name", &JsTensor::name)
      .field("shape", &JsTensor::shape)
      .field("data", &JsTensor::data)
      .field("rows", &JsTensor::rows)
      .field("columns", &JsTensor::columns);
  value_object<JsParameter>("Parameter")
      .field("name", &JsParameter::name)
      .field("shape", &JsParameter::shape);
  value_object<JsArray>("Numbers").field("shape", &JsArray::shape).field("data", &JsArray::data);
  value_object<JsBatch>("Batch").field("input", &JsBatch::input).field("target", &JsBatch::target);
  value_object<JsChoice>("Choice")
      .field("temperature", &JsChoice::temperature)
      .field("top", &JsChoice::top)
      .field("draw", &JsChoice::draw);
  value_object<JsNext>("Next")
      .field("position", &JsNext::position)
      .field("token", &JsNext::token)
      .field("probability", &JsNext::probability)
      .field("label", &JsNext::label)
      .field("last", &JsNext::last);

  function("catalog", &catalog);
  class_<softlook::Session>("Session")
      .constructor(&make_session, allow_raw_pointers())
      .constructor(&make_session_of_data, allow_raw_pointers())
      .function("train(steps)", &train)
      .function("trainOn(batch)", &train_on)
      .function("lossOn(batch)", &loss_on)
      .function("observe(example, look)", &observe)
      .function("observeOn(batch, look)", &observe_on)
      .function("read(written)", &read)
      .function("next(soFar, choice)", &next)
      .function("evaluate(samples)", &evaluate)
      .function("tensorNames", &tensor_names)
      .function("tensor(name)", &tensor)
      .function("parameters", &parameters)
      .function("setParameter(name, values)", &set_parameter)
      .function("set(name, value)", &set)
      .function("gradientNorm", &softlook::Session::gradient_norm)
      .function("saveParameters", &save_parameters)
      .function("loadParameters(file)", &load_parameters)
      .function("save", &save)
      .function("restore(file)", &restore)
      .function("clone", &clone_of, allow_raw_pointers())
      .class_function("load(file)", &load, allow_raw_pointers())
      .function("step", &step)
      .function("memory", &memory);
}
