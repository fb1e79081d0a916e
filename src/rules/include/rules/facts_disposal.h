// What the gate is told of a medium that the town has disposed of. See rules/facts.h.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct Disposal {
  DisposalState state = DisposalState::instructed;
  // the instruction
  std::string medium;
  std::string number;  // serial, or whatever tells it from others
  std::string reason;
  Day instructed_on{};
  Day due{};
  // the certificate, as it is handed in
  std::string tool;  // machine, program or standard
  std::optional<Day> done_on;
  std::string worker;  // who did it
  std::string worker_name;
  bool worker_on_roster = false;  // the newest confirmed one of this engagement and firm
  std::string witness;            // who saw it
};

}  // namespace sekisho::rules
