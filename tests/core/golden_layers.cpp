// Layers beside PyTorch's: MultiheadAttention, TransformerEncoderLayer, TransformerDecoderLayer, RNN,
// GRU and LSTM.

#include "golden.hpp"
#include "layers/blocks.hpp"
#include "layers/multi_head.hpp"
#include "layers/recurrent.hpp"

using namespace softlook;

namespace {

Settings settings_of(const AttentionKind& kind, const Golden& golden) {
  return Settings({kind.settings.begin(), kind.settings.end()},
                  {{"heads", golden.integer("heads")}});
}

void scaled_dot(Rehearsal& on) {
  const AttentionKind& kind = find_attention(on.golden.fact("attention"));
  const Tensor q = on.input("queries"), k = on.input("keys"), v = on.input("values");
  const Settings settings = settings_of(kind, on.golden);
  const auto attention =
      kind.make({settings, on.parameters, "attention", q.shape.columns(), k.shape[1]});
  const AttentionOutput found = attention->attend(on.tape, {q, k, v});
  on.output("y", found.output);
  on.weights("weights", found.weights);
}

Mask mask_of(Rehearsal& on, bool causal, const std::string& padding = "mask.padding") {
  return {.causal = causal, .padding = on.constant(padding), .bias = on.constant("mask.bias")};
}

void multi_head(Rehearsal& on) {
  const Golden& golden = on.golden;
  const AttentionKind& kind = find_attention("multi-head");
  const Tensor q = on.input("queries");
  const bool own = golden.integer("own") == 1;
  const Tensor k = own ? q : on.input("keys"), v = own ? q : on.input("values");
  const MultiHead layer(on.parameters, "attn", kind, settings_of(kind, golden),
                        {.width = golden.integer("width"),
                         .length = k.shape[1],
                         .key_source = k.shape.columns(),
                         .value_source = v.shape.columns(),
                         .bias = golden.integer("bias") == 1});
  on.load();
  const Mask mask = mask_of(on, golden.integer("causal") == 1);
  const AttentionOutput found = layer(on.tape, q, k, v, {.mask = mask});
  on.output("y", found.output);
  on.weights("weights", found.weights);
  on.weights("averaged-weights", found.weights.values ? mean(on.tape, found.weights, 1) : Tensor{});
}

BlockSizes block_sizes(const Golden& golden, int length, int memory_length = 0) {
  return {.width = golden.integer("width"),
          .hidden = golden.integer("ffn"),
          .length = length,
          .norm_first = golden.fact("norm") == "pre",
          .activation = activation(golden.fact("activation")),
          .memory_length = memory_length};
}

void encoder(Rehearsal& on) {
  const AttentionKind& kind = find_attention("multi-head");
  const Tensor x = on.input("x");
  const EncoderBlock block(on.parameters, "block", kind, settings_of(kind, on.golden),
                           block_sizes(on.golden, x.shape[1]));
  on.load();
  on.output("y", block(on.tape, x, {.mask = mask_of(on, on.golden.integer("causal") == 1)}).output);
}

void decoder(Rehearsal& on) {
  const AttentionKind& kind = find_attention("multi-head");
  const Tensor x = on.input("x"), memory = on.input("memory");
  const DecoderBlock block(on.parameters, "block", kind, settings_of(kind, on.golden),
                           block_sizes(on.golden, x.shape[1], memory.shape[1]));
  on.load();
  const Sight self{.mask = mask_of(on, on.golden.integer("causal") == 1)};
  const Sight cross{.mask = mask_of(on, false, "mask.memory-padding")};
  on.output("y", block(on.tape, x, memory, self, cross).output);
}

// What a network in one direction gives, and one in the other beside it.
struct BothWays {
  Tape& tape;
  Tensor joined = {};

  void add(const Tensor& y) {
    joined = joined.values ? concat(tape, joined, y, y.shape.rank() - 1) : y;
  }
};

void recurrent(Rehearsal& on) {
  const Tensor x = on.input("x"), padding = on.constant("mask.padding");
  const RecurrentCell& cell = find_cell(on.golden.fact("cell"));
  const int width = on.golden.integer("width");
  const bool both = on.golden.integer("directions") == 2;
  std::vector<Recurrent> layers;
  layers.reserve(2);
  layers.emplace_back(on.parameters, "forward", cell, x.shape.columns(), width);
  if (both) layers.emplace_back(on.parameters, "backward", cell, x.shape.columns(), width);
  on.load();

  BothWays states{on.tape}, last{on.tape}, last_cell{on.tape};
  for (const Recurrent& layer : layers) {
    const auto direction =
        &layer == layers.data() ? Recurrent::Direction::forward : Recurrent::Direction::backward;
    const Recurrent::Run run = layer.run(on.tape, x, direction, padding);
    states.add(run.states);
    last.add(run.last.hidden);
    if (cell.has_cell) last_cell.add(run.last.cell);
  }
  if (padding.values) {
    // PyTorch's outputs are zero at padding, where softlook's state stays.
    const Tensor seen = on.tape.constant("seen", {x.shape[0], x.shape[1], 1});
    for (std::size_t i = 0; i < seen.count(); ++i) seen.values[i] = padding.values[i] + 1;
    states.joined = multiply(on.tape, states.joined, seen);
  }
  on.output("y", states.joined);
  on.output("last", last.joined);
  if (cell.has_cell) on.output("last-cell", last_cell.joined);
}

}  // namespace

std::vector<GoldenCase> golden_layers() {
  std::vector<GoldenCase> cases{rehearse("attention-scaled-dot", scaled_dot)};
  for (const char* variant :
       {"self", "cross", "no-bias", "padding", "boolean-mask", "boolean-mask-each", "float-mask",
        "float-mask-each", "causal", "all"})
    cases.push_back(rehearse(std::string("multi-head-") + variant, multi_head));
  for (const char* variant :
       {"pre-gelu", "pre-relu", "pre-silu", "post-gelu-tanh", "post-gelu", "post-relu"})
    cases.push_back(rehearse(std::string("encoder-") + variant, encoder));
  for (const char* variant : {"pre-gelu", "pre-relu", "post-gelu", "post-relu"})
    cases.push_back(rehearse(std::string("decoder-") + variant, decoder));
  for (const char* cell : {"rnn", "gru", "lstm"})
    for (const char* variant : {"", "-both-ways", "-padded"})
      cases.push_back(rehearse(std::string("recurrent-") + cell + variant, recurrent));
  return cases;
}
