// What a section has confirmed, each quarter, to the supervising officer (8.1(3)).
#include <algorithm>
#include <array>

#include "app/reports.h"
#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "report/pdf.h"
#include "report_rows.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using rules::Act;

std::string section_name(store::Connection& c, const std::string& id) {
  const auto section = store::find<store::Section>(c, id);
  return section ? section->name : "";
}

api::PeriodicRow row_of(store::Connection& c, const store::PeriodicReport& r) {
  return {r.id, r.section, section_name(c, r.section), r.period_from, r.period_to, r.made_at, r.read_at};
}

std::vector<Day> reported(store::Connection& c, const std::string& section) {
  std::vector<Day> out;
  for (const auto& row :
       c.query("SELECT period_from FROM periodic_reports WHERE section = :p0", {section}).rows)
    out.push_back(parse_day(store::from_value<std::string>(row[0])).value_or(Day{}));
  return out;
}

std::string wareki(const std::string& day) {
  const auto parsed = parse_day(day);
  return parsed ? format_wareki(*parsed) : day;
}

// The figures of one engagement, as both papers show them.
constexpr std::array columns{"委託契約",
                             "元請け",
                             "会社の数",
                             "承諾のない段",
                             "名簿の人数",
                             "研修が有効な人",
                             "報告（確認）",
                             "確認待ち",
                             "差し戻し",
                             "出ていない",
                             "SLA未達の項目",
                             "システムの変更",
                             "チェックシート確認済み",
                             "直っていない指摘"};
std::vector<std::string> cells(const api::PeriodicLine& l) {
  std::vector<std::string> out{l.title, l.contractor_name};
  for (const auto number :
       {l.firms, l.firms_without_consent, l.people, l.people_trained, l.reports_confirmed, l.reports_waiting,
        l.reports_returned, l.reports_missing, l.levels_unmet, l.changes})
    out.push_back(std::to_string(number));
  for (const auto& number : {l.sheets_confirmed, l.findings_open})
    out.push_back(number ? std::to_string(*number) : "―");
  return out;
}
report::Table table(std::string title) {
  report::Table out;
  out.title = std::move(title);
  for (std::size_t i = 0; i < columns.size(); ++i)
    out.columns.push_back({columns[i],
                           i == 0   ? 24.0
                           : i == 1 ? 20.0
                                    : 8.0,
                           i < 2 ? report::Kind::text : report::Kind::number});
  return out;
}
std::vector<report::Fact> totals(const api::PeriodicContent& c) {
  const auto n = [](std::int64_t count) { return std::to_string(count) + "件"; };
  return {{"確かめた名簿", n(c.rosters_confirmed)},
          {"答えた再委託の申請", n(c.consents_decided)},
          {"承認がそろった通過", n(c.approved)},
          {"却下", n(c.rejected)},
          {"関所が止めた操作", n(c.stopped)},
          {"期末の預かり", n(c.custody_open)},
          {"うち返却の期限を過ぎたもの", n(c.custody_overdue)},
          {"研修の受講", n(c.trainings)}};
}

}  // namespace

