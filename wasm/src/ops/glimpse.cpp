#include <algorithm>
#include <limits>

#include "../simd/fill.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

struct Retina {
  int size, scales;
};

// The pixels from `first` to `end` of a cell of `step` pixels that begins at `from`, those in the image.
struct Run {
  int first, end;
  Run(int from, int step, int length)
      : first(std::clamp(from, 0, length)), end(std::clamp(from + step, 0, length)) {}
};

// Far outside there is nothing to be seen, however far.
int pixel(float place) { return static_cast<int>(std::clamp(place, -1e6f, 1e6f)); }

// body(where in y, the first of the image's pixels, rows and columns of the cell, 1/its pixels), over
// the numbers that sample b sees
template <class Body>
void each_seen(const Node& node, int b, Body&& body) {
  const auto& [x, place, unused1, unused2] = node.inputs;
  const Retina& retina = node.as<Retina>();
  const int middle_row = pixel(place.row(b)[0]);
  const int middle_column = pixel(place.row(b)[1]);
  std::size_t at = static_cast<std::size_t>(b) * node.output.row(b).size();
  for (int scale = 0; scale < retina.scales; ++scale) {
    const int step = 1 << scale, half = retina.size * step / 2;
    for (int i = 0; i < retina.size; ++i)
      for (int j = 0; j < retina.size; ++j)
        body(at++, Run(middle_row - half + i * step, step, x.shape[1]),
             Run(middle_column - half + j * step, step, x.shape[2]),
             1 / static_cast<float>(step * step));
  }
}

// body(where in x) for each pixel of a cell
template <class Body>
void each_pixel(const Tensor& x, int b, const Run& rows, const Run& columns, Body&& body) {
  for (int row = rows.first; row < rows.end; ++row)
    for (int column = columns.first; column < columns.end; ++column)
      body(static_cast<std::size_t>((b * x.shape[1] + row) * x.shape[2] + column));
}

// A place that is no number is seen as NaNs, so that a run which diverges is noticed.
bool is_place(const Node& node, int b) {
  const auto place = node.inputs[1].row(b);
  return place[0] == place[0] && place[1] == place[1];
}

void glimpse_forward(const Node& node) {
  const Tensor& x = node.inputs[0];
  for (int b = 0; b < x.shape[0]; ++b) {
    if (!is_place(node, b)) {
      simd::fill(node.output.row(b), std::numeric_limits<float>::quiet_NaN());
      continue;
    }
    each_seen(node, b, [&](std::size_t at, const Run& rows, const Run& columns, float share) {
      float sum = 0;
      each_pixel(x, b, rows, columns, [&](std::size_t from) { sum += x.values[from]; });
      node.output.values[at] = sum * share;
    });
  }
}

// dx += dy/4ˢ, to each pixel of a cell; where it looked learns nothing by this
void glimpse_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  for (int b = 0; x.gradient && b < x.shape[0]; ++b) {
    if (!is_place(node, b)) continue;
    each_seen(node, b, [&](std::size_t at, const Run& rows, const Run& columns, float share) {
      const float slope = node.output.gradient[at] * share;
      each_pixel(x, b, rows, columns, [&](std::size_t to) { x.gradient[to] += slope; });
    });
  }
}

}  // namespace

Tensor glimpse(Tape& tape, const Tensor& x, const Tensor& place, int size, int scales) {
  if (x.shape.rank() != 3)
    fail("[glimpse] % is no images of one channel: they are [B,Y,X]", {x.shape});
  if (place.shape != Shape{x.shape[0], 2})
    fail("[glimpse] places of % do not fit % images: they must be [B,2], a row and a column each",
         {place.shape, x.shape[0]});
  return tape.record("glimpse", {x.shape[0], scales * size * size}, {x, place}, glimpse_forward,
                     glimpse_vjp, tape.save("glimpse", Retina{size, scales}));
}

}  // namespace softlook
