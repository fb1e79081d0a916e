#include "app/sign_in.h"

#include "base/ids.h"
#include "credentials.h"
#include "events.h"
#include "identity/recovery.h"
#include "identity/totp.h"
#include "passage_rows.h"
#include "store/rows.h"

namespace sekisho::app {

struct SignIn::Stage {
  store::Session session;
  store::Account account;
};

namespace {

using api::SignInNext;

std::unexpected<Error> wrong() {
  return fail(ErrorCode::unauthenticated,
              "利用者の名前か、パスワードか、確認コードが違います。入れ直してください。", "sign-in failed");
}
std::unexpected<Error> nobody() {
  return fail(ErrorCode::unauthenticated, "サインインしてください。", "no session");
}

}  // namespace

Result<void> SignIn::count_failure(const store::Account& account) {
  const Instant now = parts_.clock.now();
  return parts_.database.write([&](store::Writing& writing) -> Result<void> {
    auto credential = store::find<store::Credential>(writing.connection(), account.id);
    if (!credential) return {};
    const auto before = failures_of(*credential);
    const auto admission = identity::may_try(before, now);
    if (!admission.allowed) return pass_on(identity::too_many_tries(admission));
    const auto after = identity::after_failure(before, now);
    credential->failures = after.count;
    credential->last_failure_at = format_instant(after.last);
    store::put(writing.connection(), *credential);
    return {};
  });
}

// Wrong passwords and wrong codes alike; and each one that begins a time of waiting.
Result<void> SignIn::record_failure(const store::Account& account) {
  return parts_.door.record(account.id, [&](store::Connection& c) -> Result<std::vector<store::Event>> {
    const auto credential = store::find<store::Credential>(c, account.id);
    const std::int64_t count = credential ? credential->failures : 0;
    std::vector<store::Event> events{{"account.sign_in_failed", account.id, {{"count", count}}, {}}};
    if (count >= identity::LockoutPolicy{}.free)
      events.push_back({"account.locked", account.id, {{"count", count}}, {}});
    return events;
  });
}

Result<Opened> SignIn::begin(const api::SignIn& input, const std::string& address) {
  const Instant now = parts_.clock.now();
  if (const auto admission = throttle_.take(address, now); !admission.allowed)
    return pass_on(identity::too_many_tries(admission));
  std::optional<store::Account> account;
  std::optional<store::Credential> credential;
  parts_.database.read([&](store::Connection& c) {
    auto found = store::select<store::Account>(c, "login = :p0 AND closed = 0", {input.login});
    if (found.empty()) return;
    account = std::move(found.front());
    credential = store::find<store::Credential>(c, account->id);
  });
  // The failure is counted before the password is looked at, and taken back when all is right.
  if (account) SEKISHO_CHECK(count_failure(*account));
  SEKISHO_TRY(const bool right, hasher_.verify(input.password, credential ? credential->password : ""));
  const bool first =
      credential && !credential->first_code.empty() &&
      identity::match_recovery_code(input.password, std::vector{credential->first_code}).has_value();
  if (!account || !credential || (!right && !first)) {
    if (account) SEKISHO_CHECK(record_failure(*account));
    return wrong();
  }
  const auto next = first ? SignInNext::enrol : SignInNext::totp;
  SEKISHO_TRY(auto token, open_session(*account, json::enum_name(next), address, ""));
  return Opened{std::move(token), next};
}

Result<std::string> SignIn::open_session(const store::Account& account, std::string_view stage,
                                         const std::string& address, const std::string& replaces) {
  const auto fresh = identity::new_session();
  const auto now = format_instant(parts_.clock.now());
  SEKISHO_CHECK(parts_.database.write([&](store::Writing& writing) -> Result<void> {
    if (!replaces.empty()) store::remove<store::Session>(writing.connection(), replaces);
    store::put(writing.connection(), store::Session{make_id("ses"), to_hex(fresh.stored), account.id,
                                                    std::string(stage), now, now, address});
    return {};
  }));
  return fresh.token;
}

Result<SignIn::Stage> SignIn::stage(const std::string& token, std::string_view name) const {
  const auto key = identity::session_key(token);
  if (!key) return nobody();
  return parts_.database.reading([&](store::Connection& c) -> Result<Stage> {
    auto found = store::select<store::Session>(c, "token = :p0", {to_hex(*key)});
    if (found.empty() || found.front().stage != name) return nobody();
    const auto started = parse_instant(found.front().started_at).value_or(Instant{});
    const auto seen = parse_instant(found.front().last_seen_at).value_or(Instant{});
    if (!identity::is_alive({started, seen}, parts_.clock.now(), policy_)) return nobody();
    const auto account = store::find<store::Account>(c, found.front().account);
    if (!account || account->closed) return nobody();
    return Stage{std::move(found.front()), *account};
  });
}

Result<Opened> SignIn::code(const std::string& token, const api::Code& input, const std::string& address) {
  SEKISHO_TRY(const auto at, stage(token, "totp"));
  SEKISHO_CHECK(count_failure(at.account));
  const Instant now = parts_.clock.now();
  bool right = false;
  SEKISHO_CHECK(parts_.database.write([&](store::Writing& writing) -> Result<void> {
    auto credential = store::find<store::Credential>(writing.connection(), at.account.id);
    if (!credential) return nobody();
    SEKISHO_TRY(const auto secret, open_secret(parts_.database.cipher(), at.account.id, credential->totp));
    if (const auto step = identity::match_totp(secret, input.code, now, credential->totp_step)) {
      credential->totp_step = *step;
      right = true;
    } else if (const auto used = identity::match_recovery_code(input.code, credential->recovery)) {
      credential->recovery.erase(credential->recovery.begin() + static_cast<std::ptrdiff_t>(*used));
      right = true;
    }
    if (right) {
      credential->failures = 0;
      credential->last_failure_at.clear();
      store::put(writing.connection(), *credential);
    }
    return {};
  }));
  if (!right) {
    SEKISHO_CHECK(record_failure(at.account));
    return wrong();
  }
  return signed_in(at.account, address, at.session.id, false);
}

Result<Opened> SignIn::signed_in(const store::Account& account, const std::string& address,
                                 const std::string& replaces, bool demonstration) {
  SEKISHO_TRY(auto token, open_session(account, "open", address, replaces));
  SEKISHO_CHECK(parts_.door.record(account.id, [&](store::Connection&) -> Result<std::vector<store::Event>> {
    return std::vector<store::Event>{
        {"account.signed_in", account.id, {{"demonstration", demonstration}}, {}}};
  }));
  return Opened{std::move(token), SignInNext::done};
}

Result<api::EnrolView> SignIn::enrol(const std::string& token, const api::EnrolStart& input) {
  SEKISHO_TRY(const auto at, stage(token, "enrol"));
  SEKISHO_CHECK(identity::check_password(input.new_password, at.account.login));
  SEKISHO_TRY(const auto hash, hasher_.hash(input.new_password));
  const auto secret = identity::new_totp_secret();
  SEKISHO_CHECK(parts_.database.write([&](store::Writing& writing) -> Result<void> {
    auto credential = store::find<store::Credential>(writing.connection(), at.account.id);
    if (!credential || credential->first_code.empty()) return nobody();
    credential->totp_pending = seal_secret(parts_.database.cipher(), at.account.id, secret);
    credential->password = hash;
    store::put(writing.connection(), *credential);
    return {};
  }));
  return api::EnrolView{identity::totp_uri(parts_.town_name, at.account.login, secret), to_base32(secret)};
}

Result<std::pair<Opened, api::RecoveryCodes>> SignIn::confirm_enrolment(const std::string& token,
                                                                        const api::Code& input,
                                                                        const std::string& address) {
  SEKISHO_TRY(const auto at, stage(token, "enrol"));
  SEKISHO_CHECK(count_failure(at.account));
  auto codes = identity::new_recovery_codes();
  SEKISHO_CHECK(parts_.database.write([&](store::Writing& writing) -> Result<void> {
    auto credential = store::find<store::Credential>(writing.connection(), at.account.id);
    if (!credential || credential->totp_pending.empty()) return nobody();
    SEKISHO_TRY(const auto secret,
                open_secret(parts_.database.cipher(), at.account.id, credential->totp_pending));
    const auto step = identity::match_totp(secret, input.code, parts_.clock.now(), std::nullopt);
    if (!step)
      return fail(
          ErrorCode::invalid_input,
          "確認コードが違います。携帯電話の時刻が合っているか確かめて、新しく出たコードを入れてください。",
          "wrong code", "code");
    credential->totp = std::exchange(credential->totp_pending, "");
    credential->totp_step = *step;
    credential->first_code.clear();
    credential->recovery = codes.stored;
    credential->failures = 0;
    credential->last_failure_at.clear();
    store::put(writing.connection(), *credential);
    SEKISHO_CHECK(writing.append({"account.enrolled", at.account.id, {}, {}}, at.account.id, make_id("cmd"),
                                 parts_.clock.now()));
    return {};
  }));
  SEKISHO_TRY(auto opened, signed_in(at.account, address, at.session.id, false));
  return std::pair(std::move(opened), api::RecoveryCodes{std::move(codes.shown)});
}

Result<std::vector<api::DemoPerson>> SignIn::demo_people() const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::DemoPerson>> {
    const auto town = store::find<store::Town>(c, "town");
    if (!town || !town->demonstration)
      return fail(ErrorCode::not_found, "このページはありません。", "not the demonstration town");
    std::vector<api::DemoPerson> out;
    for (const auto& account : store::select<store::Account>(c, "closed = 0 ORDER BY created_at, id")) {
      const auto person = person_view(c, account.person);
      out.push_back({account.id, person.name, account.roles, person.place});
    }
    return out;
  });
}

