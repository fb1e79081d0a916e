#include "app/handovers.h"

#include <unordered_set>

#include "attachment_uses.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "handover_rows.h"
#include "ledger/merkle.h"
#include "passage_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::CustodyState;

// A stopped download is asked for again and again by the program that fetches it: the ledger says it once.
Result<void> record_once(Door& door, const Viewer& viewer, store::Event refusal) {
  return door.record(viewer.account, [&](store::Connection& c) -> Result<std::vector<store::Event>> {
    const auto last = store::select<store::Refusal>(
        c, "account = :p0 AND subject = :p1 AND act = :p2 ORDER BY entry DESC LIMIT 1",
        {viewer.account, refusal.subject, std::string(refusal.data.at("act").as_string())});
    if (!last.empty() && json::to_json(last.front().findings) == refusal.data.at("findings"))
      return std::vector<store::Event>{};
    return std::vector<store::Event>{std::move(refusal)};
  });
}

}  // namespace

Result<Answer> Handovers::grant(const Viewer& viewer, const std::string& key, const std::string& passage_id) {
  return parts_.door.pass(
      {viewer, key, Act::download_content, passage_id, ""}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto passage, visible_passage(c, viewer, passage_id));
        Prepared prepared{passage_facts(c, passage), passage.section, {}};
        prepared.act = [passage](Passing& passing) -> Result<boost::json::value> {
          const auto content = store::find<store::Content>(passing.connection(), passage.content);
          if (!content) return fail(ErrorCode::gone, "データは消去されています。", "no content");
          const std::string id = make_id("dwn");
          // A day to finish what was begun, but not past the day until which it may be collected, or in
          // custody be held.
          const auto last =
              parse_day(passage.downloads_used == 0 ? passage.collect_until : passage.custody_due);
          Instant until = passing.now() + std::chrono::hours(24);
          if (last && start_of(*last + std::chrono::days(1)) < until)
            until = start_of(*last + std::chrono::days(1));
          SEKISHO_TRY(const auto receipt, passing.append({"content.downloaded",
                                                          passage.content,
                                                          {{"download", id},
                                                           {"passage", passage.id},
                                                           {"person", passing.viewer().person},
                                                           {"until", format_instant(until)},
                                                           {"downloads_used", passage.downloads_used + 1}},
                                                          {}}));
          return json::to_json(api::DownloadGrant{
              id, "/api/downloads/" + id + "/content", content->name, format_instant(until), content->size,
              passage.downloads_allowed - passage.downloads_used - 1, receipt});
        };
        return prepared;
      });
}

Result<Download> Handovers::open(const Viewer& viewer, const std::string& grant) const {
  std::optional<store::Event> refusal;
  auto opened = parts_.database.reading([&](store::Connection& c) -> Result<Download> {
    const auto download = store::find<store::Download>(c, grant);
    if (!download || download->account != viewer.account || download->person != viewer.person)
      return fail(ErrorCode::not_found, "その受け取りは見つかりません。", "no such download");
    const Instant now = parts_.clock.now();
    if (now >= parse_instant(download->until).value_or(Instant{}))
      return fail(ErrorCode::gone, "受け取れる時間が過ぎました。申請の画面から、もう一度受け取ってください。",
                  "the grant has expired");
    SEKISHO_TRY(const auto passage, visible_passage(c, viewer, download->passage));
    auto facts = passage_facts(c, passage);
    if (passage.content != download->content)
      return fail(ErrorCode::gone, "データが差し替えられています。", "the content was replaced");
    facts.passage->downloads_used -= 1;  // this download is counted already
    const auto verdict = judge_for(Act::download_content, facts, viewer, now);
    if (!verdict.passed) {
      refusal = refusal_event(Act::download_content, passage.id, passage.section, verdict);
      for (const auto& finding : verdict.findings)
        if (finding.outcome != rules::Outcome::passed)
          return fail(ErrorCode::forbidden, finding.reason_ja + finding.todo_ja,
                      finding.rule + ": " + finding.reason_en);
      return fail(ErrorCode::forbidden, "受け取りは、関所が止めました。", "refused by the gate");
    }
    const auto content = store::find<store::Content>(c, download->content);
    if (!content || content->key_state != "held")
      return fail(ErrorCode::gone, "データは消去されています。", "erased");
    SEKISHO_TRY(const auto key, parts_.object_keys.load(c, content->id));
    SEKISHO_TRY(auto reader, parts_.vault.open(content->id, key, parts_.object_keys.context(content->id)));
    return Download{content->id, content->name, std::move(reader)};
  });
  if (refusal) SEKISHO_CHECK(record_once(parts_.door, viewer, *std::move(refusal)));
  return opened;
}

