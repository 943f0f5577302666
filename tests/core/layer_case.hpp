#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "gradcheck.hpp"
#include "parameters.hpp"

// The parameters of a layer by name, as its textbook definition takes them.
using Values = std::map<std::string, reference::Array>;

// What has parameters, its textbook definition, and the data to compare them on.
struct LayerCase {
  using Call = std::function<softlook::Tensor(softlook::Tape&, const Tensors& data)>;

  std::string name;
  std::vector<Input> data;
  std::function<Call(softlook::Parameters&)> build;
  std::function<reference::Array(const Arrays& data, const Values& parameters)> textbook;
  float spread = 0.7f;  // of the random data and parameters
};

// The value, and the gradients of data and of every parameter; the same bits without a way back.
void check_layer(const LayerCase&);
