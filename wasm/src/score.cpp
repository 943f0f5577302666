#include "score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "simd/map.hpp"
#include "simd/math.hpp"

namespace softlook {
namespace {

std::size_t position_of_largest(std::span<const float> x) {
  return static_cast<std::size_t>(std::max_element(x.begin(), x.end()) - x.begin());
}

double share(double part, double whole) {
  return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

// Whether the right positions are those of the weights: of an image the task marks pixels, and a model
// that looks at its rows as at words has no place for these.
bool says_where(const Pass& pass) {
  const Tensor &weights = pass.weights, &alignment = pass.alignment;
  return weights.values && alignment.values && alignment.shape[1] == weights.shape[2] &&
         alignment.shape[2] == weights.shape[3];
}

}  // namespace

Scorer::Scorer(const Side& target)
    : tokens_(target.tokens()),
      sum_(static_cast<std::size_t>(tokens_ ? target.vocabulary : target.width)),
      square_(sum_.size()) {}

void Scorer::add(const Pass& pass) {
  ++samples_;
  error_ += static_cast<double>(pass.loss.values[0]);
  if (tokens_)
    add_tokens(pass);
  else
    add_vectors(pass.target);
  if (says_where(pass)) add_looks(pass);
}

void Scorer::add_tokens(const Pass& pass) {
  bool whole = true;
  for (std::size_t t = 0; t < pass.target.count(); ++t) {
    if (pass.target.values[t] < 0) continue;
    const auto token = static_cast<std::size_t>(pass.target.values[t]);
    const bool right = position_of_largest(pass.prediction.row(static_cast<int>(t))) == token;
    ++answers_;
    right_ += right;
    whole = whole && right;
    ++sum_[token];
  }
  whole_ += whole;
}

void Scorer::add_vectors(const Tensor& target) {
  for (int t = 0; t < target.shape.rows(); ++t) {
    ++answers_;
    for (std::size_t c = 0; c < sum_.size(); ++c) {
      const double y = static_cast<double>(target.row(t)[c]);
      sum_[c] += y;
      square_[c] += y * y;
    }
  }
}

void Scorer::add_looks(const Pass& pass) {
  const int heads = pass.weights.shape[1], queries = pass.weights.shape[2];
  std::vector<float> total(static_cast<std::size_t>(pass.weights.shape[3]));
  for (int q = 0; q < queries; ++q) {
    const auto where = pass.alignment.row(q);
    if (std::ranges::none_of(where, [](float place) { return place > 0; })) continue;
    std::ranges::fill(total, 0.0f);
    for (int h = 0; h < heads; ++h) {
      const auto weights = pass.weights.row(h * queries + q);
      for (std::size_t k = 0; k < total.size(); ++k) total[k] += weights[k];
    }
    ++looks_;
    aligned_ += where[position_of_largest(total)] > 0;
    attended_ += static_cast<double>(simd::dot(total, where)) / heads;
  }
}

// Vectors: the variance, of which the mean is the best answer. Tokens: the entropy.
double Scorer::baseline() const {
  double baseline = 0;
  for (std::size_t c = 0; c < sum_.size(); ++c) {
    if (!tokens_)
      baseline += square_[c] - sum_[c] * sum_[c] / answers_;
    else if (sum_[c] > 0)
      baseline -= sum_[c] * static_cast<double>(simd::log(static_cast<float>(sum_[c] / answers_)));
  }
  return baseline / (answers_ * (tokens_ ? 1 : static_cast<double>(sum_.size())));
}

Score Scorer::score(double floor) const {
  const double none = std::numeric_limits<double>::quiet_NaN();
  return {error_ / samples_,
          baseline(),
          tokens_ ? share(right_, answers_) : none,
          tokens_ ? share(whole_, samples_) : none,
          share(aligned_, looks_),
          share(attended_, looks_),
          floor};
}

}  // namespace softlook
