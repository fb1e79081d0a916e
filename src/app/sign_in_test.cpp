// Signing in: two factors, growing delays, codes that work once, sessions that end.
#include "app/sign_in.h"

#include "base/json.h"
#include "identity/totp.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

constexpr const char* password = "長いけれど覚えやすい合い言葉です";

struct Person {
  std::string account, login, first_code;
  Bytes secret;
  std::vector<std::string> recovery;
};

Person newcomer(TestTown& town, const std::string& login) {
  const auto officer = town.officer("職員 新", town.welfare, {rules::Role::officer});
  const auto made =
      town.accounts->create(town.administrator, town.key(), {login, officer, {rules::Role::officer}});
  const auto created = json::from_json<api::AccountCreated>(made->body).value();
  return {created.id, created.login, created.first_code, {}, {}};
}

std::string code_now(const TestTown& town, const Person& person) {
  return identity::totp_code(person.secret, identity::totp_step(town.clock.now()));
}

std::string enrol(TestTown& town, Person& person) {
  const auto begun = town.sign_in->begin({person.login, person.first_code}, "192.0.2.1");
  REQUIRE(begun);
  REQUIRE(begun->next == api::SignInNext::enrol);
  const auto view = town.sign_in->enrol(begun->token, {password});
  REQUIRE(view);
  person.secret = from_base32(view->secret).value();
  auto done = town.sign_in->confirm_enrolment(begun->token, {code_now(town, person)}, "192.0.2.1");
  REQUIRE(done);
  person.recovery = done->second.codes;
  CHECK_FALSE(town.sign_in->viewer(begun->token, true));
  return done->first.token;
}

std::string begin(TestTown& town, const Person& person) {
  const auto begun = town.sign_in->begin({person.login, password}, "192.0.2.1");
  if (!begun) FAIL(begun.error().en);
  REQUIRE(begun->next == api::SignInNext::totp);
  return begun->token;
}

