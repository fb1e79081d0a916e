#include "app/attachments.h"

#include "attachment_uses.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "media_types.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

std::unexpected<Error> unseen() {
  return fail(ErrorCode::not_found, "そのファイルは見つかりません。", "no such attachment");
}

Result<const AttachmentUse*> use_of(rules::AttachmentPurpose purpose, const std::string& subject) {
  if (const auto* use = attachment_use(purpose, subject)) return use;
  return unseen();
}

std::vector<store::Attachment> held(store::Connection& c, rules::AttachmentPurpose purpose,
                                    const std::string& subject) {
  return store::select<store::Attachment>(
      c, "subject = :p0 AND purpose = :p1 AND erased_at = '' ORDER BY added_at DESC, id DESC",
      {subject, std::string(json::enum_name(purpose))});
}

// Whether a file may be added now, or this one be erased.
Result<void> is_open(store::Connection& c, const AttachmentUse& use, const std::string& subject,
                     const std::string& file, Instant now) {
  return use.open == nullptr ? Result<void>{} : use.open(c, subject, file, now);
}

// Erases within the transaction: the wrapped key and the name's salted value go, the ledger says so.
Result<api::Receipt> erase_in(Passing& passing, ObjectKeys& keys, const store::Attachment& file) {
  keys.forget(passing.connection(), file.id);
  passing.connection().execute("DELETE FROM ledger_private WHERE seq = :p0", {file.entry});
  return passing.append(
      {"attachment.erased",
       file.id,
       {{"purpose", json::enum_name(file.purpose)}, {"subject", file.subject}, {"sha256", file.sha256}},
       {}});
}

Result<void> fits(const AttachmentUse& use, const AttachmentInput& in) {
  if (!is_known_media_type(in.media_type) ||
      std::ranges::find(use.media_types, in.media_type) == use.media_types.end()) {
    std::string takes;
    for (const auto type : use.media_types) takes += (takes.empty() ? "" : "、") + media_type_words(type);
    return fail(ErrorCode::unsupported, "この種類のファイルは預かれません。預かれるのは、" + takes + "です。",
                "a media type that this purpose does not take", "file");
  }
  return check_file_name(in.name, in.media_type);
}

std::unexpected<Error> too_large(const AttachmentUse& use) {
  return fail(ErrorCode::too_large,
              "ファイルが大きすぎます。" + std::to_string(use.most_bytes >> 20) +
                  " MB までのファイルを選んでください。",
              "larger than " + std::to_string(use.most_bytes) + " octets", "file");
}

api::AttachmentView view_of(const store::Attachment& a, bool may_erase) {
  return {a.id,         a.purpose, a.subject,  a.name,
          a.media_type, a.sha256,  a.added_at, "/api/attachments/" + a.id + "/content",
          a.size,       may_erase};
}

}  // namespace

class Attachments::Part final : public AttachmentPart {
 public:
  Part(Attachments& owner, Viewer viewer, std::string key, AttachmentInput input, const AttachmentUse& use,
       std::string id, std::unique_ptr<vault::ObjectWriter> writer)
      : owner_(owner),
        viewer_(std::move(viewer)),
        key_(std::move(key)),
        in_(std::move(input)),
        use_(use),
        id_(std::move(id)),
        writer_(std::move(writer)),
        check_(in_.media_type) {}
  ~Part() override {
    writer_.reset();
    if (!kept_) owner_.destroy(id_);
    owner_.end(id_);
  }

  Result<void> write(ByteView block) override {
    const auto room = std::min(use_.most_bytes, owner_.parts_.max_upload) - writer_->offset();
    if (block.size() > room) return too_large(use_);
    check_.add(block);
    return writer_->write(block);
  }

  Result<Answer> finish() override {
    SEKISHO_CHECK(check_.finish());
    SEKISHO_TRY(const auto finished, writer_->finish());
    writer_.reset();
    kept_ = true;  // if the outcome stays unknown, tend() finds out
    std::vector<std::string> replaced;
    const std::string sha256 = to_hex(finished.sha256);
    const std::string request = json::write(std::vector<std::string>{
        std::string(json::enum_name(in_.purpose)), in_.name, in_.media_type, sha256});
    auto answer = owner_.parts_.door.pass(
        {viewer_, key_, use_.add, in_.subject, request}, [&](store::Connection& c) -> Result<Prepared> {
          if (!use_.visible(c, viewer_, in_.subject)) return unseen();
          SEKISHO_TRY(auto facts, use_.facts(c, viewer_, in_.subject));
          SEKISHO_CHECK(is_open(c, use_, in_.subject, "", owner_.parts_.clock.now()));
          const auto before = held(c, in_.purpose, in_.subject);
          if (!use_.replaces && static_cast<std::int64_t>(before.size()) >= use_.most_files)
            return fail(ErrorCode::conflict,
                        "預けられるファイルの数を超えています。要らないファイルを消してください。",
                        "too many files of this subject", "file");
          store::Attachment file{id_,
                                 in_.purpose,
                                 in_.subject,
                                 facts.target.section,
                                 facts.target.contractors.empty() ? "" : facts.target.contractors.back(),
                                 in_.name,
                                 in_.media_type,
                                 static_cast<std::int64_t>(finished.size),
                                 sha256,
                                 "",
                                 "",
                                 "",
                                 "",
                                 0};
          Prepared prepared{std::move(facts), file.section, {}};
          prepared.act = [&, before, file](Passing& passing) -> Result<boost::json::value> {
            if (use_.replaces)
              for (const auto& one : before) {
                SEKISHO_CHECK(erase_in(passing, owner_.parts_.object_keys, one));
                replaced.push_back(one.id);
              }
            SEKISHO_TRY(
                const auto receipt,
                passing.append(event_of("attachment.added", file, {"name"},
                                        {"added_at", "added_by", "erased_at", "erased_by", "entry"})));
            return done(id_, receipt);
          };
          return prepared;
        });
    kept_ = answer && answer->passed && !answer->repeated;
    for (const auto& id : replaced)
      if (kept_) owner_.destroy(id);
    return answer;
  }

