// The check sheet as a spreadsheet and as a paper: empty, to be handed over at contract time (R-5a), and
// filled in.
#include <algorithm>

#include "app/sheets.h"
#include "attachment_uses.h"
#include "party_facts.h"
#include "report/pdf.h"
#include "report/xlsx.h"
#include "sheet_paper.h"
#include "sheet_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

struct Filled {
  std::string town, engagement, contractor;
  std::vector<rules::SheetLine> lines;
  std::optional<store::CheckSheet> sheet;  // none: an empty form
  SheetAnswers answers;
  std::unordered_map<std::string, std::string> files;  // names of a line's evidence
  std::string form;
  Instant made{};
};

constexpr std::string_view how_to =
    "チェック欄に「はい」「いいえ」「該当なし」のどれかを入れてください。「はい」は☑でもかまいません。"
    "「いいえ」には今の状態といつまでに直すかを、「該当なし」にはその理由を、右の欄に書いてください。"
    "事故のときの連絡先も、必ず入れてください。";

std::string day_of(const std::string& instant) {
  const auto at = parse_instant(instant);
  return at ? format_wareki(day_in_japan(*at)) : "";
}

std::string answer_of(const Filled& f, const std::string& line) {
  const auto found = f.answers.find(line);
  return found == f.answers.end() ? "" : std::string(answer_ja(found->second.answer));
}
std::string reason_of(const Filled& f, const std::string& line) {
  const auto found = f.answers.find(line);
  return found == f.answers.end() ? "" : found->second.text;
}
std::string files_of(const Filled& f, const std::string& line) {
  const auto found = f.files.find(line);
  return found == f.files.end() ? "" : found->second;
}
api::SheetContact contact_of(const Filled& f) {
  if (!f.sheet) return {};
  return {f.sheet->contact_name, f.sheet->contact_phone, f.sheet->contact_mail};
}

std::vector<report::Fact> facts_of(const Filled& f) {
  std::vector<report::Fact> out{{"委託者", f.town}};
  out.push_back({"委託契約", f.engagement});
  out.push_back({"受託者", f.contractor});
  if (f.sheet) {
    out.push_back({"回", "第" + std::to_string(f.sheet->round) + "回"});
    out.push_back({"提出した日", day_of(f.sheet->submitted_at)});
    if (f.sheet->state == rules::SheetState::confirmed)
      out.push_back({"委託者が確かめた日", day_of(f.sheet->decided_at)});
  } else {
    out.push_back({"記入した日", ""});
    out.push_back({"責任者の氏名", ""});
  }
  return out;
}

Result<Bytes> xlsx_of(const Filled& f) {
  using report::Kind;
  Bytes out;
  std::vector<report::Column> columns{{std::string(column_number), 14, Kind::text},
                                      {std::string(column_item), 26, Kind::text},
                                      {std::string(column_text), 64, Kind::text},
                                      {std::string(column_answer), 14, Kind::text},
                                      {std::string(column_reason), 44, Kind::text}};
  // A column of its own: a form that is read again takes nothing of it.
  if (f.sheet) columns.push_back({std::string(column_files), 34, Kind::text});
  report::XlsxWriter writer({"チェックシート", columns}, report::into(out));
  for (const auto& line : f.lines) {
    std::vector<std::string> cells{line.id, line.item, line.text, answer_of(f, line.id),
                                   reason_of(f, line.id)};
    if (f.sheet) cells.push_back(files_of(f, line.id));
    SEKISHO_CHECK(writer.row(cells));
  }
  const auto contact = contact_of(f);
  for (const auto& row : contact_rows) {
    std::vector<std::string> cells{std::string(row.number), "事故のときの連絡先", std::string(row.text), "",
                                   contact.*row.value};
    if (f.sheet) cells.emplace_back();
    SEKISHO_CHECK(writer.row(cells));
  }
  SEKISHO_CHECK(writer.sheet({"契約と書き方", {{"見出し", 26, Kind::text}, {"内容", 80, Kind::text}}}));
  for (const auto& fact : facts_of(f)) {
    const std::vector<std::string> cells{fact.label, fact.value};
    SEKISHO_CHECK(writer.row(cells));
  }
  for (const auto& cells : {std::vector<std::string>{"様式の版", f.form},
                            std::vector<std::string>{"書き方", std::string(how_to)}})
    SEKISHO_CHECK(writer.row(cells));
  SEKISHO_CHECK(writer.finish());
  return out;
}

