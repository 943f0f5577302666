// Digits, drawn with strokes or somebody's own, to be told apart: the answer to an image is one of ten
// tokens. Values are from 0, the ground, to 1, the ink.
//
// A digit stands somewhere in a frame that is `room` times smaller than the image, and the frame
// anywhere in the image. Around it may lie fragments of other digits. Noise takes each pixel towards
// its opposite by some share of at most `noise`. Where to look are the pixels that the strokes of the
// digit cover or touch.
//
// Of somebody's own images every tenth, from the first one on, is held out: training never sees it.

#include <algorithm>
#include <cmath>
#include <optional>

#include "../io/idx.hpp"
#include "strokes.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr int held_out_one_of = 10;

float spread(Rng& rng, float size) { return size * (2 * rng.uniform() - 1); }

class Digits final : public Task {
 public:
  explicit Digits(const TaskParts& parts)
      : Task(form_of(parts.settings)),
        size_(parts.settings.integer("size")),
        clutter_(parts.settings.integer("clutter")),
        frame_(static_cast<float>(size_) / parts.settings.number("room")),
        noise_(parts.settings.number("noise")) {
    if (!parts.data.empty()) own_ = checked(read_idx(parts.data), size_);
  }

  std::vector<std::string> positions(Axis axis) const override {
    std::vector<std::string> rows;
    if (axis == Axis::input)
      for (int y = 1; y <= size_; ++y) rows.push_back(std::to_string(y));
    return rows;
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    return samples_of(rng, tape, samples, false);
  }
  Batch held_out(Rng& rng, Tape& tape) const override { return samples_of(rng, tape, 1, true); }

 private:
  // The strip of an image that a digit takes, which fragments keep clear of.
  struct Box {
    Point middle;
    float width, height;
  };
  // An image while it is made.
  struct Picture {
    std::span<float> pixels, where;
    Canvas canvas;
  };

  static Form form_of(const Settings& settings) {
    const int size = settings.integer("size");
    return {.input = {.length = size, .width = size, .image = true},
            .target = {.length = 1, .vocabulary = 10},
            .separate = true};
  }

  static IdxDigits checked(const IdxDigits& own, int size) {
    if (own.count < 2)
      fail("[data] there is % image; give at least two, since one is held out", {own.count});
    if (std::max(own.rows, own.columns) > size)
      fail("[data] the images have % rows and % columns; set `size` to at least %",
           {own.rows, own.columns, std::max(own.rows, own.columns)});
    return own;
  }

  Batch samples_of(Rng& rng, Tape& tape, int samples, bool held_out) const {
    const Batch batch{tape.constant("input", {samples, size_, size_}),
                      tape.constant("target", {samples, 1}),
                      tape.constant("alignment", {samples, 1, size_ * size_})};
    const auto pixels = static_cast<std::size_t>(size_ * size_);
    const Canvas canvas{size_, tape.arena().take<float>(pixels, "distances")};
    for (int b = 0; b < samples; ++b) {
      const Picture picture{batch.input.all().subspan(static_cast<std::size_t>(b) * pixels, pixels),
                            batch.alignment.row(b), canvas};
      std::ranges::fill(picture.pixels, 0.0f);
      std::ranges::fill(picture.where, 0.0f);
      int digit = 0;
      const Box box = own_ ? place_own(rng, picture, held_out, digit) : draw(rng, picture, digit);
      for (int i = 0; i < clutter_; ++i) add_fragment(rng, picture, box, digit);
      if (noise_ > 0)
        for (float& x : picture.pixels) x += noise_ * rng.uniform() * (1 - 2 * x);
      batch.target.values[b] = static_cast<float>(digit);
    }
    return batch;
  }

  Box draw(Rng& rng, const Picture& picture, int& digit) const {
    digit = rng.below(10);
    Pose pose = draw_pose(rng, 0.66f * frame_);
    const float half = static_cast<float>(size_) / 2;
    const float away = half - frame_ / 2 + 0.08f * frame_;
    pose.middle = {half + spread(rng, away), half + spread(rng, away)};
    picture.canvas.clear();
    draw_digit(rng, digit, pose, picture.canvas);
    const float radius = add_ink(rng, picture);
    for (std::size_t i = 0; i < picture.where.size(); ++i)
      picture.where[i] = std::sqrt(picture.canvas.distances[i]) < radius + 0.5f ? 1.0f : 0.0f;
    return {pose.middle, 0.6f * frame_, 0.75f * frame_};
  }

