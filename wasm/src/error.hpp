#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

namespace softlook {

class Shape;

// Everything that a caller can get wrong ends here: one sentence that says what, where and what to
// do, prefixed by the part that refuses: "[settings] there is no setting `lenght`; …".
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A piece of a text: words, a number, a shape. It owns nothing, so that a call with many of them is
// no more code than storing them.
class Piece {
 public:
  Piece(std::string_view words) : kind_(Kind::words), words_(words) {}
  Piece(const char* words) : Piece(std::string_view(words)) {}
  Piece(const std::string& words) : Piece(std::string_view(words)) {}
  Piece(double number) : kind_(Kind::number), number_(number) {}
  Piece(std::signed_integral auto number) : kind_(Kind::whole), whole_(number) {}
  Piece(std::unsigned_integral auto number) : kind_(Kind::natural), natural_(number) {}
  Piece(bool) = delete;
  Piece(const Shape& shape) : kind_(Kind::shape), shape_(&shape) {}

  void append_to(std::string& text) const;

 private:
  enum class Kind { words, number, whole, natural, shape };

  Kind kind_;
  union {
    std::string_view words_;
    double number_;
    std::int64_t whole_;
    std::uint64_t natural_;
    const Shape* shape_;
  };
};

// `words` with the next piece in place of each %: filled("block%.%", {2, name}).
std::string filled(const char* words, std::initializer_list<Piece> pieces);

// Throws an Error with that sentence, as any terminal can show it.
[[noreturn]] void fail(const char* words, std::initializer_list<Piece> pieces = {});

// A number as people write it: 8, 0.1, 1e-05.
std::string text(double number);

// Appends a name to a list of them: "`a`, `b`".
void add_name(std::string& list, std::string_view name);

}  // namespace softlook
