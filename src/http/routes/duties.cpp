// What is owed: lists, days, the calendar file; and handing it to somebody else for a while.
#include "app/duties.h"

#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

Result<app::DutiesOf> whose(const Request& request) {
  const auto who = query(request, "who");
  if (who.empty()) return app::DutiesOf::mine;
  const auto found = json::enum_from_name<app::DutiesOf>(who);
  if (!found)
    return fail(ErrorCode::invalid_input, "だれの仕事かの選び方が正しくありません。", "unknown who", "who");
  return *found;
}

Result<std::optional<Day>> day_of(const Request& request, const char* name) {
  const auto text = query(request, name);
  if (text.empty()) return std::optional<Day>();
  const auto day = parse_day(text);
  if (!day)
    return fail(ErrorCode::invalid_input, "日付は 2026-11-23 の形にしてください。", "must be a day", name);
  return day;
}

Result<app::DutyFilter> duty_filter(const Request& request) {
  app::DutyFilter out;
  SEKISHO_TRY(out.who, whose(request));
  SEKISHO_TRY(out.since, day_of(request, "since"));
  SEKISHO_TRY(out.until, day_of(request, "until"));
  if (const auto kind = query(request, "kind"); !kind.empty()) {
    out.kind = json::enum_from_name<rules::DutyKind>(kind);
    if (!out.kind)
      return fail(ErrorCode::invalid_input, "種類の選び方が正しくありません。", "unknown kind", "kind");
  }
  out.after = query(request, "after");
  out.limit = query_number(request, "limit", 50);  // up to 2,000: a whole day of a large town
  return out;
}

Result<DutyDays> days(Service& service, const Viewer& viewer, const Request& request) {
  SEKISHO_TRY(const auto who, whose(request));
  SEKISHO_TRY(const auto since, day_of(request, "since"));
  SEKISHO_TRY(const auto until, day_of(request, "until"));
  if (!since || !until)
    return fail(ErrorCode::invalid_input, "期間の始まりと終わりを入れてください。",
                "since and until are needed", since ? "until" : "since");
  return service.duties.days(viewer, who, *since, *until);
}

Response calendar(Service& service, const Request& request) {
  const auto viewer = Api::viewer_of(service, request);
  if (!viewer) return Response::from(viewer.error());
  Response response;
  response.headers.add("Content-Type", "text/calendar; charset=utf-8");
  response.headers.add("Content-Disposition", attachment("duties.ics"));
  response.body = service.duties.calendar(*viewer);
  return response;
}

}  // namespace

void add_duty_routes(Api& api) {
  api.read<Page<DutyRow>>("/api/duties", "やること。期限を過ぎたものから、期限の順",
                          [](Service& s, const Viewer& v, const Request& r) -> Result<Page<DutyRow>> {
                            SEKISHO_TRY(const auto filter, duty_filter(r));
                            return s.duties.list(v, filter);
                          });
  api.read<DutyDays>("/api/duties/days", "日ごとの、やることの数", days);
  api.raw(Method::get, "/api/duties.ics", [s = api.service()](const Request& r) { return calendar(*s, r); });
  api.read<Items<DelegationView>>(
      "/api/delegations", "任せている仕事と、任された仕事",
      [](Service& s, const Viewer& v, const Request&) -> Result<Items<DelegationView>> {
        return Items<DelegationView>{s.duties.delegations(v)};
      });
  api.read<Items<PersonView>>("/api/delegations/takers", "仕事を任せられる人",
                              [](Service& s, const Viewer& v, const Request& r) -> Result<Items<PersonView>> {
                                SEKISHO_TRY(auto people,
                                            s.duties.takers(v, query(r, "kind"), query(r, "subject")));
                                return Items<PersonView>{std::move(people)};
                              });
  api.command<DelegationInput, Done>(
      Method::post, "/api/delegations", "仕事をほかの人に任せる",
      [](Service& s, const Viewer& v, const std::string& key, const DelegationInput& in, const Request&) {
        return s.duties.delegate(v, key, in);
      });
  api.command<Nothing, Done>(
      Method::post, "/api/delegations/{id}/end", "任せた仕事を元に戻す",
      [](Service& s, const Viewer& v, const std::string& key, const Nothing&, const Request& r) {
        return s.duties.end_delegation(v, key, param(r, "id"));
      });
}

}  // namespace sekisho::http
