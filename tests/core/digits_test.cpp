#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <set>
#include <string>

#include "io/idx.hpp"
#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(const Settings::Chosen& chosen, std::string_view data = {}) {
  const TaskKind& kind = find_task("digits");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen), data});
}

std::string number(std::uint32_t x) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(x >> shift & 0xff);
  return bytes;
}

std::string labels(const std::string& each) {
  return number(0x801) + number(static_cast<std::uint32_t>(each.size())) + each;
}

// Image i has the pixel i + 1 everywhere.
std::string images(std::uint32_t count, std::uint32_t rows, std::uint32_t columns) {
  std::string bytes = number(0x803) + number(count) + number(rows) + number(columns);
  for (std::uint32_t i = 0; i < count; ++i)
    bytes += std::string(rows * columns, static_cast<char>(i + 1));
  return bytes;
}

// Which of such images these are: a step of training draws `count`.
std::set<int> met(const Task& task, bool held_out, int count) {
  Arena arena("test", 1 << 22);
  std::set<int> all;
  for (int i = 0; i < count; ++i) {
    arena.reset();
    Tape tape(arena, Tape::Mode::forward);
    Rng rng = Rng::stream(1, static_cast<std::uint64_t>(i));
    const Batch batch = held_out ? task.held_out(rng, tape) : task.sample(rng, tape, 2);
    for (int b = 0; b < batch.input.shape[0]; ++b) {
      const float pixel = batch.input.row(b * batch.input.shape[1])[0];
      const int image = static_cast<int>(pixel * 255 + 0.5f) - 1;
      CHECK(batch.target.values[b] == static_cast<float>(image % 10));
      all.insert(image);
    }
  }
  return all;
}

const Settings::Chosen plain{{"size", 12}, {"noise", 0}};

}  // namespace

TEST_CASE("digits are images of ink on empty ground, each of the ten as often as any other") {
  const auto task = make({{"noise", 0}});
  Arena arena("test", 1 << 24);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, 500);
  REQUIRE(batch.input.shape == Shape{500, 28, 28});
  REQUIRE(batch.target.shape == Shape{500, 1});
  REQUIRE(batch.alignment.shape == Shape{500, 1, 28 * 28});
  CHECK((task->form().input.image && task->form().separate));
  std::vector<int> counts(10);
  for (int b = 0; b < 500; ++b) {
    ++counts.at(static_cast<std::size_t>(batch.target.values[b]));
    const auto image = batch.input.all().subspan(static_cast<std::size_t>(b) * 784, 784);
    const auto where = batch.alignment.row(b);
    float ink = 0;
    for (std::size_t i = 0; i < 784; ++i) {
      CHECK((image[i] >= 0 && image[i] <= 1));
      CHECK((where[i] == 0 || where[i] == 1));
      // What is inked is worth looking at, and far from the ink nothing is.
      if (image[i] > 0) CHECK(where[i] == 1);
      ink += image[i];
    }
    CHECK(ink > 12);
    CHECK(ink < 392);
  }
  for (int count : counts) CHECK((count > 25 && count < 80));
}

TEST_CASE("no two digits that are drawn are the same, and the same stream draws the same") {
  const auto task = make({{"clutter", 2}});
  const auto drawn = [&](std::uint64_t stream) {
    Arena arena("test", 1 << 22);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng = Rng::stream(1, stream);
    const Batch batch = task->sample(rng, tape, 20);
    std::vector<std::vector<float>> all;
    for (std::size_t b = 0; b < 20; ++b) {
      const auto image = batch.input.all().subspan(b * 784, 784);
      all.emplace_back(image.begin(), image.end());
    }
    return all;
  };
  auto images = drawn(1);
  CHECK(images == drawn(1));
  CHECK(images != drawn(2));
  std::ranges::sort(images);
  CHECK(std::ranges::adjacent_find(images) == images.end());
}

TEST_CASE("fragments lie where the digit does not, and noise leaves no pixel outside 0 to 1") {
  const auto sample = [](const Settings::Chosen& chosen, auto&& look) {
    const auto task = make(chosen);
    Arena arena("test", 1 << 24);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(3, 3);
    look(task->sample(rng, tape, 50));
  };
  double beside = 0, all = 0;
  sample({{"size", 40}, {"room", 1.5}, {"clutter", 4}, {"noise", 0}}, [&](const Batch& batch) {
    for (std::size_t i = 0; i < batch.input.count(); ++i) {
      const auto ink = static_cast<double>(batch.input.values[i]);
      all += ink;
      if (batch.alignment.values[i] == 0) beside += ink;
    }
  });
  CHECK(beside > 0.2 * all);
  CHECK(beside < 0.8 * all);
  sample({{"noise", 1}}, [](const Batch& batch) {
    for (float pixel : batch.input.all()) CHECK((pixel >= 0 && pixel <= 1));
  });
}

TEST_CASE("with more room a digit is smaller, and stands anywhere") {
  // The mean over samples of how many rows have ink, and how far the first one strays.
  const auto rows = [](double room) {
    const auto task = make({{"room", room}, {"noise", 0}});
    Arena arena("test", 1 << 24);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(3, 3);
    const Batch batch = task->sample(rng, tape, 100);
    int lowest = 28, highest = 0, inked = 0;
    for (int b = 0; b < 100; ++b) {
      int first = 28;
      for (int y = 27; y >= 0; --y)
        if (*std::ranges::max_element(batch.input.row(b * 28 + y)) > 0) first = y, ++inked;
      lowest = std::min(lowest, first);
      highest = std::max(highest, first);
    }
    return std::pair(inked, highest - lowest);
  };
  const auto close = rows(1), wide = rows(2);
  CHECK(wide.first < close.first * 2 / 3);
  CHECK(wide.second > close.second);
}

