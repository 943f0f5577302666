// IDX, the format of MNIST. Numbers have four bytes, the most significant first.
//
//     images: 0x00000803, how many, rows, columns; then a byte a pixel, row by row
//     labels: 0x00000801, how many; then a byte a label, here 0 … 9
//
// Neither says how long it is but by these sizes. They are compared with the bytes there are before
// anything is done with them, and nothing may be left over.

#include "idx.hpp"

#include <optional>

#include "../error.hpp"

namespace softlook {
namespace {

constexpr std::uint32_t images_magic = 0x803, labels_magic = 0x801;
constexpr std::uint32_t most_images = 1'000'000, widest_image = 256;

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return at_ == bytes_.size(); }
  std::size_t at() const { return at_; }

  std::uint32_t number(const char* what) {
    const std::string_view bytes = take(4, what);
    std::uint32_t number = 0;
    for (const char byte : bytes) number = number << 8 | static_cast<std::uint8_t>(byte);
    return number;
  }

  std::uint32_t number(const char* what, std::uint32_t most) {
    const std::size_t where = at_;
    const std::uint32_t given = number(what);
    if (given < 1 || given > most)
      fail("[idx] at byte % stands % as %; it must be from 1 to %", {where, given, what, most});
    return given;
  }

  std::string_view take(std::uint64_t count, const char* what) {
    const std::size_t left = bytes_.size() - at_;
    if (count > left)
      fail("[idx] from byte % on there should be % bytes of %, and there are %; is the file whole?",
           {at_, count, what, left});
    const std::string_view taken = bytes_.substr(at_, static_cast<std::size_t>(count));
    at_ += taken.size();
    return taken;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

struct Images {
  std::uint32_t count, rows, columns;
  std::string_view pixels;
};

Images read_images(Reader& reader) {
  Images images{};
  images.count = reader.number("the number of images", most_images);
  images.rows = reader.number("the number of rows", widest_image);
  images.columns = reader.number("the number of columns", widest_image);
  images.pixels = reader.take(std::uint64_t{images.count} * images.rows * images.columns, "pixels");
  return images;
}

std::string_view read_labels(Reader& reader) {
  const std::uint32_t count = reader.number("the number of labels", most_images);
  const std::size_t first = reader.at();
  const std::string_view labels = reader.take(count, "labels");
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (static_cast<std::uint8_t>(labels[i]) > 9)
      fail("[idx] label % (byte %) is %; it must be a digit from 0 to 9",
           {i, first + i, static_cast<std::uint8_t>(labels[i])});
  return labels;
}

[[noreturn]] void refuse(std::size_t at, std::uint32_t magic) {
  if (magic >> 16 == 0x1f8b)
    fail("[idx] the file at byte % is packed (gzip); unpack it first and give what comes out",
         {at});
  fail(
      "[idx] the file at byte % begins with the number %; images begin with % (0x00000803), labels "
      "with % (0x00000801)",
      {at, magic, images_magic, labels_magic});
}

}  // namespace

IdxDigits read_idx(std::string_view bytes) {
  Reader reader(bytes);
  std::optional<Images> images;
  std::optional<std::string_view> labels;
  while (!reader.at_end()) {
    const std::size_t at = reader.at();
    const std::uint32_t magic = reader.number("a file's first number");
    const bool again = magic == images_magic ? images.has_value() : labels.has_value();
    if (magic != images_magic && magic != labels_magic) refuse(at, magic);
    if (again)
      fail("[idx] at byte % begins a second file of %; give one of images and one of labels",
           {at, magic == images_magic ? "images" : "labels"});
    if (magic == images_magic)
      images = read_images(reader);
    else
      labels = read_labels(reader);
  }
  if (!images || !labels)
    fail("[idx] there is no file of %; give one of images and one of labels, one after the other",
         {images ? "labels" : "images"});
  if (images->count != labels->size())
    fail("[idx] there are % images and % labels; give one label for each image",
         {images->count, labels->size()});
  return {static_cast<int>(images->count), static_cast<int>(images->rows),
          static_cast<int>(images->columns), images->pixels, *labels};
}

}  // namespace softlook