Result<Opened> SignIn::demo_sign_in(const std::string& account_id, const std::string& address) {
  const auto account = parts_.database.reading([&](store::Connection& c) -> Result<store::Account> {
    const auto town = store::find<store::Town>(c, "town");
    const auto found = store::find<store::Account>(c, account_id);
    if (!town || !town->demonstration || !found || found->closed)
      return fail(ErrorCode::not_found, "その人は見つかりません。",
                  "not the demonstration town, or no such person");
    return *found;
  });
  if (!account) return pass_on(account.error());
  return signed_in(*account, address, "", true);
}

Result<Viewer> SignIn::viewer(const std::string& token, bool tls) {
  SEKISHO_TRY(const auto at, stage(token, "open"));
  const Instant now = parts_.clock.now();
  if (now - parse_instant(at.session.last_seen_at).value_or(now) > std::chrono::minutes(1))
    SEKISHO_CHECK(parts_.database.write([&](store::Writing& writing) -> Result<void> {
      writing.connection().execute("UPDATE sessions SET last_seen_at = :p0 WHERE id = :p1",
                                   {format_instant(now), at.session.id});
      return {};
    }));
  const auto person =
      parts_.database.reading([&](store::Connection& c) { return person_view(c, at.account.person); });
  return Viewer{at.account.id,
                at.account.person,
                person.name,
                person.place,
                at.account.roles,
                at.account.side,
                at.account.section,
                at.account.contractor,
                true,
                true,
                tls,
                at.session.id};
}

