// Where people are told of what they owe, how the mail stands, and whether all is well.
#include "app/reminders.h"

#include "app/mailer.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

// Calendar programs cannot sign in: whoever knows the address reads the calendar, and nothing else. The token
// is in no log: those hold the route, not the address.
Response feed(Service& service, const Request& request) {
  const auto text = service.reminders.feed(param(request, "token"));
  if (!text) return Response::from(text.error());
  Response response;
  response.headers.add("Content-Type", "text/calendar; charset=utf-8");
  response.body = *text;
  return response;
}

}  // namespace

void add_reminder_routes(Api& api) {
  api.open<Nothing, HealthView>(Method::get, "/api/health", "動いているか、メールが送れているか",
                                [](Service& s, const Nothing&, const Request&) {
                                  return Response::json(200, json::write(s.mailer.health()));
                                });
  api.read<ReminderView>("/api/reminders", "自分のお知らせの設定",
                         [](Service& s, const Viewer& v, const Request&) -> Result<ReminderView> {
                           return s.reminders.view(v);
                         });
  api.read<Items<ContactView>>("/api/contacts", "メールのあて先の一覧（運用担当だけ）",
                               [](Service& s, const Viewer& v, const Request&) -> Result<Items<ContactView>> {
                                 SEKISHO_TRY(auto contacts, s.reminders.contacts(v));
                                 return Items<ContactView>{std::move(contacts)};
                               });
  api.command<ContactInput, Done>(
      Method::post, "/api/contacts", "メールのあて先を変える",
      [](Service& s, const Viewer& v, const std::string& key, const ContactInput& in, const Request&) {
        return s.reminders.set_contact(v, key, in);
      });
  api.command<Nothing, FeedOpened>(Method::post, "/api/feed",
                                   "予定表の秘密のアドレスを作る（前のものは使えなくなる）",
                                   [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                      const Request&) { return s.reminders.open_feed(v, key); });
  api.command<Nothing, Done>(Method::post, "/api/feed/close", "予定表の秘密のアドレスをやめる",
                             [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                const Request&) { return s.reminders.close_feed(v, key); });
  api.raw(Method::get, "/api/feeds/{token}/duties.ics",
          [s = api.service()](const Request& r) { return feed(*s, r); });
  api.read<MailView>("/api/mail", "メールのようす（運用担当だけ）",
                     [](Service& s, const Viewer& v, const Request&) { return s.mailer.state(v); });
  api.ask<Nothing, MailTest>(Method::post, "/api/mail/test", "自分あてに、確認のメールを送る",
                             [](Service& s, const Viewer& v, const Nothing&, const Request&) -> Response {
                               const auto sent = s.mailer.test(v);
                               return sent ? Response::json(200, json::write(*sent))
                                           : Response::from(sent.error());
                             });
}

}  // namespace sekisho::http
