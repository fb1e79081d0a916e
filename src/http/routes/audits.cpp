// Audits of contractors.
#include "app/audits.h"

#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {

using namespace app::api;
using app::Viewer;

void add_audit_routes(Api& api) {
  api.read<Page<AuditRow>>("/api/audits", "委託事業者に対する監査の一覧。終わっていないものから",
                           [](Service& s, const Viewer& v, const Request& r) {
                             return s.audits.list(
                                 v, {query(r, "engagement"), query(r, "contractor"), query(r, "state"),
                                     query(r, "after"), query_number(r, "limit", 100)});
                           });
  api.read<AuditView>(
      "/api/audits/{id}", "監査の計画、事業者の回答、報告と指摘",
      [](Service& s, const Viewer& v, const Request& r) { return s.audits.view(v, param(r, "id")); });
  api.command<AuditInput, Done>(Method::post, "/api/audits", "監査を計画し、事業者に知らせる",
                                [](Service& s, const Viewer& v, const std::string& key, const AuditInput& in,
                                   const Request&) { return s.audits.plan(v, key, in); });
  api.command<AuditAnswerInput, Done>(
      Method::post, "/api/audits/{id}/accept", "監査の知らせに、だれが立ち会うかを答える",
      [](Service& s, const Viewer& v, const std::string& key, const AuditAnswerInput& in, const Request& r) {
        return s.audits.accept(v, key, param(r, "id"), in);
      });
  api.command<AuditReportInput, Done>(
      Method::post, "/api/audits/{id}/report", "監査を報告する",
      [](Service& s, const Viewer& v, const std::string& key, const AuditReportInput& in, const Request& r) {
        return s.audits.report(v, key, param(r, "id"), in);
      });
  api.command<ReasonInput, Done>(
      Method::post, "/api/audits/{id}/cancel", "監査を取りやめる",
      [](Service& s, const Viewer& v, const std::string& key, const ReasonInput& in, const Request& r) {
        return s.audits.cancel(v, key, param(r, "id"), in);
      });
  api.file("/api/audits/{id}/paper.pdf", "監査報告書（PDF）", "application/pdf",
           [](Service& s, const Viewer& v, const Request& r) { return s.audits.paper(v, param(r, "id")); });
}

}  // namespace sekisho::http
