// Makes the demonstration town: people, contracts, register, half a year of history up to `end`, and the
// proof that the state is what its ledger says.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/api_parties.h"
#include "base/time.h"
#include "demo/datasets.h"
#include "inspect/synthetic_register.h"
#include "settings.h"

namespace sekisho::cli::demo {

struct Wanted {
  std::uint32_t residents = inspect::synthetic_residents;  // at least 500
  std::uint64_t seed = 1;
};

struct Made {
  Imported index;
  std::vector<app::api::AccountView> accounts;
  std::map<std::string, std::int64_t> counts, passages, custodies;
  std::string to_collect, to_submit, waits_first, waits_second;
  std::int64_t entries = 0;
  double seconds = 0, index_seconds = 0, history_seconds = 0, check_seconds = 0;
};

// `settings` name directories without a town, and its code and name. `tell` hears how far it has come.
// Errors: conflict where there is a town already; of Town::open; corrupt where the history does not go as it
// is written, which is a fault of the program.
Result<Made> make_town(const Settings& settings, const Wanted& wanted, Instant end,
                       const std::function<void(const std::string&)>& tell);

}  // namespace sekisho::cli::demo
