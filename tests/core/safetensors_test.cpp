#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <cstring>
#include <limits>

#include "safetensors_files.hpp"

using namespace softlook;

namespace {

const std::vector<float> six{0.0f, -1.5f, 2.0f, 1e-45f, std::numeric_limits<float>::max(), 6.0f};

}  // namespace

TEST_CASE("what was written is read back, bit for bit") {
  const std::map<std::string, std::string> metadata{{"step", "7"}, {"名", "a \"b\" \\ \n \x01"}};
  const std::vector<TensorToWrite> tensors{
      {"W", {2, 3}, six}, {"number", {}, {six.data(), 1}}, {"empty", {0, 4}, {}}};
  const Bytes file = write_safetensors(tensors, metadata);
  const SafeTensors read = read_safetensors(file);
  REQUIRE(read.tensors.size() == 3);
  CHECK(read.metadata == metadata);
  for (const TensorToWrite& tensor : tensors) {
    CHECK(read.tensor(tensor.name).dtype == Dtype::f32);
    CHECK(read.tensor(tensor.name).shape == tensor.shape);
    CHECK(bits_of(floats(read.tensor(tensor.name))) == bits_of(tensor.values));
  }
}

TEST_CASE("a written file has the bytes that the reference implementation writes") {
  // These headers are in its tests: nothing between the parts, padded with spaces to 8 bytes.
  const std::vector<float> values{0, 1, 2, 3, 4, 5};
  const auto written = [&](const char* name, const std::vector<std::int64_t>& shape) {
    const Bytes file = write_safetensors(std::vector<TensorToWrite>{{name, shape, values}});
    REQUIRE(file.size() > 24);
    return Bytes(file.begin(), file.end() - 24);
  };
  CHECK(written("attn.0", {1, 2, 3}) ==
        file_with(R"({"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}})"));
  CHECK(written("attn0", {1, 1, 2, 3}) ==
        file_with(R"({"attn0":{"dtype":"F32","shape":[1,1,2,3],"data_offsets":[0,24]}}       )"));
  const TensorToWrite a{"a", {0}, {}}, b{"b", {0}, {}}, upper{"Z", {0}, {}};
  CHECK(write_safetensors(std::vector{b, upper, a}) ==
        file_with("{" + entry("Z", "F32", "[0]", "[0,0]") + "," +
                  entry("a", "F32", "[0]", "[0,0]") + "," + entry("b", "F32", "[0]", "[0,0]") +
                  "}"));
  CHECK(write_safetensors({}) == file_with("{}      "));
  CHECK(write_safetensors({}, {{"framework", "pt"}}) ==
        file_with(R"({"__metadata__":{"framework":"pt"}}     )"));
}

TEST_CASE("the order in which tensors are given does not change the file") {
  const TensorToWrite a{"a", {2}, {six.data(), 2}}, b{"b", {3}, {six.data(), 3}};
  CHECK(write_safetensors(std::vector{a, b}) == write_safetensors(std::vector{b, a}));
}

TEST_CASE("bytes that lie beside floats come back as they were") {
  using namespace std::string_literals;
  const std::string text = "data\0\xff 我"s;
  const Bytes file = write_safetensors(std::vector<TensorToWrite>{
      {"w", {6}, six}, {"data", {std::ssize(text)}, {}, std::as_bytes(std::span(text))}});
  const SafeTensors read = read_safetensors(file);
  CHECK(read.tensor("data").dtype == Dtype::u8);
  CHECK(std::ranges::equal(read.tensor("data").bytes, std::as_bytes(std::span(text))));
  CHECK(floats(read.tensor("w")) == six);
  CHECK_THROWS(write_safetensors(
      std::vector<TensorToWrite>{{"data", {3}, {}, std::as_bytes(std::span(text))}}));
}

TEST_CASE("any bits of a float survive being written and read") {
  std::vector<std::uint32_t> words{0x7f800001, 0xffc12345};  // NaNs, one that signals
  for (std::uint32_t i = 0; i < 4094; ++i) words.push_back(i << 20 ^ i * 12345);
  std::vector<float> values(words.size());
  std::memcpy(values.data(), words.data(), values.size() * sizeof(float));
  const Bytes file = write_safetensors(std::vector<TensorToWrite>{{"w", {64, 64}, values}});
  CHECK(bits_of(floats(read_safetensors(file).tensor("w"))) == words);
}

TEST_CASE("names and metadata may be any text") {
  using namespace std::string_literals;
  for (const std::string& text :
       {""s, "注意力.权重"s, "a\"b\\c/d"s, "\b\f\n\r\t\x1f\x7f"s, "zero\0byte"s, "😀 e\u0301"s,
        "\xf4\x8f\xbf\xbf"s, std::string(5000, 'x')}) {
    const Bytes file =
        write_safetensors(std::vector<TensorToWrite>{{text, {6}, six}}, {{text, text}});
    const SafeTensors read = read_safetensors(file);
    REQUIRE(read.tensors.size() == 1);
    CHECK(read.tensors[0].name == text);
    CHECK(read.metadata == std::map<std::string, std::string>{{text, text}});
    CHECK(floats(read.tensor(text)) == six);
  }
}

