#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <memory>

#include "layers/blocks.hpp"
#include "layers_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

// What a look may see: all; the past; no padding; neither padding nor what a bias pushes away.
enum class Seen { all, past, padded, padded_and_biased };

template <class AnyMask, class AnyTensor>
AnyMask mask_of(Seen seen, const AnyTensor& tokens, const AnyTensor& bias) {
  AnyMask mask;
  mask.causal = seen == Seen::past;
  if (seen == Seen::padded || seen == Seen::padded_and_biased) mask.padding = tokens;
  if (seen == Seen::padded_and_biased) mask.bias = bias;
  return mask;
}

const AttentionKind& scaled_heads() { return find_attention("multi-head"); }
Settings with_heads(int heads, const AttentionKind& kind = scaled_heads()) {
  return Settings({kind.settings.begin(), kind.settings.end()}, {{"heads", heads}});
}

// The look of 3 at 5, whose keys and values are made from vectors of other widths.
void check_multi_head(const char* attention, Seen seen, bool bias,
                      const reference::Sight& expected) {
  const AttentionKind& kind = find_attention(attention);
  const MultiHead::Sizes sizes{
      .width = 12, .length = 5, .key_source = 4, .value_source = 7, .bias = bias};
  const auto rotary = std::make_shared<Rotary>(5, 12 / expected.heads);
  check_layer(
      {std::string("MultiHead ") + attention,
       {{2, 3, 12}, {2, 5, 4}, {2, 5, 7}, whole_numbers({2, 5}, -1, 1), {expected.heads, 3, 5}},
       [=, &kind](Parameters& parameters) -> LayerCase::Call {
         const auto layer = std::make_shared<MultiHead>(parameters, "l", kind,
                                                        with_heads(expected.heads, kind), sizes);
         return [=](Tape& tape, const Tensors& x) {
           const Sight sight{.mask = mask_of<Mask>(seen, x[3], x[4]),
                             .rotary = expected.rotary ? rotary.get() : nullptr};
           return (*layer)(tape, x[0], x[1], x[2], sight).output;
         };
       },
       [=](const Arrays& x, const Values& p) {
         reference::Sight sight = expected;
         sight.mask = mask_of<reference::Mask>(seen, x[3], x[4]);
         return reference::multi_head(p, "l", x[0], x[1], x[2], sight);
       },
       0.4f});
}

BlockSizes sizes_of(bool norm_first, std::string_view name) {
  return {.width = 6,
          .hidden = 7,
          .length = 5,
          .norm_first = norm_first,
          .activation = activation(name)};
}

}  // namespace

TEST_CASE("a multi-head attention between its linear layers is the textbook's") {
  for (Seen seen : {Seen::all, Seen::past, Seen::padded, Seen::padded_and_biased})
    for (bool bias : {true, false})
      for (bool turned : {true, false}) {
        check_multi_head("dot", seen, bias, {.heads = 1, .rotary = turned});
        check_multi_head("multi-head", seen, bias, {.heads = 3, .rotary = turned, .scaled = true});
        check_multi_head("multi-query", seen, bias,
                         {.heads = 3, .rotary = turned, .key_heads = 1, .scaled = true});
        check_multi_head("grouped-query", seen, bias,
                         {.heads = 6, .rotary = turned, .key_heads = 2, .scaled = true});
      }
}

TEST_CASE("an encoder block is the papers', with the norm before or after") {
  for (bool norm_first : {true, false})
    for (std::string_view name : activation_names)
      check_layer({"EncoderBlock",
                   {{2, 3, 6}},
                   [=](Parameters& parameters) -> LayerCase::Call {
                     const auto block =
                         std::make_shared<EncoderBlock>(parameters, "b", scaled_heads(),
                                                        with_heads(2), sizes_of(norm_first, name));
                     return [=](Tape& tape, const Tensors& x) {
                       return (*block)(tape, x[0], {.mask = {.causal = true}}).output;
                     };
                   },
                   [=](const Arrays& x, const Values& p) {
                     reference::BlockOfLayers block{
                         {.heads = 2, .scaled = true}, norm_first, std::string(name)};
                     block.self.mask.causal = true;
                     return reference::encoder_block(p, "b", x[0], block);
                   }});
}

