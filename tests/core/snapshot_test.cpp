#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "io/checkpoint.hpp"
#include "io/safetensors.hpp"
#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<float> train(Session& session, std::size_t steps) {
  std::vector<float> losses(steps);
  losses.resize(session.train(losses));
  return losses;
}

// Every optimiser, every schedule, and a model that draws random numbers in a pass.
std::vector<Config> configs() {
  std::vector<Config> all;
  for (const OptimizerKind& optimizer : optimizers())
    for (const char* schedule : {"constant", "cosine", "step", "noam"})
      all.push_back({.task = "reverse",
                     .model = "transformer",
                     .attention = "multi-head",
                     .optimizer = std::string(optimizer.name),
                     .seed = (std::uint64_t{1} << 40) + 5,
                     .settings = {{"heads", 2},
                                  {"width", 6},
                                  {"batch", 2},
                                  {"dropout", 0.1},
                                  {"schedule", schedule},
                                  {"decay-steps", 7},
                                  {"warm-up", 5},
                                  {"clip", 0.3}}});
  all.push_back({});
  return all;
}

}  // namespace

TEST_CASE("a run goes on from a snapshot as if it had never left") {
  for (const Config& config : configs()) {
    Session session(config);
    train(session, 10);
    const Snapshot then = session.snapshot();
    const auto losses = train(session, 10);
    session.restore(then);
    CHECK(session.step() == 10);
    CHECK(train(session, 10) == losses);
    CHECK(session.step() == 20);
  }
}

TEST_CASE("a clone is where the session is, and goes its own way") {
  for (const Config& config : configs()) {
    Session session(config);
    train(session, 7);
    const auto clone = session.clone();
    CHECK(clone->step() == 7);
    const auto losses = train(session, 5);
    clone->observe(3);
    CHECK(train(*clone, 5) == losses);
  }
}

TEST_CASE("a run that was saved and loaded goes on bit for bit") {
  for (const Config& config : configs()) {
    Session session(config);
    train(session, 6);
    session.set("learning-rate", 0.0123);
    train(session, 4);
    const std::vector<std::byte> file = save_checkpoint(session);
    CHECK(file == save_checkpoint(session));
    const auto losses = train(session, 10);

    const auto loaded = load_checkpoint(file);
    CHECK(loaded->step() == 10);
    CHECK(train(*loaded, 10) == losses);
    restore_checkpoint(session, file);
    CHECK(train(session, 10) == losses);
    CHECK(save_checkpoint(session) == save_checkpoint(*loaded));
  }
}

TEST_CASE("parameters from a file are those that were saved") {
  for (const Config& config : configs()) {
    Session session(config);
    train(session, 3);
    Config another = config;
    another.seed = 77;
    Session other(another);
    load_parameters(other, save_parameters(session));
    for (const auto& parameter : session.parameters().list()) {
      const auto here = parameter.tensor.all();
      const auto there = other.tensor(parameter.name).tensor.all();
      CHECK(std::vector<float>(here.begin(), here.end()) ==
            std::vector<float>(there.begin(), there.end()));
    }
  }
}

TEST_CASE("a snapshot of another config is refused") {
  Session session(Config{}), wider(Config{.settings = {{"name-size", 4}}});
  CHECK_THROWS_WITH(session.restore(wider.snapshot()),
                    ContainsSubstring("[snapshot] it is of a session with another config"));
  Session longer(Config{.settings = {{"length", 5}}});
  CHECK_THROWS_WITH(session.restore(longer.snapshot()), ContainsSubstring("`length` was another"));
}

TEST_CASE("a checkpoint that is not of this config is refused, and the session stays as it is") {
  Session session(Config{}), same(Config{});
  const auto refused = [&](const std::vector<std::byte>& file, const char* sentence) {
    CHECK_THROWS_WITH(restore_checkpoint(session, file), ContainsSubstring(sentence));
  };
  refused(save_checkpoint(Session(Config{.seed = 2})), "its seed is `2`, here it is `1`");
  refused(save_checkpoint(Session(Config{.optimizer = "adam"})), "its optimizer is `adam`");
  refused(save_checkpoint(Session(Config{.settings = {{"length", 5}}})), "`length` was another");
  refused(save_parameters(session), "[checkpoint] it is no checkpoint of this version");
  refused({}, "[safetensors]");
  CHECK(train(session, 5) == train(same, 5));
}

TEST_CASE("a checkpoint is not taken for parameters alone") {
  Session session(Config{}), same(Config{});
  CHECK_THROWS_WITH(load_parameters(session, save_checkpoint(Session(Config{}))),
                    ContainsSubstring("it is a checkpoint, not a file of parameters alone"));
  CHECK(train(session, 5) == train(same, 5));
}

