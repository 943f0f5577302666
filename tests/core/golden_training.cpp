// Optimisers, and whole models through a session, beside PyTorch's.

#include <catch2/catch_test_macros.hpp>

#include "golden.hpp"
#include "optimizer.hpp"
#include "schedule.hpp"
#include "session.hpp"

using namespace softlook;

namespace {

std::vector<Setting> list(std::span<const Setting> settings) {
  return {settings.begin(), settings.end()};
}

void optimizer(Golden& golden) {
  Settings::Chosen facts = golden.facts();
  facts.erase("optimizer");
  const OptimizerKind& kind = find_optimizer(golden.fact("optimizer"));
  const Settings settings(list(kind.settings), facts);
  std::vector<float> values = golden.numbers("constant.start"), after;
  const std::vector<float> gradients = golden.numbers("constant.gradients");
  std::vector<float> state(values.size() * kind.slots.size());
  for (std::size_t first = 0; first < gradients.size(); first += values.size()) {
    const auto step = static_cast<std::int64_t>(first / values.size()) + 1;
    kind.step({settings, step, settings.number("learning-rate"), values,
               std::span(gradients).subspan(first, values.size()), state});
    after.insert(after.end(), values.begin(), values.end());
  }
  golden.compare("output.values", after);
}

void clip(Golden& golden) {
  const Settings settings(list(schedule_settings()), golden.facts());
  std::vector<float> gradients = golden.numbers("constant.gradients");
  const float length = norm(gradients);
  golden.compare("output.norm", {&length, 1});
  clip_gradients(settings, gradients);
  golden.compare("output.gradients", gradients);
}

Session session_of(const Golden& golden) {
  Settings::Chosen facts = golden.facts();
  Config config{.task = "given", .attention = "multi-head"};
  const auto take = [&](const char* name, std::string& part) {
    if (const auto fact = facts.extract(name)) part = std::get<std::string>(fact.mapped());
  };
  take("model", config.model);
  take("optimizer", config.optimizer);
  config.settings = facts;
  return Session(config);
}

void load(Golden& golden, Session& session) {
  golden.load(session.parameters(), [&](const std::string& name, std::span<const float> numbers) {
    session.set_parameter(name, numbers);
  });
}

// One of the batches that lie one after the other in the file.
Given::Numbers part(Golden& golden, const std::string& tensor, std::size_t which, bool many) {
  std::vector<int> shape = golden.shape(tensor);
  const std::vector<float> all = golden.numbers(tensor);
  if (!many) return {shape, all};
  const std::size_t count = all.size() / static_cast<std::size_t>(shape[0]);
  shape.erase(shape.begin());
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(which * count);
  return {shape, {first, first + static_cast<std::ptrdiff_t>(count)}};
}
Given given(Golden& golden, std::size_t which, bool many) {
  return {part(golden, "constant.input", which, many),
          part(golden, "constant.target", which, many)};
}

// What a pass shows, its loss, and the gradients of all parameters.
void look(Golden& golden, Session& session, const Given& samples) {
  const float loss = session.observe(samples, {.gradients = true});
  golden.compare("output.loss", {&loss, 1});
  const float same = session.loss(samples);
  golden.compare("output.loss", {&same, 1});
  session.observe(samples, {.gradients = true});
  for (const std::string& name : golden.names("output."))
    if (name == "embedded" || name == "output" || name.starts_with("block")) {
      const Tensor seen = session.tensor(name).tensor;
      INFO(golden.name() << ", " << name);
      CHECK(seen.shape.text() == Shape(golden.shape("output." + name)).text());
      golden.compare("output." + name, seen.all());
    }
  for (const auto& parameter : session.parameters().list()) {
    const Tensor slope = session.tensor(parameter.name + ".gradient").tensor;
    golden.compare("parameter." + parameter.name + ".gradient", slope.all());
  }
}

void pass(Golden& golden) {
  Session session = session_of(golden);
  load(golden, session);
  look(golden, session, given(golden, 0, false));
}

void train(Golden& golden) {
  Session session = session_of(golden);
  load(golden, session);
  look(golden, session, given(golden, 0, true));

  const auto steps = static_cast<std::size_t>(golden.shape("constant.input")[0]);
  std::vector<float> losses;
  for (std::size_t step = 0; step < steps; ++step)
    losses.push_back(session.train(given(golden, step, true)));
  golden.compare_each("output.losses", losses);
  golden.compare_each("output.float-losses", losses);
  for (const auto& parameter : session.parameters().list())
    // Adam makes whole steps even of the rounding errors of a gradient that is zero.
    if (!golden.is_zero("parameter." + parameter.name + ".gradient"))
      golden.compare("output.after." + parameter.name, parameter.tensor.all());
}

}  // namespace

std::vector<GoldenCase> golden_training() {
  return {
      run_once("optimizer-sgd", optimizer),
      run_once("optimizer-momentum", optimizer),
      run_once("optimizer-adam", optimizer),
      run_once("optimizer-adamw", optimizer),
      run_once("clip-smaller", clip),
      run_once("clip-as-it-is", clip),
      run_once("transformer-padded-tokens", pass),
      run_once("transformer-vectors", pass),
      run_once("transformer-training", train),
  };
}
