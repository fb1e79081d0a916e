#include "routes/api.h"
#include "routes/all.h"

#include "identity/session.h"

namespace sekisho::http {

std::optional<std::string> Api::token_of(const Service& service, const Request& request) {
  const auto transport = service.loopback ? identity::Transport::loopback : identity::Transport::tls;
  if (request.headers.count("Cookie") != 1) return std::nullopt;
  return identity::session_token(*request.headers.get("Cookie"), transport);
}

Result<app::Viewer> Api::viewer_of(Service& service, const Request& request) {
  const auto token = token_of(service, request);
  if (!token) return fail(ErrorCode::unauthenticated, "サインインしてください。", "no session");
  return service.sign_in.viewer(*token, encrypted(service, request));
}

Result<app::Viewer> Api::acting_viewer(Service& service, const Request& request) {
  SEKISHO_TRY(auto viewer, viewer_of(service, request));
  const auto given = request.headers.get("X-CSRF-Token");
  if (!given || !identity::csrf_matches(*token_of(service, request), *given))
    return fail(ErrorCode::forbidden,
                "この操作は、関所の画面から行ってください。画面を読み直すと直ることがあります。",
                "X-CSRF-Token is missing or wrong");
  return viewer;
}

Response Api::answer(const Result<app::Answer>& answer) {
  if (!answer) return Response::from(answer.error());
  return Response::json(answer->passed ? 200 : 403, boost::json::serialize(answer->body));
}

Response Api::attached(const app::PaperFile& paper, std::string_view type) {
  Response response;
  response.headers.add("Content-Type", std::string(type));
  response.headers.add("Content-Disposition", attachment(paper.name));
  response.body.assign(paper.content.begin(), paper.content.end());
  return response;
}

Router make_router(Service& service) {
  Router router;
  OpenApi document;
  Api api(router, document, &service);
  add_session_routes(api);
  add_passage_routes(api);
  add_handover_routes(api);
  add_party_routes(api);
  add_contract_routes(api);
  add_record_routes(api);
  add_import_routes(api);
  add_attachment_routes(api);
  add_roster_routes(api);
  add_training_routes(api);
  add_report_routes(api);
  add_sheet_routes(api);
  add_disposal_routes(api);
  add_breach_routes(api);
  add_audit_routes(api);
  add_dataset_routes(api);
  add_area_routes(api);
  add_duty_routes(api);
  add_reminder_routes(api);
  add_uploads(router, service);
  add_pages(router);
  return router;
}

std::string openapi_document() {
  Router router;
  OpenApi document;
  Api api(router, document, nullptr);
  add_session_routes(api);
  add_passage_routes(api);
  add_handover_routes(api);
  add_party_routes(api);
  add_contract_routes(api);
  add_record_routes(api);
  add_import_routes(api);
  add_attachment_routes(api);
  add_roster_routes(api);
  add_training_routes(api);
  add_report_routes(api);
  add_sheet_routes(api);
  add_disposal_routes(api);
  add_breach_routes(api);
  add_audit_routes(api);
  add_dataset_routes(api);
  add_area_routes(api);
  add_duty_routes(api);
  add_reminder_routes(api);
  return document.document();
}

Headers page_headers() {
  Headers headers;
  headers.add("Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src "
              "'self'; font-src 'self'; "
              "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  headers.add("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  return headers;
}

}  // namespace sekisho::http