TEST_CASE("files that lack, add or bend a tensor are refused by its name") {
  Session session(Config{}), same(Config{});
  const std::vector<float> good(256, 0.5f);
  const auto file = [&](std::vector<TensorToWrite> tensors) { return write_safetensors(tensors); };
  const TensorToWrite w{"W", {16, 16}, good}, u{"U", {16, 16}, good}, v{"V", {16, 16}, good};
  std::vector<float> bad = good;
  bad[3] = std::nanf("");
  const auto refused = [&](const std::vector<std::byte>& bytes, const char* sentence) {
    CHECK_THROWS_WITH(load_parameters(session, bytes), ContainsSubstring(sentence));
  };
  refused(file({w, u}), "`V`");
  refused(file({w, u, v, {"X", {16, 16}, good}}), "`X` is no parameter of this model");
  refused(file({w, u, {"V", {8, 32}, good}}),
          "`V` has the shape [8,32], but this model needs [16,16]");
  refused(file({w, u, {"V", {16, 16}, bad}}), "`V` has a number that is not finite");
  CHECK(train(session, 5) == train(same, 5));
  load_parameters(session, file({w, u, v}));
  CHECK(session.tensor("V").tensor.values[7] == 0.5f);
}

TEST_CASE("a checkpoint with hostile metadata is refused in a sentence") {
  Session session(Config{});
  const std::vector<float> numbers(256);
  const auto loaded = [&](std::map<std::string, std::string> changes) {
    auto metadata = read_safetensors(save_checkpoint(session)).metadata;
    metadata["step"] = "3";
    for (const auto& [name, value] : changes) metadata[name] = value;
    std::erase_if(metadata, [](const auto& entry) { return entry.second == "none at all"; });
    const std::vector<TensorToWrite> tensors = {
        {"W", {16, 16}, numbers}, {"U", {16, 16}, numbers}, {"V", {16, 16}, numbers}};
    return load_checkpoint(write_safetensors(tensors, metadata))->step();
  };
  CHECK(loaded({}) == 3);
  CHECK_THROWS_WITH(loaded({{"step", "-1"}}), ContainsSubstring("`step` must be a whole number"));
  CHECK_THROWS_WITH(loaded({{"step", "1e30"}}), ContainsSubstring("`step` must be"));
  CHECK_THROWS_WITH(loaded({{"step", "3x"}}), ContainsSubstring("must be a number, got `3x`"));
  CHECK_THROWS_WITH(loaded({{"step", ""}}), ContainsSubstring("must be a number"));
  CHECK_THROWS_WITH(loaded({{"seed", "nan"}}), ContainsSubstring("`seed` must be"));
  CHECK_THROWS_WITH(loaded({{"task", "rnig"}}), ContainsSubstring("no task called `rnig`"));
  CHECK_THROWS_WITH(loaded({{"setting.length", "1e9"}}), ContainsSubstring("`length` must be"));
  CHECK_THROWS_WITH(loaded({{"setting.lenght", "5"}}), ContainsSubstring("no setting called"));
  CHECK_THROWS_WITH(loaded({{"setting.length", "abc"}}), ContainsSubstring("a number, got `abc`"));
  CHECK_THROWS_WITH(loaded({{"setting.learning-rate", "none at all"}}),
                    ContainsSubstring("no `setting.learning-rate`"));
  CHECK_THROWS_WITH(loaded({{"optimizer", "adam"}}), ContainsSubstring("optimizer.mean.W"));
}

TEST_CASE("a checkpoint whose optimizer was never like that is refused") {
  Session session(Config{.optimizer = "adam"});
  const std::vector<float> good(256, 0.5f), below(256, -0.5f);
  auto metadata = read_safetensors(save_checkpoint(session)).metadata;
  const auto refusal = [&](std::span<const float> squares, std::span<const char* const> more) {
    std::vector<TensorToWrite> tensors;
    for (const std::string name : {"W", "U", "V"}) {
      tensors.push_back({name, {16, 16}, good});
      tensors.push_back({"optimizer.mean." + name, {16, 16}, good});
      tensors.push_back({"optimizer.square." + name, {16, 16}, squares});
    }
    for (const char* name : more) tensors.push_back({name, {16, 16}, good});
    try {
      restore_checkpoint(session, write_safetensors(tensors, metadata));
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const char* const another[] = {"optimizer.third.W"};
  CHECK(refusal(good, {}) == "");
  CHECK(refusal(below, {}) == "[checkpoint] the optimizer's `square` has a number below 0");
  CHECK_THAT(refusal(good, another), ContainsSubstring("`optimizer.third.W` is no parameter"));
}
