#include "test_town.h"

#include "store/rows.h"

using namespace sekisho;
using namespace sekisho::app;
using namespace sekisho::app::testing;
using rules::Role;

namespace {

api::CourseInput course_input() {
  return {"",
          rules::TrainingKind::own,
          "ポリシー研修",
          "持ち出しの禁止",
          "",
          12,
          50,
          true,
          "# 教材\n承認のない持ち出しをしない。",
          {{"持ち出してよいか", {"よい", "いけない"}, {1}}, {"事故のとき", {"知らせる", "隠す"}, {0}}}};
}
api::TestAnswers answers(std::int64_t first, std::int64_t second, std::int64_t revision = 1) {
  return {revision, true, {{first}, {second}}};
}

struct Learning : TestTown {
  std::string newcomer;  // on the confirmed roster, never taught
  Viewer learner;

  Learning() {
    newcomer = worker(prime, "新人 一", false);
    learner = account(newcomer, {Role::worker});
    roster(manager, engagement, prime, {prime_manager.person, prime_worker.person, newcomer});
  }
  std::string course(api::CourseInput in = course_input()) {
    return id_of(trainings->open_course(supervising_officer, key(), in));
  }
  std::vector<std::string> stopped() {  // when data is to go to the newcomer
    const auto id = draft(clerk, learner);
    (void)upload(clerk, id, residents_csv());
    auto rules = stopped_by(passages->submit(clerk, key(), id));
    std::erase(rules, "passage.terms");  // the days of the sample are past once the clock has moved
    return rules;
  }
  std::vector<rules::DutyKind> owed(const Viewer& who) {
    std::vector<rules::DutyKind> out;
    const auto page = duties->list(who, {});
    REQUIRE(page);
    for (const auto& row : page->items) out.push_back(row.kind);
    return out;
  }
  static bool has(const std::vector<rules::DutyKind>& list, rules::DutyKind kind) {
    return std::ranges::find(list, kind) != list.end();
  }
};

}  // namespace

TEST_CASE("somebody studies on the page, passes the test, and the gate opens; after a year it closes again") {
  Learning town;
  CHECK(town.stopped() == std::vector<std::string>{"recipient.trained"});
  CHECK(Learning::has(town.owed(town.learner), rules::DutyKind::take_training));
  CHECK(Learning::has(town.owed(town.prime_manager), rules::DutyKind::take_training));
  CHECK_FALSE(Learning::has(town.owed(town.sub_manager), rules::DutyKind::take_training));
  const auto course = town.course();
  const auto failed = town.trainings->take_test(town.learner, TestTown::key(), course, answers(0, 1));
  REQUIRE(failed);
  CHECK_FALSE(failed->body.at("passed").as_bool());
  CHECK(town.stopped() == std::vector<std::string>{"recipient.trained"});
  const auto passed = town.trainings->take_test(town.learner, TestTown::key(), course, answers(1, 1));
  REQUIRE(passed);
  CHECK(passed->body.at("passed").as_bool());
  CHECK(passed->body.at("score").as_int64() == 50);
  CHECK(passed->body.at("valid_until").as_string() == "2027-11-22");
  CHECK(town.stopped().empty());
  CHECK_FALSE(Learning::has(town.owed(town.learner), rules::DutyKind::take_training));
  town.check_whole();
}

TEST_CASE("three tries a day, no key in the questions, no test of an older revision") {
  Learning town;
  const auto course = town.course();
  const auto test = town.trainings->test(town.learner, course);
  REQUIRE(test);
  CHECK(test->questions.size() == 2);
  CHECK(town.trainings->course(town.learner, course)->questions.empty());
  CHECK(town.trainings->course(town.clerk, course)->questions.empty());
  CHECK(town.trainings->course(town.ciso, course)->questions.size() == 2);
  const auto take = [&](std::int64_t revision) {
    return town.trainings->take_test(town.learner, TestTown::key(), course, answers(0, 1, revision));
  };
  CHECK(take(2).error().code == ErrorCode::conflict);
  for (int i = 0; i < 3; ++i) CHECK(take(1));
  CHECK(take(1).error().code == ErrorCode::conflict);
  CHECK_FALSE(town.trainings->test(town.learner, course));
  town.clock.move(std::chrono::hours(24));
  CHECK(take(1));
  auto changed = course_input();
  changed.questions[0].right = {0};
  CHECK(id_of(town.trainings->change_course(town.ciso, TestTown::key(), course, changed)) == course);
  CHECK(take(1).error().code == ErrorCode::conflict);
  CHECK(take(2));
  CHECK(id_of(town.trainings->close_course(town.ciso, TestTown::key(), course)) == course);
  CHECK(take(2).error().code == ErrorCode::not_found);  // a contractor does not see what is closed
  town.check_whole();
}

