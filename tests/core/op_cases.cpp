#include "op_cases.hpp"

#include "ops/ops.hpp"

using namespace softlook;
using reference::Array;
using reference::Number;
using reference::Size;
using Cases = std::vector<GradientCase>;

namespace {

void matmul_cases(Cases& all) {
  const auto add = [&](const Shape& a, const Shape& b, Transpose transpose) {
    const bool first = transpose == Transpose::first || transpose == Transpose::both;
    const bool second = transpose == Transpose::second || transpose == Transpose::both;
    all.push_back(
        {"matmul",
         {a, b},
         [=](Tape& tape, const Tensors& x) { return matmul(tape, x[0], x[1], transpose); },
         [=](const Arrays& x) {
           return reference::matmul(first ? reference::transpose(x[0]) : x[0],
                                    second ? reference::transpose(x[1]) : x[1]);
         }});
  };
  for (int m : odd_sizes)
    for (int n : odd_sizes)
      for (int k : {1, 5, 33}) {
        add({m, k}, {k, n}, Transpose::none);
        add({k, m}, {k, n}, Transpose::first);
        add({m, k}, {n, k}, Transpose::second);
        add({k, m}, {n, k}, Transpose::both);
      }
  for (const auto& [a, b] : std::vector<std::pair<Shape, Shape>>{{{3, 5, 4}, {3, 4, 7}},
                                                                 {{3, 5, 4}, {4, 7}},
                                                                 {{5, 4}, {3, 4, 7}},
                                                                 {{2, 3, 5, 4}, {2, 3, 4, 7}},
                                                                 {{2, 3, 5, 4}, {2, 1, 4, 7}},
                                                                 {{1, 3, 5, 4}, {2, 3, 4, 7}},
                                                                 {{2, 1, 5, 4}, {1, 3, 4, 7}},
                                                                 {{2, 3, 5, 4}, {3, 4, 7}},
                                                                 {{4, 7}, {2, 3, 7, 5}}})
    add(a, b, Transpose::none);
  add({2, 3, 4, 5}, {1, 3, 7, 4}, Transpose::both);
  add({2, 600}, {600, 3}, Transpose::none);  // deeper than one block of a sum
}

void linear_cases(Cases& all) {
  for (int m : odd_sizes)
    for (int n : odd_sizes) {
      all.push_back({"linear",
                     {{2, m, n}, {7, n}, {7}},
                     [](Tape& tape, const Tensors& x) { return linear(tape, x[0], x[1], x[2]); },
                     [](const Arrays& x) { return reference::linear(x[0], x[1], x[2]); }});
      all.push_back({"linear without bias",
                     {{m, 5}, {n, 5}},
                     [](Tape& tape, const Tensors& x) { return linear(tape, x[0], x[1]); },
                     [](const Arrays& x) { return reference::linear(x[0], x[1]); }});
    }
}

void pair_cases(Cases& all) {
  struct Row {
    const char* name;
    Tensor (*engine)(Tape&, const Tensor&, const Tensor&);
    Number (*textbook)(const Number&, const Number&);
    bool positive = false;
  };
  const Row rows[] = {
      {"add", add, [](const Number& a, const Number& b) { return a + b; }},
      {"subtract", subtract, [](const Number& a, const Number& b) { return a - b; }},
      {"multiply", multiply, [](const Number& a, const Number& b) { return a * b; }},
      {"divide", divide, [](const Number& a, const Number& b) { return a / b; }, true},
  };
  std::vector<std::pair<Shape, Shape>> shapes{{{2, 3, 4, 5}, {2, 3, 4, 5}},
                                              {{2, 3, 4, 5}, {3, 1, 5}},
                                              {{3, 1, 5}, {2, 3, 4, 5}},
                                              {{2, 1, 4, 1}, {1, 3, 1, 5}},
                                              {{2, 3, 4, 1}, {2, 1, 1, 5}},
                                              {{2, 3, 4, 5}, {2, 3, 1, 1}},
                                              {{1}, {3, 5}},
                                              {{3, 5}, {1}},
                                              {{1, 1, 1}, {1}}};
  for (int n : odd_sizes) {
    shapes.push_back({{n}, {n}});
    for (int m : {2, 5})
      for (const auto& pair : std::vector<std::pair<Shape, Shape>>{{{m, n}, {n}},
                                                                   {{n}, {m, n}},
                                                                   {{m, n}, {m, 1}},
                                                                   {{m, 1}, {m, n}},
                                                                   {{m, 1}, {1, n}},
                                                                   {{1, n}, {m, 1}}})
        shapes.push_back(pair);
  }
  for (const Row& row : rows)
    for (const auto& [a, b] : shapes)
      all.push_back(
          {.name = row.name,
           .inputs = {a, b},
           .engine = [=](Tape& tape, const Tensors& x) { return row.engine(tape, x[0], x[1]); },
           .textbook = [=](const Arrays& x) { return reference::pair(x[0], x[1], row.textbook); },
           .positive = row.positive});
}

void element_cases(Cases& all) {
  struct Row {
    const char* name;
    Tensor (*engine)(Tape&, const Tensor&);
    Number (*textbook)(const Number&);
    bool positive = false;
  };
  const Row rows[] = {
      {"sigmoid", sigmoid, reference::sigmoid},
      {"tanh", softlook::tanh, [](const Number& x) { return std::tanh(x); }},
      {"relu", relu, [](const Number& x) { return x.real() > 0 ? x : Number(0); }},
      {"gelu", gelu, [](const Number& x) { return x * reference::normal_distribution(x); }},
      {"gelu_tanh", gelu_tanh, reference::gelu_tanh},
      {"silu", silu, [](const Number& x) { return x * reference::sigmoid(x); }},
      {"exp", softlook::exp, [](const Number& x) { return std::exp(x); }},
      {"log", softlook::log, [](const Number& x) { return std::log(x); }, true},
      {"square_root", square_root, [](const Number& x) { return std::sqrt(x); }, true},
      {"scale", [](Tape& tape, const Tensor& x) { return scale(tape, x, -0.3f); },
       [](const Number& x) { return -0.3 * x; }},
      {"reshape", [](Tape&, const Tensor& x) { return reshape(x, x.shape); },
       [](const Number& x) { return x; }},
  };
  for (const Row& row : rows)
    for (int n : odd_sizes)
      for (float spread : {1.0f, 4.0f})
        all.push_back(
            {.name = row.name,
             .inputs = {{2, n}},
             .engine = [=](Tape& tape, const Tensors& x) { return row.engine(tape, x[0]); },
             .textbook = [=](const Arrays& x) { return reference::each(x[0], row.textbook); },
             .spread = spread,
             .positive = row.positive});
}

// The ops that treat each row by itself.
void row_cases(Cases& all) {
  struct Row {
    const char* name;
    Tensor (*engine)(Tape&, const Tensor&);
    Array (*textbook)(const Array&);
  };
  const Row rows[] = {{"softmax", softmax, reference::softmax},
                      {"log_softmax", log_softmax, reference::log_softmax},
                      {"sparsemax", sparsemax, reference::sparsemax},
                      {"entmax15", entmax15, reference::entmax15}};
  for (const Row& row : rows)
    for (int m : {1, 5})
      for (int n : odd_sizes)
        for (float spread : {0.1f, 1.0f, 5.0f})
          all.push_back(
              {.name = row.name,
               .inputs = {{2, m, n}},
               .engine = [=](Tape& tape, const Tensors& x) { return row.engine(tape, x[0]); },
               .textbook = [=](const Arrays& x) { return row.textbook(x[0]); },
               .spread = spread});
  for (int n : odd_sizes)
    all.push_back({"softmax_with_sink",
                   {{2, 3, 5, n}, {3}},
                   [](Tape& tape, const Tensors& x) { return softmax_with_sink(tape, x[0], x[1]); },
                   [](const Arrays& x) { return reference::softmax_with_sink(x[0], x[1]); }});
}

void mask_cases(Cases& all) {
  const auto add = [&](const Shape& x, bool causal, int window, bool padded, const Shape& bias,
                       bool constant_bias = false) {
    std::vector<Input> inputs{x};
    if (padded) inputs.push_back(whole_numbers({x[0], x[3]}, -1, 2));
    if (bias.rank() > 0) {
      inputs.push_back(bias);
      if (constant_bias) inputs.back() = constant(bias, std::vector<float>(bias.count(), 0.25f));
    }
    const std::size_t at_bias = padded ? 2 : 1;
    all.push_back({"mask", inputs,
                   [=](Tape& tape, const Tensors& in) {
                     Mask mask{.causal = causal, .window = window};
                     if (padded) mask.padding = in[1];
                     if (bias.rank() > 0) mask.bias = in[at_bias];
                     return softlook::mask(tape, in[0], mask);
                   },
                   [=](const Arrays& in) {
                     reference::Mask mask{.causal = causal, .window = window};
                     if (padded) mask.padding = in[1];
                     if (bias.rank() > 0) mask.bias = in[at_bias];
                     return reference::mask(in[0], mask);
                   }});
  };
  for (int queries : {1, 3, 5, 17})
    for (int keys : {1, 4, 5, 17})
      for (bool causal : {false, true})
        for (int window : {0, 1, 3})
          for (bool padded : {false, true}) add({2, 3, queries, keys}, causal, window, padded, {});
  for (const Shape& bias : {Shape{5}, {5, 5}, {3, 5, 5}, {3, 1, 1}, {2, 1, 5, 1}, {2, 3, 5, 5}})
    for (bool padded : {false, true}) {
      add({2, 3, 5, 5}, true, 0, padded, bias);
      add({2, 3, 5, 5}, false, 0, padded, bias, true);
    }
}

void norm_cases(Cases& all) {
  for (int m : odd_sizes)
    for (int n : odd_sizes) {
      all.push_back(
          {"layer_norm",
           {{m, n}, {n}, {n}},
           [](Tape& tape, const Tensors& x) { return layer_norm(tape, x[0], x[1], x[2], 1e-2f); },
           [](const Arrays& x) { return reference::layer_norm(x[0], x[1], x[2], 1e-2); }});
      all.push_back({"rms_norm",
                     {{m, n}, {n}},
                     [](Tape& tape, const Tensors& x) { return rms_norm(tape, x[0], x[1], 1e-2f); },
                     [](const Arrays& x) { return reference::rms_norm(x[0], x[1], 1e-2); }});
    }
  const auto ones = [] {
    Array one;
    one.numbers[0] = 1;
    return one;
  };
  all.push_back({"layer_norm without parameters",
                 {{2, 3, 5}},
                 [](Tape& tape, const Tensors& x) { return layer_norm(tape, x[0], {}, {}, 1e-2f); },
                 [=](const Arrays& x) { return reference::layer_norm(x[0], ones(), {}, 1e-2); }});
  all.push_back(
      {"layer_norm without bias",
       {{2, 3, 5}, {5}},
       [](Tape& tape, const Tensors& x) { return layer_norm(tape, x[0], x[1], {}, 1e-2f); },
       [](const Arrays& x) { return reference::layer_norm(x[0], x[1], {}, 1e-2); }});
  all.push_back(
      {"layer_norm without weight",
       {{2, 3, 5}, {5}},
       [](Tape& tape, const Tensors& x) { return layer_norm(tape, x[0], {}, x[1], 1e-2f); },
       [=](const Arrays& x) { return reference::layer_norm(x[0], ones(), x[1], 1e-2); }});
  for (int fixed : {0, 1, 2}) {
    std::vector<Input> inputs{{3, 5}, {5}, {5}};
    Input& one = inputs[static_cast<std::size_t>(fixed)];
    one = whole_numbers(one.shape, -2, 2);
    all.push_back(
        {"layer_norm of a constant", inputs,
         [](Tape& tape, const Tensors& x) { return layer_norm(tape, x[0], x[1], x[2], 1e-2f); },
         [](const Arrays& x) { return reference::layer_norm(x[0], x[1], x[2], 1e-2); }});
  }
}

void axis_cases(Cases& all) {
  struct Row {
    const char* name;
    Tensor (*engine)(Tape&, const Tensor&, int);
    Number (*textbook)(const std::vector<Number>&);
  };
  const Row rows[] = {{"sum", sum, reference::sum_of},
                      {"mean", mean, reference::mean_of},
                      {"max", softlook::max, reference::first_largest}};
  for (const Shape& shape : {Shape{1}, {7}, {3, 33}, {33, 3}, {17, 5, 3}, {2, 3, 5, 7}})
    for (int axis = -shape.rank(); axis < shape.rank(); ++axis) {
      const int rank = shape.rank(), from_last = axis < 0 ? axis : axis - rank;
      for (const Row& row : rows)
        all.push_back(
            {row.name,
             {shape},
             [=](Tape& tape, const Tensors& x) { return row.engine(tape, x[0], axis); },
             [=](const Arrays& x) { return reference::fold(x[0], from_last, row.textbook); }});
      const int first = shape[from_last + rank] / 3, count = shape[from_last + rank] - 2 * first;
      all.push_back(
          {"slice",
           {shape},
           [=](Tape& tape, const Tensors& x) { return slice(tape, x[0], axis, first, count); },
           [=](const Arrays& x) { return reference::slice(x[0], from_last, first, count); }});
      all.push_back({"concat",
                     {shape, shape.with(from_last + rank, 2)},
                     [=](Tape& tape, const Tensors& x) { return concat(tape, x[0], x[1], axis); },
                     [=](const Arrays& x) { return reference::concat(x[0], x[1], from_last); }});
    }
}

void shape_cases(Cases& all) {
  std::array<int, 4> order{0, 1, 2, 3};
  do {
    for (const Shape& shape : {Shape{2, 3, 5, 7}, {7, 5, 3, 1}, {1, 2, 1, 6}})
      all.push_back({"permute",
                     {shape},
                     [=](Tape& tape, const Tensors& x) { return permute(tape, x[0], order); },
                     [=](const Arrays& x) { return reference::permute(x[0], order); }});
  } while (std::ranges::next_permutation(order).found);
  all.push_back({"permute",
                 {{5, 3}},
                 [](Tape& tape, const Tensors& x) { return permute(tape, x[0], {1, 0}); },
                 [](const Arrays& x) { return reference::transpose(x[0]); }});
  for (int heads : {1, 2, 3})
    for (int time : {1, 5})
      for (int width : {1, 3, 17}) {
        all.push_back({"split_heads",
                       {{2, time, heads * width}},
                       [=](Tape& tape, const Tensors& x) { return split_heads(tape, x[0], heads); },
                       [=](const Arrays& x) { return reference::split_heads(x[0], heads); }});
        all.push_back({"merge_heads",
                       {{2, heads, time, width}},
                       [](Tape& tape, const Tensors& x) { return merge_heads(tape, x[0]); },
                       [](const Arrays& x) { return reference::merge_heads(x[0]); }});
      }
  for (int width : odd_sizes) {
    for (const Shape& tokens : {Shape{1}, {9}, {3, 5}, {2, 3, 4}})
      all.push_back({"embedding",
                     {{4, width}, whole_numbers(tokens, -1, 3)},
                     [](Tape& tape, const Tensors& x) { return embedding(tape, x[0], x[1]); },
                     [](const Arrays& x) { return reference::embedding(x[0], x[1]); }});
    for (const Shape& index : {Shape{3, 5, 7}, {5, 7}, {7}})
      all.push_back({"gather",
                     {{3, 5, width}, whole_numbers(index, 0, width - 1)},
                     [](Tape& tape, const Tensors& x) { return gather(tape, x[0], x[1]); },
                     [](const Arrays& x) { return reference::gather(x[0], x[1]); }});
  }
}

void image_cases(Cases& all) {
  struct Form {
    Shape x, kernel;
    Window window;
  };
  for (const auto& [x, kernel, window] :
       {Form{{1, 1, 1, 1}, {1, 1, 1, 1}, {}},
        {{2, 3, 5, 7}, {4, 3, 3, 3}, {}},
        {{2, 3, 5, 7}, {4, 3, 3, 3}, {.stride = 1, .padding = 1}},
        {{2, 3, 6, 7}, {5, 3, 3, 2}, {.stride = 2, .padding = 1}},
        {{2, 1, 17, 9}, {3, 1, 5, 4}, {.stride = 3, .padding = 2}},
        {{1, 2, 2, 3}, {2, 2, 4, 5}, {.stride = 1, .padding = 2}},
        {{1, 2, 2, 2}, {1, 2, 6, 6}, {.stride = 7, .padding = 5}},
        {{2, 5, 4, 4}, {3, 5, 1, 1}, {}},
        {{1, 1, 5, 5}, {1, 1, 2, 2}, {.stride = 5, .padding = 0}}}) {
    const int stride = window.stride, padding = window.padding;
    all.push_back({"convolution",
                   {x, kernel, {kernel[0]}},
                   [window](Tape& tape, const Tensors& in) {
                     return convolution(tape, in[0], in[1], in[2], window);
                   },
                   [stride, padding](const Arrays& in) {
                     return reference::convolution(in[0], in[1], in[2], stride, padding);
                   }});
    all.push_back({"convolution without bias, of a constant",
                   {whole_numbers(x, -3, 3), kernel},
                   [window](Tape& tape, const Tensors& in) {
                     return convolution(tape, in[0], in[1], {}, window);
                   },
                   [stride, padding](const Arrays& in) {
                     return reference::convolution(in[0], in[1], {}, stride, padding);
                   }});
    const int size = std::min(kernel[2], kernel[3]);
    if (padding >= size) continue;
    all.push_back(
        {"max_pool",
         {x},
         [=](Tape& tape, const Tensors& in) { return max_pool(tape, in[0], size, window); },
         [=](const Arrays& in) { return reference::max_pool(in[0], size, stride, padding); }});
    all.push_back(
        {"average_pool",
         {x},
         [=](Tape& tape, const Tensors& in) { return average_pool(tape, in[0], size, window); },
         [=](const Arrays& in) { return reference::average_pool(in[0], size, stride, padding); }});
  }
}

void glimpse_cases(Cases& all) {
  struct Around {
    int size, scales;
    std::vector<float> places;
  };
  // The middle, each corner, the edges.
  for (const Around& one : {Around{3, 1, {3, 4, 0, 0, 7, 9}}, Around{4, 2, {2, 5, 0, 9, 7, 0}},
                            Around{2, 3, {5, 1, 7, 4, 3, 3}}, Around{1, 3, {0, 3, 6, 8, 4, 9}}})
    all.push_back(
        {"glimpse",
         {{3, 7, 9}, constant({3, 2}, one.places)},
         [one](Tape& tape, const Tensors& x) {
           return glimpse(tape, x[0], x[1], one.size, one.scales);
         },
         [one](const Arrays& x) { return reference::glimpse(x[0], x[1], one.size, one.scales); }});
}

void loss_cases(Cases& all) {
  for (int m : odd_sizes)
    for (int n : odd_sizes) {
      for (float smoothing : {0.0f, 0.1f, 1.0f})
        all.push_back({"cross_entropy",
                       {{m, n}, whole_numbers({m}, m > 1 ? -1 : 0, n - 1)},
                       [=](Tape& tape, const Tensors& x) {
                         return cross_entropy(tape, x[0], x[1], smoothing);
                       },
                       [=](const Arrays& x) {
                         return reference::cross_entropy(x[0], x[1],
                                                         static_cast<double>(smoothing));
                       }});
      all.push_back(
          {"mean_squared_error",
           {{m, n}, {m, n}},
           [](Tape& tape, const Tensors& x) { return mean_squared_error(tape, x[0], x[1]); },
           [](const Arrays& x) { return reference::mean_squared_error(x[0], x[1]); }});
      for (float spread : {1.0f, 5.0f})
        all.push_back(
            {.name = "binary_cross_entropy",
             .inputs = {{m, n}, {m, n}},
             .engine = [](Tape& tape,
                          const Tensors& x) { return binary_cross_entropy(tape, x[0], x[1]); },
             .textbook =
                 [](const Arrays& x) { return reference::binary_cross_entropy(x[0], x[1]); },
             .spread = spread});
    }
  for (const auto& [x, target] : std::vector<std::pair<Shape, Shape>>{
           {{5}, {1}}, {{2, 3, 5}, {2, 3}}, {{2, 2, 3, 4}, {2, 2, 3}}})
    all.push_back({"cross_entropy",
                   {x, whole_numbers(target, 0, 3)},
                   [](Tape& tape, const Tensors& in) { return cross_entropy(tape, in[0], in[1]); },
                   [](const Arrays& in) { return reference::cross_entropy(in[0], in[1], 0); }});
  all.push_back({"cross_entropy where no row counts",
                 {{3, 5}, constant({3}, {-1, -1, -1})},
                 [](Tape& tape, const Tensors& x) { return cross_entropy(tape, x[0], x[1]); },
                 [](const Arrays& x) { return reference::cross_entropy(x[0], x[1], 0); }});
}

}  // namespace

std::vector<GradientCase> op_cases() {
  Cases all;
  for (const auto add :
       {matmul_cases, linear_cases, pair_cases, element_cases, row_cases, mask_cases, norm_cases,
        axis_cases, shape_cases, image_cases, glimpse_cases, loss_cases})
    add(all);
  return all;
}
