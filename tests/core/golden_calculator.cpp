// Numbers written by hand, looked up with each score function, beside PyTorch.

#include <sstream>

#include "golden.hpp"
#include "session.hpp"

using namespace softlook;

namespace {

void calculate(Golden& golden) {
  golden.tolerance = 1e-6;
  const int rows = golden.shape("constant.queries")[0], width = golden.shape("constant.queries")[1];
  Settings::Chosen settings = golden.facts();
  settings.erase("attention");
  settings.merge(Settings::Chosen{{"rows", rows}, {"width", width}});
  Session session({.task = "numbers",
                   .model = "calculator",
                   .attention = golden.fact("attention"),
                   .settings = settings});
  for (const std::string& name : golden.names("parameter."))
    session.set_parameter("attention." + name, golden.numbers("parameter." + name));

  const auto queries = golden.numbers("constant.queries"), keys = golden.numbers("constant.keys"),
             values = golden.numbers("constant.values");
  std::ostringstream written;
  for (std::size_t i = 0; i < queries.size(); i += static_cast<std::size_t>(width)) {
    for (const auto* part : {&queries, &keys, &values})
      for (std::size_t c = i; c < i + static_cast<std::size_t>(width); ++c)
        written << (*part)[c] << (c + 1 == i + static_cast<std::size_t>(width) ? " | " : ", ");
    written << "\n";
  }
  session.observe(session.read(written.str()));
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
