#pragma once

#include <memory>
#include <string>
#include <utility>

#include "layer_case.hpp"
#include "models/model.hpp"
#include "session.hpp"

// A model of the registry on a form of its own, with data[0] as input and data[1] as target.
struct ModelCase {
  std::string model;
  softlook::Settings::Chosen settings;
  softlook::Form form;
  std::string attention = "dot";
};

// Makes it, and gives `what(pass)` of a pass over the data.
template <class What>
auto build_model(const ModelCase& one, What&& what) {
  return [=](softlook::Parameters& parameters) -> LayerCase::Call {
    const softlook::ModelKind& kind = softlook::find_model(one.model);
    const softlook::AttentionKind& attention = softlook::find_attention(one.attention);
    std::vector<softlook::Setting> declared(kind.settings.begin(), kind.settings.end());
    declared.insert(declared.end(), attention.settings.begin(), attention.settings.end());
    // Those that are live are read in each pass.
    const auto settings = std::make_shared<softlook::Settings>(declared, one.settings);
    const std::shared_ptr<softlook::Model> model =
        kind.make({*settings, one.form, attention, parameters});
    return [=](softlook::Tape& tape, const Tensors& x) {
      (void)settings;
      return what(model->forward(tape, {x[0], x[1]}));
    };
  };
}
inline auto build_model(const ModelCase& one) {
  return build_model(one, [](const softlook::Pass& pass) { return pass.prediction; });
}

// A session on samples from outside.
inline softlook::Config given_config(const std::string& model, softlook::Settings::Chosen settings,
                                     const std::string& attention = "dot") {
  softlook::Config config;
  config.task = "given";
  config.model = model;
  config.attention = attention;
  config.optimizer = "adam";
  config.settings = std::move(settings);
  return config;
}
inline softlook::Given given(int samples, std::vector<float> input, std::vector<float> target) {
  const auto length = [&](const std::vector<float>& x) {
    return static_cast<int>(x.size()) / samples;
  };
  return {{{samples, length(input)}, input}, {{samples, length(target)}, target}};
}