Result<Answer> Reports::make_periodic(const Viewer& viewer, const std::string& key,
                                      const api::PeriodicInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::make_periodic_report, in.section.empty() ? "new" : in.section, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        if (!store::find<store::Section>(c, in.section))
          return fail(ErrorCode::invalid_input, "課を選んでください。", "no such section", "section");
        SEKISHO_CHECK(check_day(in.period_from, "period_from"));
        SEKISHO_CHECK(check_text(in.note, 10'000, "note"));
        const auto quarter = rules::quarter_of(*parse_day(in.period_from));
        if (format_day(quarter.from) != in.period_from)
          return fail(ErrorCode::invalid_input, "四半期の初めの日を選んでください。",
                      "not a quarter's first day", "period_from");
        if (quarter.to >= day_in_japan(parts_.clock.now()))
          return fail(ErrorCode::conflict, "まだ終わっていない期間です。", "the quarter has not ended");
        for (const auto day : reported(c, in.section))
          if (day == quarter.from)
            return fail(ErrorCode::conflict, "この期間の定期報告は、すでに出ています。", "made already");
        const auto content = json::write(periodic_content(c, in.section, quarter));
        if (content.size() > 50'000)
          return fail(ErrorCode::too_large, "契約が多すぎて、一つの報告に入りません。",
                      "too many engagements");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = in.section;
        prepared.act = [in, quarter, content](Passing& passing) -> Result<boost::json::value> {
          const auto id = make_id("prp");
          SEKISHO_TRY(const auto receipt, passing.append({"periodic_report.made",
                                                          id,
                                                          {{"section", in.section},
                                                           {"period_from", format_day(quarter.from)},
                                                           {"period_to", format_day(quarter.to)},
                                                           {"content", content}},
                                                          {{"note", in.note}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Reports::read_periodic(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::read_periodic_report, id, ""}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto report, visible_periodic(c, viewer, id));
        if (!report.read_at.empty())
          return fail(ErrorCode::conflict, "すでに受け取った報告です。", "read already");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = report.section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"periodic_report.read", id, {}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<std::vector<api::PeriodicRow>> Reports::periodics(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::PeriodicRow>> {
    const auto condition = visible_periodics(v);
    std::vector<api::PeriodicRow> out;
    for (const auto& r : store::select<store::PeriodicReport>(
             c, condition.sql + " ORDER BY period_from DESC, id LIMIT 500", condition.params))
      out.push_back(row_of(c, r));
    return out;
  });
}

Result<api::PeriodicView> Reports::periodic(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::PeriodicView> {
    SEKISHO_TRY(const auto r, visible_periodic(c, v, id));
    api::PeriodicView out;
    out.row = row_of(c, r);
    out.note = r.note;
    out.made_by = account_name(c, r.made_by);
    if (!r.read_by.empty()) out.read_by = account_name(c, r.read_by);
    SEKISHO_TRY(out.content, json::read<api::PeriodicContent>(r.content));
    out.entry = r.entry;
    rules::Facts facts;
    facts.target.section = r.section;
    if (r.read_at.empty() && may(Act::read_periodic_report, facts, v, parts_.clock.now()))
      out.may.push_back(Act::read_periodic_report);
    return out;
  });
}

Result<std::vector<api::PeriodicOwed>> Reports::owed(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::PeriodicOwed>> {
    std::vector<api::PeriodicOwed> out;
    const Instant now = parts_.clock.now();
    rules::Facts facts;
    facts.target.section = v.section;
    if (v.section.empty() || !may(Act::make_periodic_report, facts, v, now)) return out;
    if (store::number(c, "SELECT count(*) FROM engagements WHERE section = :p0", {v.section}) == 0)
      return out;
    const auto made = reported(c, v.section);
    const Day today = day_in_japan(now);
    for (auto quarter = rules::first_quarter(reporting_since(c, v.section));
         quarter.to < today && out.size() < 8; quarter = rules::quarter_of(quarter.to + std::chrono::days(1)))
      if (std::ranges::find(made, quarter.from) == made.end())
        out.push_back({v.section, section_name(c, v.section), format_day(quarter.from),
                       format_day(quarter.to), format_day(quarter.to + std::chrono::days(15)),
                       periodic_content(c, v.section, quarter)});
    return out;
  });
}

Result<PaperFile> Reports::periodic_pdf(const Viewer& v, const std::string& id) const {
  SEKISHO_TRY(const auto seen, periodic(v, id));
  const auto made = parse_instant(seen.row.made_at).value_or(parts_.clock.now());
  report::Pdf pdf({"委託先の管理についての定期報告", parts_.town_name,
                   "台帳 " + std::to_string(seen.entry) + " 番", made, true});
  const std::vector<report::Fact> head{
      {"あて先", "統括情報セキュリティ責任者"},
      {"課", seen.row.section_name},
      {"期間", wareki(seen.row.period_from) + "から" + wareki(seen.row.period_to) + "まで"},
      {"作った人", seen.made_by},
      {"作った日", format_wareki(day_in_japan(made))}};
  pdf.facts(head);
  pdf.heading("確かめたこと");
  pdf.facts(totals(seen.content));
  pdf.begin_table(table("委託契約ごと"));
  for (const auto& line : seen.content.lines) pdf.row(cells(line));
  pdf.end_table();
  if (!seen.note.empty()) {
    pdf.heading("課長から");
    pdf.paragraph(seen.note);
  }
  SEKISHO_TRY(auto bytes, pdf.finish());
  return PaperFile{"定期報告_" + seen.row.section_name + "_" + seen.row.period_from + ".pdf",
                   std::move(bytes)};
}

Result<PaperFile> Reports::periodic_xlsx(const Viewer& v, const std::string& id) const {
  SEKISHO_TRY(const auto seen, periodic(v, id));
  Bytes out;
  const auto writer = report::table_writer(report::Format::xlsx, table("委託契約ごと"), report::into(out));
  for (const auto& line : seen.content.lines) SEKISHO_CHECK(writer->row(cells(line)));
  SEKISHO_CHECK(writer->finish());
  return PaperFile{"定期報告_" + seen.row.section_name + "_" + seen.row.period_from + ".xlsx",
                   std::move(out)};
}

}  // namespace sekisho::app
