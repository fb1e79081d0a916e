#include "app/disposals.h"

#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "handover_rows.h"
#include "page_window.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "sheet_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::DisposalState;

Day day_at(const std::string& instant) {
  const auto at = parse_instant(instant);
  return at ? day_in_japan(*at) : Day{};
}

Result<store::Disposal> visible_disposal(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_sheets(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Disposal>(c, condition.sql, condition.params);
  if (found.empty())
    return fail(ErrorCode::not_found, "その廃棄の指示は見つかりません。", "no such disposal");
  return std::move(found.front());
}

rules::Facts disposal_facts(store::Connection& c, const store::Engagement& engagement,
                            const store::Disposal& d) {
  auto facts = tier_facts(c, engagement, d.contractor);
  rules::Disposal out;
  out.state = d.state;
  out.medium = d.medium;
  out.number = d.number;
  out.reason = d.reason;
  out.instructed_on = day_at(d.instructed_at);
  out.due = parse_day(d.due).value_or(Day{});
  facts.disposal = std::move(out);
  return facts;
}

std::vector<api::DisposalRow> disposal_rows(store::Connection& c, const Condition& condition,
                                            std::string_view tail, Day today) {
  std::string sql =
      "SELECT d.id, d.engagement, e.title, d.contractor, n.name, s.name, d.medium, d.number, d.due, "
      "d.instructed_at, d.state FROM disposals d JOIN engagements e ON e.id = d.engagement JOIN contractors "
      "n "
      "ON n.id = d.contractor JOIN sections s ON s.id = d.section WHERE d.id IN (SELECT id FROM disposals "
      "WHERE ";
  ((sql += condition.sql) += ") ") += tail;
  std::vector<api::DisposalRow> out;
  for (const auto& row : c.query(sql, condition.params).rows) {
    api::DisposalRow item;
    std::size_t i = 0;
    for (auto* text :
         {&item.id, &item.engagement, &item.engagement_title, &item.contractor, &item.contractor_name,
          &item.section_name, &item.medium, &item.number, &item.due, &item.instructed_at})
      *text = store::from_value<std::string>(row[i++]);
    item.state = store::from_value<DisposalState>(row[i]);
    const bool owed = item.state == DisposalState::instructed || item.state == DisposalState::sent_back;
    item.overdue = owed && item.due < format_day(today);
    out.push_back(std::move(item));
  }
  return out;
}

// The town's answer to a certificate.
Result<Prepared> answered(store::Connection& c, const Viewer& viewer, const std::string& id, const char* kind,
                          const std::string& note) {
  SEKISHO_TRY(const auto disposal, visible_disposal(c, viewer, id));
  SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, disposal.engagement));
  Prepared prepared{disposal_facts(c, engagement, disposal), disposal.section, {}};
  prepared.act = [id, kind, note](Passing& passing) -> Result<boost::json::value> {
    SEKISHO_TRY(const auto receipt, passing.append({kind, id, {}, {{"note", note}}}));
    return done(id, receipt);
  };
  return prepared;
}

}  // namespace

