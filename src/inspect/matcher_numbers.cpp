// Individual numbers by themselves.
#include <algorithm>

#include "matcher.h"

namespace sekisho::inspect {

bool Matcher::denies(std::uint64_t individual_number) const {
  const std::uint64_t key = ValueHash::of(Attribute::individual_number, hash_.number(individual_number));
  return std::none_of(datasets_.begin(), datasets_.end(), [&](const auto& dataset) {
    return (dataset->data().header.attributes & bit(Attribute::individual_number)) &&
           dataset->data().may_lead(key);
  });
}

void Matcher::lone_number(std::uint64_t individual_number) {
  if (!(known_ & bit(Attribute::individual_number))) return;
  if (!records_.empty()) look_up();
  if (lone_.add(datasets_, hash_, individual_number, row_)) look_up_lone();
}

void Matcher::look_up_lone() { lone_.look_up(datasets_, part_, samples_, found_); }

void Matcher::finish() {
  look_up();
  look_up_lone();
}

}  // namespace sekisho::inspect