 private:
  Attachments& owner_;
  const Viewer viewer_;
  const std::string key_;
  const AttachmentInput in_;
  const AttachmentUse& use_;
  const std::string id_;
  std::unique_ptr<vault::ObjectWriter> writer_;
  TypeCheck check_;
  bool kept_ = false;
};

Result<Attachments::Begun> Attachments::begin(const Viewer& viewer, const std::string& key,
                                              const AttachmentInput& input,
                                              std::optional<std::uint64_t> announced_size) {
  SEKISHO_TRY(const AttachmentUse* use, use_of(input.purpose, input.subject));
  // Before anything is read of it: is there somebody to hand it in for, and would the gate let it pass?
  bool would_pass = false;
  SEKISHO_CHECK(parts_.database.reading([&](store::Connection& c) -> Result<void> {
    if (!use->visible(c, viewer, input.subject)) return unseen();
    SEKISHO_TRY(auto facts, use->facts(c, viewer, input.subject));
    const auto now = parts_.clock.now();
    would_pass = judge_for(use->add, std::move(facts), viewer, now).passed;
    return would_pass ? is_open(c, *use, input.subject, "", now) : Result<void>{};
  }));
  if (!would_pass) {
    SEKISHO_TRY(auto answer,
                parts_.door.pass({viewer, key, use->add, input.subject, "refused before it was read"},
                                 [&](store::Connection& c) -> Result<Prepared> {
                                   SEKISHO_TRY(auto facts, use->facts(c, viewer, input.subject));
                                   std::string section = facts.target.section;
                                   return Prepared{std::move(facts), std::move(section), [](Passing&) {
                                                     return Result<boost::json::value>(
                                                         fail(ErrorCode::conflict, "もう一度送ってください。",
                                                              "send it again"));
                                                   }};
                                 }));
    return Begun{nullptr, std::move(answer)};
  }
  SEKISHO_CHECK(fits(*use, input));
  if (announced_size.value_or(0) > std::min(use->most_bytes, parts_.max_upload)) return too_large(*use);

  const std::string id = make_id("att");
  {
    const std::scoped_lock held(lock_);
    coming_.insert(id);
  }
  std::unique_ptr<vault::ObjectWriter> writer;
  const auto made = parts_.database.write([&](store::Writing& writing) -> Result<void> {
    SEKISHO_TRY(const auto object_key, parts_.object_keys.create(writing.connection(), id));
    SEKISHO_TRY(writer, parts_.vault.create(id, object_key, parts_.object_keys.context(id)));
    return {};
  });
  if (!made) {
    destroy(id);
    end(id);
    return pass_on(made.error());
  }
  return Begun{std::make_unique<Part>(*this, viewer, key, input, *use, id, std::move(writer)), std::nullopt};
}

Result<Answer> Attachments::add(const Viewer& viewer, const std::string& key, const AttachmentInput& input,
                                ByteView content) {
  SEKISHO_TRY(auto begun, begin(viewer, key, input, content.size()));
  if (begun.refused) return *std::move(begun.refused);
  SEKISHO_CHECK(begun.part->write(content));
  return begun.part->finish();
}

Result<store::Attachment> Attachments::seen(store::Connection& c, const Viewer& viewer,
                                            const std::string& id) const {
  auto found = store::find<store::Attachment>(c, id);
  if (!found) return unseen();
  const auto* use = attachment_use(found->purpose, found->subject);
  if (use == nullptr || !viewer.active || !use->visible(c, viewer, found->subject)) return unseen();
  if (!found->erased_at.empty()) return fail(ErrorCode::gone, "このファイルは消去されています。", "erased");
  return *std::move(found);
}

Result<std::vector<api::AttachmentView>> Attachments::list(const Viewer& viewer,
                                                           rules::AttachmentPurpose purpose,
                                                           const std::string& subject) const {
  const auto* use = attachment_use(purpose, subject);
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::AttachmentView>> {
    std::vector<api::AttachmentView> out;
    if (use == nullptr || !viewer.active || !use->visible(c, viewer, subject)) return out;
    SEKISHO_TRY(const auto facts, use->facts(c, viewer, subject));
    const auto now = parts_.clock.now();
    const bool may_erase = may(use->erase, facts, viewer, now);
    for (const auto& file : held(c, purpose, subject))
      out.push_back(view_of(file, may_erase && is_open(c, *use, subject, file.id, now)));
    return out;
  });
}

