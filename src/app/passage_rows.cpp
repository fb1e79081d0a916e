#include "passage_rows.h"

#include <array>
#include <boost/json/value.hpp>
#include <unordered_map>

#include "facts.h"
#include "ledger/canonical.h"
#include "rules/gate.h"
#include "store/rows.h"

namespace sekisho::app {

std::vector<api::PassageRow> passage_rows(store::Connection& connection, const Condition& condition,
                                          std::string_view tail) {
  std::string sql =
      "SELECT p.id, p.kind, p.state, p.purpose, coalesce(e.title, ''), coalesce(a.name, ''), "
      "coalesce(w.name, ''), coalesce(f.name, ''),"
      " coalesce(o.name, coalesce(v.name, '')), p.changed_at, p.collect_until, p.custody_due,"
      " coalesce(a.confidentiality, ''), coalesce(a.integrity, ''), coalesce(a.personal_data, 1),"
      " (SELECT count(DISTINCT person) FROM approvals WHERE approvals.passage = p.id AND decision = "
      "'approve' AND approvals.binding = p.binding AND p.binding <> '')"
      " FROM passages p LEFT JOIN engagements e ON e.id = p.engagement LEFT JOIN assets a ON a.id = p.asset"
      " LEFT JOIN workers w ON w.id = p.recipient LEFT JOIN contractors f ON f.id = p.recipient_contractor"
      " LEFT JOIN officers o ON o.id = p.applicant_person LEFT JOIN workers v ON v.id = p.applicant_person"
      " WHERE p.id IN (SELECT id FROM passages WHERE ";
  sql += condition.sql;
  sql += ' ';
  sql += tail;
  sql += ") ORDER BY p.changed_at DESC, p.id DESC";
  std::vector<api::PassageRow> out;
  for (const auto& row : connection.query(sql, condition.params).rows) {
    auto& item = out.emplace_back();
    std::size_t i = 0;
    const auto text = [&] { return store::from_value<std::string>(row[i++]); };
    item.id = text();
    item.kind = store::from_value<rules::PassageKind>(row[i++]);
    item.state = store::from_value<rules::PassageState>(row[i++]);
    item.purpose = text();
    item.engagement_title = text();
    item.asset_name = text();
    item.recipient_name = text();
    item.recipient_firm = text();
    item.applicant_name = text();
    item.changed_at = text();
    item.collect_until = text();
    item.custody_due = text();
    rules::Asset asset;
    asset.confidentiality =
        json::enum_from_name<rules::Confidentiality>(text()).value_or(rules::Confidentiality::c3a);
    asset.integrity = json::enum_from_name<rules::Integrity>(text()).value_or(rules::Integrity::i2);
    asset.personal_data = store::from_value<std::int64_t>(row[i++]) != 0;
    item.important = rules::is_important(asset);
    item.approvals_needed = rules::approvals_needed(asset);
    item.approvals = store::from_value<std::int64_t>(row[i++]);
  }
  return out;
}

Result<store::Passage> visible_passage(store::Connection& connection, const Viewer& viewer,
                                       const std::string& id) {
  auto condition = visible_passages(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Passage>(connection, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その申請は見つかりません。", "no such passage");
  return std::move(found.front());
}

api::PersonView person_view(store::Connection& connection, const std::string& person) {
  const auto rows = connection.query(
      "SELECT o.name, coalesce(s.name, '') FROM officers o LEFT JOIN sections s ON s.id = o.section WHERE "
      "o.id = :p0"
      " UNION ALL SELECT w.name, coalesce(c.name, '') FROM workers w LEFT JOIN contractors c ON c.id = "
      "w.contractor WHERE w.id = :p1",
      {person, person});
  if (rows.rows.empty()) return {person, "", ""};
  return {person, store::from_value<std::string>(rows.rows[0][0]),
          store::from_value<std::string>(rows.rows[0][1])};
}

std::unordered_map<std::string, std::string> account_names(store::Connection& connection,
                                                           const std::vector<std::string>& accounts) {
  std::unordered_map<std::string, std::string> out{{"system", "関所（自動）"}};
  std::string marks;
  store::Params ids;
  for (const auto& account : accounts) {
    if (!out.try_emplace(account).second) continue;
    marks += (marks.empty() ? ":p" : ", :p") + std::to_string(ids.size());
    ids.emplace_back(account);
  }
  if (ids.empty()) return out;
  for (const auto& row : connection
                             .query("SELECT a.id, coalesce(o.name, coalesce(w.name, '')) FROM accounts a "
                                    "LEFT JOIN officers o ON o.id = a.person"
                                    " LEFT JOIN workers w ON w.id = a.person WHERE a.id IN (" +
                                        marks + ")",
                                    ids)
                             .rows)
    out[store::from_value<std::string>(row[0])] = store::from_value<std::string>(row[1]);
  return out;
}

std::string account_name(store::Connection& connection, const std::string& account) {
  return account_names(connection, {account}).at(account);
}

std::vector<api::TimelineItem> timeline(store::Connection& connection,
                                        const std::vector<std::string>& subjects) {
  Condition condition{"1 = 1", {}};
  std::string marks;
  store::Params values;
  for (const auto& subject : subjects) {
    if (subject.empty()) continue;
    marks += marks.empty() ? "?" : ", ?";
    values.push_back(subject);
  }
  condition.also("subject IN (" + marks + ")", values);
  std::vector<api::TimelineItem> out;
  std::vector<std::string> actors;
  for (const auto& row : connection
                             .query("SELECT seq, at, kind, actor, leaf FROM ledger_entries WHERE " +
                                        condition.sql + " ORDER BY seq",
                                    condition.params)
                             .rows) {
    const auto kind = store::from_value<std::string>(row[2]);
    actors.push_back(store::from_value<std::string>(row[3]));
    out.push_back({store::from_value<std::int64_t>(row[0]), store::from_value<std::string>(row[1]), kind, "",
                   entry_text(kind, store::from_value<std::string>(row[4]))});
  }
  const auto names = account_names(connection, actors);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].by = names.at(actors[i]);
  return out;
}

namespace {

// A decision is told by its outcome.
struct Outcome {
  std::string_view kind, field, value, text;
};
constexpr std::array outcomes{
    Outcome{"report.decided", "state", "confirmed", "報告を確認した"},
    Outcome{"report.decided", "state", "returned", "報告を差し戻した"},
    Outcome{"invitation.answered", "answer", "accepted", "研修に参加すると答えた"},
    Outcome{"invitation.answered", "answer", "declined", "研修に参加できないと答えた"},
    Outcome{"passage.decided", "decision", "approve", "申請を承認した"},
    Outcome{"passage.decided", "decision", "reject", "申請を却下した"},
    Outcome{"sub_contract.judged", "decision", "approve", "再委託に賛成した"},
    Outcome{"sub_contract.judged", "decision", "reject", "再委託に反対した"},
    Outcome{"sub_contract.decided", "state", "consented", "再委託を承諾した"},
    Outcome{"sub_contract.decided", "state", "refused", "再委託を承諾しなかった"}};

// data.FIELD of an entry; empty if it has none.
std::string data_field(const boost::json::value& entry, std::string_view field) {
  const auto* object = entry.if_object();
  const auto* data = object ? object->if_contains("data") : nullptr;
  const auto* fields = data ? data->if_object() : nullptr;
  const auto* value = fields ? fields->if_contains(field) : nullptr;
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string(*text) : std::string();
}

}  // namespace

std::string entry_text(std::string_view kind, std::string_view leaf) {
  for (const auto& outcome : outcomes) {
    if (outcome.kind != kind) continue;
    const auto entry = ledger::parse_canonical(leaf);
    if (entry && data_field(*entry, outcome.field) == outcome.value) return std::string(outcome.text);
  }
  static const std::unordered_map<std::string_view, std::string_view> texts{
      {"town.opened", "この関所を開いた"},
      {"section.registered", "課を登録した"},
      {"officer.registered", "職員を登録した"},
      {"asset.registered", "情報資産を登録した"},
      {"contractor.registered", "委託事業者を登録した"},
      {"engagement.registered", "委託契約を登録した"},
      {"engagement.changed", "委託契約の記録を直した"},
      {"appointment.made", "責任者などを届け出た"},
      {"sub_contract.applied", "再委託の承諾を申請した"},
      {"sub_contract.judged", "再委託の申請を審査した"},
      {"sub_contract.flow_down_confirmed", "再委託先にも同じ定めを守らせることを確かめた"},
      {"sub_contract.decided", "再委託の申請に答えた"},
      {"sub_contract.withdrawn", "再委託の承諾を取り消した"},
      {"worker.registered", "従事者を登録した"},
      {"worker.left", "従事者が離れた"},
      {"roster.submitted", "従事者名簿を出した"},
      {"roster.refused", "名簿を差し戻した"},
      {"workers.confirmed", "従事者が変わっていないことを確かめた"},
      {"pledge.given", "誓約書を出した"},
      {"pledge_wording.set", "誓約書の文面を決めた"},
      {"attachment.added", "ファイルを預けた"},
      {"attachment.erased", "預けたファイルの鍵を破壊して消した"},
      {"roster.confirmed", "名簿の本人確認をした"},
      {"training.recorded", "研修の受講を記録した"},
      {"course.opened", "研修を登録した"},
      {"course.changed", "研修の内容を直した"},
      {"course.closed", "研修を終わりにした"},
      {"session.planned", "研修の開催を決めた"},
      {"session.cancelled", "研修の開催を取りやめた"},
      {"training.invited", "従事者を研修に呼んだ"},
      {"invitation.answered", "研修の案内に答えた"},
      {"attendance.recorded", "研修の出席を記録した"},
      {"test.taken", "研修のテストを受けた"},
      {"training.required", "要る研修を決めた"},
      {"requirement.ended", "要る研修の決まりを終わりにした"},
      {"notice.published", "お知らせを出した"},
      {"notice.withdrawn", "お知らせを取り下げた"},
      {"notice.read", "お知らせを読んだ"},
      {"report.planned", "定期に出す報告を決めた"},
      {"report_plan.ended", "定期に出す報告の決まりを終わりにした"},
      {"report.submitted", "報告を出した"},
      {"report.decided", "報告に答えた"},
      {"periodic_report.made", "統括情報セキュリティ責任者への定期報告を作った"},
      {"periodic_report.read", "定期報告を受け取った"},
      {"sheet.begun", "チェックシートを書き始めた"},
      {"sheet.answered", "チェックシートの答えを保存した"},
      {"sheet.contact_given", "事故のときの連絡先を届け出た"},
      {"sheet.submitted", "チェックシートを出した"},
      {"sheet.reviewed", "チェックシートの項目を確かめた"},
      {"sheet.sent_back", "チェックシートを差し戻した"},
      {"sheet.confirmed", "チェックシートを確認した"},
      {"sheet_lines.changed", "チェックシートの独自の項目を決めた"},
      {"breach.reported", "漏えい等の疑いを報告した"},
      {"breach.acknowledged", "漏えい等の報告を受け止めた"},
      {"audit.planned", "監査を計画し、事業者に知らせた"},
      {"audit.accepted", "監査の知らせに、事業者が答えた"},
      {"audit.reported", "監査を報告した"},
      {"audit.cancelled", "監査を取りやめた"},
      {"finding.opened", "指摘をした"},
      {"improvement.demanded", "改善を求めた"},
      {"improvement.reported", "改善を報告した"},
      {"finding.closed", "改善を確かめ、指摘を終わりにした"},
      {"passage.drafted", "申請の下書きを作った"},
      {"passage.changed", "申請の内容を変えた"},
      {"passage.submitted", "申請を出した"},
      {"passage.decided", "申請を審査した"},
      {"passage.released", "必要な承認がそろい、受け取れるようになった"},
      {"passage.withdrawn", "申請を取り下げた"},
      {"passage.expired", "受け取りの期限が過ぎた"},
      {"content.announced", "データの送り込みを始めた"},
      {"content.received", "データを暗号化して預かった"},
      {"content.inspected", "データの中身を検査した"},
      {"content.reinspection_asked", "もう一度検査するように頼んだ"},
      {"content.reinspected", "データの中身をもう一度検査した"},
      {"content.inspection_stopped", "検査を途中で止めた"},
      {"content.discarded", "送り込んだデータを破棄した"},
      {"content.downloaded", "データを受け取った（ダウンロード）"},
      {"receipt.given", "受領証を出した"},
      {"copy.applied", "複写・複製を申請した"},
      {"copy.decided", "複写・複製の申請を審査した"},
      {"copy.approved", "必要な承認がそろい、複写・複製できるようになった"},
      {"copy.declared", "複製を届け出た"},
      {"return.declared", "返却を届け出た"},
      {"return.confirmed", "返却を確認した"},
      {"custody.erasing", "消去を始め、データの鍵を破壊した"},
      {"custody.erased", "消去が終わり、消去証明書を出した"},
      {"medium.exported", "受け渡し用の媒体に書き出した"},
      {"disposal.instructed", "記録媒体の廃棄を指示した"},
      {"disposal.certified", "廃棄の証明を出した"},
      {"disposal.sent_back", "廃棄の証明を差し戻した"},
      {"disposal.withdrawn", "廃棄の指示を取り下げた"},
      {"disposal.confirmed", "廃棄を確かめ、廃棄証明書を出した"},
      {"area.registered", "管理区域を登録した"},
      {"area.changed", "管理区域の登録を直した"},
      {"entry.applied", "入室を申請した"},
      {"entry.decided", "入室の申請に答えた"},
      {"entry.withdrawn", "入室・持ち込みの申請を取り下げた"},
      {"bring_in.applied", "持ち込みを申請した"},
      {"bring_in.decided", "持ち込みの申請に答えた"},
      {"visit.entered", "管理区域に入った"},
      {"visit.left", "管理区域を出た"},
      {"visit.reviewed", "つながらない間の入退室を確かめた"},
      {"act.refused", "関所が止めた"},
      {"account.created", "利用者を登録した"},
      {"account.enrolled", "確認コードの設定を終えた"},
      {"account.reset", "利用者のサインインを初期化した"},
      {"account.closed", "利用者を閉じた"},
      {"account.signed_in", "サインインした"},
      {"account.signed_out", "サインアウトした"},
      {"account.sign_in_failed", "サインインに失敗した"},
      {"account.locked", "失敗が続き、サインインを一時止めた"},
      {"register.imported", "住民の照合用の索引を作った"},
      {"dataset.registered", "照合データを登録した"},
      {"dataset.imported", "照合データを新しいものに置き換えた"},
      {"dataset.removed", "照合データを外した"},
      {"evidence.exported", "証拠の一式を書き出した"},
      {"records.imported", "一覧をファイルから取り込んだ"},
      {"records.exported", "一覧をファイルに書き出した"},
      {"duty.delegated", "仕事をほかの人に任せた"},
      {"duty.delegation_ended", "任せた仕事を元に戻した"},
      {"contact.changed", "メールのあて先を変えた"},
      {"feed.opened", "予定表の秘密のアドレスを作った"},
      {"feed.closed", "予定表の秘密のアドレスをやめた"},
  };
  const auto found = texts.find(kind);
  return found == texts.end() ? std::string(kind) : std::string(found->second);
}

}  // namespace sekisho::app
