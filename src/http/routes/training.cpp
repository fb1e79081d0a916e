// Training and notices.
#include "app/notices.h"
#include "app/trainings.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Notices;
using app::Trainings;
using app::Viewer;

template <class T, class Counter>
void list(Api& api, const std::string& path, std::string_view summary, Counter& (*of)(Service&),
          Result<std::vector<T>> (Counter::*read)(const Viewer&) const) {
  api.read<Items<T>>(path, summary, [=](Service& s, const Viewer& v, const Request&) -> Result<Items<T>> {
    SEKISHO_TRY(auto items, (of(s).*read)(v));
    return Items<T>{std::move(items)};
  });
}
template <class Out, class Counter>
void one(Api& api, const std::string& path, std::string_view summary, Counter& (*of)(Service&),
         Result<Out> (Counter::*read)(const Viewer&, const std::string&) const) {
  api.read<Out>(path, summary, [=](Service& s, const Viewer& v, const Request& r) {
    return (of(s).*read)(v, param(r, "id"));
  });
}
template <class In, class Counter>
void create(Api& api, const std::string& path, std::string_view summary, Counter& (*of)(Service&),
            Result<app::Answer> (Counter::*act)(const Viewer&, const std::string&, const In&)) {
  api.command<In, Done>(Method::post, path, summary,
                        [=](Service& s, const Viewer& v, const std::string& key, const In& in,
                            const Request&) { return (of(s).*act)(v, key, in); });
}
// On what {id} names.
template <class Out = Done, class In, class Counter>
void on(Api& api, Method method, const std::string& path, std::string_view summary, Counter& (*of)(Service&),
        Result<app::Answer> (Counter::*act)(const Viewer&, const std::string&, const std::string&,
                                            const In&)) {
  api.command<In, Out>(method, path, summary,
                       [=](Service& s, const Viewer& v, const std::string& key, const In& in,
                           const Request& r) { return (of(s).*act)(v, key, param(r, "id"), in); });
}
template <class Counter>
void on(Api& api, const std::string& path, std::string_view summary, Counter& (*of)(Service&),
        Result<app::Answer> (Counter::*act)(const Viewer&, const std::string&, const std::string&)) {
  api.command<Nothing, Done>(Method::post, path, summary,
                             [=](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                 const Request& r) { return (of(s).*act)(v, key, param(r, "id")); });
}

Trainings& trainings(Service& s) { return s.trainings; }
Notices& notices(Service& s) { return s.notices; }

}  // namespace

void add_training_routes(Api& api) {
  list(api, "/api/courses", "研修の一覧", &trainings, &Trainings::courses);
  one(api, "/api/courses/{id}", "研修と、その教材と開催", &trainings, &Trainings::course);
  one(api, "/api/courses/{id}/test", "研修のテストの問題。正解は付かない", &trainings, &Trainings::test);
  list(api, "/api/training-sessions", "研修の開催の一覧", &trainings, &Trainings::sessions);
  one(api, "/api/training-sessions/{id}", "研修の開催と、呼ばれた人", &trainings, &Trainings::session);
  list(api, "/api/training-requirements", "要る研修の決まり", &trainings, &Trainings::requirements);
  api.read<MyTraining>("/api/my-training", "自分の研修と、案内",
                       [](Service& s, const Viewer& v, const Request&) { return s.trainings.mine(v); });
  api.read<Page<LearnerRow>>(
      "/api/learners", "だれが、どの研修を受けていないか", [](Service& s, const Viewer& v, const Request& r) {
        return s.trainings.learners(
            v, {query(r, "contractor"), query(r, "engagement"), query(r, "missing") == "1", query(r, "after"),
                query_number(r, "limit", 100)});
      });
  create(api, "/api/courses", "研修を登録する", &trainings, &Trainings::open_course);
  on(api, Method::put, "/api/courses/{id}", "研修を直す", &trainings, &Trainings::change_course);
  on(api, "/api/courses/{id}/close", "研修を終わりにする", &trainings, &Trainings::close_course);
  on(api, Method::post, "/api/courses/{id}/sessions", "研修の開催を決める", &trainings,
     &Trainings::plan_session);
  on(api, Method::post, "/api/courses/{id}/invitations", "研修に呼ぶ", &trainings, &Trainings::invite);
  on<TestResult>(api, Method::post, "/api/courses/{id}/attempts", "研修のテストに答える", &trainings,
                 &Trainings::take_test);
  on(api, "/api/training-sessions/{id}/cancel", "研修の開催を取りやめる", &trainings,
     &Trainings::cancel_session);
  on(api, Method::post, "/api/training-sessions/{id}/attendance", "研修の出席を記録する", &trainings,
     &Trainings::record_attendance);
  on(api, Method::post, "/api/invitations/{id}/answer", "研修の案内に答える", &trainings, &Trainings::answer);
  create(api, "/api/training-requirements", "要る研修を決める", &trainings, &Trainings::require);
  on(api, "/api/training-requirements/{id}/end", "要る研修の決まりを終わりにする", &trainings,
     &Trainings::end_requirement);

  list(api, "/api/notices", "お知らせの一覧", &notices, &Notices::list);
  one(api, "/api/notices/{id}", "お知らせ", &notices, &Notices::notice);
  create(api, "/api/notices", "お知らせを出す", &notices, &Notices::publish);
  on(api, "/api/notices/{id}/read", "お知らせを読んだことを残す", &notices, &Notices::read);
  on(api, "/api/notices/{id}/withdraw", "お知らせを取り下げる", &notices, &Notices::withdraw);
}

}  // namespace sekisho::http
