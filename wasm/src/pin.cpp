#include "pin.hpp"

#include <algorithm>
#include <limits>

#include "tape.hpp"

namespace softlook {
namespace {

// What is replaced: the same for every sample of the batch.
struct Pinned {
  const Pin* pin;
  int samples;  // B, or 1 if the whole tensor is replaced at once
  std::size_t sample_stride;
  std::size_t first, count;  // inside a sample
};

template <class Body>
void each_replaced(const Pinned& place, Body&& body) {
  for (int b = 0; b < place.samples; ++b)
    for (std::size_t i = 0; i < place.count; ++i)
      body(static_cast<std::size_t>(b) * place.sample_stride + place.first + i, i);
}

void pinned_forward(const Node& node) {
  const auto& [x, scores, unused1, unused2] = node.inputs;
  const Pinned& place = node.as<Pinned>();
  const Tensor& y = node.output;
  std::copy_n(x.values, x.count(), y.values);
  if (place.pin->to != Pin::To::uniform) {
    const bool zero = place.pin->to == Pin::To::zero;
    each_replaced(place, [&](std::size_t at, std::size_t i) {
      y.values[at] = zero ? 0.0f : place.pin->values[i];
    });
    return;
  }
  const auto open = [&](std::size_t at) {
    return !scores.values || scores.values[at] != -std::numeric_limits<float>::infinity();
  };
  const auto columns = static_cast<std::size_t>(x.shape.columns());
  each_replaced(place, [&](std::size_t at, std::size_t i) {
    if (i % columns != 0) return;
    int count = 0;
    for (std::size_t j = 0; j < columns; ++j) count += open(at + j);
    for (std::size_t j = 0; j < columns; ++j)
      y.values[at + j] = open(at + j) ? 1.0f / static_cast<float>(count) : 0.0f;
  });
}

// dx += dy where x is still itself
void pinned_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const float* dy = node.output.gradient;
  const Pinned& place = node.as<Pinned>();
  const auto add = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) x.gradient[i] += dy[i];
  };
  std::size_t kept = 0;
  for (int b = 0; b < place.samples; ++b) {
    const std::size_t replaced = static_cast<std::size_t>(b) * place.sample_stride + place.first;
    add(kept, replaced);
    kept = replaced + place.count;
  }
  add(kept, x.count());
}

}  // namespace

void Pin::check_head(const Shape& shape) const {
  if (shape.rank() != 4) fail("[pin] `%` of % has no heads; leave out the head", {name, shape});
  if (head < 0 || head >= shape[1])
    fail("[pin] `%` of % has heads 0 to %, not %", {name, shape, shape[1] - 1, head});
}

Tensor pin_tensor(Tape& tape, Pin& pin, const Tensor& x, const Tensor* scores) {
  pin.used = true;
  // A whole tensor, or what every sample of the batch has alike.
  Pinned place{&pin, 1, x.count(), 0, x.count()};
  if (pin.head != Pin::every_head) {
    pin.check_head(x.shape);
    place.samples = x.shape[0];
    place.sample_stride = x.count() / static_cast<std::size_t>(x.shape[0]);
    place.count = place.sample_stride / static_cast<std::size_t>(x.shape[1]);
    place.first = static_cast<std::size_t>(pin.head) * place.count;
  } else if (pin.values.size() * static_cast<std::size_t>(x.shape[0]) == x.count()) {
    place.samples = x.shape[0];
    place.count = place.sample_stride = pin.values.size();
  }
  if (pin.to == Pin::To::given && pin.values.size() != place.count)
    fail("[pin] `%` of % is to be replaced by % numbers, got %",
         {pin.name, x.shape, place.count, pin.values.size()});
  const Tensor open = scores ? Tensor{scores->shape, scores->values, nullptr} : Tensor{};
  return tape.record("pin", x.shape, {x, open}, pinned_forward, pinned_vjp,
                     tape.save("pin", place));
}

Tensor pin_row(Tape& tape, Pin& pin, const Tensor& x, const Tensor* scores, int row, int rows) {
  pin.used = true;
  if (x.shape.rank() != 4 || x.shape[2] != 1)
    fail(
        "[pin] `%` comes in steps of %; only scores and weights can be pinned as a whole, so name "
        "one step",
        {pin.name, x.shape});
  // What the whole has for this row. A node does not look at its pin again on the way back.
  Pin part{pin.name, pin.head, pin.to};
  const auto count = static_cast<std::size_t>(x.shape.columns());
  const auto step = count * static_cast<std::size_t>(rows);
  for (std::size_t first = static_cast<std::size_t>(row) * count;
       first + count <= pin.values.size(); first += step)
    part.values.insert(part.values.end(), pin.values.begin() + static_cast<std::ptrdiff_t>(first),
                       pin.values.begin() + static_cast<std::ptrdiff_t>(first + count));
  const std::size_t heads = pin.head == Pin::every_head ? x.count() / count : 1;
  const auto samples = static_cast<std::size_t>(x.shape[0]);
  const bool fits = pin.values.size() == heads * step ||
                    (pin.head == Pin::every_head && pin.values.size() * samples == heads * step);
  if (pin.to == Pin::To::given && !fits)
    fail("[pin] `%` of % is to be replaced by % numbers, got %",
         {pin.name, x.shape.with(2, rows), heads * step, pin.values.size()});
  return pin_tensor(tape, part, x, scores);
}

}  // namespace softlook
