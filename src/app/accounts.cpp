#include "app/accounts.h"

#include <map>
#include <set>

#include "base/ids.h"
#include "credentials.h"
#include "events.h"
#include "identity/recovery.h"
#include "passage_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::Role;
using rules::Side;

Result<void> check_login(store::Connection& c, const std::string& login) {
  const bool well_formed =
      login.size() >= 3 && login.size() <= 40 && std::ranges::all_of(login, [](char x) {
        return (x >= 'a' && x <= 'z') || (x >= '0' && x <= '9') || x == '.' || x == '-' || x == '_';
      });
  if (!well_formed)
    return fail(
        ErrorCode::invalid_input,
        "利用者の名前は、半角の英小文字・数字・「.」「-」「_」で、3 文字から 40 文字までにしてください。",
        "login must be 3 to 40 of a-z 0-9 . - _", "login");
  if (store::number(c, "SELECT count(*) FROM accounts WHERE login = :p0", {login}) != 0)
    return fail(ErrorCode::conflict, "その利用者の名前は、すでに使われています。", "login is taken", "login");
  return {};
}

struct Holder {
  Side side = Side::town;
  std::string section, contractor;
};

Result<Holder> holder_of(store::Connection& c, const std::string& person, const std::vector<Role>& roles) {
  Holder out;
  if (const auto officer = store::find<store::Officer>(c, person)) {
    out.section = officer->section;
  } else if (const auto worker = store::find<store::Worker>(c, person)) {
    if (!worker->left_on.empty())
      return fail(ErrorCode::invalid_input, "その従事者は離れています。", "the worker has left", "person");
    out.side = Side::contractor;
    out.contractor = worker->contractor;
  } else {
    return fail(ErrorCode::invalid_input, "職員か従事者を選んでください。", "no such person", "person");
  }
  if (roles.empty())
    return fail(ErrorCode::invalid_input, "役割を選んでください。", "roles are empty", "roles");
  for (const Role role : roles) {
    const bool of_contractor = role == Role::contractor_manager || role == Role::worker;
    if (of_contractor != (out.side == Side::contractor))
      return fail(ErrorCode::invalid_input, "その人には付けられない役割です。", "a role of the other side",
                  "roles");
    if (role == Role::administrator && roles.size() > 1)
      return fail(ErrorCode::invalid_input, "運用担当の役割は、ほかの役割と一緒に付けられません。",
                  "administrator stands alone", "roles");
  }
  return out;
}

// The account's secret row with a fresh first code; returns the code.
std::string fresh_credential(store::Connection& c, const std::string& account) {
  const auto codes = identity::new_recovery_codes();
  store::put(c, store::Credential{account, "", codes.stored.front(), "", "", 0, {}, 0, ""});
  return codes.shown.front();
}

store::Event created(const store::Account& account) {
  return event_of("account.created", account, {"login"}, {"created_at", "enrolled", "closed"});
}

}  // namespace

Result<Answer> Accounts::create(const Viewer& viewer, const std::string& key,
                                const api::AccountInput& input) {
  return parts_.door.pass(
      {viewer, key, Act::create_account, "new", json::write(input)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_login(c, input.login));
        SEKISHO_TRY(const auto holder, holder_of(c, input.person, input.roles));
        const store::Account account{make_id("acc"), input.login,    input.person,      holder.side,
                                     input.roles,    holder.section, holder.contractor, "",
                                     false,          false};
        Prepared prepared;
        prepared.facts.target.person = input.person;
        prepared.act = [account](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(created(account)));
          return json::to_json(api::AccountCreated{
              account.id, account.login, fresh_credential(passing.connection(), account.id), receipt.entry});
        };
        return prepared;
      },
      true);
}

