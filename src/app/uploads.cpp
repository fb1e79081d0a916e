#include "app/uploads.h"

#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "passage_rows.h"
#include "store/rows.h"

namespace sekisho::app {

using rules::Act;
using rules::InspectionState;

namespace {

std::string first_reason(const boost::json::value& refused) {
  const auto read = json::from_json<api::Refused>(refused);
  if (read)
    for (const auto& finding : read->verdict.findings)
      if (finding.outcome != rules::Outcome::passed) return finding.reason_ja + finding.todo_ja;
  return "この操作は、関所が止めました。";
}

}  // namespace

// Straight into the object.
class DirectPart final : public UploadPart {
 public:
  DirectPart(Uploads& uploads, std::unique_ptr<vault::ObjectWriter> writer, std::string account,
             store::Content content)
      : uploads_(uploads),
        writer_(std::move(writer)),
        account_(std::move(account)),
        content_(std::move(content)) {}

  Result<void> write(ByteView block) override {
    if (block.size() > static_cast<std::uint64_t>(content_.size) - writer_->offset())
      return fail(ErrorCode::invalid_input,
                  "送られたデータが、はじめに決めた長さより長くなっています。初めからやり直してください。",
                  "more than the announced length");
    return writer_->write(block);
  }
  Result<std::uint64_t> commit() override {
    const auto length = static_cast<std::uint64_t>(content_.size);
    if (writer_->offset() < length) return writer_->sync();
    SEKISHO_CHECK(uploads_.finish(account_, content_.id, length, std::move(writer_)));
    return length;
  }
  void discard() noexcept override { writer_.reset(); }

 private:
  Uploads& uploads_;
  std::unique_ptr<vault::ObjectWriter> writer_;
  std::string account_;
  store::Content content_;
};

// Aside first, under a one-off key; into the object only when the checksum was right.
class StagedPart final : public UploadPart {
 public:
  StagedPart(std::unique_ptr<vault::Staging> staging, std::unique_ptr<UploadPart> target)
      : staging_(std::move(staging)), target_(std::move(target)) {}

  Result<void> write(ByteView block) override { return staging_->write(block); }
  Result<std::uint64_t> commit() override {
    SEKISHO_TRY(const auto reader, staging_->read_back());
    Bytes buffer(256 * 1024);
    for (std::uint64_t at = 0; at < reader->size();) {
      SEKISHO_TRY(const auto got, reader->read(at, buffer));
      SEKISHO_CHECK(target_->write(ByteView(buffer).first(got)));
      at += got;
    }
    OPENSSL_cleanse(buffer.data(), buffer.size());
    return target_->commit();
  }
  void discard() noexcept override {
    staging_.reset();
    target_->discard();
  }

 private:
  std::unique_ptr<vault::Staging> staging_;
  std::unique_ptr<UploadPart> target_;
};

Result<std::string> Uploads::create(const Viewer& viewer, const std::string& passage_id,
                                    const std::string& name, std::uint64_t length) {
  if (length > parts_.max_upload)
    return fail(ErrorCode::too_large, "ファイルが大きすぎます。担当課に相談してください。",
                "larger than max_upload_bytes");
  if (name.empty() || name.size() > 500)
    return fail(ErrorCode::invalid_input, "ファイルの名前が空か、長すぎます。",
                "filename must be 1 to 500 octets", "filename");
  const std::string id = make_id("obj");
  std::string replaced;
  const auto answer = parts_.door.pass(
      {viewer, id.substr(4), Act::upload_content, passage_id, name},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto passage, visible_passage(c, viewer, passage_id));
        replaced = passage.content;
        Prepared prepared{passage_facts(c, passage), passage.section, {}};
        prepared.act = [&, passage](Passing& passing) -> Result<boost::json::value> {
          if (!passage.content.empty()) {
            parts_.object_keys.forget(passing.connection(), passage.content);
            SEKISHO_CHECK(
                passing.append({"content.discarded", passage.content, {{"passage", passage_id}}, {}}));
          }
          SEKISHO_TRY(const auto key, parts_.object_keys.create(passing.connection(), id));
          SEKISHO_CHECK(parts_.vault.create(id, key, parts_.object_keys.context(id)));
          const auto expires = passing.now() + parts_.upload_expiry;
          SEKISHO_TRY(const auto receipt, passing.append({"content.announced",
                                                          id,
                                                          {{"passage", passage_id},
                                                           {"account", viewer.account},
                                                           {"size", static_cast<std::int64_t>(length)},
                                                           {"expires_at", format_instant(expires)}},
                                                          {{"name", name}}}));
          return done(id, receipt);
        };
        return prepared;
      });
  if (!answer) return pass_on(answer.error());
  if (!answer->passed) return fail(ErrorCode::forbidden, first_reason(answer->body), "refused by the gate");
  if (!replaced.empty()) {
    (void)parts_.object_keys.shred(replaced);
    (void)parts_.vault.remove(replaced);
  }
  if (length == 0) SEKISHO_CHECK(complete(viewer.account, id, 0));
  return id;
}

Result<store::Content> Uploads::own(store::Connection& c, const Viewer& viewer, const std::string& id) const {
  const auto content = store::find<store::Content>(c, id);
  if (!content || content->account != viewer.account)
    return fail(ErrorCode::not_found, "その送り込みは見つかりません。", "no such upload");
  if (content->key_state != "held" ||
      (content->state == InspectionState::uploading &&
       parse_instant(content->expires_at).value_or(Instant{}) <= parts_.clock.now()))
    return fail(ErrorCode::gone,
                "この送り込みは取り消されたか、期限が過ぎました。初めからやり直してください。",
                "the upload is gone");
  return *content;
}

