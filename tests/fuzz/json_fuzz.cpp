// JSON bodies of the API: any bytes become a value or an error that names what to mend, and what was read is
// written back to the same.
#include <cstdlib>

#include "app/api.h"
#include "app/api_parties.h"
#include "app/api_rosters.h"
#include "base/json.h"

namespace {

using namespace sekisho;

template <class T>
void try_as(std::string_view text) {
  const auto read = json::read<T>(text);
  if (!read) {
    if (read.error().ja.empty() || read.error().en.empty()) std::abort();
    return;
  }
  const auto again = json::read<T>(json::write(*read));
  if (!again || json::write(*again) != json::write(*read)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try_as<app::api::JudgeInput>(text);
  try_as<app::api::PassageInput>(text);
  try_as<app::api::EngagementInput>(text);
  try_as<app::api::RosterConfirm>(text);
  try_as<app::api::EraseInput>(text);
  try_as<app::api::SignIn>(text);
  try_as<app::api::Refused>(text);
  return 0;
}
