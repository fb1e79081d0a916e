// Makes a town whose ledger has many entries, to measure the start:  long_ledger DATA KEYS ENTRIES
#include <cstdio>
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "town.h"

int main(int argc, char** argv) {
  using namespace sekisho;
  if (argc != 4) return 2;
  cli::SettingSources sources;
  sources.options = {
      {"data_dir", argv[1]}, {"keys_dir", argv[2]}, {"town_code", "990019"}, {"town_name", "見本市"}};
  const auto settings = cli::load_settings(sources);
  if (!settings) return 2;
  const SystemClock clock;
  const auto town = cli::Town::open({*settings, clock, [](const std::string&) {}, true, false});
  if (!town) {
    std::fprintf(stderr, "%s\n", town.error().en.c_str());
    return 1;
  }
  constexpr int piece = 1000;
  for (int left = std::stoi(argv[3]); left > 0; left -= piece) {
    const auto done =
        (*town)->door().record("system", [left](store::Connection&) -> Result<std::vector<store::Event>> {
          std::vector<store::Event> events;
          for (int i = 0; i < piece && i < left; ++i)
            events.push_back({"worker.registered",
                              make_id("wkr"),
                              {{"contractor", "con_0000000000000000"}},
                              {{"name", "見本 太郎"}, {"kana", "ミホン タロウ"}}});
          return events;
        });
    if (!done) return 1;
  }
  return 0;
}
