#pragma once

#include <string_view>
#include <vector>

#include "attention/attention.hpp"
#include "attention_reference.hpp"

// What the tests of attentions share: an attention with random parameters, random things to ask it,
// and the same for its textbook definition.

struct Sizes {
  int batch = 1, queries = 5, keys = 5, heads = 1, width = 3;  // of a head
  int value_width = 3;
};

// The settings of a kind that give it so many heads, and whatever else is chosen.
softlook::Settings::Chosen with_heads(const softlook::AttentionKind&, int heads,
                                      softlook::Settings::Chosen = {});

struct Made {
  Made(const softlook::AttentionKind&, const Sizes&, softlook::Settings::Chosen = {});

  softlook::Settings settings;
  softlook::Parameters parameters;
  std::unique_ptr<softlook::Attention> attention;
};

enum class Masked { no, causal, window, padding, bias, head_bias, everything };
constexpr Masked every_mask[] = {Masked::no,        Masked::causal, Masked::window,
                                 Masked::padding,   Masked::bias,   Masked::head_bias,
                                 Masked::everything};

// Random queries, keys and values, with gradients that are 1 to begin with: an attention adds.
struct Question {
  Question(const Made&, const Sizes&, Masked = Masked::no);

  softlook::AttentionInput input() const {
    return {.queries = queries,
            .keys = keys,
            .values = values,
            .mask = mask,
            .temperature = temperature};
  }
  // The same for the textbook.
  reference::Asked asked() const;
  // What can be differentiated besides the parameters.
  std::vector<softlook::Tensor> inputs() const;

  const Made& made;
  softlook::Arena memory{"inputs", 1 << 20};
  softlook::Tensor queries, keys, values;
  softlook::Mask mask;
  float temperature = 1;
};

// The tensor called `name` that the tape has seen last.
softlook::Tensor named(const softlook::Tape&, std::string_view name);

// dy·y for a random dy that is the same each time: one number, to go back from.
softlook::Tensor contracted(softlook::Tape&, const softlook::Tensor& y, std::vector<float>& dy);
