#include <catch2/catch_test_macros.hpp>

#include "safetensors_files.hpp"

TEST_CASE("a file without a whole header is refused") {
  const auto starting_with = [](std::initializer_list<int> bytes) {
    Bytes file;
    for (int byte : bytes) file.push_back(static_cast<std::byte>(byte));
    return refusal(file);
  };
  CHECK(starting_with({}) ==
        "[safetensors] the file has 0 bytes, and the length of its header alone takes 8: it is cut "
        "short");
  CHECK(starting_with({2, 0, 0, 0, 0, 0, 0}) ==
        "[safetensors] the file has 7 bytes, and the length of its header alone takes 8: it is cut "
        "short");
  CHECK(starting_with({3, 0, 0, 0, 0, 0, 0, 0, '{', '}'}) ==
        "[safetensors] the header must have 3 bytes, but the file ends after 2 of them: it is cut "
        "short");
  CHECK(starting_with({255, 255, 255, 255, 255, 255, 255, 255, '{', '}'}) ==
        "[safetensors] the first 8 bytes announce a header of 18446744073709551615 bytes, and at "
        "most 16777216 are read: this is hardly a safetensors file");
  CHECK(starting_with({1, 0, 0, 1, 0, 0, 0, 0, '{', '}'}) ==
        "[safetensors] the first 8 bytes announce a header of 16777217 bytes, and at most 16777216 "
        "are read: this is hardly a safetensors file");
}

TEST_CASE("a header that is not a JSON object in UTF-8 is refused") {
  const std::string hardly = ": this is hardly a safetensors file";
  check_refused({
      {"", 0, "the header must begin with `{` at byte 8, and is empty" + hardly},
      {" {}", 0, "the header must begin with `{` at byte 8, and begins with ` `" + hardly},
      {"[]", 0, "the header must begin with `{` at byte 8, and begins with `[`" + hardly},
      {"\xef\xbb\xbf{}", 0,
       "the header must begin with `{` at byte 8, and begins with `\\ufeff`" + hardly},
      {"{\"\xff\":1}", 0, "the header is not UTF-8 at byte 10" + hardly},
      {"{\"a\xc0\x80\":1}", 0, "the header is not UTF-8 at byte 11" + hardly},     // overlong
      {"{\"\xe0\x9f\xbf\":1}", 0, "the header is not UTF-8 at byte 10" + hardly},  // overlong
      {"{\"\xed\xa0\x80\":1}", 0, "the header is not UTF-8 at byte 10" + hardly},  // a surrogate
      {"{\"\xf4\x90\x80\x80\":1}", 0, "the header is not UTF-8 at byte 10" + hardly},  // U+110000
      {"{\"\xf8\x90\x80\x80\":1}", 0,
       "the header is not UTF-8 at byte 10" + hardly},                         // no first byte
      {"{\"\xbf\x80\":1}", 0, "the header is not UTF-8 at byte 10" + hardly},  // nor this
      {"{\"权\xe6\x9d", 0, "the header is not UTF-8 at byte 13" + hardly},     // cut short
  });
}

TEST_CASE("a header that is not well-formed JSON is refused") {
  const auto has = [](const std::string& what, int byte, const std::string& wanted) {
    return "the header has `" + what + "` at byte " + std::to_string(byte) + ", where " + wanted +
           " must be";
  };
  check_refused({
      {"{", 0, "the header ends at byte 9, where a string must be"},
      {"{}x", 0, has("x", 10, "nothing but white space")},
      {std::string("{}\0", 3), 0, has("\\u0000", 10, "nothing but white space")},
      {"{}{}", 0, has("{", 10, "nothing but white space")},
      {"{,}", 0, has(",", 9, "a string")},
      {"{w:1}", 0, has("w", 9, "a string")},
      {"{'w':1}", 0, has("'", 9, "a string")},
      {"{权:1}", 0, has("权", 9, "a string")},
      {"{/**/}", 0, has("/", 9, "a string")},
      {R"({"w")", 0, "the header ends at byte 12, where `:` must be"},
      {R"({"w" {}})", 0, has("{", 13, "`:`")},
      {R"({"w)", 0, "the header ends at byte 11, where the closing quote of a string must be"},
      {"{\"w\n\":1}", 0, has("\\u000a", 11, "a string without bare control characters")},
      {R"({"w\)", 0, "the header ends at byte 12, where the rest of an escape must be"},
      {R"({"\x41":1})", 0, has("x", 11, "one of JSON's escapes")},
      {R"({"\u00g0":1})", 0, has("g", 14, "one of the four hexadecimal digits of an escape")},
      {R"({"\u00)", 0,
       "the header ends at byte 14, where one of the four hexadecimal digits of an escape must be"},
      {R"({"__metadata__":{"a":"b",}})", 0, has("}", 33, "a string")},
      {R"({"__metadata__":{"a":"b"])", 0, has("]", 32, "`,` or `}`")},
      {R"({"w":{"shape":[1)", 0, "the header ends at byte 24, where `,` or `]` must be"},
      {R"({"w":{"shape":[1,]}})", 0, has("]", 25, "a whole number that is not negative")},
  });
}

