// Who is at the screen: sign-in, enrolment, sessions.
#include "identity/session.h"
#include "app/accounts.h"
#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;

identity::Transport transport(const Service& service) {
  return service.loopback ? identity::Transport::loopback : identity::Transport::tls;
}

Response opened(const Service& service, const Result<app::Opened>& result, std::string body = {}) {
  if (!result) return Response::from(result.error());
  if (body.empty()) body = json::write(SignInStep{result->next});
  auto response = Response::json(200, std::move(body));
  response.headers.add("Set-Cookie", identity::session_cookie(result->token, transport(service)));
  return response;
}

std::string token_or_empty(const Service& service, const Request& request) {
  return Api::token_of(service, request).value_or("");
}

}  // namespace

void add_session_routes(Api& api) {
  api.open<Nothing, TownView>(Method::get, "/api/town", "この関所の団体",
                              [](Service& s, const Nothing&, const Request&) {
                                return Response::json(200, json::write(s.sign_in.town()));
                              });
  api.open<Nothing, Items<DemoPerson>>(Method::get, "/api/demo/people", "見本の人々（見本市のみ）",
                                       [](Service& s, const Nothing&, const Request&) {
                                         const auto people = s.sign_in.demo_people();
                                         return people ? Response::json(
                                                             200, json::write(Items<DemoPerson>{*people}))
                                                       : Response::from(people.error());
                                       });
  api.open<DemoSignIn, SignInStep>(Method::post, "/api/demo/sign-in", "人を選んで入る（見本市のみ）",
                                   [](Service& s, const DemoSignIn& in, const Request& r) {
                                     return opened(s, s.sign_in.demo_sign_in(in.account, r.peer));
                                   });
  api.open<SignIn, SignInStep>(
      Method::post, "/api/sign-in", "パスワードで入る",
      [](Service& s, const SignIn& in, const Request& r) { return opened(s, s.sign_in.begin(in, r.peer)); });
  api.open<Code, SignInStep>(Method::post, "/api/sign-in/code", "確認コードを入れる",
                             [](Service& s, const Code& in, const Request& r) {
                               return opened(s, s.sign_in.code(token_or_empty(s, r), in, r.peer));
                             });
  api.open<EnrolStart, EnrolView>(
      Method::post, "/api/enrolment", "パスワードを決め、確認コードの設定を始める",
      [](Service& s, const EnrolStart& in, const Request& r) {
        const auto view = s.sign_in.enrol(token_or_empty(s, r), in);
        return view ? Response::json(200, json::write(*view)) : Response::from(view.error());
      });
  api.open<Code, RecoveryCodes>(Method::post, "/api/enrolment/confirm", "確認コードの設定を終える",
                                [](Service& s, const Code& in, const Request& r) {
                                  auto done = s.sign_in.confirm_enrolment(token_or_empty(s, r), in, r.peer);
                                  if (!done) return Response::from(done.error());
                                  return opened(s, done->first, json::write(done->second));
                                });
  api.read<SessionView>("/api/session", "今のサインイン",
                        [](Service& s, const app::Viewer& v, const Request& r) -> Result<SessionView> {
                          return s.sign_in.session(v, token_or_empty(s, r));
                        });
  api.ask<Nothing, Nothing>(Method::del, "/api/session", "サインアウトする",
                            [](Service& s, const app::Viewer& v, const Nothing&, const Request&) {
                              if (const auto ended = s.sign_in.end(v, v.session); !ended)
                                return Response::from(ended.error());
                              auto response = Response::empty();
                              response.headers.add("Set-Cookie", identity::ended_cookie(transport(s)));
                              return response;
                            });
  api.read<Items<OpenSession>>(
      "/api/sessions", "自分のサインインの一覧",
      [](Service& s, const app::Viewer& v, const Request&) -> Result<Items<OpenSession>> {
        return Items<OpenSession>{s.sign_in.sessions(v)};
      });
  api.ask<Nothing, Nothing>(Method::del, "/api/sessions/{id}", "自分のサインインを終える",
                            [](Service& s, const app::Viewer& v, const Nothing&, const Request& r) {
                              const auto ended = s.sign_in.end(v, param(r, "id"));
                              return ended ? Response::empty() : Response::from(ended.error());
                            });

  api.read<Items<AccountView>>(
      "/api/accounts", "利用者の一覧",
      [](Service& s, const app::Viewer& v, const Request&) -> Result<Items<AccountView>> {
        SEKISHO_TRY(auto list, s.accounts.list(v));
        return Items<AccountView>{std::move(list)};
      });
  api.command<AccountInput, AccountCreated>(
      Method::post, "/api/accounts", "利用者を登録する",
      [](Service& s, const app::Viewer& v, const std::string& key, const AccountInput& in, const Request&) {
        return s.accounts.create(v, key, in);
      });
  api.command<Nothing, Done>(Method::post, "/api/accounts/{id}/close", "利用者を閉じる",
                             [](Service& s, const app::Viewer& v, const std::string& key, const Nothing&,
                                const Request& r) { return s.accounts.close(v, key, param(r, "id")); });
  api.command<Nothing, AccountCreated>(
      Method::post, "/api/accounts/{id}/reset", "サインインを初期化する",
      [](Service& s, const app::Viewer& v, const std::string& key, const Nothing&, const Request& r) {
        return s.accounts.reset(v, key, param(r, "id"));
      });
}

}  // namespace sekisho::http
