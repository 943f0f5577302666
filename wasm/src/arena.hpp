#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "error.hpp"

namespace softlook {

// A bump allocator: memory is taken from the front of one block and given back all at once by
// reset(). The capacity never changes, so a training step cannot allocate from the system.
//
// An arena that measures has no block: it counts what a pass would take. What is taken with take()
// is there all the same, since it may be written at once; what is reserved has no memory.
class Arena {
 public:
  static constexpr std::size_t alignment = 16;

  Arena(std::string name, std::size_t capacity);
  static Arena measuring() { return Arena(); }

  // `count` elements, uninitialised if they are numbers; `what` is named in the error when they do
  // not fit.
  template <class T>
  std::span<T> take(std::size_t count, std::string_view what) {
    T* first = place<T>(count, what, true);
    std::uninitialized_default_construct_n(first, count);
    return {first, count};
  }

  // The same for what only an op's forward and vjp touch. Neither runs while measuring: then there
  // is no memory behind it.
  template <class T>
  T* reserve(std::size_t count, std::string_view what) {
    return place<T>(count, what, false);
  }

  // An address for what has no memory: not null, since a gradient that is null is none at all.
  static std::byte* nowhere();

  void reset() { used_ = 0; }

  bool measures() const { return !block_; }
  std::uint64_t used() const { return used_; }
  std::uint64_t peak() const { return peak_; }
  std::uint64_t capacity() const { return capacity_; }

 private:
  struct Free {
    void operator()(std::byte* block) const;
  };
  using Block = std::unique_ptr<std::byte, Free>;

  // More than any plan: what is too large is refused by its sum.
  Arena();
  static constexpr std::size_t most_measured = std::size_t{1} << 29;

  static Block allocate(std::size_t capacity);

  template <class T>
  T* place(std::size_t count, std::string_view what, bool there) {
    static_assert(std::is_trivially_destructible_v<T>, "reset() runs no destructors");
    static_assert(alignof(T) <= alignment);
    return reinterpret_cast<T*>(advance(count, sizeof(T), what, there));
  }
  // The bytes of `count` elements; `there`: memory even while measuring.
  std::byte* advance(std::size_t count, std::size_t size, std::string_view what, bool there);
  [[noreturn]] void refuse(std::uint64_t count, std::size_t size, std::string_view what) const;

  std::string name_;
  std::uint64_t capacity_;
  std::uint64_t used_ = 0;
  std::uint64_t peak_ = 0;
  Block block_;
  std::vector<Block> pieces_;  // while measuring: what was taken
};

}  // namespace softlook