TEST_CASE("escapes in names are read as JSON has them") {
  const auto name_of = [](std::string_view escaped) {
    const Bytes file = file_with("{" + entry(escaped, "U8", "[]", "[0,1]") + "}", 1);
    return read_safetensors(file).tensors.at(0).name;
  };
  CHECK(name_of(R"(\"\\\/\b\f\n\r\t)") == "\"\\/\b\f\n\r\t");
  CHECK(name_of(R"(\u0041\u00e9\u00E9\u6743)") == "Aéé权");
  CHECK(name_of(R"(\ud83d\ude00)") == "😀");
  CHECK(name_of(R"(\uDBFF\uDFFF)") == "\xf4\x8f\xbf\xbf");
  CHECK(name_of(R"(a\u0000b)") == std::string("a\0b", 3));
}

TEST_CASE("files that are unusual but right are read") {
  struct Unusual {
    const char* what;
    std::string header;
    std::size_t data;
    std::vector<std::string> names;  // as the data lie
  };
  std::string ones = "1";
  for (int i = 1; i < 64; ++i) ones += ",1";
  for (const Unusual& file : {
           Unusual{"no tensors", "{}", 0, {}},
           {"white space",
            "{\n\t\"w\" : { \"dtype\" : \"U8\" , \"shape\" : [ 1 , 2 ] ,\r\n"
            "\"data_offsets\" : [ 0 , 2 ] } } \n ",
            2,
            {"w"}},
           {"fields in another order",
            R"({"w":{"data_offsets":[0,2],"shape":[2],"dtype":"U8"}})",
            2,
            {"w"}},
           {"tensors in another order than their data",
            "{" + entry("a", "U8", "[1]", "[2,3]") + "," + entry("b", "U8", "[2]", "[0,2]") + "}",
            3,
            {"b", "a"}},
           {"empty tensors before, between and behind others",
            "{" + entry("a", "U8", "[1]", "[0,1]") + "," + entry("b", "F64", "[0]", "[1,1]") + "," +
                entry("c", "U8", "[1]", "[1,2]") + "," + entry("d", "F32", "[3,0]", "[2,2]") + "," +
                entry("e", "I64", "[0,9]", "[0,0]") + "}",
            2,
            {"e", "a", "b", "c", "d"}},
           {"a single number", "{" + entry("w", "F64", "[]", "[0,8]") + "}", 8, {"w"}},
           {"4 bits each", "{" + entry("w", "F4", "[2,3]", "[0,3]") + "}", 3, {"w"}},
           {"6 bits each", "{" + entry("w", "F6_E2M3", "[4]", "[0,3]") + "}", 3, {"w"}},
           {"64 dimensions", "{" + entry("w", "U8", "[" + ones + "]", "[0,1]") + "}", 1, {"w"}},
           {"the largest size",
            "{" + entry("w", "U8", "[0,1152921504606846975]", "[0,0]") + "}",
            0,
            {"w"}},
           {"metadata, at the end and empty",
            "{" + entry("w", "U8", "[1]", "[0,1]") + R"(,"__metadata__":{}})",
            1,
            {"w"}},
       }) {
    INFO(file.what);
    const Bytes bytes = file_with(file.header, file.data);
    std::vector<std::string> names;
    for (const SafeTensor& tensor : read_safetensors(bytes).tensors) names.push_back(tensor.name);
    CHECK(names == file.names);
  }
}

TEST_CASE("what cannot become floats is listed, and refused when floats are wanted") {
  const Bytes file = file_with(
      "{" + entry("ids", "I64", "[1]", "[0,8]") + "," + entry("w", "F32", "[1]", "[8,12]") + "}",
      12);
  const SafeTensors read = read_safetensors(file);
  CHECK(read.tensor("ids").bytes.size() == 8);
  CHECK_THROWS_WITH(floats(read.tensor("ids")),
                    "[safetensors] tensor `ids` is I64, which cannot be read as floats; "
                    "F32, F16, BF16 and F64 can");
  std::vector<float> two(2);
  CHECK_THROWS_WITH(copy_floats(read.tensor("w"), two),
                    "[safetensors] tensor `w` holds 1 numbers, but 2 are wanted");
  CHECK_THROWS_WITH(read.tensor("v"),
                    "[safetensors] the file has no tensor called `v`; it has `ids`, `w`");
}

TEST_CASE("a writer's mistakes are refused") {
  const auto refused = [](const TensorToWrite& tensor, const std::string& why) {
    CHECK_THROWS_WITH(write_safetensors(std::vector{tensor}), "[safetensors] tensor " + why);
  };
  refused({"w", {2, 2}, six}, "`w` has the shape [2,2], but 24 bytes");
  refused({"w", {-2, -3}, six}, "`w` has the shape [-2,-3], but 24 bytes");
  refused({"w", {std::int64_t{1} << 62, 4}, {}},
          "`w` has the shape [4611686018427387904,4], but 0 bytes");
  refused({"w", std::vector<std::int64_t>(65, 1), {six.data(), 1}},
          "`w` has more than 64 dimensions");
  refused({"__metadata__", {6}, six},
          "`__metadata__` cannot be written: the format keeps that name for the metadata");
  refused({"\xff", {6}, six}, "`\\xff` cannot be written: its name is not UTF-8");
  CHECK_THROWS_WITH(write_safetensors(std::vector<TensorToWrite>{{"w", {6}, six}, {"w", {6}, six}}),
                    "[safetensors] tensor `w` is there twice: each needs a name of its own");
  CHECK_THROWS_WITH(write_safetensors({}, {{"a", "\xc3"}}),
                    "[safetensors] the metadata `a` cannot be written: they are not UTF-8");
  CHECK_THROWS_WITH(write_safetensors({}, {{"a", std::string(max_header_bytes, 'x')}}),
                    "[safetensors] the header would have 16777248 bytes, and at most "
                    "16777216 are written: put less into the names and the metadata");
}
