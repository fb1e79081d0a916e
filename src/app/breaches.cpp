#include "app/breaches.h"

#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "page_window.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;

// A clock that is a little ahead does not hold up a report.
Result<std::string> found_at(const std::string& value, Instant now) {
  const auto at = parse_instant(value);
  if (!at)
    return fail(ErrorCode::invalid_input, "気づいた日時を入れてください。", "found_at must be an instant",
                "found_at");
  if (*at > now + std::chrono::minutes(10))
    return fail(ErrorCode::invalid_input, "気づいた日時が、今より後になっています。",
                "found_at is in the future", "found_at");
  return format_instant(*at);
}

Result<store::Breach> visible_breach(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_breaches(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Breach>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その報告は見つかりません。", "no such breach report");
  return std::move(found.front());
}

api::BreachRow row_of(store::Connection& c, const store::Breach& breach) {
  const auto engagement =
      breach.engagement.empty() ? std::nullopt : store::find<store::Engagement>(c, breach.engagement);
  return {breach.id,
          engagement ? engagement->title : "",
          person_view(c, breach.reporter),
          breach.found_at,
          breach.reported_at,
          breach.going_on,
          breach.acknowledged_at};
}

}  // namespace

Result<Answer> Breaches::report(const Viewer& viewer, const std::string& key, const api::BreachInput& in) {
  SEKISHO_CHECK(check_long_text(in.what, "what", true));
  SEKISHO_CHECK(check_long_text(in.information, "information", false));
  SEKISHO_TRY(const auto found, found_at(in.found_at, parts_.clock.now()));
  return parts_.door.pass({viewer, key, Act::report_breach, "new", json::write(in)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            if (!in.engagement.empty())
                              SEKISHO_CHECK(visible_engagement(c, viewer, in.engagement));
                            Prepared prepared;
                            prepared.section = viewer.section;
                            prepared.act = [in, found](Passing& passing) -> Result<boost::json::value> {
                              const auto id = make_id("brc");
                              const auto& by = passing.viewer();
                              SEKISHO_TRY(
                                  const auto receipt,
                                  passing.append({"breach.reported",
                                                  id,
                                                  {{"engagement", in.engagement},
                                                   {"section", by.section},
                                                   {"contractor", by.contractor},
                                                   {"reporter", by.person},
                                                   {"found_at", found},
                                                   {"going_on", in.going_on}},
                                                  {{"what", in.what}, {"information", in.information}}}));
                              return done(id, receipt);
                            };
                            return prepared;
                          });
}

Result<Answer> Breaches::acknowledge(const Viewer& viewer, const std::string& key, const std::string& id,
                                     const api::AcknowledgeInput& in) {
  SEKISHO_CHECK(check_long_text(in.decision, "decision", true));
  return parts_.door.pass(
      {viewer, key, Act::acknowledge_breach, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto breach, visible_breach(c, viewer, id));
        if (!breach.acknowledged_at.empty())
          return fail(ErrorCode::conflict, "この報告は、もう受け止められています。画面を読み直してください。",
                      "acknowledged already");
        Prepared prepared;
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"breach.acknowledged", id, {}, {{"decision", in.decision}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<api::Page<api::BreachRow>> Breaches::list(const Viewer& viewer, const BreachFilter& filter) const {
  SEKISHO_TRY(const auto window, page_window(filter.limit, filter.after));
  auto condition = visible_breaches(viewer);
  if (filter.open) condition.also("acknowledged_at = ''");
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::BreachRow>> {
    api::Page<api::BreachRow> page;
    for (const auto& breach : store::select<store::Breach>(
             c, condition.sql + " ORDER BY acknowledged_at <> '', reported_at DESC, id" + window.sql(),
             condition.params))
      page.items.push_back(row_of(c, breach));
    window.end(page);
    return page;
  });
}

Result<api::BreachView> Breaches::view(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::BreachView> {
    SEKISHO_TRY(const auto breach, visible_breach(c, viewer, id));
    api::BreachView out{
        row_of(c, breach), breach.engagement, breach.what, breach.information, "", breach.decision, {}};
    if (breach.acknowledged_at.empty()) {
      if (may(Act::acknowledge_breach, {}, viewer, parts_.clock.now()))
        out.may.push_back(Act::acknowledge_breach);
    } else {
      out.acknowledged_by = account_name(c, breach.acknowledged_by);
    }
    return out;
  });
}

}  // namespace sekisho::app
