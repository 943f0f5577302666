#include "choices.hpp"

namespace softlook {

int Choices::weighted(std::string_view weights) {
  const int count = static_cast<int>(weights.size());
  if (!rng_) return listed(count);
  int total = 0, chosen = 0;
  for (char weight : weights) total += weight - '0';
  int drawn = rng_->below(total);
  const auto weight = [&] { return weights[static_cast<std::size_t>(chosen)] - '0'; };
  while ((drawn -= weight()) >= 0) ++chosen;
  ways_ *= static_cast<double>(total) / weight();
  return chosen;
}

int Choices::below(int count) {
  if (!rng_) return listed(count);
  ways_ *= count;
  return rng_->below(count);
}

int Choices::listed(int count) {
  if (lost_) return 0;
  if (at_ == list_.size()) list_.push_back({0, count});
  return list_[at_++].taken;
}

void Choices::begin() {
  at_ = 0;
  lost_ = false;
  ways_ = 1;
}

bool Choices::next() {
  list_.resize(at_);
  while (!list_.empty() && list_.back().taken + 1 == list_.back().of) list_.pop_back();
  if (!list_.empty()) ++list_.back().taken;
  return !list_.empty();
}

}  // namespace softlook