TEST_CASE("half a surrogate pair is refused") {
  for (const char* escape :
       {R"(\ud83d)", R"(\ude00)", R"(\ud83dx)", R"(\ud83d\n)", R"(\ud83d\u0041)", R"(\ud83d\ud83d)",
        R"(\ude00\ude00)", R"(\udbff\ue000)"})
    check_refused({{"{\"" + std::string(escape) + "\":1}", 0,
                    "the header has half a surrogate pair at byte 10: write the character itself, "
                    "or both halves"}});
}

TEST_CASE("numbers that are not whole, plain and small enough are refused") {
  const auto shape = [](const std::string& number, const std::string& sentence) {
    return tensor("U8", "[" + number + "]", "[0,1]", 1, sentence);
  };
  const std::string digits =
      "the header has a number at byte 36 that is not plain digits, as in 128";
  const std::string number = ", where a whole number that is not negative must be";
  check_refused({
      shape("-1", "the header has `-` at byte 36" + number),
      shape("+1", "the header has `+` at byte 36" + number),
      shape("1.0", digits),
      shape("1e0", digits),
      shape("1E9", digits),
      shape("01", digits),
      shape("00", digits),
      shape("NaN", "the header has `N` at byte 36" + number),
      shape("null", "the header has `n` at byte 36" + number),
      shape("true", "the header has `t` at byte 36" + number),
      shape("\"1\"", "the header has `\"` at byte 36" + number),
      shape("0x1", "the header has `x` at byte 37, where `,` or `]` must be"),
      shape("18446744073709551616",
            "the header has a number at byte 36 that does not fit in 64 bits"),
      shape(repeat("9", 4000), "the header has a number at byte 36 that does not fit in 64 bits"),
      shape("18446744073709551615",
            "tensor `w` has a size of 18446744073709551615 at byte 36: no tensor is that large"),
      shape("9223372036854775808",
            "tensor `w` has a size of 9223372036854775808 at byte 36: no tensor is that large"),
  });
}

TEST_CASE("wrong kinds of values are refused, however deep they nest") {
  const auto has = [](const std::string& what, int byte, const std::string& wanted) {
    return "the header has `" + what + "` at byte " + std::to_string(byte) + ", where " + wanted +
           " must be";
  };
  check_refused({
      {R"({"w":1})", 0, has("1", 13, "an object")},
      {R"({"w":null})", 0, has("n", 13, "an object")},
      {R"({"w":{"dtype":1}})", 0, has("1", 22, "a string")},
      {R"({"w":{"shape":{}}})", 0, has("{", 22, "an array")},
      {R"({"w":{"shape":[[]]}})", 0, has("[", 23, "a whole number that is not negative")},
      {R"({"w":{"data_offsets":"0,1"}})", 0, has("\"", 29, "an array")},
      {R"({"__metadata__":[]})", 0, has("[", 24, "an object")},
      {R"({"__metadata__":{"a":1}})", 0, has("1", 29, "a string")},
      {R"({"__metadata__":{"a":{}}})", 0, has("{", 29, "a string")},
      {repeat(R"({"a":)", 1'000'000), 0,
       "tensor `a` has a field `a` at byte 18; there are `dtype`, `shape` and `data_offsets`"},
      {R"({"w":{"shape":)" + repeat("[", 1'000'000), 0,
       has("[", 23, "a whole number that is not negative")},
  });
}