Result<Answer> Handovers::give_receipt(const Viewer& viewer, const std::string& key,
                                       const std::string& passage_id, const api::ReceiptInput& input) {
  SEKISHO_CHECK(check_text(input.place, "place", true));
  return parts_.door.pass({viewer, key, Act::give_receipt, passage_id, json::write(input)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            SEKISHO_TRY(const auto passage, visible_passage(c, viewer, passage_id));
                            Prepared prepared{passage_facts(c, passage), passage.section, {}};
                            prepared.facts.place = input.place;
                            prepared.act = [passage, input](Passing& passing) -> Result<boost::json::value> {
                              const std::string id = make_id("cus");
                              SEKISHO_TRY(const auto receipt,
                                          passing.append({"receipt.given",
                                                          id,
                                                          {{"passage", passage.id},
                                                           {"content", passage.content},
                                                           {"holder", passage.recipient},
                                                           {"contractor", passage.recipient_contractor},
                                                           {"section", passage.section},
                                                           {"due", passage.custody_due}},
                                                          {{"place", input.place}}}));
                              return done(id, receipt);
                            };
                            return prepared;
                          });
}

Result<Answer> Handovers::declare_return(const Viewer& viewer, const std::string& key, const std::string& id,
                                         const api::ReturnInput& input) {
  SEKISHO_CHECK(check_text(input.method, "method", true));
  return parts_.door.pass({viewer, key, Act::declare_return, id, json::write(input)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            SEKISHO_TRY(const auto custody, visible_custody(c, viewer, id));
                            Prepared prepared{custody_facts(c, custody), custody.section, {}};
                            prepared.facts.custody->copies_erased = input.copies_erased;
                            prepared.act = [id, input](Passing& passing) -> Result<boost::json::value> {
                              SEKISHO_TRY(const auto receipt,
                                          passing.append({"return.declared",
                                                          id,
                                                          {{"copies_erased", input.copies_erased}},
                                                          {{"method", input.method}}}));
                              return done(id, receipt);
                            };
                            return prepared;
                          });
}

Result<Answer> Handovers::confirm_return(const Viewer& viewer, const std::string& key,
                                         const std::string& id) {
  std::string content;
  auto answer = parts_.door.pass(
      {viewer, key, Act::confirm_return, id, ""}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto custody, visible_custody(c, viewer, id));
        Prepared prepared{custody_facts(c, custody), custody.section, {}};
        prepared.act = [&, custody](Passing& passing) -> Result<boost::json::value> {
          parts_.object_keys.forget(passing.connection(), custody.content);
          content = custody.content;
          SEKISHO_TRY(const auto receipt,
                      passing.append({"return.confirmed",
                                      id,
                                      {{"passage", custody.passage}, {"content", custody.content}},
                                      {}}));
          return done(id, receipt);
        };
        return prepared;
      });
  if (answer && answer->passed &&
      !content.empty()) {                     // what the town kept for the hand-over is not needed any more
    (void)parts_.object_keys.shred(content);  // tend() does it again if this is interrupted
    (void)parts_.vault.remove(content);
  }
  return answer;
}

Result<Answer> Handovers::erase(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::EraseInput& input) {
  SEKISHO_CHECK(check_text(input.method, "method", false));
  SEKISHO_CHECK(check_text(input.statement, "statement", false));
  auto answer = parts_.door.pass(
      {viewer, key, Act::erase_custody, id, json::write(input)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto custody, visible_custody(c, viewer, id));
        Prepared prepared{custody_facts(c, custody), custody.section, {}};
        prepared.facts.custody->erase_method = input.method;
        prepared.facts.custody->copies_erased = input.copies_erased;
        prepared.act = [&, custody](Passing& passing) -> Result<boost::json::value> {
          parts_.object_keys.forget(passing.connection(), custody.content);
          SEKISHO_TRY(const auto receipt,
                      passing.append({"custody.erasing",
                                      id,
                                      {{"passage", custody.passage},
                                       {"content", custody.content},
                                       {"copies_erased", input.copies_erased}},
                                      {{"method", input.method}, {"statement", input.statement}}}));
          return done(id, receipt);
        };
        return prepared;
      });
  if (!answer || !answer->passed) return answer;
  SEKISHO_TRY(const auto receipt,
              finish_erasure(id));  // also when repeated: the first time may have been interrupted
  answer->body = done(id, receipt);
  return answer;
}

