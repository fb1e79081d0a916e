#include "test_support.h"

using namespace sekisho;
using namespace sekisho::vault;
using namespace sekisho::vault::test;

TEST_CASE_FIXTURE(Fixture, "round trips at every kind of size") {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, chunk_size - 1, chunk_size, chunk_size + 1, 3 * chunk_size - 1,
        3 * chunk_size, 3 * chunk_size + 1, std::size_t{1} << 20, (std::size_t{5} << 20) + 11}) {
    CAPTURE(size);
    id = make_id("obj");
    const Bytes plain = pattern(size);
    auto writer = create().value();
    CHECK(writer->offset() == 0);
    REQUIRE(writer->write(plain));
    CHECK(writer->offset() == size);
    CHECK(code(vault->open(id, key, context)) == ErrorCode::not_found);
    const Finished finished = writer->finish().value();
    CHECK(finished.size == size);
    CHECK(finished.sha256 == sha256(plain));
    CHECK(content() == plain);
    CHECK(durable() == size);
    CHECK(code(writer->write(plain)) == ErrorCode::conflict);
    CHECK(code(create()) == ErrorCode::conflict);
    CHECK_FALSE(fs::exists(part()));
    CHECK_FALSE(fs::exists(tail()));
    // The answer to finish() was lost: ask again.
    auto again = resume().value();
    CHECK(again->offset() == size);
    CHECK(again->sync().value() == size);
    CHECK(again->write({}));
    CHECK(code(again->write(as_bytes("x"))) == ErrorCode::conflict);
    const Finished repeated = again->finish().value();
    CHECK(repeated.size == size);
    CHECK(repeated.sha256 == finished.sha256);
    CHECK(code(vault->open(id, Key::random(), context)) == ErrorCode::corrupt);
    CHECK(code(vault->open(id, key, as_bytes("別の町"))) == ErrorCode::corrupt);
  }
}

TEST_CASE_FIXTURE(Fixture, "no plaintext reaches the disk") {
  const std::string secret = "個人番号 123456789018 氏名 見本 花子";
  Bytes plain;
  while (plain.size() < 2 * chunk_size + 300) plain.insert(plain.end(), secret.begin(), secret.end());
  auto writer = create().value();
  REQUIRE(writer->write(plain));
  REQUIRE(writer->sync());
  auto staging = vault->stage().value();
  REQUIRE(staging->write(plain));
  for (const auto& entry : fs::directory_iterator(directory))
    CHECK_FALSE(holds(entry.path(), as_bytes(secret)));
  CHECK(fs::file_size(tail()) < 20000);
  REQUIRE(writer->finish());
  CHECK_FALSE(holds(directory / id, as_bytes(secret)));
}

TEST_CASE_FIXTURE(Fixture, "one writer at a time") {
  auto writer = create().value();
  CHECK(code(resume()) == ErrorCode::conflict);
  CHECK(durable() == 0);
  writer.reset();
  CHECK(resume());
}

TEST_CASE_FIXTURE(Fixture, "removing ends uploads and objects, once and again") {
  auto writer = create().value();
  REQUIRE(writer->write(pattern(chunk_size)));
  REQUIRE(vault->remove(id));
  CHECK(code(writer->sync()) == ErrorCode::gone);
  writer.reset();
  CHECK(fs::is_empty(directory));
  writer = create().value();
  REQUIRE(vault->remove(id));
  CHECK(code(writer->finish()) == ErrorCode::gone);
  writer.reset();
  CHECK(fs::is_empty(directory));
  REQUIRE(create().value()->finish());
  CHECK(content().empty());
  REQUIRE(vault->remove(id));
  REQUIRE(vault->remove(id));
  CHECK(code(vault->open(id, key, context)) == ErrorCode::not_found);
  CHECK(code(vault->durable_offset(id, key, context)) == ErrorCode::not_found);
}

TEST_CASE_FIXTURE(Fixture, "names that are no ids touch nothing") {
  for (const char* bad :
       {"", "..", "../../etc/passwd", "obj_0123456789abcde/", "obj_0123456789abcdef.part"}) {
    CHECK(code(vault->create(bad, key, context)) == ErrorCode::invalid_input);
    CHECK(code(vault->resume(bad, key, context)) == ErrorCode::invalid_input);
    CHECK(code(vault->open(bad, key, context)) == ErrorCode::invalid_input);
    CHECK(code(vault->remove(bad)) == ErrorCode::invalid_input);
    CHECK(code(vault->durable_offset(bad, key, context)) == ErrorCode::invalid_input);
  }
  CHECK(fs::is_empty(directory));
}

TEST_CASE_FIXTURE(Fixture, "the list shows objects and uploads, and a new start clears what crashes left") {
  REQUIRE(create().value()->finish());
  const std::string finished = id;
  id = make_id("obj");
  REQUIRE(create());
  std::ofstream(directory / "staging-abcdef") << "x";
  std::ofstream(directory / (id + ".tail.tmp")) << "x";
  std::ofstream(directory / (finished + ".tail")) << "x";
  std::ofstream(directory / "lost+found") << "x";
  vault = DirectoryVault::open(directory).value();
  const auto list = vault->list().value();
  REQUIRE(list.size() == 2);
  for (const auto& info : list) {
    CHECK(info.finished == (info.object_id == finished));
    CHECK(info.stored_bytes == (info.finished ? 72 : 56));
    CHECK(info.changed > Instant{});
  }
  CHECK_FALSE(fs::exists(directory / "staging-abcdef"));
  CHECK_FALSE(fs::exists(directory / (id + ".tail.tmp")));
  CHECK_FALSE(fs::exists(directory / (finished + ".tail")));
  CHECK(fs::exists(directory / "lost+found"));
  CHECK(resume());
  // A create that a crash cut short: its file has no state, and nobody was told of it.
  id = make_id("obj");
  std::ofstream(part()) << "x";
  CHECK(code(resume()) == ErrorCode::not_found);
  CHECK(create());
}

TEST_CASE_FIXTURE(Fixture, "staging gives back what was written, and leaves nothing") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{100}, std::size_t{700000}}) {
    const Bytes plain = pattern(size);
    auto staging = vault->stage().value();
    REQUIRE(staging->write(plain));
    CHECK(staging->size() == size);
    auto reader = staging->read_back().value();
    CHECK_THROWS_AS((void)staging->read_back(), std::logic_error);
    staging.reset();
    Bytes out(size + 1);
    CHECK(reader->read(0, out).value() == size);
    out.pop_back();
    CHECK(out == plain);
    CHECK(fs::is_empty(directory));
  }
}