ErrorCode code_of(const auto& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_CASE("enrolment, then password and one-time code; a code opens nothing twice") {
  TestTown town;
  auto person = newcomer(town, "hanako");
  const auto first = enrol(town, person);
  const auto viewer = town.sign_in->viewer(first, true);
  REQUIRE(viewer);
  CHECK(viewer->account == person.account);
  CHECK(viewer->name == "職員 新");
  CHECK(viewer->place == "福祉課");
  CHECK(viewer->mfa);
  CHECK(viewer->section == town.welfare);
  CHECK(town.passages->list(*viewer, {}));

  CHECK(code_of(town.sign_in->begin({person.login, person.first_code}, "192.0.2.1")) ==
        ErrorCode::unauthenticated);
  const auto replay = begin(town, person);
  CHECK(code_of(town.sign_in->code(replay, {code_now(town, person)}, "192.0.2.1")) ==
        ErrorCode::unauthenticated);                // seen at enrolment
  CHECK_FALSE(town.sign_in->viewer(replay, true));  // half signed in is nobody
  town.clock.move(std::chrono::seconds(60));
  const auto code = code_now(town, person);
  const auto opened = town.sign_in->code(replay, {code}, "192.0.2.1");
  REQUIRE(opened);
  CHECK(town.sign_in->viewer(opened->token, true)->account == person.account);
  CHECK(code_of(town.sign_in->code(replay, {code}, "192.0.2.1")) ==
        ErrorCode::unauthenticated);  // that step is over
  CHECK(code_of(town.sign_in->code(begin(town, person), {code}, "192.0.2.1")) == ErrorCode::unauthenticated);
  town.check_whole();
}

TEST_CASE("a recovery code works once in place of a one-time code") {
  TestTown town;
  auto person = newcomer(town, "hanako");
  (void)enrol(town, person);
  REQUIRE(town.sign_in->code(begin(town, person), {person.recovery.at(3)}, "192.0.2.1"));
  CHECK_FALSE(town.sign_in->code(begin(town, person), {person.recovery.at(3)}, "192.0.2.1"));
  REQUIRE(town.sign_in->code(begin(town, person), {person.recovery.at(4)}, "192.0.2.1"));
}

TEST_CASE("wrong passwords and wrong codes are told alike, recorded, and make one wait longer each time") {
  TestTown town;
  auto person = newcomer(town, "hanako");
  (void)enrol(town, person);
  const auto unknown = town.sign_in->begin({"nobody", password}, "192.0.2.9");
  const auto wrong = town.sign_in->begin({person.login, "違う合い言葉を入れてみました"}, "192.0.2.9");
  REQUIRE_FALSE(unknown);
  REQUIRE_FALSE(wrong);
  CHECK(unknown.error().ja == wrong.error().ja);
  CHECK(unknown.error().code == wrong.error().code);
  CHECK(town.newest_kind() == "account.sign_in_failed");

  const auto token = begin(town, person);  // counted until the code is right
  const auto size = town.entries();
  CHECK(code_of(town.sign_in->code(token, {"000000"}, "192.0.2.9")) == ErrorCode::unauthenticated);
  CHECK(town.entries() == size + 1);
  CHECK(town.newest_kind() == "account.sign_in_failed");
  CHECK(code_of(town.sign_in->code(token, {"000001"}, "192.0.2.9")) == ErrorCode::unauthenticated);
  CHECK(code_of(town.sign_in->code(token, {"000002"}, "192.0.2.9")) == ErrorCode::unauthenticated);
  CHECK(town.newest_kind() == "account.locked");
  const auto shut = [&](std::chrono::seconds wait) {
    CHECK(code_of(town.sign_in->code(token, {code_now(town, person)}, "192.0.2.9")) ==
          ErrorCode::rate_limited);
    town.clock.move(wait - std::chrono::seconds(2));
    CHECK(code_of(town.sign_in->begin({person.login, password}, "192.0.2.9")) == ErrorCode::rate_limited);
    town.clock.move(std::chrono::seconds(3));
  };
  shut(std::chrono::seconds(30));
  CHECK(code_of(town.sign_in->code(token, {"000003"}, "192.0.2.9")) == ErrorCode::unauthenticated);
  shut(std::chrono::seconds(60));
  CHECK(code_of(town.sign_in->begin({person.login, "違う合い言葉を入れてみました"}, "192.0.2.9")) ==
        ErrorCode::unauthenticated);
  shut(std::chrono::seconds(120));
  const auto list = town.accounts->list(town.administrator);
  REQUIRE(list);
  REQUIRE(
      town.sign_in->code(token, {code_now(town, person)}, "192.0.2.9"));  // right: the count is zero again
  for (int i = 0; i < 2; ++i)
    CHECK(code_of(town.sign_in->begin({person.login, "違う合い言葉を入れてみました"}, "192.0.2.9")) ==
          ErrorCode::unauthenticated);
  (void)begin(town, person);
  town.check_whole();
}

TEST_CASE("a flood from one address is slowed down") {
  TestTown town;
  int refused = 0;
  for (int i = 0; i < 30; ++i)
    refused += code_of(town.sign_in->begin({"nobody", "x"}, "192.0.2.77")) == ErrorCode::rate_limited ? 1 : 0;
  CHECK(refused >= 5);
  CHECK(code_of(town.sign_in->begin({"nobody", "x"}, "192.0.2.78")) == ErrorCode::unauthenticated);
}

TEST_CASE("sessions end: idle, after a working day, by signing out, by reset, with the account") {
  TestTown town;
  auto person = newcomer(town, "hanako");
  auto token = enrol(town, person);
  const auto again = [&] {
    town.clock.move(std::chrono::seconds(60));
    return town.sign_in->code(begin(town, person), {code_now(town, person)}, "192.0.2.1").value().token;
  };
  town.clock.move(std::chrono::minutes(29));
  CHECK(town.sign_in->viewer(token, true));
  town.clock.move(std::chrono::minutes(29));
  CHECK(town.sign_in->viewer(token, true));
  town.clock.move(std::chrono::minutes(31));
  CHECK(code_of(town.sign_in->viewer(token, true)) == ErrorCode::unauthenticated);

  token = again();
  for (int i = 0; i < 23; ++i) {
    town.clock.move(std::chrono::minutes(25));
    CHECK(town.sign_in->viewer(token, true));
  }
  town.clock.move(std::chrono::minutes(26));
  CHECK(code_of(town.sign_in->viewer(token, true)) == ErrorCode::unauthenticated);

  token = again();
  const auto other = again();
  const auto viewer = town.sign_in->viewer(token, true).value();
  CHECK(town.sign_in->end(town.clerk, viewer.session).error().code == ErrorCode::not_found);
  REQUIRE(town.sign_in->end(viewer, viewer.session));
  CHECK_FALSE(town.sign_in->viewer(token, true));
  CHECK(town.sign_in->viewer(other, true));

  (void)id_of(town.accounts->reset(town.administrator, town.key(), person.account));
  CHECK_FALSE(town.sign_in->viewer(other, true));
  CHECK(code_of(town.sign_in->begin({person.login, password}, "192.0.2.1")) == ErrorCode::unauthenticated);

  auto second = newcomer(town, "jiro");
  const auto open = enrol(town, second);
  (void)id_of(town.accounts->close(town.administrator, town.key(), second.account));
  CHECK_FALSE(town.sign_in->viewer(open, true));
  CHECK(code_of(town.sign_in->begin({second.login, password}, "192.0.2.1")) == ErrorCode::unauthenticated);
  CHECK_FALSE(town.accounts->close(town.administrator, town.key(), town.administrator.account));
  for (const auto* bad : {"", "x", "not a token at all"}) CHECK_FALSE(town.sign_in->viewer(bad, true));
  town.check_whole();
}

TEST_CASE("accounts: a login once, roles of one side, by an administrator alone") {
  TestTown town;
  const auto create = [&](const Viewer& by, const std::string& login, const std::string& person,
                          std::vector<rules::Role> roles) {
    return town.accounts->create(by, town.key(), {login, person, std::move(roles)});
  };
  using enum rules::Role;
  CHECK(create(town.administrator, "taro", town.clerk.person, {officer})->passed);
  CHECK(create(town.administrator, "taro", town.clerk2.person, {officer}).error().code ==
        ErrorCode::conflict);
  for (const auto* bad : {"ab", "Taro", "太郎", "a b c"})
    CHECK(create(town.administrator, bad, town.clerk.person, {officer}).error().field == "login");
  CHECK(create(town.administrator, "jiro", town.clerk.person, {worker}).error().field == "roles");
  CHECK(create(town.administrator, "jiro", town.prime_worker.person, {officer}).error().field == "roles");
  CHECK(create(town.administrator, "jiro", town.clerk.person, {}).error().field == "roles");
  CHECK(create(town.administrator, "jiro", town.clerk.person, {administrator, officer}).error().field ==
        "roles");
  CHECK(create(town.administrator, "jiro", "off_0000000000000000", {officer}).error().field == "person");
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    if (name != "administrator")
      CHECK(holds(stopped_by(create(viewer, "jiro", town.clerk.person, {officer})), "rights.act"));
  }
}

TEST_CASE("choosing a person instead of signing in is for the demonstration town alone") {
  TestTown real;
  CHECK(code_of(real.sign_in->demo_people()) == ErrorCode::not_found);
  CHECK(code_of(real.sign_in->demo_sign_in(real.clerk.account, "192.0.2.1")) == ErrorCode::not_found);
  CHECK_FALSE(real.sign_in->town().demonstration);
  TestTown demo(true);
  CHECK(demo.sign_in->town().demonstration);
  CHECK(demo.sign_in->demo_people()->size() >= 17);
  const auto opened = demo.sign_in->demo_sign_in(demo.clerk.account, "192.0.2.1");
  REQUIRE(opened);
  CHECK(demo.sign_in->viewer(opened->token, true)->account == demo.clerk.account);
  const auto entry = demo.records->entry(demo.auditor, demo.entries() - 1);
  CHECK(entry->canonical.find("\"demonstration\":true") != std::string::npos);
  (void)id_of(demo.accounts->close(demo.administrator, demo.key(), demo.clerk2.account));
  CHECK(code_of(demo.sign_in->demo_sign_in(demo.clerk2.account, "192.0.2.1")) == ErrorCode::not_found);
}

}  // namespace sekisho::app::testing
