#pragma once

#include <string_view>
#include <vector>

#include "../rng.hpp"

namespace softlook {

// What decides wherever the grammar leaves a choice: chance; or a list that is gone through like a
// counter, so that every sentence comes once.
class Choices {
 public:
  Choices() = default;
  explicit Choices(Rng& rng) : rng_(&rng) {}

  // One of as many as there are digits; by chance each as likely as its digit says.
  int weighted(std::string_view weights);
  int below(int count);

  // Goes on to the next list; false if that was the last.
  bool next();
  void begin();

  // Nothing will come of the choices made so far: the rest of them is not gone through.
  void give_up() { lost_ = true; }
  bool lost() const { return lost_; }

  // One over how likely the choices were by chance: its mean is how many sentences there are.
  double ways() const { return ways_; }

 private:
  int listed(int count);

  struct Choice {
    int taken, of;
  };
  Rng* rng_ = nullptr;
  std::vector<Choice> list_;
  std::size_t at_ = 0;
  bool lost_ = false;
  double ways_ = 1;
};

}  // namespace softlook
