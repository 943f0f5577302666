#include "error.hpp"

#include <cassert>

#include "io/utf8.hpp"
#include "tensor.hpp"

namespace softlook {

void Piece::append_to(std::string& text) const {
  switch (kind_) {
    case Kind::words:
      text += words_;
      break;
    case Kind::number:
      text += softlook::text(number_);
      break;
    case Kind::whole:
      text += std::to_string(whole_);
      break;
    case Kind::natural:
      text += std::to_string(natural_);
      break;
    case Kind::shape:
      text += shape_->text();
      break;
  }
}

std::string filled(const char* words, std::initializer_list<Piece> pieces) {
  std::string text;
  const Piece* next = pieces.begin();
  for (; *words; ++words)
    if (*words == '%')
      next++->append_to(text);
    else
      text += *words;
  assert(next == pieces.end());
  return text;
}

void fail(const char* words, std::initializer_list<Piece> pieces) {
  constexpr std::size_t longest = 2000;  // characters
  throw Error(shown(filled(words, pieces), longest));
}

void add_name(std::string& list, std::string_view name) {
  if (!list.empty()) list += ", ";
  (list += '`').append(name) += '`';
}

}  // namespace softlook
