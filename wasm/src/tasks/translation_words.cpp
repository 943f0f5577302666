#include "translation_words.hpp"

#include <algorithm>

namespace softlook::translation {
namespace {

using enum Class;

constexpr std::uint8_t any_thing = readable | food | drink | letter | other;

// Forms: of a pronoun I, me, my; of a noun one, many; of a mood tall, taller; of a verb to buy, buys,
// bought; of to be and to do am, are, is, since I, they and he differ.
constexpr Word table[] = {
    {"的", "that", particle},
    {"了", "", particle},
    {"吗", "?", particle},
    {"把", "", particle},
    {"比", "than", particle},
    {"很", "", particle},
    {"不", "not", particle},
    {"没", "", particle},
    {"想", "want wants", named},
    {"要", "will", particle},
    {"会", "can", particle},
    {"在", "in", particle},
    {"和", "and", particle},
    {"因为", "because", particle},
    {"所以", "", particle},
    {"但是", "but", particle},
    {"上", "on", particle},
    {"里", "in", particle},
    {"去", "go goes went", named},
    {"给", "give gives gave", named},
    {"放", "put puts put", named},
    {"个", "", particle},
    {"本", "", particle},
    {"杯", "cup cups", named},
    {"部", "", particle},
    {"封", "", particle},
    {"只", "", particle},
    {"件", "", particle},

    {"我", "I me my", pronoun},
    {"你", "you you your", pronoun},
    {"我们", "we us our", pronoun},
    {"他们", "they them their", pronoun},
    {"他", "he him his", pronoun},
    {"她", "she her her", pronoun},

    {"老师", "teacher", human, 1},
    {"学生", "student", human, 1},
    {"朋友", "friend", human},

    {"书", "book books", thing, readable, ben},
    {"信", "letter letters", thing, letter, feng},
    {"电影", "film films", thing, film, bu_film},
    {"梨", "pear pears", thing, food, ge},
    {"蛋糕", "cake cakes", thing, food, ge},
    {"茶", "tea tea", thing, drink, bei},
    {"咖啡", "coffee coffee", thing, drink, bei},
    {"猫", "cat cats", thing, other, zhi},
    {"狗", "dog dogs", thing, other, zhi},
    {"毛衣", "sweater sweaters", thing, other, jian},

    {"高", "tall taller", mood},
    {"忙", "busy busier", mood},
    {"高兴", "happy happier", mood},
    {"年轻", "young younger", mood},

    {"新", "new", look, 1},
    {"大", "big", look, 1},
    {"漂亮", "beautiful", look, 1},
    {"红色", "red", look},

    {"爱", "love loves", state, any_thing},
    {"喜欢", "like likes", state, any_thing | film},
    {"认识", "know knows", state},

    {"买", "buy buys bought", action, any_thing},
    {"看", "read reads read", action, readable | letter},
    {"看", "watch watches watched", action, film},
    {"吃", "eat eats ate", action, food},
    {"喝", "drink drinks drank", action, drink},
    {"写", "write writes wrote", action, readable | letter},

    {"学习", "study studies studied", doing},
    {"工作", "work works worked", doing},
    {"睡觉", "sleep sleeps slept", doing},
    {"跳舞", "dance dances danced", doing},

    {"昨天", "yesterday", time},
    {"今天", "today", time},
    {"明天", "tomorrow", time},
    {"每天", "every day", time},

    {"学校", "school", place, 2},
    {"图书馆", "library", place, 1},
    {"公园", "park", place, 1},
    {"北京", "Beijing", place},

    {"桌子", "table", spot, 0, shang},
    {"椅子", "chair", spot, 0, shang},
    {"包", "bag", spot, 0, li},
    {"盒子", "box", spot, 0, li},

    {"一", "a", number},
    {"两", "two", number},
    {"三", "three", number},

    {"这", "this", pointer},
    {"那", "that", pointer},

    {"", "am are is", english},
    {"", "do do does did", english},
    {"", "the", english},
    {"", "to", english},
    {"", "of", english},
    {"", "at", english},
};

// The token of what is written so: the one that it has, or a new one.
std::uint8_t token_of(std::vector<std::string_view>& tokens, std::string_view written) {
  const auto token = std::ranges::find(tokens, written) - tokens.begin();
  if (token == static_cast<std::ptrdiff_t>(tokens.size())) tokens.push_back(written);
  return static_cast<std::uint8_t>(token);
}

constexpr std::size_t only_english = 6;

}  // namespace

std::span<const Word> words() { return table; }

int index_of(Only word) {
  return static_cast<int>(std::size(table) - only_english) + static_cast<int>(word);
}

Lexicon::Lexicon() : english_of_(std::size(table) * most_forms) {
  for (std::size_t i = 0; i < std::size(table); ++i) {
    const std::string_view written = table[i].chinese;
    chinese_of_.push_back(written.empty() ? std::uint8_t{0} : token_of(chinese_, written));
    std::string_view forms = table[i].english;
    for (std::size_t form = 0; !forms.empty(); ++form) {
      const std::size_t space = std::min(forms.find(' '), forms.size());
      english_of_[i * most_forms + form] = token_of(english_, forms.substr(0, space));
      forms.remove_prefix(std::min(space + 1, forms.size()));
    }
  }
}

}  // namespace softlook::translation
