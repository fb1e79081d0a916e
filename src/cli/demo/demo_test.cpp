// The history must come out whatever the day it is made on: weekends, ends of months, leap days, any hour.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "demo/make_town.h"

using namespace sekisho;
using namespace sekisho::cli;

namespace {

class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "sekisho-demo-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch directory");
    path = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path;
};

Result<demo::Made> made_at(const std::filesystem::path& directory, std::string_view instant) {
  Settings settings;
  settings.data_dir = directory / "data";
  settings.keys_dir = directory / "keys";
  settings.town_code = inspect::synthetic_town_code();
  settings.town_name = inspect::synthetic_town;
  return demo::make_town(settings, {500, 7}, *parse_instant(instant), [](const std::string&) {});
}

}  // namespace

TEST_CASE("the demonstration town can be made on any day") {
  // a Monday to a Sunday in Japan, just after midnight and late; a leap day; the turn of the year
  for (const std::string instant :
       {"2026-11-22T15:00:05.000Z", "2026-11-24T14:59:00.000Z", "2026-11-25T03:00:00.000Z",
        "2026-11-26T00:30:00.000Z", "2026-11-27T23:00:00.000Z", "2026-11-28T06:00:00.000Z",
        "2028-02-29T01:00:00.000Z", "2026-12-31T15:10:00.000Z"}) {
    CAPTURE(instant);
    const Scratch scratch;
    const auto made = made_at(scratch.path, instant);
    const std::string why = made ? "" : made.error().en;
    REQUIRE_MESSAGE(made, why);
    CHECK(made->index.residents == 500);
    for (const char* state :
         {"draft", "submitted", "approved", "received", "closed", "rejected", "withdrawn", "expired"})
      CHECK_MESSAGE(made->passages.contains(state), state);
    for (const char* state : {"held", "return_declared", "returned", "erased"})
      CHECK_MESSAGE(made->custodies.contains(state), state);
    CHECK(made->counts.at("refusals") >= 8);
  }
}

TEST_CASE("a directory with a town gets no second one") {
  const Scratch scratch;
  const auto first = made_at(scratch.path, "2026-11-25T03:00:00.000Z");
  REQUIRE_MESSAGE(first, (first ? "" : first.error().en));
  const auto again = made_at(scratch.path, "2026-11-25T03:00:00.000Z");
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
}
