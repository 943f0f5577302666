#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "io/checkpoint.hpp"
#include "rng.hpp"
#include "schedule.hpp"
#include "session.hpp"

using namespace softlook;

// Random configs, some of them nonsense, and calls in random order: nothing but an Error with a
// sentence may come out, and what only looks must not disturb what trains.

namespace {

template <class Row>
const Row& any(Rng& rng, std::span<const Row> rows) {
  return rows[static_cast<std::size_t>(rng.below(static_cast<int>(rows.size())))];
}

// A value of the setting: small ones most times, else an end of the range, or beyond it.
Settings::Value any_value(Rng& rng, const Setting& setting) {
  const int kind = rng.below(40);
  if (setting.kind == Setting::Kind::choice) {
    if (kind == 0) return "nonsense";
    return std::string(any(rng, setting.options));
  }
  if (kind == 0) return setting.minimum - 1;
  if (kind == 1) return setting.maximum + 1;
  if (kind == 2) return std::numeric_limits<double>::quiet_NaN();
  if (kind == 3) return setting.minimum;
  if (kind == 4) return setting.maximum;
  const double room = std::min(setting.maximum - setting.minimum, 12.0);
  if (setting.kind == Setting::Kind::integer)
    return setting.minimum + rng.below(static_cast<int>(room) + 1);
  return setting.minimum + room * static_cast<double>(rng.uniform()) * 0.1;
}

Config any_config(Rng& rng) {
  const TaskKind& task = any(rng, tasks());
  const ModelKind& model = any(rng, models());
  const AttentionKind& attention = any(rng, attentions());
  const OptimizerKind& optimizer = any(rng, optimizers());
  Config config{.task = std::string(task.name),
                .model = std::string(model.name),
                .attention = std::string(attention.name),
                .optimizer = std::string(optimizer.name),
                .seed = rng.next(),
                // As much as a test may wait for.
                .settings = {{"batch", 1 + rng.below(3)}}};
  for (const std::span<const Setting> declared :
       {task.settings, model.settings, attention.settings, optimizer.settings, schedule_settings()})
    for (const Setting& setting : declared)
      if (rng.below(3) == 0)
        config.settings.insert_or_assign(std::string(setting.name), any_value(rng, setting));
  return config;
}

bool is_sentence(const std::string& text) {
  return text.size() > 20 && text.front() == '[' && text.find("] ") != std::string::npos;
}

// Runs it; an Error is an answer too, if it is a sentence.
void attempt(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    CAPTURE(error.what());
    CHECK(is_sentence(error.what()));
  }
}

Given any_batch(Rng& rng) {
  const auto numbers = [&] {
    Given::Numbers all;
    std::size_t count = 1;
    for (int rank = 1 + rng.below(4); rank > 0; --rank) {
      all.shape.push_back(rng.below(6) - (rng.below(10) == 0 ? 3 : 0));
      count *= static_cast<std::size_t>(std::max(all.shape.back(), 0));
    }
    for (std::size_t i = 0; i < count; ++i)
      all.values.push_back(static_cast<float>(rng.below(10) - 1) +
                           (rng.below(50) == 0 ? 0.5f : 0.0f));
    return all;
  };
  return {numbers(), numbers()};
}

// Something that leaves the parameters, the optimiser and the step alone.
void look_somehow(Rng& rng, Session& session) {
  switch (rng.below(7)) {
    case 0:
      return attempt([&] { session.observe(rng.next(), {.gradients = rng.below(2) == 0}); });
    case 1:
      return attempt([&] { (void)session.evaluate(rng.below(6)); });
    case 2:
      return attempt([&] { session.observe(any_batch(rng)); });
    case 3:
      return attempt([&] { session.loss(any_batch(rng)); });
    case 4:
      return attempt([&] {
        for (const std::string& name : session.tensor_names()) (void)session.tensor(name);
      });
    case 5:
      return attempt([&] {
        const std::vector<std::string> names = session.tensor_names();
        Pin pin{names[static_cast<std::size_t>(rng.below(static_cast<int>(names.size())))]};
        pin.head = rng.below(5) - 2;
        if (pin.head < 0) pin.head = Pin::every_head;
        pin.to = static_cast<Pin::To>(rng.below(4));
        session.observe(1, {.pins = {pin}});
      });
    default:
      return attempt([&] {
        std::vector<std::byte> file = save_checkpoint(session);
        file[static_cast<std::size_t>(rng.below(static_cast<int>(file.size())))] ^= std::byte{0x21};
        // Into a session of its own: a bent number may well be a number.
        const auto clone = session.clone();
        restore_checkpoint(*clone, file);
      });
  }
}

}  // namespace

TEST_CASE("whatever a session is asked, it answers or says in a sentence why not") {
  Rng rng(2024, 7);
  int made = 0, trained = 0;
  // The more tasks and models there are, the fewer of them fit.
  for (int round = 0; made < 130 && round < 10'000; ++round) {
    const Config config = any_config(rng);
    CAPTURE(round, config.task, config.model, config.attention, config.optimizer);
    std::unique_ptr<Session> session, undisturbed;
    attempt([&] {
      session = std::make_unique<Session>(config);
      undisturbed = std::make_unique<Session>(config);
    });
    if (!session || session->memory() > 64'000'000) continue;
    ++made;
    for (int call = 0; call < 6; ++call) {
      look_somehow(rng, *session);
      std::vector<float> losses(1, 0), expected(1, 0);
      attempt([&] { losses.resize(session->train(losses)); });
      attempt([&] { expected.resize(undisturbed->train(expected)); });
      CHECK(losses == expected);
      CHECK(session->step() == undisturbed->step());
      trained += static_cast<int>(session->step() > 0);
    }
  }
  // It was about something.
  CHECK(made > 100);
  CHECK(trained > 300);
}
