#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
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

  Arena(std::string name, std::size_t capacity)
      : name_(std::move(name)), capacity_(capacity), block_(allocate(capacity)) {}
  static Arena measuring() { return Arena(); }

  // `count` elements, uninitialised if they are numbers; `what` is named in the error when they do
  // not fit.
  template <class T>
  std::span<T> take(std::size_t count, std::string_view what) {
    std::byte* bytes = advance<T>(count, what);
    if (measures()) {
      if (count > most_measured / sizeof(T)) refuse(count, sizeof(T), what);
      pieces_.push_back(allocate(count * sizeof(T)));
      bytes = pieces_.back().get();
    }
    T* first = reinterpret_cast<T*>(bytes);
    std::uninitialized_default_construct_n(first, count);
    return {first, count};
  }

  // The same for what only an op's forward and vjp touch. Neither runs while measuring: then there
  // is no memory behind it.
  template <class T>
  T* reserve(std::size_t count, std::string_view what) {
    return reinterpret_cast<T*>(advance<T>(count, what));
  }

  // An address for what has no memory: not null, since a gradient that is null is none at all.
  static std::byte* nowhere() {
    alignas(alignment) static std::byte place[alignment];
    return place;
  }

  void reset() { used_ = 0; }

  bool measures() const { return !block_; }
  std::uint64_t used() const { return used_; }
  std::uint64_t peak() const { return peak_; }
  std::uint64_t capacity() const { return capacity_; }

 private:
  struct Free {
    void operator()(std::byte* block) const {
      ::operator delete(block, std::align_val_t(alignment));
    }
  };
  using Block = std::unique_ptr<std::byte, Free>;

  // More than any plan: what is too large is refused by its sum.
  Arena() : name_("measuring"), capacity_(std::uint64_t{1} << 60) {}
  static constexpr std::size_t most_measured = std::size_t{1} << 29;

  static Block allocate(std::size_t capacity) {
    return Block(static_cast<std::byte*>(::operator new(capacity, std::align_val_t(alignment))));
  }

  template <class T>
  std::byte* advance(std::size_t count, std::string_view what) {
    static_assert(std::is_trivially_destructible_v<T>, "reset() runs no destructors");
    static_assert(alignof(T) <= alignment);
    if (count > (capacity_ - used_) / sizeof(T)) refuse(count, sizeof(T), what);
    std::byte* first = measures() ? nowhere() : block_.get() + used_;
    const std::uint64_t bytes =
        (std::uint64_t{count} * sizeof(T) + alignment - 1) / alignment * alignment;
    used_ = std::min(used_ + bytes, capacity_);
    peak_ = std::max(peak_, used_);
    return first;
  }

  [[noreturn]] void refuse(std::uint64_t count, std::size_t size, std::string_view what) const {
    throw Error("[arena] `" + std::string(what) + "` needs " + std::to_string(count * size) +
                " bytes, but the " + name_ + " arena has " + std::to_string(capacity_ - used_) +
                " of " + std::to_string(capacity_) + " left; choose smaller sizes");
  }

  std::string name_;
  std::uint64_t capacity_;
  std::uint64_t used_ = 0;
  std::uint64_t peak_ = 0;
  Block block_;
  std::vector<Block> pieces_;  // while measuring: what was taken
};

}  // namespace softlook