Result<UploadInfo> Uploads::info(const Viewer& viewer, const std::string& id) {
  return parts_.database.reading([&](store::Connection& c) -> Result<UploadInfo> {
    SEKISHO_TRY(const auto content, own(c, viewer, id));
    UploadInfo out{0, static_cast<std::uint64_t>(content.size), content.passage, content.name,
                   parse_instant(content.expires_at).value_or(Instant{})};
    if (content.state != InspectionState::uploading) {
      out.offset = out.length;
      return out;
    }
    SEKISHO_TRY(const auto key, parts_.object_keys.load(c, id));
    SEKISHO_TRY(out.offset, parts_.vault.durable_offset(id, key, parts_.object_keys.context(id)));
    return out;
  });
}

Result<std::unique_ptr<UploadPart>> Uploads::append(const Viewer& viewer, const std::string& id,
                                                    std::uint64_t offset, bool staged) {
  std::optional<store::Content> content;
  std::optional<Key> key;
  const auto read = parts_.database.reading([&](store::Connection& c) -> Result<void> {
    SEKISHO_TRY(content, own(c, viewer, id));
    if (content->state != InspectionState::uploading)
      return fail(ErrorCode::conflict, "この送り込みは終わっています。", "the upload is complete");
    SEKISHO_TRY(key, parts_.object_keys.load(c, id));
    return {};
  });
  if (!read) return pass_on(read.error());
  SEKISHO_TRY(auto writer, parts_.vault.resume(id, *key, parts_.object_keys.context(id)));
  if (writer->offset() != offset)
    return fail(ErrorCode::conflict, "送り込みの続きの位置が合いません。",
                "offset " + std::to_string(writer->offset()) + " expected");
  std::unique_ptr<UploadPart> part =
      std::make_unique<DirectPart>(*this, std::move(writer), viewer.account, *content);
  if (staged) {
    SEKISHO_TRY(auto staging, parts_.vault.stage());
    part = std::make_unique<StagedPart>(std::move(staging), std::move(part));
  }
  return part;
}

Result<void> Uploads::complete(const std::string& account, const std::string& id, std::uint64_t length) {
  std::optional<Key> key;
  const auto read = parts_.database.reading([&](store::Connection& c) -> Result<void> {
    SEKISHO_TRY(key, parts_.object_keys.load(c, id));
    return {};
  });
  if (!read) return read;
  SEKISHO_TRY(auto writer, parts_.vault.resume(id, *key, parts_.object_keys.context(id)));
  return finish(account, id, length, std::move(writer));
}

Result<void> Uploads::finish(const std::string& account, const std::string& id, std::uint64_t length,
                             std::unique_ptr<vault::ObjectWriter> writer) {
  SEKISHO_TRY(const auto finished, writer->finish());
  writer.reset();
  if (finished.size != length)
    return fail(ErrorCode::corrupt, "送られたデータの長さが合いません。初めからやり直してください。",
                "the object has another length than announced");
  SEKISHO_CHECK(parts_.door.record(account, [&](store::Connection& c) -> Result<std::vector<store::Event>> {
    const auto content = store::find<store::Content>(c, id);
    if (!content || content->state != InspectionState::uploading)
      return std::vector<store::Event>{};  // ended by another request
    return std::vector<store::Event>{
        {"content.received",
         id,
         {{"sha256", to_hex(finished.sha256)}, {"size", static_cast<std::int64_t>(finished.size)}},
         {}}};
  }));
  received_(id);
  return {};
}

Result<void> Uploads::discard(const std::string& actor, const std::string& id) {
  SEKISHO_CHECK(parts_.door.record(actor, [&](store::Connection& c) -> Result<std::vector<store::Event>> {
    const auto content = store::find<store::Content>(c, id);
    if (!content || content->key_state != "held") return std::vector<store::Event>{};
    const auto passage = store::find<store::Passage>(c, content->passage);
    // An application that has ended meanwhile stays so: only a draft loses its content.
    const bool current = passage && passage->content == id && passage->state == rules::PassageState::draft;
    parts_.object_keys.forget(c, id);
    return std::vector<store::Event>{
        {"content.discarded", id, {{"passage", current ? passage->id : ""}}, {}}};
  }));
  SEKISHO_CHECK(parts_.object_keys.shred(id));
  return parts_.vault.remove(id);
}

Result<void> Uploads::remove(const Viewer& viewer, const std::string& id) {
  const auto content = parts_.database.reading([&](store::Connection& c) { return own(c, viewer, id); });
  if (!content) return pass_on(content.error());
  if (content->state != InspectionState::uploading)
    return fail(ErrorCode::conflict,
                "送り込みが終わったデータは、ここでは消せません。申請を取り下げるか、送り直してください。",
                "the upload is complete");
  return discard(viewer.account, id);
}

void Uploads::tend() {
  const auto open = parts_.database.reading([&](store::Connection& c) {
    return store::select<store::Content>(c, "state = 'uploading' AND key_state = 'held'");
  });
  for (const auto& content : open) {
    const auto length = static_cast<std::uint64_t>(content.size);
    const auto offset = parts_.database.reading([&](store::Connection& c) -> Result<std::uint64_t> {
      SEKISHO_TRY(const auto key, parts_.object_keys.load(c, content.id));
      return parts_.vault.durable_offset(content.id, key, parts_.object_keys.context(content.id));
    });
    if (offset && *offset == length) {
      (void)complete(content.account, content.id, length);  // tried again at the next turn
    } else if (parse_instant(content.expires_at).value_or(Instant{}) <= parts_.clock.now()) {
      (void)discard("system", content.id);
    }
  }
}

}  // namespace sekisho::app
