// Memory of an import, which only grows: nothing is copied when it does, and what was used up is given back
// piece by piece.
#pragma once

#include <sys/mman.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace sekisho::inspect {

// 2 MiB from the system; all but the first of a kind in one huge page where the system has them.
class Slab {
 public:
  static constexpr std::size_t bytes = std::size_t{2} << 20;

  explicit Slab(bool huge) {
    // Twice the size, and cut where a huge page may begin.
    void* const wide = ::mmap(nullptr, 2 * bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (wide == MAP_FAILED) throw std::bad_alloc();
    auto* const from = static_cast<std::byte*>(wide);
    const std::size_t before = (bytes - reinterpret_cast<std::uintptr_t>(wide) % bytes) % bytes;
    at_ = from + before;
    if (before > 0) ::munmap(from, before);
    ::munmap(at_ + bytes, bytes - before);
    if (huge) (void)::madvise(at_, bytes, MADV_HUGEPAGE);
  }
  Slab(Slab&& other) noexcept : at_(std::exchange(other.at_, nullptr)) {}
  Slab& operator=(Slab&& other) noexcept {
    std::swap(at_, other.at_);
    return *this;
  }
  ~Slab() {
    if (at_) ::munmap(at_, bytes);
  }
  std::byte* data() const { return at_; }

 private:
  std::byte* at_ = nullptr;
};

template <class T>
class Blocks {
  static_assert(std::is_trivially_copyable_v<T>);
  static constexpr std::size_t in_block = Slab::bytes / sizeof(T);

 public:
  void push_back(const T& value) {
    if (size_ == slabs_.size() * in_block) slabs_.emplace_back(!slabs_.empty());
    (*this)[size_++] = value;
  }
  T& operator[](std::size_t i) { return of(i / in_block)[i % in_block]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t blocks() const { return slabs_.size(); }
  std::span<const T> block(std::size_t i) const {
    return {of(i), i + 1 < slabs_.size() ? in_block : size_ - i * in_block};
  }
  void clear() {
    slabs_.clear();
    size_ = 0;
  }

 private:
  T* of(std::size_t block) const { return reinterpret_cast<T*>(slabs_[block].data()); }
  std::vector<Slab> slabs_;
  std::size_t size_ = 0;
};

// A key and the row it leads to, in twelve bytes.
struct KeyOfRow {
  std::uint32_t low, high, row;
  std::uint64_t key() const { return std::uint64_t{high} << 32 | low; }
};

// Keys, parted by their first eight bits as they come: the buckets of one part stay in the processor's cache
// while they are filled.
class KeyParts {
 public:
  static constexpr std::size_t count = 256;

  void add(std::uint64_t key, std::uint32_t row) {
    Part& part = parts_[key >> 56];
    if (part.at == part.end) grow(part);
    *part.at++ = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32), row};
    ++size_;
  }
  std::uint64_t size() const { return size_; }
  template <class F>
  void each(std::size_t part, F&& take) const {
    const Part& p = parts_[part];
    for (const KeyOfRow* chunk : p.chunks)
      for (const KeyOfRow *k = chunk, *end = chunk == p.chunks.back() ? p.at : chunk + in_chunk; k != end;
           ++k)
        take(*k);
  }

 private:
  static constexpr std::size_t in_chunk = 1024;
  static constexpr std::size_t in_slab = Slab::bytes / (in_chunk * sizeof(KeyOfRow));
  struct Part {
    KeyOfRow* at = nullptr;
    KeyOfRow* end = nullptr;
    std::vector<KeyOfRow*> chunks;
  };
  void grow(Part& part) {
    if (chunks_ == slabs_.size() * in_slab) slabs_.emplace_back(slabs_.size() > 1);
    part.at = reinterpret_cast<KeyOfRow*>(slabs_.back().data()) + chunks_++ % in_slab * in_chunk;
    part.end = part.at + in_chunk;
    part.chunks.push_back(part.at);
  }

  std::array<Part, count> parts_;
  std::vector<Slab> slabs_;
  std::size_t chunks_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace sekisho::inspect
