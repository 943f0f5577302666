// Each digit is drawn in one of a few ways, each way is a few strokes, and a stroke is a smooth curve
// through points: E. Catmull, R. Rom, 1974, "A Class of Local Interpolating Splines". Between p₁ and
// p₂, with their neighbours p₀ and p₃, at 0 ≤ t ≤ 1
//
//     p(t) = ½(2p₁ + (p₂ − p₀)t + (2p₀ − 5p₁ + 4p₂ − p₃)t² + (3p₁ − p₀ − 3p₂ + p₃)t³)
//
// A point that comes twice is a corner. The curve is drawn as short straight lines. No function is
// called but the square root, so that the pixels are the same everywhere.

#include "strokes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace softlook {
namespace {

// A point is two letters, x from 0 (left) to c and y from 0 (above) to g, which is 16.
struct Way {
  int digit;
  std::string_view strokes;
};
constexpr Way ways[] = {
    {0, "60 23 18 2d 6g ad b8 a3 60"},
    {0, "91 50 23 18 2d 5g 9e b9 a4 70"},
    {1, "60 6g"},
    {1, "34 70 70 7g"},
    {1, "34 70 70 7g|3g bg"},
    {2, "14 31 60 91 a4 88 4c 1g 1g bg"},
    {2, "13 50 a3 89 3f 1e 3d 7f bf"},
    {3, "12 50 91 a4 87 58 58 99 bc 9f 5g 1e"},
    {3, "10 a0 a0 56 56 98 bc 8g 4g 1e"},
    {4, "30 19 19 b9|91 8g"},
    {4, "80 1b 1b bb|80 8g"},
    {5, "a0 30 30 27 27 66 a8 bb 9f 5g 1e"},
    {5, "30 27 27 66 a8 bb 9f 5g 1e|30 b0"},
    {6, "90 53 28 1c 3f 6g ae aa 78 39 1c"},
    {6, "70 33 1a 2e 6g ad 99 59 2d"},
    {7, "10 b0 b0 78 5g"},
    {7, "10 b0 b0 78 5g|48 a8"},
    {8, "92 60 32 35 68 ab ae 6g 2e 2b 68 95 92"},
    {8, "60 32 34 67 94 92 60|67 2b 2e 6g ae ab 67"},
    {9, "a5 81 50 23 37 68 97 a4 a4 9a 7g"},
    {9, "a4 70 23 26 58 96 a4 ab 8f 4g 1e"},
};
constexpr Point middle_of_glyph{6, 8};

// How far a point is moved, and how long a fragment is at most, in units of a glyph.
constexpr float wobble = 0.8f, longest_fragment = 6;
constexpr int lines_between_points = 4;

struct Stroke {
  std::array<Point, 16> points;
  std::size_t count = 0;

