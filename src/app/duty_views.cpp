// What is owed, as lists, by the day, and as a calendar file.
#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "app/duties.h"
#include "base/json.h"
#include "digest.h"
#include "duty_lists.h"
#include "duty_rows.h"
#include "report/calendar.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Duty;
using rules::Reach;
using rules::Role;
using Place = std::tuple<bool, Day, rules::DutyKind, std::string_view>;  // true: not before all others

Place place_in_list(const OwedList::One& one) {
  return {!rules::comes_first(one.duty->kind), one.duty->due, one.duty->kind, one.duty->subject};
}

std::string cursor_of(const Duty& d) {
  return format_day(d.due) + "." + std::string(json::enum_name(d.kind)) + "." + d.subject;
}

Result<Place> read_cursor(const std::string& text) {
  const auto first = text.find('.');
  const auto second = first == std::string::npos ? first : text.find('.', first + 1);
  if (second != std::string::npos) {
    const auto day = parse_day(std::string_view(text).substr(0, first));
    const auto kind = json::enum_from_name<rules::DutyKind>(text.substr(first + 1, second - first - 1));
    if (day && kind)
      return Place(!rules::comes_first(*kind), *day, *kind, std::string_view(text).substr(second + 1));
  }
  return fail(ErrorCode::invalid_input, "続きを読めません。一覧を読み直してください。",
              "unknown ?after=", "after");
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

std::unexpected<Error> not_yours() {
  return fail(ErrorCode::forbidden, "この範囲の仕事は見られません。", "not yours to see", "who");
}

// The first `most` are in order; the others are not looked at.
void sort(OwedList& list, std::size_t most) {
  const auto end = list.owed.begin() + static_cast<std::ptrdiff_t>(std::min(most, list.owed.size()));
  std::ranges::partial_sort(list.owed, end, {}, place_in_list);
}

}  // namespace

Duties::Duties(Parts parts, int escalate_after)
    : parts_(std::move(parts)),
      escalate_after_(escalate_after),
      board_(std::make_unique<DutyBoard>(parts_.database, parts_.clock)) {}
Duties::~Duties() = default;

OwedList Duties::owed(store::Connection& c, const Viewer& viewer, DutiesOf who) const {
  OwedList out;
  out.today = day_in_japan(parts_.clock.now());
  const bool mine = who == DutiesOf::mine;
  if (mine && (!viewer.active || viewer.person.empty() || viewer.has(Role::administrator))) {
    out.delegations = std::make_unique<std::vector<rules::Delegation>>();
    return out;
  }
  const DutyScope scope = mine                       ? duty_scope(viewer, out.today)
                          : who == DutiesOf::section ? DutyScope{viewer.section, "", "", out.today}
                                                     : DutyScope{"", "", "", out.today};
  if (scope.section.empty() && scope.contractor.empty() && scope.person.empty()) {
    out.lists = board_->town(c, out.today);
  } else {
    // little is to be read for one section or firm
    out.lists = board_->scope(c, scope);
  }
  out.delegations = std::make_unique<std::vector<rules::Delegation>>(
      read_delegations(c, mine ? viewer.person : "", out.today));
  const auto as = asks(viewer);
  for (const auto& list : out.lists)
    for (const auto& duty : list->duties) {
      OwedList::One one{&duty, &list->names, {}};
      if (mine) {
        one.reached = rules::reached(duty, as, *out.delegations, out.today, escalate_after_);
        if (one.reached.how == Reach::none) continue;
      } else if (who == DutiesOf::section && duty.section != viewer.section) {
        continue;
      }
      out.owed.push_back(one);
    }
  return out;
}

std::vector<api::DutyRow> Duties::rows(store::Connection& c, const OwedList& list, std::size_t most) const {
  const auto shown = std::span(list.owed).first(std::min(most, list.owed.size()));
  std::vector<const Duty*> unknown;  // whose names were not read with them
  std::vector<std::string> persons;
  std::vector<const rules::Delegation*> moved;
  for (const auto& one : shown) {
    if (one.names->empty()) unknown.push_back(one.duty);
    const auto* by = one.reached.delegation;
    if (one.reached.how == Reach::none)
      for (const auto& d : *list.delegations)
        if (by == nullptr && rules::moves(d, *one.duty, list.today)) by = &d;
    moved.push_back(by);
    if (by != nullptr) persons.insert(persons.end(), {by->giver, by->taker});
  }
  const auto read = names_of(c, unknown);
  const auto people = person_names(c, persons);
  const auto name = [](const Names& of, const std::string& id) {
    const auto found = of.find(id);
    return found == of.end() ? std::string() : found->second;
  };
  std::vector<api::DutyRow> out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto& d = *shown[i].duty;
    const auto& names = shown[i].names->empty() ? read : *shown[i].names;
    api::DutyRow row{d.kind,
                     d.subject,
                     format_day(d.due),
                     name(names, thing_of(d)),
                     d.text_ja,
                     d.todo_ja,
                     owed_by(d, names),
                     d.clauses,
                     d.overdue,
                     d.days_left,
                     shown[i].reached.how,
                     "",
                     "",
                     "",
                     false};
    if (const auto* by = moved[i]) {
      row.delegation = by->id;
      row.given_by = name(people, by->giver);
      row.taken_by = name(people, by->taker);
    }
    row.may_delegate = row.reach == Reach::own && moved[i] == nullptr && !d.roles.empty();
    out.push_back(std::move(row));
  }
  return out;
}

