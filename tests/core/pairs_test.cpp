#include "io/pairs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "session.hpp"

using namespace softlook;
using namespace std::string_literals;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

using Tokens = std::vector<std::string>;

}  // namespace

TEST_CASE("a side with a space somewhere is words and marks, any other is characters") {
  const Pairs pairs = read_pairs("我爱你\tI love you.\n你好\tHello!\n");
  CHECK_FALSE(pairs.source.words);
  CHECK(pairs.source.tokens == Tokens{"你", "好", "我", "爱"});
  CHECK(pairs.target.tokens == Tokens{"!", ".", "Hello", "I", "love", "you"});
  CHECK((pairs.source.longest == 3 && pairs.target.longest == 4));
  CHECK(pairs.pairs.at(0).source == std::vector{2, 3, 0});
  CHECK(pairs.pairs.at(1).target == std::vector{2, 0});
}

TEST_CASE("scripts may be mixed, and spaces wide, double or at the ends") {
  const Pairs pairs = read_pairs("\xef\xbb\xbf 我　love  你 \tΨ🙂\r\n\r\n...\tΨ");
  CHECK(pairs.source.tokens == Tokens{".", "love", "你", "我"});
  CHECK(pairs.pairs.at(1).source == std::vector{0, 0, 0});
  CHECK(pairs.target.tokens == Tokens{"Ψ", "🙂"});
  CHECK(pairs.pairs.at(0).target == std::vector{0, 1});
}

TEST_CASE("one character is a sentence, and what stands behind a second tab is left alone") {
  const Pairs pairs = read_pairs("a\tb\tsomebody wrote this\nc\td\t");
  CHECK((pairs.pairs.size() == 2 && pairs.source.longest == 1 && !pairs.target.words));
}

TEST_CASE("of pairs that are alike one is kept, in the order of the lines") {
  const Pairs pairs = read_pairs("c\tx\na\tx\nc\tx\nc\ty\na\tx\n");
  REQUIRE(pairs.pairs.size() == 3);
  CHECK(pairs.pairs[0].source == std::vector{1});
  CHECK(pairs.pairs[1].source == std::vector{0});
  CHECK(pairs.pairs[2].target == std::vector{1});
}

TEST_CASE("what is no list of pairs is refused with its line and what to do") {
  std::string words, lines;
  for (int i = 0; i <= Pairs::most_different; ++i) words += "w" + std::to_string(i) + " x\ty\n";
  for (std::size_t i = 0; i <= Pairs::most_pairs; ++i) lines += "a\tb\n";
  const struct {
    std::string text;
    const char* sentence;
  } all[] = {
      {"", "at least two different pairs, one to learn and one to ask; there is 0"},
      {"\n \n\r\n", "there is 0"},
      {"a\tb\na\tb\n", "there is 1"},
      {"a\tb\nab\n", "[data] line 2 has no tab"},
      {"a\tb\n\tb\n", "[data] line 2 has nothing before its tab"},
      {"a\tb\nc\t \n", "[data] line 2 has nothing behind its tab"},
      {"a\tb\n\xff\xfe\n", "[data] line 2 is no text in UTF-8: it has `\\xff`"},
      {"a\tb\nc\0\td"s, "[data] line 2 is no text in UTF-8: it has `\\u0000`"},
      {"a\tb\n" + repeated("a", 41) + "\tb", "line 2 has a sentence of 41 characters"},
      {"a\tb\n" + repeated("a ", 41) + "\tb", "line 2 has a sentence of 41 words"},
      {words, "line 4000 has `w3999`, one too many: a side may have 4000 different words"},
      {lines, "line 50001 is one too many"},
      {repeated("a", static_cast<int>(Pairs::most_bytes) + 1), "the text has 4000001 bytes"},
  };
  for (const auto& one : all)
    CHECK_THROWS_WITH(read_pairs(one.text), ContainsSubstring(one.sentence));
}

TEST_CASE("a session learns from pairs, asks those it never saw, and reads more of them") {
  std::string text;
  const std::string letters = "abcdefghij";
  for (const char a : letters)
    for (const char b : letters) text += ""s + a + b + "\t" + b + " " + a + "\n";
  Session session({.task = "translation",
                   .model = "encoder-decoder",
                   .attention = "additive",
                   .optimizer = "adam",
                   .settings = {{"width", 8}},
                   .data = text});
  std::vector<float> losses(3);
  CHECK(session.train(losses) == 3);
  // Every tenth pair ends in j; none of those is trained on.
  for (std::uint32_t i = 0; i < 20; ++i) {
    session.observe(i);
    CHECK(session.tensor("input").columns.at(1) == "j");
    CHECK(session.tensor("target").columns.at(0) == "j");
    CHECK(session.tensor("target").columns.back() == end_label);
  }
  for (int i = 0; i < 5; ++i) {
    CHECK(session.train(losses) == 3);
    CHECK(session.tensor("input").columns.at(1) != "j");
  }
  const Given known = session.read("ab");
  CHECK(known.target.values == std::vector<float>{1, 0, 10});
  CHECK_THROWS_WITH(session.read("az"), ContainsSubstring("[read] the sentence has `z`"));
  CHECK_THROWS_WITH(session.read("aba"), ContainsSubstring("and there may be 2"));
  CHECK_THROWS_WITH(session.read(""), ContainsSubstring("nothing to translate"));
}

TEST_CASE("of fewer than ten pairs the last is held out") {
  Session session({.task = "translation",
                   .model = "encoder-decoder",
                   .settings = {{"width", 4}, {"batch", 16}},
                   .data = "a\tx\nb\ty\nc\tz\n"});
  std::vector<float> losses(1);
  for (std::uint32_t i = 0; i < 5; ++i) {
    session.observe(i);
    CHECK(session.tensor("input").columns == Tokens{"c"});
    REQUIRE(session.train(losses) == 1);
    for (float token : session.tensor("input").tensor.all()) CHECK(token < 2);
  }
}
