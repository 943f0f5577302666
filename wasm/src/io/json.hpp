#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace softlook {

// Reads JSON (RFC 8259) the way one reads a form: the caller says what must come next, and anything
// else is refused. So a text can nest no deeper than the caller asks, there is nothing to skip, and
// nothing is kept but what the caller keeps. Numbers are whole and not negative.
//
// The text must be UTF-8; who reads it has looked.
class JsonReader {
 public:
  // `part` begins every refusal, as in "[safetensors] the header"; `first_byte` is where the text
  // begins in its file.
  JsonReader(std::string_view text, std::string_view part, std::size_t first_byte)
      : text_(text), part_(part), first_byte_(first_byte) {}

  // {"key": …, …}: calls member(key) for each, which reads the value.
  template <typename Member>
  void object(Member&& member) {
    take('{', "an object");
    if (taken('}')) return;
    do {
      std::string key = string();
      take(':', "`:`");
      member(std::move(key));
    } while (taken(','));
    take('}', "`,` or `}`");
  }

  // […, …]: calls element() for each, which reads it.
  template <typename Element>
  void array(Element&& element) {
    take('[', "an array");
    if (taken(']')) return;
    do element();
    while (taken(','));
    take(']', "`,` or `]`");
  }

  std::string string();
  std::uint64_t whole_number();
  void end();  // only white space may be left

  // The byte of the file at which the next thing is.
  std::size_t place();

 private:
  void take(char wanted, std::string_view name);
  bool taken(char wanted);
  void skip_space();
  bool at_end() const { return position_ == text_.size(); }
  void append_escape(std::string& read);
  std::uint32_t code_unit();
  [[noreturn]] void refuse(std::string_view wanted) const;

  std::string_view text_;
  std::string_view part_;
  std::size_t first_byte_;
  std::size_t position_ = 0;
};

// Appends `text`, which must be UTF-8, as a JSON string.
void append_json(std::string& json, std::string_view text);

}  // namespace softlook