TEST_CASE("a decoder block is the papers', with the norm before or after") {
  for (bool norm_first : {true, false})
    check_layer({"DecoderBlock",
                 {{2, 3, 6}, {2, 5, 6}, whole_numbers({2, 5}, -1, 1)},
                 [=](Parameters& parameters) -> LayerCase::Call {
                   const auto block =
                       std::make_shared<DecoderBlock>(parameters, "b", scaled_heads(),
                                                      with_heads(2), sizes_of(norm_first, "relu"));
                   return [=](Tape& tape, const Tensors& x) {
                     return (*block)(tape, x[0], x[1], {.mask = {.causal = true}},
                                     {.mask = {.padding = x[2]}})
                         .output;
                   };
                 },
                 [=](const Arrays& x, const Values& p) {
                   const reference::Sight two{.heads = 2, .scaled = true};
                   reference::BlockOfLayers block{two, norm_first, "relu", two};
                   block.self.mask.causal = true;
                   block.cross.mask.padding = x[2];
                   return reference::decoder_block(p, "b", x[0], x[1], block);
                 }});
}

TEST_CASE("the parameters of blocks have the names that others load them by") {
  Parameters parameters;
  const BlockSizes sizes = sizes_of(true, "gelu");
  const EncoderBlock encoder(parameters, "e", scaled_heads(), with_heads(2), sizes);
  const DecoderBlock decoder(parameters, "d", scaled_heads(), with_heads(2), sizes);
  std::string names;
  for (const auto& parameter : parameters.list())
    names += parameter.name + " " + parameter.tensor.shape.text() + "\n";
  const auto layer = [](const std::string& name, const std::string& weight,
                        const std::string& bias) {
    return name + ".weight " + weight + "\n" + name + ".bias " + bias + "\n";
  };
  const auto norm = [&](const std::string& name) { return layer(name, "[6]", "[6]"); };
  const auto heads = [&](const std::string& name) {
    std::string all;
    for (const char* part : {".q", ".k", ".v", ".o"}) all += layer(name + part, "[6,6]", "[6]");
    return all;
  };
  const auto feed_forward = [&](const std::string& name) {
    return layer(name + ".up", "[7,6]", "[7]") + layer(name + ".down", "[6,7]", "[6]");
  };
  CHECK(names == norm("e.norm1") + heads("e.attn") + norm("e.norm2") + feed_forward("e.ffn") +
                     norm("d.norm1") + heads("d.attn") + norm("d.norm2") + heads("d.cross") +
                     norm("d.norm3") + feed_forward("d.ffn"));
}

TEST_CASE("a block drops out by the noise of its tape, and only while training") {
  Parameters parameters;
  BlockSizes sizes = sizes_of(true, "gelu");
  sizes.dropout = 0.5f;
  const EncoderBlock block(parameters, "b", scaled_heads(), with_heads(2), sizes);
  parameters.allocate();
  Rng rng(1, 1);
  parameters.start(rng);
  Arena arena("test", 1 << 18);
  const auto output = [&](Tape::Mode mode, std::uint64_t noise) {
    arena.reset();
    Tape tape(arena, mode, Rng(noise, 1));
    const Tensor x = tape.constant("x", {2, 3, 6});
    for (std::size_t i = 0; i < x.count(); ++i) x.values[i] = static_cast<float>(i % 7) - 3;
    const Tensor y = block(tape, x).output;
    return std::vector<float>(y.all().begin(), y.all().end());
  };
  CHECK(output(Tape::Mode::forward, 1) == output(Tape::Mode::forward, 2));
  CHECK(output(Tape::Mode::train, 1) == output(Tape::Mode::train, 1));
  CHECK(output(Tape::Mode::train, 1) != output(Tape::Mode::train, 2));
  CHECK(output(Tape::Mode::train, 1) != output(Tape::Mode::forward, 1));
}
