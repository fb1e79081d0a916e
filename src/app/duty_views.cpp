// What is owed, as lists and as a calendar.
#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "app/records.h"
#include "base/json.h"
#include "duty_rows.h"
#include "report/calendar.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Duty;
using rules::Role;

bool of_all_sections(Role role) {
  return role == Role::ciso || role == Role::supervising_officer || role == Role::department_officer;
}

using Names = std::unordered_map<std::string, std::string>;

std::string owed_by(const Duty& duty, const Names& names) {
  const auto place = [&](const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() || found->second.empty() ? std::string() : found->second + " ";
  };
  std::string out;
  const auto also = [&](const std::string& where, std::string_view who) {
    out += (out.empty() ? "" : "、") + where + std::string(who);
  };
  if (!duty.person.empty()) also(place(duty.contractor), "受け取った本人");
  for (const auto role : duty.roles) {
    const bool firm = role == Role::contractor_manager || role == Role::worker;
    also(of_all_sections(role) ? "" : place(firm ? duty.contractor : duty.section), rules::role_ja(role));
  }
  return out;
}

// Ids and what they are called: of sections, firms, and of what the duties are about. One statement.
Names names_of(store::Connection& c, const std::vector<Duty>& duties) {
  if (duties.empty()) return {};
  std::string marks;
  store::Params ids;
  const auto also = [&](const std::string& id) {
    if (id.empty() || std::ranges::find(ids, store::Value(id)) != ids.end()) return;
    marks += (marks.empty() ? ":p" : ", :p") + std::to_string(ids.size());
    ids.emplace_back(id);
  };
  for (const auto& duty : duties)
    for (const auto& id : {duty.subject, duty.section, duty.contractor}) also(id);
  Names out;
  for (const auto& row :
       c.query(
            "SELECT id, name FROM sections WHERE id IN (" + marks +
                ") UNION ALL SELECT id, name FROM contractors WHERE id IN (" + marks +
                ") UNION ALL SELECT id, purpose FROM passages WHERE id IN (" + marks +
                ") UNION ALL SELECT k.id, p.purpose FROM custodies k JOIN passages p ON p.id = k.passage "
                "WHERE k.id IN (" +
                marks +
                ") UNION ALL SELECT h.id, e.title FROM check_sheets h JOIN engagements e ON e.id = "
                "h.engagement WHERE h.id IN (" +
                marks + ") UNION ALL SELECT id, title FROM engagements WHERE id IN (" + marks +
                ") UNION ALL SELECT s.id, e.title FROM sub_contracts s JOIN engagements e ON e.id = "
                "s.engagement WHERE s.id IN (" +
                marks +
                ") UNION ALL SELECT f.id, e.title FROM findings f JOIN engagements e ON e.id = f.engagement "
                "WHERE f.id IN (" +
                marks + ")",
            ids)
           .rows)
    out.emplace(store::from_value<std::string>(row[0]), store::from_value<std::string>(row[1]));
  return out;
}

auto place_in_list(const Duty& d) { return std::tuple(d.due, d.kind, d.subject); }

std::string cursor_of(const Duty& d) {
  return format_day(d.due) + "." + std::string(json::enum_name(d.kind)) + "." + d.subject;
}

Result<std::tuple<Day, rules::DutyKind, std::string>> read_cursor(const std::string& text) {
  const auto first = text.find('.');
  const auto second = first == std::string::npos ? first : text.find('.', first + 1);
  if (second != std::string::npos) {
    const auto day = parse_day(std::string_view(text).substr(0, first));
    const auto kind = json::enum_from_name<rules::DutyKind>(text.substr(first + 1, second - first - 1));
    if (day && kind) return std::tuple(*day, *kind, text.substr(second + 1));
  }
  return fail(ErrorCode::invalid_input, "続きを読めません。一覧を読み直してください。",
              "unknown ?after=", "after");
}

// The most urgent first.
std::vector<Duty> owed(store::Connection& c, const Viewer& viewer, DutiesOf who, Day today) {
  if (who == DutiesOf::town) return rules::duties(read_duty_state(c), today);
  if (who == DutiesOf::section) return rules::duties(read_duty_state(c, {viewer.section, "", ""}), today);
  if (!viewer.active || viewer.person.empty() || viewer.has(Role::administrator)) return {};
  auto out = rules::duties(read_duty_state(c, duty_scope(viewer)), today);
  const rules::Viewer asks{viewer.person, viewer.roles, viewer.side, viewer.section, viewer.contractor};
  std::erase_if(out, [&](const Duty& d) { return !rules::owes(d, asks); });
  return out;
}

bool may_ask(const Viewer& viewer, DutiesOf who) {
  switch (who) {
    case DutiesOf::mine:
      return viewer.active;
    case DutiesOf::section:
      return viewer.active && viewer.side == rules::Side::town && !viewer.section.empty() &&
             viewer.has(Role::section_manager) && !viewer.has(Role::administrator);
    case DutiesOf::town:
      return sees_whole_town(viewer);
  }
  return false;
}

}  // namespace

Result<api::Page<api::DutyRow>> Records::duties(const Viewer& viewer, const DutyFilter& filter) const {
  if (!may_ask(viewer, filter.who))
    return fail(ErrorCode::forbidden, "この範囲の仕事は見られません。", "not yours to see", "who");
  std::optional<std::tuple<Day, rules::DutyKind, std::string>> after;
  if (!filter.after.empty()) {
    SEKISHO_TRY(after, read_cursor(filter.after));
  }
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(filter.limit, 1, 200));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::DutyRow>> {
    auto list = owed(c, viewer, filter.who, day_in_japan(parts_.clock.now()));
    std::erase_if(list, [&](const Duty& d) {
      return (filter.kind && d.kind != *filter.kind) || (filter.until && d.due > *filter.until) ||
             (after && place_in_list(d) <= *after);
    });
    api::Page<api::DutyRow> page;
    if (list.size() > limit) {
      list.resize(limit);
      page.next = cursor_of(list.back());
    }
    const auto names = names_of(c, list);
    for (const auto& d : list) {
      const auto about = names.find(d.subject);
      page.items.push_back({d.kind, d.subject, format_day(d.due), about == names.end() ? "" : about->second,
                            d.text_ja, d.todo_ja, owed_by(d, names), d.clauses, d.overdue, d.days_left});
    }
    return page;
  });
}

std::string Records::calendar(const Viewer& viewer) const {
  constexpr std::size_t most = 1000;
  const auto now = parts_.clock.now();
  auto list = parts_.database.reading(
      [&](store::Connection& c) { return owed(c, viewer, DutiesOf::mine, day_in_japan(now)); });
  if (list.size() > most) list.resize(most);
  std::vector<report::CalendarEvent> events;
  for (const auto& d : list) {
    const auto& kinds = rules::all_duties();
    const auto info = std::ranges::find(kinds, d.kind, &rules::DutyInfo::kind);
    events.push_back(
        {std::string(json::enum_name(d.kind)) + "." + d.subject + "@" + parts_.town_code + ".sekisho.invalid",
         d.due, std::string(info == kinds.end() ? "" : info->name_ja), d.text_ja + "\n" + d.todo_ja});
  }
  return report::write_calendar("関所 やること", events, now);
}

}  // namespace sekisho::app
