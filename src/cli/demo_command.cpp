#include "demo_command.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <array>
#include <charconv>
#include <cstdio>

#include "base/json.h"
#include "commands.h"
#include "demo/make_town.h"
#include "inspect/synthetic_register.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

constexpr std::string_view help =
    R"(Usage: sekisho demo [--data DIR] [--keys DIR] [--residents N] [--seed S] [--settings FILE] [--json]

Makes the demonstration town 見本市 where there are no data yet: its people, contracts, residents' register and half a
year of passages, each step through the same door as on the pages. All of it is invented. In this town alone anybody
may sign in as any of its people; it is marked so in its ledger and can never become a real one.

見本市（実演用の架空の市）を作ります。人・契約・住民の台帳と、半年分の申請の記録が入ります。すべて架空のものです。

      --data DIR       data_dir: must not hold a town yet
      --keys DIR       keys_dir: never inside data_dir
      --residents N    how many residents, 500 to 10000000 (460517 unless told)
      --seed S         another seed makes other residents (1 unless told)
      --settings FILE  settings (TOML); also SEKISHO_SETTINGS
      --json           what was made, as JSON
  -h, --help           this text

Exit codes: 0 made; 1 there is a town already, or it failed; 2 wrong usage.
)";

constexpr std::array kinds{settings_option,
                           data_option,
                           keys_option,
                           json_option,
                           help_option,
                           OptionKind{'N', "residents", true, false},
                           OptionKind{'E', "seed", true, false}};

template <class N>
Result<void> take_number(const Options& options, char letter, const char* name, N least, N most, N& out) {
  const auto text = options.value(letter);
  if (!text) return {};
  N value{};
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < least || value > most)
    return fail(ErrorCode::invalid_input,
                fmt::format("--{} は、{} から {} までの数で指定してください。", name, least, most),
                fmt::format("--{} must be a number from {} to {}", name, least, most), name);
  out = value;
  return {};
}

double peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print_json(const demo::Made& made, const Settings& settings, const demo::Wanted& wanted) {
  const auto numbers = [](const std::map<std::string, std::int64_t>& from) {
    boost::json::object out;
    for (const auto& [name, n] : from) out[name] = n;
    return out;
  };
  boost::json::array people;
  for (const auto& a : made.accounts)
    people.push_back({{"account", a.id},
                      {"login", a.login},
                      {"name", a.name},
                      {"place", a.place},
                      {"roles", json::to_json(a.roles)}});
  const boost::json::object out{
      {"town", {{"code", settings.town_code}, {"name", settings.town_name}, {"demonstration", true}}},
      {"data_dir", settings.data_dir.string()},
      {"keys_dir", settings.keys_dir.string()},
      {"seed", wanted.seed},
      {"residents", made.index.residents},
      {"register", {{"csv_bytes", made.index.csv_bytes}, {"index_bytes", made.index.index_bytes}}},
      {"people", std::move(people)},
      {"counts", numbers(made.counts)},
      {"passages", numbers(made.passages)},
      {"custodies", numbers(made.custodies)},
      {"entries", made.entries},
      {"rebuild_equal", true},
      {"next",
       {{"collect", made.to_collect},
        {"submit", made.to_submit},
        {"approve_first", made.waits_first},
        {"approve_second", made.waits_second}}},
      {"seconds",
       {{"register", made.index_seconds},
        {"history", made.history_seconds},
        {"rebuild", made.check_seconds},
        {"all", made.seconds}}},
      {"peak_mb", peak_megabytes()}};
  fmt::print("{}\n", boost::json::serialize(out));
}

void print_text(const demo::Made& made, const Settings& settings) {
  const auto n = [&](const char* name) { return made.counts.at(name); };
  fmt::print("見本市（実演用の架空の市）を作りました。\n\n");
  fmt::print(
      "  住民 {} 人（索引 {:.0f} MB）、職員 {} 人、委託事業者 {} 社、契約 {} 件、再委託 {} 件、従事者 {} "
      "人\n",
      made.index.residents, static_cast<double>(made.index.index_bytes) / 1e6, n("officers"),
      n("contractors"), n("engagements"), n("sub_contracts"), n("workers"));
  fmt::print("  申請 {} 件、預かり {} 件、関所が止めた操作 {} 件、台帳の記録 {} 件\n", n("passages"),
             n("custodies"), n("refusals"), made.entries);
  fmt::print("  台帳から作り直した状態は、今の状態とすべて一致しました。\n");
  fmt::print("  {:.1f} 秒（住民の台帳 {:.1f}、記録 {:.1f}、確認 {:.1f}）、メモリーは最大 {:.0f} MB\n\n",
             made.seconds, made.index_seconds, made.history_seconds, made.check_seconds, peak_megabytes());
  fmt::print("この町では、次のだれとしてでもサインインできます。\n");
  std::string place = "-";
  auto people = made.accounts;
  std::ranges::sort(people, {}, [](const app::api::AccountView& a) {
    return std::tuple(a.roles.front() >= rules::Role::contractor_manager, a.place, a.roles.front(), a.login);
  });
  for (const auto& a : people) {
    if (a.place != place) fmt::print("  {}\n", a.place.empty() ? "（課に属さない）" : a.place);
    place = a.place;
    fmt::print("    {}　{}\n", a.name, rules::role_ja(a.roles.front()));
  }
  fmt::print(R"(
始めるには
  sekisho serve --data {} --keys {}
  表示されたアドレスをブラウザーで開き、人を選んでください。たとえば
  - 実装 はるか（みほんシステム）として、承認済みのデータを受け取る
  - 架空 さくら（住民課の課長）として、承認待ちの申請を決める
  - 標本 なな（住民課の職員）として、下書きの申請を出す
  - 照合 とおる（監査）として、台帳と、止められた操作を見る
)",
             settings.data_dir.string(), settings.keys_dir.string());
}

}  // namespace

int run_demo(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("demo", options.error(), false, exit_usage);
  const bool json = options->has('J');
  if (options->has('h')) {
    fmt::print("{}", help);
    return exit_ok;
  }
  if (!options->operands.empty())
    return report("demo",
                  fail(ErrorCode::invalid_input, "余分な指定があります。", "too many arguments").error(),
                  json, exit_usage);
  demo::Wanted wanted;
  if (const auto read =
          take_number<std::uint32_t>(*options, 'N', "residents", 500, 10'000'000, wanted.residents);
      !read)
    return report("demo", read.error(), json, exit_usage);
  if (const auto read =
          take_number<std::uint64_t>(*options, 'E', "seed", 0, std::uint64_t{1} << 53U, wanted.seed);
      !read)
    return report("demo", read.error(), json, exit_usage);
  const auto settings = settings_of(*options, {{"town_code", inspect::synthetic_town_code()},
                                               {"town_name", std::string(inspect::synthetic_town)}});
  if (!settings) return report("demo", settings.error(), json, exit_usage);
  const auto made = [&] {
    ProgressLine line;
    return demo::make_town(*settings, wanted, SystemClock().now(),
                           [&](const std::string& text) { line.show(text); });
  }();
  if (!made) return report("demo", made.error(), json, exit_no);
  if (json) {
    print_json(*made, *settings, wanted);
  } else {
    print_text(*made, *settings);
  }
  return exit_ok;
}

}  // namespace sekisho::cli
