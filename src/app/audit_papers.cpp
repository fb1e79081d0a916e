// 監査報告書: what was audited, what was looked at, the opinion, the findings as they stand today, and the
// report's place in the ledger.
#include "app/audits.h"
#include "report/pdf.h"

namespace sekisho::app {
namespace {

std::string wareki(const std::string& day) {
  const auto parsed = parse_day(day);
  return parsed ? format_wareki(*parsed) : day;
}
std::string wareki_of(const std::string& instant) {
  const auto at = parse_instant(instant);
  return at ? format_wareki(day_in_japan(*at)) : "";
}

std::string method_ja(rules::AuditMethod method) {
  switch (method) {
    case rules::AuditMethod::on_site:
      return "現地で行った";
    case rules::AuditMethod::documents:
      return "書面で行った";
    case rules::AuditMethod::remote:
      return "遠隔（画面越し）で行った";
  }
  return "";
}
std::string opinion_ja(rules::AuditOpinion opinion) {
  switch (opinion) {
    case rules::AuditOpinion::good:
      return "適合（直すことはない）";
    case rules::AuditOpinion::findings:
      return "改善が必要";
    case rules::AuditOpinion::serious:
      return "重大な不備";
  }
  return "";
}
std::string state_ja(rules::FindingState state) {
  switch (state) {
    case rules::FindingState::opened:
      return "指摘した";
    case rules::FindingState::demanded:
      return "改善を求めている";
    case rules::FindingState::reported:
      return "改善の報告あり";
    case rules::FindingState::closed:
      return "改善を確認した";
  }
  return "";
}

}  // namespace

Result<PaperFile> Audits::paper(const Viewer& viewer, const std::string& id) const {
  SEKISHO_TRY(const auto seen, view(viewer, id));
  const auto& row = seen.row;
  if (row.state != rules::AuditState::reported)
    return fail(ErrorCode::not_found, "監査報告書は、監査が報告されると出ます。", "not reported yet");
  const auto made = parse_instant(seen.reported_at).value_or(parts_.clock.now());
  report::Pdf pdf({"委託事業者に対する監査の報告書", parts_.town_name,
                   "台帳 " + std::to_string(seen.entry) + " 番", made, false});
  const std::vector<report::Fact> head{
      {"監査の名前", row.title},
      {"委託契約", row.engagement_title},
      {"監査を受けた事業者", row.contractor_name},
      {"契約を受け持つ課", row.section_name},
      {"見ると決めたこと", seen.scope},
      {"事業者に知らせた日", wareki_of(seen.planned_at) + "（" + seen.planned_by + "）"},
      {"事業者の回答", seen.answer.empty()
                           ? "回答なし"
                           : wareki_of(seen.accepted_at) + "（" + seen.accepted_by + "）\n" + seen.answer},
      {"監査を行った日", wareki(row.held_on)},
      {"監査の方法", method_ja(row.method)},
      {"立ち会った人", seen.attended.empty() ? "なし（書面による監査）" : seen.attended},
      {"報告した人", seen.reported_by},
      {"報告した日", wareki_of(seen.reported_at)}};
  pdf.facts(head);
  pdf.heading("評価");
  pdf.paragraph(row.opinion ? opinion_ja(*row.opinion) : "");
  pdf.heading("見たもの");
  pdf.paragraph(seen.looked_at);
  pdf.heading("結果");
  pdf.paragraph(seen.summary);
  pdf.heading("指摘");
  if (seen.findings.empty()) {
    pdf.paragraph("指摘はありません。");
  } else {
    report::Table table;
    table.columns = {{"指摘", 30.0, report::Kind::text},
                     {"今の状態", 12.0, report::Kind::text},
                     {"改善の期限", 12.0, report::Kind::text}};
    pdf.begin_table(std::move(table));
    for (const auto& f : seen.findings)
      pdf.row(std::vector<std::string>{f.text, state_ja(f.state), wareki(f.due)});
    pdf.end_table();
    pdf.paragraph("指摘の状態は、この報告書を作った" + format_wareki(day_in_japan(parts_.clock.now())) +
                  "のものです。");
  }
  SEKISHO_TRY(auto bytes, pdf.finish());
  return PaperFile{"監査報告書_" + row.contractor_name + "_" + row.held_on + ".pdf", std::move(bytes)};
}

}  // namespace sekisho::app
