// Suspected breaches.
#include "app/breaches.h"

#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {

using namespace app::api;
using app::Viewer;

void add_breach_routes(Api& api) {
  api.read<Page<BreachRow>>("/api/breaches", "漏えい等の報告の一覧。受け止めを待っているものから",
                            [](Service& s, const Viewer& v, const Request& r) {
                              return s.breaches.list(v, {query(r, "state") == "open", query(r, "after"),
                                                         query_number(r, "limit", 50)});
                            });
  api.read<BreachView>(
      "/api/breaches/{id}", "漏えい等の報告と、CISOが決めたこと",
      [](Service& s, const Viewer& v, const Request& r) { return s.breaches.view(v, param(r, "id")); });
  api.command<BreachInput, Done>(
      Method::post, "/api/breaches", "漏えい等の疑いを報告する",
      [](Service& s, const Viewer& v, const std::string& key, const BreachInput& in, const Request&) {
        return s.breaches.report(v, key, in);
      });
  api.command<AcknowledgeInput, Done>(
      Method::post, "/api/breaches/{id}/acknowledge", "報告を受け止め、決めたことを記録する",
      [](Service& s, const Viewer& v, const std::string& key, const AcknowledgeInput& in, const Request& r) {
        return s.breaches.acknowledge(v, key, param(r, "id"), in);
      });
}

}  // namespace sekisho::http
