#include "app/door.h"

#include "base/bytes.h"
#include "base/ids.h"
#include "base/json.h"
#include "rules/gate.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

bool is_idempotency_key(std::string_view key) {
  return key.size() >= 8 && key.size() <= 64 && std::ranges::all_of(key, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
         });
}

Result<Answer> answered_before(const store::CommandAnswer& earlier, const std::string& request) {
  if (earlier.request != request)
    return fail(ErrorCode::conflict,
                "同じ操作番号が、別の内容で使われました。画面を読み直してから、やり直してください。",
                "the idempotency key was used for another request", "Idempotency-Key");
  if (earlier.status == 0)
    return fail(ErrorCode::conflict, "この操作はすでに済んでいます。画面を読み直してください。",
                "this command was carried out; its answer was shown once");
  SEKISHO_TRY(auto body, json::parse(earlier.answer));
  return Answer{earlier.status == 200, true, std::move(body)};
}

}  // namespace

store::Event refusal_event(rules::Act act, const std::string& subject, const std::string& section,
                           const rules::Verdict& verdict) {
  boost::json::array findings;
  for (const auto& finding : verdict.findings)
    if (finding.outcome != rules::Outcome::passed) findings.push_back(json::to_json(finding));
  return {"act.refused",
          subject,
          {{"act", json::enum_name(act)}, {"section", section}, {"findings", std::move(findings)}},
          {}};
}

Passing::Passing(store::Writing& writing, const Viewer& viewer, std::string command, Instant now)
    : writing_(writing), viewer_(viewer), command_(std::move(command)), now_(now) {}

Result<api::Receipt> Passing::append(const store::Event& event) {
  SEKISHO_TRY(const auto appended, writing_.append(event, viewer_.account, command_, now_));
  return to_receipt(appended, event.kind);
}

api::Receipt to_receipt(const store::Appended& appended, std::string_view kind) {
  return {appended.seq, std::string(kind), format_instant(appended.at), to_hex(appended.leaf)};
}

Result<Answer> Door::pass(const Command& command, const Prepare& prepare, bool secret_answer) {
  if (!is_idempotency_key(command.idempotency_key))
    return fail(ErrorCode::invalid_input, "操作番号がありません。画面を読み直してから、やり直してください。",
                "Idempotency-Key must be 8 to 64 letters, digits or hyphens", "Idempotency-Key");
  const std::string key = command.viewer.account + ":" + command.idempotency_key;
  const std::string request = to_hex(
      sha256(std::string(json::enum_name(command.act)) + "\n" + command.subject + "\n" + command.request));
  std::optional<Answer> answer;
  const auto written = database_.write([&](store::Writing& writing) -> Result<void> {
    auto& connection = writing.connection();
    if (const auto earlier = store::find<store::CommandAnswer>(connection, key)) {
      SEKISHO_TRY(answer, answered_before(*earlier, request));
      return {};
    }
    SEKISHO_TRY(auto prepared, prepare(connection));
    const Instant now = clock_.now();
    prepared.facts.act = command.act;
    prepared.facts.now = now;
    prepared.facts.actor = command.viewer.actor();
    prepared.facts.tls = command.viewer.tls;
    auto verdict = rules::judge(prepared.facts);
    const std::string id = make_id("cmd");
    if (verdict.passed) {
      Passing passing(writing, command.viewer, id, now);
      SEKISHO_TRY(auto body, prepared.act(passing));
      answer = Answer{true, false, std::move(body)};
    } else {
      SEKISHO_TRY(const auto appended,
                  writing.append(refusal_event(command.act, command.subject, prepared.section, verdict),
                                 command.viewer.account, id, now));
      answer = Answer{false, false,
                      json::to_json(api::Refused{std::move(verdict), to_receipt(appended, "act.refused")})};
    }
    const bool hide = secret_answer && answer->passed;
    store::put(connection, store::CommandAnswer{
                               key, command.viewer.account, request, hide ? 0 : (answer->passed ? 200 : 403),
                               hide ? "" : boost::json::serialize(answer->body), format_instant(now)});
    return {};
  });
  if (!written) return pass_on(written.error());
  return *std::move(answer);
}

Result<void> Door::record(const std::string& actor,
                          const std::function<Result<std::vector<store::Event>>(store::Connection&)>& act) {
  return database_.write([&](store::Writing& writing) -> Result<void> {
    SEKISHO_TRY(const auto events, act(writing.connection()));
    const std::string id = make_id("cmd");
    for (const auto& event : events) SEKISHO_CHECK(writing.append(event, actor, id, clock_.now()));
    return {};
  });
}

}  // namespace sekisho::app
