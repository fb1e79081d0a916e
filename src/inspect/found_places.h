// Where hits were, part by part, in few words however many there are. Bounded memory.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "inspect/report.h"

namespace sekisho::inspect {

class FoundPlaces {
 public:
  // Rows come in ascending order within a part.
  void add(const std::string& part, std::uint64_t row);

  // Most records first.
  std::vector<Place> list(std::size_t most) const;

 private:
  struct Part {
    std::string path;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
    bool more = false;
    std::int64_t records = 0;
  };
  std::vector<Part> parts_;
};

}  // namespace sekisho::inspect