  std::span<Point> all() { return std::span(points).first(count); }
};

// Uniform from −size to size.
float spread(Rng& rng, float size) { return size * (2 * rng.uniform() - 1); }

std::string_view choose_way(Rng& rng, int digit) {
  int count = 0;
  for (const Way& way : ways) count += way.digit == digit;
  int chosen = rng.below(count);
  const Way* way = ways;
  while (way->digit != digit || chosen-- > 0) ++way;
  return way->strokes;
}

// Takes the first stroke off `strokes`, and moves its points; those that are one stay one.
Stroke take_stroke(Rng& rng, std::string_view& strokes) {
  const std::string_view own = strokes.substr(0, strokes.find('|'));
  strokes.remove_prefix(std::min(own.size() + 1, strokes.size()));
  const auto number = [](char letter) {
    return static_cast<float>(letter <= '9' ? letter - '0' : letter - 'a' + 10);
  };
  Stroke stroke;
  for (std::size_t i = 0; i < own.size(); i += 3) {
    Point& point = stroke.points[stroke.count++];
    if (i > 0 && own.substr(i, 2) == own.substr(i - 3, 2)) {
      point = stroke.points[stroke.count - 2];
      continue;
    }
    point.x = number(own[i]) - middle_of_glyph.x + spread(rng, wobble);
    point.y = number(own[i + 1]) - middle_of_glyph.y + spread(rng, wobble);
  }
  return stroke;
}

// The pixels near the line from a to b learn how near it is.
void draw_line(const Canvas& canvas, Point a, Point b) {
  const float dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const float scale = square > 1e-6f ? 1 / square : 0;
  const auto pixel = [&](float edge) {
    return static_cast<int>(std::clamp(edge, 0.0f, static_cast<float>(canvas.size)));
  };
  const int left = pixel(std::min(a.x, b.x) - Canvas::reach);
  const int right = pixel(std::max(a.x, b.x) + Canvas::reach + 1);
  const int above = pixel(std::min(a.y, b.y) - Canvas::reach);
  const int below = pixel(std::max(a.y, b.y) + Canvas::reach + 1);
  for (int y = above; y < below; ++y)
    for (int x = left; x < right; ++x) {
      const float px = static_cast<float>(x) + 0.5f - a.x, py = static_cast<float>(y) + 0.5f - a.y;
      const float along = std::clamp((px * dx + py * dy) * scale, 0.0f, 1.0f);
      const float ex = px - along * dx, ey = py - along * dy;
      float& distance = canvas.distances[static_cast<std::size_t>(y * canvas.size + x)];
      distance = std::min(distance, ex * ex + ey * ey);
    }
}

float between(float p0, float p1, float p2, float p3, float t) {
  return 0.5f * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * (t * t) +
                 (3 * p1 - p0 - 3 * p2 + p3) * (t * t * t));
}

void draw_stroke(const Canvas& canvas, const Pose& pose, std::span<const Point> points) {
  Point last = pose(points.front());
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Point &p0 = points[i > 0 ? i - 1 : 0], &p1 = points[i], &p2 = points[i + 1],
                &p3 = points[std::min(i + 2, points.size() - 1)];
    if (p1.x == p2.x && p1.y == p2.y) continue;
    for (int k = 1; k <= lines_between_points; ++k) {
      const float t = static_cast<float>(k) / lines_between_points;
      const Point next =
          pose({between(p0.x, p1.x, p2.x, p3.x, t), between(p0.y, p1.y, p2.y, p3.y, t)});
      draw_line(canvas, last, next);
      last = next;
    }
  }
}

// Around its middle, and no longer than a fragment may be.
void shorten(std::span<Point> points) {
  Point low = points.front(), high = low;
  for (const Point& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const float longest = std::max(high.x - low.x, high.y - low.y);
  const float factor = longest > longest_fragment ? longest_fragment / longest : 1;
  for (Point& p : points)
    p = {factor * (p.x - (low.x + high.x) / 2), factor * (p.y - (low.y + high.y) / 2)};
}

}  // namespace

void Canvas::clear() const { std::ranges::fill(distances, 4 * reach * reach); }

Pose draw_pose(Rng& rng, float height) {
  const float unit = height / 16 * (1 + spread(rng, 0.2f)), wide = 1 + spread(rng, 0.3f);
  const float slant = 0.1f + spread(rng, 0.3f), turn = spread(rng, 0.25f);
  // The turn is by the angle whose tangent it is.
  const float x = unit / std::sqrt(1 + turn * turn), y = turn * x;
  return {{0, 0}, {wide * x, wide * y}, {-slant * x - y, x - slant * y}};
}

void draw_digit(Rng& rng, int digit, const Pose& pose, const Canvas& canvas) {
  for (std::string_view strokes = choose_way(rng, digit); !strokes.empty();)
    draw_stroke(canvas, pose, take_stroke(rng, strokes).all());
}

void draw_fragment(Rng& rng, int not_of, const Pose& pose, const Canvas& canvas) {
  std::string_view strokes = choose_way(rng, (not_of + 1 + rng.below(9)) % 10);
  Stroke stroke = take_stroke(rng, strokes);
  const std::size_t length = std::min<std::size_t>(stroke.count, 4);
  const int first = rng.below(static_cast<int>(stroke.count - length) + 1);
  const std::span<Point> part = stroke.all().subspan(static_cast<std::size_t>(first), length);
  shorten(part);
  draw_stroke(canvas, pose, part);
}

}  // namespace softlook
