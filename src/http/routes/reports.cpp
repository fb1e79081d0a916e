// Written reports of contractors, and periodic reports to the supervising officer.
#include "app/reports.h"

#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Reports;
using app::Viewer;

template <class T>
void list(Api& api, const std::string& path, std::string_view summary,
          Result<std::vector<T>> (Reports::*read)(const Viewer&) const) {
  api.read<Items<T>>(path, summary, [read](Service& s, const Viewer& v, const Request&) -> Result<Items<T>> {
    SEKISHO_TRY(auto items, (s.reports.*read)(v));
    return Items<T>{std::move(items)};
  });
}

}  // namespace

void add_report_routes(Api& api) {
  list(api, "/api/report-plans", "定期に出す報告の決まり", &Reports::plans);
  list(api, "/api/reports", "委託事業者の報告の一覧", &Reports::list);
  list(api, "/api/periodic-reports", "統括情報セキュリティ責任者への定期報告の一覧", &Reports::periodics);
  list(api, "/api/periodic-reports/owed", "自分の課がまだ出していない定期報告", &Reports::owed);
  api.read<ReportView>(
      "/api/reports/{id}", "委託事業者の報告",
      [](Service& s, const Viewer& v, const Request& r) { return s.reports.report(v, param(r, "id")); });
  api.read<PeriodicView>(
      "/api/periodic-reports/{id}", "定期報告",
      [](Service& s, const Viewer& v, const Request& r) { return s.reports.periodic(v, param(r, "id")); });
  api.file("/api/periodic-reports/{id}/pdf", "定期報告（PDF）", "application/pdf",
           [](Service& s, const Viewer& v, const Request& r) {
             return s.reports.periodic_pdf(v, param(r, "id"));
           });
  api.file("/api/periodic-reports/{id}/xlsx", "定期報告（表計算）",
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
           [](Service& s, const Viewer& v, const Request& r) {
             return s.reports.periodic_xlsx(v, param(r, "id"));
           });
  api.command<ReportPlanInput, Done>(
      Method::post, "/api/report-plans", "定期に出す報告を決める",
      [](Service& s, const Viewer& v, const std::string& key, const ReportPlanInput& in, const Request&) {
        return s.reports.plan(v, key, in);
      });
  api.command<Nothing, Done>(Method::post, "/api/report-plans/{id}/end",
                             "定期に出す報告の決まりを終わりにする",
                             [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                const Request& r) { return s.reports.end_plan(v, key, param(r, "id")); });
  api.command<WorkReportInput, Done>(
      Method::post, "/api/reports", "報告を出す",
      [](Service& s, const Viewer& v, const std::string& key, const WorkReportInput& in, const Request&) {
        return s.reports.submit(v, key, in);
      });
  api.command<ReportDecision, Done>(
      Method::post, "/api/reports/{id}/decision", "報告を確認する、または差し戻す",
      [](Service& s, const Viewer& v, const std::string& key, const ReportDecision& in, const Request& r) {
        return s.reports.decide(v, key, param(r, "id"), in);
      });
  api.command<PeriodicInput, Done>(
      Method::post, "/api/periodic-reports", "定期報告を作る",
      [](Service& s, const Viewer& v, const std::string& key, const PeriodicInput& in, const Request&) {
        return s.reports.make_periodic(v, key, in);
      });
  api.command<Nothing, Done>(
      Method::post, "/api/periodic-reports/{id}/read", "定期報告を受け取ったことを残す",
      [](Service& s, const Viewer& v, const std::string& key, const Nothing&, const Request& r) {
        return s.reports.read_periodic(v, key, param(r, "id"));
      });
}

}  // namespace sekisho::http
