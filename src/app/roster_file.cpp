// A roster as a file: read into a draft with every problem by row and column, and written as the form to fill
// in.
#include <algorithm>
#include <array>
#include <set>

#include "app/rosters.h"
#include "cell_values.h"
#include "facts.h"
#include "inspect/text.h"
#include "party_facts.h"
#include "roster_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

constexpr std::size_t shown_problems = 500;
constexpr std::size_t header_within = 10;

struct RosterColumn {
  std::string_view field, ja;
  std::array<std::string_view, 4> words;  // of other people's headers
  std::string_view example;
  double width;
  std::string api::RosterPerson::* member;
  bool required;
};
constexpr std::array columns{
    RosterColumn{
        "worker", "従事者番号", {"番号", "従事者ID", "ID", ""}, "", 24, &api::RosterPerson::worker, false},
    RosterColumn{"name",
                 "氏名",
                 {"名前", "従事者名", "従事者氏名", "従業員名"},
                 "見本 太郎",
                 20,
                 &api::RosterPerson::name,
                 true},
    RosterColumn{"kana",
                 "フリガナ",
                 {"ふりがな", "カナ", "氏名カナ", "読み"},
                 "ミホン タロウ",
                 24,
                 &api::RosterPerson::kana,
                 true},
    RosterColumn{"work",
                 "担当する仕事",
                 {"担当", "担当業務", "作業内容", "業務内容"},
                 "データの移行",
                 28,
                 &api::RosterPerson::work,
                 false},
    RosterColumn{"workplace",
                 "作業する場所",
                 {"作業場所", "勤務場所", "場所", ""},
                 "本社 開発室",
                 28,
                 &api::RosterPerson::workplace,
                 false},
    RosterColumn{"employer",
                 "雇い主",
                 {"所属会社", "雇用主", "所属", "会社名"},
                 "",
                 28,
                 &api::RosterPerson::employer,
                 false},
};

std::string letters(std::size_t column) {
  std::string out;
  for (++column; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

using Places = std::array<int, columns.size()>;  // column of the file, or -1

Places places_in(const report::Row& row) {
  Places out;
  out.fill(-1);
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const auto header = inspect::fold(row.cells[c]);
    if (header.empty()) continue;
    for (std::size_t f = 0; f < columns.size(); ++f) {
      const auto is = [&](std::string_view word) { return !word.empty() && inspect::fold(word) == header; };
      if (out[f] < 0 && (is(columns[f].ja) || std::ranges::any_of(columns[f].words, is)))
        out[f] = static_cast<int>(c);
    }
  }
  return out;
}

struct Table {
  Places places{};
  std::vector<report::Row> rows;
};

Result<Table> read(ByteView file) {
  SEKISHO_TRY(const auto reader, report::read_table(file));
  Table out;
  std::vector<report::Row> all;
  for (;;) {
    SEKISHO_TRY(auto row, reader->next());
    if (!row) break;
    if (all.size() > Rosters::most_people + header_within)
      return fail(ErrorCode::too_large,
                  "名簿に載せられるのは " + std::to_string(Rosters::most_people) + " 人までです。",
                  "more than " + std::to_string(Rosters::most_people) + " people", "file");
    all.push_back(*std::move(row));
  }
  std::size_t header = all.size();
  std::ptrdiff_t recognised = 0;
  for (std::size_t i = 0; i < std::min(header_within, all.size()); ++i) {
    const auto places = places_in(all[i]);
    const auto count = std::ranges::count_if(places, [](int place) { return place >= 0; });
    if (count > recognised) {
      recognised = count;
      header = i;
      out.places = places;
    }
  }
  for (std::size_t f = 0; f < columns.size(); ++f)
    if (header == all.size() || (columns[f].required && out.places[f] < 0))
      return fail(ErrorCode::invalid_input,
                  "「" + std::string(header == all.size() ? "氏名" : columns[f].ja) +
                      "」の列がありません。1 行目に見出しを入れるか、書式を受け取って使ってください。",
                  "a column is missing", "file");
  out.rows.assign(std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(header) + 1),
                  std::make_move_iterator(all.end()));
  if (out.rows.empty())
    return fail(ErrorCode::invalid_input, "見出しの下に、従事者が 1 人も入っていません。",
                "no rows below the header", "file");
  return out;
}

api::RosterChange change_of(const api::RosterPerson& person, const Members& before) {
  const auto was = before.find(person.worker);
  if (person.worker.empty() || was == before.end()) return api::RosterChange::came;
  return was->second.work == person.work && was->second.workplace == person.workplace
             ? api::RosterChange::unchanged
             : api::RosterChange::changed;
}

}  // namespace

