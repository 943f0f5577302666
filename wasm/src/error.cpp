#include "error.hpp"

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

std::string joined(std::initializer_list<Piece> pieces) {
  std::string text;
  for (const Piece& piece : pieces) piece.append_to(text);
  return text;
}

void fail(std::initializer_list<Piece> sentence) { throw Error(joined(sentence)); }

void add_name(std::string& list, std::string_view name) {
  if (!list.empty()) list += ", ";
  (list += '`').append(name) += '`';
}

}  // namespace softlook
