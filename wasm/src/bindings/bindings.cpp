// What JavaScript sees: catalog() and Session. This folder alone knows Emscripten.

#include <emscripten/bind.h>

#include "calls.hpp"

EMSCRIPTEN_BINDINGS(softlook) {
  using namespace emscripten;
  using namespace softlook;
  using namespace softlook::js;

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
  value_object<Score>("Score")
      .field("error", &Score::error)
      .field("baseline", &Score::baseline)
      .field("right", &Score::right)
      .field("whole", &Score::whole)
      .field("aligned", &Score::aligned)
      .field("attended", &Score::attended)
      .field("floor", &Score::floor);
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
  class_<Session>("Session")
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
      .function("gradientNorm", &Session::gradient_norm)
      .function("saveParameters", &js::save_parameters)
      .function("loadParameters(file)", &js::load_parameters)
      .function("save", &save)
      .function("restore(file)", &restore)
      .function("clone", &clone_of, allow_raw_pointers())
      .class_function("load(file)", &load, allow_raw_pointers())
      .function("step", &step)
      .function("memory", &memory);
}
