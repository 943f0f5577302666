#pragma once

#include <vector>

#include "gradcheck.hpp"

// Every op with its textbook definition, over the shapes that have tails, repeat or end.
std::vector<GradientCase> op_cases();

// The shapes, odd so that every tail is covered.
inline const std::vector<int> odd_sizes{1, 3, 5, 17, 33};
