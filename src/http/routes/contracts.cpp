// What contracts say, and their chains of sub-contracts.
#include "app/contracts.h"

#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Contracts;
using app::Viewer;

template <class Out, class In>
void on(Api& api, Method method, const std::string& path, std::string_view summary,
        Result<app::Answer> (Contracts::*act)(const Viewer&, const std::string&, const std::string&,
                                              const In&)) {
  api.command<In, Out>(method, path, summary,
                       [act](Service& s, const Viewer& v, const std::string& key, const In& in,
                             const Request& r) { return (s.contracts.*act)(v, key, param(r, "id"), in); });
}

template <class Out>
void one(Api& api, const std::string& path, std::string_view summary,
         Result<Out> (Contracts::*read)(const Viewer&, const std::string&) const) {
  api.read<Out>(path, summary, [read](Service& s, const Viewer& v, const Request& r) {
    return (s.contracts.*read)(v, param(r, "id"));
  });
}

}  // namespace

void add_contract_routes(Api& api) {
  using enum Method;
  one(api, "/api/engagements/{id}/record", "契約の定めと記録", &Contracts::record);
  one(api, "/api/engagements/{id}/chain", "元請けから再委託先までのつながり", &Contracts::chain);
  one(api, "/api/sub-contracts/{id}", "再委託の一つの段と、その会社が預かっているもの", &Contracts::tier);
  on<Done>(api, put, "/api/engagements/{id}", "契約の期間・情報などを直す", &Contracts::change_basics);
  on<Done>(api, put, "/api/engagements/{id}/terms", "契約の定めを登録する", &Contracts::change_terms);
  on<Done>(api, put, "/api/engagements/{id}/service-levels", "サービスレベルを登録する",
           &Contracts::change_service_levels);
  on<Done>(api, put, "/api/engagements/{id}/workplaces", "作業場所を登録する", &Contracts::change_workplaces);
  on<Done>(api, put, "/api/engagements/{id}/selection", "選定基準の確認を登録する",
           &Contracts::change_selection);
  on<Done>(api, put, "/api/engagements/{id}/specification", "調達仕様書の要件を登録する",
           &Contracts::change_specification);
  on<Done>(api, post, "/api/engagements/{id}/appointments", "責任者・データの管理責任者を届け出る",
           &Contracts::appoint);
  on<Done>(api, post, "/api/engagements/{id}/sub-contracts", "再委託の承諾を申請する", &Contracts::apply);
  on<Done>(api, post, "/api/sub-contracts/{id}/decision", "再委託の申請に答える", &Contracts::decide);
  on<Done>(api, post, "/api/sub-contracts/{id}/flow-down", "同じ定めを守らせていることを確かめる",
           &Contracts::confirm_flow_down);
  on<Withdrawn>(api, post, "/api/sub-contracts/{id}/withdraw", "再委託の承諾を取り消す",
                &Contracts::withdraw);
}

}  // namespace sekisho::http
