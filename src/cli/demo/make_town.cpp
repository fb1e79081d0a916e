#include "demo/make_town.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/json.h"
#include "demo/desk.h"
#include "demo/duties.h"
#include "demo/parties.h"
#include "store/rows.h"

namespace sekisho::cli::demo {
namespace {

using Steady = std::chrono::steady_clock;
double seconds_since(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

// Nothing that is found here can be mended by who runs the command.
Result<void> check_rebuild(Town& town) {
  const auto report = town.database().reading(
      [&](store::Connection& c) { return store::rebuild_and_compare(c, town.database().cipher()); });
  if (!report) return pass_on(report.error());
  if (report->equal) return {};
  std::string differ;
  for (const auto& table : report->tables)
    if (!table.ids.empty()) differ += (differ.empty() ? "" : ", ") + table.table;
  return fail(ErrorCode::corrupt, "作った町の記録が、台帳と合いません。プログラムの誤りです。",
              "the state differs from its ledger in: " + differ);
}

void count(Town& town, Made& made) {
  town.database().read([&](store::Connection& c) {
    for (const char* table : {"sections", "officers", "assets", "contractors", "engagements", "sub_contracts",
                              "workers", "rosters", "trainings", "accounts", "passages", "custodies",
                              "refusals", "areas", "entry_applications", "visits"})
      made.counts[table] = store::number(c, std::string("SELECT count(*) FROM ") + table);
    for (const auto& p : store::select<store::Passage>(c))
      ++made.passages[std::string(json::enum_name(p.state))];
    for (const auto& p : store::select<store::Custody>(c))
      ++made.custodies[std::string(json::enum_name(p.state))];
    made.entries = store::read_head(c).size;
  });
}

}  // namespace

Result<Made> make_town(const Settings& settings, const Wanted& wanted, Instant end,
                       const std::function<void(const std::string&)>& tell) {
  if (std::error_code ignored; std::filesystem::exists(settings.data_dir / "sekisho.db", ignored))
    return fail(ErrorCode::conflict,
                "このデータのフォルダーには、すでに町があります: " + settings.data_dir.string() +
                    "。見本市は、空のフォルダーに作ってください。",
                "there is a town in " + settings.data_dir.string() + " already; choose an empty directory");
  Made made;
  const auto begun = Steady::now();
  HistoryClock clock(start_of(day_in_japan(end) - std::chrono::days(180)) + std::chrono::hours(9));
  const auto logged = [](const std::string& text) { fmt::print(stderr, "sekisho demo: {}\n", text); };
  SEKISHO_TRY(const auto town, Town::open({settings, clock, logged, true, true}));
  try {
    Stage stage(*town, clock, end);
    tell("職員と契約を登録しています…");
    auto started = Steady::now();
    make_officers(stage);
    make_contracts(stage);
    make_sheets(stage);
    make_areas(stage);
    made.history_seconds = seconds_since(started);

    tell(fmt::format("住民 {} 人の台帳を取り込んでいます…", wanted.residents));
    started = Steady::now();
    stage.day(169, 9, 30);
    town->inspections().start();
    town->datasets().start();
    made.index = make_datasets(stage, wanted.seed, wanted.residents);
    town->datasets().stop();
    made.index_seconds = seconds_since(started);

    tell("半年分の申請を進めています…");
    started = Steady::now();
    open_training(stage);
    play_history(stage, wanted.seed);
    play_recent_days(stage, wanted.seed);
    play_duties(stage);
    town->inspections().stop();
    made.history_seconds += seconds_since(started);
    if (clock.now() > end)
      return fail(ErrorCode::corrupt, "見本の記録の日時が、今より後になりました。プログラムの誤りです。",
                  "the history ends " + std::to_string((clock.now() - end) / std::chrono::minutes(1)) +
                      " min after now");

    tell("台帳から作り直して、同じになるかを確かめています…");
    started = Steady::now();
    SEKISHO_CHECK(check_rebuild(*town));
    made.check_seconds = seconds_since(started);
    SEKISHO_TRY(made.accounts, town->accounts().list(stage.who("unyo")));
    made.to_collect = stage.id("to collect");
    made.to_submit = stage.id("to submit");
    made.waits_first = stage.id("waits for the first");
    made.waits_second = stage.id("waits for the second");
    count(*town, made);
    made.seconds = seconds_since(begun);
  } catch (const Failed& failed) {
    return pass_on(failed.error);
  }
  return made;
}

}  // namespace sekisho::cli::demo
