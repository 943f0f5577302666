#include <algorithm>

#include "../simd/gemm.hpp"
#include "../simd/map.hpp"
#include "slide.hpp"

// A sample at a time, a convolution is the product of the kernel, [O, C·KY·KX], and a matrix whose
// columns are what the window sees at each of its places: [C·KY·KX, Y'·X'].
namespace softlook {
namespace {

using simd::Into;
using simd::Matrix;

struct Seen {
  Window window;
  float* columns;  // of one sample
  float* slopes;   // their gradient, or null
};

// For each row (c, i, j) of the columns and each y of y's rows: body(where the run begins in the
// columns, the first place along x that is no padding, one past the last, where that is in x).
template <class Body>
void each_run(const Tensor& x, const Shape& kernel, const Shape& y, const Window& window,
              Body&& body) {
  std::size_t at = 0;
  for (int c = 0; c < kernel[1]; ++c)
    for (int i = 0; i < kernel[2]; ++i)
      for (int j = 0; j < kernel[3]; ++j)
        for (int row = 0; row < y[2]; ++row, at += static_cast<std::size_t>(y[3])) {
          const int from = row * window.stride - window.padding + i;
          const int shift = j - window.padding;  // a place p sees pixel p·stride + shift
          const int stride = window.stride;
          int first = shift < 0 ? (-shift + stride - 1) / stride : 0;
          int end = x.shape[3] > shift ? (x.shape[3] - shift - 1) / stride + 1 : 0;
          end = std::min(end, y[3]);
          if (from < 0 || from >= x.shape[2] || first > end) first = end = 0;
          body(at, first, end,
               (std::ptrdiff_t{c} * x.shape[2] + from) * x.shape[3] + first * stride + shift);
        }
}

void see(const Node& node, const float* pixels) {
  const auto& [x, kernel, bias, unused] = node.inputs;
  const Seen& seen = node.as<Seen>();
  const auto width = static_cast<std::size_t>(node.output.shape[3]);
  each_run(x, kernel.shape, node.output.shape, seen.window,
           [&](std::size_t at, int first, int end, std::ptrdiff_t from) {
             float* run = seen.columns + at;
             std::fill(run, run + first, 0.0f);
             for (int p = first; p < end; ++p, from += seen.window.stride) run[p] = pixels[from];
             std::fill(run + end, run + width, 0.0f);
           });
}

void add_back(const Node& node, float* pixels) {
  const auto& [x, kernel, bias, unused] = node.inputs;
  const Seen& seen = node.as<Seen>();
  each_run(x, kernel.shape, node.output.shape, seen.window,
           [&](std::size_t at, int first, int end, std::ptrdiff_t from) {
             const float* run = seen.slopes + at;
             for (int p = first; p < end; ++p, from += seen.window.stride) pixels[from] += run[p];
           });
}

// The sizes of the product of one sample.
struct Sizes {
  int outputs, depth, places;
  std::size_t x_step, y_step;
  explicit Sizes(const Node& node)
      : outputs(node.output.shape[1]),
        depth(node.inputs[1].shape[1] * node.inputs[1].shape[2] * node.inputs[1].shape[3]),
        places(node.output.shape[2] * node.output.shape[3]),
        x_step(node.inputs[0].count() / static_cast<std::size_t>(node.inputs[0].shape[0])),
        y_step(node.output.count() / static_cast<std::size_t>(node.output.shape[0])) {}
};

void convolution_forward(const Node& node) {
  const auto& [x, kernel, bias, unused] = node.inputs;
  const Sizes sizes(node);
  const auto places = static_cast<std::size_t>(sizes.places);
  for (std::size_t b = 0; b < static_cast<std::size_t>(x.shape[0]); ++b) {
    float* y = node.output.values + b * sizes.y_step;
    for (std::size_t o = 0; bias.values && o < bias.count(); ++o)
      simd::fill({y + o * places, places}, bias.values[o]);
    see(node, x.values + b * sizes.x_step);
    simd::gemm(sizes.outputs, sizes.places, sizes.depth, {kernel.values, sizes.depth, 1},
               {node.as<Seen>().columns, sizes.places, 1}, y, sizes.places,
               bias.values ? Into::add : Into::set);
  }
}

// With the columns S of a sample:   dkernel += dy·Sᵀ,  dS = kernelᵀ·dy, added to the pixels it came
// from,  dbias += the sums of dy
void convolution_vjp(const Node& node) {
  const auto& [x, kernel, bias, unused] = node.inputs;
  const Sizes sizes(node);
  const Seen& seen = node.as<Seen>();
  const auto places = static_cast<std::size_t>(sizes.places);
  for (std::size_t b = 0; b < static_cast<std::size_t>(x.shape[0]); ++b) {
    const float* dy = node.output.gradient + b * sizes.y_step;
    const Matrix slope{dy, sizes.places, 1};
    for (std::size_t o = 0; bias.gradient && o < bias.count(); ++o)
      bias.gradient[o] += simd::sum({dy + o * places, places});
    if (kernel.gradient) {
      see(node, x.values + b * sizes.x_step);
      const Matrix columns{seen.columns, sizes.places, 1};
      simd::gemm(sizes.outputs, sizes.depth, sizes.places, slope, columns.transposed(),
                 kernel.gradient, sizes.depth, Into::add);
    }
    if (x.gradient) {
      const Matrix weights{kernel.values, sizes.depth, 1};
      simd::gemm(sizes.depth, sizes.places, sizes.outputs, weights.transposed(), slope, seen.slopes,
                 sizes.places, Into::set);
      add_back(node, x.gradient + b * sizes.x_step);
    }
  }
}

}  // namespace

Tensor convolution(Tape& tape, const Tensor& x, const Tensor& kernel, const Tensor& bias,
                   Window window) {
  if (x.shape.rank() != 4 || kernel.shape.rank() != 4 || kernel.shape[1] != x.shape[1])
    fail("[convolution] a kernel of % does not fit %: they must be [O,C,KY,KX] and [B,C,Y,X]",
         {kernel.shape, x.shape});
  if (bias.values && bias.shape != Shape{kernel.shape[0]})
    fail("[convolution] a bias of % does not fit a kernel of %: it must be [O]",
         {bias.shape, kernel.shape});
  const Shape shape{x.shape[0], kernel.shape[0],
                    places("convolution", x.shape, 2, kernel.shape[2], window),
                    places("convolution", x.shape, 3, kernel.shape[3], window)};
  const Shape columns{kernel.shape[1] * kernel.shape[2] * kernel.shape[3], shape[2], shape[3]};
  Arena& arena = tape.arena();
  float* seen = arena.reserve<float>(columns.count(), "convolution");
  float* slopes = tape.differentiates() && x.gradient
                      ? arena.reserve<float>(columns.count(), "convolution")
                      : nullptr;
  return tape.record("convolution", shape, {x, kernel, bias}, convolution_forward, convolution_vjp,
                     tape.save("convolution", Seen{window, seen, slopes}));
}

}  // namespace softlook
