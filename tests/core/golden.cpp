#include "golden.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <iterator>

#include "ops/ops.hpp"

using namespace softlook;

namespace {

std::vector<std::byte> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> text{std::istreambuf_iterator<char>(file), {}};
  if (!file || text.empty()) FAIL("there is no " << path);
  std::vector<std::byte> bytes(text.size());
  std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

double largest(std::span<const float> numbers) {
  double most = 0;
  for (float number : numbers) most = std::max(most, std::fabs(static_cast<double>(number)));
  return most;
}

}  // namespace

Golden::Golden(const std::string& name)
    : name_(name),
      bytes_(read(SOFTLOOK_GOLDEN "/" + name + ".safetensors")),
      file_(read_safetensors(bytes_)) {
  for (const SafeTensor& tensor : file_.tensors) unused_.insert(tensor.name);
}

Settings::Chosen Golden::facts() const {
  Settings::Chosen facts;
  for (const auto& [name, text] : file_.metadata) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    const bool whole = end == text.c_str() + text.size();
    facts.emplace(name, whole ? Settings::Value(number) : Settings::Value(text));
  }
  facts.erase("torch");
  return facts;
}

std::string Golden::fact(const std::string& name) const { return file_.metadata.at(name); }
int Golden::integer(const std::string& name) const { return std::stoi(fact(name)); }
float Golden::number(const std::string& name) const { return std::stof(fact(name)); }

std::vector<std::string> Golden::names(std::string_view front) const {
  std::vector<std::string> names;
  for (const SafeTensor& tensor : file_.tensors)
    if (tensor.name.starts_with(front)) names.push_back(tensor.name.substr(front.size()));
  return names;
}

std::vector<int> Golden::shape(std::string_view tensor) const {
  const auto& sizes = file_.tensor(tensor).shape;
  return {sizes.begin(), sizes.end()};
}

std::vector<float> Golden::numbers(std::string_view tensor) {
  unused_.erase(std::string(tensor));
  return floats(file_.tensor(tensor));
}

bool Golden::is_zero(std::string_view tensor) const {
  return largest(floats(file_.tensor(tensor))) == 0;
}

double Golden::unit(const std::string& tensor) const {
  if (!is_zero(tensor)) return largest(floats(file_.tensor(tensor)));
  double most = 0;
  for (const SafeTensor& other : file_.tensors)
    if (other.name.ends_with(".gradient")) most = std::max(most, largest(floats(other)));
  return most;
}

void Golden::compare(const std::string& tensor, std::span<const float> ours,
                     const std::function<double(float)>& unit) {
  const std::vector<float> theirs = numbers(tensor);
  INFO(name_ << ", " << tensor);
  REQUIRE(ours.size() == theirs.size());
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    const double miss =
        std::fabs(static_cast<double>(ours[i]) - static_cast<double>(theirs[i])) / unit(theirs[i]);
    if (!(miss <= tolerance))
      FAIL("element " << i << " is " << ours[i] << " and should be " << theirs[i] << "; that is "
                      << miss << " apart, measured by what is large there");
    if (miss > worst_) {
      worst_ = miss;
      worst_tensor_ = tensor;
    }
  }
}

void Golden::compare(const std::string& tensor, std::span<const float> ours) {
  compare(tensor, ours, [size = unit(tensor)](float) { return size; });
}

void Golden::compare_each(const std::string& tensor, std::span<const float> ours) {
  compare(tensor, ours, [](float theirs) { return std::fabs(static_cast<double>(theirs)); });
}

void Golden::load(const Parameters& parameters, const Set& set) {
  for (const auto& parameter : parameters.list()) {
    const std::string tensor = "parameter." + parameter.name;
    INFO(name_ << ", " << tensor);
    REQUIRE(has(tensor));
    CHECK(Shape(shape(tensor)).text() == parameter.tensor.shape.text());
    set(parameter.name, numbers(tensor));
  }
}

void Golden::finish() {
  for (const std::string& tensor : unused_) FAIL_CHECK(name_ << " has " << tensor << ", unused");
  SUCCEED(name_ << ": the largest deviation is " << worst_ << ", of " << worst_tensor_);
}

Tensor Rehearsal::read(const std::string& tensor) {
  const Tensor x = tape.constant(tensor, Shape(golden.shape(tensor)));
  std::ranges::copy(golden.numbers(tensor), x.values);
  return x;
}

Tensor Rehearsal::input(const std::string& name) {
  Tensor x = read("input." + name);
  x.gradient = arena_.take<float>(x.count(), "gradient").data();
  std::ranges::fill(x.all_gradient(), 0.0f);
  leaves_.emplace_back("input." + name, x);
  return x;
}

void Rehearsal::load() {
  parameters.allocate();
  golden.load(parameters, [&](const std::string& name, std::span<const float> numbers) {
    parameters.set(name, numbers);
  });
  for (const auto& parameter : parameters.list())
    leaves_.emplace_back("parameter." + parameter.name, parameter.tensor);
}

Tensor Rehearsal::constant(const std::string& name) {
  return golden.has("constant." + name) ? read("constant." + name) : Tensor{};
}

void Rehearsal::output(const std::string& name, const Tensor& y) {
  const std::string tensor = "output." + name;
  CHECK(y.shape.text() == Shape(golden.shape(tensor)).text());
  golden.compare(tensor, y.all());
  if (!golden.has(tensor + ".cotangent")) return;
  const Tensor dy = read(tensor + ".cotangent");
  const auto count = static_cast<int>(y.count());
  const Tensor share = matmul(tape, reshape(y, {1, count}), reshape(dy, {count, 1}));
  loss_ = loss_.values ? add(tape, loss_, share) : share;
}

void Rehearsal::weights(const std::string& name, const Tensor& y) {
  if (!y.values && !tape.shows_everything()) return golden.leave("output." + name);
  INFO(golden.name());
  REQUIRE(y.values);
  output(name, y);
}

void Rehearsal::finish() {
  if (tape.differentiates()) tape.backward(loss_);
  for (const auto& [name, x] : leaves_)
    if (tape.differentiates())
      golden.compare(name + ".gradient", x.all_gradient());
    else
      golden.leave(name + ".gradient");
  golden.finish();
}

GoldenCase rehearse(const std::string& file, const std::function<void(Rehearsal&)>& run) {
  return {file, [run](const std::string& name) {
            for (const auto mode : {Tape::Mode::train, Tape::Mode::forward, Tape::Mode::observe,
                                    Tape::Mode::explain}) {
              INFO("mode " << static_cast<int>(mode));
              Golden golden(name);
              Rehearsal on(golden, mode);
              run(on);
              on.finish();
            }
          }};
}

GoldenCase run_once(const std::string& file, const std::function<void(Golden&)>& run) {
  return {file, [run](const std::string& name) {
            Golden golden(name);
            run(golden);
            golden.finish();
          }};
}
