#include <algorithm>

#include "app/handovers.h"
#include "events.h"
#include "facts.h"
#include "handover_rows.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "ledger/proof.h"
#include "passage_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::CustodyState;
using rules::Evidence;

std::string in_japan(const std::string& instant) {
  const auto at = parse_instant(instant);
  if (!at) return "";
  const auto day = day_in_japan(*at);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(*at - start_of(day)).count();
  const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return format_wareki(day) + " " + std::to_string(minutes / 60) + "時" + two(minutes % 60) + "分";
}

std::string bytes_text(std::int64_t size) { return std::to_string(size) + " バイト"; }

void content_lines(std::vector<Evidence>& lines, const store::Content& content) {
  lines.push_back({"ファイルの名前", content.name});
  lines.push_back({"大きさ", bytes_text(content.size)});
  lines.push_back({"指紋（SHA-256）", content.sha256});
  if (content.residents > 0) lines.push_back({"含まれる住民", std::to_string(content.residents) + " 人"});
}

void asset_line(std::vector<Evidence>& lines, store::Connection& c, const store::Passage& passage) {
  if (const auto asset = store::find<store::Asset>(c, passage.asset))
    lines.push_back({"情報資産", asset->name});
}

}  // namespace

Result<api::PaperView> with_proof(store::Connection& c, const Parts& parts, api::PaperView paper) {
  SEKISHO_TRY(const auto proof, entry_proof(c, paper.entry));
  const auto stored = store::read_entry(c, parts.database.cipher(), paper.entry);
  if (!stored)
    return fail(ErrorCode::corrupt, "台帳の記録を読めません。運用担当に知らせてください。",
                "entry does not open");
  paper.leaf = to_hex(ledger::leaf_hash(stored->leaf));
  paper.checkpoint = proof.checkpoint;
  paper.proof = ledger::write_proof(proof);
  paper.town = parts.town_name;
  const auto at = parse_instant(paper.issued_at).value_or(Instant{});
  paper.issued_wareki = format_wareki(day_in_japan(at));
  return paper;
}

Result<store::Custody> visible_custody(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_custodies(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Custody>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その預かりは見つかりません。", "no such custody");
  return std::move(found.front());
}

Result<void> check_text(const std::string& value, std::string_view field, bool required) {
  if (required && value.empty())
    return fail(ErrorCode::invalid_input, "入っていない項目があります。", std::string(field) + " is empty",
                std::string(field));
  if (value.size() > 2000)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。",
                std::string(field) + " is too long", std::string(field));
  return {};
}

Result<ledger::LogProof> entry_proof(store::Connection& c, std::int64_t seq) {
  const auto head = store::read_head(c);
  if (seq < 0 || seq >= head.size)
    return fail(ErrorCode::not_found, "その記録は見つかりません。", "no such entry");
  const auto nodes = store::node_reader(c);
  SEKISHO_TRY(auto path, ledger::inclusion_proof(*nodes, static_cast<std::uint64_t>(seq),
                                                 static_cast<std::uint64_t>(head.size)));
  return ledger::LogProof{{}, static_cast<std::uint64_t>(seq), std::move(path), head.checkpoint};
}

std::vector<api::CustodyRow> custody_rows(store::Connection& c, const Condition& condition,
                                          std::string_view tail, Day today) {
  std::string sql =
      "SELECT k.id, k.passage, k.state, coalesce(w.name, ''), coalesce(f.name, ''), coalesce(a.name, ''), "
      "coalesce(p.purpose, ''), k.since, k.due, k.copies"
      " FROM custodies k LEFT JOIN passages p ON p.id = k.passage LEFT JOIN assets a ON a.id = p.asset"
      " LEFT JOIN workers w ON w.id = k.holder LEFT JOIN contractors f ON f.id = k.contractor"
      " WHERE k.id IN (SELECT id FROM custodies WHERE ";
  ((sql += condition.sql) += ' ') += tail;
  sql += ") ORDER BY k.due, k.id";
  std::vector<api::CustodyRow> out;
  for (const auto& row : c.query(sql, condition.params).rows) {
    const auto text = [&row](std::size_t i) { return store::from_value<std::string>(row[i]); };
    api::CustodyRow item{
        text(0), text(1), store::from_value<CustodyState>(row[2]), text(3), text(4), text(5), text(6),
        text(7), text(8), store::from_value<std::int64_t>(row[9]), 0};
    if (const auto due = parse_day(item.due)) item.days_left = (*due - today).count();
    out.push_back(std::move(item));
  }
  return out;
}

Result<api::Page<api::CustodyRow>> Handovers::list(const Viewer& viewer, const CustodyFilter& filter) const {
  const auto limit = std::clamp<std::int64_t>(filter.limit, 1, 200);
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::CustodyRow>> {
    auto condition = visible_custodies(viewer);
    if (filter.state) condition.also("state = ?", {std::string(json::enum_name(*filter.state))});
    if (!filter.after.empty()) {
      auto cursor = visible_custodies(viewer);
      cursor.also("id = ?", {filter.after});
      const auto last = store::select<store::Custody>(c, cursor.sql, cursor.params);
      if (last.empty())
        return fail(ErrorCode::invalid_input, "続きを読めません。一覧を読み直してください。",
                    "unknown ?after=", "after");
      condition.also("due > ? OR (due = ? AND id > ?)", {last[0].due, last[0].due, last[0].id});
    }
    api::Page<api::CustodyRow> page;
    page.items = custody_rows(c, condition, "ORDER BY due, id LIMIT " + std::to_string(limit + 1),
                              day_in_japan(parts_.clock.now()));
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
      page.items.pop_back();
      page.next = page.items.back().id;
    }
    return page;
  });
}

