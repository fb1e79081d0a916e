// People, contractors and contracts.
#include "app/parties.h"

#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Parties;
using app::Viewer;

// A list without filters.
template <class T>
void list(Api& api, const std::string& path, std::string_view summary,
          Result<std::vector<T>> (Parties::*read)(const Viewer&) const) {
  api.read<Items<T>>(path, summary, [read](Service& s, const Viewer& v, const Request&) -> Result<Items<T>> {
    SEKISHO_TRY(auto items, (s.parties.*read)(v));
    return Items<T>{std::move(items)};
  });
}

// A command on something new.
template <class In>
void create(Api& api, const std::string& path, std::string_view summary,
            Result<app::Answer> (Parties::*act)(const Viewer&, const std::string&, const In&)) {
  api.command<In, Done>(Method::post, path, summary,
                        [act](Service& s, const Viewer& v, const std::string& key, const In& in,
                              const Request&) { return (s.parties.*act)(v, key, in); });
}

// A command on what {id} names.
template <class In>
void on(Api& api, const std::string& path, std::string_view summary,
        Result<app::Answer> (Parties::*act)(const Viewer&, const std::string&, const std::string&,
                                            const In&)) {
  api.command<In, Done>(Method::post, path, summary,
                        [act](Service& s, const Viewer& v, const std::string& key, const In& in,
                              const Request& r) { return (s.parties.*act)(v, key, param(r, "id"), in); });
}

}  // namespace

void add_party_routes(Api& api) {
  list(api, "/api/sections", "課の一覧", &Parties::sections);
  list(api, "/api/officers", "職員の一覧", &Parties::officers);
  list(api, "/api/assets", "情報資産の一覧", &Parties::assets);
  list(api, "/api/contractors", "委託事業者の一覧", &Parties::contractors);
  list(api, "/api/engagements", "委託契約の一覧", &Parties::engagements);
  api.read<Items<WorkerView>>("/api/workers", "従事者の一覧",
                              [](Service& s, const Viewer& v, const Request& r) -> Result<Items<WorkerView>> {
                                SEKISHO_TRY(auto items, s.parties.workers(v, query(r, "contractor")));
                                return Items<WorkerView>{std::move(items)};
                              });
  api.read<EngagementView>(
      "/api/engagements/{id}", "委託契約と、再委託の段",
      [](Service& s, const Viewer& v, const Request& r) { return s.parties.engagement(v, param(r, "id")); });
  create(api, "/api/sections", "課を登録する", &Parties::register_section);
  create(api, "/api/officers", "職員を登録する", &Parties::register_officer);
  create(api, "/api/assets", "情報資産を登録する", &Parties::register_asset);
  create(api, "/api/contractors", "委託事業者を登録する", &Parties::register_contractor);
  create(api, "/api/engagements", "委託契約を登録する", &Parties::register_engagement);
  create(api, "/api/workers", "従事者を登録する", &Parties::register_worker);
  create(api, "/api/trainings", "研修の受講を記録する", &Parties::record_training);
}

}  // namespace sekisho::http
