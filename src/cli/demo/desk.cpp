#include "demo/desk.h"

#include <openssl/crypto.h>

#include <chrono>
#include <thread>

#include "store/rows.h"

namespace sekisho::cli::demo {

using rules::Decision;
using rules::InspectionState;

std::string Desk::draft(const Wish& w) {
  app::api::PassageInput in;
  in.kind = w.kind;
  in.engagement = s.id(w.engagement);
  in.asset = s.id(w.asset);
  in.range = w.range;
  in.recipient = s.person_of(w.recipient);
  in.purpose = w.purpose;
  in.content_description = w.content;
  in.protection =
      "受け取った端末のディスクを暗号化し、施錠した部屋で扱います。終わったら専用ソフトで消去します。";
  in.production_application = w.reason != nullptr;
  in.production_reason = w.reason != nullptr ? w.reason : "";
  in.collect_until = s.date(w.collect_until);
  in.custody_due = s.date(w.custody_due);
  in.downloads_allowed = 3;
  in.transfer = {true, true, true};
  return s.passed(s.town.passages().draft(s.who(w.by), s.key(), in));
}

void Desk::upload(const Wish& w, const std::string& passage, const std::string& name, std::string_view bytes,
                  InspectionState found) {
  const auto& viewer = s.who(w.by);
  const auto id = must(s.town.uploads().create(viewer, passage, name, bytes.size()));
  const auto part = must(s.town.uploads().append(viewer, id, 0, false));
  must(part->write(as_bytes(bytes)));
  if (must(part->commit()) != bytes.size())
    throw Failed({ErrorCode::io, "見本のファイルを預けられませんでした。", "an upload ended early", {}});
  using namespace std::chrono;
  for (const auto until = steady_clock::now() + minutes(2);; std::this_thread::sleep_for(milliseconds(3))) {
    const auto content =
        s.town.database().reading([&](store::Connection& c) { return store::find<store::Content>(c, id); });
    if (content && content->state == found) break;
    const bool waits =
        content && (content->state == InspectionState::waiting || content->state == InspectionState::running);
    if (!waits || steady_clock::now() > until)
      throw Failed(
          {ErrorCode::corrupt,
           "見本のファイルの検査が、思った結果になりませんでした。プログラムの誤りです。",
           name + " was inspected as " + (content ? std::string(json::enum_name(content->state)) : "nothing"),
           {}});
  }
}

void Desk::submit(const Wish& w, const std::string& passage) {
  s.passed(s.town.passages().submit(s.who(w.by), s.key(), passage));
}

std::string Desk::submitted(const Wish& w, const std::string& name, std::string_view bytes,
                            InspectionState found) {
  auto passage = draft(w);
  upload(w, passage, name, bytes, found);
  submit(w, passage);
  return passage;
}

void Desk::cannot_submit(const Wish& w, const std::string& passage, std::string_view rule) {
  s.refused(s.town.passages().submit(s.who(w.by), s.key(), passage), rule);
}

void Desk::approve(const char* by, const std::string& passage, const char* reason) {
  s.passed(s.town.passages().decide(s.who(by), s.key(), passage, {Decision::approve, reason}));
}

std::string Desk::collect(const char* by, const std::string& passage, const char* place) {
  const auto& viewer = s.who(by);
  const auto grant = s.passed(s.town.handovers().grant(viewer, s.key(), passage));
  const auto download = must(s.town.handovers().open(viewer, grant));
  Bytes buffer(64 * 1024);
  for (std::uint64_t at = 0; at < download.reader->size();) {
    const auto got = must(download.reader->read(at, buffer));
    if (got == 0)
      throw Failed(
          {ErrorCode::corrupt, "見本のファイルを受け取れませんでした。", "a download ended early", {}});
    at += got;
  }
  OPENSSL_cleanse(buffer.data(), buffer.size());
  return s.passed(s.town.handovers().give_receipt(viewer, s.key(), passage, {place}));
}

std::string Desk::may_copy(const char* manager, const std::string& custody,
                           const app::api::CopyApplicationInput& input,
                           std::initializer_list<const char*> approvers) {
  auto& handovers = s.town.handovers();
  const auto id = s.passed(handovers.apply_copy(s.who(manager), s.key(), custody, input));
  for (const char* by : approvers)
    s.passed(handovers.decide_copy(s.who(by), s.key(), custody, id,
                                   {Decision::approve, "目的と数、置く場所を確かめました。"}));
  return id;
}

}  // namespace sekisho::cli::demo
