#include "town_matches.h"

#include "inspect/text.h"
#include "patterns.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t longest_line = std::size_t{64} << 10;
constexpr std::size_t wanted_samples = 5;
constexpr std::size_t most_places = 20;

}  // namespace

void TownMatches::begin_part(const std::string& path) {
  part_ = path;
  line_ = 1;
  held_.clear();
}

void TownMatches::line(std::string_view utf8, std::uint64_t number) {
  rules_->match(utf8, [&](std::string_view name, std::size_t begin, std::size_t end) {
    auto at = met_.find(name);
    if (at == met_.end()) at = met_.emplace(std::string(name), Met{}).first;
    Met& met = at->second;
    ++met.count;
    met.places.add(part_, number);
    if (met.samples.size() < wanted_samples)
      met.samples.push_back(masked(fold(utf8.substr(begin, end - begin))));
  });
}

void TownMatches::text(std::string_view utf8) {
  if (!rules_) return;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t end = std::min(utf8.find('\n', at), utf8.size());
    held_ += utf8.substr(at, end - at);
    if (end < utf8.size()) {
      line(held_, line_++);
      held_.clear();
    } else if (held_.size() > longest_line) {
      line(held_, line_);
      held_.clear();
    }
    at = end + 1;
  }
}

void TownMatches::row(std::uint64_t number, std::span<const std::string_view> cells) {
  if (!rules_) return;
  std::string joined;
  for (const std::string_view cell : cells) (joined += cell) += '\t';
  line(joined, number);
}

void TownMatches::end_part() {
  if (rules_ && !held_.empty()) line(held_, line_);
  held_.clear();
}

std::vector<PatternFound> TownMatches::list() const {
  std::vector<PatternFound> out;
  for (const auto& [name, met] : met_)
    out.push_back({name, name, met.count, met.samples, met.places.list(most_places)});
  return out;
}

}  // namespace sekisho::inspect
