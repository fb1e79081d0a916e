#include "app/records.h"

#include <algorithm>
#include <charconv>

#include "app/duties.h"
#include "base/json.h"
#include "handover_rows.h"
#include "inspection_report.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "ledger/proof.h"
#include "passage_rows.h"
#include "rules/catalogue.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
api::HomeView Records::home(const Viewer& viewer) const {
  return parts_.database.reading([&](store::Connection& c) {
    const Day today = day_in_japan(parts_.clock.now());
    api::HomeView out;
    auto mine_owed = duties_.mine(c, viewer, 100);
    out.duties_all = static_cast<std::int64_t>(mine_owed.all);
    out.duties_overdue = static_cast<std::int64_t>(mine_owed.overdue);
    std::vector<std::string> to_decide;
    for (auto& duty : mine_owed.rows) {
      if (duty.kind == rules::DutyKind::decide_application && duty.reach != rules::Reach::escalated)
        to_decide.push_back(duty.subject);
      if (out.duties.size() < 30) out.duties.push_back(std::move(duty));
    }
    if (!to_decide.empty()) {
      auto condition = visible_passages(viewer);
      std::string marks;
      store::Params values;
      for (const auto& id : to_decide) {
        marks += marks.empty() ? "?" : ", ?";
        values.emplace_back(id);
      }
      condition.also("id IN (" + marks + ")", values);
      out.approvals = passage_rows(c, condition, "");
    }
    auto mine = visible_passages(viewer);
    if (viewer.side == rules::Side::town) mine.also("applicant_person = ?", {viewer.person});
    out.mine = passage_rows(c, mine, "ORDER BY changed_at DESC, id DESC LIMIT 20");
    const auto asked = visible_refusals(viewer);
    const auto refusals =
        store::select<store::Refusal>(c, asked.sql + " ORDER BY at DESC, entry DESC LIMIT 20", asked.params);
    std::vector<std::string> stopped;
    stopped.reserve(refusals.size());
    for (const auto& r : refusals) stopped.push_back(r.account);
    const auto names = account_names(c, stopped);
    for (const auto& r : refusals)
      out.stopped.push_back({r.entry, r.at, names.at(r.account), r.act, r.subject, r.findings});
    auto held = visible_custodies(viewer);
    held.also("state IN ('held', 'return_declared', 'erasing')");
    out.out = custody_rows(c, held, "ORDER BY due, id LIMIT 50", today);
    return out;
  });
}

Result<std::vector<api::ClauseView>> Records::clauses(const Viewer& viewer) const {
  if (!viewer.active) return fail(ErrorCode::forbidden, "見られません。", "inactive");
  return parts_.database.reading([&](store::Connection& c) {
    std::map<std::string, std::int64_t> kinds;
    for (const auto& row : c.query("SELECT kind, count(*) FROM ledger_entries GROUP BY kind").rows)
      kinds[store::from_value<std::string>(row[0])] = store::from_value<std::int64_t>(row[1]);
    std::map<std::string, std::int64_t> open;
    for (const auto& [kind, count] : duties_.open(c)) open[std::string(json::enum_name(kind))] = count;
    std::map<std::string, std::int64_t> stopped;
    for (const auto& row : c.query("SELECT json_extract(f.value, '$.rule'), count(*) FROM refusals, "
                                   "json_each(refusals.findings) f GROUP BY 1")
                               .rows)
      stopped[store::from_value<std::string>(row[0])] = store::from_value<std::int64_t>(row[1]);
    std::vector<api::ClauseView> out;
    for (const auto& clause : rules::catalogue()) {
      api::ClauseView view{clause, {}};
      for (const auto& practice : clause.practices) {
        const auto& from = practice.kind == "rule" ? stopped : practice.kind == "duty" ? open : kinds;
        if (practice.kind == "rule" || practice.kind == "duty" || practice.kind == "record") {
          const auto found = from.find(practice.id);
          view.today[practice.id] = found == from.end() ? 0 : found->second;
        }
      }
      out.push_back(std::move(view));
    }
    return out;
  });
}

