// Files of people: what is taken, who sees it, that nothing stays of what did not come in and what was
// erased.
#include "app/attachments.h"

#include <fstream>

#include "media_types.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app {
namespace {

namespace fs = std::filesystem;
using rules::AttachmentPurpose;
using testing::id_of;
using testing::stopped_by;
using testing::TestTown;

const std::string png = "\x89PNG\r\n\x1a\n" + std::string(40000, 'p');
const std::string jpeg = "\xff\xd8\xff\xe0" + std::string(300, 'j');

AttachmentInput photo_of(const std::string& worker, const std::string& name = "顔写真.png",
                         const std::string& type = "image/png") {
  return {AttachmentPurpose::photo, worker, name, type};
}

std::string content(TestTown& town, const Viewer& viewer, const std::string& id) {
  auto opened = town.attachments->open(viewer, id);
  REQUIRE(opened);
  Bytes buffer(opened->reader->size());
  REQUIRE(opened->reader->read(0, buffer) == buffer.size());
  return std::string(as_text(buffer));
}

std::int64_t left_behind(TestTown& town) {
  return static_cast<std::int64_t>(town.vault->list()->size() + town.shards->list()->size()) +
         town.database->reading(
             [](store::Connection& c) { return store::number(c, "SELECT count(*) FROM object_keys"); });
}

}  // namespace

TEST_CASE("a photo is sealed, seen by the town and the own firm, and by nobody else") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto id =
      id_of(town.attachments->add(town.prime_manager, TestTown::key(), photo_of(worker), as_bytes(png)));
  CHECK(town.newest_kind() == "attachment.added");

  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    const bool sees = name != "administrator" && name != "tax_clerk" && name != "tax_manager" &&
                      name != "sub_manager" && name != "sub_worker" && name != "other_manager" &&
                      name != "other_worker";
    const auto opened = town.attachments->open(viewer, id);
    CHECK(opened.has_value() == sees);
    if (!opened) CHECK(opened.error().code == ErrorCode::not_found);
    CHECK(town.attachments->view(viewer, id).has_value() == sees);
    const auto list = town.attachments->list(viewer, AttachmentPurpose::photo, worker);
    REQUIRE(list);
    CHECK(list->size() == (sees ? 1U : 0U));
  }
  CHECK(content(town, town.reception, id) == png);
  // Neither the content nor the name is anywhere in the clear.
  for (const auto& entry : fs::recursive_directory_iterator(town.folder.path)) {
    if (!entry.is_regular_file() || entry.path().filename().string().starts_with("sekisho.db")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    CHECK(bytes.find(std::string(64, 'p')) == std::string::npos);
  }
  town.database->read([&](store::Connection& c) {
    const auto file = store::find<store::Attachment>(c, id);
    REQUIRE(file);
    const auto entry = store::read_entry(c, town.database->cipher(), file->entry);
    REQUIRE(entry);
    CHECK(entry->leaf.find("顔写真") == std::string::npos);
    CHECK(entry->leaf.find(file->sha256) != std::string::npos);
  });
  town.check_whole();
}

TEST_CASE("who may not hand in a photo is refused before the file is read, and it is recorded") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto by_worker =
      town.attachments->add(town.prime_worker, TestTown::key(), photo_of(worker), as_bytes(png));
  CHECK(stopped_by(by_worker) == std::vector<std::string>{"rights.act"});
  CHECK(town.newest_kind() == "act.refused");
  const auto by_other =
      town.attachments->add(town.other_manager, TestTown::key(), photo_of(worker), as_bytes(png));
  REQUIRE_FALSE(by_other);
  CHECK(by_other.error().code == ErrorCode::not_found);
  CHECK(left_behind(town) == 0);
}

TEST_CASE("what does not fit is refused, and nothing of it stays") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto add = [&](const AttachmentInput& input, std::string_view bytes) {
    const auto answer = town.attachments->add(town.prime_manager, TestTown::key(), input, as_bytes(bytes));
    return answer ? ErrorCode::io : answer.error().code;  // io: it was taken
  };
  CHECK(add(photo_of(worker, "a.png"), jpeg) == ErrorCode::unsupported);
  CHECK(add(photo_of(worker, "a.png"), "<html>") == ErrorCode::unsupported);
  CHECK(add(photo_of(worker, "a.png"), "") == ErrorCode::unsupported);
  CHECK(add(photo_of(worker, "a.pdf", "application/pdf"), "%PDF-1.7") == ErrorCode::unsupported);
  CHECK(add(photo_of(worker, "a.svg", "image/svg+xml"), "<svg/>") == ErrorCode::unsupported);
  CHECK(add(photo_of(worker, "a.png"), png + std::string(5 << 20, 'x')) == ErrorCode::too_large);
  CHECK(add(photo_of("wkr_0000000000000000"), png) == ErrorCode::not_found);
  CHECK(add({AttachmentPurpose::report, worker, "a.png", "image/png"}, png) == ErrorCode::not_found);
  CHECK(add({AttachmentPurpose::evidence, worker, "a.png", "image/png"}, png) == ErrorCode::not_found);
  for (const char* name : {"", "a.jpg", "a", ".png", "../a.png", "a\\b.png", "a\r\nb.png",
                           "写真\xe2\x80\xaegnp.png", "a\xff.png", "a\".png", "\xc2\x85.png"}) {
    CAPTURE(name);
    CHECK(add(photo_of(worker, name), png) == ErrorCode::invalid_input);
  }
  CHECK(add(photo_of(worker, std::string(300, 'a') + ".png"), png) == ErrorCode::invalid_input);
  CHECK(left_behind(town) == 0);

  // Announced small, sent large; and a client that vanishes.
  auto begun = town.attachments->begin(town.prime_manager, TestTown::key(), photo_of(worker), 100);
  REQUIRE(begun);
  REQUIRE(begun->part->write(as_bytes(png)));
  const auto more = begun->part->write(as_bytes(std::string(5 << 20, 'x')));
  REQUIRE_FALSE(more);
  CHECK(more.error().code == ErrorCode::too_large);
  begun->part.reset();
  CHECK(left_behind(town) == 0);
}

