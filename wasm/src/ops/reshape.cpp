#include "ops.hpp"

namespace softlook {

Tensor reshape(const Tensor& x, const Shape& shape) {
  if (x.shape.count() != shape.count()) fail("[reshape] % cannot be read as %", {x.shape, shape});
  return {shape, x.values, x.gradient};
}

}  // namespace softlook