Result<api::Page<api::EntryRow>> Records::entries(const Viewer& viewer, const EntryFilter& filter) const {
  const auto limit = std::clamp<std::int64_t>(filter.limit, 1, 200);
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::EntryRow>> {
    auto condition = visible_entries(viewer);
    if (!filter.kind.empty()) condition.also("kind = ?", {filter.kind});
    if (!filter.subject.empty()) condition.also("subject = ?", {filter.subject});
    if (!filter.after.empty()) {
      std::int64_t last = 0;
      const auto [end, error] =
          std::from_chars(filter.after.data(), filter.after.data() + filter.after.size(), last);
      if (error != std::errc{} || end != filter.after.data() + filter.after.size())
        return fail(ErrorCode::invalid_input, "続きを読めません。一覧を読み直してください。",
                    "unknown ?after=", "after");
      condition.also("seq < ?", {last});
    }
    api::Page<api::EntryRow> page;
    std::vector<std::string> actors;
    for (const auto& row :
         c.query("SELECT seq, at, kind, actor, subject, leaf FROM ledger_entries WHERE " + condition.sql +
                     " ORDER BY seq DESC LIMIT " + std::to_string(limit + 1),
                 condition.params)
             .rows) {
      const auto text = [&row](std::size_t i) { return store::from_value<std::string>(row[i]); };
      actors.push_back(text(3));
      page.items.push_back({store::from_value<std::int64_t>(row[0]), text(1), text(2), text(3), "", text(4),
                            entry_text(text(2), text(5))});
    }
    const auto names = account_names(c, actors);
    for (auto& item : page.items) item.actor_name = names.at(item.actor);
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
      page.items.pop_back();
      page.next = std::to_string(page.items.back().seq);
    }
    return page;
  });
}

namespace {

Result<api::EntryRow> visible_entry(store::Connection& c, const Viewer& viewer, std::int64_t seq) {
  auto condition = visible_entries(viewer);
  condition.also("seq = ?", {seq});
  const auto found =
      c.query("SELECT seq, at, kind, actor, subject, leaf FROM ledger_entries WHERE " + condition.sql,
              condition.params);
  if (found.rows.empty()) return fail(ErrorCode::not_found, "その記録は見つかりません。", "no such entry");
  const auto text = [&](std::size_t i) { return store::from_value<std::string>(found.rows[0][i]); };
  return api::EntryRow{
      seq, text(1), text(2), text(3), account_name(c, text(3)), text(4), entry_text(text(2), text(5))};
}

}  // namespace

Result<api::EntryView> Records::entry(const Viewer& viewer, std::int64_t seq) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::EntryView> {
    api::EntryView out;
    SEKISHO_TRY(out.row, visible_entry(c, viewer, seq));
    const auto stored = store::read_entry(c, parts_.database.cipher(), seq);
    if (!stored)
      return fail(ErrorCode::corrupt, "台帳の記録を読めません。運用担当に知らせてください。",
                  "entry does not open");
    SEKISHO_TRY(const auto proof, entry_proof(c, seq));
    out.canonical = stored->leaf;
    out.leaf = to_hex(ledger::leaf_hash(stored->leaf));
    out.checkpoint = proof.checkpoint;
    out.proof = ledger::write_proof(proof);
    out.size = store::read_head(c).size;
    // What an inspection says is on the application's page, for each viewer what is theirs to see.
    for (const auto& value : stored->disclosed)
      if (!is_samples(out.row.kind, value.field) && !is_report(out.row.kind, value.field))
        out.disclosed.push_back({value.field, value.value});
    return out;
  });
}

Result<std::string> Records::proof(const Viewer& viewer, std::int64_t seq) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::string> {
    SEKISHO_CHECK(visible_entry(c, viewer, seq));
    SEKISHO_TRY(const auto proof, entry_proof(c, seq));
    return ledger::write_proof(proof);
  });
}

api::LedgerState Records::state() const {
  return parts_.database.reading([&](store::Connection& c) {
    const auto head = store::read_head(c);
    std::string root;
    const auto nodes = store::node_reader(c);
    if (const auto hash = ledger::root_at(*nodes, static_cast<std::uint64_t>(head.size)))
      root = to_hex(*hash);
    return api::LedgerState{head.size, root, head.checkpoint, parts_.database.signer().verifier_key()};
  });
}

}  // namespace sekisho::app
