#include "blocks.hpp"

#include "name.hpp"

namespace softlook {
namespace {

MultiHead::Sizes sizes_of(const BlockSizes& sizes, int length) {
  return {.width = sizes.width, .length = length, .dropout = sizes.dropout};
}

// x + part(norm(x)), or norm(x + part(x))
template <class Part>
Tensor residual(Tape& tape, const Tensor& x, const LayerNorm& norm, bool norm_first,
                const Dropout& dropout, Part&& part) {
  const Tensor sum = add(tape, x, dropout(tape, part(norm_first ? norm(tape, x) : x)));
  return norm_first ? sum : norm(tape, sum);
}

}  // namespace

EncoderBlock::EncoderBlock(Parameters& parameters, const std::string& name,
                           const AttentionKind& kind, const Settings& settings,
                           const BlockSizes& sizes)
    : scope_(scope_of(name)),
      norm_first_(sizes.norm_first),
      norm1_(parameters, name + ".norm1", sizes.width),
      attn_(parameters, name + ".attn", kind, settings, sizes_of(sizes, sizes.length)),
      norm2_(parameters, name + ".norm2", sizes.width),
      ffn_(parameters, name + ".ffn", sizes.width, sizes.hidden, sizes.activation, sizes.dropout),
      dropout_{sizes.dropout} {}

AttentionOutput EncoderBlock::operator()(Tape& tape, const Tensor& x, const Sight& sight) const {
  const Tape::Within within(tape, scope_);
  Tensor weights;
  const Tensor looked = residual(tape, x, norm1_, norm_first_, dropout_, [&](const Tensor& asking) {
    const AttentionOutput found = attn_(tape, asking, asking, asking, sight);
    weights = found.weights;
    return found.output;
  });
  const Tensor thought = residual(tape, looked, norm2_, norm_first_, dropout_,
                                  [&](const Tensor& rows) { return ffn_(tape, rows); });
  return {tape.name("output", thought, sight.query_axis), weights};
}

DecoderBlock::DecoderBlock(Parameters& parameters, const std::string& name,
                           const AttentionKind& kind, const Settings& settings,
                           const BlockSizes& sizes)
    : scope_(scope_of(name)),
      norm_first_(sizes.norm_first),
      norm1_(parameters, name + ".norm1", sizes.width),
      attn_(parameters, name + ".attn", kind, settings, sizes_of(sizes, sizes.length)),
      norm2_(parameters, name + ".norm2", sizes.width),
      cross_(parameters, name + ".cross", kind, settings,
             sizes_of(sizes, sizes.memory_length ? sizes.memory_length : sizes.length)),
      norm3_(parameters, name + ".norm3", sizes.width),
      ffn_(parameters, name + ".ffn", sizes.width, sizes.hidden, sizes.activation, sizes.dropout),
      dropout_{sizes.dropout} {}

AttentionOutput DecoderBlock::operator()(Tape& tape, const Tensor& x, const Tensor& memory,
                                         const Sight& self, const Sight& cross) const {
  const Tape::Within within(tape, scope_);
  const Tensor looked = residual(tape, x, norm1_, norm_first_, dropout_, [&](const Tensor& asking) {
    return attn_(tape, asking, asking, asking, self).output;
  });
  Tensor weights;
  const Tensor read =
      residual(tape, looked, norm2_, norm_first_, dropout_, [&](const Tensor& asking) {
        const AttentionOutput found = cross_(tape, asking, memory, memory, cross);
        weights = found.weights;
        return found.output;
      });
  const Tensor thought = residual(tape, read, norm3_, norm_first_, dropout_,
                                  [&](const Tensor& rows) { return ffn_(tape, rows); });
  return {tape.name("output", thought, self.query_axis), weights};
}

}  // namespace softlook