Result<Answer> Disposals::instruct(const Viewer& viewer, const std::string& key,
                                   const api::DisposalInput& in) {
  for (const auto& [value, field] :
       {std::pair{&in.medium, "medium"}, {&in.number, "number"}, {&in.reason, "reason"}})
    SEKISHO_CHECK(check_text(*value, field, true));
  SEKISHO_CHECK(check_day(in.due, "due"));
  return parts_.door.pass(
      {viewer, key, Act::instruct_disposal, in.engagement.empty() ? "new" : in.engagement, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, engagement_of_firm(c, viewer, in.engagement, in.contractor));
        store::Disposal made;
        made.id = make_id("dsp");
        made.engagement = in.engagement;
        made.contractor = in.contractor;
        made.section = engagement.section;
        made.custody = in.custody.value_or("");
        made.medium = in.medium;
        made.number = in.number;
        made.reason = in.reason;
        made.due = in.due;
        made.instructed_at = format_instant(parts_.clock.now());
        if (!made.custody.empty()) {
          const auto custody = store::find<store::Custody>(c, made.custody);
          const auto passage = custody ? store::find<store::Passage>(c, custody->passage) : std::nullopt;
          if (!passage || custody->contractor != in.contractor || passage->engagement != in.engagement)
            return fail(ErrorCode::invalid_input, "この契約の、この事業者の預かりを選んでください。",
                        "the custody is not of this firm and engagement", "custody");
        }
        Prepared prepared{disposal_facts(c, engagement, made), engagement.section, {}};
        prepared.act = [made](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(
              const auto receipt,
              passing.append({"disposal.instructed",
                              made.id,
                              {{"engagement", made.engagement},
                               {"contractor", made.contractor},
                               {"section", made.section},
                               {"custody", made.custody},
                               {"due", made.due}},
                              {{"medium", made.medium}, {"number", made.number}, {"reason", made.reason}}}));
          return done(made.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Disposals::certify(const Viewer& viewer, const std::string& key, const std::string& id,
                                  const api::DisposalCertificateInput& in) {
  SEKISHO_CHECK(check_text(in.tool, "tool", true));
  SEKISHO_CHECK(check_text(in.witness, "witness", true));
  SEKISHO_CHECK(check_day(in.done_on, "done_on"));
  return parts_.door.pass(
      {viewer, key, Act::certify_disposal, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto disposal, visible_disposal(c, viewer, id));
        SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, disposal.engagement));
        Prepared prepared{disposal_facts(c, engagement, disposal), disposal.section, {}};
        auto& said = *prepared.facts.disposal;
        said.tool = in.tool;
        said.done_on = parse_day(in.done_on);
        said.witness = in.witness;
        const auto worker = store::find<store::Worker>(c, in.worker);
        if (worker && worker->contractor == disposal.contractor) {
          said.worker = worker->id;
          said.worker_name = worker->name;
          said.worker_on_roster = recipient_facts(c, disposal.engagement, *worker).on_confirmed_roster;
        }
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append(
                          {"disposal.certified",
                           id,
                           {{"way", json::enum_name(in.way)}, {"done_on", in.done_on}, {"worker", in.worker}},
                           {{"tool", in.tool}, {"witness", in.witness}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Disposals::confirm(const Viewer& viewer, const std::string& key, const std::string& id,
                                  const api::NoteInput& in) {
  SEKISHO_CHECK(check_text(in.note, "note", false));
  return parts_.door.pass(
      {viewer, key, Act::confirm_disposal, id, json::write(in)},
      [&](store::Connection& c) { return answered(c, viewer, id, "disposal.confirmed", in.note); });
}

Result<Answer> Disposals::send_back(const Viewer& viewer, const std::string& key, const std::string& id,
                                    const api::NoteInput& in) {
  SEKISHO_CHECK(check_text(in.note, "note", true));
  SEKISHO_CHECK(check_name(in.note.substr(0, 600), "note"));  // blanks are no reason
  return parts_.door.pass(
      {viewer, key, Act::send_back_disposal, id, json::write(in)},
      [&](store::Connection& c) { return answered(c, viewer, id, "disposal.sent_back", in.note); });
}

Result<Answer> Disposals::withdraw(const Viewer& viewer, const std::string& key, const std::string& id,
                                   const api::NoteInput& in) {
  SEKISHO_CHECK(check_text(in.note, "note", true));
  SEKISHO_CHECK(check_name(in.note.substr(0, 600), "note"));
  return parts_.door.pass(
      {viewer, key, Act::withdraw_disposal, id, json::write(in)},
      [&](store::Connection& c) { return answered(c, viewer, id, "disposal.withdrawn", in.note); });
}

Result<api::Page<api::DisposalRow>> Disposals::list(const Viewer& viewer,
                                                    const DisposalFilter& filter) const {
  SEKISHO_TRY(const auto window, page_window(filter.limit, filter.after));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::DisposalRow>> {
    auto condition = visible_sheets(viewer);
    if (!filter.engagement.empty()) condition.also("engagement = ?", {filter.engagement});
    if (!filter.contractor.empty()) condition.also("contractor = ?", {filter.contractor});
    if (filter.state == "open") condition.also("state NOT IN ('confirmed', 'withdrawn')");
    if (!filter.state.empty() && filter.state != "open") condition.also("state = ?", {filter.state});
    // what is open first, by its day; then what ended last
    const std::string order =
        "ORDER BY d.state IN ('confirmed', 'withdrawn'), CASE WHEN d.state IN ('confirmed', 'withdrawn') "
        "THEN "
        "'' ELSE d.due END, d.changed_at DESC, d.id" +
        window.sql();
    api::Page<api::DisposalRow> page;
    page.items = disposal_rows(c, condition, order, day_in_japan(parts_.clock.now()));
    window.end(page);
    return page;
  });
}

Result<api::DisposalView> Disposals::view(const Viewer& viewer, const std::string& id) const {
  const auto now = parts_.clock.now();
  return parts_.database.reading([&](store::Connection& c) -> Result<api::DisposalView> {
    SEKISHO_TRY(const auto d, visible_disposal(c, viewer, id));
    SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, d.engagement));
    api::DisposalView out;
    out.row = disposal_rows(c, {"id = :p0", {id}}, "", day_in_japan(now)).at(0);
    out.reason = d.reason;
    out.custody = d.custody;
    const auto names = account_names(c, {d.instructed_by, d.certified_by, d.decided_by});
    const auto name = [&](const std::string& account) {
      const auto found = names.find(account);
      return found == names.end() ? std::string() : found->second;
    };
    out.instructed_by = name(d.instructed_by);
    if (!d.certified_at.empty()) {
      out.way = d.way;
      out.worker_name = person_view(c, d.worker).name;
    }
    out.tool = d.tool;
    out.done_on = d.done_on;
    out.witness = d.witness;
    out.certified_at = d.certified_at;
    out.certified_by = name(d.certified_by);
    out.note = d.note;
    out.decided_at = d.decided_at;
    out.decided_by = name(d.decided_by);
    out.has_certificate = d.state == DisposalState::confirmed;
    out.timeline = timeline(c, {id});
    const auto facts = disposal_facts(c, engagement, d);
    for (const Act act :
         {Act::certify_disposal, Act::confirm_disposal, Act::send_back_disposal, Act::withdraw_disposal})
      if (may(act, facts, viewer, now)) out.may.push_back(act);
    return out;
  });
}

Result<api::PaperView> Disposals::certificate(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::PaperView> {
    SEKISHO_TRY(const auto d, visible_disposal(c, viewer, id));
    if (d.state != DisposalState::confirmed)
      return fail(ErrorCode::not_found, "廃棄証明書は、廃棄が確認されると出ます。", "no certificate yet");
    const auto engagement = store::find<store::Engagement>(c, d.engagement);
    const auto worker = person_view(c, d.worker);
    const auto account = [&](const std::string& of) {
      const auto found = store::find<store::Account>(c, of);
      const auto by = person_view(c, found ? found->person : "");
      return by.name + "（" + by.place + "）";
    };
    const auto day = [](const std::string& text) {
      const auto parsed = parse_day(text);
      return parsed ? format_wareki(*parsed) : text;
    };
    api::PaperView paper;
    paper.title = "廃棄証明書";
    paper.number = "廃棄-" + std::to_string(d.end_entry);
    paper.issued_at = d.decided_at;
    paper.entry = d.end_entry;
    paper.lines = {{"委託契約", engagement ? engagement->title : ""},
                   {"記録媒体", d.medium},
                   {"製造番号・管理番号", d.number},
                   {"廃棄の指示の理由", d.reason},
                   {"指示した日", format_wareki(day_at(d.instructed_at))},
                   {"廃棄の方法", d.way == rules::DisposalWay::destroyed ? "物理的に破壊した"
                                                                         : "復元できないように消去した"},
                   {"使った機械・ソフト・規格", d.tool},
                   {"廃棄した日", day(d.done_on)},
                   {"廃棄した人", worker.name + "（" + worker.place + "）"},
                   {"立ち会った人", d.witness},
                   {"証明した人", account(d.certified_by)},
                   {"証明した日", format_wareki(day_at(d.certified_at))},
                   {"確認した人", account(d.decided_by)}};
    if (!d.note.empty()) paper.lines.push_back({"申し添え", d.note});
    return with_proof(c, parts_, std::move(paper));
  });
}

}  // namespace sekisho::app
