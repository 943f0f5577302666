#pragma once

#include <span>
#include <string_view>

#include "../tape.hpp"

namespace softlook {

// What is asked (queries), what it is compared with (keys), what comes back in proportion (values).
struct AttentionInput {
  Tensor queries;  // [Tq,D]
  Tensor keys;     // [Tk,D]
  Tensor values;   // [Tk,C]
};

struct AttentionOutput {
  Tensor output;   // [Tq,C]: the weighted values
  Tensor weights;  // [Tq,Tk]: row = who looks, column = at whom
  Tensor scores;   // [Tq,Tk]: before they became weights
};

// One row of the registry: an attention, its name, and what holds for it. The tests check each
// property that is claimed here.
struct Attention {
  std::string_view name;
  std::string_view summary;
  AttentionOutput (*attend)(Tape&, const AttentionInput&);
  bool rows_sum_to_one;
  bool causal;
};

std::span<const Attention> attentions();
const Attention& find_attention(std::string_view name);

}  // namespace softlook
