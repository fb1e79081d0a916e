// What the matches of a record add to what was found.
#include <algorithm>
#include <bit>

#include "masked.h"
#include "matcher.h"

namespace sekisho::inspect {
void Matcher::count(std::size_t dataset, const Record& record, std::span<const Match> matches) {
  const Dataset::Data& data = datasets_[dataset]->data();
  Found& found = found_[dataset];
  const Match* strongest = nullptr;
  for (const Match& m : matches) {
    const bool outdone =
        matches.size() > 1 && std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
          return other.where != m.where && (explains_more(record, other, m) || borrows(record, other, m));
        });
    if (outdone) continue;
    if (!strongest || std::popcount(m.set) > std::popcount(strongest->set)) strongest = &m;
    found.mark(data.lines[m.row]);
  }
  if (!strongest) return;
  ++found.records;
  ++found.evidence[strongest->set];
  found.places.add(part_, record.row);
  if (samples_ && found.samples.size() < wanted_samples) found.samples.push_back(sample(record, *strongest));
}

// Who is met by fewer of the same values (a namesake born on the same day, a twin) is not who is meant; nor
// is who is met by another reading of the same characters (a part of a name, a number as one of another
// kind), where all of these and more speak for one.
bool Matcher::explains_more(const Record& record, const Match& more, const Match& less) const {
  bool within = true;
  for (std::size_t i = 0; i < less.where.size(); ++i)
    within = within && (more.where[i] & less.where[i]) == less.where[i];
  if (within) return true;
  const auto every = [&](const Match& of, auto&& test) {
    for (std::uint32_t i = 0; i < record.last - record.first; ++i)
      if ((of.where[i / 64] >> i % 64 & 1) && !test(readings_[record.first + i].at)) return false;
    return true;
  };
  const auto covers = [&](const Match& by, const Match& what) {
    return every(what, [&](const Span& at) {
      return !every(by, [&](const Span& o) {
        return !(o.field == at.field && o.begin <= at.begin && o.end >= at.end);
      });
    });
  };
  return covers(more, less) && !covers(less, more);
}

// What a record says of one person it does not say of another: of who agrees by fewer values (somebody in the
// same building who was born on the day this one moved in) only what the other has not must prove.
bool Matcher::borrows(const Record& record, const Match& more, const Match& less) const {
  if (independent(more.set) <= independent(less.set)) return false;
  const auto each = [&](const Match& of, auto&& visit) {
    for (std::uint32_t i = 0; i < record.last - record.first; ++i)
      if (of.where[i / 64] >> i % 64 & 1) visit(readings_[record.first + i]);
  };
  AttributeSet own = 0;
  each(less, [&](const Reading& r) {
    bool shared = false;
    each(more, [&](const Reading& other) { shared = shared || other.at.overlaps(r.at); });
    if (!shared) own |= bit(r.kind);
  });
  return !is_evidence(own) && !(own & both_names);  // whoever is named is meant
}

bool Matcher::wants_sample(std::size_t dataset) const {
  return samples_ && found_[dataset].samples.size() < wanted_samples;
}

void Matcher::count(std::size_t dataset, std::span<const std::uint32_t> rows, AttributeSet set) {
  if (!records_.empty()) look_up();
  const Dataset::Data& data = datasets_[dataset]->data();
  Found& found = found_[dataset];
  for (const std::uint32_t row : rows) {
    const Line& line = data.lines[row];
    found.mark(line);
  }
  ++found.records;
  ++found.evidence[set];
  found.places.add(part_, row_);
}

std::string Matcher::sample(const Record& record, const Match& match) const {
  std::string out;
  AttributeSet shown = 0;  // a day that stands twice is one value
  for (std::uint32_t i = record.first; i < record.last; ++i) {
    const std::uint32_t place = i - record.first;
    if (!(match.where[place / 64 % match.where.size()] >> place % 64 & 1)) continue;
    const Reading& r = readings_[i];
    if (shown & bit(r.kind)) continue;
    shown |= bit(r.kind);
    out += (out.empty() ? "" : "、") + attributes_ja(bit(r.kind)) + " ";
    const Value& v = values_[r.value];
    out += bit(r.kind) & text_attributes
               ? masked_text(r.kind, std::u16string_view(texts_).substr(v.text, v.size))
           : r.kind == Attribute::birth ? masked_day(static_cast<std::int32_t>(v.number) + Matcher::first_day)
                                        : masked_number(v.number);
  }
  return out;
}

void Found::mark(const Line& line) {
  const auto set = [](std::vector<std::uint64_t>& bitmap, std::uint32_t ordinal) {
    if (ordinal / 64 >= bitmap.size()) return false;
    std::uint64_t& word = bitmap[ordinal / 64];
    const std::uint64_t one = std::uint64_t{1} << ordinal % 64;
    const bool fresh = !(word & one);
    word |= one;
    return fresh;
  };
  if (set(units, line[Slot::unit])) ++unit_count;
  set(households, line[Slot::household]);
}

void Found::merge(const Found& other) {
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

void Found::add(const Found& other) {
  const auto sum = records + other.records;
  auto both = evidence;
  for (const auto& [set, count] : other.evidence) both[set] += count;
  merge(other);
  records = sum;
  evidence = std::move(both);
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
