#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "golden.hpp"

TEST_CASE("ops give what PyTorch's give, and their gradients") {
  for (const GoldenCase& one : golden_ops()) one.run(one.file);
}

TEST_CASE("numbers written by hand are worked out as PyTorch does, to 1e-6") {
  for (const GoldenCase& one : golden_calculator()) one.run(one.file);
}

TEST_CASE("layers give what PyTorch's give, and their gradients") {
  for (const GoldenCase& one : golden_layers()) one.run(one.file);
}

TEST_CASE("optimisers, models and a run go where PyTorch's go") {
  for (const GoldenCase& one : golden_training()) one.run(one.file);
}

TEST_CASE("every golden file is used, and every one that is used is there") {
  std::set<std::string> used, there;
  for (const auto& cases : {golden_ops(), golden_calculator(), golden_layers(), golden_training()})
    for (const GoldenCase& one : cases) CHECK(used.insert(one.file).second);
  for (const auto& file : std::filesystem::directory_iterator(SOFTLOOK_GOLDEN))
    if (file.path().extension() == ".safetensors") there.insert(file.path().stem().string());
  CHECK(used == there);
}
