#include "matcher.h"

#include <algorithm>
#include <bit>

#include "masked.h"

namespace sekisho::inspect {
namespace {

// A record with more is looked at in pieces that overlap: a line of 10 GB must not collect anything.
constexpr std::size_t most_values = 256;
constexpr std::size_t carried = 48;
constexpr std::size_t batch_records = 96;
constexpr std::size_t batch_values = 1024;

constexpr std::int32_t first_day = -37256;  // 1868-01-01
constexpr std::size_t day_count = 122'000;  // to 2201

constexpr AttributeSet both_names = bit(Attribute::name) | bit(Attribute::kana);
constexpr AttributeSet texts = both_names | bit(Attribute::address);

std::span<const std::uint8_t, 16> key_of(Matcher::Datasets datasets) {
  static constexpr std::array<std::uint8_t, 16> none{};
  return datasets.empty() ? std::span<const std::uint8_t, 16>(none) : datasets.front()->hash_key();
}

}  // namespace

Matcher::Matcher(Datasets datasets, bool samples)
    : datasets_(datasets.begin(), datasets.end()),
      samples_(samples),
      hash_(key_of(datasets)),
      found_(datasets.size()) {
  for (std::size_t i = 0; i < datasets_.size(); ++i) {
    const auto& header = datasets_[i]->data().header;
    known_ |= header.attributes;
    found_[i].units.resize((header.units + 63) / 64);
    found_[i].households.resize((header.households + 63) / 64);
    for (std::size_t kind = 0; kind < attribute_count; ++kind)
      for (std::size_t n = 0; n < 32; ++n)
        if (header.lengths[kind] >> n & 1) kinds_of_length_[n] |= static_cast<AttributeSet>(1u << kind);
  }
  if (known_ & bit(Attribute::birth)) days_.resize(day_count);
  values_.reserve(batch_values + most_values);
}

void Matcher::text(AttributeSet kinds, std::u16string_view canonical, Span at, std::uint64_t extra) {
  kinds &= known_;
  if (kinds == 0) return;
  if (values_.size() - record_begin_ >= most_values) {
    // What was read so far is judged; its last values may belong to what follows.
    const std::vector<Value> last(values_.end() - carried, values_.end());
    const std::u16string held = texts_.substr(last.front().text);
    end_record();
    look_up();
    for (Value v : last) {
      v.text += static_cast<std::uint32_t>(texts_.size()) - last.front().text;
      record_kinds_ |= v.kinds;
      values_.push_back(v);
    }
    texts_ += held;
  }
  record_kinds_ |= kinds;
  values_.push_back({0, extra, static_cast<std::uint32_t>(texts_.size()),
                     static_cast<std::uint16_t>(canonical.size()), kinds, at});
  texts_ += canonical;
}

void Matcher::name(std::u16string_view canonical, bool kana, Span at) {
  text(kana ? both_names : bit(Attribute::name), canonical, at, 0);
}

void Matcher::address(std::u16string_view canonical, std::u16string_view municipality, Span at) {
  if (!(known_ & bit(Attribute::address))) return;
  text(bit(Attribute::address), canonical, at,
       municipality.empty() ? 0 : hash_.text(Attribute::address, municipality));
}

void Matcher::day(std::int32_t days, Span at) {
  if (days < first_day || days >= first_day + static_cast<std::int32_t>(day_count)) return;
  text(bit(Attribute::birth), {}, at, static_cast<std::uint64_t>(days - first_day));
}

void Matcher::number(std::uint64_t value, AttributeSet kinds, Span at) { text(kinds, {}, at, value); }

void Matcher::abandon_record() {
  if (values_.size() > record_begin_) {
    texts_.resize(values_[record_begin_].text);
    values_.resize(record_begin_);
  }
  record_kinds_ = 0;
}

void Matcher::end_record() {
  // Names alone, or nothing at all: most lines of prose end here, and were not even hashed.
  if (!is_evidence(record_kinds_) || values_.size() == record_begin_) {
    abandon_record();
    return;
  }
  records_.push_back({record_begin_, static_cast<std::uint32_t>(values_.size()), row_});
  record_begin_ = static_cast<std::uint32_t>(values_.size());
  record_kinds_ = 0;
  if (records_.size() >= batch_records || values_.size() >= batch_values) look_up();
}

void Matcher::begin_part(const std::string& path) {
  look_up();
  part_ = path;
}

void Matcher::look_up() {
  if (records_.empty()) return;
  readings_.clear();
  reading_begin_.clear();
  for (const Record& record : records_) {
    reading_begin_.push_back(static_cast<std::uint32_t>(readings_.size()));
    for (std::uint32_t i = record.first; i < record.last; ++i) {
      const Value& v = values_[i];
      const auto add = [&](Attribute kind, std::uint64_t digest) {
        readings_.push_back({digest, ValueHash::tag(digest), kind, i});
      };
      if (v.kinds == bit(Attribute::birth)) {
        std::uint64_t& digest = days_[v.number];
        if (digest == 0) digest = hash_.day(static_cast<std::int32_t>(v.number) + first_day);
        add(Attribute::birth, digest);
      } else if (v.kinds & texts) {
        // A name and its reading are one text under two kinds.
        const Attribute first = v.kinds & bit(Attribute::address) ? Attribute::address : Attribute::name;
        const std::uint64_t digest = hash_.text(first, std::u16string_view(texts_).substr(v.text, v.size));
        if (v.kinds & bit(first)) add(first, digest);
        if (v.kinds & bit(Attribute::kana)) add(Attribute::kana, ValueHash::of(Attribute::kana, digest));
      } else {
        const std::uint64_t number = hash_.number(v.number);
        for (AttributeSet kinds = v.kinds; kinds != 0; kinds &= static_cast<AttributeSet>(kinds - 1)) {
          const auto kind = static_cast<Attribute>(std::countr_zero(kinds));
          add(kind, ValueHash::of(kind, number));
        }
      }
    }
  }
  reading_begin_.push_back(static_cast<std::uint32_t>(readings_.size()));
  for (std::size_t i = 0; i < datasets_.size(); ++i) look_up_in(i);
  records_.clear();
  // The values of a record that has not ended stay.
  if (record_begin_ > 0) {
    const std::uint32_t text = record_begin_ < values_.size() ? values_[record_begin_].text
                                                              : static_cast<std::uint32_t>(texts_.size());
    texts_.erase(0, text);
    values_.erase(values_.begin(), values_.begin() + record_begin_);
    for (Value& v : values_) v.text -= text;
    record_begin_ = 0;
  }
}

void Matcher::probe_record(const Dataset::Data& data, std::uint32_t record) {
  std::array<const Reading*, most_values * 2> names, dates, places, accounts, branches;
  std::size_t name_count = 0, date_count = 0, place_count = 0, account_count = 0, branch_count = 0;
  const auto probe = [&](std::uint64_t key) {
    __builtin_prefetch(&data.key_word(key));
    probes_.push_back({key, record});
  };
  for (std::uint32_t i = reading_begin_[record]; i < reading_begin_[record + 1]; ++i) {
    const Reading& r = readings_[i];
    if (!(data.header.attributes & bit(r.kind))) continue;
    switch (r.kind) {
      case Attribute::name:
      case Attribute::kana:
        if (data.may_have(r.digest)) names[name_count++] = &r;
        break;
      case Attribute::birth:
        dates[date_count++] = &r;
        break;
      case Attribute::address: {
        if (!data.may_have(r.digest)) break;
        const std::uint64_t municipality = values_[r.value].number;
        if (municipality == 0 || data.municipalities.empty() ||
            std::find(data.municipalities.begin(), data.municipalities.end(), municipality) !=
                data.municipalities.end())
          places[place_count++] = &r;
        break;
      }
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
  const auto apart = [&](const Reading* a, const Reading* b) {
    return a->value != b->value && !values_[a->value].at.overlaps(values_[b->value].at);
  };
  for (std::size_t d = 0; d < date_count; ++d) {
    // A date that stands twice (born here, resident since) is looked up once.
    const bool again = std::any_of(dates.begin(), dates.begin() + static_cast<std::ptrdiff_t>(d),
                                   [&](const Reading* o) { return o->digest == dates[d]->digest; });
    if (again) continue;
    for (std::size_t n = 0; n < name_count; ++n)
      if (apart(names[n], dates[d])) probe(ValueHash::pair(names[n]->digest, dates[d]->digest));
    for (std::size_t p = 0; p < place_count; ++p)
      if (apart(places[p], dates[d])) probe(ValueHash::pair(places[p]->digest, dates[d]->digest));
  }
  for (std::size_t p = 0; p < place_count; ++p)
    for (std::size_t n = 0; n < name_count; ++n)
      if (apart(names[n], places[p])) probe(ValueHash::pair(names[n]->digest, places[p]->digest));
  for (std::size_t a = 0; a < account_count; ++a)
    for (std::size_t b = 0; b < branch_count; ++b)
      if (apart(accounts[a], branches[b])) probe(ValueHash::pair(branches[b]->digest, accounts[a]->digest));
}

void Matcher::look_up_in(std::size_t dataset) {
  const Dataset::Data& data = datasets_[dataset]->data();
  probes_.clear();
  hits_.clear();
  for (const Reading& r : readings_)
    if (bit(r.kind) & texts) __builtin_prefetch(&data.value_word(r.digest));
  for (std::uint32_t i = 0; i < records_.size(); ++i) probe_record(data, i);
  std::erase_if(probes_, [&](const Probe& p) {
    if (!data.may_lead(p.key)) return true;
    __builtin_prefetch(&data.buckets[data.bucket_of(p.key)]);
    return false;
  });
  for (const Probe& p : probes_) {
    const std::uint32_t tag = Dataset::Data::bucket_tag(p.key);
    std::size_t bucket = data.bucket_of(p.key);
    for (std::size_t steps = 0; steps < data.buckets.size(); ++steps) {
      const Bucket& b = data.buckets[bucket];
      for (std::size_t i = 0; i < 8; ++i)
        if (b.tags[i] == tag && b.rows[i] < data.lines.size()) {
          hits_.push_back({p.record, b.rows[i]});
          __builtin_prefetch(&data.lines[b.rows[i]]);
        }
      if (b.tags[7] == 0) break;
      if (++bucket == data.buckets.size()) bucket = 0;
    }
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
  std::array<const Reading*, 48> agreed;
  std::size_t count = 0;
  const auto index = static_cast<std::size_t>(&record - records_.data());
  for (std::uint32_t i = reading_begin_[index]; i < reading_begin_[index + 1]; ++i) {
    const Reading& r = readings_[i];
    if (!line.holds(r.kind, r.tag) || count == agreed.size()) continue;
    if (r.kind == Attribute::address && values_[r.value].number != 0 && !data.municipalities.empty() &&
        std::find(data.municipalities.begin(), data.municipalities.end(), values_[r.value].number) ==
            data.municipalities.end())
      continue;
    agreed[count++] = &r;
  }
  const auto all = std::span(agreed).first(count);
  const auto has = [&](Attribute kind) {
    return std::any_of(all.begin(), all.end(), [&](const Reading* r) { return r->kind == kind; });
  };
  // A branch counts beside its account alone, and with the bank where the dataset knows banks.
  const auto stands = [&](const Reading* r) {
    if (r->kind == Attribute::bank) return false;
    if (r->kind != Attribute::branch) return true;
    if (data.header.with_bank && !has(Attribute::bank)) return false;
    const Span& at = values_[r->value].at;
    return std::any_of(all.begin(), all.end(), [&](const Reading* o) {
      const Span& other = values_[o->value].at;
      return o->kind == Attribute::account && !at.overlaps(other) && other.field >= at.field &&
             other.field - at.field <= 3;
    });
  };
  std::array<const Reading*, 48> counted;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Reading& r = *all[i];
    if (!stands(&r)) continue;
    const AttributeSet kind = bit(r.kind);
    // Of two readings of the same characters the first counts, unless the other is a number of its own.
    const bool other_reading = std::any_of(
        counted.begin(), counted.begin() + static_cast<std::ptrdiff_t>(kept), [&](const Reading* o) {
          if (o->kind == r.kind) return false;
          return o->value != r.value
                     ? values_[o->value].at.overlaps(values_[r.value].at) && !(kind & national_numbers)
                     : !(kind & both_names);
        });
    if (other_reading) continue;
    counted[kept++] = &r;
    m.set |= kind;
    const std::uint32_t place = (r.value - record.first) & 255;
    m.where[place / 64] |= std::uint64_t{1} << place % 64;
  }
  return m;
}

void Matcher::judge(std::size_t dataset, const Record& record, std::span<const Hit> hits) {
  const Dataset::Data& data = datasets_[dataset]->data();
  matches_.clear();
  for (const Hit& hit : hits) {
    if (std::any_of(matches_.begin(), matches_.end(), [&](const Match& m) { return m.row == hit.row; }))
      continue;
    Match m = match(data, record, hit.row);
    if (is_evidence(m.set)) matches_.push_back(m);
  }
  if (!matches_.empty()) count(dataset, record, matches_);
}

void Matcher::count(std::size_t dataset, const Record& record, std::span<const Match> matches) {
  const Dataset::Data& data = datasets_[dataset]->data();
  Found& found = found_[dataset];
  const Match* strongest = nullptr;
  for (const Match& m : matches) {
    // Who is met by fewer of the same values (a namesake born on the same day, a twin) is not who is meant.
    const bool outdone = std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
      bool within = other.where != m.where;
      for (std::size_t i = 0; i < m.where.size(); ++i)
        within = within && (other.where[i] & m.where[i]) == m.where[i];
      return within;
    });
    if (outdone) continue;
    if (!strongest || std::popcount(m.set) > std::popcount(strongest->set)) strongest = &m;
    const Line& line = data.lines[m.row];
    const auto mark = [](std::vector<std::uint64_t>& bitmap, std::uint32_t ordinal) {
      if (ordinal / 64 >= bitmap.size()) return false;
      std::uint64_t& word = bitmap[ordinal / 64];
      const std::uint64_t one = std::uint64_t{1} << ordinal % 64;
      const bool fresh = !(word & one);
      word |= one;
      return fresh;
    };
    if (mark(found.units, line[Slot::unit])) ++found.unit_count;
    mark(found.households, line[Slot::household]);
  }
  if (!strongest) return;
  ++found.records;
  ++found.evidence[strongest->set];
  found.places.add(part_, record.row);
  if (samples_ && found.samples.size() < 5) found.samples.push_back(sample(record, *strongest));
}

std::string Matcher::sample(const Record& record, const Match& match) const {
  std::string out;
  for (std::uint32_t i = record.first; i < record.last; ++i) {
    const std::uint32_t place = (i - record.first) & 255;
    if (!(match.where[place / 64] >> place % 64 & 1)) continue;
    const Value& v = values_[i];
    const auto kind = static_cast<Attribute>(std::countr_zero(static_cast<unsigned>(v.kinds & match.set)));
    if (!(v.kinds & match.set)) continue;
    out += out.empty() ? "" : "、";
    out += attributes_ja(bit(kind)) + " ";
    if (v.kinds & texts) {
      out += masked_text(kind, std::u16string_view(texts_).substr(v.text, v.size));
    } else if (kind == Attribute::birth) {
      out += masked_day(static_cast<std::int32_t>(v.number) + first_day);
    } else {
      out += masked_number(v.number);
    }
  }
  return out;
}

void Matcher::Found::merge(const Found& other) {
  unit_count = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i] |= other.units[i];
    unit_count += std::popcount(units[i]);
  }
  for (std::size_t i = 0; i < households.size(); ++i) households[i] |= other.households[i];
  // The same records were read twice: they count once.
  if (other.records > records) {
    records = other.records;
    evidence = other.evidence;
    places = other.places;
    samples = other.samples;
  }
}

void Matcher::forget_found() {
  for (Found& f : found_) {
    std::fill(f.units.begin(), f.units.end(), 0);
    std::fill(f.households.begin(), f.households.end(), 0);
    f.unit_count = 0;
    f.records = 0;
    f.evidence.clear();
    f.places = {};
    f.samples.clear();
  }
}

void Matcher::merge(const Matcher& other) {
  for (std::size_t i = 0; i < found_.size(); ++i) found_[i].merge(other.found_[i]);
}

double Matcher::expected_by_chance(std::size_t dataset) const {
  return plausible_ * static_cast<double>(datasets_[dataset]->rows());
}

std::int64_t Matcher::most_units() const {
  std::int64_t most = 0;
  for (const Found& f : found_) most = std::max(most, f.unit_count);
  return most;
}

}  // namespace sekisho::inspect
