// Keys on their way into buckets and filter, part by part.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "blocks.h"
#include "dataset_line.h"

namespace sekisho::inspect {

class BucketMaker {
 public:
  // `home`, the number of buckets that keys are sent to, is a multiple of KeyParts::count.
  BucketMaker(std::uint64_t home, std::span<std::uint64_t> filter)
      : of_part_(home / KeyParts::count), home_(home), filter_(filter) {}
  // Parts in their order; what a part has no room for goes on into the next. Good until the next call.
  std::span<const Bucket> part(const KeyParts& keys, std::size_t part);
  // After the last part: the rest, up to a bucket that is not full.
  std::span<const Bucket> rest();

  std::uint64_t keys() const { return keys_; }
  std::uint64_t dropped() const { return dropped_; }

 private:
  struct Late {
    std::uint64_t bucket;  // within the part
    std::uint32_t tag, row;
  };
  void fill(const KeyParts& keys, std::size_t part, std::span<const std::uint64_t> without);
  std::vector<std::uint64_t> too_common(const KeyParts& keys, std::size_t part);
  std::uint64_t bucket_of(const KeyOfRow& key) const { return std::uint64_t{key.high} * home_ >> 32; }

  std::uint64_t of_part_, home_;
  std::span<std::uint64_t> filter_;
  std::vector<Bucket> buckets_;
  std::vector<std::uint32_t> counts_;
  std::vector<Late> late_, carried_;
  std::uint64_t keys_ = 0, dropped_ = 0;
};

}  // namespace sekisho::inspect
