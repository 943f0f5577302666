#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <memory>

#include "layers/recurrent.hpp"
#include "layers_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;
using Direction = Recurrent::Direction;

namespace {

// At the end, in the middle, everywhere, at the start; and a sample without.
const std::vector<float> tokens{1, 2, 0, -1, 3, -1, 1, 1, -1, -1, -1, -1, -1, 0, 2, 2, 1, 0, 3, 3};

LayerCase run(std::string_view cell, int in, int width, Direction direction, bool padded,
              bool last) {
  return {std::string(cell) + (padded ? " with padding" : "") + (last ? ", last state" : ""),
          {{5, 4, in}, constant({5, 4}, tokens)},
          [=](Parameters& parameters) -> LayerCase::Call {
            const auto layer =
                std::make_shared<Recurrent>(parameters, "l", find_cell(cell), in, width);
            return [=](Tape& tape, const Tensors& x) {
              const auto found = layer->run(tape, x[0], direction, padded ? x[1] : Tensor{});
              return last ? found.last.hidden : found.states;
            };
          },
          [=](const Arrays& x, const Values& p) {
            const bool backward = direction == Direction::backward;
            const auto states = reference::recurrent(p, "l", std::string(cell), x[0], width,
                                                     backward, padded ? x[1] : reference::Array());
            if (!last) return states;
            auto state = reference::slice(states, -2, backward ? 0 : x[0].size[2] - 1, 1);
            state.size = {1, 1, state.size[1], width};
            return state;
          }};
}

}  // namespace

TEST_CASE("every recurrent cell goes through a sequence as its textbook definition says") {
  for (std::string_view cell : cell_names)
    for (Direction direction : {Direction::forward, Direction::backward})
      for (bool padded : {false, true})
        for (bool last : {false, true})
          for (int width : {1, 5}) check_layer(run(cell, 3, width, direction, padded, last));
}

TEST_CASE("recurrent cells have PyTorch's gates, under the names that others load them by") {
  struct Row {
    const char* cell;
    int gates;
  };
  for (const Row& row : {Row{"rnn", 1}, Row{"gru", 3}, Row{"lstm", 4}}) {
    Parameters parameters;
    const Recurrent layer(parameters, "l", find_cell(row.cell), 3, 5);
    const int rows = row.gates * 5;
    std::vector<std::pair<std::string, Shape>> found;
    for (const auto& parameter : parameters.list())
      found.emplace_back(parameter.name, parameter.tensor.shape);
    CHECK(found == std::vector<std::pair<std::string, Shape>>{{"l.input.weight", {rows, 3}},
                                                              {"l.input.bias", {rows}},
                                                              {"l.hidden.weight", {rows, 5}},
                                                              {"l.hidden.bias", {rows}}});
  }
}

TEST_CASE("an unknown cell is refused with the list of those that exist") {
  CHECK_THROWS_WITH(find_cell("sru"), ContainsSubstring("`gru`, `lstm`, `rnn`"));
}
