#include "biff_records.h"

#include <algorithm>

#include "base/decoder.h"

namespace sekisho::formats {
namespace {
constexpr std::size_t window_size = std::size_t{256} << 10;
constexpr std::uint16_t continue_record = 0x3C;
}  // namespace

ByteView BiffRecords::window(std::uint64_t from, std::size_t size) {
  if (from < buffer_at_ || from + size > buffer_at_ + buffer_.size()) {
    buffer_.resize(window_size);
    buffer_at_ = from;
    const auto got = stream_.read_at(from, buffer_);
    broken_ = broken_ || !got;
    buffer_.resize(got.value_or(0));
  }
  return part_of(buffer_, from - buffer_at_, size);
}

bool BiffRecords::next() {
  if (broken_) return false;
  const ByteView head = window(next_, 4);
  if (head.size() < 4) {
    // Some writers fill the last sector.
    broken_ = broken_ || std::ranges::any_of(head, [](std::uint8_t b) { return b != 0; });
    return false;
  }
  at_ = next_;
  type_ = little<std::uint16_t>(head);
  const std::size_t size = little<std::uint16_t>(head, 2);
  data_ = window(at_ + 4, size);
  if (data_.size() < size) {
    broken_ = true;
    return false;
  }
  if (cipher_) {
    plain_.assign(data_.begin(), data_.end());
    cipher_->decrypt(type_, at_ + 4, plain_);
    data_ = plain_;
  }
  next_ = at_ + 4 + size;
  return true;
}

bool BiffRecords::next_continue() {
  const ByteView head = window(next_, 4);
  // The window may have moved: what data() was is gone, so it is only asked when all of it is read.
  if (head.size() < 4 || little<std::uint16_t>(head) != continue_record) {
    data_ = {};
    return false;
  }
  return next();
}

bool BiffText::more() {
  while (at_ >= records_.data().size()) {
    if (over_ || !records_.next_continue()) {
      over_ = true;
      return false;
    }
    at_ = 0;
  }
  return true;
}

std::uint8_t BiffText::u8() { return more() ? records_.data()[at_++] : 0; }
std::uint16_t BiffText::u16() {
  const std::uint16_t low = u8();
  return static_cast<std::uint16_t>(low | u8() << 8);
}
std::uint32_t BiffText::u32() {
  const std::uint32_t low = u16();
  return low | std::uint32_t{u16()} << 16;
}

void BiffText::skip(std::uint64_t size) {
  while (size > 0 && more()) {
    const auto part = std::min<std::uint64_t>(size, records_.data().size() - at_);
    at_ += part;
    size -= part;
  }
}

Bytes BiffText::take(std::size_t size) {
  Bytes out;
  while (out.size() < size && more()) {
    const ByteView part = part_of(records_.data(), at_, size - out.size());
    out.insert(out.end(), part.begin(), part.end());
    at_ += part.size();
  }
  return out;
}

void BiffText::characters(std::size_t count, bool wide, std::string& out) {
  std::u16string units;
  while (count > 0) {
    if (at_ >= records_.data().size()) {
      if (!more()) break;
      wide = (u8() & 1) != 0;
      continue;
    }
    const ByteView rest = part_of(records_.data(), at_);
    const std::size_t part = std::min(count, wide ? rest.size() / 2 : rest.size());
    for (std::size_t i = 0; i < part; ++i)
      units.push_back(wide ? little<char16_t>(rest, i * 2) : static_cast<char16_t>(rest[i]));
    at_ += wide ? part * 2 : part;
    count -= part;
    if (part == 0) at_ = records_.data().size();  // half a character at a border
  }
  utf16_to_utf8(units, out);
}

}  // namespace sekisho::formats
