#include "app/reminders.h"

#include "base/json.h"
#include "events.h"
#include "identity/session.h"
#include "mail/message.h"
#include "passage_rows.h"
#include "store/rows.h"

namespace sekisho::app {

using rules::Act;
using rules::Role;

api::ReminderView Reminders::view(const Viewer& viewer) const {
  return parts_.database.reading([&](store::Connection& c) {
    api::ReminderView out;
    if (const auto contact = store::find<store::Contact>(c, viewer.person)) out.mail = contact->mail;
    if (const auto feed = store::find<store::CalendarFeed>(c, viewer.account))
      out.feed_made_at = feed->made_at;
    out.mail_configured = mail_hour_ >= 0;
    out.mail_hour = std::max(mail_hour_, 0);
    return out;
  });
}

Result<Answer> Reminders::set_contact(const Viewer& viewer, const std::string& key,
                                      const api::ContactInput& in) {
  const std::string person = in.person.empty() ? viewer.person : in.person;
  return parts_.door.pass(
      {viewer, key, Act::set_contact, person, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        if (!in.mail.empty() && !mail::is_address(in.mail))
          return fail(ErrorCode::invalid_input,
                      "メールアドレスの形が正しくありません（例：hanako@city.example.jp）。",
                      "not a mail address", "mail");
        const bool known = store::find<store::Officer>(c, person).has_value() ||
                           store::find<store::Worker>(c, person).has_value();
        // Others' addresses are no way to learn who there is.
        if (!known && (person == viewer.person || viewer.has(Role::administrator)))
          return fail(ErrorCode::not_found, "その人は見つかりません。", "no such person", "person");
        Prepared prepared;
        prepared.facts.target.person = person;
        prepared.act = [person, mail = in.mail](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"contact.changed", person, {}, {{"mail", mail}}}));
          return done(person, receipt);
        };
        return prepared;
      });
}

Result<std::vector<api::ContactView>> Reminders::contacts(const Viewer& viewer) const {
  if (!viewer.active || viewer.side != rules::Side::town || !viewer.has(Role::administrator))
    return fail(ErrorCode::forbidden, "メールのあて先の一覧は、運用担当だけが見られます。",
                "administrators only");
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::ContactView>> {
    std::vector<api::ContactView> out;
    for (const auto& row :
         c.query("SELECT DISTINCT a.person, coalesce(o.name, coalesce(w.name, '')), coalesce(s.name, "
                 "coalesce(f.name, "
                 "'')), coalesce(k.mail, ''), coalesce(d.day, ''), coalesce(d.state, '') FROM accounts a "
                 "LEFT JOIN "
                 "officers o ON o.id = a.person LEFT JOIN sections s ON s.id = o.section LEFT JOIN workers w "
                 "ON w.id = "
                 "a.person LEFT JOIN contractors f ON f.id = w.contractor LEFT JOIN contacts k ON k.id = "
                 "a.person LEFT "
                 "JOIN digests d ON d.id = a.person WHERE a.closed = 0 ORDER BY 3, 2, 1 LIMIT 5000")
             .rows) {
      const auto text = [&row](std::size_t i) { return store::from_value<std::string>(row[i]); };
      out.push_back({{text(0), text(1), text(2)}, text(3), text(4), text(5)});
    }
    return out;
  });
}

Result<Answer> Reminders::open_feed(const Viewer& viewer, const std::string& key) {
  return parts_.door.pass(
      {viewer, key, Act::open_feed, viewer.account, ""},
      [&](store::Connection&) -> Result<Prepared> {
        Prepared prepared;
        prepared.facts.target.person = viewer.person;
        prepared.act = [account = viewer.account](Passing& passing) -> Result<boost::json::value> {
          const auto fresh = identity::new_session();
          store::put(passing.connection(),
                     store::CalendarFeed{account, to_hex(fresh.stored), format_instant(passing.now())});
          SEKISHO_TRY(const auto receipt, passing.append({"feed.opened", account, {}, {}}));
          return json::to_json(api::FeedOpened{"/api/feeds/" + fresh.token + "/duties.ics", receipt});
        };
        return prepared;
      },
      true);
}

Result<Answer> Reminders::close_feed(const Viewer& viewer, const std::string& key) {
  return parts_.door.pass(
      {viewer, key, Act::close_feed, viewer.account, ""}, [&](store::Connection&) -> Result<Prepared> {
        Prepared prepared;
        prepared.facts.target.person = viewer.person;
        prepared.act = [account = viewer.account](Passing& passing) -> Result<boost::json::value> {
          store::remove<store::CalendarFeed>(passing.connection(), account);
          SEKISHO_TRY(const auto receipt, passing.append({"feed.closed", account, {}, {}}));
          return done(account, receipt);
        };
        return prepared;
      });
}

Result<std::string> Reminders::feed(const std::string& token) const {
  const auto unknown = [] {
    return fail(ErrorCode::not_found, "この予定表のアドレスは、もう使われていません。", "no such feed");
  };
  const auto key = identity::session_key(token);
  if (!key) return unknown();
  const auto account = parts_.database.reading([&](store::Connection& c) -> std::optional<store::Account> {
    const auto found = store::select<store::CalendarFeed>(c, "token = :p0", {to_hex(*key)});
    return found.empty() ? std::nullopt : store::find<store::Account>(c, found.front().id);
  });
  if (!account || account->closed) return unknown();
  // Reads one's duties and nothing else: never more than this, so the second factor is not asked for.
  return duties_.calendar({account->id, account->person, "", "", account->roles, account->side,
                           account->section, account->contractor, true, false, true, ""});
}

}  // namespace sekisho::app
