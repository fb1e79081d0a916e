#include "matcher.h"

#include <algorithm>
#include <bit>

namespace sekisho::inspect {
namespace {

// A record with more is looked at in pieces that overlap: a line of 10 GB must not collect anything.
constexpr std::size_t most_candidates = 128;
constexpr std::size_t most_found = 64;
constexpr std::size_t carried = 16;

constexpr AttributeSet national = bit(Attribute::individual_number) | bit(Attribute::record_code);

}  // namespace

Matcher::Matcher(const RegisterIndex* index) : index_(index) {
  if (index_) bitmap_.resize((index_->residents() + 63) / 64);
  candidates_.reserve(most_candidates);
  found_.reserve(most_found);
}

void Matcher::candidate(Attribute kind, std::u16string_view canonical, std::uint32_t field, std::size_t begin,
                        std::size_t end) {
  if (!index_ || !(index_->attributes() & bit(kind))) return;
  const std::uint64_t digest = index_->digest(kind, canonical);
  // Readings of one field are often the same text again.
  for (auto it = candidates_.rbegin(); it != candidates_.rend() && it->field == field; ++it)
    if (it->digest == digest) {
      if (end - begin <
          static_cast<std::size_t>(it->end - it->begin)) {  // the closer one says where it stood
        it->begin = static_cast<std::uint16_t>(begin);
        it->end = static_cast<std::uint16_t>(end);
      }
      return;
    }
  index_->prefetch_filter(digest);
  candidates_.push_back(
      {digest, kind, field, static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)});
  if (candidates_.size() == most_candidates) look_up();
}

void Matcher::plausible_number(std::uint64_t space) {
  if (index_) expected_by_chance_ += static_cast<double>(index_->residents()) / static_cast<double>(space);
}

void Matcher::look_up() {
  std::erase_if(candidates_, [&](const Candidate& c) { return !index_->may_hold(c.digest); });
  for (const Candidate& c : candidates_) index_->prefetch_slot(c.digest);
  for (const Candidate& c : candidates_) index_->prefetch_entry(c.digest);
  for (const Candidate& c : candidates_) {
    const auto residents = index_->find(c.digest);
    if (residents.empty()) continue;
    const bool again = std::any_of(found_.begin(), found_.end(), [&](const Found& f) {
      return f.what.digest == c.digest && f.what.field == c.field;
    });
    if (again) continue;
    // The forms of one address mean the same residents; the one that means most of them stands for all.
    if (!found_.empty() && c.kind == Attribute::address) {
      Found& last = found_.back();
      if (last.what.kind == c.kind && last.what.field == c.field && last.what.begin == c.begin &&
          last.what.end == c.end) {
        if (residents.size() > last.residents.size()) last = {c, residents};
        continue;
      }
    }
    if (found_.size() == most_found) {
      join();
      found_.erase(found_.begin(), found_.end() - carried);
    }
    found_.push_back({c, residents});
  }
  candidates_.clear();
}

AttributeSet Matcher::attributes(std::uint64_t where) const {
  AttributeSet set = 0;
  for (; where != 0; where &= where - 1) set |= bit(found_[std::countr_zero(where)].what.kind);
  return set;
}

void Matcher::intersect(std::size_t a, std::size_t b) {
  auto few = found_[a].residents;
  auto many = found_[b].residents;
  if (few.size() > many.size()) std::swap(few, many);
  const std::uint64_t where = std::uint64_t{1} << a | std::uint64_t{1} << b;
  auto from = many.begin();
  for (const std::uint32_t resident : few) {
    from = std::lower_bound(from, many.end(), resident);
    if (from == many.end()) break;
    if (*from == resident) matches_.push_back({resident, where});
  }
}

void Matcher::join() {
  matches_.clear();
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const Candidate& a = found_[i].what;
    if (bit(a.kind) & national)
      for (const std::uint32_t resident : found_[i].residents)
        matches_.push_back({resident, std::uint64_t{1} << i});
    for (std::size_t j = 0; j < i; ++j) {
      const Candidate& b = found_[j].what;
      if (a.kind == b.kind || !is_evidence(bit(a.kind) | bit(b.kind))) continue;
      if (a.field == b.field && a.begin < b.end && b.begin < a.end) continue;
      intersect(j, i);
    }
  }
  if (matches_.empty()) return;
  std::sort(matches_.begin(), matches_.end(),
            [](const Match& a, const Match& b) { return a.resident < b.resident; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < matches_.size(); ++i) {
    if (matches_[i].resident == matches_[kept].resident) {
      matches_[kept].where |= matches_[i].where;
    } else {
      matches_[++kept] = matches_[i];
    }
  }
  matches_.resize(kept + 1);
  for (const Match& m : matches_) {
    // Who is met by fewer of the same values (a namesake born on the same day, a twin) is not who is meant.
    const bool outdone = std::any_of(matches_.begin(), matches_.end(), [&](const Match& other) {
      return other.where != m.where && (other.where & m.where) == m.where;
    });
    if (outdone) continue;
    const AttributeSet set = attributes(m.where);
    if (std::popcount(set) > std::popcount(strongest_)) strongest_ = set;
    std::uint64_t& word = bitmap_[m.resident / 64];
    const std::uint64_t mask = std::uint64_t{1} << m.resident % 64;
    if (!(word & mask)) {
      word |= mask;
      ++residents_;
    }
  }
}

void Matcher::end_record() {
  if (!candidates_.empty()) look_up();
  if (!found_.empty()) join();
  found_.clear();
  if (strongest_ != 0) {
    ++records_with_hits_;
    ++evidence_[strongest_ & 127];
    strongest_ = 0;
  }
}

}  // namespace sekisho::inspect