TEST_CASE("images and labels are read, whichever comes first") {
  const std::string one = images(3, 2, 5), other = labels({'\7', '\0', '\11'});
  for (const std::string& bytes : {one + other, other + one}) {
    const IdxDigits read = read_idx(bytes);
    CHECK((read.count == 3 && read.rows == 2 && read.columns == 5));
    CHECK((read.label(0) == 7 && read.label(1) == 0 && read.label(2) == 9));
    for (int i = 0; i < 3; ++i) CHECK(read.pixel(i, 1, 4) == i + 1);
  }
}

TEST_CASE("what is no IDX file is refused, with the byte and the reason") {
  struct Row {
    std::string bytes;
    const char* why;
  };
  const std::string good = images(2, 3, 4) + labels({'\1', '\2'});
  const Row rows[] = {
      {"", "[idx] there is no file of images"},
      {"PNG", "from byte 0 on there should be 4 bytes of a file's first number, and there are 3"},
      {"\x1f\x8b\x08" + std::string(20, 'x'), "is packed (gzip); unpack it first"},
      {images(2, 3, 4) + "\x1f\x8b\x08" + std::string(20, 'x'), "the file at byte 40 is packed"},
      {number(0x802) + number(1), "the file at byte 0 begins with the number 2050"},
      {images(2, 3, 4), "[idx] there is no file of labels"},
      {labels({'\1', '\2'}), "[idx] there is no file of images"},
      {images(2, 3, 4) + images(2, 3, 4), "at byte 40 begins a second file of images"},
      {labels("\1\2") + labels("\1\2"), "at byte 10 begins a second file of labels"},
      {images(3, 3, 4) + labels("\1\2"), "there are 3 images and 2 labels"},
      {images(2, 3, 4) + labels({'\1', '\12'}), "label 1 (byte 49) is 10"},
      {images(2, 3, 4) + labels("\1\xff"), "label 1 (byte 49) is 255"},
      {good + "x", "from byte 50 on there should be 4 bytes of a file's first number"},
      {number(0x803) + number(0), "at byte 4 stands 0 as the number of images"},
      {number(0x803) + number(1) + number(0), "at byte 8 stands 0 as the number of rows"},
      {number(0x803) + number(1) + number(1) + number(257), "at byte 12 stands 257"},
      {number(0x803) + number(0xffffffff), "at byte 4 stands 4294967295"},
      {number(0x801) + number(0xffffffff), "at byte 4 stands 4294967295"},
      {number(0x803) + number(1'000'000) + number(256) + number(256) + "x",
       "from byte 16 on there should be 65536000000 bytes of pixels, and there are 1"},
  };
  for (const auto& [bytes, why] : rows) CHECK_THROWS_WITH(read_idx(bytes), ContainsSubstring(why));
  for (std::size_t length = 0; length < good.size(); ++length) {
    CAPTURE(length);
    CHECK_THROWS_AS(read_idx(good.substr(0, length)), Error);
  }
}

TEST_CASE("of own digits every tenth is held out, and training meets all others and never those") {
  for (int count : {2, 9, 10, 11, 25}) {
    std::string which;
    for (int i = 0; i < count; ++i) which += static_cast<char>(i % 10);
    const std::string bytes = images(static_cast<std::uint32_t>(count), 12, 12) + labels(which);
    const auto task = make(plain, bytes);
    std::set<int> held_out, others;
    for (int i = 0; i < count; ++i) (i % 10 == 0 ? held_out : others).insert(i);
    CAPTURE(count);
    CHECK(met(*task, true, 300) == held_out);
    CHECK(met(*task, false, 300) == others);
  }
}

TEST_CASE("a session looks at held-out digits of somebody's own, and trains on the others") {
  const std::string bytes = images(11, 12, 12) + labels({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0});
  Config config{.task = "digits", .model = "perceptron", .settings = plain, .data = bytes};
  Session session(config);
  for (std::uint32_t example = 0; example < 30; ++example) {
    session.observe(example);
    CHECK(session.tensor("target").tensor.values[0] == 0);  // images 0 and 10 show a 0
  }
  std::vector<float> losses(3);
  CHECK(session.train(losses) == 3);
  CHECK(session.clone()->observe(4) == session.observe(4));
}

TEST_CASE("own images smaller than the canvas stand anywhere on it; larger ones are refused") {
  const std::string bytes = images(2, 4, 6) + labels("\1\2");
  const auto task = make({{"size", 16}, {"noise", 0}}, bytes);
  Arena arena("test", 1 << 22);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, 60);
  std::set<std::size_t> corners;
  for (std::size_t b = 0; b < 60; ++b) {
    const auto image = batch.input.all().subspan(b * 256, 256);
    CHECK(std::ranges::count_if(image, [](float pixel) { return pixel > 0; }) == 24);
    corners.insert(static_cast<std::size_t>(
        std::ranges::find_if(image, [](float pixel) { return pixel > 0; }) - image.begin()));
  }
  CHECK(corners.size() > 20);
  const std::string large = images(2, 13, 12) + labels("\1\2");
  CHECK_THROWS_WITH(make(plain, large), ContainsSubstring("set `size` to at least 13"));
  const std::string single = images(1, 12, 12) + labels("\1");
  CHECK_THROWS_WITH(make(plain, single),
                    ContainsSubstring("[data] there is 1 image; give at least two"));
}

TEST_CASE("a model that reads the rows of an image as words is not scored by pixels") {
  Session session({.task = "digits",
                   .model = "encoder-decoder",
                   .settings = {{"batch", 1}, {"size", 12}, {"width", 8}}});
  const Score score = session.evaluate(3);
  CHECK(std::isnan(score.aligned));
  CHECK(std::isnan(score.attended));
  CHECK(score.right >= 0);
}
