#include <catch2/catch_test_macros.hpp>

#include "error.hpp"
#include "io/safetensors.hpp"
#include "safetensors_files.hpp"

using namespace softlook;

namespace {

// The sentence with which a file is refused.
std::string refusal(std::span<const std::byte> file) {
  try {
    read_safetensors(file);
  } catch (const Error& error) {
    return error.what();
  }
  return "it was read";
}

std::string repeat(std::string_view text, int times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

struct Hostile {
  std::string header;
  std::size_t data;
  std::string sentence;  // what follows "[safetensors] "
};

void check_refused(const std::vector<Hostile>& files) {
  for (const Hostile& hostile : files) {
    INFO(hostile.header.substr(0, 200));
    CHECK(refusal(file_with(hostile.header, hostile.data)) == "[safetensors] " + hostile.sentence);
  }
}

// A header with the one tensor w.
Hostile tensor(std::string_view dtype, std::string_view shape, std::string_view offsets,
               std::size_t data, const std::string& sentence) {
  return {"{" + entry("w", dtype, shape, offsets) + "}", data, sentence};
}

Bytes valid_file() {
  const std::vector<float> values{1, 2, 3, 4};
  return write_safetensors(
      std::vector<FloatsToWrite>{{"W", {2, 2}, values}, {"权\n", {}, {values.data(), 1}}},
      {{"step", "\"1\""}});
}

// Touches all that was read: a wrong span is seen by the sanitizers, a wrong size here.
void use(const SafeTensors& read, std::size_t file_size) {
  std::size_t used = 0;
  for (const SafeTensor& tensor : read.tensors) {
    used += Bytes(tensor.bytes.begin(), tensor.bytes.end()).size();
    if (is_float(tensor.dtype))
      CHECK(floats(tensor).size() * static_cast<std::size_t>(bits(tensor.dtype) / 8) ==
            tensor.bytes.size());
  }
  CHECK(used < file_size);
}

}  // namespace

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
      {"{\"权\xe6\x9d", 0, "the header is not UTF-8 at byte 13" + hardly},             // cut short
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
  for (const char* escape : {R"(\ud83d)", R"(\ude00)", R"(\ud83dx)", R"(\ud83d\n)",
                             R"(\ud83d\u0041)", R"(\ud83d\ud83d)", R"(\udbff\ue000)"})
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

TEST_CASE("an entry that lacks something, or has too much, is refused") {
  check_refused({
      {R"({"w":{}})", 0, "tensor `w` has no `dtype`"},
      {R"({"w":{"dtype":"U8"}})", 0, "tensor `w` has no `shape`"},
      {R"({"w":{"dtype":"U8","shape":[1]}})", 1, "tensor `w` has no `data_offsets`"},
      {R"({"w":{"dtype":"U8","dtype":"U8"}})", 0,
       "tensor `w` has `dtype` a second time at byte 35"},
      {R"({"w":{"shape":[],"shape":[]}})", 0, "tensor `w` has `shape` a second time at byte 33"},
      {R"({"w":{"data_offsets":[0,1],"data_offsets":[0,1]}})", 1,
       "tensor `w` has `data_offsets` a second time at byte 50"},
      {R"({"w":{"Dtype":"U8"}})", 0,
       "tensor `w` has a field `Dtype` at byte 22; there are `dtype`, `shape` and `data_offsets`"},
      tensor("U8", "[1]", "[]", 1,
             "tensor `w` has 0 `data_offsets` at byte 54; there must be 2, begin and end"),
      tensor("U8", "[1]", "[0]", 1,
             "tensor `w` has 1 `data_offsets` at byte 54; there must be 2, begin and end"),
      tensor("U8", "[1]", "[0,1,1]", 1,
             "tensor `w` has 3 `data_offsets` at byte 54; there must be 2, begin and end"),
      tensor("U8", "[1" + repeat(",1", 64) + "]", "[0,1]", 1,
             "tensor `w` has more than 64 dimensions"),
      tensor("F33", "[1]", "[0,1]", 1,
             "tensor `w` has the dtype `F33`; there are BOOL, F4, F6_E2M3, F6_E3M2, U8, I8, "
             "F8_E5M2, F8_E4M3, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, I16, U16, F16, BF16, I32, U32, "
             "F32, C64, F64, I64, U64"),
  });
}

TEST_CASE("what is named twice is refused") {
  check_refused({
      {"{" + entry("w", "U8", "[1]", "[0,1]") + "," + entry("v", "U8", "[1]", "[1,2]") + "," +
           entry("\\u0077", "U8", "[1]", "[2,3]") + "}",
       3, "tensor `w` is there twice: each needs a name of its own"},
      {R"({"__metadata__":{},"__metadata__":{}})", 0,
       "the header has `__metadata__` a second time at byte 42: put all into one"},
      {R"({"__metadata__":{"a":"1","a":"1"}})", 0,
       "the metadata have `a` a second time at byte 37: a key may be there once"},
  });
}

TEST_CASE("offsets that do not fit the data, the shape or each other are refused") {
  const std::string huge = "18446744073709551615";
  const auto two = [](std::string_view first, std::string_view second) {
    return "{" + entry("a", "U8", "[4]", first) + "," + entry("b", "U8", "[4]", second) + "}";
  };
  check_refused({
      tensor("U8", "[1]", "[1,0]", 1,
             "tensor `w` has the data_offsets [1,0]: it ends before it begins"),
      tensor("U8", "[9]", "[0,9]", 8,
             "tensor `w` has the data_offsets [0,9], but the data have 8 bytes: the file is cut "
             "short"),
      tensor("U8", "[1]", "[0," + huge + "]", 1,
             "tensor `w` has the data_offsets [0," + huge +
                 "], but the data have 1 bytes: the file is cut short"),
      tensor("U8", "[0]", "[" + huge + "," + huge + "]", 1,
             "tensor `w` has the data_offsets [" + huge + "," + huge +
                 "], but the data have 1 bytes: the file is cut short"),
      tensor("F32", "[2,3]", "[0,20]", 20,
             "tensor `w` is F32 [2,3], which takes 24 bytes, but its data_offsets [0,20] span 20"),
      tensor("F32", "[2,3]", "[0,28]", 28,
             "tensor `w` is F32 [2,3], which takes 24 bytes, but its data_offsets [0,28] span 28"),
      tensor("F32", "[0,3]", "[0,4]", 4,
             "tensor `w` is F32 [0,3], which takes 0 bytes, but its data_offsets [0,4] span 4"),
      tensor("F4", "[3]", "[0,1]", 1, "tensor `w` is F4 [3], which does not fill its last byte"),
      {two("[0,4]", "[4,8]"), 9,
       "the data have 9 bytes, but the tensors use 8: nothing may be left over"},
      {"{}", 1, "the data have 1 bytes, but the tensors use 0: nothing may be left over"},
      {two("[0,4]", "[5,9]"), 9,
       "tensor `b` begins at byte 5 of the data, but what is before it ends at byte 4: there may "
       "be no holes"},
      {two("[5,9]", "[1,5]"), 9,
       "tensor `b` begins at byte 1 of the data, but what is before it ends at byte 0: there may "
       "be no holes"},
      {two("[0,4]", "[3,7]"), 7,
       "tensor `b` begins at byte 3 of the data, but what is before it ends at byte 4: there may "
       "be no overlaps"},
      {two("[0,4]", "[0,4]"), 4,
       "tensor `b` begins at byte 0 of the data, but what is before it ends at byte 4: there may "
       "be no overlaps"},
      {"{" + entry("a", "U8", "[2]", "[0,2]") + "," + entry("b", "U8", "[0]", "[1,1]") + "}", 2,
       "tensor `b` begins at byte 1 of the data, but what is before it ends at byte 2: there may "
       "be no overlaps"},
  });
}

TEST_CASE("shapes whose size overflows are refused, whatever stands beside them") {
  for (const char* shape :
       {"[4294967296,4294967296]", "[9223372036854775807]", "[1152921504606846976]",
        "[3037000500,3037000500,4]", "[0,4294967296,4294967296]", "[4294967296,4294967296,0]",
        // 2⁶⁴ bits and 8 more: what is left of an overflow would fit
        "[2305843009213693953]"})
    check_refused({tensor("U8", shape, "[0,1]", 1,
                          "tensor `w` is U8 " + std::string(shape) + ": no tensor is that large")});
}

TEST_CASE("names from a file are shortened and made printable in messages") {
  const auto named = [](const std::string& name, const std::string& shown) {
    return Hostile{"{\"" + name + "\":{}}", 0, "tensor `" + shown + "` has no `dtype`"};
  };
  check_refused({
      named("", ""),
      named(std::string(41, 'x'), std::string(40, 'x') + "…"),
      named(repeat("权", 1000), repeat("权", 40) + "…"),
      named(R"(a\u0000\n\u001b[31m\u007f\u0085)", R"(a\u0000\u000a\u001b[31m\u007f\u0085)"),
      named("\u202eabc\u200b\u2066", R"(\u202eabc\u200b\u2066)"),
      named("\U000e0041", R"(\u0e0041)"),
  });
}

TEST_CASE("a file that is cut short anywhere, or too long, is refused") {
  const Bytes file = valid_file();
  use(read_safetensors(file), file.size());
  for (std::size_t size = 0; size < file.size(); ++size) {
    const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
    INFO(size);
    CHECK(refusal(cut).ends_with(" is cut short"));
  }
  Bytes longer = file;
  longer.push_back(std::byte{0});
  CHECK(refusal(longer).starts_with("[safetensors] the data have 21 bytes"));
}

TEST_CASE("a header with any one byte changed is refused, or read as it then is") {
  const Bytes file = valid_file();
  const std::size_t header_end = file.size() - 20;
  int read = 0, refused = 0;
  for (std::size_t at = 0; at < header_end; ++at)
    for (unsigned change = 1; change < 256; ++change) {
      Bytes flipped = file;
      flipped[at] ^= static_cast<std::byte>(change);
      try {
        use(read_safetensors(flipped), flipped.size());
        ++read;
      } catch (const Error& error) {
        ++refused;
        if (!std::string_view(error.what()).starts_with("[safetensors] ")) FAIL(error.what());
      }
    }
  // A letter of a name makes another name; most of the rest breaks the file.
  CHECK(read > 100);
  CHECK(refused > 10 * read);
}

TEST_CASE("a header with any two of its bytes exchanged is refused, or read as it then is") {
  const Bytes file = valid_file();
  const std::size_t header_end = file.size() - 20;
  for (std::size_t a = 0; a < header_end; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      Bytes exchanged = file;
      std::swap(exchanged[a], exchanged[b]);
      try {
        use(read_safetensors(exchanged), exchanged.size());
      } catch (const Error& error) {
        if (!std::string_view(error.what()).starts_with("[safetensors] ")) FAIL(error.what());
      }
    }
}