TEST_CASE("a new photo takes the place of the one before; the same key acts once") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto first =
      id_of(town.attachments->add(town.prime_manager, TestTown::key(), photo_of(worker), as_bytes(png)));
  const auto key = TestTown::key();
  const auto input = photo_of(worker, "b.JPG", "image/jpeg");
  const auto second = id_of(town.attachments->add(town.prime_manager, key, input, as_bytes(jpeg)));
  const auto again = town.attachments->add(town.prime_manager, key, input, as_bytes(jpeg));
  CHECK(id_of(again) == second);
  CHECK(again->repeated);
  CHECK(left_behind(town) == 3);
  const auto list = *town.attachments->list(town.clerk, AttachmentPurpose::photo, worker);
  REQUIRE(list.size() == 1);
  CHECK(list[0].id == second);
  const auto gone = town.attachments->open(town.clerk, first);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == ErrorCode::gone);
  town.check_whole();
}

TEST_CASE("an erased file is gone everywhere, its name too; the ledger still proves that it was there") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto id =
      id_of(town.attachments->add(town.prime_manager, TestTown::key(), photo_of(worker), as_bytes(png)));
  const auto by_other = town.attachments->erase(town.other_manager, TestTown::key(), id);
  REQUIRE_FALSE(by_other);
  CHECK(by_other.error().code == ErrorCode::not_found);
  CHECK(stopped_by(town.attachments->erase(town.reception, TestTown::key(), id)) ==
        std::vector<std::string>{"rights.act"});
  const auto key = TestTown::key();
  CHECK(id_of(town.attachments->erase(town.prime_manager, key, id)) == id);
  CHECK(town.attachments->erase(town.prime_manager, key, id)->repeated);
  const auto gone = town.attachments->open(town.prime_manager, id);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == ErrorCode::gone);
  CHECK(left_behind(town) == 0);
  town.database->read([&](store::Connection& c) {
    CHECK(store::find<store::Attachment>(c, id)->name.empty());
    CHECK(store::read_entry(c, town.database->cipher(), store::find<store::Attachment>(c, id)->entry)
              ->disclosed.empty());
  });
  town.check_whole();
}

TEST_CASE("tending ends what a stop interrupted, and leaves what is held and what is on its way") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto id =
      id_of(town.attachments->add(town.prime_manager, TestTown::key(), photo_of(worker), as_bytes(png)));
  auto coming = town.attachments->begin(town.prime_manager, TestTown::key(), photo_of(worker), 100);
  REQUIRE(coming);
  // A program that was killed: the key and the beginning of a file, and nobody who goes on with it.
  const std::string lost = "att_0000000000000000";
  REQUIRE(town.database->write([&](store::Writing& w) -> Result<void> {
    SEKISHO_TRY(const auto key, town.object_keys->create(w.connection(), lost));
    SEKISHO_CHECK(town.vault->create(lost, key, town.object_keys->context(lost)));
    return {};
  }));
  town.handovers->tend();
  town.attachments->tend();
  CHECK(left_behind(town) == 6);
  CHECK_FALSE(*town.shards->exists(lost));
  CHECK(content(town, town.prime_manager, id) == png);
  REQUIRE(coming->part->write(as_bytes(jpeg)));
  CHECK_FALSE(coming->part->finish());  // declared a PNG
  coming->part.reset();
  CHECK(left_behind(town) == 3);
}

TEST_CASE("a type is told by its octets, wherever the blocks are cut") {
  const std::string xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const auto is = [](const std::string& type, const std::string& bytes, std::size_t block) {
    TypeCheck check(type);
    for (std::size_t at = 0; at < bytes.size(); at += block)
      check.add(as_bytes(std::string_view(bytes).substr(at, block)));
    return check.finish().has_value();
  };
  const std::string book = "PK\x03\x04" + std::string(60, 'z') + "xl/workbook.xml" + std::string(60, 'z');
  const std::string film = std::string("\0\0\0\x20", 4) + "ftypisom" + std::string(50, '\0');
  for (const std::size_t block : {1, 3, 7, 64, 1000}) {
    CAPTURE(block);
    CHECK(is(xlsx, book, block));
    CHECK_FALSE(is(xlsx, "PK\x03\x04" + std::string(200, 'z'), block));
    CHECK(is("video/mp4", film, block));
    CHECK(is("application/pdf", "%PDF-1.7 …", block));
    CHECK(is("text/csv", "氏名,フリガナ\n", block));
    CHECK_FALSE(is("text/csv", std::string("a\0b", 3), block));
    CHECK_FALSE(is("text/plain", png, block));
    CHECK_FALSE(is("text/html", "%PDF-1.7", block));
    CHECK(is("text/html", "<script>alert(1)</script>", block));
  }
  CHECK_FALSE(is_shown_as_itself("text/html"));
  CHECK_FALSE(is_shown_as_itself("application/pdf"));
  CHECK(is_shown_as_itself("image/png"));
}

}  // namespace sekisho::app
