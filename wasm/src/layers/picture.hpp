#pragma once

#include <string_view>

#include "../ops/ops.hpp"
#include "../tasks/task.hpp"

// What models that look at a picture and say what it shows have in common.
namespace softlook {

// Refuses a form that is no picture with one answer.
inline const Form& picture_form(std::string_view model, const Form& form) {
  if (!form.input.image || !form.separate || !form.target.tokens() || form.target.length != 1)
    fail(
        "[model] `%` looks at an image and says one token of it, and this task has another form; "
        "choose the task `digits`, or another model",
        {model});
  return form;
}

// One channel                             [B,Y,X] → [B,1,Y,X]
inline Tensor one_channel(const Tensor& image) {
  return reshape(image, {image.shape[0], 1, image.shape[1], image.shape[2]});
}

// The places of a grid as a sequence, row by row        [B,C,Y,X] → [B,Y·X,C]
inline Tensor as_sequence(Tape& tape, const Tensor& grid) {
  const Shape& shape = grid.shape;
  return reshape(permute(tape, grid, {0, 2, 3, 1}), {shape[0], shape[2] * shape[3], shape[1]});
}

// Where to look on a grid of cells of cell×cell pixels: 1 where a cell touches what a perfect model
// would look at; and the same for each of `looks` looks.      [B,1,Y·X] → [B,looks,Y'·X']
inline Tensor alignment_on_grid(Tape& tape, const Tensor& alignment, const Side& image, int cell,
                                int looks = 1) {
  if (!alignment.values) return {};
  const int samples = alignment.shape[0];
  const Tensor pixels = reshape(alignment, {samples, 1, image.length, image.width});
  const Tensor cells = max_pool(tape, pixels, cell, {.stride = cell});
  const Tensor one = reshape(cells, {samples, 1, cells.shape[2] * cells.shape[3]});
  if (looks == 1) return one;
  const auto all = tape.arena().take<Tensor>(static_cast<std::size_t>(looks), "alignment");
  for (Tensor& look : all) look = one;
  return join(tape, all, 1);
}

}  // namespace softlook
