#include "sheet_sources.h"

#include <array>

#include "store/rows.h"

namespace sekisho::app {
namespace {

constexpr int records_each = 10;

// `sql` yields subject, at, ok over `me`, the one row that says whose sheet it is and what day it is.
struct Source {
  std::array<std::string_view, 3> lines;  // those not used are empty
  std::string_view ja, en;                // what was looked at
  std::string_view kept_ja, kept_en, broken_ja, broken_en;
  std::string_view sql;
};

#define SEKISHO_HANDED_OVER                                                                                  \
  "SELECT p.id AS subject, p.approved_at AS at, 1 AS ok FROM me JOIN passages p ON p.engagement = "          \
  "me.engagement AND p.recipient_contractor = me.contractor WHERE p.approved_at <> '' AND p.approved_at >= " \
  "me.since"
// What people of the firm tried and the gate stopped, by the names of the rules.
#define SEKISHO_STOPPED                                                                                    \
  "SELECT p.id AS subject, r.at AS at, 0 AS ok FROM me JOIN passages p ON p.engagement = me.engagement "   \
  "JOIN "                                                                                                  \
  "refusals r ON r.subject = p.id JOIN accounts a ON a.id = r.account WHERE a.contractor = me.contractor " \
  "AND r.at >= me.since AND "
#define SEKISHO_CUSTODIES                                                                               \
  "me JOIN passages p ON p.engagement = me.engagement AND p.recipient_contractor = me.contractor JOIN " \
  "custodies k ON k.passage = p.id"
#define SEKISHO_ON_ROSTER                                                                                  \
  "me JOIN rosters r ON r.engagement = me.engagement AND r.contractor = me.contractor AND r.confirmed_at " \
  "<> '' AND r.version = (SELECT max(n.version) FROM rosters n WHERE n.engagement = me.engagement AND "    \
  "n.contractor = me.contractor AND n.confirmed_at <> '') JOIN roster_members m ON m.roster = r.id JOIN "  \
  "workers w ON w.id = m.worker AND w.left_on = ''"
// The firms directly below.
#define SEKISHO_BELOW                                                                                      \
  "me JOIN engagements e ON e.id = me.engagement JOIN sub_contracts s ON s.engagement = e.id LEFT JOIN "   \
  "sub_contracts u ON u.id = s.parent WHERE (CASE WHEN s.parent = '' THEN e.contractor ELSE u.contractor " \
  "END) = me.contractor AND s.state = 'consented'"

constexpr Source sources[] = {
    {{"C-4"},
     "契約の範囲での受け渡し",
     "hand-overs within the contract",
     "契約の範囲で、名簿の人に渡した",
     "handed over within the contract, to somebody on the roster",
     "契約の範囲外、または名簿にない人への受け渡しを、関所が止めた",
     "out of the contract's scope or off the roster: stopped",
     SEKISHO_HANDED_OVER " UNION ALL " SEKISHO_STOPPED
                         "(r.findings LIKE '%\"scope.%' OR r.findings LIKE '%\"recipient.roster\"%' OR "
                         "r.findings LIKE '%\"recipient.present\"%')"},
    {{"C-5"},
     "受領証",
     "receipts",
     "受領証が出ている",
     "the receipt was given",
     "受け取ってから1日を過ぎても、受領証が出ていない",
     "no receipt a day after the download",
     "SELECT p.id AS subject, p.first_download_at AS at, k.id IS NOT NULL OR p.first_download_at > "
     "me.yesterday AS ok FROM me JOIN passages p ON p.engagement = me.engagement AND p.recipient_contractor "
     "= "
     "me.contractor LEFT JOIN custodies k ON k.passage = p.id WHERE p.first_download_at <> '' AND "
     "p.first_download_at >= me.since"},
    {{"C-6a"},
     "持ち出しの申請と承認",
     "carry-outs applied for and approved",
     "目的・内容・対策を書いた申請が承認された",
     "purpose, content and protection in writing, approved",
     "目的・内容・対策が足りない申請を、関所が止めた",
     "an application without them: stopped",
     SEKISHO_HANDED_OVER " AND p.kind = 'carry_out' UNION ALL " SEKISHO_STOPPED
                         "r.findings LIKE '%\"statement.%'"},
    {{"C-6b"},
     "本番データの持ち出し",
     "production data carried out",
     "その都度の申請と承認がある",
     "applied for and approved each time",
     "申請のない、または契約で認めていない本番データの持ち出しを、関所が止めた",
     "production data without application or contract: stopped",
     SEKISHO_HANDED_OVER " AND EXISTS (SELECT 1 FROM contents c WHERE c.id = p.content AND c.state = "
                         "'production_data') UNION ALL " SEKISHO_STOPPED
                         "(r.findings LIKE '%\"production.contract\"%' OR r.findings LIKE "
                         "'%\"production.application\"%')"},
    {{"C-7"},
     "複写・複製の申請と届け",
     "copies applied for and declared",
     "承認を受けた複写・複製が届け出られている",
     "an approved copy was declared",
     "承認のない、または期限を過ぎた預かりの複写・複製を、関所が止めた",
     "a copy without approval, or of overdue data: stopped",
     "SELECT k.id AS subject, y.made_at AS at, 1 AS ok FROM " SEKISHO_CUSTODIES
     " JOIN copies y ON y.custody = k.id WHERE y.made_at >= me.since UNION ALL SELECT k.id, r.at, 0 "
     "FROM " SEKISHO_CUSTODIES
     " JOIN refusals r ON r.subject = k.id AND r.act = 'declare_copy' JOIN accounts a ON a.id = r.account "
     "WHERE a.contractor = me.contractor AND r.at >= me.since"},
    {{"C-9a"},
     "従事者名簿",
     "worker roster",
     "名簿で従事者が限られ、確かめてある",
     "workers are limited by a confirmed roster",
     "",
     "",
     "SELECT me.engagement AS subject, r.confirmed_at AS at, 1 AS ok FROM me JOIN rosters r ON r.engagement "
     "= "
     "me.engagement AND r.contractor = me.contractor AND r.confirmed_at <> '' AND r.version = (SELECT "
     "max(n.version) FROM rosters n WHERE n.engagement = me.engagement AND n.contractor = me.contractor AND "
     "n.confirmed_at <> '')"},
    {{"C-9b"},
     "データを扱う場所",
     "places",
     "場所が届け出られている",
     "the place was stated",
     "場所が決まっていない",
     "no place",
     "SELECT k.id AS subject, k.since AS at, k.place <> '' AS ok FROM " SEKISHO_CUSTODIES
     " WHERE k.since >= me.since UNION ALL SELECT e.id, '', e.workplace <> '' FROM me JOIN engagements e ON "
     "e.id = me.engagement AND e.contractor = me.contractor"},
    {{"C-9c"},
     "預かりの管理簿",
     "custody ledger",
     "持ち出したデータが管理簿に載っている",
     "what was carried out is in the custody ledger",
     "指名された本人でない人の受け取りを、関所が止めた",
     "somebody other than the named recipient: stopped",
     "SELECT k.id AS subject, k.since AS at, 1 AS ok FROM " SEKISHO_CUSTODIES
     " WHERE k.since >= me.since UNION ALL " SEKISHO_STOPPED "r.findings LIKE '%\"release.recipient\"%'"},
    // An instant is in UTC, a due day in Japan: the comparison of their days never calls in-time late.
    {{"C-10"},
     "返却・消去",
     "return and erasure",
     "期限までに返却・消去した、または期限の前",
     "returned or erased in time, or not yet due",
     "期限を過ぎた",
     "overdue",
     "SELECT k.id AS subject, k.since AS at, CASE WHEN k.ended_at = '' THEN k.due >= me.today ELSE "
     "substr(k.ended_at, 1, 10) <= k.due END AS ok FROM " SEKISHO_CUSTODIES
     " WHERE k.ended_at = '' OR k.ended_at >= me.since"},
    {{"C-11"},
     "記録媒体の廃棄",
     "disposal of media",
     "指示された廃棄を証明した、または期限の前",
     "disposed of as instructed, or not yet due",
     "期限を過ぎても、廃棄を証明していない",
     "not certified in time",
     "SELECT d.id AS subject, d.changed_at AS at, d.state IN ('certified', 'confirmed') OR d.due >= me.today "
     "AS ok FROM me JOIN disposals d ON d.engagement = me.engagement AND d.contractor = me.contractor WHERE "
     "d.state <> 'withdrawn' AND (d.state <> 'confirmed' OR d.changed_at >= me.since)"},
    {{"C-13a"},
     "従事者の研修",
     "training of the workers",
     "研修が有効",
     "training is valid",
     "有効な研修がない",
     "no valid training",
     "SELECT m.worker AS subject, '' AS at, EXISTS (SELECT 1 FROM trainings t WHERE t.worker = m.worker AND "
     "t.valid_until >= me.today) AS ok FROM " SEKISHO_ON_ROSTER},
    {{"C-13b"},
     "研修の記録",
     "training records",
     "研修が記録されている",
     "training is recorded",
     "",
     "",
     "SELECT m.worker AS subject, t.held_on AS at, 1 AS ok FROM " SEKISHO_ON_ROSTER
     " JOIN trainings t ON t.worker = m.worker"},
    {{"C-14"},
     "事故のときの連絡先",
     "incident contact",
     "連絡先が届け出られている",
     "a contact is on file",
     "連絡先がない",
     "no contact on file",
     "SELECT s.id AS subject, s.begun_at AS at, s.contact_name <> '' AND (s.contact_phone <> '' OR "
     "s.contact_mail <> '') AS ok FROM me JOIN check_sheets s ON s.engagement = me.engagement AND "
     "s.contractor "
     "= me.contractor AND s.round = (SELECT max(n.round) FROM check_sheets n WHERE n.engagement = "
     "me.engagement AND n.contractor = me.contractor)"},
    {{"C-15a"},
     "再委託の承諾",
     "consent to sub-contracts",
     "承諾を得ている",
     "with the town's consent",
     "承諾のない会社への受け渡しを、関所が止めた",
     "a firm without consent: stopped",
     "SELECT me.engagement AS subject, s.decided_at AS at, 1 AS ok FROM " SEKISHO_BELOW
     " UNION ALL " SEKISHO_STOPPED
     "(r.findings LIKE '%\"sub_contract.chain\"%' OR r.findings LIKE '%\"sub_contract.consent\"%')"},
    // A sub-contractor has a month from the consent for its own sheet; until then nothing speaks against the
    // firm.
    {{"C-15b"},
     "再委託先への義務づけ",
     "sub-contractors bound to the same terms",
     "同じ定めと、再委託先のチェックシートを確かめた",
     "flow-down and the firm's own sheet are confirmed",
     "同じ定めを確かめていないか、承諾から1か月を過ぎても再委託先のチェックシートを確かめていない",
     "flow-down is not confirmed, or a month after the consent the firm's own sheet is not",
     "SELECT me.engagement AS subject, s.decided_at AS at, s.flow_down_confirmed = 1 AND EXISTS (SELECT 1 "
     "FROM "
     "check_sheets h WHERE h.engagement = me.engagement AND h.contractor = s.contractor AND h.state = "
     "'confirmed') AS ok FROM " SEKISHO_BELOW " AND (s.flow_down_confirmed = 0 OR s.decided_at < "
     "me.month_ago OR EXISTS (SELECT 1 FROM check_sheets h WHERE "
     "h.engagement = me.engagement AND h.contractor = s.contractor AND h.state = 'confirmed'))"},
    {{"C-1"},
     "この事業者への指摘",
     "findings about this firm",
     "指摘がなおったことを確かめた",
     "the finding was mended",
     "指摘がなおっていない",
     "an open finding",
     "SELECT f.id AS subject, f.changed_at AS at, f.state = 'closed' AS ok FROM me JOIN findings f ON "
     "f.engagement = me.engagement AND f.contractor = me.contractor WHERE f.state <> 'closed' OR "
     "f.changed_at "
     ">= me.since"},
    {{"C-12"},
     "求めへの報告",
     "demands answered",
     "求めに期限までに答えた、または期限の前",
     "answered, or not yet due",
     "期限までに答えていない",
     "not answered in time",
     "SELECT f.id AS subject, f.changed_at AS at, f.state <> 'demanded' OR f.due >= me.today AS ok FROM me "
     "JOIN "
     "findings f ON f.engagement = me.engagement AND f.contractor = me.contractor WHERE f.state <> 'opened' "
     "AND (f.state <> 'closed' OR f.changed_at >= me.since)"},
    {{"C-12"},
     "監査の受け入れ",
     "audits taken",
     "監査を受けた",
     "an audit was held",
     "監査の知らせに、期限までに答えていない",
     "the notice of an audit was not answered in time",
     "SELECT u.id AS subject, u.changed_at AS at, u.state = 'reported' AS ok FROM me JOIN audits u ON "
     "u.engagement = me.engagement AND u.contractor = me.contractor WHERE (u.state = 'reported' AND "
     "u.reported_at >= me.since) OR (u.state = 'planned' AND u.answer_by < me.today)"},
};

#undef SEKISHO_HANDED_OVER
#undef SEKISHO_STOPPED
#undef SEKISHO_CUSTODIES
#undef SEKISHO_ON_ROSTER
#undef SEKISHO_BELOW

using store::from_value;

std::string with_me(std::string_view select, std::string_view sql, std::string_view tail) {
  std::string out =
      "WITH me(engagement, contractor, since, today, yesterday, month_ago) AS (SELECT :p0, :p1, :p2, :p3, "
      ":p4, :p5), seen AS (";
  (((out += sql) += ") ") += select) += tail;
  return out;
}

// Findings about one line speak for that line, whichever it is.
void add_findings_by_line(store::Connection& c, const store::Params& me, std::vector<rules::Seen>& out) {
  for (const auto& row :
       c.query(
            with_me(
                "SELECT line, subject, at, ok FROM seen ORDER BY line, ok, at DESC",
                "SELECT f.line AS line, f.id AS subject, f.changed_at AS at, f.state = 'closed' AS ok FROM "
                "me JOIN findings f ON f.engagement = me.engagement AND f.contractor = me.contractor "
                "WHERE f.line NOT IN ('', 'C-1', 'C-12') AND (f.state <> 'closed' OR f.changed_at >= "
                "me.since)",
                " LIMIT 200"),
            me)
           .rows) {
    const auto line = from_value<std::string>(row[0]);
    if (out.empty() || out.back().line != line || out.back().ja != "この項目への指摘")
      out.push_back({line, "この項目への指摘", "findings about this line", 0, 0, {}});
    auto& seen = out.back();
    const bool kept = from_value<std::int64_t>(row[3]) != 0;
    ++(kept ? seen.kept : seen.broken);
    seen.records.push_back({from_value<std::string>(row[1]), from_value<std::string>(row[2]),
                            kept ? "指摘がなおったことを確かめた" : "指摘がなおっていない",
                            kept ? "the finding was mended" : "an open finding", kept});
  }
}

}  // namespace

std::vector<rules::Seen> what_was_seen(store::Connection& c, const SheetParty& party, Instant now) {
  const store::Params me{party.engagement,
                         party.contractor,
                         party.since,
                         format_day(day_in_japan(now)),
                         format_instant(now - std::chrono::days(1)),
                         format_instant(now - std::chrono::days(30))};
  std::vector<rules::Seen> out;
  for (const auto& source : sources) {
    rules::Seen seen{"", std::string(source.ja), std::string(source.en), 0, 0, {}};
    const auto counts =
        c.query(with_me("SELECT coalesce(sum(CASE WHEN ok THEN 1 ELSE 0 END), 0), count(*) FROM seen",
                        source.sql, ""),
                me);
    seen.kept = from_value<std::int64_t>(counts.rows.at(0).at(0));
    seen.broken = from_value<std::int64_t>(counts.rows.at(0).at(1)) - seen.kept;
    if (seen.kept + seen.broken == 0) continue;
    for (const auto& row :
         c.query(with_me("SELECT subject, at, CASE WHEN ok THEN 1 ELSE 0 END FROM seen", source.sql,
                         " ORDER BY ok, at DESC LIMIT " + std::to_string(records_each)),
                 me)
             .rows) {
      const bool kept = from_value<std::int64_t>(row[2]) != 0;
      seen.records.push_back({from_value<std::string>(row[0]), from_value<std::string>(row[1]),
                              std::string(kept ? source.kept_ja : source.broken_ja),
                              std::string(kept ? source.kept_en : source.broken_en), kept});
    }
    for (const auto line : source.lines) {
      if (line.empty()) break;
      seen.line = line;
      out.push_back(seen);
    }
  }
  add_findings_by_line(c, me, out);
  return out;
}

}  // namespace sekisho::app
