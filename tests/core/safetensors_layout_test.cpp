#include <catch2/catch_test_macros.hpp>

#include "safetensors_files.hpp"

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