TEST_CASE("a session: invited, answered, attended, and the test on paper or later on the page") {
  Learning town;
  auto in = course_input();
  in.self_study = false;
  const auto course = town.course(in);
  const auto session = id_of(
      town.trainings->plan_session(town.clerk, TestTown::key(), course,
                                   {town.welfare, "2026-11-30", "13:30から", "市役所 3階", 2, "2026-11-27"}));
  CHECK(town.trainings->test(town.learner, course).error().code == ErrorCode::conflict);
  (void)id_of(
      town.trainings->invite(town.clerk, TestTown::key(), course, {session, "", {town.newcomer}, "", ""}));
  (void)id_of(town.trainings->invite(town.prime_manager, TestTown::key(), course,
                                     {session, "", {town.prime_worker.person}, "", ""}));
  const auto over = town.trainings->invite(town.clerk, TestTown::key(), course,
                                           {session, "", {town.sub_worker.person}, "", ""});
  CHECK(over.error().code == ErrorCode::conflict);
  // nobody invites another firm's people
  CHECK(town.trainings
            ->invite(town.prime_manager, TestTown::key(), course,
                     {session, "", {town.sub_worker.person}, "", ""})
            .error()
            .code == ErrorCode::invalid_input);
  CHECK(Learning::has(town.owed(town.learner), rules::DutyKind::answer_invitation));
  const auto mine = town.trainings->mine(town.learner);
  REQUIRE(mine->invitations.size() == 1);
  const auto invitation = mine->invitations[0].id;
  CHECK(town.trainings->answer(town.sub_manager, TestTown::key(), invitation, {}).error().code ==
        ErrorCode::not_found);
  (void)id_of(town.trainings->answer(town.learner, TestTown::key(), invitation, {}));
  CHECK_FALSE(Learning::has(town.owed(town.learner), rules::DutyKind::answer_invitation));
  const auto record = [&](const Viewer& by, std::vector<api::Present> present) {
    return town.trainings->record_attendance(by, TestTown::key(), session, {std::move(present)});
  };
  CHECK(record(town.manager, {{town.newcomer, {}}}).error().code == ErrorCode::conflict);  // not held yet
  town.clock.move(std::chrono::hours(24 * 8));
  CHECK(Learning::has(town.owed(town.manager), rules::DutyKind::record_attendance));
  CHECK(stopped_by(record(town.clerk, {{town.newcomer, {}}})) == std::vector<std::string>{"rights.act"});
  (void)id_of(record(town.manager,
                     {{town.newcomer, {}}, {town.prime_worker.person, 40}, {town.sub_worker.person, 50}}));
  CHECK(record(town.manager, {{town.newcomer, {}}}).error().code == ErrorCode::conflict);
  CHECK_FALSE(Learning::has(town.owed(town.manager), rules::DutyKind::record_attendance));
  // of the three, one has passed on paper
  CHECK(town.trainings->mine(town.sub_worker)->trainings.size() == 2);
  CHECK(town.trainings->mine(town.prime_worker)->trainings.size() == 1);
  CHECK(town.stopped() == std::vector<std::string>{"recipient.trained"});
  (void)id_of(town.trainings->take_test(town.learner, TestTown::key(), course, answers(1, 0)));
  CHECK(town.stopped().empty());
  town.check_whole();
}

