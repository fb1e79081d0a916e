#include "demo/datasets.h"

#include <thread>

#include "demo/register.h"

namespace sekisho::cli::demo {
namespace {

using app::api::DatasetFileState;

app::api::DatasetFileView checked(Stage& s, const std::string& id) {
  const auto& officer = s.who("joho.system");
  for (;;) {
    auto view = must(s.town.datasets().file(officer, id));
    if (view.state == DatasetFileState::checked && view.ready) return view;
    if (view.state != DatasetFileState::checking)
      throw Failed({ErrorCode::corrupt,
                    "見本の照合データを取り込めませんでした。プログラムの誤りです。",
                    "a synthetic extract was not accepted by its own import: " + view.error,
                    {}});
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

app::api::DatasetFileView import(Stage& s, const std::string& file, const std::string& csv,
                                 const app::api::DatasetCheckInput& input,
                                 const app::api::DatasetRunInput& as) {
  const auto& officer = s.who("joho.system");
  auto extract = must(s.town.datasets().begin(officer, file, "", csv.size()));
  must(extract->write(as_bytes(csv)));
  auto view = must(extract->finish());
  if (!input.columns.empty()) {
    // The unit and the meaning of a column are corrected once the file was looked at.
    while (must(s.town.datasets().file(officer, view.id)).state == DatasetFileState::checking)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    (void)must(s.town.datasets().check(officer, view.id, input));
  }
  view = checked(s, view.id);
  s["dataset " + as.name] = s.passed(s.town.datasets().run(officer, s.key(), view.id, as));
  return view;
}

}  // namespace

Imported make_datasets(Stage& s, std::uint64_t seed, std::uint32_t residents) {
  const std::string csv = register_csv(seed, residents);
  const auto view =
      import(s, "住民基本台帳_全件.csv", csv, {}, {"", "住民基本台帳", rules::Confidentiality::c3a});
  app::api::DatasetCheckInput households;
  households.unit = "household";
  households.columns = {{"世帯主氏名", "name"}};
  (void)import(s, "給付金_対象世帯.csv", extract(seed, 0, residents / 6, Extract::benefit), households,
               {"", "令和7年度 給付金（対象世帯）", rules::Confidentiality::c3b});
  return {static_cast<std::uint32_t>(view.units), csv.size(), static_cast<std::uint64_t>(view.index_bytes)};
}

}  // namespace sekisho::cli::demo