// The order matters: the decision is in the ledger, then the key is destroyed, then the certificate says so.
// Whatever interrupts it, tend() goes on from here.
Result<api::Receipt> Handovers::finish_erasure(const std::string& id) {
  const auto custody =
      parts_.database.reading([&](store::Connection& c) { return store::find<store::Custody>(c, id); });
  if (!custody || (custody->state != CustodyState::erasing && custody->state != CustodyState::erased))
    return fail(ErrorCode::conflict, "この預かりは、消去の途中ではありません。", "not erasing");
  SEKISHO_CHECK(parts_.object_keys.shred(custody->content));
  SEKISHO_CHECK(parts_.vault.remove(custody->content));
  api::Receipt receipt;
  SEKISHO_CHECK(parts_.database.write([&](store::Writing& writing) -> Result<void> {
    const auto now = store::find<store::Custody>(writing.connection(), id);
    if (!now || now->state != CustodyState::erasing) {  // ended before, by another call: the same receipt
      const auto entry =
          now ? store::read_entry(writing.connection(), parts_.database.cipher(), now->end_entry)
              : std::nullopt;
      if (!entry)
        return fail(ErrorCode::corrupt, "台帳の記録を読めません。運用担当に知らせてください。",
                    "entry does not open");
      receipt = {now->end_entry, "custody.erased", now->ended_at, to_hex(ledger::leaf_hash(entry->leaf))};
      return {};
    }
    const auto content = store::find<store::Content>(writing.connection(), custody->content);
    SEKISHO_TRY(const auto appended, writing.append({"custody.erased",
                                                     id,
                                                     {{"passage", custody->passage},
                                                      {"content", custody->content},
                                                      {"sha256", content ? content->sha256 : ""},
                                                      {"size", content ? content->size : 0}},
                                                     {}},
                                                    custody->ended_by, make_id("cmd"), parts_.clock.now()));
    receipt = to_receipt(appended, "custody.erased");
    return {};
  }));
  return receipt;
}

void Handovers::tend() {
  const auto [erasing, late] = parts_.database.reading([&](store::Connection& c) {
    const auto today = format_day(day_in_japan(parts_.clock.now()));
    return std::pair(store::select<store::Custody>(c, "state = 'erasing'"),
                     store::select<store::Passage>(
                         c, "state = 'approved' AND downloads_used = 0 AND collect_until < :p0", {today}));
  });
  for (const auto& custody : erasing) (void)finish_erasure(custody.id);
  for (const auto& passage : late)
    (void)parts_.door.record("system", [&](store::Connection& c) -> Result<std::vector<store::Event>> {
      const auto now = store::find<store::Passage>(c, passage.id);
      if (!now || now->state != rules::PassageState::approved || now->downloads_used != 0)
        return std::vector<store::Event>{};
      return std::vector<store::Event>{{"passage.expired", passage.id, {}, {}}};
    });
  // An application that came to nothing leaves its content with nobody who may have it.
  const auto useless = parts_.database.reading([](store::Connection& c) {
    return store::select<store::Content>(c,
                                         "key_state = 'held' AND passage IN (SELECT id FROM passages WHERE "
                                         "state IN ('rejected', 'withdrawn', 'expired'))");
  });
  for (const auto& content : useless)
    (void)parts_.door.record("system", [&](store::Connection& c) -> Result<std::vector<store::Event>> {
      const auto now = store::find<store::Content>(c, content.id);
      if (!now || now->key_state != "held") return std::vector<store::Event>{};
      parts_.object_keys.forget(c, content.id);
      return std::vector<store::Event>{{"content.discarded", content.id, {{"passage", ""}}, {}}};
    });
  const auto held = parts_.database.reading(
      [](store::Connection& c) { return store::select<store::Content>(c, "key_state = 'held'"); });
  std::unordered_set<std::string> ids;
  for (const auto& content : held) ids.insert(content.id);
  const auto is_held = [&ids](const std::string& id) { return ids.contains(id); };
  // Files of people have a tend() of their own. Here: only what this database knows to be ended. A shard that
  // it has never heard of may belong to the data beside which a backup was restored: destroying it would
  // destroy what was handed in since that backup, for good.
  if (const auto shards = parts_.object_keys.shards().list())
    for (const auto& id : *shards) {
      if (is_held(id) || is_attachment(id)) continue;
      (void)parts_.database.write([&](store::Writing& w) -> Result<void> {
        const auto content = store::find<store::Content>(w.connection(), id);
        return !content || content->key_state == "held" ? Result<void>{} : parts_.object_keys.shred(id);
      });
    }
  // Made since the list was read? Then its row is in the database by now, or its transaction still runs: ask
  // within one.
  if (const auto objects = parts_.vault.list())
    for (const auto& object : *objects)
      if (!is_held(object.object_id) && !is_attachment(object.object_id))
        (void)parts_.database.write([&](store::Writing& w) -> Result<void> {
          const auto content = store::find<store::Content>(w.connection(), object.object_id);
          return content && content->key_state == "held" ? Result<void>{}
                                                         : parts_.vault.remove(object.object_id);
        });
}

}  // namespace sekisho::app
