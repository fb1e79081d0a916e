// Controlled areas, applications to enter them, the reception desk.
#include "app/areas.h"

#include "app/reception.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

Response paper(const Result<Bytes>& made, const std::string& name) {
  if (!made) return Response::from(made.error());
  Response response;
  response.headers.add("Content-Type", "application/pdf");
  response.headers.add("Content-Disposition", attachment(name));
  response.body.assign(made->begin(), made->end());
  return response;
}

Result<app::EntriesFilter> entries_filter(const Request& r) {
  app::EntriesFilter out;
  if (const auto state = query(r, "state"); !state.empty()) {
    out.state = json::enum_from_name<rules::EntryState>(state);
    if (!out.state)
      return fail(ErrorCode::invalid_input, "段階の選び方が正しくありません。", "unknown state", "state");
  }
  out.area = query(r, "area");
  out.engagement = query(r, "engagement");
  out.after = query(r, "after");
  out.limit = query_number(r, "limit", 50);
  return out;
}

void add_applications(Api& api) {
  api.read<Page<AreaEntryView>>(
      "/api/entries", "入室と持ち込みの申請の一覧",
      [](Service& s, const Viewer& v, const Request& r) -> Result<Page<AreaEntryView>> {
        SEKISHO_TRY(const auto filter, entries_filter(r));
        return s.areas.entries(v, filter);
      });
  api.read<AreaEntryDetail>(
      "/api/entries/{id}", "入室または持ち込みの申請",
      [](Service& s, const Viewer& v, const Request& r) { return s.areas.entry(v, param(r, "id")); });
  api.command<AreaEntryInput, Done>(
      Method::post, "/api/entries", "入室を申請する",
      [](Service& s, const Viewer& v, const std::string& key, const AreaEntryInput& in, const Request&) {
        return s.areas.apply_entry(v, key, in);
      });
  api.command<BringInInput, Done>(
      Method::post, "/api/bring-ins", "持ち込みを申請する",
      [](Service& s, const Viewer& v, const std::string& key, const BringInInput& in, const Request&) {
        return s.areas.apply_bring_in(v, key, in);
      });
  api.command<AreaEntryDecision, Done>(
      Method::post, "/api/entries/{id}/decision", "入室または持ち込みの申請に答える",
      [](Service& s, const Viewer& v, const std::string& key, const AreaEntryDecision& in, const Request& r) {
        return s.areas.decide(v, key, param(r, "id"), in);
      });
  api.command<ReasonInput, Done>(
      Method::post, "/api/entries/{id}/withdraw", "入室または持ち込みの申請を取り下げる",
      [](Service& s, const Viewer& v, const std::string& key, const ReasonInput& in, const Request& r) {
        return s.areas.withdraw(v, key, param(r, "id"), in);
      });
}

Response judged(const Result<rules::Verdict>& verdict) {
  return verdict ? Response::json(200, json::write(*verdict)) : Response::from(verdict.error());
}

