// Another inspection, or the end of one, at the applicant's wish.
#include "app/inspections.h"
#include "events.h"
#include "facts.h"
#include "inspection_report.h"
#include "inspection_words.h"
#include "passage_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::InspectionState;

constexpr std::size_t longest_password = 256;

struct Held {
  store::Passage passage;
  store::Content content;
};
Result<Held> held(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(auto passage, visible_passage(c, viewer, id));
  auto content = passage.content.empty() ? std::nullopt : store::find<store::Content>(c, passage.content);
  if (!content || content->key_state != "held" || content->state == InspectionState::uploading)
    return fail(ErrorCode::conflict, "検査できるファイルがありません。", "there is no content to inspect");
  return Held{std::move(passage), *std::move(content)};
}

}  // namespace

Result<Answer> Inspections::again(const Viewer& viewer, const std::string& key, const std::string& id,
                                  const api::ReinspectionInput& in) {
  if (in.password.size() > longest_password)
    return fail(ErrorCode::invalid_input, "パスワードが長すぎます。", "the password is too long", "password");
  const bool with_password = !in.password.empty();
  std::string content;
  auto answer = parts_.door.pass(
      // what was asked, without the password: the ledger's database keeps it
      {viewer, key, rules::Act::reinspect_content, id, with_password ? "with a password" : "again"},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto now, held(c, viewer, id));
        if (now.content.state == InspectionState::waiting)
          return fail(ErrorCode::conflict, "検査の途中です。終わるまで待ってください。",
                      "it is being inspected");
        content = now.content.id;
        Prepared prepared{passage_facts(c, now.passage), now.passage.section, {}};
        prepared.act = [id, content = now.content,
                        with_password](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"content.reinspection_asked",
                                      content.id,
                                      {{"before", boost::json::array{json::to_json(judged(content))}},
                                       {"reinspected_for", with_password ? "password" : "again"}},
                                      {}}));
          return done(id, receipt);
        };
        return prepared;
      });
  if (answer && answer->passed && !answer->repeated) {
    if (with_password) {
      const std::scoped_lock lock(lock_);
      passwords_[content] = in.password;
    }
    enqueue(content);
  }
  return answer;
}

Result<Answer> Inspections::end(const Viewer& viewer, const std::string& key, const std::string& id) {
  std::string content;
  auto answer = parts_.door.pass(
      {viewer, key, rules::Act::reinspect_content, id, "end"}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto now, held(c, viewer, id));
        if (now.content.state != InspectionState::waiting)
          return fail(ErrorCode::conflict, "検査は、もう終わっています。",
                      "the inspection has ended already");
        content = now.content.id;
        Prepared prepared{passage_facts(c, now.passage), now.passage.section, {}};
        prepared.act = [id, content](Passing& passing) -> Result<boost::json::value> {
          auto event = inspected_event(content, unseen_report(remark(stopped, "")), "", std::nullopt);
          event.kind = "content.inspection_stopped";
          SEKISHO_TRY(const auto receipt, passing.append(event));
          return done(id, receipt);
        };
        return prepared;
      });
  if (answer && answer->passed) {
    const std::scoped_lock lock(lock_);
    if (running_ == content) ending_.request_stop();
  }
  return answer;
}

}  // namespace sekisho::app
