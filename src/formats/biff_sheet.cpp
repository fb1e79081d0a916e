#include "biff_sheet.h"

#include <bit>

namespace sekisho::formats {

std::string* BiffSheet::cell(std::uint16_t row, std::uint16_t column) {
  if (column >= columns) {
    broken_ = true;
    return nullptr;
  }
  if (row_ != row) flush();
  row_ = row;
  filled_ = std::max<std::size_t>(filled_, column + 1u);
  cells_[column].clear();
  return &cells_[column];
}

std::string* BiffSheet::cell(Cursor& at) {
  const std::uint16_t row = at.u16();
  const std::uint16_t column = at.u16();
  if (book_.version == Biff::v2) {
    format_ = 0xFFFF;
    at.take(3);
  } else {
    format_ = at.u16();
  }
  if (at.over()) broken_ = true;
  return at.over() ? nullptr : cell(row, column);
}

void BiffSheet::flush() {
  awaited_ = nullptr;
  if (!row_) return;
  shown_.assign(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(filled_));
  for (const std::string& kana : kana_) shown_.push_back(kana);
  wanted_ = sink_.row(std::uint64_t{*row_} + 1, shown_) && wanted_;
  for (std::size_t i = 0; i < filled_; ++i) cells_[i].clear();
  kana_.clear();
  filled_ = 0;
  row_.reset();
}

void BiffSheet::number(double value) {
  append_biff_number(value, book_.format_of(format_), book_.from_1904, *awaited_);
  awaited_ = nullptr;
}

void BiffSheet::fault(std::string& out, std::uint8_t value, bool is_error) {
  if (!is_error) {
    out += value != 0 ? "TRUE" : "FALSE";
    return;
  }
  switch (value) {
    case 0x00:
      out += "#NULL!";
      break;
    case 0x07:
      out += "#DIV/0!";
      break;
    case 0x0F:
      out += "#VALUE!";
      break;
    case 0x17:
      out += "#REF!";
      break;
    case 0x1D:
      out += "#NAME?";
      break;
    case 0x24:
      out += "#NUM!";
      break;
    default:
      out += "#N/A";
  }
}

// Eight bytes: a number, or, marked by FFFF at their end, what else the formula gave.
void BiffSheet::result(Cursor& at) {
  const ByteView value = at.take(8);
  std::string* to = awaited_;
  if (little<std::uint16_t>(value, 6) != 0xFFFF)
    return number(std::bit_cast<double>(little<std::uint64_t>(value)));
  awaited_ = nullptr;
  if (value[0] == 0)
    awaited_ = to;
  else if (value[0] == 1 || value[0] == 2)
    fault(*to, value[2], value[0] == 2);
}

void BiffSheet::multiple(ByteView data) {
  Cursor at(data);
  const std::uint16_t row = at.u16();
  std::uint16_t column = at.u16();
  for (; at.left() >= 8; ++column) {
    format_ = at.u16();
    const std::uint32_t rk = at.u32();
    awaited_ = cell(row, column);
    if (!awaited_) return;
    number(rk_value(rk));
  }
}

bool BiffSheet::take(BiffRecords& records) {
  const ByteView data = records.data();
  Cursor at(data);
  const auto open = [&] { return (awaited_ = cell(at)) != nullptr; };
  switch (records.type()) {
    case 0x00FD:  // LABELSST
      if (open()) {
        const std::uint32_t index = at.u32();
        const auto one = book_.strings.at(index);
        // Strings for which there was no room were told already.
        broken_ = broken_ || (!book_.strings.has(index) && !book_.strings.full());
        *awaited_ = one.text;
        if (!one.kana.empty() && kana_.size() < columns) kana_.emplace_back(one.kana);
      }
      awaited_ = nullptr;
      return true;
    case 0x0204:  // LABEL
    case 0x00D6:  // RSTRING
    case 0x0004:  // LABEL of BIFF2
      if (open()) {
        const std::size_t count = book_.version == Biff::v2 ? at.u8() : at.u16();
        book_.text(part_of(data, at.at()), count, *awaited_);
      }
      awaited_ = nullptr;
      return true;
    case 0x0203:  // NUMBER
    case 0x0003:
      if (open()) number(at.get<double>());
      return true;
    case 0x0002:  // INTEGER
      if (open()) number(at.u16());
      return true;
    case 0x027E:  // RK
      if (open()) number(rk_value(at.u32()));
      return true;
    case 0x00BD:
      multiple(data);
      return true;
    case 0x0205:  // BOOLERR
    case 0x0005:
      if (open()) {
        const std::uint8_t value = at.u8();
        fault(*awaited_, value, at.u8() != 0);
      }
      awaited_ = nullptr;
      return true;
    case 0x0006:  // FORMULA
    case 0x0206:
    case 0x0406:
      if (open()) {
        if (at.left() >= 8)
          result(at);
        else
          broken_ = true;
      }
      return true;
    case 0x0207:  // STRING: what the formula before it gave
    case 0x0007: {
      std::string* to = awaited_;
      awaited_ = nullptr;
      if (!to) return true;
      if (book_.version == Biff::v8) {
        BiffText text(records);
        const std::uint16_t count = text.u16();
        const bool wide = (text.u8() & 1) != 0;
        text.characters(count, wide, *to);
      } else {
        const std::size_t count = book_.version == Biff::v2 ? at.u8() : at.u16();
        book_.text(part_of(data, at.at()), count, *to);
      }
      return true;
    }
    default:
      return false;
  }
}

}  // namespace sekisho::formats