api::SessionView SignIn::session(const Viewer& v, const std::string& token) const {
  const auto row = parts_.database.reading(
      [&](store::Connection& c) { return store::find<store::Session>(c, v.session); });
  std::string expires;
  if (row) {
    const auto ends =
        identity::ends_at({parse_instant(row->started_at).value_or(Instant{}), parts_.clock.now()}, policy_);
    expires = format_instant(ends);
  }
  return {v.account,    v.person, v.name,
          v.roles,      v.side,   v.section,
          v.contractor, v.place,  identity::csrf_token(token),
          expires};
}

std::vector<api::OpenSession> SignIn::sessions(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) {
    std::vector<api::OpenSession> out;
    for (const auto& s : store::select<store::Session>(
             c, "account = :p0 AND stage = 'open' ORDER BY started_at DESC", {v.account}))
      out.push_back({s.id, s.started_at, s.last_seen_at, s.address, s.id == v.session});
    return out;
  });
}

Result<void> SignIn::end(const Viewer& v, const std::string& session) {
  return parts_.database.write([&](store::Writing& writing) -> Result<void> {
    const auto row = store::find<store::Session>(writing.connection(), session);
    if (!row || row->account != v.account)
      return fail(ErrorCode::not_found, "そのサインインは見つかりません。", "no such session");
    store::remove<store::Session>(writing.connection(), session);
    SEKISHO_CHECK(writing.append({"account.signed_out", v.account, {}, {}}, v.account, make_id("cmd"),
                                 parts_.clock.now()));
    return {};
  });
}

api::TownView SignIn::town() const {
  const auto town =
      parts_.database.reading([&](store::Connection& c) { return store::find<store::Town>(c, "town"); });
  return {parts_.town_code, parts_.town_name, town && town->demonstration,
          format_day(day_in_japan(parts_.clock.now()))};
}

}  // namespace sekisho::app
