// The words of the daily mail. Pure.
#pragma once

#include <string>
#include <vector>

#include "rules/duty_owing.h"

namespace sekisho::app {

struct Digest {
  std::string subject, body;
};
struct DigestLine {
  rules::DutyKind kind{};
  Day due{};
  rules::Reach reach = rules::Reach::own;
};
// `lines` in the order of their days; not empty. Same kind and day are told together, the first 20 of them.
Digest write_digest(const std::string& town, const std::vector<DigestLine>& lines, Day today);

}  // namespace sekisho::app