Result<api::CustodyView> Handovers::view(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::CustodyView> {
    auto condition = visible_custodies(viewer);
    condition.also("id = ?", {id});
    const Instant now = parts_.clock.now();
    auto rows = custody_rows(c, condition, "", day_in_japan(now));
    const auto custody = store::find<store::Custody>(c, id);
    if (rows.empty() || !custody)
      return fail(ErrorCode::not_found, "その預かりは見つかりません。", "no such custody");
    api::CustodyView out;
    out.row = std::move(rows.front());
    out.place = custody->place;
    if (const auto content = store::find<store::Content>(c, custody->content)) {
      out.sha256 = content->sha256;
      out.file_name = content->name;
      out.size = content->size;
      out.residents = content->residents;
    }
    for (const auto& copy : store::select<store::Copy>(c, "custody = :p0 ORDER BY made_at, id", {id}))
      out.copies.push_back({copy.id, copy.place, copy.purpose, copy.made_at, copy.count, copy.application});
    out.copy_applications = copy_application_views(c, *custody, viewer, now);
    const auto facts = custody_facts(c, *custody);
    for (const Act act :
         {Act::apply_copy, Act::declare_copy, Act::declare_return, Act::confirm_return, Act::erase_custody})
      if (may(act, facts, viewer, now)) out.may.push_back(act);
    out.timeline = timeline(c, {custody->passage, custody->content, custody->id});
    out.has_certificate = custody->state == CustodyState::erased || custody->state == CustodyState::returned;
    return out;
  });
}

Result<api::PaperView> Handovers::receipt_paper(const Viewer& viewer, const std::string& passage_id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::PaperView> {
    SEKISHO_TRY(const auto passage, visible_passage(c, viewer, passage_id));
    const auto custody =
        passage.custody.empty() ? std::nullopt : store::find<store::Custody>(c, passage.custody);
    if (!custody) return fail(ErrorCode::not_found, "受領証は、まだ出ていません。", "no receipt yet");
    const auto content = store::find<store::Content>(c, custody->content);
    const auto holder = person_view(c, custody->holder);
    api::PaperView paper;
    paper.title = "受領証";
    paper.number = "受領-" + std::to_string(custody->receipt_entry);
    paper.issued_at = custody->since;
    paper.entry = custody->receipt_entry;
    paper.lines = {{"受け取った人", holder.name + "（" + holder.place + "）"},
                   {"受け取った日時", in_japan(custody->since)},
                   {"目的", passage.purpose}};
    asset_line(paper.lines, c, passage);
    if (content) content_lines(paper.lines, *content);
    paper.lines.push_back({"取り扱う場所", custody->place});
    paper.lines.push_back({"返却・消去の期限",
                           parse_day(custody->due) ? format_wareki(*parse_day(custody->due)) : custody->due});
    return with_proof(c, parts_, std::move(paper));
  });
}

Result<api::PaperView> Handovers::certificate(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::PaperView> {
    auto condition = visible_custodies(viewer);
    condition.also("id = ?", {id});
    const auto found = store::select<store::Custody>(c, condition.sql, condition.params);
    if (found.empty()) return fail(ErrorCode::not_found, "その預かりは見つかりません。", "no such custody");
    const auto& custody = found.front();
    if (custody.state != CustodyState::erased && custody.state != CustodyState::returned)
      return fail(ErrorCode::not_found, "証明書は、返却か消去が終わると出ます。", "no certificate yet");
    const bool erased = custody.state == CustodyState::erased;
    const auto content = store::find<store::Content>(c, custody.content);
    const auto passage = store::find<store::Passage>(c, custody.passage);
    const auto holder = person_view(c, custody.holder);
    const auto account = store::find<store::Account>(c, custody.ended_by);
    const auto by = person_view(c, account ? account->person : "");
    api::PaperView paper;
    paper.title = erased ? "消去証明書" : "返却証明書";
    paper.number = (erased ? "消去-" : "返却-") + std::to_string(custody.end_entry);
    paper.issued_at = custody.ended_at;
    paper.entry = custody.end_entry;
    paper.lines = {{"預かっていた人", holder.name + "（" + holder.place + "）"}};
    if (passage) paper.lines.push_back({"目的", passage->purpose});
    if (passage) asset_line(paper.lines, c, *passage);
    if (content) content_lines(paper.lines, *content);
    paper.lines.push_back({erased ? "消去した日時" : "返却を確認した日時", in_japan(custody.ended_at)});
    paper.lines.push_back({erased ? "消去した人" : "返却を確認した人", by.name + "（" + by.place + "）"});
    paper.lines.push_back({erased ? "手元のデータの消去の方法" : "返却の方法", custody.method});
    if (!custody.statement.empty()) paper.lines.push_back({"申し添え", custody.statement});
    paper.lines.push_back({"届け出た複製", custody.copies == 0
                                               ? "なし"
                                               : std::to_string(custody.copies) + " 件" +
                                                     (custody.copies_erased ? "（すべて消去した）" : "")});
    paper.lines.push_back(
        {"関所が預かっていたデータ", "暗号鍵を破壊した。バックアップを含め、もう誰も開けない。"});
    return with_proof(c, parts_, std::move(paper));
  });
}

}  // namespace sekisho::app
