#pragma once

#include <memory>
#include <string>

#include "../attention/attention.hpp"
#include "linear.hpp"
#include "positions.hpp"

namespace softlook {

// What a look-up may see, and what its positions stand for.
struct Sight {
  Mask mask = {};
  const Rotary* rotary = nullptr;  // turns queries and keys, if there
  Axis query_axis = Axis::input;
  Axis key_axis = Axis::input;
};

// Any attention between four linear layers, `name`.q, .k, .v and .o; with the attention `multi-head`
// it is that of A. Vaswani et al., 2017, section 3.2.2.
class MultiHead {
 public:
  struct Sizes {
    int width;             // of what asks, and of the output
    int length;            // the most keys
    int key_source = 0;    // how wide that is from which keys are made; 0: as the width
    int value_source = 0;  // and that from which values are made
    bool bias = true;
    float dropout = 0;  // of the weights
  };
  MultiHead(Parameters&, const std::string& name, const AttentionKind&, const Settings&,
            const Sizes&);

  // asking [B,Tq,C], the sources of keys and values [B,Tk,…] → output [B,Tq,C], weights [B,H,Tq,Tk]
  AttentionOutput operator()(Tape&, const Tensor& asking, const Tensor& for_keys,
                             const Tensor& for_values, const Sight& = {}) const;

  const Attention& attention() const { return *attention_; }

 private:
  std::string scope_;
  std::unique_ptr<Attention> attention_;
  Linear q_, k_, v_, o_;
  float dropout_;
};

}  // namespace softlook
