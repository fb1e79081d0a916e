// What firms and the town do with check sheets. How they are shown: sheet_views.cpp; as files:
// sheet_papers.cpp, sheet_file.cpp.
#include "app/sheets.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "attachment_uses.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "sheet_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

namespace bj = boost::json;
using rules::Act;
using rules::SheetState;

constexpr std::size_t longest_text = 6000;  // octets: 2,000 characters
constexpr std::size_t most_own_lines = 40;
constexpr std::chrono::days valid_for{365};  // G-8.1-3a: about once a year

bool only_blanks(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

Result<void> check_length(const std::string& text, std::size_t most, const char* field) {
  if (text.size() > most)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。",
                std::string(field) + " is too long", field);
  return {};
}

std::unexpected<Error> moved_on() {
  return fail(ErrorCode::conflict, "このチェックシートは、もう先へ進んでいます。画面を読み直してください。",
              "the check sheet has moved on");
}

Result<void> lines_exist(const std::vector<rules::SheetLine>& lines,
                         const std::vector<api::SheetMark>& marks) {
  std::set<std::string> seen;
  for (const auto& mark : marks) {
    if (std::ranges::find(lines, mark.line, &rules::SheetLine::id) == lines.end() ||
        !seen.insert(mark.line).second)
      return fail(ErrorCode::invalid_input, "このチェックシートにない項目か、同じ項目が2回入っています。",
                  "an unknown line, or a line twice", "marks");
    SEKISHO_CHECK(check_length(mark.note, longest_text, "marks"));
  }
  return {};
}

// Marks as an event carries them: what was marked is plain, what was written personal.
void put_marks(store::Event& event, const std::vector<api::SheetMark>& marks) {
  bj::array plain;
  for (const auto& mark : marks) {
    plain.push_back({{"line", mark.line}, {"accepted", mark.accepted}});
    event.personal["note." + mark.line] = mark.note;
  }
  event.data["marks"] = std::move(plain);
}

struct Answers {
  bj::array plain;
  std::map<std::string, std::string> texts;  // "text.C-6b": as an event's personal fields
  void add(const std::string& line, rules::SheetAnswer answer, const std::string& text,
           const std::vector<std::string>& evidence) {
    plain.push_back(
        {{"line", line}, {"answer", json::to_json(answer)}, {"evidence", json::to_json(evidence)}});
    texts["text." + line] = text;
  }
};

// An act on a sheet that is seen, in one of these states; `append` says what happened.
Result<Prepared> on_sheet(store::Connection& c, const Viewer& viewer, const std::string& id,
                          std::initializer_list<SheetState> states, const std::vector<api::SheetMark>& marks,
                          Instant now, std::vector<store::Event> events) {
  SEKISHO_TRY(const auto sheet, visible_sheet(c, viewer, id));
  if (std::ranges::find(states, sheet.state) == states.end()) return moved_on();
  SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, sheet.engagement));
  Prepared prepared{sheet_facts(c, engagement, sheet, marks, now), sheet.section, {}};
  prepared.act = [id, events = std::move(events)](Passing& passing) -> Result<bj::value> {
    api::Receipt receipt;
    for (const auto& event : events) {
      SEKISHO_TRY(receipt, passing.append(event));
    }
    return done(id, receipt);
  };
  return prepared;
}

}  // namespace