Result<Bytes> pdf_of(const Filled& f) {
  report::Pdf pdf({rules::newest_sheet_form().title, f.town, "", f.made, false});
  pdf.facts(facts_of(f));
  pdf.gap(2);
  if (!f.sheet) pdf.paragraph(how_to);
  pdf.begin_table({"",
                   {{std::string(column_item), 18, report::Kind::text},
                    {std::string(column_text), 46, report::Kind::text},
                    {std::string(column_answer), 11, report::Kind::text},
                    {std::string(column_reason), 25, report::Kind::text}}});
  std::string last;
  for (const auto& line : f.lines) {
    const auto answer = answer_of(f, line.id);
    auto reason = reason_of(f, line.id);
    if (const auto files = files_of(f, line.id); !files.empty())
      reason += (reason.empty() ? "" : "\n") + std::string(column_files) + "：" + files;
    // an item is named once, as in the ministry's form
    const std::vector<std::string> cells{line.item == last ? "" : line.item, line.text,
                                         f.sheet ? answer : std::string("はい\nいいえ\n該当なし"), reason};
    last = line.item;
    pdf.row(cells);
  }
  pdf.end_table();
  pdf.gap(3);
  pdf.heading("事故のときの連絡先");
  const auto contact = contact_of(f);
  std::vector<report::Fact> lines;
  for (const auto& row : contact_rows) lines.push_back({std::string(row.text), contact.*row.value});
  pdf.facts(lines);
  return pdf.finish();
}

Result<SheetFile> file_of(const Filled& f, SheetPaper kind) {
  const std::string extension = kind == SheetPaper::xlsx ? ".xlsx" : ".pdf";
  SEKISHO_TRY(auto content, kind == SheetPaper::xlsx ? xlsx_of(f) : pdf_of(f));
  std::string name = "チェックシート";
  if (!f.contractor.empty()) name += "_" + f.contractor;
  if (f.sheet) name += "_第" + std::to_string(f.sheet->round) + "回";
  return SheetFile{std::move(content), name + extension};
}

std::string firm_name(store::Connection& c, const std::string& id) {
  const auto firm = store::find<store::Contractor>(c, id);
  return firm ? firm->name : "";
}

}  // namespace

Result<SheetFile> Sheets::paper(const Viewer& viewer, const std::string& id, SheetPaper kind) const {
  Filled filled;
  const auto read = parts_.database.reading([&](store::Connection& c) -> Result<void> {
    SEKISHO_TRY(filled.sheet, visible_sheet(c, viewer, id));
    SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, filled.sheet->engagement));
    filled.engagement = engagement.title;
    filled.contractor = firm_name(c, filled.sheet->contractor);
    filled.lines = lines_of(c, *filled.sheet);
    filled.answers = answers_of(c, id);
    for (const auto& [line, answer] : filled.answers)
      for (const auto& file : attached_files(c, answer.evidence))
        (filled.files[line] += filled.files[line].empty() ? "" : "、") += file.name;
    filled.form = filled.sheet->form;
    return {};
  });
  if (!read) return pass_on(read.error());
  filled.town = parts_.town_name;
  filled.made = parts_.clock.now();
  return file_of(filled, kind);
}

Result<SheetFile> Sheets::blank(const Viewer& viewer, const std::string& engagement,
                                const std::string& contractor, SheetPaper kind) const {
  Filled filled;
  const auto& form = rules::newest_sheet_form();
  filled.lines = form.lines;
  filled.form = form.version;
  const auto read = parts_.database.reading([&](store::Connection& c) -> Result<void> {
    if (const auto own = own_lines(c))
      filled.lines.insert(filled.lines.end(), own->lines.begin(), own->lines.end());
    if (engagement.empty()) return {};
    SEKISHO_TRY(const auto found, engagement_of_firm(c, viewer, engagement, contractor));
    if (viewer.side == rules::Side::contractor && viewer.contractor != contractor)
      return fail(ErrorCode::not_found, "そのチェックシートは見つかりません。", "not this firm's");
    filled.engagement = found.title;
    filled.contractor = firm_name(c, contractor);
    return {};
  });
  if (!read) return pass_on(read.error());
  filled.town = parts_.town_name;
  filled.made = parts_.clock.now();
  return file_of(filled, kind);
}

Result<api::SheetFileView> Sheets::read_file(const Viewer& viewer, const std::string& id,
                                             ByteView file) const {
  SheetAnswers answers;
  SEKISHO_TRY(const auto lines,
              parts_.database.reading([&](store::Connection& c) -> Result<std::vector<rules::SheetLine>> {
                SEKISHO_TRY(const auto sheet, visible_sheet(c, viewer, id));
                answers = answers_of(c, id);
                return lines_of(c, sheet);
              }));
  if (file.size() > most_bytes)
    return fail(ErrorCode::too_large, "ファイルが大きすぎます。チェックシートのファイルを選んでください。",
                "the file is too large");
  SEKISHO_TRY(auto out, read_filled_form(lines, file));
  for (auto& answer : out.answers)  // a form holds words alone: the files stay with their lines
    if (const auto held = answers.find(answer.line); held != answers.end())
      answer.evidence = held->second.evidence;
  return out;
}

}  // namespace sekisho::app
