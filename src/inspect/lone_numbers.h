// 個人番号 that stand alone in their records, looked up many at a time: what Matcher does, for what needs no
// rule of evidence.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "canonical.h"
#include "dataset_body.h"
#include "found.h"

namespace sekisho::inspect {

class LoneNumbers {
 public:
  using Datasets = std::span<const std::shared_ptr<const Dataset>>;
  // True when they should be looked up now.
  bool add(Datasets datasets, const ValueHash& hash, std::uint64_t number, std::uint64_t row) {
    const std::uint64_t key = ValueHash::of(Attribute::individual_number, hash.number(number));
    for (const auto& dataset : datasets) {
      const Dataset::Data& data = dataset->data();
      mostly_found_ ? __builtin_prefetch(&data.buckets[data.bucket_of(key)])
                    : __builtin_prefetch(&data.key_word(key));
    }
    waiting_[count_++] = {key, number, row};
    return count_ == waiting_.size();
  }
  bool empty() const { return count_ == 0; }
  // Adds what is in the datasets to `found`, one for each of them, as records of `part`.
  void look_up(Datasets datasets, const std::string& part, bool samples, std::vector<Found>& found);

 private:
  struct Waiting {
    std::uint64_t key, number, row;
  };
  struct Hit {
    std::uint32_t waiting, row;
  };
  std::array<Waiting, 128> waiting_;
  std::size_t count_ = 0;
  bool mostly_found_ = false;  // lately: then the filter would be one more look at memory
  std::vector<std::uint32_t> likely_;
  std::vector<Hit> hits_;
};

}  // namespace sekisho::inspect
