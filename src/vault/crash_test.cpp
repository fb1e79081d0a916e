// What is left after a kill, a power cut or damage, and how an upload goes on.
#include <rapidcheck.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sha256_chain.h"
#include "test_support.h"

using namespace sekisho;
using namespace sekisho::vault;
using namespace sekisho::vault::test;

TEST_CASE("SHA-256 goes on from its chaining value") {
  const Bytes data = pattern(1000);
  Sha256Chain first;
  first.update(ByteView(data).first(640));
  Sha256Chain second(first.state(), 640);
  second.update(ByteView(data).subspan(640, 64));
  CHECK(second.finish(ByteView(data).subspan(704)) == sha256(data));
  CHECK_THROWS_AS(Sha256Chain(first.state(), 63), std::logic_error);
  // The bit count crosses 32 bits at 512 MiB.
  Sha256Chain large;
  Bytes zeros(1 << 20);
  for (int i = 0; i < 520; ++i) large.update(zeros);
  Sha256Chain resumed(large.state(), 520ULL << 20);
  large.update(zeros);
  resumed.update(zeros);
  CHECK(large.finish({}) == resumed.finish({}));
}

TEST_CASE_FIXTURE(Fixture, "what was acknowledged survives; the rest is sent again") {
  const Bytes plain = pattern(3 * (1 << 20) + 777);
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, chunk_size - 1, chunk_size, chunk_size + 1,
                               std::size_t{1} << 20, plain.size()}) {
    for (const std::size_t more :
         {std::size_t{0}, std::size_t{5}, std::size_t{1} << 20, std::size_t{5} << 20}) {
      CAPTURE(at);
      CAPTURE(more);
      id = make_id("obj");
      {
        auto writer = create().value();
        REQUIRE(writer->write(ByteView(plain).first(at)));
        CHECK(writer->sync().value() == at);
        REQUIRE(writer->write(
            ByteView(plain).subspan(at, std::min(more, plain.size() - at))));  // never acknowledged
      }
      CHECK(durable() == at);
      auto writer = resume().value();
      CHECK(writer->offset() == at);
      REQUIRE(writer->write(ByteView(plain).subspan(at)));
      const Finished finished = writer->finish().value();
      CHECK(finished.sha256 == sha256(plain));
      CHECK(content() == plain);
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "different bytes over sealed chunks are refused, so no nonce is used twice") {
  const Bytes plain = pattern(3 << 20, 1);
  Bytes other = plain;
  other[chunk_size + 5] ^= 1;
  {
    auto writer = create().value();
    REQUIRE(writer->write(ByteView(plain).first(100)));
    REQUIRE(writer->sync());
    REQUIRE(writer->write(ByteView(plain).subspan(100)));
  }
  CHECK(durable() == 100);
  const auto before = fs::file_size(part());
  auto writer = resume().value();
  const auto refused = writer->write(ByteView(other).subspan(100));
  CHECK(code(refused) == ErrorCode::gone);
  CHECK(code(writer->sync()) == ErrorCode::gone);
  CHECK(code(writer->finish()) == ErrorCode::gone);
  writer.reset();
  CHECK(fs::file_size(part()) == before);
  // An end before what is there is a different plaintext too.
  writer = resume().value();
  REQUIRE(writer->write(ByteView(plain).subspan(100, 20000)));
  CHECK(code(writer->finish()) == ErrorCode::gone);
  writer.reset();
  // The same bytes are welcome.
  writer = resume().value();
  REQUIRE(writer->write(ByteView(plain).subspan(100)));
  CHECK(writer->finish().value().sha256 == sha256(plain));
  CHECK(content() == plain);
}

TEST_CASE_FIXTURE(Fixture, "after a power cut: garbage, empty pages or nothing behind the durable offset") {
  const Bytes plain = pattern(40 * chunk_size + 9);
  {
    auto writer = create().value();
    REQUIRE(writer->write(ByteView(plain).first(10 * chunk_size + 3)));
    REQUIRE(writer->sync());
  }
  const auto durable_end = seal::chunk_offset(10);
  CHECK(fs::file_size(part()) == durable_end);
  SUBCASE("garbage") {
    std::ofstream(part(), std::ios::binary | std::ios::app) << std::string(50000, 'g');
    auto writer = resume().value();
    auto result = writer->write(ByteView(plain).subspan(10 * chunk_size + 3));
    if (result)
      CHECK(code(writer->finish()) == ErrorCode::gone);
    else
      CHECK(code(result) == ErrorCode::gone);
    return;
  }
  SUBCASE("empty pages, within the object") { fs::resize_file(part(), durable_end + 100000); }
  SUBCASE("empty pages, past its end") { fs::resize_file(part(), durable_end + 10'000'000); }
  SUBCASE("nothing") {}
  auto writer = resume().value();
  REQUIRE(writer->write(ByteView(plain).subspan(10 * chunk_size + 3)));
  CHECK(writer->finish().value().sha256 == sha256(plain));
  CHECK(content() == plain);
}

TEST_CASE_FIXTURE(Fixture, "a damaged or foreign upload is not resumed") {
  const Bytes plain = pattern(5 * chunk_size + 3);
  {
    auto writer = create().value();
    REQUIRE(writer->write(plain));
    REQUIRE(writer->sync());
  }
  SUBCASE("another key or context") {
    CHECK(code(vault->resume(id, Key::random(), context)) == ErrorCode::corrupt);
    CHECK(code(vault->resume(id, key, as_bytes("別"))) == ErrorCode::corrupt);
    CHECK(code(vault->durable_offset(id, Key::random(), context)) == ErrorCode::corrupt);
  }
  SUBCASE("the file lost durable bytes") {
    fs::resize_file(part(), fs::file_size(part()) - 1);
    CHECK(code(resume()) == ErrorCode::corrupt);
  }
  SUBCASE("the state is changed") {
    std::fstream file(tail(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(60);
    file.put('\x7f');
    file.close();
    CHECK(code(resume()) == ErrorCode::corrupt);
  }
  SUBCASE("the state is of no known form, empty, or huge") {
    std::ofstream(tail()) << "SKTAIL9\n and more";
    CHECK(code(resume()) == ErrorCode::unsupported);
    std::ofstream(tail()) << "";
    CHECK(code(resume()) == ErrorCode::unsupported);
    std::ofstream(tail()) << std::string(30000, 'x');
    CHECK(code(resume()) == ErrorCode::corrupt);
  }
  SUBCASE("the header is another's") {
    std::fstream file(part(), std::ios::in | std::ios::out | std::ios::binary);
    file.put('\x7f');
    file.close();
    CHECK(code(resume()) == ErrorCode::corrupt);
  }
  SUBCASE("there is none") {
    CHECK(code(vault->resume(make_id("obj"), key, context)) == ErrorCode::not_found);
  }
}

TEST_CASE_FIXTURE(Fixture, "a killed process loses nothing that it acknowledged") {
  const Bytes plain = pattern(100 << 20);
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    auto writer = create();
    if (!writer) ::_exit(1);
    for (std::size_t at = 0; at < plain.size(); at += 3'000'017) {
      if (!(*writer)->write(ByteView(plain).subspan(at, std::min<std::size_t>(3'000'017, plain.size() - at))))
        ::_exit(1);
      const auto durable_now = (*writer)->sync();
      if (!durable_now || ::write(pipe_ends[1], &*durable_now, sizeof *durable_now) != sizeof *durable_now)
        ::_exit(1);
    }
    ::_exit(0);
  }
  ::close(pipe_ends[1]);
  std::uint64_t acknowledged = 0;
  for (int i = 0; i < 4; ++i)
    REQUIRE(::read(pipe_ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(pipe_ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {
  }
  ::close(pipe_ends[0]);
  CHECK(durable() >= acknowledged);
  auto writer = resume().value();
  REQUIRE(writer->write(ByteView(plain).subspan(writer->offset())));
  CHECK(writer->finish().value().sha256 == sha256(plain));
}

TEST_CASE_FIXTURE(Fixture, "a large upload makes checkpoints by itself") {
  const Bytes plain = pattern(130 << 20);
  {
    REQUIRE(create().value()->write(plain));
  }  // never synced
  CHECK(durable() == 128 << 20);
  auto writer = resume().value();
  REQUIRE(writer->write(ByteView(plain).subspan(writer->offset())));
  CHECK(writer->finish().value().sha256 == sha256(plain));
}

TEST_CASE_FIXTURE(Fixture, "any split into writes, syncs and crashes gives the same object") {
  CHECK(rc::check("the same plaintext and SHA-256", [&] {
    id = make_id("obj");
    const Bytes plain =
        pattern(*rc::gen::inRange<std::size_t>(0, 3 << 20), *rc::gen::arbitrary<std::uint32_t>());
    auto writer = create().value();
    std::uint64_t acknowledged = 0;
    for (int step = 0; step < 40 && writer->offset() < plain.size(); ++step) {
      const int act = *rc::gen::inRange(0, 4);
      if (act <= 1) {
        const auto size =
            *rc::gen::oneOf(rc::gen::inRange<std::size_t>(0, 100), rc::gen::inRange<std::size_t>(0, 2 << 20),
                            rc::gen::just(chunk_size));
        const std::size_t at = writer->offset();
        RC_ASSERT(writer->write(ByteView(plain).subspan(at, std::min(size, plain.size() - at))).has_value());
      } else if (act == 2) {
        acknowledged = writer->sync().value();
        RC_ASSERT(acknowledged == writer->offset());
        RC_ASSERT(durable() == acknowledged);
      } else {
        writer.reset();
        writer = resume().value();
        RC_ASSERT(writer->offset() == acknowledged);
      }
    }
    RC_ASSERT(writer->write(ByteView(plain).subspan(writer->offset())).has_value());
    const Finished finished = writer->finish().value();
    RC_ASSERT(finished.size == plain.size());
    RC_ASSERT(finished.sha256 == sha256(plain));
    RC_ASSERT(content() == plain);
    RC_ASSERT(vault->remove(id).has_value());
  }));
}
