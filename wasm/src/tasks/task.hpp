#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "../rng.hpp"
#include "../settings.hpp"
#include "../tape.hpp"

namespace softlook {

// One example: a sequence of vectors, and for each position, should it be asked, the vector that is
// the right answer and where in the sequence it is to be found.
struct Sample {
  Tensor input;      // [T,C]
  Tensor target;     // [T,C]: row t is the answer to position t
  Tensor alignment;  // [T,T]: 1 where position t should look, else 0
};

// A data set that is generated.
class Task {
 public:
  virtual ~Task() = default;
  virtual int width() const = 0;
  virtual std::span<const std::string> positions() const = 0;  // what the T positions are called
  virtual Sample sample(Rng&, Tape&) const = 0;
};

// One row of the registry.
struct TaskKind {
  std::string_view name;
  std::string_view summary;
  std::span<const Setting> settings;
  std::unique_ptr<Task> (*make)(const Settings&);
};

std::span<const TaskKind> tasks();
const TaskKind& find_task(std::string_view name);

}  // namespace softlook
