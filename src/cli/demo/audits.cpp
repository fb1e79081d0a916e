// Audits of contractors in the demonstration town: one that was held and reported with a finding, and one
// that waits for the firm's answer.
#include "demo/parties.h"

namespace sekisho::cli::demo {

void plan_audits(Stage& s) {
  auto& audits = s.town.audits();
  s.day(20, 16, 30);
  s["audit"] = s.passed(
      audits.plan(s.who("kansa"), s.key(),
                  {s.id(benefit), s.id(mogi), "委託先の監査（給付金の事務処理）",
                   "執務室の入退室、従事者名簿と研修の記録、預かったデータの管理簿と消去の記録を見ます。",
                   rules::AuditMethod::on_site, s.date(-6)}));
  s.day(20, 17);
  s.passed(audits.accept(
      s.who("mogi.sekinin"), s.key(), s.id("audit"),
      {"受電 かおる（責任者）が立ち会います。管理簿と入退室の記録は、当日に執務室でお見せします。"}));
}

void report_audit(Stage& s) {
  auto& audits = s.town.audits();
  const auto& auditor = s.who("kansa");
  s.day(3, 17);
  app::api::FindingInput found;
  found.engagement = s.id(benefit);
  found.contractor = s.id(mogi);
  found.line = "C-9c";
  found.source = rules::FindingSource::audit;
  found.audit = s.id("audit");
  found.text =
      "預かったデータの管理簿に、返却した日が書かれていない行が2つある。返したのか、まだ持っているのかを、"
      "管理簿だけでは確かめられない。";
  s.passed(s.town.findings().open(auditor, s.key(), found));
  s.passed(
      audits.report(auditor, s.key(), s.id("audit"),
                    {s.date(-6), "受電 かおる（責任者）、事務の担当者2人",
                     "執務室の施錠と入退室の記録（1か月分）、従事者名簿と研修の記録、預かったデータの管理簿",
                     rules::AuditOpinion::findings,
                     "入退室と名簿、研修は、定めのとおりに行われていた。管理簿には返却の記入もれがあり、改善"
                     "が必要である。"}));
  s.day(3, 17, 20);
  s.passed(audits.plan(auditor, s.key(),
                       {s.id(tax), s.id(data_service), "委託先の監査（住民税システムの保守）",
                        "保守に使う端末の置き場所と、遠隔でつなぐときの手順、作業の記録を見ます。",
                        rules::AuditMethod::remote, s.date(18)}));
}

}  // namespace sekisho::cli::demo
