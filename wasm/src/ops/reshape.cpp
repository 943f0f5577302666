#include "ops.hpp"

namespace softlook {

Tensor reshape(Tensor x, const Shape& shape) {
  if (x.shape.count() != shape.count())
    throw Error("[reshape] " + x.shape.text() + " cannot be read as " + shape.text());
  return {shape, x.values, x.gradient};
}

}  // namespace softlook