  // A stroke covers what is within its radius, and by half a pixel more in part. Gives the radius.
  float add_ink(Rng& rng, const Picture& picture) const {
    const float radius = frame_ * (0.022f + 0.033f * rng.uniform());
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
      const float ink = radius + 0.5f - std::sqrt(picture.canvas.distances[i]);
      picture.pixels[i] = std::max(picture.pixels[i], std::clamp(ink, 0.0f, 1.0f));
    }
    return radius;
  }

  // Beside the digit, if there is room: a few places are tried.
  void add_fragment(Rng& rng, const Picture& picture, const Box& box, int digit) const {
    Pose pose = draw_pose(rng, 0.66f * frame_);
    for (int tries = 0; tries < 20; ++tries) {
      pose.middle = {static_cast<float>(size_) * rng.uniform(),
                     static_cast<float>(size_) * rng.uniform()};
      const float margin = 0.14f * frame_;
      if (std::abs(pose.middle.x - box.middle.x) > box.width / 2 + margin ||
          std::abs(pose.middle.y - box.middle.y) > box.height / 2 + margin)
        break;
    }
    picture.canvas.clear();
    draw_fragment(rng, digit, pose, picture.canvas);
    add_ink(rng, picture);
  }

  // Those not held out are counted over the others: 1 … 9, 11 … 19, ….
  int choose_own(Rng& rng, bool held_out) const {
    const int others = (own_->count + held_out_one_of - 1) / held_out_one_of;
    if (held_out) return rng.below(others) * held_out_one_of;
    const int chosen = rng.below(own_->count - others);
    return chosen + chosen / (held_out_one_of - 1) + 1;
  }

  Box place_own(Rng& rng, const Picture& picture, bool held_out, int& digit) const {
    const int chosen = choose_own(rng, held_out), rows = own_->rows, columns = own_->columns;
    const int above = rng.below(size_ - rows + 1), left = rng.below(size_ - columns + 1);
    digit = own_->label(chosen);
    for (int y = 0; y < rows; ++y)
      for (int x = 0; x < columns; ++x) {
        const float ink = static_cast<float>(own_->pixel(chosen, y, x)) / 255;
        picture.pixels[static_cast<std::size_t>((above + y) * size_ + left + x)] = ink;
        if (ink >= 0.5f) mark(picture, above + y, left + x);
      }
    return {{static_cast<float>(left) + static_cast<float>(columns) / 2,
             static_cast<float>(above) + static_cast<float>(rows) / 2},
            static_cast<float>(columns),
            static_cast<float>(rows)};
  }

  // A pixel and those around it are worth looking at.
  void mark(const Picture& picture, int row, int column) const {
    for (int y = std::max(row - 1, 0); y <= std::min(row + 1, size_ - 1); ++y)
      for (int x = std::max(column - 1, 0); x <= std::min(column + 1, size_ - 1); ++x)
        picture.where[static_cast<std::size_t>(y * size_ + x)] = 1;
  }

  int size_, clutter_;
  float frame_, noise_;
  std::optional<IdxDigits> own_;
};

constexpr Setting settings[] = {
    batch_setting(32),
    {.name = "size",
     .summary = "rows and columns of an image",
     .kind = Setting::Kind::integer,
     .minimum = 12,
     .maximum = 64,
     .initial = 28},
    {.name = "room",
     .summary = "how many times wider the image is than the frame of the digit, which may stand "
                "anywhere in it",
     .kind = Setting::Kind::number,
     .minimum = 1,
     .maximum = 4,
     .initial = 1},
    {.name = "clutter",
     .summary = "fragments of other digits that lie around",
     .kind = Setting::Kind::integer,
     .minimum = 0,
     .maximum = 32,
     .initial = 0},
    {.name = "noise",
     .summary = "by how much a pixel may be drawn towards its opposite",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 1,
     .initial = 0.2},
};

}  // namespace

TaskKind digits_task() {
  return {.name = "digits",
          .summary = "which digit is on an image: drawn ones, or somebody's own",
          .settings = settings,
          .make = make_task<Digits>,
          .data = "digits as IDX files: the images and the labels, one after the other"};
}

}  // namespace softlook
