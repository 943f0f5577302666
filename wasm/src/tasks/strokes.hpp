#pragma once

#include <span>

#include "../rng.hpp"

// Digits as a hand draws them: strokes through a few points, each time a little differently.
namespace softlook {

// A square of pixels, each with the squared distance of its middle from the nearest stroke, as far as
// `reach`; beyond that some number larger than its square.
struct Canvas {
  static constexpr float reach = 6;

  int size;
  std::span<float> distances;  // [size·size], row by row

  void clear() const;
};

struct Point {
  float x, y;
};

// Where on a canvas something stands, and how it is turned: from points of a glyph to pixels.
struct Pose {
  Point middle;
  Point right, down;  // of one unit of a glyph

  Point operator()(Point p) const {
    return {middle.x + p.x * right.x + p.y * down.x, middle.y + p.x * right.y + p.y * down.y};
  }
};

// A slant, a turn, a width and a height as they come, of a glyph about `height` pixels high in the
// middle of nowhere.
Pose draw_pose(Rng&, float height);

// Draws the digit 0 … 9, its points moved a little.
void draw_digit(Rng&, int digit, const Pose&, const Canvas&);

// Draws a part of a stroke of some digit but `not_of`, around the pose's middle.
void draw_fragment(Rng&, int not_of, const Pose&, const Canvas&);

}  // namespace softlook
