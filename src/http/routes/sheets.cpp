// Check sheets and findings.
#include "app/sheets.h"

#include "app/findings.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Findings;
using app::Sheets;
using app::Viewer;

// A command on what {id} names.
template <class In>
void on_sheet(Api& api, Method method, const std::string& path, std::string_view summary,
              Result<app::Answer> (Sheets::*act)(const Viewer&, const std::string&, const std::string&,
                                                 const In&)) {
  api.command<In, Done>(method, path, summary,
                        [act](Service& s, const Viewer& v, const std::string& key, const In& in,
                              const Request& r) { return (s.sheets.*act)(v, key, param(r, "id"), in); });
}

template <class In>
void on_finding(Api& api, const std::string& path, std::string_view summary,
                Result<app::Answer> (Findings::*act)(const Viewer&, const std::string&, const std::string&,
                                                     const In&)) {
  api.command<In, Done>(Method::post, path, summary,
                        [act](Service& s, const Viewer& v, const std::string& key, const In& in,
                              const Request& r) { return (s.findings.*act)(v, key, param(r, "id"), in); });
}

Result<app::SheetPaper> paper_named(const std::string& name) {
  if (name == "xlsx") return app::SheetPaper::xlsx;
  if (name == "pdf" || name.empty()) return app::SheetPaper::pdf;
  return fail(ErrorCode::invalid_input, "形式は xlsx か pdf にしてください。", "format must be xlsx or pdf",
              "format");
}

Response file(const Result<app::SheetFile>& made, app::SheetPaper kind) {
  if (!made) return Response::from(made.error());
  Response response;
  response.headers.add("Content-Type",
                       kind == app::SheetPaper::pdf
                           ? "application/pdf"
                           : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  response.headers.add("Content-Disposition", attachment(made->name));
  response.body = as_text(made->content);
  return response;
}

Response paper(Service& service, const Request& request) {
  const auto viewer = Api::viewer_of(service, request);
  if (!viewer) return Response::from(viewer.error());
  const auto kind = paper_named(query(request, "format"));
  if (!kind) return Response::from(kind.error());
  return file(service.sheets.paper(*viewer, param(request, "id"), *kind), *kind);
}

Response blank(Service& service, const Request& request) {
  const auto viewer = Api::viewer_of(service, request);
  if (!viewer) return Response::from(viewer.error());
  const auto kind = paper_named(query(request, "format"));
  if (!kind) return Response::from(kind.error());
  return file(
      service.sheets.blank(*viewer, query(request, "engagement"), query(request, "contractor"), *kind),
      *kind);
}

// The file as the body, octet by octet. Nothing is saved: the answer says what stands in it.
Response filled(Service& service, const Request& request) {
  const auto viewer = Api::acting_viewer(service, request);
  if (!viewer) return Response::from(viewer.error());
  if (request.headers.get("Content-Type").value_or("") != "application/octet-stream")
    return Response::from(Error{ErrorCode::unsupported,
                                "送り方が正しくありません。画面を読み直してください。",
                                "Content-Type must be application/octet-stream", ""});
  const auto view = service.sheets.read_file(*viewer, param(request, "id"), as_bytes(request.body));
  return view ? Response::json(200, json::write(*view)) : Response::from(view.error());
}

void add_findings(Api& api) {
  api.read<Page<FindingRow>>("/api/findings", "指摘の一覧。なおっていないものから、期限の順",
                             [](Service& s, const Viewer& v, const Request& r) {
                               return s.findings.list(
                                   v, {query(r, "engagement"), query(r, "contractor"), query(r, "state"),
                                       query(r, "after"), query_number(r, "limit", 100)});
                             });
  api.read<FindingView>(
      "/api/findings/{id}", "指摘と、そのあとのこと",
      [](Service& s, const Viewer& v, const Request& r) { return s.findings.view(v, param(r, "id")); });
  api.command<FindingInput, Done>(
      Method::post, "/api/findings", "指摘をする。改善を同時に求めることもできる",
      [](Service& s, const Viewer& v, const std::string& key, const FindingInput& in, const Request&) {
        return s.findings.open(v, key, in);
      });
  on_finding(api, "/api/findings/{id}/demand", "改善を求める。報告のあとに、もう一度求めることもできる",
             &Findings::demand);
  on_finding(api, "/api/findings/{id}/report", "改善を報告する", &Findings::report);
  on_finding(api, "/api/findings/{id}/close", "なおったことを確かめて、指摘を終わりにする", &Findings::close);
}

}  // namespace

void add_sheet_routes(Api& api) {
  api.read<SheetFormView>(
      "/api/check-sheet", "チェックシートの様式（国の項目と、団体独自の項目）",
      [](Service& s, const Viewer& v, const Request&) -> Result<SheetFormView> { return s.sheets.form(v); });
  api.command<SheetLinesInput, Done>(
      Method::put, "/api/check-sheet/lines", "団体独自の項目を決める",
      [](Service& s, const Viewer& v, const std::string& key, const SheetLinesInput& in, const Request&) {
        return s.sheets.change_lines(v, key, in);
      });
  api.raw(Method::get, "/api/check-sheet/form",
          [s = api.service()](const Request& r) { return blank(*s, r); });
  api.read<Page<SheetRow>>("/api/sheets", "契約ごと・会社ごとの、最新のチェックシート",
                           [](Service& s, const Viewer& v, const Request& r) {
                             return s.sheets.list(v, {query(r, "engagement"), query(r, "state"),
                                                      query(r, "after"), query_number(r, "limit", 100)});
                           });
  api.read<SheetView>(
      "/api/sheets/{id}", "チェックシート。団体には、申告と並べて記録を見せる",
      [](Service& s, const Viewer& v, const Request& r) { return s.sheets.view(v, param(r, "id")); });
  on_sheet(api, Method::post, "/api/engagements/{id}/sheets", "チェックシートを書き始める（次の回も）",
           &Sheets::begin);
  on_sheet(api, Method::put, "/api/sheets/{id}/answers", "答えを保存する", &Sheets::save);
  on_sheet(api, Method::post, "/api/sheets/{id}/review", "確かめた項目に印を付ける", &Sheets::review);
  on_sheet(api, Method::post, "/api/sheets/{id}/decision", "チェックシートを確かめる、または差し戻す",
           &Sheets::decide);
  api.command<Nothing, Done>(Method::post, "/api/sheets/{id}/submit", "チェックシートを出す",
                             [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                const Request& r) { return s.sheets.submit(v, key, param(r, "id")); });
  api.raw(Method::get, "/api/sheets/{id}/paper",
          [s = api.service()](const Request& r) { return paper(*s, r); });
  api.router().add(
      Method::post, "/api/sheets/{id}/file", [s = api.service()](const Request& r) { return filled(*s, r); },
      Sheets::most_bytes);
  add_findings(api);
}

}  // namespace sekisho::http
