// Who stands at the desk, and who is inside: reads. What happens there: visits.cpp.
#include "app/reception.h"

#include <algorithm>

#include "area_facts.h"
#include "area_rows.h"
#include "attachment_uses.h"
#include "base/ids.h"
#include "facts.h"
#include "kana.h"
#include "rules/gate.h"
#include "store/rows.h"
#include "visible_areas.h"

namespace sekisho::app {
namespace {

using rules::Act;

constexpr std::size_t most_found = 20;
// as the indexes workers_reading, workers_given and workers_name have it
constexpr std::string_view reading = "replace(replace(w.kana, ' ', ''), '　', '')";
constexpr std::string_view given = "substr(w.kana, instr(replace(w.kana, '　', ' ') || ' ', ' ') + 1)";
constexpr std::string_view written = "replace(replace(w.name, ' ', ''), '　', '')";

Result<void> for_the_desk(const Viewer& viewer) {
  if (at_the_desk(viewer)) return {};
  return fail(ErrorCode::forbidden, "受付の画面は、受付の役割の人だけが使えます。", "for the reception desk");
}

std::string text_of(const store::Value& value) { return store::from_value<std::string>(value); }

class Search {
 public:
  Search(store::Connection& c, Day day)
      : c_(c),
        from_(format_instant(start_of(day))),
        to_(format_instant(start_of(day + std::chrono::days(1)))) {}

  // `condition`: over w (workers); each ? takes the next of `values`.
  void workers(std::string_view condition, const store::Params& values, bool expected_only = false) {
    if (found.size() >= most_found) return;
    constexpr std::string_view today =
        "SELECT p.worker FROM entry_applications e JOIN entry_people p ON p.application = e.id WHERE e.state "
        "= "
        "'approved' AND e.bring_in = 0 AND e.ends_at > :p0 AND e.starts_at < :p1";
    Condition where{"w.left_on = ''", {from_, to_}};
    where.also(condition, values);
    if (expected_only) (where.sql += " AND w.id IN (").append(today) += ")";
    add(c_.query(
        "SELECT w.id, w.name, w.kana, coalesce(f.name, ''), 0, w.id IN (" + std::string(today) +
            "), coalesce((SELECT v.id FROM visits v WHERE v.person = w.id AND v.state = 'inside' LIMIT "
            "1), '') FROM workers w LEFT JOIN contractors f ON f.id = w.contractor WHERE " +
            where.sql + " LIMIT " + std::to_string(most_found),
        where.params));
  }
  void officers(std::string_view condition, const store::Params& values) {
    if (found.size() >= most_found) return;
    Condition where{"1 = 1", {}};
    where.also(condition, values);
    add(c_.query(
        "SELECT w.id, w.name, '', coalesce(s.name, ''), 1, 0, coalesce((SELECT v.id FROM visits v "
        "WHERE v.person = w.id AND v.state = 'inside' LIMIT 1), '') FROM officers w LEFT JOIN sections "
        "s ON s.id = w.section WHERE " +
            where.sql + " ORDER BY w.name, w.id LIMIT " + std::to_string(most_found),
        where.params));
  }

  std::vector<api::VisitorRow> found;

 private:
  void add(const store::Rows& rows) {
    for (const auto& row : rows.rows) {
      auto id = text_of(row[0]);
      if (found.size() >= most_found || std::ranges::find(found, id, &api::VisitorRow::person) != found.end())
        continue;
      found.push_back({std::move(id), text_of(row[1]), text_of(row[2]), text_of(row[3]),
                       store::to_number(row[4]) != 0, store::to_number(row[5]) != 0, text_of(row[6])});
    }
  }

