#pragma once

#include "tasks/task.hpp"

namespace softlook {

// Refuses, in a sentence that names it, whatever a model of this form could not work on.
void check(const Form&, const Given&);
// Refuses samples without a single answer.
void check_answers(const Form&, const Given&);

// The same on a tape.
Batch on_tape(Tape&, const Given&);

}  // namespace softlook
