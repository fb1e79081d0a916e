// Whether the values of a match are said of one person.
#include <algorithm>

#include "fold.h"
#include "matcher.h"

namespace sekisho::inspect {
namespace {

bool has_latin(std::u16string_view text) { return std::any_of(text.begin(), text.end(), is_latin); }

}  // namespace

// Two values that stand in two sentences of prose ("…は見本太郎が担当する。令和2年4月1日から施行する。") are
// not said of one person; of three it would be no coincidence any more. Cells of one row are, whatever is in
// them.
bool Matcher::stands_together(const Record& record, const Match& match) const {
  if (is_strong(match.set) || independent(match.set) > 2) return true;
  const auto agrees = [&](std::uint32_t i) { return match.where[i / 64] >> i % 64 & 1; };
  const std::uint32_t size = record.last - record.first;
  const auto reading = [&](std::uint32_t i) -> const Reading& { return readings_[record.first + i]; };
  bool together = record.cells;
  for (std::uint32_t i = 0; i < size && !together; ++i)
    for (std::uint32_t k = i + 1; k < size && !together && agrees(i); ++k)
      together = agrees(k) && independent(bit(reading(i).kind) | bit(reading(k).kind)) > 1 &&
                 values_[reading(i).value].sentence == values_[reading(k).value].sentence;
  if (!together || match.set != (bit(Attribute::kana) | bit(Attribute::birth))) return together;
  // A reading beside a name is that name's: where the name is another one, somebody else sounds the same. A
  // name is told from other words by its two parts. One in Latin letters (of a foreign resident) may be the
  // same name that the register has in kana or kanji.
  for (std::uint32_t i = 0; i < size; ++i) {
    if (!agrees(i) || reading(i).kind != Attribute::kana) continue;
    const std::uint32_t field = reading(i).at.field;
    for (std::uint32_t v = record.first_value; v < record.last_value; ++v) {
      const Value& other = values_[v];
      if (other.kinds == bit(Attribute::name) && other.size >= 3 && other.size <= 10 &&
          other.at.end - other.at.begin == other.size + 1 &&
          (other.at.field + 1 == field || other.at.field == field + 1) &&
          !has_latin(std::u16string_view(texts_).substr(other.text, other.size)))
        return false;
    }
  }
  return true;
}

void Matcher::judge(std::size_t dataset, const Record& record, std::span<const Hit> hits) {
  const Dataset::Data& data = datasets_[dataset]->data();
  matches_.clear();
  for (const Hit& hit : hits) {
    if (std::any_of(matches_.begin(), matches_.end(), [&](const Match& m) { return m.row == hit.row; }))
      continue;
    Match m = match(data, record, hit.row);
    if (is_evidence(m.set) && stands_together(record, m)) matches_.push_back(m);
  }
  if (!matches_.empty()) count(dataset, record, matches_);
}

}  // namespace sekisho::inspect
