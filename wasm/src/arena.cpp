#include "arena.hpp"

#include <algorithm>
#include <new>

namespace softlook {

Arena::Arena() : name_("measuring"), capacity_(std::uint64_t{1} << 60) {}
Arena::Arena(std::string name, std::size_t capacity)
    : name_(std::move(name)), capacity_(capacity), block_(allocate(capacity)) {}

Arena::Block Arena::allocate(std::size_t capacity) {
  return Block(static_cast<std::byte*>(::operator new(capacity, std::align_val_t(alignment))));
}
void Arena::Free::operator()(std::byte* block) const {
  ::operator delete(block, std::align_val_t(alignment));
}

std::byte* Arena::nowhere() {
  alignas(alignment) static std::byte place[alignment];
  return place;
}

std::byte* Arena::advance(std::size_t count, std::size_t size, std::string_view what, bool there) {
  if (count > (capacity_ - used_) / size) refuse(count, size, what);
  std::byte* first = measures() ? nowhere() : block_.get() + used_;
  const std::uint64_t bytes = (std::uint64_t{count} * size + alignment - 1) / alignment * alignment;
  used_ = std::min(used_ + bytes, capacity_);
  peak_ = std::max(peak_, used_);
  if (!measures() || !there) return first;
  if (count > most_measured / size) refuse(count, size, what);
  pieces_.push_back(allocate(count * size));
  return pieces_.back().get();
}

std::byte* Arena::advance(std::size_t count, std::size_t size, const char* what, bool there) {
  return advance(count, size, std::string_view(what), there);
}

void Arena::refuse(std::uint64_t count, std::size_t size, std::string_view what) const {
  fail("[arena] `%` needs % bytes, but the % arena has % of % left; choose smaller sizes",
       {what, count * size, name_, capacity_ - used_, capacity_});
}

}  // namespace softlook
