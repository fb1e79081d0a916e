// Written reports of the demonstration town: confirmed, sent back, waiting, missing.
#include "demo/parties.h"

namespace sekisho::cli::demo {
namespace {

using rules::Decision;
using rules::ReportKind;

std::string report(Stage& s, const char* by, const char* engagement, ReportKind kind, const std::string& plan,
                   const rules::Period& period, const char* body,
                   std::vector<app::api::ServiceFigure> figures,
                   std::vector<app::api::SystemChange> changes) {
  return s.passed(
      s.town.reports().submit(s.who(by), s.key(),
                              {s.id(engagement), s.who(by).contractor, kind, plan, format_day(period.from),
                               format_day(period.to), "", body, std::move(figures), std::move(changes)}));
}

}  // namespace

void write_reports(Stage& s) {
  using namespace std::chrono;
  auto& reports = s.town.reports();
  const year_month_day day(s.today() - days(95));
  const Day starts(day.year() / day.month() / 1);

  s.day(15, 13, 30);
  const auto monthly = s.passed(reports.plan(
      s.who("jumin.kacho"), s.key(),
      {s.id(migration), s.who("mihon.sekinin").contractor, ReportKind::work, 1, format_day(starts),
       "作業した人と場所、持ち出しの有無、再委託先の作業も書いてください。"}));
  const auto first =
      report(s, "mihon.sekinin", migration, ReportKind::work, monthly, rules::period(starts, 1, 0),
             "移行プログラムの一回目の試験を、開発室で行いました。\n作業した人：名簿の3人\n持ち出し：承認を受"
             "けた1件のほかはありません。\n"
             "再委託先：変換規則の検証を行いました。",
             {}, {});
  s.passed(reports.decide(s.who("jumin.tanto"), s.key(), first, {Decision::approve, ""}));
  s["report to confirm"] =
      report(s, "mihon.sekinin", migration, ReportKind::work, monthly, rules::period(starts, 1, 1),
             "異体字の変換の検証を続けました。\n作業した人：名簿の3人\n持ち出し：承認を受けた1件。返却の期限"
             "は守ります。",
             {}, {});

  // Service levels: asked for from this month, and of tax from the start; those of the benefits nobody has
  // asked for.
  s.passed(reports.plan(s.who("jumin.kacho"), s.key(),
                        {s.id(migration), s.who("mihon.sekinin").contractor, ReportKind::service_level, 3,
                         format_day(s.today()), "稼働率と、処理結果の誤りの数を書いてください。"}));
  const auto levels =
      s.passed(reports.plan(s.who("zeimu.kacho"), s.key(),
                            {s.id(tax), s.who("data.sekinin").contractor, ReportKind::service_level, 1,
                             format_day(starts), "稼働率と、障害への対応の時間を書いてください。"}));
  const auto returned =
      report(s, "data.sekinin", tax, ReportKind::service_level, levels, rules::period(starts, 1, 0),
             "一度、夜間の処理が遅れました。",
             {{"稼働率", "99.5％以上", "99.7％", true}, {"障害の連絡", "30分以内", "50分", false}}, {});
  s.passed(reports.decide(s.who("zeimu.kacho"), s.key(), returned,
                          {Decision::reject, "連絡が遅れた理由と、これからの対策を書いてください。"}));

  const auto changed =
      report(s, "mogi.sekinin", benefit, ReportKind::system_change, "",
             {s.today() - days(30), s.today() - days(20)}, "セキュリティの更新を行いました。", {},
             {{"給付金の受付システム", "修正プログラムを当てた", "公表された脆弱性への対策",
               format_day(s.today() - days(24))}});
  s.passed(reports.decide(s.who("fukushi.kacho"), s.key(), changed, {Decision::approve, ""}));

  // One section has reported its quarter, and the supervising officer has not read it; the others owe theirs.
  const auto owed = must(reports.owed(s.who("zeimu.kacho")));
  if (!owed.empty())
    s.passed(reports.make_periodic(
        s.who("zeimu.kacho"), s.key(),
        {owed.front().section, owed.front().period_from, "サービスレベルの報告を求めることにしました。"}));
}

}  // namespace sekisho::cli::demo
