#include "multi_head.hpp"

#include "name.hpp"

namespace softlook {

MultiHead::MultiHead(Parameters& parameters, const std::string& name, const AttentionKind& kind,
                     const Settings& settings, const Sizes& sizes)
    : scope_(scope_of(name)),
      attention_(kind.make({settings, parameters, name, sizes.width, sizes.length})),
      q_(parameters, name + ".q", sizes.width, sizes.width, sizes.bias),
      k_(parameters, name + ".k", sizes.key_source ? sizes.key_source : sizes.width,
         attention_->key_width(), sizes.bias),
      v_(parameters, name + ".v", sizes.value_source ? sizes.value_source : sizes.width,
         attention_->key_width(), sizes.bias),
      o_(parameters, name + ".o", attention_->output_width(attention_->key_width()), sizes.width,
         sizes.bias),
      dropout_(sizes.dropout) {}

AttentionOutput MultiHead::operator()(Tape& tape, const Tensor& asking, const Tensor& for_keys,
                                      const Tensor& for_values, const Sight& sight) const {
  const Tape::Within within(tape, scope_);
  AttentionInput in{q_(tape, asking), k_(tape, for_keys), v_(tape, for_values), sight.mask,
                    dropout_,         sight.query_axis,   sight.key_axis};
  if (sight.rotary) {
    in.queries = (*sight.rotary)(tape, in.queries, attention_->heads().queries);
    in.keys = (*sight.rotary)(tape, in.keys, attention_->heads().keys);
  }
  const AttentionOutput found = attention_->attend(tape, in);
  if (tape.shows_everything())  // of all heads together
    tape.name("average", mean(tape, found.weights.constant(), 1), sight.query_axis, sight.key_axis);
  return {tape.name("output", o_(tape, found.output), sight.query_axis), found.weights};
}

}  // namespace softlook