Result<api::Page<api::DutyRow>> Duties::list(const Viewer& viewer, const DutyFilter& filter) const {
  if (!may_ask(viewer, filter.who)) return not_yours();
  std::optional<Place> after;
  if (!filter.after.empty()) {
    SEKISHO_TRY(after, read_cursor(filter.after));
  }
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(filter.limit, 1, 2000));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::DutyRow>> {
    auto list = owed(c, viewer, filter.who);
    std::erase_if(list.owed, [&](const OwedList::One& one) {
      const auto& d = *one.duty;
      return (filter.kind && d.kind != *filter.kind) || (filter.since && d.due < *filter.since) ||
             (filter.until && d.due > *filter.until) || (after && place_in_list(one) <= *after);
    });
    sort(list, limit + 1);
    api::Page<api::DutyRow> page;
    if (list.owed.size() > limit) page.next = cursor_of(*list.owed[limit - 1].duty);
    page.items = rows(c, list, limit);
    return page;
  });
}

Result<api::DutyDays> Duties::days(const Viewer& viewer, DutiesOf who, Day since, Day until) const {
  if (!may_ask(viewer, who)) return not_yours();
  constexpr std::chrono::days most{62};
  if (until < since || until - since > most)
    return fail(ErrorCode::invalid_input, "期間は62日以内にしてください。", "at most 62 days", "until");
  return parts_.database.reading([&](store::Connection& c) -> Result<api::DutyDays> {
    const auto list = owed(c, viewer, who);
    api::DutyDays out{format_day(list.today), {}, 0};
    std::map<Day, std::map<rules::DutyKind, std::int64_t>> counts;
    for (const auto& one : list.owed) {
      if (one.duty->overdue) ++out.overdue;
      if (one.duty->due >= since && one.duty->due <= until) ++counts[one.duty->due][one.duty->kind];
    }
    for (const auto& [day, kinds] : counts) {
      api::DutyDay view{format_day(day), 0, {}};
      for (const auto& [kind, count] : kinds) {
        view.kinds.push_back({kind, count});
        view.count += count;
      }
      out.days.push_back(std::move(view));
    }
    return out;
  });
}

std::string Duties::calendar(const Viewer& viewer) const {
  constexpr std::size_t most = 1000;
  const auto now = parts_.clock.now();
  return parts_.database.reading([&](store::Connection& c) {
    auto list = owed(c, viewer, DutiesOf::mine);
    sort(list, most);
    std::vector<report::CalendarEvent> events;
    for (const auto& one : std::span(list.owed).first(std::min(most, list.owed.size()))) {
      const auto& d = *one.duty;
      events.push_back({std::string(json::enum_name(d.kind)) + "." + d.subject + "@" + parts_.town_code +
                            ".sekisho.invalid",
                        d.due, std::string(rules::duty_info(d.kind).name_ja),
                        "関所を開き、「やること」で確かめてください。終わると、この予定は消えます。"});
    }
    return report::write_calendar("関所 やること", events, now);
  });
}

Duties::Mine Duties::mine(store::Connection& c, const Viewer& viewer, std::size_t most) const {
  auto list = owed(c, viewer, DutiesOf::mine);
  sort(list, most);
  Mine out;
  out.all = list.owed.size();
  out.overdue = static_cast<std::size_t>(
      std::ranges::count_if(list.owed, [](const auto& one) { return one.duty->overdue; }));
  out.rows = rows(c, list, most);
  return out;
}

std::vector<DigestLine> Duties::digest(store::Connection& c, const std::string& person) const {
  std::map<Place, DigestLine> lines;  // each duty once, whichever account it came by
  std::vector<OwedList> kept;         // what the places point into
  for (const auto& a :
       store::select<store::Account>(c, "person = :p0 AND closed = 0 AND enrolled = 1", {person})) {
    kept.push_back(
        owed(c, {a.id, a.person, "", "", a.roles, a.side, a.section, a.contractor, true, false, false, ""},
             DutiesOf::mine));
    for (const auto& one : kept.back().owed) {
      const bool handed_on = one.reached.how == Reach::own && one.reached.delegation != nullptr;
      if (!handed_on || one.duty->overdue)
        lines.emplace(place_in_list(one), DigestLine{one.duty->kind, one.duty->due, one.reached.how});
    }
  }
  std::vector<DigestLine> out;
  out.reserve(lines.size());
  for (const auto& [place, line] : lines) out.push_back(line);
  return out;
}

void Duties::tend() {
  parts_.database.read(
      [&](store::Connection& c) { (void)board_->town(c, day_in_japan(parts_.clock.now())); });
}

std::map<rules::DutyKind, std::int64_t> Duties::open(store::Connection& c) const {
  std::map<rules::DutyKind, std::int64_t> out;
  for (const auto& list : board_->town(c, day_in_japan(parts_.clock.now())))
    for (const auto& duty : list->duties) ++out[duty.kind];
  return out;
}

}  // namespace sekisho::app
