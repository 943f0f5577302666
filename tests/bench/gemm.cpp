#include "simd/gemm.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

// Prints how fast matrix products of the sizes that training meets are: GFLOP/s, the median and
// the best of 51 samples of a millisecond or more, one line a shape. With an argument, only the shapes whose group begins so.

using namespace softlook;
using simd::Into;
using simd::Matrix;

namespace {

enum class Form { plain, transposed_b, transposed_a };

struct Case {
  const char* group;
  Form form;
  int m, n, k;
  int row = 0;  // how far apart the rows of A, B and C are, if they have gaps
};

constexpr Form plain = Form::plain, transposed_a = Form::transposed_a,
               transposed_b = Form::transposed_b;

constexpr Case cases[] = {
    {"linear", transposed_b, 1024, 64, 64},
    {"linear", transposed_b, 1024, 256, 64},
    {"linear", transposed_b, 1024, 64, 256},
    {"linear", transposed_b, 1024, 65, 64},
    {"linear", transposed_b, 1024, 128, 128},
    {"linear", transposed_b, 1024, 512, 128},
    {"linear", transposed_b, 1024, 128, 512},
    {"input-gradient", plain, 1024, 64, 64},
    {"input-gradient", plain, 1024, 64, 256},
    {"input-gradient", plain, 1024, 256, 64},
    {"input-gradient", plain, 1024, 64, 65},
    {"input-gradient", plain, 1024, 128, 512},
    {"weight-gradient", transposed_a, 64, 64, 1024},
    {"weight-gradient", transposed_a, 256, 64, 1024},
    {"weight-gradient", transposed_a, 64, 256, 1024},
    {"weight-gradient", transposed_a, 65, 64, 1024},
    {"weight-gradient", transposed_a, 512, 128, 1024},
    {"head", transposed_b, 64, 64, 16, 64},
    {"head", plain, 64, 16, 64, 64},
    {"head", transposed_a, 64, 16, 64, 64},
    {"head", transposed_b, 128, 128, 32, 128},
    {"head", plain, 128, 32, 128, 128},
    {"head", transposed_a, 128, 32, 128, 128},
    {"head", transposed_b, 512, 64, 64, 512},
    {"head", transposed_a, 64, 64, 512, 64},
    {"head", plain, 512, 64, 64, 512},
    {"encoder", transposed_b, 384, 32, 32},
    {"encoder", transposed_b, 384, 128, 32},
    {"encoder", transposed_b, 384, 32, 128},
    {"encoder", transposed_a, 32, 32, 384},
    {"encoder", transposed_b, 12, 12, 16, 32},
    {"encoder", plain, 12, 16, 12, 32},
    {"encoder", transposed_a, 12, 16, 12, 32},
    {"tiny", plain, 1, 16, 16},
    {"tiny", transposed_b, 1, 16, 16},
    {"tiny", plain, 8, 16, 16},
    {"tiny", transposed_b, 8, 8, 16},
    {"tiny", transposed_a, 16, 16, 1},
    {"tiny", plain, 1, 16, 8},
    {"odd", transposed_b, 17, 17, 17},
    {"odd", plain, 33, 33, 33},
    {"square", plain, 256, 256, 256},
    {"square", plain, 512, 512, 512},
    {"square", plain, 1024, 1024, 1024},
    {"square", transposed_b, 512, 512, 512},
    {"square", transposed_a, 512, 512, 512},
};

struct Operand {
  std::vector<float> memory;
  Matrix view;
};

Operand operand(int rows, int columns, bool transposed, int row) {
  const int down = transposed ? rows : columns, lines = transposed ? columns : rows;
  const std::ptrdiff_t apart = std::max(row, down);
  Operand made{std::vector<float>(static_cast<std::size_t>(apart * lines)), {}};
  for (std::size_t i = 0; i < made.memory.size(); ++i)
    made.memory[i] = static_cast<float>(i % 17) * 0.125f - 1;
  const Matrix stored{made.memory.data(), apart, 1};
  made.view = transposed ? stored.transposed() : stored;
  return made;
}

// Out of line and called often: a browser optimises functions, not the loop that it is in.
[[gnu::noinline]] double seconds(const Case& shape, const Operand& a, const Operand& b, float* c,
                                 int repeats) {
  const std::ptrdiff_t c_down = std::max(shape.row, shape.n);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < repeats; ++i)
    simd::gemm(shape.m, shape.n, shape.k, a.view, b.view, c, c_down, Into::set);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void measure(const Case& shape) {
  const Operand a = operand(shape.m, shape.k, shape.form == transposed_a, shape.row);
  const Operand b = operand(shape.k, shape.n, shape.form == transposed_b, shape.row);
  std::vector<float> c(static_cast<std::size_t>(std::max(shape.row, shape.n) * shape.m));

  int repeats = 1;
  while (seconds(shape, a, b, c.data(), repeats) < 0.001) repeats *= 2;
  // While a browser's compiler works on the functions, in a thread of its own.
  for (double waited = 0; waited < 0.2;) waited += seconds(shape, a, b, c.data(), repeats);
  double samples[51];
  for (double& sample : samples) sample = seconds(shape, a, b, c.data(), repeats) / repeats;
  std::sort(std::begin(samples), std::end(samples));

  const double operations = 2.0 * shape.m * shape.n * shape.k;
  const char* forms[] = {"A·B", "A·Bᵀ", "Aᵀ·B"};
  std::printf("%-16s %5d %5d %5d  %-6s %7.1f GFLOP/s, at best %7.1f; %11.3f us\n", shape.group,
              shape.m, shape.n, shape.k, forms[static_cast<int>(shape.form)],
              operations / samples[25] * 1e-9, operations / samples[0] * 1e-9, samples[25] * 1e6);
}

}  // namespace

int main(int count, char** arguments) {
  const char* group = count > 1 ? arguments[1] : "";
  for (const Case& shape : cases)
    if (std::strncmp(shape.group, group, std::strlen(group)) == 0) measure(shape);
}
