#pragma once

#include <string_view>
#include <vector>

#include "tasks/task.hpp"

namespace softlook {

// Samples from outside: tokens or vectors, as the task has them. The lengths may be smaller than the
// task's, the number of samples may be any.
struct Given {
  struct Numbers {
    std::vector<int> shape;  // [B,T] of tokens, [B,T,C] of vectors
    std::vector<float> values;
  };
  Numbers input;
  Numbers target;
};

// Refuses, in a sentence that names it, whatever a model of this form could not work on.
void check(const Form&, const Given&);

// The same on a tape.
Batch on_tape(Tape&, const Given&);

}  // namespace softlook