Result<api::RosterDraft> Rosters::read_file(const Viewer& viewer, const std::string& id,
                                            const std::string& contractor, ByteView file) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::RosterDraft> {
    SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, id));
    const auto facts = tier_facts(c, engagement, contractor);
    if (!sees_people_of(viewer, contractor) ||
        !may(rules::Act::submit_roster, facts, viewer, parts_.clock.now()))
      return fail(ErrorCode::not_found, "その契約は見つかりません。", "no such engagement");
    SEKISHO_TRY(const auto table, read(file));
    std::vector<api::RosterPerson> list;
    for (const auto& row : table.rows) {
      auto& person = list.emplace_back();
      for (std::size_t f = 0; f < columns.size(); ++f) {
        const auto place = static_cast<std::size_t>(table.places[f]);
        if (table.places[f] >= 0 && place < row.cells.size())
          person.*columns[f].member = std::string(trimmed(row.cells[place]));
      }
    }
    auto resolved = resolve_people(c, engagement, contractor, list);
    api::RosterDraft out;
    out.contractor = contractor;
    if (const auto firm = store::find<store::Contractor>(c, contractor)) out.contractor_name = firm->name;
    out.rows = static_cast<std::int64_t>(list.size());
    out.problem_count = static_cast<std::int64_t>(resolved.problems.size());
    for (auto& problem : resolved.problems) {
      if (out.problems.size() == shown_problems) break;
      const auto f = static_cast<std::size_t>(
          std::ranges::find(columns, problem.field, &RosterColumn::field) - columns.begin());
      problem.row = static_cast<std::int64_t>(table.rows[static_cast<std::size_t>(problem.row) - 1].number);
      if (f < columns.size())
        problem.column =
            (table.places[f] < 0 ? "" : letters(static_cast<std::size_t>(table.places[f])) + " 列") + "「" +
            std::string(columns[f].ja) + "」";
      out.problems.push_back(std::move(problem));
    }

    const auto confirmed = newest_confirmed_roster(c, id, contractor);
    const auto before = confirmed ? members_of(c, confirmed->id) : Members{};
    std::set<std::string> staying;
    for (std::size_t i = 0; i < resolved.people.size(); ++i) {
      api::RosterPersonView view;
      view.change = change_of(resolved.people[i], before);
      view.row = static_cast<std::int64_t>(table.rows[i].number);
      if (const auto was = before.find(resolved.people[i].worker); was != before.end()) {
        view.before_work = was->second.work;
        view.before_workplace = was->second.workplace;
      }
      staying.insert(resolved.people[i].worker);
      view.person = std::move(resolved.people[i]);
      out.people.push_back(std::move(view));
    }
    if (confirmed) {
      const auto elsewhere = on_other_rosters(c, id, contractor);
      const Day today = day_in_japan(parts_.clock.now());
      for (auto& view : people_of(c, *confirmed, std::nullopt, today)) {
        if (staying.contains(view.person.worker)) continue;
        view.change = api::RosterChange::left;
        view.on_other_roster = std::ranges::find(elsewhere, view.person.worker) != elsewhere.end();
        out.people.push_back(std::move(view));
      }
    }
    return out;
  });
}

Result<Bytes> Rosters::form(const Viewer& viewer, const std::string& id, const std::string& contractor,
                            report::Format format) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<Bytes> {
    SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, id));
    if (!sees_people_of(viewer, contractor))
      return fail(ErrorCode::not_found, "その契約は見つかりません。", "no such engagement");
    report::Table table{"従事者名簿", {}};
    for (const auto& column : columns) table.columns.push_back({std::string(column.ja), column.width});
    Bytes out;
    const auto writer = report::table_writer(format, table, report::into(out));
    std::vector<std::string> cells;
    const auto write = [&](const api::RosterPerson& person) {
      cells.clear();
      for (const auto& column : columns) cells.push_back(person.*column.member);
      return writer->row(cells);
    };
    auto roster = newest_roster(c, id, contractor);
    if (roster && !roster->refused_at.empty()) roster = newest_confirmed_roster(c, id, contractor);
    if (roster) {
      for (const auto& view : people_of(c, *roster, std::nullopt, day_in_japan(parts_.clock.now())))
        if (!view.has_left) SEKISHO_CHECK(write(view.person));
    } else {
      api::RosterPerson example;
      for (const auto& column : columns) example.*column.member = std::string(column.example);
      SEKISHO_CHECK(write(example));
    }
    SEKISHO_CHECK(writer->finish());
    return out;
  });
}

}  // namespace sekisho::app