TEST_CASE("a required drill stops who has not had it, from its day; the record survives the person") {
  Learning town;
  town.train(town.manager, town.newcomer);
  CHECK(town.stopped().empty());
  const auto by_manager = town.trainings->require(
      town.manager, TestTown::key(),
      {town.engagement, false, {rules::TrainingKind::drill}, "", "2026-11-25", "訓練を年に1回行うため"});
  const auto requirement = id_of(by_manager);
  CHECK(town.stopped().empty());
  town.clock.move(std::chrono::hours(48));
  CHECK(town.stopped() == std::vector<std::string>{"recipient.trained"});
  CHECK(town.trainings->learners(town.manager, {"", "", true, "", 100})->items.size() == 5);
  (void)id_of(town.parties->record_training(
      town.manager, TestTown::key(),
      {town.newcomer, "漏えいの訓練", "2026-11-24", "2027-11-23", rules::TrainingKind::drill}));
  CHECK(town.stopped().empty());
  // only somebody's own section asks more of its contracts; for all, the higher officers
  CHECK(stopped_by(
            town.trainings->require(town.manager, TestTown::key(),
                                    {"", false, {rules::TrainingKind::drill}, "", "2026-12-01", "理由"})) ==
        std::vector<std::string>{"rights.act"});
  CHECK(town.trainings->end_requirement(town.tax_manager, TestTown::key(), requirement).error().code ==
        ErrorCode::not_found);
  (void)id_of(town.rosters->leave(town.clerk, TestTown::key(), town.newcomer));
  (void)id_of(town.trainings->end_requirement(town.manager, TestTown::key(), requirement));
  CHECK(town.database->reading([&](store::Connection& c) {
    return store::number(c, "SELECT count(*) FROM trainings WHERE worker = :p0", {town.newcomer});
  }) == 2);
  CHECK(town.trainings->take_test(town.learner, TestTown::key(), town.course(), answers(1, 0)).error().code ==
        ErrorCode::conflict);
  town.check_whole();
}

TEST_CASE("a training that a contractor held itself does not do for important assets") {
  Learning town;
  (void)id_of(town.parties->record_training(town.manager, TestTown::key(),
                                            {town.newcomer, "自社の研修", "2026-11-01", "2027-10-31", {}}));
  CHECK(town.stopped() == std::vector<std::string>{"recipient.trained"});
}

TEST_CASE("notices: who has read them, and who owes it") {
  Learning town;
  const auto id = id_of(town.notices->publish(town.supervising_officer, TestTown::key(),
                                              {rules::NoticeKind::overview, rules::Audience::everybody, "",
                                               "概要", "# 四つの対応\n- 一つ", "", "", "", "2026-12-07"}));
  const auto reads = [&](const Viewer& who) { return town.notices->read(who, TestTown::key(), id); };
  for (const auto* who : {&town.clerk, &town.manager, &town.ciso, &town.prime_manager})
    CHECK(Learning::has(town.owed(*who), rules::DutyKind::read_notice));
  CHECK_FALSE(Learning::has(town.owed(town.prime_worker), rules::DutyKind::read_notice));
  (void)id_of(reads(town.clerk));
  CHECK(reads(town.clerk).error().code == ErrorCode::conflict);
  CHECK_FALSE(Learning::has(town.owed(town.clerk), rules::DutyKind::read_notice));
  CHECK(Learning::has(town.owed(town.manager), rules::DutyKind::read_notice));
  (void)id_of(reads(town.prime_worker));
  CHECK(Learning::has(town.owed(town.prime_manager), rules::DutyKind::read_notice));
  (void)id_of(reads(town.prime_manager));
  CHECK_FALSE(Learning::has(town.owed(town.prime_manager), rules::DutyKind::read_notice));
  const auto seen = town.notices->notice(town.supervising_officer, id);
  REQUIRE(seen);
  CHECK(std::ranges::count_if(seen->readers, [](const auto& r) { return !r.at.empty(); }) == 3);
  CHECK(town.notices->notice(town.clerk, id)->readers.empty());
  CHECK_FALSE(town.notices->notice(town.administrator, id));
  (void)id_of(town.notices->withdraw(town.supervising_officer, TestTown::key(), id));
  CHECK_FALSE(town.notices->notice(town.sub_worker, id));
  CHECK_FALSE(Learning::has(town.owed(town.manager), rules::DutyKind::read_notice));
  town.check_whole();
}