  store::Connection& c_;
  std::string from_, to_;
};

// "begins with", as a range that the index answers; it takes two values
std::string begins(std::string_view column) {
  return std::string(column) + " >= ? AND " + std::string(column) + " < ?";
}
void begin_with(store::Params& params, const std::string& text) {
  params.emplace_back(text);
  params.emplace_back(text + "\xf4\x8f\xbf\xbf");  // the last character there is
}

}  // namespace

Result<std::vector<api::VisitorRow>> Reception::search(const Viewer& viewer, const std::string& typed) const {
  SEKISHO_CHECK(for_the_desk(viewer));
  const auto text = without_blanks(typed);
  if (text.size() > 200)
    return fail(ErrorCode::invalid_input, "短くして探してください。", "too long", "text");
  if (text.empty()) return std::vector<api::VisitorRow>{};
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::VisitorRow>> {
    Search search(c, day_in_japan(parts_.clock.now()));
    if (is_id(text)) {
      search.workers("w.id = ?", {text});
      search.officers("w.id = ?", {text});
      return std::move(search.found);
    }
    constexpr std::string_view badge =
        "w.id IN (SELECT person FROM visits WHERE badge = ? AND state = 'inside')";
    search.workers(badge, {text});
    search.officers(badge, {text});
    const store::Params parts{to_katakana(text), to_hiragana(text), text};
    const std::string anywhere = "instr(" + std::string(reading) + ", ?) > 0 OR instr(" +
                                 std::string(reading) + ", ?) > 0 OR instr(" + std::string(written) +
                                 ", ?) > 0";
    search.workers(anywhere, parts, true);  // of those who are expected, by any part of the name
    // a part for each index: an OR over two of them would read the whole table
    for (const auto& [column, how] :
         {std::pair{reading, 0}, {reading, 1}, {given, 0}, {given, 1}, {written, 2}}) {
      store::Params range;
      begin_with(range, std::get<std::string>(parts[static_cast<std::size_t>(how)]));
      search.workers(begins(column), range);
    }
    search.officers("instr(" + std::string(written) + ", ?) > 0", {text});
    return std::move(search.found);
  });
}

Result<api::VisitorView> Reception::visitor(const Viewer& viewer, const std::string& person) const {
  SEKISHO_CHECK(for_the_desk(viewer));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::VisitorView> {
    const auto now = parts_.clock.now();
    const auto day = day_in_japan(now);
    Search search(c, day);
    search.workers("w.id = ?", {person});
    search.officers("w.id = ?", {person});
    if (search.found.empty()) return fail(ErrorCode::not_found, "その人は見つかりません。", "no such person");
    api::VisitorView out;
    out.who = search.found.front();
    if (out.who.officer) {
      if (const auto officer = insider(c, person))
        for (const auto& area : store::select<store::Area>(c, "closed = 0 ORDER BY name"))
          if (rules::standing_permission(area_facts(area), *officer)) out.areas.push_back(area.id);
    } else {
      auto condition = approved_on(viewer, day);
      condition.also("bring_in = 0 AND id IN (SELECT application FROM entry_people WHERE worker = ?)",
                     {person});
      out.entries = entry_views(c, condition, "ORDER BY e.starts_at");
      const auto worker = store::find<store::Worker>(c, person);
      auto things = approved_on(viewer, day);
      things.also("bring_in = 1 AND contractor = ?", {worker->contractor});
      things.sql =
          "visit = '' AND application IN (SELECT id FROM entry_applications WHERE " + things.sql + ")";
      out.things = thing_views(c, things);
      const auto facts =
          recipient_facts(c, out.entries.empty() ? "" : out.entries.front().engagement, *worker);
      out.on_roster = facts.on_confirmed_roster;
      out.identity_confirmed = facts.identity_confirmed;
      out.left = facts.left;
      const auto photo = store::select<store::Attachment>(
          c, "subject = :p0 AND purpose = 'photo' AND erased_at = '' ORDER BY added_at DESC, id DESC LIMIT 1",
          {person});
      if (!photo.empty()) out.photo = photo.front().id;
      if (facts.trained_until) out.trained_until = format_day(*facts.trained_until);
    }
    if (!out.who.inside.empty()) {
      auto visits = visit_views(c, {"id = :p0", {out.who.inside}}, "", now);
      if (!visits.empty()) out.inside = std::move(visits.front());
    }
    return out;
  });
}

