#include "lone_numbers.h"

#include <algorithm>

#include "masked.h"

namespace sekisho::inspect {

void LoneNumbers::look_up(Datasets datasets, const std::string& part, bool samples,
                          std::vector<Found>& found) {
  constexpr AttributeSet kind = bit(Attribute::individual_number);
  std::size_t most = 0;
  for (std::size_t d = 0; d < datasets.size(); ++d) {
    const Dataset::Data& data = datasets[d]->data();
    if (!(data.header.attributes & kind)) continue;
    likely_.clear();
    hits_.clear();
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (!mostly_found_) {
        if (!data.may_lead(waiting_[i].key)) continue;
        __builtin_prefetch(&data.buckets[data.bucket_of(waiting_[i].key)]);
      }
      likely_.push_back(i);
    }
    for (const std::uint32_t i : likely_)
      data.rows_of(waiting_[i].key, [&](std::uint32_t row) {
        __builtin_prefetch(&data.lines[row]);
        hits_.push_back({i, row});
        return true;
      });
    most = std::max(most, hits_.size());
    std::uint32_t last = nothing;
    std::int64_t records = 0;
    for (const Hit& hit : hits_) {
      const Waiting& w = waiting_[hit.waiting];
      const Line& line = data.lines[hit.row];
      if (!line.holds(Attribute::individual_number, ValueHash::tag(w.key))) continue;
      found[d].mark(line);
      if (hit.waiting == last) continue;
      last = hit.waiting;
      ++records;
      found[d].places.add(part, w.row);
      if (samples && found[d].samples.size() < wanted_samples)
        found[d].samples.push_back(attributes_ja(kind) + " " + masked_number(w.number));
    }
    if (records == 0) continue;
    found[d].records += records;
    found[d].evidence[kind] += records;
  }
  mostly_found_ = most > count_ / 2;
  count_ = 0;
}

}  // namespace sekisho::inspect
