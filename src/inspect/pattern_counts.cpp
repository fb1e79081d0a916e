#include "pattern_counts.h"

#include "inspect/identifiers.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t wanted_samples = 5;
constexpr std::size_t most_places = 20;

}  // namespace

void PatternCounts::met(Pattern pattern, std::u16string_view folded) {
  const bool wanted = met_[static_cast<std::size_t>(pattern)].samples.size() < wanted_samples;
  waiting_.emplace_back(pattern, wanted ? masked(folded) : std::string());
}

void PatternCounts::text(std::u16string_view folded, std::u16string_view label) {
  Patterns::scan(
      folded, [&](const PatternHit& hit) { met(hit.pattern, folded.substr(hit.begin, hit.end - hit.begin)); },
      label);
}

void PatternCounts::number(std::uint64_t value, std::size_t size, std::u16string_view label) {
  // By themselves numbers of these lengths alone say something; others need their column's heading.
  const bool telling = size == 12   ? is_individual_number(value)
                       : size == 11 ? value < 10'000'000'000 || is_resident_record_code(value)
                       : size == 10 ? value < 1'000'000'000 && value >= 100'000'000
                                    : size >= 13 && size <= 16;
  if (!telling && (label.empty() || size < 4)) return;
  char16_t digits[20];
  for (std::size_t i = size; i-- > 0; value /= 10) digits[i] = static_cast<char16_t>(u'0' + value % 10);
  text({digits, size}, label);
}

void PatternCounts::individual_number(std::uint64_t twelve) {
  if (met_[static_cast<std::size_t>(Pattern::individual_number)].samples.size() >= wanted_samples) {
    waiting_.emplace_back(Pattern::individual_number, std::string());
    return;
  }
  char16_t digits[12];
  for (std::size_t i = 12; i-- > 0; twelve /= 10) digits[i] = static_cast<char16_t>(u'0' + twelve % 10);
  met(Pattern::individual_number, {digits, 12});
}

void PatternCounts::mail(std::u16string_view local, std::u16string_view domain) {
  if (local.empty() || domain.size() < 4 || domain.size() > 100 || domain.find(u'.') == domain.npos) return;
  const char16_t last = domain.back();
  if (last < u'A' || last > u'Z') return;
  std::u16string whole(local.substr(0, 60));
  whole += u'@';
  whole += domain;
  met(Pattern::mail, whole);
}

void PatternCounts::end_record(std::uint64_t row) {
  for (auto& [pattern, sample] : waiting_) {
    Met& met = met_[static_cast<std::size_t>(pattern)];
    ++met.count;
    met.places.add(part_, row);
    if (!sample.empty() && met.samples.size() < wanted_samples) met.samples.push_back(std::move(sample));
  }
  waiting_.clear();
}

std::vector<PatternFound> PatternCounts::list() const {
  std::vector<PatternFound> out;
  for (std::size_t i = 0; i < met_.size(); ++i) {
    const Met& met = met_[i];
    if (met.count == 0) continue;
    const auto pattern = static_cast<Pattern>(i);
    out.push_back({std::string(pattern_name(pattern)), std::string(pattern_ja(pattern)), met.count,
                   met.samples, met.places.list(most_places)});
  }
  return out;
}

void PatternCounts::merge_larger(const PatternCounts& other) {
  for (std::size_t i = 0; i < met_.size(); ++i)
    if (other.met_[i].count > met_[i].count) met_[i] = other.met_[i];
}

}  // namespace sekisho::inspect
