// Numbers set by hand, looked up with each score function, beside PyTorch: a session whose queries are
// given and whose keys and values are set.

#include <algorithm>

#include "golden.hpp"
#include "session.hpp"

using namespace softlook;

namespace {

void calculate(Golden& golden) {
  golden.tolerance = 1e-6;
  const auto queries = golden.shape("constant.queries"), keys = golden.shape("constant.keys"),
             values = golden.shape("constant.values");
  Settings::Chosen settings = golden.facts();
  settings.erase("attention");
  settings.merge(Settings::Chosen{{"input-tokens", 0},
                                  {"target-tokens", 0},
                                  {"length", queries[0]},
                                  {"input-width", queries[1]},
                                  {"slots", keys[0]},
                                  {"target-width", values[1]}});
  Session session({.task = "given",
                   .model = "look-up",
                   .attention = golden.fact("attention"),
                   .settings = settings});
  session.set_parameter("keys", golden.numbers("constant.keys"));
  session.set_parameter("values", golden.numbers("constant.values"));
  for (const std::string& name : golden.names("parameter."))
    session.set_parameter("attention." + name, golden.numbers("parameter." + name));

  const std::vector<float> target(static_cast<std::size_t>(queries[0] * values[1]));
  session.observe(Given{{{1, queries[0], queries[1]}, golden.numbers("constant.queries")},
                        {{1, queries[0], values[1]}, target}});
  golden.compare("output.weights", session.tensor("attention.weights").tensor.all());
  golden.compare("output.y", session.tensor("output").tensor.all());
}

}  // namespace

std::vector<GoldenCase> golden_calculator() {
  std::vector<GoldenCase> cases;
  for (const char* name :
       {"dot", "dot-hot", "dot-cold", "scaled-dot", "scaled-dot-causal", "additive", "two-sided",
        "general", "location", "cosine", "tanh-score", "sigmoid"})
    cases.push_back(run_once(std::string("calculator-") + name, calculate));
  return cases;
}