void add_desk(Api& api) {
  // names are asked for in the body: an address is written into logs
  api.ask<SearchInput, Items<VisitorRow>>(
      Method::post, "/api/reception/search", "受付に来た人を探す",
      [](Service& s, const Viewer& v, const SearchInput& in, const Request&) -> Response {
        auto found = s.reception.search(v, in.text);
        if (!found) return Response::from(found.error());
        return Response::json(200, json::write(Items<VisitorRow>{*std::move(found)}));
      });
  api.read<VisitorView>(
      "/api/reception/people/{id}", "受付に来た人",
      [](Service& s, const Viewer& v, const Request& r) { return s.reception.visitor(v, param(r, "id")); });
  api.ask<EnterInput, rules::Verdict>(Method::post, "/api/reception/judge", "入室できるかを確かめる",
                                      [](Service& s, const Viewer& v, const EnterInput& in, const Request&) {
                                        return judged(s.reception.judge(v, in));
                                      });
  api.ask<LeaveInput, rules::Verdict>(
      Method::post, "/api/visits/{id}/judge", "退室できるかを確かめる",
      [](Service& s, const Viewer& v, const LeaveInput& in, const Request& r) {
        return judged(s.reception.judge_exit(v, param(r, "id"), in));
      });
  api.read<BoardView>("/api/reception/board", "いま入室している人と、今日の予定",
                      [](Service& s, const Viewer& v, const Request&) { return s.reception.board(v); });
  api.read<Snapshot>("/api/reception/snapshot", "つながらない間のための控え",
                     [](Service& s, const Viewer& v, const Request&) { return s.reception.snapshot(v); });
  api.raw(Method::get, "/api/reception/day.pdf", [s = api.service()](const Request& r) -> Response {
    const auto viewer = Api::viewer_of(*s, r);
    if (!viewer) return Response::from(viewer.error());
    return paper(s->reception.day_paper(*viewer), "reception.pdf");
  });
  api.read<Page<VisitView>>("/api/visits", "入退室の記録", [](Service& s, const Viewer& v, const Request& r) {
    return s.reception.visits(v, {query(r, "area"), query(r, "person"), query(r, "after"),
                                  query(r, "review") == "open", query_number(r, "limit", 50)});
  });
  api.read<VisitView>("/api/visits/{id}", "一つの入退室", [](Service& s, const Viewer& v, const Request& r) {
    return s.reception.visit(v, param(r, "id"));
  });
  api.command<EnterInput, Done>(Method::post, "/api/visits", "入室を記録する",
                                [](Service& s, const Viewer& v, const std::string& key, const EnterInput& in,
                                   const Request&) { return s.reception.enter(v, key, in); });
  api.command<LeaveInput, Done>(
      Method::post, "/api/visits/{id}/leave", "退室を記録する",
      [](Service& s, const Viewer& v, const std::string& key, const LeaveInput& in, const Request& r) {
        return s.reception.leave(v, key, param(r, "id"), in);
      });
  api.command<ReplayInput, ReplayDone>(
      Method::post, "/api/visits/replay", "つながらない間の入退室を記録する",
      [](Service& s, const Viewer& v, const std::string& key, const ReplayInput& in, const Request&) {
        return s.reception.replay(v, key, in);
      });
  api.command<ReviewInput, Done>(
      Method::post, "/api/visits/{id}/review", "つながらない間の入退室を確かめる",
      [](Service& s, const Viewer& v, const std::string& key, const ReviewInput& in, const Request& r) {
        return s.reception.review(v, key, param(r, "id"), in);
      });
}

}  // namespace

void add_area_routes(Api& api) {
  api.read<Items<AreaView>>("/api/areas", "管理区域の一覧",
                            [](Service& s, const Viewer& v, const Request&) -> Result<Items<AreaView>> {
                              SEKISHO_TRY(auto items, s.areas.list(v));
                              return Items<AreaView>{std::move(items)};
                            });
  api.command<AreaInput, Done>(Method::post, "/api/areas", "管理区域を登録する",
                               [](Service& s, const Viewer& v, const std::string& key, const AreaInput& in,
                                  const Request&) { return s.areas.register_area(v, key, in); });
  api.command<AreaInput, Done>(
      Method::put, "/api/areas/{id}", "管理区域の登録を直す",
      [](Service& s, const Viewer& v, const std::string& key, const AreaInput& in, const Request& r) {
        return s.areas.change_area(v, key, param(r, "id"), in);
      });
  api.raw(Method::get, "/api/areas/{id}/wall.pdf", [s = api.service()](const Request& r) -> Response {
    const auto viewer = Api::viewer_of(*s, r);
    if (!viewer) return Response::from(viewer.error());
    return paper(s->areas.wall_paper(*viewer, param(r, "id")), "area.pdf");
  });
  add_applications(api);
  add_desk(api);
}

}  // namespace sekisho::http
