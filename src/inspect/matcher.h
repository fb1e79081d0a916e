// From candidate values of one record to residents, by the rule of evidence. One per scan; copyable, so that
// a scan can go on under two encodings.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "inspect/register.h"

namespace sekisho::inspect {

class Matcher {
 public:
  explicit Matcher(const RegisterIndex* index);

  // A value that may be an attribute. `field` and [begin, end) say where it stood: two readings of the same
  // characters (19850102 as a date and as a number) are not two attributes.
  void candidate(Attribute kind, std::u16string_view canonical, std::uint32_t field, std::size_t begin,
                 std::size_t end);
  void end_record();
  void plausible_number(std::uint64_t space);  // for the chance of a coincidence

  std::uint32_t residents() const { return residents_; }
  const std::vector<std::uint64_t>& bitmap() const { return bitmap_; }
  std::uint64_t records_with_hits() const { return records_with_hits_; }
  const std::array<std::uint64_t, 128>& evidence() const { return evidence_; }
  double expected_by_chance() const { return expected_by_chance_; }

 private:
  struct Candidate {
    std::uint64_t digest;
    Attribute kind;
    std::uint32_t field;
    std::uint16_t begin;
    std::uint16_t end;
  };
  struct Found {
    Candidate what;
    std::span<const std::uint32_t> residents;
  };
  struct Match {
    std::uint32_t resident;
    std::uint64_t where;  // bit i: found_[i]
  };

  void look_up();
  void join();
  void intersect(std::size_t a, std::size_t b);
  AttributeSet attributes(std::uint64_t where) const;

  const RegisterIndex* index_;
  std::vector<Candidate> candidates_;
  std::vector<Found> found_;
  std::vector<Match> matches_;
  std::vector<std::uint64_t> bitmap_;
  std::array<std::uint64_t, 128> evidence_{};
  std::uint32_t residents_ = 0;
  std::uint64_t records_with_hits_ = 0;
  double expected_by_chance_ = 0;
  AttributeSet strongest_ = 0;  // of the record being read
};

}  // namespace sekisho::inspect
