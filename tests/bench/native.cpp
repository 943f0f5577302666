#include <softlook/session.hpp>

#include <chrono>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "product.hpp"

// softlook outside the browser. The protocol is that of native.mjs.

using namespace softlook;

namespace {

struct Array {
  std::vector<int> shape;
  std::vector<float> values;
};

// What a row starts from.
struct Row {
  std::string kind;
  std::map<std::string, std::string> config;
  std::map<std::string, Array> tensors;

  double number(const char* name) const { return std::stod(config.at(name)); }
  int size(const char* name) const { return std::stoi(config.at(name)); }
  Array take(const char* name) {
    auto node = tensors.extract(name);
    if (!node) throw std::runtime_error(std::string("there is no ") + name);
    return std::move(node.mapped());
  }
};

std::ifstream opened(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return file;
}

template <class T>
std::vector<float> numbers(const std::string& path, std::size_t count) {
  std::vector<T> raw(count);
  opened(path).read(reinterpret_cast<char*>(raw.data()),
                    static_cast<std::streamsize>(count * sizeof(T)));
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<float>(raw[i]);
  return values;
}

Row read(const std::string& folder) {
  Row row;
  auto config = opened(folder + "/config");
  for (std::string name, value; config >> name >> value;) row.config[name] = value;
  row.kind = row.config.at("kind");
  auto list = opened(folder + "/tensors");
  for (std::string line; std::getline(list, line);) {
    std::istringstream words(line);
    std::string name, type;
    words >> name >> type;
    Array& array = row.tensors[name];
    std::size_t count = 1;
    for (int length; words >> length; count *= static_cast<std::size_t>(length))
      array.shape.push_back(length);
    const std::string path = folder + "/" + name;
    array.values = type == "i32" ? numbers<std::int32_t>(path, count) : numbers<float>(path, count);
  }
  return row;
}

Given::Numbers as_given(Array array) { return {std::move(array.shape), std::move(array.values)}; }

// One step, and what it gave: a loss, or nothing but the output at the places that are asked for.
struct Running {
  std::function<float()> step;
  std::function<std::vector<float>()> sample;  // of a forward pass
};

std::shared_ptr<Session> session_with(const Config& config, const Row& row) {
  auto session = std::make_shared<Session>(config);
  for (const auto& [name, array] : row.tensors) session->set_parameter(name, array.values);
  return session;
}

Running training(const Config& config, const Row& row, Given given) {
  return {[session = session_with(config, row), given = std::move(given)] {
            return session->train(given);
          },
          {}};
}

Running transformer(Row row) {
  Given given{as_given(row.take("tokens")), as_given(row.take("targets"))};
  const int vocabulary = row.size("vocabulary");
  return training({.task = "given",
                   .model = "transformer",
                   .attention = "multi-head",
                   .optimizer = "adam",
                   .settings = {{"input-tokens", vocabulary},
                                {"target-tokens", vocabulary},
                                {"length", row.size("time")},
                                {"causal", row.config.at("causal") == "true" ? 1 : 0},
                                {"batch", row.size("batch")},
                                {"width", row.size("width")},
                                {"heads", row.size("heads")},
                                {"layers", row.size("layers")},
                                {"learning-rate", row.number("rate")},
                                {"beta1", row.number("beta1")},
                                {"beta2", row.number("beta2")},
                                {"epsilon", row.number("epsilon")}}},
                  row, std::move(given));
}

Running next_vector(Row row) {
  const int width = row.size("width"), time = row.size("time");
  Array vectors = row.take("vectors"), target = row.take("target");
  vectors.shape.insert(vectors.shape.begin(), 1);
  // The answer to the last position is the only one that counts.
  target.values.insert(target.values.begin(), static_cast<std::size_t>((time - 1) * width), 0.0f);
  target.shape = vectors.shape;
  return training({.task = "given",
                   .model = "next-vector",
                   .attention = "dot",
                   .optimizer = "sgd",
                   .settings = {{"input-tokens", 0},
                                {"target-tokens", 0},
                                {"input-width", width},
                                {"target-width", width},
                                {"length", time},
                                {"learning-rate", row.number("rate")}}},
                  row, {as_given(std::move(vectors)), as_given(std::move(target))});
}

std::vector<float> at(const Array& places, std::span<const float> output) {
  std::vector<float> sample;
  for (const float place : places.values) sample.push_back(output[static_cast<std::size_t>(place)]);
  return sample;
}

Running matmul(Row row) {
  auto product = std::make_shared<Product>(row.size("size"));
  product->a = row.take("a").values;
  product->b = row.take("b").values;
  return {[product] { return product->compute(), 0.0f; },
          [product, places = row.take("places")] { return at(places, product->c); }};
}

// [heads,time,width] as [time,heads·width], or the other way round.
std::vector<float> exchanged(const std::vector<float>& values, int a, int b, int width) {
  std::vector<float> result;
  for (int j = 0; j < b; ++j)
    for (int i = 0; i < a; ++i) {
      const auto from = values.begin() + (i * b + j) * width;
      result.insert(result.end(), from, from + width);
    }
  return result;
}

Running attention(Row row) {
  const int heads = row.size("heads"), time = row.size("time"), width = row.size("width");
  const int all = heads * width;
  const auto side_by_side = [&](const char* name) {
    return exchanged(row.take(name).values, heads, time, width);
  };
  auto session = std::make_shared<Session>(Config{.task = "given",
                                                  .model = "look-up",
                                                  .attention = "multi-head",
                                                  .settings = {{"input-tokens", 0},
                                                               {"target-tokens", 0},
                                                               {"input-width", all},
                                                               {"target-width", all},
                                                               {"length", time},
                                                               {"slots", time},
                                                               {"heads", heads}}});
  session->set_parameter("keys", side_by_side("keys"));
  session->set_parameter("values", side_by_side("values"));
  const std::vector<int> shape{1, time, all};
  const std::vector<float> nothing(static_cast<std::size_t>(time * all));
  return {[session, given = Given{{shape, side_by_side("queries")}, {shape, nothing}}] {
            return session->loss(given);
          },
          [=, places = row.take("places")] {
            const auto output = session->tensor("output").tensor.all();
            return at(places, exchanged({output.begin(), output.end()}, time, heads, width));
          }};
}

Running prepared(Row row) {
  if (row.kind == "transformer") return transformer(std::move(row));
  if (row.kind == "nextVector") return next_vector(std::move(row));
  return row.kind == "matmul" ? matmul(std::move(row)) : attention(std::move(row));
}

double milliseconds_each(const Running& running, int steps) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < steps; ++i) running.step();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
             .count() /
         steps;
}

}  // namespace

int main() {
  Running running;
  std::cout.precision(9);
  for (std::string word; std::cin >> word;) {
    if (word == "version") {
      std::cout << "version " << __VERSION__ << std::endl;
      continue;
    }
    if (word == "prepare") {
      std::string folder;
      int steps = 0;
      std::cin >> folder >> steps;
      running = prepared(read(folder));
      const bool trains = !running.sample;
      std::cout << (trains ? "losses" : "sample");
      if (!trains) running.step();
      for (int i = 0; trains && i < steps; ++i) std::cout << ' ' << running.step();
      if (!trains)
        for (const float value : running.sample()) std::cout << ' ' << value;
    } else {
      int steps = 0;
      std::cin >> steps;
      std::cout << "time " << milliseconds_each(running, steps);
    }
    std::cout << std::endl;
  }
}