Result<Answer> Accounts::close(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::close_account, id, ""}, [&](store::Connection& c) -> Result<Prepared> {
        const auto account = store::find<store::Account>(c, id);
        if (!account || account->closed)
          return fail(ErrorCode::not_found, "その利用者は見つかりません。", "no such account");
        if (account->id == viewer.account)
          return fail(ErrorCode::conflict, "自分の利用者は閉じられません。ほかの運用担当に頼んでください。",
                      "cannot close oneself");
        Prepared prepared;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          store::remove<store::Credential>(passing.connection(), id);
          passing.connection().execute("DELETE FROM sessions WHERE account = :p0", {id});
          store::remove<store::CalendarFeed>(passing.connection(), id);
          SEKISHO_TRY(const auto receipt, passing.append({"account.closed", id, {}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Accounts::reset(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::reset_account, id, ""},
      [&](store::Connection& c) -> Result<Prepared> {
        const auto account = store::find<store::Account>(c, id);
        if (!account || account->closed)
          return fail(ErrorCode::not_found, "その利用者は見つかりません。", "no such account");
        Prepared prepared;
        prepared.act = [id, login = account->login](Passing& passing) -> Result<boost::json::value> {
          const auto code = fresh_credential(passing.connection(), id);
          passing.connection().execute("DELETE FROM sessions WHERE account = :p0", {id});
          store::remove<store::CalendarFeed>(passing.connection(), id);
          SEKISHO_TRY(const auto receipt, passing.append({"account.reset", id, {}, {}}));
          return json::to_json(api::AccountCreated{id, login, code, receipt.entry});
        };
        return prepared;
      },
      true);
}

Result<std::vector<api::AccountView>> Accounts::list(const Viewer& viewer) const {
  const bool allowed = viewer.active && viewer.side == Side::town &&
                       (viewer.has(Role::administrator) || viewer.has(Role::auditor));
  if (!allowed)
    return fail(ErrorCode::forbidden, "利用者の一覧は、運用担当と監査だけが見られます。",
                "administrators and auditors only");
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::AccountView>> {
    std::map<std::string, std::pair<std::string, std::string>> people;  // name and place
    for (const auto& row : c.query("SELECT o.id, o.name, coalesce(s.name, '') FROM officers o LEFT JOIN "
                                   "sections s ON s.id = o.section"
                                   " UNION ALL SELECT w.id, w.name, coalesce(c.name, '') FROM workers w LEFT "
                                   "JOIN contractors c ON c.id = w.contractor")
                               .rows)
      people[store::from_value<std::string>(row[0])] = {store::from_value<std::string>(row[1]),
                                                        store::from_value<std::string>(row[2])};
    std::set<std::string> locked;
    for (const auto& credential : store::select<store::Credential>(c, "failures > 0"))
      if (!identity::may_try(failures_of(credential), parts_.clock.now()).allowed)
        locked.insert(credential.id);
    std::vector<api::AccountView> out;
    for (const auto& a : store::select<store::Account>(c, "1 = 1 ORDER BY login")) {
      const auto& [name, place] = people[a.person];
      out.push_back({a.id, a.login, a.person, name, place, a.created_at, a.roles, a.closed, a.enrolled,
                     locked.contains(a.id)});
    }
    return out;
  });
}

Result<api::AccountCreated> Accounts::add_administrator(const std::string& login, const std::string& name) {
  if (name.empty())
    return fail(ErrorCode::invalid_input, "氏名を入れてください。", "the name is empty", "name");
  api::AccountCreated out;
  const auto written = parts_.database.write([&](store::Writing& writing) -> Result<void> {
    auto& c = writing.connection();
    SEKISHO_CHECK(check_login(c, login));
    const store::Officer officer{make_id("off"), name, "", {Role::administrator}};
    const store::Account account{
        make_id("acc"), login, officer.id, Side::town, {Role::administrator}, "", "", "", false, false};
    const std::string command = make_id("cmd");
    const Instant now = parts_.clock.now();
    SEKISHO_CHECK(writing.append(event_of("officer.registered", officer, {"name"}), "system", command, now));
    SEKISHO_TRY(const auto appended, writing.append(created(account), "system", command, now));
    out = {account.id, login, fresh_credential(c, account.id), appended.seq};
    return {};
  });
  if (!written) return pass_on(written.error());
  return out;
}

}  // namespace sekisho::app
