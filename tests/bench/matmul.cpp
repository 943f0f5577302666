#include <emscripten/bind.h>

#include "product.hpp"

// The matrix product by itself, for the bench's page: the engine has no use for it outside a model.

using emscripten::typed_memory_view;
using softlook::Product;

EMSCRIPTEN_BINDINGS(bench_matmul) {
  emscripten::class_<Product>("Product")
      .constructor<int>()
      .function(
          "a",
          +[](Product& it) { return emscripten::val(typed_memory_view(it.a.size(), it.a.data())); })
      .function(
          "b",
          +[](Product& it) { return emscripten::val(typed_memory_view(it.b.size(), it.b.data())); })
      .function(
          "c",
          +[](Product& it) { return emscripten::val(typed_memory_view(it.c.size(), it.c.data())); })
      .function("compute", &Product::compute);
}