Result<Answer> Sheets::change_lines(const Viewer& viewer, const std::string& key,
                                    const api::SheetLinesInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::change_sheet_lines, "new", json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        if (in.lines.size() > most_own_lines)
          return fail(ErrorCode::invalid_input, "独自の項目は40件までにしてください。", "too many lines",
                      "lines");
        // A number is never given twice: answers of earlier rounds keep their meaning.
        std::int64_t last = 0, version = 0;
        std::set<std::string> known;
        for (const auto& before : store::select<store::SheetLines>(c)) {
          version = std::max(version, before.version);
          for (const auto& line : before.lines) {
            known.insert(line.id);
            last = std::max(last, static_cast<std::int64_t>(std::strtoll(line.id.c_str() + 2, nullptr, 10)));
          }
        }
        std::vector<rules::SheetLine> lines;
        std::set<std::string> used;
        for (const auto& line : in.lines) {
          SEKISHO_CHECK(check_name(line.item, "item"));
          SEKISHO_CHECK(check_name(line.text, "text"));
          if (!line.id.empty() && (!known.contains(line.id) || !used.insert(line.id).second))
            return fail(ErrorCode::invalid_input,
                        "独自の項目の番号が正しくありません。画面を読み直してください。",
                        "an unknown line, or a line twice", "lines");
          lines.push_back({line.id.empty() ? "X-" + std::to_string(++last) : line.id, line.item, line.text});
        }
        Prepared prepared;
        prepared.act = [version, lines](Passing& passing) -> Result<bj::value> {
          const auto id = make_id("shl");
          SEKISHO_TRY(const auto receipt,
                      passing.append({"sheet_lines.changed",
                                      id,
                                      {{"version", version + 1}, {"lines", json::to_json(lines)}},
                                      {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Sheets::begin(const Viewer& viewer, const std::string& key, const std::string& id,
                             const api::SheetBeginInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::answer_sheet, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, engagement_of_firm(c, viewer, id, in.contractor));
        const auto before = newest_sheet(c, id, in.contractor);
        if (before && before->state != SheetState::confirmed)
          return fail(ErrorCode::conflict,
                      "このチェックシートは、もう書き始めてあります。画面を読み直してください。",
                      "a sheet is open already");
        const auto own = own_lines(c);
        store::CheckSheet sheet;
        sheet.id = make_id("sht");
        sheet.engagement = id;
        sheet.contractor = in.contractor;
        sheet.section = engagement.section;
        sheet.round = before ? before->round + 1 : 1;
        sheet.form = rules::newest_sheet_form().version;
        sheet.own_lines = own ? own->version : 0;
        store::Event event{"sheet.begun",
                           sheet.id,
                           {{"engagement", id},
                            {"contractor", in.contractor},
                            {"section", sheet.section},
                            {"round", sheet.round},
                            {"form", sheet.form},
                            {"own_lines", sheet.own_lines}},
                           {{"contact_name", before ? before->contact_name : ""},
                            {"contact_phone", before ? before->contact_phone : ""},
                            {"contact_mail", before ? before->contact_mail : ""}}};
        Answers kept;  // of the lines that are still asked
        if (before) {
          const auto answers = answers_of(c, before->id);
          for (const auto& line : lines_of(c, sheet))
            if (const auto a = answers.find(line.id); a != answers.end())
              kept.add(line.id, a->second.answer, a->second.text, a->second.evidence);
        }
        event.data["answers"] = std::move(kept.plain);
        event.personal.merge(kept.texts);
        Prepared prepared{tier_facts(c, engagement, in.contractor), engagement.section, {}};
        prepared.act = [event = std::move(event)](Passing& passing) -> Result<bj::value> {
          SEKISHO_TRY(const auto receipt, passing.append(event));
          return done(event.subject, receipt);
        };
        return prepared;
      });
}

Result<Answer> Sheets::save(const Viewer& viewer, const std::string& key, const std::string& id,
                            const api::SheetAnswersInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::answer_sheet, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto sheet, visible_sheet(c, viewer, id));
        if (in.answers.empty() && !in.contact)
          return fail(ErrorCode::invalid_input, "保存するものがありません。", "nothing to save", "answers");
        const auto lines = lines_of(c, sheet);
        const auto before = answers_of(c, id);
        Answers changed;  // an answer that stays as it is keeps the town's mark
        std::set<std::string> seen;
        for (const auto& answer : in.answers) {
          if (std::ranges::find(lines, answer.line, &rules::SheetLine::id) == lines.end() ||
              !seen.insert(answer.line).second)
            return fail(ErrorCode::invalid_input,
                        "このチェックシートにない項目か、同じ項目が2回入っています。",
                        "an unknown line, or a line twice", "answers");
          SEKISHO_CHECK(check_length(answer.text, longest_text, "text"));
          const auto old = before.find(answer.line);
          // Of the round before, only what the line has still: what was dropped does not come back.
          SEKISHO_CHECK(
              check_evidence(c, answer.evidence, id,
                             old == before.end() ? std::vector<std::string>{} : old->second.evidence));
          if (old == before.end() || old->second.answer != answer.answer || old->second.text != answer.text ||
              old->second.evidence != answer.evidence)
            changed.add(answer.line, answer.answer, answer.text, answer.evidence);
        }
        std::vector<store::Event> events;
        if (!changed.plain.empty() || !in.contact)
          events.push_back(
              {"sheet.answered", id, {{"answers", std::move(changed.plain)}}, std::move(changed.texts)});
        if (in.contact) {
          for (const auto* part : {&in.contact->name, &in.contact->phone, &in.contact->mail})
            SEKISHO_CHECK(check_length(*part, 300, "contact"));
          events.push_back({"sheet.contact_given",
                            id,
                            {},
                            {{"contact_name", in.contact->name},
                             {"contact_phone", in.contact->phone},
                             {"contact_mail", in.contact->mail}}});
        }
        return on_sheet(c, viewer, id, {SheetState::draft, SheetState::sent_back}, {}, parts_.clock.now(),
                        std::move(events));
      });
}

Result<Answer> Sheets::submit(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::submit_sheet, id, "submit"}, [&](store::Connection& c) -> Result<Prepared> {
        return on_sheet(c, viewer, id, {SheetState::draft, SheetState::sent_back}, {}, parts_.clock.now(),
                        {store::Event{"sheet.submitted", id, {}, {}}});
      });
}

Result<Answer> Sheets::review(const Viewer& viewer, const std::string& key, const std::string& id,
                              const api::SheetReviewInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::review_sheet, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto sheet, visible_sheet(c, viewer, id));
        if (in.marks.empty())
          return fail(ErrorCode::invalid_input, "確かめた項目がありません。", "no marks", "marks");
        SEKISHO_CHECK(lines_exist(lines_of(c, sheet), in.marks));
        store::Event event{"sheet.reviewed", id, {}, {}};
        put_marks(event, in.marks);
        return on_sheet(c, viewer, id, {SheetState::submitted}, in.marks, parts_.clock.now(),
                        {std::move(event)});
      });
}

Result<Answer> Sheets::decide(const Viewer& viewer, const std::string& key, const std::string& id,
                              const api::SheetDecisionInput& in) {
  const bool confirms = in.decision == rules::Decision::approve;
  return parts_.door.pass(
      {viewer, key, confirms ? Act::confirm_sheet : Act::review_sheet, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto sheet, visible_sheet(c, viewer, id));
        if (!confirms && only_blanks(in.note))
          return fail(ErrorCode::invalid_input, "差し戻す理由を書いてください。", "note is empty", "note");
        SEKISHO_CHECK(check_length(in.note, longest_text, "note"));
        SEKISHO_CHECK(lines_exist(lines_of(c, sheet), in.marks));
        store::Event event{confirms ? "sheet.confirmed" : "sheet.sent_back", id, {}, {{"note", in.note}}};
        put_marks(event, in.marks);
        if (confirms) event.data["valid_until"] = format_day(day_in_japan(parts_.clock.now()) + valid_for);
        return on_sheet(c, viewer, id, {SheetState::submitted}, in.marks, parts_.clock.now(),
                        {std::move(event)});
      });
}

}  // namespace sekisho::app
