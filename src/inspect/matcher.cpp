#include "matcher.h"

#include <algorithm>
#include <bit>

namespace sekisho::inspect {
namespace {

// A record with more values than most_values is looked at in pieces that overlap: a line of 10 GB must not
// collect anything.
constexpr std::size_t carried = 48;
constexpr std::size_t batch_records = 64;
constexpr std::size_t batch_values = 768;

constexpr std::size_t day_count = 122'000;  // to 2201

std::span<const std::uint8_t, 16> key_of(Matcher::Datasets datasets) {
  static constexpr std::array<std::uint8_t, 16> none{};
  return datasets.empty() ? std::span<const std::uint8_t, 16>(none) : datasets.front()->hash_key();
}

Attribute kind_of_text(AttributeSet kinds) {
  return kinds & bit(Attribute::address) ? Attribute::address : Attribute::name;
}

}  // namespace

Matcher::Matcher(Datasets datasets, bool samples, AttributeSet only)
    : datasets_(datasets.begin(), datasets.end()),
      samples_(samples),
      hash_(key_of(datasets)),
      found_(datasets.size()) {
  std::size_t words = 1;
  for (std::size_t i = 0; i < datasets_.size(); ++i) {
    const Dataset::Data& data = datasets_[i]->data();
    known_ |= data.header.attributes;
    words = std::max(words, data.shapes.size());
    found_[i].units.resize((data.header.units + 63) / 64);
    found_[i].households.resize((data.header.households + 63) / 64);
    for (std::size_t k = 0; k < lengths_.size(); ++k) lengths_[k] |= data.header.text_lengths[k];
    for (std::size_t kind = 0; kind < attribute_count; ++kind)
      for (std::size_t n = 0; n < 32; ++n)
        if (data.header.lengths[kind] >> n & 1) kinds_of_length_[n] |= static_cast<AttributeSet>(1u << kind);
  }
  shape_mask_ = words - 1;
  if (datasets_.size() == 1) {
    shapes_ = datasets_[0]->data().shapes.data();
  } else {
    std::vector<std::uint64_t> all(words);
    for (const auto& dataset : datasets_) {
      const auto& shapes = dataset->data().shapes;
      for (std::size_t i = 0; i < words; ++i) all[i] |= shapes[i & (shapes.size() - 1)];
    }
    own_shapes_ = std::make_shared<const std::vector<std::uint64_t>>(std::move(all));
    shapes_ = own_shapes_->data();
  }
  known_ &= only;
  for (AttributeSet& kinds : kinds_of_length_) kinds &= only;
  if (!(known_ & text_attributes)) lengths_.fill(0);
  values_.reserve(batch_values + most_values);
}

// Before a value's text is put down: what makes room moves texts.
inline void Matcher::make_room() {
  if (values_.size() - record_begin_ >= most_values / 2) split_record();
}

inline void Matcher::add(const Value& value) {
  record_kinds_ |= value.kinds;
  values_.push_back(value);
  values_.back().sentence = sentence_;
}

// What was read so far is judged; its last values may belong to what follows.
void Matcher::split_record() {
  std::vector<Value> last(values_.end() - carried, values_.end());
  const std::uint32_t begin = last.front().text;
  const std::u16string held = texts_.substr(begin);
  // The sentence at hand goes on, and so does the row.
  const std::uint8_t ended = last.front().sentence;
  const auto sentence = static_cast<std::uint8_t>(sentence_ - ended);
  const bool cells = cells_;
  end_record();
  look_up();
  sentence_ = sentence;
  cells_ = cells;
  for (Value& v : last) {
    v.text += static_cast<std::uint32_t>(texts_.size()) - begin;
    v.sentence = static_cast<std::uint8_t>(v.sentence - ended);
    record_kinds_ |= v.kinds;
    values_.push_back(v);
  }
  texts_ += held;
}

inline void Matcher::text(AttributeSet kinds, std::u16string_view canonical, std::uint64_t municipality,
                          Span at) {
  kinds &= known_;
  if (kinds == 0 || canonical.size() > 200) return;
  make_room();
  const std::uint32_t shape = shape_of(canonical);
  __builtin_prefetch(&shapes_[shape / 64 & shape_mask_]);
  const auto place = static_cast<std::uint32_t>(texts_.size());
  texts_.append(canonical);
  add({0, municipality, place, shape, static_cast<std::uint16_t>(canonical.size()), kinds, at});
}

void Matcher::name_of_length(std::u16string_view canonical, bool kana, Span at) {
  text(kana ? both_names : bit(Attribute::name), canonical, 0, at);
}

void Matcher::address(std::u16string_view canonical, std::u16string_view municipality, Span at) {
  if (!(known_ & bit(Attribute::address)) || !may_have_length(canonical)) return;
  text(bit(Attribute::address), canonical, municipality_digest(municipality), at);
}

// Most addresses of a file are in one town.
std::uint64_t Matcher::municipality_digest(std::u16string_view municipality) {
  if (municipality.empty()) return 0;
  if (municipality != last_municipality_) {
    last_municipality_.assign(municipality);
    last_municipality_digest_ = hash_.text(Attribute::address, municipality);
  }
  return last_municipality_digest_;
}

void Matcher::day(std::int32_t days, Span at) {
  if (!(known_ & bit(Attribute::birth)) || days < first_day ||
      days >= first_day + static_cast<std::int32_t>(day_count))
    return;
  make_room();
  const auto place = static_cast<std::size_t>(days - first_day);
  add({0, place, static_cast<std::uint32_t>(texts_.size()), 0, 0, bit(Attribute::birth), at});
}

std::uint64_t Matcher::day_digest(std::int32_t days) const {
  if (!(known_ & bit(Attribute::birth)) || days < first_day ||
      days >= first_day + static_cast<std::int32_t>(day_count))
    return 0;
  // To hash it takes less than to wait for a table of all days.
  return hash_.day(days);
}

void Matcher::number(std::uint64_t value, AttributeSet kinds, Span at) {
  kinds &= known_;
  if (kinds == 0) return;
  make_room();
  add({0, value, static_cast<std::uint32_t>(texts_.size()), 0, 0, kinds, at});
}

Matcher::Memo Matcher::since(std::size_t mark) {
  Memo memo;
  for (std::size_t i = mark; i < values_.size(); ++i) {
    const Value& v = values_[i];
    const std::u16string_view text = std::u16string_view(texts_).substr(v.text, v.size);
    if ((v.kinds & text_attributes) && v.digest == 0 && !may_be(v.shape)) continue;
    const std::uint64_t digest = v.digest != 0                     ? v.digest
                                 : v.kinds & text_attributes       ? hash_.text(kind_of_text(v.kinds), text)
                                 : v.kinds & bit(Attribute::birth) ? 0
                                                                   : hash_.number(v.number);
    memo.values.push_back({digest, v.number, v.kinds, v.at, std::u16string(text)});
  }
  return memo;
}

void Matcher::again(const Memo& memo, std::uint32_t field) {
  for (const Memo::Kept& kept : memo.values) {
    make_room();
    const auto place = static_cast<std::uint32_t>(texts_.size());
    texts_.append(kept.text);
    add({kept.digest,
         kept.number,
         place,
         0,
         static_cast<std::uint16_t>(kept.text.size()),
         kept.kinds,
         {field, kept.at.begin, kept.at.end}});
  }
}

void Matcher::abandon_record() {
  if (values_.size() > record_begin_) {
    texts_.resize(values_[record_begin_].text);
    values_.resize(record_begin_);
  }
  record_kinds_ = 0;
  sentence_ = 0;
  cells_ = false;
}

void Matcher::end_record() {
  // Names alone, or nothing at all: most lines of prose end here, and nothing of them was hashed.
  if (!is_evidence(record_kinds_)) {
    abandon_record();
    return;
  }
  if (!lone_.empty()) look_up_lone();  // rows are found in their order
  const auto end = static_cast<std::uint32_t>(values_.size());
  records_.push_back({record_begin_, end, row_, cells_, record_begin_, end});
  record_begin_ = end;
  record_kinds_ = 0;
  sentence_ = 0;
  cells_ = false;
  if (records_.size() >= batch_records || values_.size() >= batch_values) look_up();
}

void Matcher::begin_part(const std::string& path) {
  finish();
  part_ = path;
}

void Matcher::read_values(Record& record) {
  const auto first = static_cast<std::uint32_t>(readings_.size());
  const auto read = [&](Attribute kind, std::uint64_t digest, std::uint32_t value) {
    const Value& v = values_[value];
    const std::uint64_t municipality = kind == Attribute::address ? v.number : 0;
    if (bit(kind) & text_attributes)
      for (const auto& dataset : datasets_) __builtin_prefetch(&dataset->data().value_word(digest));
    readings_.push_back({digest, municipality, v.at, ValueHash::tag(digest), value, kind});
  };
  for (std::uint32_t i = record.first; i < record.last; ++i) {
    const Value& v = values_[i];
    if (v.kinds & text_attributes) {
      if (v.digest == 0 && !may_be(v.shape)) continue;
      const Attribute kind = kind_of_text(v.kinds);
      const std::uint64_t digest =
          v.digest != 0 ? v.digest : hash_.text(kind, std::u16string_view(texts_).substr(v.text, v.size));
      if (v.kinds & bit(kind)) read(kind, digest, i);
      if (v.kinds & bit(Attribute::kana)) read(Attribute::kana, ValueHash::of(Attribute::kana, digest), i);
    } else if (v.kinds == bit(Attribute::birth)) {
      read(Attribute::birth, day_digest(static_cast<std::int32_t>(v.number) + first_day), i);
    } else {
      const std::uint64_t digest = v.digest != 0 ? v.digest : hash_.number(v.number);
      for (AttributeSet kinds = v.kinds; kinds != 0; kinds &= static_cast<AttributeSet>(kinds - 1)) {
        const auto kind = static_cast<Attribute>(std::countr_zero(kinds));
        read(kind, ValueHash::of(kind, digest), i);
      }
    }
  }
  record.first = first;
  record.last =
      std::min(static_cast<std::uint32_t>(readings_.size()), first + static_cast<std::uint32_t>(most_values));
}

void Matcher::look_up() {
  if (!records_.empty()) {
    readings_.clear();
    for (Record& record : records_) read_values(record);
    for (std::size_t i = 0; i < datasets_.size(); ++i) look_up_in(i);
    records_.clear();
  }
  if (record_begin_ == 0) return;
  // The values of a record that has not ended stay.
  if (record_begin_ == values_.size()) {
    values_.clear();
    texts_.clear();
  } else {
    const std::uint32_t text = values_[record_begin_].text;
    texts_.erase(0, text);
    values_.erase(values_.begin(), values_.begin() + record_begin_);
    for (Value& v : values_) v.text -= text;
  }
  record_begin_ = 0;
}

void Matcher::probe_record(const Dataset::Data& data, std::uint32_t record) {
  std::array<const Reading*, most_values> names, dates, places, accounts, branches;
  std::size_t name_count = 0, date_count = 0, place_count = 0, account_count = 0, branch_count = 0;
  const auto probe = [&](std::uint64_t key) {
    __builtin_prefetch(&data.key_word(key));
    probes_.push_back({key, record});
  };
  for (std::uint32_t i = records_[record].first; i < records_[record].last; ++i) {
    const Reading& r = readings_[i];
    if (!(data.header.attributes & bit(r.kind))) continue;
    switch (r.kind) {
      case Attribute::name:
      case Attribute::kana:
        if (data.may_have(r.digest)) names[name_count++] = &r;
        break;
      case Attribute::birth: {
        // A date that stands twice (born here, resident since) is looked up once.
        bool again = false;
        for (std::size_t d = 0; d < date_count; ++d) again = again || dates[d]->digest == r.digest;
        if (!again) dates[date_count++] = &r;
        break;
      }
      case Attribute::address:
        if (data.may_have(r.digest) && data.is_of(r.municipality)) places[place_count++] = &r;
        break;
      case Attribute::branch:
        branches[branch_count++] = &r;
        break;
      case Attribute::bank:
        break;
      case Attribute::account:
        accounts[account_count++] = &r;
        [[fallthrough]];
      default:
        probe(r.digest);
    }
  }
  const auto pairs = [&](const auto& as, std::size_t a_count, const auto& bs, std::size_t b_count) {
    for (std::size_t a = 0; a < a_count; ++a)
      for (std::size_t b = 0; b < b_count; ++b)
        if (!as[a]->at.overlaps(bs[b]->at)) probe(ValueHash::pair(as[a]->digest, bs[b]->digest));
  };
  pairs(names, name_count, dates, date_count);
  pairs(places, place_count, dates, date_count);
  pairs(names, name_count, places, place_count);
  pairs(branches, branch_count, accounts, account_count);
}

void Matcher::look_up_in(std::size_t dataset) {
  const Dataset::Data& data = datasets_[dataset]->data();
  probes_.clear();
  hits_.clear();
  for (std::uint32_t i = 0; i < records_.size(); ++i) probe_record(data, i);
  std::size_t left = 0;
  for (const Probe& p : probes_) {
    if (!data.may_lead(p.key)) continue;
    __builtin_prefetch(&data.buckets[data.bucket_of(p.key)]);
    probes_[left++] = p;
  }
  probes_.resize(left);
  for (const Probe& p : probes_) {
    data.rows_of(p.key, [&](std::uint32_t row) {
      // The keys of one record lead to one row again and again.
      if (!hits_.empty() && hits_.back().record == p.record && hits_.back().row == row) return true;
      hits_.push_back({p.record, row});
      __builtin_prefetch(&data.lines[row]);
      return true;
    });
  }
  for (std::size_t begin = 0; begin < hits_.size();) {
    std::size_t end = begin + 1;
    while (end < hits_.size() && hits_[end].record == hits_[begin].record) ++end;
    judge(dataset, records_[hits_[begin].record], std::span(hits_).subspan(begin, end - begin));
    begin = end;
  }
}

Matcher::Match Matcher::match(const Dataset::Data& data, const Record& record, std::uint32_t row) const {
  Match m{row, 0, {}};
  const Line& line = data.lines[row];
  std::array<const Reading*, most_values> agreed;
  std::array<const Reading*, most_values> counted;
  std::size_t count = 0;
  for (std::uint32_t i = record.first; i < record.last; ++i) {
    const Reading& r = readings_[i];
    if (!line.holds(r.kind, r.tag) || count == agreed.size()) continue;
    if (r.kind == Attribute::address && !data.is_of(r.municipality)) continue;
    agreed[count++] = &r;
  }
  const auto all = std::span(agreed).first(count);
  // A branch counts beside its account alone, and with the bank where the dataset knows banks.
  const auto stands = [&](const Reading& r) {
    if (r.kind == Attribute::bank) return false;
    if (r.kind != Attribute::branch) return true;
    if (data.header.with_bank &&
        std::none_of(all.begin(), all.end(), [](const Reading* o) { return o->kind == Attribute::bank; }))
      return false;
    return std::any_of(all.begin(), all.end(), [&](const Reading* o) {
      return o->kind == Attribute::account && !r.at.overlaps(o->at) && o->at.field >= r.at.field &&
             o->at.field - r.at.field <= 3;
    });
  };
  std::size_t kept = 0;
  for (const Reading* r : all) {
    if (!stands(*r)) continue;
    // Of two readings of the same characters the first counts, unless the other is a number of its own.
    bool other_reading = false;
    for (std::size_t k = 0; k < kept && !(bit(r->kind) & national_numbers); ++k)
      other_reading = other_reading || (counted[k]->kind != r->kind && counted[k]->at.overlaps(r->at) &&
                                        !(bit(r->kind) & bit(counted[k]->kind) & both_names));
    if (other_reading) continue;
    counted[kept++] = r;
    m.set |= bit(r->kind);
    const auto place = static_cast<std::size_t>(r - readings_.data()) - record.first;
    m.where[place / 64 % m.where.size()] |= std::uint64_t{1} << place % 64;
  }
  return m;
}

}  // namespace sekisho::inspect