Result<rules::Verdict> Reception::judge(const Viewer& viewer, const api::EnterInput& in) const {
  SEKISHO_CHECK(for_the_desk(viewer));
  return parts_.database.reading([&](store::Connection& c) -> Result<rules::Verdict> {
    const auto now = parts_.clock.now();
    return judge_for(Act::enter_area, at_the_door(c, in, now).facts, viewer, now);
  });
}

Result<rules::Verdict> Reception::judge_exit(const Viewer& viewer, const std::string& id,
                                             const api::LeaveInput& in) const {
  SEKISHO_CHECK(for_the_desk(viewer));
  return parts_.database.reading([&](store::Connection& c) -> Result<rules::Verdict> {
    SEKISHO_TRY(const auto visit, visible_visit(c, viewer, id));
    return judge_for(Act::leave_area, leaving_facts(c, visit, in), viewer, parts_.clock.now());
  });
}

Result<api::BoardView> Reception::board(const Viewer& viewer) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::BoardView> {
    const auto now = parts_.clock.now();
    const auto day = day_in_japan(now);
    api::BoardView out;
    out.now = format_instant(now);
    auto inside = visible_visits(viewer);
    inside.also("state = 'inside'");
    out.inside = visit_views(c, inside, "ORDER BY v.until, v.id LIMIT 1000", now);
    auto left = visible_visits(viewer);
    left.also("state = 'left' AND left_at >= ?", {format_instant(start_of(day))});
    out.left = visit_views(c, left, "ORDER BY v.left_at DESC, v.id LIMIT 200", now);
    auto expected = approved_on(viewer, day);
    expected.also("bring_in = 0");
    out.expected = entry_views(c, expected, "ORDER BY e.starts_at, e.id LIMIT 500");
    return out;
  });
}

Result<api::Page<api::VisitView>> Reception::visits(const Viewer& viewer, const VisitsFilter& filter) const {
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(filter.limit, 1, 200));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::VisitView>> {
    auto condition = visible_visits(viewer);
    if (!filter.area.empty()) condition.also("area = ?", {filter.area});
    if (!filter.person.empty()) condition.also("person = ?", {filter.person});
    if (filter.to_review) condition.also("review = 'open'");
    if (const auto slash = filter.after.find('/'); slash != std::string::npos) {
      const auto at = filter.after.substr(0, slash), id = filter.after.substr(slash + 1);
      condition.also("entered_at < ? OR entered_at = ? AND id < ?", {at, at, id});
    }
    condition.sql += " ORDER BY entered_at DESC, id DESC LIMIT " + std::to_string(limit + 1);
    api::Page<api::VisitView> page;
    page.items = visit_views(c, condition, "ORDER BY v.entered_at DESC, v.id DESC", parts_.clock.now());
    if (page.items.size() > limit) {
      page.items.resize(limit);
      page.next = page.items.back().entered_at + "/" + page.items.back().id;
    }
    return page;
  });
}

Result<api::VisitView> Reception::visit(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::VisitView> {
    SEKISHO_TRY(const auto visit, visible_visit(c, viewer, id));
    const auto now = parts_.clock.now();
    auto views = visit_views(c, {"id = :p0", {id}}, "", now);
    auto out = std::move(views.at(0));
    const auto facts = leaving_facts(c, visit, {});
    if (visit.review == rules::ReviewState::open && may(Act::review_visit, facts, viewer, now))
      out.may.push_back(Act::review_visit);
    if (visit.state == rules::VisitState::inside && may(Act::leave_area, facts, viewer, now))
      out.may.push_back(Act::leave_area);
    const auto* stills = attachment_use(rules::AttachmentPurpose::still, id);
    if (may(Act::keep_still, facts, viewer, now) && stills->open(c, id, "", now))
      out.may.push_back(Act::keep_still);
    return out;
  });
}

}  // namespace sekisho::app
