// Rosters and pledges.
#include "app/rosters.h"

#include "app/pledges.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

Result<report::Format> format_of(const Request& request) {
  const auto name = query(request, "format");
  if (name == "xlsx" || name.empty()) return report::Format::xlsx;
  if (name == "csv") return report::Format::csv;
  return fail(ErrorCode::invalid_input, "形式は xlsx か csv にしてください。", "format must be xlsx or csv",
              "format");
}

Response form(Service& service, const Request& request) {
  const auto viewer = Api::viewer_of(service, request);
  if (!viewer) return Response::from(viewer.error());
  const auto format = format_of(request);
  if (!format) return Response::from(format.error());
  const auto file =
      service.rosters.form(*viewer, param(request, "id"), query(request, "contractor"), *format);
  if (!file) return Response::from(file.error());
  Response response;
  response.headers.add("Content-Type", std::string(report::media_type_of(*format)));
  response.headers.add("Content-Disposition",
                       attachment("従事者名簿" + std::string(report::extension_of(*format))));
  response.headers.add("Cache-Control", "no-store");
  response.body = as_text(*file);
  return response;
}

// The file as the body, octet by octet. Nothing is kept of it.
Response read_file(Service& service, const Request& request) {
  const auto viewer = Api::acting_viewer(service, request);
  if (!viewer) return Response::from(viewer.error());
  if (request.headers.get("Content-Type").value_or("") != "application/octet-stream")
    return Response::from(Error{ErrorCode::unsupported,
                                "送り方が正しくありません。画面を読み直してください。",
                                "Content-Type must be application/octet-stream", ""});
  const auto draft = service.rosters.read_file(*viewer, param(request, "id"), query(request, "contractor"),
                                               as_bytes(request.body));
  return draft ? Response::json(200, json::write(*draft)) : Response::from(draft.error());
}

Result<rules::PledgeKind> kind_of(const Request& request) {
  if (const auto kind = json::enum_from_name<rules::PledgeKind>(query(request, "kind"))) return *kind;
  return fail(ErrorCode::invalid_input, "誓約書の種類がありません。", "unknown kind", "kind");
}

void add_rosters(Api& api) {
  api.read<Items<RosterStandingView>>(
      "/api/rosters", "契約で働く会社と、その名簿",
      [](Service& s, const Viewer& v, const Request&) -> Result<Items<RosterStandingView>> {
        SEKISHO_TRY(auto items, s.rosters.standings(v));
        return Items<RosterStandingView>{std::move(items)};
      });
  api.read<RosterDetail>(
      "/api/rosters/{id}", "名簿と、前の名簿との違い",
      [](Service& s, const Viewer& v, const Request& r) { return s.rosters.view(v, param(r, "id")); });
  api.read<RosterBase>("/api/engagements/{id}/rosters", "名簿を出すときの元になる人",
                       [](Service& s, const Viewer& v, const Request& r) {
                         return s.rosters.base(v, param(r, "id"), query(r, "contractor"));
                       });
  api.command<RosterInput, Done>(
      Method::post, "/api/engagements/{id}/rosters", "従事者名簿を出す",
      [](Service& s, const Viewer& v, const std::string& key, const RosterInput& in, const Request& r) {
        return s.rosters.submit(v, key, param(r, "id"), in);
      },
      app::Rosters::most_bytes);
  api.raw(Method::get, "/api/engagements/{id}/rosters/form",
          [s = api.service()](const Request& r) { return form(*s, r); });
  api.router().add(
      Method::post, "/api/engagements/{id}/rosters/file",
      [s = api.service()](const Request& r) { return read_file(*s, r); }, app::Rosters::most_bytes);
  api.command<RosterConfirm, Done>(
      Method::post, "/api/rosters/{id}/confirm", "名簿の本人確認をする",
      [](Service& s, const Viewer& v, const std::string& key, const RosterConfirm& in, const Request& r) {
        return s.rosters.confirm(v, key, param(r, "id"), in);
      },
      app::Rosters::most_bytes);
  api.command<ReasonInput, Done>(
      Method::post, "/api/rosters/{id}/refuse", "名簿を差し戻す",
      [](Service& s, const Viewer& v, const std::string& key, const ReasonInput& in, const Request& r) {
        return s.rosters.refuse(v, key, param(r, "id"), in);
      });
  api.command<PeopleConfirm, Done>(
      Method::post, "/api/rosters/{id}/confirm-people", "従事者が変わっていないことを確かめる（年 1 回）",
      [](Service& s, const Viewer& v, const std::string& key, const PeopleConfirm& in, const Request& r) {
        return s.rosters.confirm_people(v, key, param(r, "id"), in);
      });
  api.command<Nothing, Done>(Method::post, "/api/workers/{id}/leave", "従事者が離れたことを届け出る",
                             [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                const Request& r) { return s.rosters.leave(v, key, param(r, "id")); });
}

void add_pledges(Api& api) {
  api.read<PledgesView>("/api/pledges", "誓約書",
                        [](Service& s, const Viewer& v, const Request&) { return s.pledges.list(v); });
  api.read<PledgeText>("/api/engagements/{id}/pledge", "誓約書の文面",
                       [](Service& s, const Viewer& v, const Request& r) -> Result<PledgeText> {
                         SEKISHO_TRY(const auto kind, kind_of(r));
                         return s.pledges.text(v, param(r, "id"), kind);
                       });
  api.command<PledgeWordingInput, Done>(
      Method::put, "/api/engagements/{id}/pledge", "誓約書の文面を決める",
      [](Service& s, const Viewer& v, const std::string& key, const PledgeWordingInput& in,
         const Request& r) { return s.pledges.set_wording(v, key, param(r, "id"), in); });
  api.command<PledgeSign, Done>(Method::post, "/api/pledges", "本人が誓約する",
                                [](Service& s, const Viewer& v, const std::string& key, const PledgeSign& in,
                                   const Request&) { return s.pledges.sign(v, key, in); });
  api.command<PledgeRecord, Done>(
      Method::post, "/api/pledges/paper", "署名した誓約書を登録する",
      [](Service& s, const Viewer& v, const std::string& key, const PledgeRecord& in, const Request&) {
        return s.pledges.record(v, key, in);
      });
}

}  // namespace

void add_roster_routes(Api& api) {
  add_rosters(api);
  add_pledges(api);
}

}  // namespace sekisho::http
