#include "dataset_builder.h"

#include <algorithm>
#include <bit>

#include "inspect/identifiers.h"
#include "inspect/text.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t most_municipalities = 64;  // an extract of a whole country knows none

void fold_cell(std::string_view cell, const LaneTable& table, std::u16string& out) {
  out.clear();
  const FoldTable& fold = FoldTable::get();
  const ScanTable& units = ScanTable::get();
  const auto* p = reinterpret_cast<const std::uint8_t*>(cell.data());
  const auto* const end = p + cell.size();
  while (p < end) {
    const std::uint8_t b = *p;
    char16_t unit = b;
    ScanTable::Entry entry{};
    if (b < 0x80) {
      entry = table.single(b);
      ++p;
    } else if (table.encoding() == Encoding::utf8) {
      const auto left = end - p;
      char32_t c = 0xFFFD;
      if (b >= 0xE0 && b <= 0xEF && left >= 3) {
        c = (b & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        p += 3;
      } else if (b >= 0xC2 && b <= 0xDF && left >= 2) {
        c = (b & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        p += 2;
      } else if (b >= 0xF0 && left >= 4) {
        c = (b & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
        p += 4;
        fold.append_astral(c, out);
        continue;
      } else {
        ++p;
      }
      unit = static_cast<char16_t>(c);
      entry = units[unit];
    } else if (table.leads(b) && end - p >= 2) {
      unit = table.unit(b, p[1]);
      entry = table.pair(b, p[1]);
      p += 2;
    } else {
      entry = table.single(b);
      if (entry.does == ScanTable::Does::slow) unit = cp932_to_unicode(b, 0);
      ++p;
    }
    if (entry.does == ScanTable::Does::slow) {
      fold.append(unit, out);
    } else if (entry.to != FoldTable::drop && entry.does != ScanTable::Does::blank &&
               entry.does != ScanTable::Does::wrong) {
      out.push_back(entry.to);
    }
  }
}

bool only_digits(std::u16string_view text) {
  return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::uint32_t Ordinals::of(std::uint64_t digest) {
  if (used_ * 2 >= digests_.size()) grow();
  if (digest == 0) digest = 1;
  const std::size_t mask = digests_.size() - 1;
  std::size_t at = digest & mask;
  while (digests_[at] != 0 && digests_[at] != digest) at = (at + 1) & mask;
  if (digests_[at] == 0) {
    digests_[at] = digest;
    ordinals_[at] = next_++;
    ++used_;
  }
  return ordinals_[at];
}

void Ordinals::grow() {
  std::vector<std::uint64_t> digests(digests_.size() * 4);
  std::vector<std::uint32_t> ordinals(digests.size());
  const std::size_t mask = digests.size() - 1;
  for (std::size_t i = 0; i < digests_.size(); ++i) {
    if (digests_[i] == 0) continue;
    std::size_t at = digests_[i] & mask;
    while (digests[at] != 0) at = (at + 1) & mask;
    digests[at] = digests_[i];
    ordinals[at] = ordinals_[i];
  }
  digests_ = std::move(digests);
  ordinals_ = std::move(ordinals);
}

DatasetBuilder::DatasetBuilder(Unit unit, std::span<const std::uint8_t, 16> hash_key) : hash_(hash_key) {
  parts_.unit = unit;
}

void DatasetBuilder::set(Slot slot, Attribute kind, std::uint64_t digest) {
  line_[slot] = ValueHash::tag(digest);
  set_ |= bit(kind);
}

void DatasetBuilder::identify(int rank, std::uint64_t digest) {
  if (rank >= identity_rank_) return;
  identity_rank_ = rank;
  identity_ = digest;
}

void DatasetBuilder::municipality(std::u16string_view text) {
  if (text.empty() || text == last_municipality_ || parts_.municipalities.size() > most_municipalities)
    return;
  last_municipality_.assign(text);
  const auto add = [&](std::u16string_view name) {
    const std::uint64_t digest = hash_.text(Attribute::address, name);
    auto& all = parts_.municipalities;
    if (std::find(all.begin(), all.end(), digest) == all.end()) all.push_back(digest);
  };
  add(text);
  // 見本市中央区 is written 中央区 as well.
  if (const std::size_t city = text.find(u'市'); city != text.npos && city + 1 < text.size())
    add(text.substr(city + 1));
}

void DatasetBuilder::remember(std::u16string_view text) {
  parts_.shapes.push_back(shape_of(text));
  const unsigned length = length_class(text);
  parts_.text_lengths[length / 64] |= std::uint64_t{1} << length % 64;
}

DatasetBuilder::Taken DatasetBuilder::value(Column column, std::string_view cell, const LaneTable& table) {
  if (column == Column::ignore || cell.empty()) return Taken::empty;
  fold_cell(cell, table, folded_);
  if (folded_.empty()) return Taken::empty;
  switch (column) {
    case Column::name:
    case Column::former_name:
    case Column::kana: {
      canonical_name(folded_);
      if (folded_.size() < 2) return Taken::left_out;
      std::uint64_t digest = hash_.text(Attribute::name, folded_);
      const Attribute kind = column == Column::kana ? Attribute::kana : Attribute::name;
      if (column == Column::kana) digest = ValueHash::of(Attribute::kana, digest);
      set(column == Column::name   ? Slot::name
          : column == Column::kana ? Slot::kana
                                   : Slot::former_name,
          kind, digest);
      parts_.values.push_back(digest);
      remember(folded_);
      if (name_count_ < names_.size()) names_[name_count_++] = digest;
      return Taken::yes;
    }
    case Column::birth: {
      const auto day = parse_date(folded_);
      if (!day) return Taken::left_out;
      numbers_[static_cast<std::size_t>(Attribute::birth)] = hash_.day(*day);
      set(Slot::birth, Attribute::birth, hash_.day(*day));
      return Taken::yes;
    }
    case Column::address: {
      canonical_address(folded_, address_);
      if (address_.canonical.empty()) return Taken::left_out;
      const std::uint64_t digest = hash_.text(Attribute::address, address_.canonical);
      municipality(address_.municipality);
      parts_.values.push_back(digest);
      remember(address_.canonical);
      numbers_[static_cast<std::size_t>(Attribute::address)] = digest;
      set(Slot::address, Attribute::address, digest);
      return Taken::yes;
    }
    case Column::sex:
    case Column::postal_code:
    case Column::resident_since:
    case Column::ignore:
      return Taken::yes;
    default:
      return number(column);
  }
}

DatasetBuilder::Taken DatasetBuilder::number(Column column) {
  std::erase_if(folded_, [](char16_t c) { return c == u'-' || c == u'(' || c == u')'; });
  if (column == Column::phone && folded_.starts_with(u"+81")) folded_.erase(0, 3);
  if (!only_digits(folded_)) return column == Column::individual_number ? Taken::wrong : Taken::left_out;
  std::uint64_t value = 0;
  std::size_t digits = 0;
  for (const char16_t c : folded_) {
    value = value * 10 + (c - u'0');
    digits += digits > 0 || c != u'0';
  }
  struct Meaning {
    Column column;
    Attribute kind;
    Slot slot;
    int rank;  // as the number of a person of its own; 99: it is none
  };
  static constexpr Meaning meanings[] = {
      {Column::ledger_number, Attribute::ledger_number, Slot::ledger_number, 0},
      {Column::individual_number, Attribute::individual_number, Slot::individual_number, 1},
      {Column::record_code, Attribute::record_code, Slot::record_code, 2},
      {Column::household_number, Attribute::household_number, Slot::household_number, 99},
      {Column::phone, Attribute::phone, Slot::phone, 99},
      {Column::account_number, Attribute::account, Slot::account, 99},
      {Column::branch_code, Attribute::branch, Slot::branch, 99},
      {Column::bank_code, Attribute::bank, Slot::bank, 99},
  };
  const Meaning* meaning = std::find_if(std::begin(meanings), std::end(meanings),
                                        [&](const Meaning& m) { return m.column == column; });
  if (meaning == std::end(meanings)) return Taken::empty;
  if (column == Column::individual_number && (folded_.size() != 12 || !is_individual_number(value)))
    return Taken::wrong;
  if (column == Column::record_code && (folded_.size() != 11 || !is_resident_record_code(value)))
    return Taken::left_out;
  if (column == Column::phone && (digits < 8 || digits > 10)) return Taken::left_out;
  if (column == Column::account_number && (digits < 1 || digits > 8)) return Taken::left_out;
  if (digits == 0 && column != Column::branch_code) return Taken::left_out;
  const std::uint64_t digest = ValueHash::of(meaning->kind, hash_.number(value));
  numbers_[static_cast<std::size_t>(meaning->kind)] = digest;
  parts_.lengths[static_cast<std::size_t>(meaning->kind)] |= 1u << digits;
  set(meaning->slot, meaning->kind, digest);
  if (parts_.unit == Unit::person) identify(meaning->rank, digest);
  if (column == Column::household_number) {
    household_ = digest;
    if (parts_.unit == Unit::household) identify(0, digest);
  }
  return Taken::yes;
}

void DatasetBuilder::end_row() {
  const auto number = [&](Attribute kind) { return numbers_[static_cast<std::size_t>(kind)]; };
  const std::uint64_t account = number(Attribute::account);
  const std::uint64_t branch = number(Attribute::branch);
  const std::uint64_t birth = number(Attribute::birth);
  const std::uint64_t address = number(Attribute::address);
  if (parts_.unit == Unit::account && account != 0)
    identify(0, ValueHash::pair(ValueHash::pair(number(Attribute::bank), branch), account));
  const std::uint32_t unit = identity_rank_ == 99 ? units_.fresh() : units_.of(identity_);
  if (unit >= sets_.size()) sets_.resize(unit + 1);
  sets_[unit] |= set_;
  parts_.attributes |= set_;
  parts_.with_bank = parts_.with_bank || (set_ & bit(Attribute::bank)) != 0;
  line_[Slot::unit] = unit;
  line_[Slot::household] = household_ != 0 ? households_.of(household_) : nothing;

  for (const Attribute kind : {Attribute::individual_number, Attribute::record_code, Attribute::ledger_number,
                               Attribute::household_number, Attribute::phone, Attribute::account})
    if (number(kind) != 0) key(number(kind));
  if (account != 0 && branch != 0) key(ValueHash::pair(branch, account));
  for (const std::uint64_t name : std::span(names_).first(name_count_)) {
    if (birth != 0) key(ValueHash::pair(name, birth));
    if (address != 0) key(ValueHash::pair(name, address));
  }
  if (birth != 0 && address != 0) key(ValueHash::pair(address, birth));
  parts_.lines.push_back(line_);
}

std::uint32_t DatasetBuilder::unmatchable() const {
  return static_cast<std::uint32_t>(
      std::count_if(sets_.begin(), sets_.end(), [](AttributeSet s) { return !is_evidence(s); }));
}

std::vector<std::uint64_t> DatasetBuilder::finish() {
  parts_.units = units_.count();
  parts_.households = households_.count();
  if (parts_.municipalities.size() > most_municipalities) parts_.municipalities.clear();
  return build_body(parts_);
}

}  // namespace sekisho::inspect