Result<api::AttachmentView> Attachments::view(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::AttachmentView> {
    SEKISHO_TRY(const auto file, seen(c, viewer, id));
    const auto* use = attachment_use(file.purpose, file.subject);
    SEKISHO_TRY(const auto facts, use->facts(c, viewer, file.subject));
    const auto now = parts_.clock.now();
    return view_of(file, may(use->erase, facts, viewer, now) && is_open(c, *use, file.subject, file.id, now));
  });
}

Result<AttachmentContent> Attachments::open(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<AttachmentContent> {
    SEKISHO_TRY(const auto file, seen(c, viewer, id));
    SEKISHO_TRY(const auto key, parts_.object_keys.load(c, id));
    SEKISHO_TRY(auto reader, parts_.vault.open(id, key, parts_.object_keys.context(id)));
    return AttachmentContent{id, file.name, file.media_type, is_shown_as_itself(file.media_type),
                             std::move(reader)};
  });
}

Result<Answer> Attachments::erase(const Viewer& viewer, const std::string& key, const std::string& id) {
  // Repeated with the same key, the answer is the first one's, though the file is gone by now.
  const auto known = parts_.database.reading([&](store::Connection& c) -> Result<store::Attachment> {
    auto found = store::find<store::Attachment>(c, id);
    const auto* use = found ? attachment_use(found->purpose, found->subject) : nullptr;
    if (use == nullptr || !use->visible(c, viewer, found->subject)) return unseen();
    return *std::move(found);
  });
  if (!known) return pass_on(known.error());
  const auto* use = attachment_use(known->purpose, known->subject);
  auto answer =
      parts_.door.pass({viewer, key, use->erase, known->subject, "erase " + id},
                       [&](store::Connection& c) -> Result<Prepared> {
                         SEKISHO_TRY(const auto file, seen(c, viewer, id));
                         SEKISHO_TRY(auto facts, use->facts(c, viewer, file.subject));
                         const auto now = parts_.clock.now();
                         if (may(use->erase, facts, viewer, now))  // who may not is told that, and recorded
                           SEKISHO_CHECK(is_open(c, *use, file.subject, id, now));
                         Prepared prepared{std::move(facts), file.section, {}};
                         prepared.act = [&, file](Passing& passing) -> Result<boost::json::value> {
                           SEKISHO_TRY(const auto receipt, erase_in(passing, parts_.object_keys, file));
                           return done(id, receipt);
                         };
                         return prepared;
                       });
  if (answer && answer->passed) destroy(id);  // tend() does it again if this is interrupted
  return answer;
}

void Attachments::destroy(const std::string& id) {
  try {
    (void)parts_.database.write([&](store::Writing& writing) -> Result<void> {
      parts_.object_keys.forget(writing.connection(), id);
      return {};
    });
    (void)parts_.object_keys.shred(id);
    (void)parts_.vault.remove(id);
  } catch (const std::exception&) {
    // the database was busy or broken: tend() takes it up
  }
}

void Attachments::end(const std::string& id) {
  const std::scoped_lock held(lock_);
  coming_.erase(id);
}

void Attachments::tend() {
  // What this database knows to have ended: keys that it made and that lead to no held file (erased, or never
  // come to an end), and shards of erased files. Of a shard that it has never heard of, see Handovers::tend.
  std::vector<std::string> ended, payloads;
  parts_.database.read([&](store::Connection& c) {
    const auto ids = [&](std::string_view sql) {
      std::unordered_set<std::string> out;
      for (const auto& row : c.query(sql).rows) out.insert(store::from_value<std::string>(row[0]));
      return out;
    };
    const auto held = ids("SELECT id FROM attachments WHERE erased_at = ''");
    for (const auto& id : ids("SELECT id FROM object_keys WHERE id >= 'att_' AND id < 'att`'"))
      if (!held.contains(id)) ended.push_back(id);
    if (const auto shards = parts_.object_keys.shards().list())
      for (const auto& id : *shards)
        if (is_attachment(id) && !held.contains(id) && store::find<store::Attachment>(c, id))
          ended.push_back(id);
    if (const auto objects = parts_.vault.list())
      for (const auto& object : *objects)
        if (is_attachment(object.object_id) && !held.contains(object.object_id))
          payloads.push_back(object.object_id);
  });
  // One may have come to its end between the reading and now.
  const auto is_over = [&](const std::string& id) {
    if (coming_.contains(id)) return false;
    const auto file =
        parts_.database.reading([&](store::Connection& c) { return store::find<store::Attachment>(c, id); });
    return !file || !file->erased_at.empty();
  };
  const std::scoped_lock lock(lock_);
  for (const auto& id : ended)
    if (is_over(id)) destroy(id);
  for (const auto& id : payloads)
    if (is_over(id)) (void)parts_.vault.remove(id);
}

}  // namespace sekisho::app
