#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "error.hpp"

namespace softlook {

// A bump allocator: memory is taken from the front of one block and given back all at once by
// reset(). The capacity never changes, so a training step cannot allocate from the system.
class Arena {
 public:
  static constexpr std::size_t alignment = 16;

  Arena(std::string name, std::size_t capacity)
      : name_(std::move(name)), capacity_(capacity), block_(allocate(capacity)) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `count` elements, uninitialised if they are numbers; `what` is named in the error when they do
  // not fit.
  template <class T>
  std::span<T> take(std::size_t count, std::string_view what) {
    static_assert(std::is_trivially_destructible_v<T>, "reset() runs no destructors");
    static_assert(alignof(T) <= alignment);
    const std::size_t room = (capacity_ - used_) / sizeof(T);
    if (count > room) refuse(count * sizeof(T), what);
    T* first = reinterpret_cast<T*>(block_.get() + used_);
    std::uninitialized_default_construct_n(first, count);
    const std::size_t bytes = (count * sizeof(T) + alignment - 1) / alignment * alignment;
    used_ = std::min(used_ + bytes, capacity_);
    peak_ = std::max(peak_, used_);
    return {first, count};
  }

  void reset() { used_ = 0; }

  std::size_t used() const { return used_; }
  std::size_t peak() const { return peak_; }
  std::size_t capacity() const { return capacity_; }

 private:
  struct Free {
    void operator()(std::byte* block) const {
      ::operator delete(block, std::align_val_t(alignment));
    }
  };
  using Block = std::unique_ptr<std::byte, Free>;

  static Block allocate(std::size_t capacity) {
    return Block(static_cast<std::byte*>(::operator new(capacity, std::align_val_t(alignment))));
  }

  [[noreturn]] void refuse(std::size_t bytes, std::string_view what) const {
    throw Error("[arena] `" + std::string(what) + "` needs " + std::to_string(bytes) +
                " bytes, but the " + name_ + " arena has " + std::to_string(capacity_ - used_) +
                " of " + std::to_string(capacity_) + " left; choose smaller sizes");
  }

  std::string name_;
  std::size_t capacity_;
  std::size_t used_ = 0;
  std::size_t peak_ = 0;
  Block block_;
};

}  // namespace softlook
