// What JavaScript sees: catalog() and Session. The only file that knows Emscripten.
//
// Data leaves as a copy that JavaScript owns, never as a view into this memory. Errors leave as
// JavaScript Errors with the same sentence.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cmath>

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
using Numbers = Typed<struct NumbersName>;
using Texts = Typed<struct TextsName>;
using Chosen = Typed<struct ChosenName>;
using SettingList = Typed<struct SettingListName>;
using EntryList = Typed<struct EntryListName>;

struct JsSetting {
  Text name, summary, kind;
  double minimum, maximum, initial;
  bool live;
};
struct JsEntry {
  Text name, summary;
  SettingList settings;
};
struct Catalog {
  EntryList tasks, models, attentions, optimizers;
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
struct JsTensor {
  Text name;
  Numbers shape;
  Floats data;
  Texts rows, columns;
};

// Runs `body`; whatever it throws becomes a JavaScript Error.
template <class Body>
auto guard(Body&& body) {
  std::string message;
  try {
    return body();
  } catch (const std::bad_alloc&) {
    message = "[memory] there is not enough memory for this; choose smaller sizes";
  } catch (const std::exception& error) {
    message = error.what();
  }
  val::global("Error").new_(message).throw_();
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

template <class Row>
JsEntry entry(const Row& row) {
  return {text(row.name), text(row.summary),
          list<SettingList>(row.settings, [](const softlook::Setting& s) {
            const bool whole = s.kind == softlook::Setting::Kind::integer;
            return JsSetting{text(s.name), text(s.summary), text(whole ? "integer" : "number"),
                             s.minimum,    s.maximum,       s.initial,
                             s.live};
          })};
}

Catalog catalog() {
  return guard([] {
    const auto entries = [](const auto& rows) {
      return list<EntryList>(rows, [](const auto& row) { return entry(row); });
    };
    return Catalog{entries(softlook::tasks()), entries(softlook::models()),
                   entries(softlook::attentions()), entries(softlook::optimizers())};
  });
}

// A number of JavaScript as a whole number; the error names it.
std::uint32_t whole(const char* what, double number, double minimum, double maximum) {
  if (!(number >= minimum && number <= maximum) || number != std::floor(number))
    throw softlook::Error(std::string("[session] ") + what + " must be a whole number between " +
                          softlook::text(minimum) + " and " + softlook::text(maximum) + ", got " +
                          softlook::text(number));
  return static_cast<std::uint32_t>(number);
}

constexpr double largest_index = 4294967295.0;  // 2³²−1

softlook::Session* make_session(const JsConfig& js) {
  return guard([&] {
    softlook::Config config{
        js.task, js.model, js.attention, js.optimizer, whole("seed", js.seed, 0, largest_index),
        {}};
    const val names = val::global("Object").call<val>("keys", js.settings);
    for (const auto& name : emscripten::vecFromJSArray<std::string>(names)) {
      const val value = js.settings[name];
      if (!value.isNumber()) throw softlook::Error("[settings] `" + name + "` must be a number");
      config.settings[name] = value.as<double>();
    }
    return new softlook::Session(config);
  });
}

Report train(softlook::Session& session, double steps) {
  return guard([&] {
    std::vector<float> losses(whole("steps", steps, 1, 1e6));
    losses.resize(session.train(losses));
    return Report{static_cast<double>(session.step()), copy(losses)};
  });
}

Observation observe(softlook::Session& session, double example) {
  return guard(
      [&] { return Observation{session.observe(whole("example", example, 0, largest_index))}; });
}

softlook::Score evaluate(softlook::Session& session, double samples) {
  return guard(
      [&] { return session.evaluate(static_cast<int>(whole("samples", samples, 2, 1e5))); });
}

JsTensor tensor(const softlook::Session& session, const std::string& name) {
  return guard([&] {
    const softlook::Exposed found = session.tensor(name);
    std::vector<int> shape;
    for (int i = 0; i < found.tensor.shape.rank(); ++i) shape.push_back(found.tensor.shape[i]);
    const auto same = [](const auto& element) { return element; };
    return JsTensor{text(found.name), list<Numbers>(shape, same), copy(found.tensor.all()),
                    list<Texts>(found.rows, same), list<Texts>(found.columns, same)};
  });
}

Texts tensor_names(const softlook::Session& session) {
  return guard([&] {
    return list<Texts>(session.tensor_names(), [](const std::string& name) { return name; });
  });
}

void set(softlook::Session& session, const std::string& name, double value) {
  guard([&] { session.set(name, value); });
}

double step(const softlook::Session& session) { return static_cast<double>(session.step()); }

}  // namespace

EMSCRIPTEN_BINDINGS(softlook) {
  using namespace emscripten;

  register_type<Text>("string");
  register_type<Floats>("Float32Array");
  register_type<Numbers>("number[]");
  register_type<Texts>("string[]");
  register_type<Chosen>("Record<string, number>");
  register_type<SettingList>("Setting[]");
  register_type<EntryList>("Entry[]");

  value_object<JsSetting>("Setting")
      .field("name", &JsSetting::name)
      .field("summary", &JsSetting::summary)
      .field("kind", &JsSetting::kind)
      .field("minimum", &JsSetting::minimum)
      .field("maximum", &JsSetting::maximum)
      .field("default", &JsSetting::initial)
      .field("live", &JsSetting::live);
  value_object<JsEntry>("Entry")
      .field("name", &JsEntry::name)
      .field("summary", &JsEntry::summary)
      .field("settings", &JsEntry::settings);
  value_object<Catalog>("Catalog")
      .field("tasks", &Catalog::tasks)
      .field("models", &Catalog::models)
      .field("attentions", &Catalog::attentions)
      .field("optimizers", &Catalog::optimizers);
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
      .field("aligned", &softlook::Score::aligned);
  value_object<JsTensor>("NamedTensor")
      .field("name", &JsTensor::name)
      .field("shape", &JsTensor::shape)
      .field("data", &JsTensor::data)
      .field("rows", &JsTensor::rows)
      .field("columns", &JsTensor::columns);

  function("catalog", &catalog);
  class_<softlook::Session>("Session")
      .constructor(&make_session, allow_raw_pointers())
      .function("train(steps)", &train)
      .function("observe(example)", &observe)
      .function("evaluate(samples)", &evaluate)
      .function("tensorNames", &tensor_names)
      .function("tensor(name)", &tensor)
      .function("set(name, value)", &set)
      .function("step", &step);
}
