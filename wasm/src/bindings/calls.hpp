#pragma once

#include <emscripten/em_js.h>

#include <stdexcept>

#include "../io/checkpoint.hpp"
#include "../schedule.hpp"
#include "convert.hpp"

// What JavaScript calls. Errors leave as JavaScript Errors with the same sentence, by way of bindings.js.
namespace softlook::js {

// The sentence that bindings.js throws when the call has returned. Thrown from here it would not give
// back the stack of the call, nor what Embind made of the arguments.
EM_JS(void, refuse, (const char* why), { refusal = UTF8ToString(why); });
EM_JS_DEPS(softlook, "$UTF8ToString");

constexpr const char* too_little_memory =
    "[memory] there is not enough memory left for this; delete sessions that are done, or choose "
    "smaller sizes";

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

inline Catalog catalog() {
  return guard([] {
    const auto entries = [](const auto& rows) {
      return list<EntryList>(rows, [](const auto& row) { return entry(row); });
    };
    const auto attention = [](const AttentionKind& row) {
      return JsAttention{text(row.name),      text(row.summary), settings(row.settings),
                         row.rows_sum_to_one, row.causal,        row.linear_memory};
    };
    const auto task = [](const TaskKind& row) {
      return JsTask{text(row.name), text(row.summary), settings(row.settings), text(row.data)};
    };
    return Catalog{list<TaskList>(tasks(), task), entries(models()), entries(optimizers()),
                   list<AttentionList>(attentions(), attention), settings(schedule_settings())};
  });
}

inline Session* make_session_of_data(const JsConfig& js, const std::string& data) {
  return guard([&] {
    Config config{
        js.task, js.model, js.attention, js.optimizer, whole("seed", js.seed, 0, largest_index),
        {},      data};
    const val names = val::global("Object").call<val>("keys", js.settings);
    for (const auto& name : emscripten::vecFromJSArray<std::string>(names))
      config.settings.insert_or_assign(name, setting_value(name, js.settings[name]));
    return new Session(config);
  });
}

inline Session* make_session(const JsConfig& js) { return make_session_of_data(js, {}); }

inline Report train(Session& session, double steps) {
  return guard([&] {
    std::vector<float> losses(whole("steps", steps, 1, 1e6));
    losses.resize(session.train(losses));
    return Report{static_cast<double>(session.step()), copy(losses)};
  });
}

inline float train_on(Session& session, const JsBatch& batch) {
  return guard([&] { return session.train(given(batch)); });
}

inline float loss_on(Session& session, const JsBatch& batch) {
  return guard([&] { return session.loss(given(batch)); });
}

inline Observation observe(Session& session, double example, const JsLook& js) {
  return guard([&] {
    return Observation{session.observe(whole("example", example, 0, largest_index), look(js))};
  });
}

inline Observation observe_on(Session& session, const JsBatch& batch, const JsLook& js) {
  return guard([&] { return Observation{session.observe(given(batch), look(js))}; });
}

inline JsBatch read(const Session& session, const std::string& written) {
  return guard([&] {
    const Given read = session.read(written);
    return JsBatch{array(read.input), array(read.target)};
  });
}

inline JsNext next(Session& session, const JsBatch& so_far, const JsChoice& choice) {
  return guard([&] {
    const Next next = session.next(
        given(so_far), {choice.temperature, static_cast<int>(whole("top", choice.top, 0, 1e6)),
                        whole("draw", choice.draw, 0, largest_index)});
    return JsNext{next.position, next.token, next.probability, text(next.label), next.last};
  });
}

inline Score evaluate(Session& session, double samples) {
  return guard(
      [&] { return session.evaluate(static_cast<int>(whole("samples", samples, 2, 1e5))); });
}

inline JsTensor tensor(const Session& session, const std::string& name) {
  return guard([&] {
    const Exposed found = session.tensor(name);
    const auto same = [](const auto& element) { return element; };
    return JsTensor{text(found.name), sizes(found.tensor.shape), copy(found.tensor.all()),
                    list<Texts>(found.rows, same), list<Texts>(found.columns, same)};
  });
}

inline Texts tensor_names(const Session& session) {
  return guard([&] {
    return list<Texts>(session.tensor_names(), [](const std::string& name) { return name; });
  });
}

inline ParameterList parameters(const Session& session) {
  return guard([&] {
    return list<ParameterList>(session.parameters().list(), [](const auto& parameter) {
      return JsParameter{text(parameter.name), sizes(parameter.tensor.shape)};
    });
  });
}

inline void set_parameter(Session& session, const std::string& name, const NumberList& values) {
  guard([&] { session.set_parameter(name, floats(values)); });
}

inline void set(Session& session, const std::string& name, const SettingValue& value) {
  guard([&] { session.set(name, setting_value(name, value)); });
}

inline Bytes save_parameters(const Session& session) {
  return guard([&] { return copy(softlook::save_parameters(session)); });
}
inline void load_parameters(Session& session, const Bytes& bytes) {
  guard([&] { softlook::load_parameters(session, as_bytes(file(bytes))); });
}
inline Bytes save(const Session& session) {
  return guard([&] { return copy(save_checkpoint(session)); });
}
inline void restore(Session& session, const Bytes& bytes) {
  guard([&] { restore_checkpoint(session, as_bytes(file(bytes))); });
}
inline Session* load(const Bytes& bytes) {
  return guard([&] { return load_checkpoint(as_bytes(file(bytes))).release(); });
}
inline Session* clone_of(const Session& session) {
  return guard([&] { return session.clone().release(); });
}

inline double step(const Session& session) { return static_cast<double>(session.step()); }
inline double memory(const Session& session) { return static_cast<double>(session.memory()); }

}  // namespace softlook::js
