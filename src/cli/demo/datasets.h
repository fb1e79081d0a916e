// The datasets of the demonstration town: its register, and the households of a benefit.
#pragma once

#include <cstdint>

#include "demo/stage.h"

namespace sekisho::cli::demo {

struct Imported {  // of the register
  std::uint32_t residents = 0;
  std::uint64_t csv_bytes = 0, index_bytes = 0;
};
// Through the counter, as an officer would: the extracts are in memory alone.
Imported make_datasets(Stage& stage, std::uint64_t seed, std::uint32_t residents);

}  // namespace sekisho::cli::demo
