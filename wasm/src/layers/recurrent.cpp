#include "recurrent.hpp"

#include <algorithm>
#include <cmath>

namespace softlook {
namespace {

// Gate number `first` of all, or several from there on.   […,G·C] → […,count·C]
Tensor gate(Tape& tape, const Tensor& gates, int width, int first, int count = 1) {
  return slice(tape, gates, 1, first * width, count * width);
}

// h' = tanh(x + h)                        J. L. Elman, 1990
RecurrentState rnn(Tape& tape, const Tensor& x, const Tensor& h, const RecurrentState&) {
  return {tanh(tape, add(tape, x, h))};
}

// r, z = σ(x + h)   n = tanh(xₙ + r·hₙ)   h' = (1 − z)·n + z·h         K. Cho et al., 2014
RecurrentState gru(Tape& tape, const Tensor& x, const Tensor& h, const RecurrentState& state) {
  const int width = state.hidden.shape[1];
  const Tensor both =
      sigmoid(tape, add(tape, gate(tape, x, width, 0, 2), gate(tape, h, width, 0, 2)));
  const Tensor reset = gate(tape, both, width, 0), stay = gate(tape, both, width, 1);
  const Tensor fresh = tanh(
      tape, add(tape, gate(tape, x, width, 2), multiply(tape, reset, gate(tape, h, width, 2))));
  return {add(tape, fresh, multiply(tape, stay, subtract(tape, state.hidden, fresh)))};
}

// i, f, o = σ(x + h)   g = tanh(x + h)   c' = f·c + i·g   h' = o·tanh(c')
// S. Hochreiter, J. Schmidhuber, 1997; with f: F. Gers et al., 2000. In the order i, f, g, o.
RecurrentState lstm(Tape& tape, const Tensor& x, const Tensor& h, const RecurrentState& state) {
  const int width = state.hidden.shape[1];
  const Tensor gates = add(tape, x, h);
  const Tensor both = sigmoid(tape, gate(tape, gates, width, 0, 2));
  const Tensor in = gate(tape, both, width, 0), keep = gate(tape, both, width, 1);
  const Tensor fresh = tanh(tape, gate(tape, gates, width, 2));
  const Tensor out = sigmoid(tape, gate(tape, gates, width, 3));
  const Tensor cell = add(tape, multiply(tape, keep, state.cell), multiply(tape, in, fresh));
  return {multiply(tape, out, tanh(tape, cell)), cell};
}

constexpr RecurrentCell cells[] = {
    {"gru", 3, false, gru}, {"lstm", 4, true, lstm}, {"rnn", 1, false, rnn}};

float bound(int width) { return 1 / std::sqrt(static_cast<float>(width)); }

}  // namespace

const RecurrentCell& find_cell(std::string_view name) {
  for (const RecurrentCell& cell : cells)
    if (cell.name == name) return cell;
  fail("[recurrent] there is no cell called `%`; there is `gru`, `lstm`, `rnn`", {name});
}

Recurrent::Recurrent(Parameters& parameters, const std::string& name, const RecurrentCell& cell,
                     int in, int width)
    : cell_(cell),
      width_(width),
      input_(parameters, name + ".input", in, cell.gates * width, true, bound(width)),
      hidden_(parameters, name + ".hidden", width, cell.gates * width, true, bound(width)) {}

RecurrentState Recurrent::start(Tape& tape, int samples) const {
  const auto zeros = [&] {
    const Tensor x = tape.constant("start", {samples, width_});
    std::ranges::fill(x.all(), 0.0f);
    return x;
  };
  return {zeros(), cell_.has_cell ? zeros() : Tensor{}};
}

RecurrentState Recurrent::next(Tape& tape, const Tensor& from_input,
                               const RecurrentState& state) const {
  return cell_.next(tape, from_input, hidden_(tape, state.hidden), state);
}

RecurrentState Recurrent::step(Tape& tape, const Tensor& x, const RecurrentState& state) const {
  return next(tape, input_(tape, x), state);
}

Recurrent::Run Recurrent::run(Tape& tape, const Tensor& x, Direction direction,
                              const Tensor& padding) const {
  const int samples = x.shape[0], length = x.shape[1];
  const Tensor gates = input_(tape, x);  // [B,T,G·C]
  const auto states = tape.arena().take<Tensor>(static_cast<std::size_t>(length), "states");
  RecurrentState state = start(tape, samples);
  for (int i = 0; i < length; ++i) {
    const int t = direction == Direction::forward ? i : length - 1 - i;
    const Tensor now = reshape(slice(tape, gates, 1, t, 1), {samples, gates.shape[2]});
    RecurrentState after = next(tape, now, state);
    if (padding.values) {
      const Tensor tokens = slice(tape, padding, 1, t, 1);  // [B,1]
      after.hidden = where_token(tape, tokens, after.hidden, state.hidden);
      if (cell_.has_cell) after.cell = where_token(tape, tokens, after.cell, state.cell);
    }
    state = after;
    states[static_cast<std::size_t>(t)] = reshape(state.hidden, {samples, 1, width_});
  }
  return {join(tape, states, 1), state};
}

}  // namespace softlook
