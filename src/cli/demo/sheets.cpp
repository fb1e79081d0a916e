// Check sheets of the demonstration town: of every firm that receives data, confirmed; one that waits for the
// town; and what an inspection on site found.
#include <map>

#include "demo/parties.h"

namespace sekisho::cli::demo {
namespace {

using rules::SheetAnswer;

struct Other {  // than 「はい」
  SheetAnswer answer;
  const char* text;
};
using Others = std::map<std::string, Other>;

struct Shown {  // a text that is attached to a line
  const char* name;
  const char* content;
};

const Others no_sub_contract{{"C-15a", {SheetAnswer::not_applicable, "再委託はしません。"}},
                             {"C-15b", {SheetAnswer::not_applicable, "再委託はしません。"}}};
const Others nothing_brought{
    {"C-8", {SheetAnswer::not_applicable, "庁内での作業はなく、パソコンもデータも持ち込みません。"}},
    {"C-9e", {SheetAnswer::not_applicable, "庁内での作業はなく、パソコンもデータも持ち込みません。"}}};

Others both(Others one, const Others& other) {
  one.insert(other.begin(), other.end());
  return one;
}

std::string handed_in(Stage& s, const char* manager, const char* engagement, const Others& others,
                      const char* contact, const std::map<std::string, Shown>& evidence = {}) {
  auto& sheets = s.town.sheets();
  const auto& who = s.who(manager);
  const auto id = s.passed(sheets.begin(who, s.key(), s.id(engagement), {who.contractor}));
  app::api::SheetAnswersInput input;
  for (const auto& line : must(sheets.view(who, id)).lines) {
    const auto other = others.find(line.line.id);
    input.answers.push_back({line.line.id,
                             other == others.end() ? SheetAnswer::yes : other->second.answer,
                             other == others.end() ? "" : other->second.text,
                             {}});
    if (const auto shown = evidence.find(line.line.id); shown != evidence.end())
      input.answers.back().evidence.push_back(s.passed(s.town.attachments().add(
          who, s.key(), {rules::AttachmentPurpose::evidence, id, shown->second.name, "text/csv"},
          as_bytes(shown->second.content))));
  }
  input.contact = app::api::SheetContact{contact, "000-0000-0000", ""};
  s.passed(sheets.save(who, s.key(), id, input));
  return s.passed(sheets.submit(who, s.key(), id));
}

void confirmed(Stage& s, const char* by, const std::string& sheet) {
  auto& sheets = s.town.sheets();
  app::api::SheetDecisionInput input;
  input.note = "契約書と、見せてもらった規程で確かめました。";
  for (const auto& line : must(sheets.view(s.who(by), sheet)).lines)
    input.marks.push_back({line.line.id, true, ""});
  s.passed(sheets.decide(s.who(by), s.key(), sheet, input));
}

}  // namespace

void make_sheets(Stage& s) {
  s.day(170, 16);
  const Others untrained{
      {"C-13a",
       {SheetAnswer::no,
        "加わったばかりの1人が、まだ研修を受けていません。受けるまでデータに触れさせません。"}}};
  const auto migrating = handed_in(s, "mihon.sekinin", migration, untrained, "設計 あきら");
  const auto writing = handed_in(s, "sample.sekinin", migration, nothing_brought, "見出 まさる");
  const auto checking =
      handed_in(s, "reibun.sekinin", migration, both(no_sub_contract, nothing_brought), "例文 めぐみ");
  const auto keeping = handed_in(s, "data.sekinin", tax, nothing_brought, "保守 みのる");
  const auto paying = handed_in(s, "mogi.sekinin", benefit, nothing_brought, "受電 かおる");
  const auto drawing =
      handed_in(s, "mogi.sekinin", newsletter, both(no_sub_contract, nothing_brought), "受電 かおる");
  const auto printing =
      handed_in(s, "tsumori.sekinin", benefit, both(no_sub_contract, nothing_brought), "刷版 いさむ");
  app::api::FindingInput found;
  found.engagement = s.id(migration);
  found.contractor = s.id(mihon);
  found.sheet = migrating;
  found.line = "C-13a";
  found.source = rules::FindingSource::sheet;
  found.text = "従事者名簿に載っている1人に、研修の記録がない。";
  found.demand = "研修を受けさせて記録を出すか、名簿から外すこと。";
  found.due = s.date(9);
  s.passed(s.town.findings().open(s.who("jumin.kacho"), s.key(), found));
  for (const auto& sheet : {migrating, writing, checking}) confirmed(s, "jumin.kacho", sheet);
  confirmed(s, "zeimu.kacho", keeping);
  for (const auto& sheet : {paying, printing}) confirmed(s, "fukushi.kacho", sheet);
  confirmed(s, "joho.kacho", drawing);
}

void inspect_on_site(Stage& s) {
  s.day(20, 14);
  app::api::FindingInput found;
  found.engagement = s.id(benefit);
  found.contractor = s.id(tsumori);
  found.line = "C-9d";
  found.source = rules::FindingSource::inspection;
  found.text =
      "印刷室の確認で、刷り損じの紙が、鍵のない棚に一晩置かれていた。持ち出しや紛失があっても、気づけない状態"
      "である。";
  found.demand = "刷り損じを入れる鍵の付いた箱を置き、その日のうちに裁断した記録を付けること。";
  found.due = s.date(-6);
  s.passed(s.town.findings().open(s.who("fukushi.kacho"), s.key(), found));
}

void send_sheet(Stage& s) {
  s.day(3, 15, 20);
  const Others not_yet{
      {"C-13b", {SheetAnswer::no, "研修の記録の様式を作っています。来月末までに整えます。"}}};
  (void)handed_in(
      s, "hinagata.sekinin", tax, both(not_yet, no_sub_contract), "雛田 けい",
      {{"C-13a", {"研修を受けた人数.csv", "\xef\xbb\xbf研修,開催,人数\r\n情報の取扱い,今年度 第1回,2\r\n"}},
       {"C-9d",
        {"保管庫の点検の記録.csv", "\xef\xbb\xbf点検した日,鍵,施錠\r\n毎週 月曜,あり,異常なし\r\n"}}});
}

void instruct_disposals(Stage& s) {
  s.day(20, 15);
  auto& disposals = s.town.disposals();
  s["disposal"] = s.passed(disposals.instruct(s.who("fukushi.kacho"), s.key(),
                                              {s.id(benefit),
                                               s.id(tsumori),
                                               {},
                                               "外付けディスク（500 GB）",
                                               "TSU-0417",
                                               "通知の印刷が終わり、使わなくなったため",
                                               s.date(-2)}));
  s.passed(disposals.instruct(s.who("jumin.kacho"), s.key(),
                              {s.id(migration),
                               s.id(mihon),
                               {},
                               "試験用サーバーのディスク 2 本",
                               "MHN-SV-12",
                               "移行の一回目の試験が終わり、次は別の機器を使うため",
                               s.date(10)}));
}

void certify_disposal(Stage& s) {
  s.day(3, 15, 40);
  s.passed(s.town.disposals().certify(s.who("tsumori.sekinin"), s.key(), s.id("disposal"),
                                      {rules::DisposalWay::destroyed, "媒体破砕機 MB-3（2 mm 角）",
                                       s.date(-6), s.person("tsumori.kotone"), "刷版 いさむ"}));
  s.day(3, 16, 30);
  s.passed(s.town.disposals().confirm(s.who("fukushi.kacho"), s.key(), s.id("disposal"),
                                      {"破砕の前後の写真を見て、番号を確かめました。"}));
}

}  // namespace sekisho::cli::demo
