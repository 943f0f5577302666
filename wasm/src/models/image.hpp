#pragma once

#include <string_view>

#include "../layers/side.hpp"

namespace softlook {

// What models have in common that read an image and give it one of some names: the form, if it is one
// for them.
inline const Form& image_and_answer(const Form& form, std::string_view model) {
  if (!form.input.image || !form.separate || !form.target.tokens() || form.target.length != 1)
    fail("[model] `%` reads an image and gives one answer; choose a task of images, as `digits`",
         {model});
  return form;
}

}  // namespace softlook
