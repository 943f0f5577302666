#pragma once

#include <vector>

#include "models/model.hpp"

namespace softlook {

// How well a model does on samples that it never trained on. What has no meaning for a task is NaN.
struct Score {
  double error;     // the loss
  double baseline;  // that of the best answer that is always the same
  double right;     // share of tokens that are right
  double whole;     // share of samples with every token right
  double aligned;   // share of looks whose largest weight, over all heads, is on the right position
  double attended;  // share of the weight that is on right positions, the mean over heads and looks
  double floor;     // the loss of a perfect model
};

// Adds up passes of one sample each.
class Scorer {
 public:
  explicit Scorer(const Side& target);
  void add(const Pass&);
  Score score(double floor) const;

 private:
  void add_tokens(const Pass&);
  void add_vectors(const Tensor& target);
  void add_looks(const Pass&);
  double baseline() const;

  bool tokens_;
  int samples_ = 0;
  double error_ = 0;
  double answers_ = 0, right_ = 0, whole_ = 0;
  double looks_ = 0, aligned_ = 0, attended_ = 0;
  std::vector<double> sum_,
      square_;  // of vectors, each number; of tokens, how often each was right
};

}  // namespace softlook
