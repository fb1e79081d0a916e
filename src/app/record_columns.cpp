#include "record_columns.h"

#include <algorithm>

#include "base/time.h"
#include "cell_values.h"
#include "inspect/identifiers.h"
#include "inspect/text.h"

namespace sekisho::app {
namespace {

using rules::Act;
using store::Contractor;
using store::Engagement;
using store::Worker;

// By its corporate number, or by a name that only one firm has.
void read_firm(Cell& cell, std::string& out) {
  const auto& known = cell.known();
  if (const auto number = digits_of(cell.text()); number.size() == 13) {
    const auto found = known.firm_by_number.find(number);
    if (found == known.firm_by_number.end())
      return cell.wrong("この法人番号の委託事業者は、登録されていません。先に委託事業者を登録してください。",
                        "no contractor with this corporate number");
    out = found->second;
    return;
  }
  const auto found = known.firms_by_name.find(inspect::fold(cell.text()));
  if (found == known.firms_by_name.end())
    return cell.wrong(
        "この委託事業者は、登録されていません。名前を確かめるか、法人番号（13 桁）を入れてください。",
        "no contractor of this name");
  if (found->second.size() > 1)
    return cell.wrong("同じ名前の委託事業者が、いくつもあります。法人番号（13 桁）を入れてください。",
                      "several contractors of this name");
  out = found->second.front();
}

void read_section(Cell& cell, std::string& out) {
  const auto found = cell.known().section_by_name.find(inspect::fold(cell.text()));
  if (found == cell.known().section_by_name.end())
    return cell.wrong("この名前の課はありません。登録されている課の名前を入れてください。",
                      "no section of this name");
  out = found->second;
}

std::string firm_number(const std::string& id, const Known& known) {
  const auto found = known.firms.find(id);
  return found == known.firms.end() ? "" : found->second.number;
}
std::string firm_name(const std::string& id, const Known& known) {
  const auto found = known.firms.find(id);
  return found == known.firms.end() ? "" : found->second.name;
}

// The one scope entry of a row.
store::ScopeEntry& entry_of(Engagement& record) {
  if (record.scope.empty()) record.scope.emplace_back();
  return record.scope.front();
}
const store::ScopeEntry& entry_of(const Engagement& record) {
  static const store::ScopeEntry none;
  return record.scope.empty() ? none : record.scope.front();
}

// For the town and the contract's own party; firms below it see what binds them alone.
bool of_party(const Engagement& r, const Known& k) {
  return k.viewer.side == rules::Side::town || k.viewer.contractor == r.contractor;
}

// One column for each of the guideline's terms: where in the contract it stands. Empty: it is not agreed.
template <rules::Term T>
RecordColumn<Engagement> term_column(const char* name) {
  return {
      {{name, "定め：" + std::string(rules::term_ja(T)), "契約書の第何条か。契約にないときは空欄。", false},
       {rules::term_ja(T)},
       "第10条",
       16},
      [](Cell& c, Engagement& r) {
        std::string article;
        if (c.text().empty()) return;
        read_text(c, article);
        r.terms.push_back({T, true, article, ""});
      },
      [](const Engagement& r, const Known&) {
        const auto term = std::ranges::find(r.terms, T, &store::ContractTerm::term);
        return term == r.terms.end() || !term->agreed ? std::string() : term->article;
      }};
}

const std::vector<std::string_view> firm_words{"法人番号", "委託事業者", "委託先",
                                               "事業者名", "会社名",     "会社"};
constexpr const char* firm_hint = "法人番号（13 桁）。会社の名前でもかまいません。";

}  // namespace

const std::vector<RecordColumn<Contractor>>& contractor_columns() {
  static const std::vector<RecordColumn<Contractor>> columns{
      {{{"name", "事業者名", "", true},
        {"委託事業者", "会社名", "会社", "法人名", "商号", "名称", "委託先"},
        "株式会社みほんシステム",
        36},
       [](Cell& c, Contractor& r) { read_text(c, r.name); },
       [](const Contractor& r, const Known&) { return r.name; }},
      {{{"corporate_number", "法人番号", "13 桁の数字", true}, {"法人番号(13桁)"}, "8000000000001", 18},
       [](Cell& c, Contractor& r) {
         r.corporate_number = digits_of(c.text());
         if (!inspect::is_corporate_number(r.corporate_number))
           c.wrong("法人番号（13 桁）が正しくありません。数字を確かめてください。", "not a corporate number");
       },
       [](const Contractor& r, const Known&) { return r.corporate_number; }},
  };
  return columns;
}

const std::vector<RecordColumn<Engagement>>& engagement_columns() {
  static const std::vector<RecordColumn<Engagement>> columns{
      {{{"title", "契約名", "", true},
        {"契約件名", "件名", "委託業務名", "業務名", "契約"},
        "給付金システムの運用",
        36},
       [](Cell& c, Engagement& r) { read_text(c, r.title); },
       [](const Engagement& r, const Known&) { return r.title; }},
      {{{"contractor", "委託事業者の法人番号", firm_hint, true}, firm_words, "8000000000001", 20},
       [](Cell& c, Engagement& r) { read_firm(c, r.contractor); },
       [](const Engagement& r, const Known& k) { return firm_number(r.contractor, k); }},
      {{{"contractor_name", "委託事業者の名前", "", false}, {}, "株式会社みほんシステム", 28},
       nullptr,
       [](const Engagement& r, const Known& k) { return firm_name(r.contractor, k); }},
      {{{"section", "受け持ちの課", "登録されている課の名前", true},
        {"担当課", "所管課", "課名", "課"},
        "福祉課",
        16},
       [](Cell& c, Engagement& r) { read_section(c, r.section); },
       [](const Engagement& r, const Known& k) {
         const auto found = k.sections.find(r.section);
         return found == k.sections.end() ? std::string() : found->second;
       }},
      {{{"responsible_person", "責任者", "委託事業者の責任者の氏名", true},
        {"業務責任者", "責任者名"},
        "見本 責子",
        16},
       [](Cell& c, Engagement& r) { read_text(c, r.responsible_person); },
       [](const Engagement& r, const Known&) { return r.responsible_person; }},
      {{{"workplace", "作業場所", "", true}, {"作業する場所", "履行場所", "場所"}, "見本ビル 3階", 24},
       [](Cell& c, Engagement& r) { read_text(c, r.workplace); },
       [](const Engagement& r, const Known&) { return r.workplace; }},
      {{{"starts", "始まり", "2026/4/1、令和8年4月1日 など", true},
        {"契約開始日", "開始日", "契約の始まり", "始期", "自"},
        "2026-04-01",
        13,
        report::Kind::day},
       [](Cell& c, Engagement& r) { read_day(c, r.starts); },
       [](const Engagement& r, const Known&) { return r.starts; }},
      {{{"ends", "終わり", "2027/3/31、令和9年3月31日 など", true},
        {"契約終了日", "終了日", "契約の終わり", "終期", "至", "満了日"},
        "2027-03-31",
        13,
        report::Kind::day},
       [](Cell& c, Engagement& r) { read_day(c, r.ends); },
       [](const Engagement& r, const Known&) { return r.ends; }},
      {{{"information", "情報の種類", "いくつもあるときは、行を分けてください。", true},
        {"扱わせる情報", "情報資産", "情報"},
        "給付対象者の情報",
        24},
       [](Cell& c, Engagement& r) { read_text(c, entry_of(r).information); },
       [](const Engagement& r, const Known&) { return entry_of(r).information; }},
      {{{"range", "情報の範囲", "", true}, {"範囲"}, "市内全域", 20},
       [](Cell& c, Engagement& r) { read_text(c, entry_of(r).range); },
       [](const Engagement& r, const Known&) { return entry_of(r).range; }},
      {{{"ways", "アクセス方法",
         "外部サービス・記録媒体・庁内・遠隔。いくつもあるときは「、」で区切ってください。", true},
        {"アクセスの方法", "受け渡し方法", "方法"},
        "外部サービス、庁内",
        24},
       [](Cell& c, Engagement& r) { read_ways(c, entry_of(r).ways); },
       [](const Engagement& r, const Known&) { return ways_text(entry_of(r).ways); }},
      {{{"production_data_allowed", "本番データの持ち出し", "可 か 不可。空欄は不可です。", false},
        {"本番データ"},
        "不可",
        12},
       [](Cell& c, Engagement& r) { read_yes(c, r.production_data_allowed); },
       [](const Engagement& r, const Known&) {
         return std::string(r.production_data_allowed ? "可" : "不可");
       }},
      {{{"my_number", "個人番号の事務", "はい か いいえ。空欄は いいえ です。", false},
        {"個人番号", "マイナンバー", "特定個人情報"},
        "いいえ",
        12},
       [](Cell& c, Engagement& r) { read_yes(c, r.my_number); },
       [](const Engagement& r, const Known&) { return std::string(r.my_number ? "はい" : "いいえ"); }},
      {{{"report_months", "報告の間隔（か月）", "サービスレベルの報告の間隔。決めていないときは空欄。",
         false},
        {"報告の間隔", "報告間隔"},
        "3",
        12},
       [](Cell& c, Engagement& r) { read_months(c, r.report_months); },
       [](const Engagement& r, const Known& k) {
         return r.report_months == 0 || !of_party(r, k) ? std::string() : std::to_string(r.report_months);
       }},
      {{{"specification", "調達仕様書", "仕様書の名前と箇所", false}, {"仕様書"}, "調達仕様書 第3章", 24},
       [](Cell& c, Engagement& r) {
         if (!c.text().empty()) read_text(c, r.specification);
       },
       [](const Engagement& r, const Known& k) { return of_party(r, k) ? r.specification : std::string(); }},
      term_column<rules::Term::policy>("term_policy"),
      term_column<rules::Term::identified>("term_identified"),
      term_column<rules::Term::service_level>("term_service_level"),
      term_column<rules::Term::access>("term_access"),
      term_column<rules::Term::education>("term_education"),
      term_column<rules::Term::purpose>("term_purpose"),
      term_column<rules::Term::secrecy>("term_secrecy"),
      term_column<rules::Term::sub_contracting>("term_sub_contracting"),
      term_column<rules::Term::return_disposal>("term_return_disposal"),
      term_column<rules::Term::reporting>("term_reporting"),
      term_column<rules::Term::audit>("term_audit"),
      term_column<rules::Term::publication>("term_publication"),
      term_column<rules::Term::breach>("term_breach"),
  };
  return columns;
}

const std::vector<RecordColumn<Worker>>& worker_columns() {
  static const std::vector<RecordColumn<Worker>> columns{
      {{{"contractor", "委託事業者の法人番号", firm_hint, true}, firm_words, "8000000000001", 20},
       [](Cell& c, Worker& r) { read_firm(c, r.contractor); },
       [](const Worker& r, const Known& k) { return firm_number(r.contractor, k); }},
      {{{"contractor_name", "委託事業者の名前", "", false}, {}, "株式会社みほんシステム", 28},
       nullptr,
       [](const Worker& r, const Known& k) { return firm_name(r.contractor, k); }},
      {{{"name", "氏名", "", true}, {"従事者名", "従事者", "名前", "姓名"}, "見本 太郎", 20},
       [](Cell& c, Worker& r) { read_text(c, r.name); },
       [](const Worker& r, const Known&) { return r.name; }},
      {{{"kana", "フリガナ", "", true},
        {"ふりがな", "氏名カナ", "カナ", "かな", "読み"},
        "ミホン タロウ",
        24},
       [](Cell& c, Worker& r) {
         read_text(c, r.kana);
         if (has_kanji(r.kana))
           c.wrong("フリガナに漢字が入っています。列が入れ替わっていないか、確かめてください。",
                   "kanji in a reading");
       },
       [](const Worker& r, const Known&) { return r.kana; }},
      {{{"left_on", "離れた日", "", false}, {}, "", 13, report::Kind::day},
       nullptr,
       [](const Worker& r, const Known&) { return r.left_on; }},
  };
  return columns;
}

namespace {

template <class R>
std::vector<ColumnHead> heads(bool readable_only) {
  std::vector<ColumnHead> out;
  for (const auto& column : columns_for<R>())
    if (column.read != nullptr || !readable_only) out.push_back(column.head);
  return out;
}

constexpr char16_t part = u'\n';
std::u16string wide(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

}  // namespace

std::vector<ColumnHead> heads_of(api::RecordKind kind, bool readable_only) {
  switch (kind) {
    case api::RecordKind::contractors:
      return heads<Contractor>(readable_only);
    case api::RecordKind::engagements:
      return heads<Engagement>(readable_only);
    case api::RecordKind::workers:
      return heads<Worker>(readable_only);
  }
  return {};
}

std::string_view record_word(api::RecordKind kind) {
  return kind == api::RecordKind::contractors   ? "委託事業者"
         : kind == api::RecordKind::engagements ? "委託契約"
                                                : "従事者";
}

Act act_of(api::RecordKind kind) {
  return kind == api::RecordKind::contractors   ? Act::register_contractor
         : kind == api::RecordKind::engagements ? Act::register_engagement
                                                : Act::register_worker;
}

std::u16string key_of(const Contractor& r) { return wide(r.corporate_number); }
std::u16string key_of(const Engagement& r) {
  return wide(r.contractor) + part + inspect::fold(r.title) + part + wide(r.starts);
}
std::u16string key_of(const Worker& r) {
  return wide(r.contractor) + part + inspect::fold(r.name) + part + inspect::fold(r.kana);
}

rules::Target target_of(const Contractor&, const Known&) { return {}; }
rules::Target target_of(const Engagement& r, const Known&) { return {r.section, {}, "", ""}; }
// As for one worker: the viewer's own section stands in if it has a contract with the firm.
rules::Target target_of(const Worker& r, const Known& known) {
  return {known.own_firms.contains(r.contractor) ? known.viewer.section : "", {r.contractor}, "", ""};
}

}  // namespace sekisho::app
