#pragma once

#include <string>

#include "feed_forward.hpp"
#include "multi_head.hpp"
#include "norm.hpp"

// The blocks of a transformer. Around each part goes a residual, and a norm either before the part or
// after the sum:
//
//     pre:   y = x + part(norm(x))         R. Xiong et al., 2020
//     post:  y = norm(x + part(x))         A. Vaswani et al., 2017
namespace softlook {

struct BlockSizes {
  int width;
  int hidden;  // of the feed-forward layer
  int length;  // the most keys
  bool norm_first;
  Activation activation;
  float dropout = 0;
  int memory_length = 0;  // of a decoder: the most keys of what it reads
};

// A look at itself, then a feed-forward layer. Parameters `name`.norm1, .attn, .norm2, .ffn
class EncoderBlock {
 public:
  EncoderBlock(Parameters&, const std::string& name, const AttentionKind&, const Settings&,
               const BlockSizes&);

  // x [B,T,C] → [B,T,C], weights [B,H,T,T]
  AttentionOutput operator()(Tape&, const Tensor& x, const Sight& = {}) const;

  const Attention& attention() const { return attn_.attention(); }

 private:
  std::string scope_;
  bool norm_first_;
  LayerNorm norm1_;
  MultiHead attn_;
  LayerNorm norm2_;
  FeedForward ffn_;
  Dropout dropout_;
};

// A look at itself, one at what an encoder made, and a feed-forward layer. Parameters `name`.norm1,
// .attn, .norm2, .cross, .norm3, .ffn
class DecoderBlock {
 public:
  DecoderBlock(Parameters&, const std::string& name, const AttentionKind&, const Settings&,
               const BlockSizes&);

  // x [B,T,C], memory [B,Tm,C] → [B,T,C], weights [B,H,T,Tm] of the look at the memory
  AttentionOutput operator()(Tape&, const Tensor& x, const Tensor& memory, const Sight& self = {},
                             const Sight& cross = {}) const;

 private:
  std::string scope_;
  bool norm_first_;
  LayerNorm norm1_;
  MultiHead attn_;
  LayerNorm norm2_;
  MultiHead cross_;
  LayerNorm norm3_;
  FeedForward ffn_;
  Dropout dropout_;
};

}  // namespace softlook
