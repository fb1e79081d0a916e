#include "dataset_builder.h"

#include <algorithm>
#include <iterator>

#include "inspect/identifiers.h"
#include "inspect/text.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t most_municipalities = 64;  // an extract of a whole country knows none

bool only_digits(std::u16string_view text) {
  return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::uint32_t Ordinals::of(std::uint64_t digest) {
  if (used_ * 3 >= places_.size() * 2) grow();
  if (digest == 0) digest = 1;
  const std::size_t mask = places_.size() - 1;
  std::size_t at = digest & mask;
  while (!places_[at].is(0) && !places_[at].is(digest)) at = (at + 1) & mask;
  if (places_[at].is(0)) {
    places_[at] = {static_cast<std::uint32_t>(digest), static_cast<std::uint32_t>(digest >> 32), next_++};
    ++used_;
  }
  return places_[at].ordinal;
}

void Ordinals::grow() {
  std::vector<Place> places(places_.size() * 2);
  const std::size_t mask = places.size() - 1;
  for (const Place& place : places_) {
    if (place.is(0)) continue;
    std::size_t at = place.low & mask;
    while (!places[at].is(0)) at = (at + 1) & mask;
    places[at] = place;
  }
  places_ = std::move(places);
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

void DatasetBuilder::remember(std::u16string_view text, std::uint64_t digest) {
  parts_.values.push_back(digest);
  parts_.shapes.push_back(shape_of(text));
  const unsigned length = length_class(text);
  parts_.text_lengths[length / 64] |= std::uint64_t{1} << length % 64;
}

DatasetBuilder::Taken DatasetBuilder::value(Column column, std::string_view cell, const LaneTable& table) {
  if (cell.empty()) return Taken::empty;
  switch (column) {
    case Column::ignore:
      return Taken::empty;
    case Column::sex:
    case Column::postal_code:
    case Column::resident_since:
      return Taken::yes;
    case Column::name:
    case Column::former_name:
    case Column::kana:
      return text(column, cell, table);
    case Column::birth:
      return birth(cell, table);
    case Column::address:
      return address(cell, table);
    default:
      return number(column, cell, table);
  }
}

DatasetBuilder::Taken DatasetBuilder::text(Column column, std::string_view cell, const LaneTable& table) {
  folded_.fold(cell, table);
  if (folded_.empty()) return Taken::empty;
  folded_.make_name();
  const std::u16string_view canonical = folded_.view();
  if (canonical.size() < 2) return Taken::left_out;
  std::uint64_t digest = hash_.text(Attribute::name, canonical);
  const Attribute kind = column == Column::kana ? Attribute::kana : Attribute::name;
  if (column == Column::kana) digest = ValueHash::of(Attribute::kana, digest);
  set(column == Column::name   ? Slot::name
      : column == Column::kana ? Slot::kana
                               : Slot::former_name,
      kind, digest);
  remember(canonical, digest);
  if (name_count_ < names_.size()) names_[name_count_++] = digest;
  return Taken::yes;
}

DatasetBuilder::Taken DatasetBuilder::birth(std::string_view cell, const LaneTable& table) {
  std::optional<std::int32_t> day;
  if (const auto plain = plain_date(cell)) {
    day = parse_date(*plain, 8);
  } else {
    folded_.fold(cell, table);
    if (folded_.empty()) return Taken::empty;
    day = parse_date(folded_.view());
  }
  if (!day) return Taken::left_out;
  const std::uint64_t digest = hash_.day(*day);
  numbers_[static_cast<std::size_t>(Attribute::birth)] = digest;
  set(Slot::birth, Attribute::birth, digest);
  return Taken::yes;
}

DatasetBuilder::Taken DatasetBuilder::address(std::string_view cell, const LaneTable& table) {
  if (last_address_digest_ == 0 || cell != last_address_) {
    folded_.fold(cell, table);
    if (folded_.empty()) return Taken::empty;
    canonical_address(folded_.view(), address_);
    if (address_.canonical.empty()) return Taken::left_out;
    last_address_.assign(cell);
    last_address_digest_ = hash_.text(Attribute::address, address_.canonical);
    municipality(address_.municipality);
    remember(address_.canonical, last_address_digest_);
  }
  numbers_[static_cast<std::size_t>(Attribute::address)] = last_address_digest_;
  set(Slot::address, Attribute::address, last_address_digest_);
  return Taken::yes;
}

DatasetBuilder::Taken DatasetBuilder::number(Column column, std::string_view cell, const LaneTable& table) {
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
  auto plain = plain_number(cell);
  if (!plain) {
    folded_.fold(cell, table);
    if (folded_.empty()) return Taken::empty;
    folded_.make_number();
    std::u16string_view text = folded_.view();
    if (column == Column::phone && text.starts_with(u"+81")) text.remove_prefix(3);
    if (!only_digits(text)) return column == Column::individual_number ? Taken::wrong : Taken::left_out;
    plain = PlainNumber{0, text.size(), 0};
    for (const char16_t c : text) {
      plain->value = plain->value * 10 + (c - u'0');
      plain->zeros += plain->value == 0;
    }
  }
  const auto [value, size, zeros] = *plain;
  const std::size_t digits = size - zeros;
  if (column == Column::individual_number && (size != 12 || !is_individual_number(value)))
    return Taken::wrong;
  if (column == Column::record_code && (size != 11 || !is_resident_record_code(value)))
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
  parts_.attributes |= set_;
  parts_.with_bank = parts_.with_bank || (set_ & bit(Attribute::bank)) != 0;

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
  // Unit and household are looked up some rows later, when their places have come from memory.
  const bool identified = identity_rank_ != 99;
  if (identified) units_.expect(identity_);
  if (household_ != 0) households_.expect(household_);
  waiting_[waiting_count_++] = {identity_, household_, identified, set_};
  if (waiting_count_ == waiting_.size()) settle();
}

void DatasetBuilder::settle() {
  const std::size_t first = parts_.lines.size() - waiting_count_;
  for (std::size_t i = 0; i < waiting_count_; ++i) {
    const Waiting& row = waiting_[i];
    const std::uint32_t unit = row.identified ? units_.of(row.identity) : units_.fresh();
    if (unit >= sets_.size()) sets_.resize(unit + 1);
    sets_[unit] |= row.set;
    Line& line = parts_.lines[first + i];
    line[Slot::unit] = unit;
    line[Slot::household] = row.household != 0 ? households_.of(row.household) : nothing;
  }
  waiting_count_ = 0;
}

std::uint32_t DatasetBuilder::unmatchable() const {
  return static_cast<std::uint32_t>(
      std::count_if(sets_.begin(), sets_.end(), [](AttributeSet s) { return !is_evidence(s); }));
}

Result<void> DatasetBuilder::finish(const WriteWords& write) {
  parts_.units = units_.count();
  parts_.households = households_.count();
  units_ = {};
  households_ = {};
  sets_ = {};
  if (parts_.municipalities.size() > most_municipalities) parts_.municipalities.clear();
  return write_body(parts_, write);
}

}  // namespace sekisho::inspect
