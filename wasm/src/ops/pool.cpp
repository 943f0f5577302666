#include "slide.hpp"

namespace softlook {
namespace {

struct Pooled {
  int size;
  Window window;
  std::size_t* from;  // max: where in x each element of y is
};

// body(where the image is in x, the window's first row and column, where the result is in y)
template <class Body>
void each_window(const Node& node, Body&& body) {
  const Shape &x = node.inputs[0].shape, &y = node.output.shape;
  const Window& window = node.as<Pooled>().window;
  std::size_t to = 0;
  for (int image = 0; image < x[0] * x[1]; ++image)
    for (int i = 0; i < y[2]; ++i)
      for (int j = 0; j < y[3]; ++j)
        body(static_cast<std::size_t>(image) * static_cast<std::size_t>(x[2] * x[3]),
             i * window.stride - window.padding, j * window.stride - window.padding, to++);
}

// body(where in x) for each pixel of a window
template <class Body>
void each_pixel(const Node& node, std::size_t image, int top, int left, Body&& body) {
  const Shape& x = node.inputs[0].shape;
  const int size = node.as<Pooled>().size;
  const Inside rows(top, size, x[2]), columns(left, size, x[3]);
  for (int i = rows.first; i < rows.end; ++i)
    for (int j = columns.first; j < columns.end; ++j)
      body(image + static_cast<std::size_t>((top + i) * x[3] + left + j));
}

// The first of equal pixels; a NaN is larger than all, so that it is noticed.
void max_pool_forward(const Node& node) {
  const float* x = node.inputs[0].values;
  std::size_t* from = node.as<Pooled>().from;
  each_window(node, [&](std::size_t image, int top, int left, std::size_t to) {
    constexpr auto none = static_cast<std::size_t>(-1);
    std::size_t best = none;
    each_pixel(node, image, top, left, [&](std::size_t at) {
      if (best == none || (!(x[at] <= x[best]) && x[best] == x[best])) best = at;
    });
    node.output.values[to] = x[best];
    if (from) from[to] = best;
  });
}

// dx += dy at the largest
void max_pool_vjp(const Node& node) {
  const std::size_t* from = node.as<Pooled>().from;
  for (std::size_t i = 0, count = node.output.count(); i < count; ++i)
    node.inputs[0].gradient[from[i]] += node.output.gradient[i];
}

float share(const Node& node) {
  const int size = node.as<Pooled>().size;
  return 1 / static_cast<float>(size * size);
}

void average_pool_forward(const Node& node) {
  each_window(node, [&](std::size_t image, int top, int left, std::size_t to) {
    float sum = 0;
    each_pixel(node, image, top, left, [&](std::size_t at) { sum += node.inputs[0].values[at]; });
    node.output.values[to] = sum * share(node);
  });
}

// dx += dy/size², to each pixel of the window
void average_pool_vjp(const Node& node) {
  each_window(node, [&](std::size_t image, int top, int left, std::size_t to) {
    const float slope = node.output.gradient[to] * share(node);
    each_pixel(node, image, top, left,
               [&](std::size_t at) { node.inputs[0].gradient[at] += slope; });
  });
}

Shape pooled(const char* op, const Shape& x, int size, const Window& window) {
  if (x.rank() != 4) fail("[%] % is no images: they are [B,C,Y,X]", {op, x});
  return {x[0], x[1], places(op, x, 2, size, window), places(op, x, 3, size, window)};
}

}  // namespace

Tensor max_pool(Tape& tape, const Tensor& x, int size, Window window) {
  const Shape shape = pooled("max_pool", x.shape, size, window);
  std::size_t* from = tape.differentiates()
                          ? tape.arena().reserve<std::size_t>(shape.count(), "max_pool")
                          : nullptr;
  return tape.record("max_pool", shape, {x}, max_pool_forward, max_pool_vjp,
                     tape.save("max_pool", Pooled{size, window, from}));
}

Tensor average_pool(Tape& tape, const Tensor& x, int size, Window window) {
  const Shape shape = pooled("average_pool", x.shape, size, window);
  return tape.record("average_pool", shape, {x}, average_pool_forward, average_pool_vjp,
                     tape.save("average_pool", Pooled{size, window, nullptr}));
}

}  // namespace softlook
