// A confined process that tries to break out, to die, or to lie (tests/sandbox/probe.cpp), and its parent
// that lives.
#include "cell.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <thread>

#include "confine.h"
#include "early_end.h"

namespace sekisho::sandbox {
namespace {

using namespace std::chrono_literals;
using End = Outcome::End;

struct Heard final : Listener {
  void at(const Standing& now) override {
    last = now;
    ++times;
  }
  Standing last;
  int times = 0;
};

class Failing final : public RandomSource {
 public:
  Result<std::size_t> read_at(std::uint64_t, std::span<std::uint8_t>) override {
    return fail(ErrorCode::corrupt, "壊れています。", "the seal is broken");
  }
  std::uint64_t size() const override { return 1 << 20; }
};

struct Asked {
  std::chrono::milliseconds time = 20s;
  std::uint64_t cpu_seconds = 20;
  std::uint64_t memory = std::uint64_t{64} << 20;
  int file = -1;
  int spill = -1;
  std::vector<std::string> passwords{};
  std::vector<int> datasets{};
  std::stop_token stop{};
};

Result<Outcome> tried(std::string name, RandomSource& source, Asked asked = {},
                      Listener* listener = nullptr) {
  Heard heard;
  Order order;
  order.name = std::move(name);
  order.size = source.size();
  order.memory = asked.memory;
  order.spill_bytes = 1 << 20;
  order.cpu_seconds = asked.cpu_seconds;
  order.options.walk.passwords = asked.passwords;
  order.datasets.resize(asked.datasets.size());
  const Assignment assignment{SEKISHO_SANDBOX_PROBE, asked.datasets, asked.file, asked.spill, asked.time};
  return employ(assignment, order, source, listener != nullptr ? *listener : heard, asked.stop);
}

Outcome tried(std::string name, Asked asked = {}) {
  MemoryRandomSource source(as_bytes("some bytes"));
  auto outcome = tried(std::move(name), source, std::move(asked));
  REQUIRE(outcome);
  return *outcome;
}

Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i % 251);
  return bytes;
}

int memory_file(std::string_view text) {
  const int fd = ::memfd_create("test", MFD_CLOEXEC);
  REQUIRE(::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  return fd;
}

}  // namespace

TEST_CASE(
    "an answer, what was told on the way, and a password that is in neither arguments nor environment") {
  const Outcome hello = tried("a.txt");
  CHECK(hello.end == End::answered);
  CHECK(hello.answer == "hello a.txt");
  CHECK(hello.path == "書庫.zip › a.txt");
  CHECK(hello.standing.units == 7);
  CHECK(tried("password", {.passwords = {"ひみつ"}}).answer == "ひみつ");
}

TEST_CASE("attempts to break out are refused or end the worker") {
  const std::filesystem::path escaped = "/tmp/sekisho-escaped";
  std::filesystem::remove(escaped);
  const int dataset = memory_file("dataset");
  const int door = ::open(("/proc/self/fd/" + std::to_string(dataset)).c_str(), O_RDONLY | O_CLOEXEC);
  for (const char* attempt :
       {"open", "open-up", "environ", "stat", "thread", "fork", "map-window", "map-dataset", "dlopen"}) {
    CAPTURE(std::string(attempt));
    const Outcome outcome = tried(attempt, {.datasets = {door}});
    CHECK(outcome.end == End::answered);
    CHECK(outcome.answer.starts_with("refused: "));
  }
  for (const char* attempt : {"open-write",      "openat2",      "socket",
                              "socket-unix",     "connect",      "sendmsg",
                              "execve",          "vfork",        "ptrace",
                              "vm-read",         "kill",         "tgkill",
                              "exec-memory",     "exec-protect", "write-socket-file",
                              "truncate-window", "memfd",        "dup",
                              "userns",          "io-uring",     "bpf"}) {
    CAPTURE(std::string(attempt));
    const Outcome outcome = tried(attempt);
    CHECK(outcome.end == End::crashed);
    CHECK(outcome.detail == "SIGSYS");
    CHECK(outcome.path == "書庫.zip › " + std::string(attempt));
  }
  CHECK_FALSE(std::filesystem::exists(escaped));
  ::close(dataset);
  ::close(door);
}

TEST_CASE("a folder that may be read is read, and nothing beside it") {
  CHECK(tried("allowed").answer == "ESCAPED");
  for (const char* attempt : {"allowed-other", "allowed-passwd", "allowed-up", "allowed-proc"}) {
    CAPTURE(std::string(attempt));
    CHECK(tried(attempt).answer.starts_with("refused: "));
  }
  for (const char* attempt : {"allowed-write", "allowed-new"}) CHECK(tried(attempt).detail == "SIGSYS");
}

TEST_CASE("the spill file is the one thing that is written, and no further than its limit") {
  const int spill = memory_file("");
  CHECK(tried("spill", {.spill = spill}).answer == "abc");
  CHECK(tried("spill-too-large", {.spill = spill}).answer.starts_with("refused: "));
  ::close(spill);
}

TEST_CASE("a worker that dies is an outcome") {
  CHECK(tried("abort").detail == "SIGABRT");
  CHECK(tried("segv").detail == "SIGSEGV");
  CHECK(tried("exit").detail == "no answer");
  const Outcome thrown = tried("throw");
  CHECK(thrown.end == End::crashed);
  CHECK(thrown.detail == "exception");  // not its words: they may be somebody's name
  for (const char* name : {"abort", "segv", "exit", "throw"}) {
    const Outcome outcome = tried(name);
    CHECK(outcome.end == End::crashed);
    CHECK(outcome.standing.units == 7);
  }
}

TEST_CASE("memory ends at the limit") {
  if (sanitized) return;
  CHECK(tried("memory").end == End::exhausted);
}

TEST_CASE("time ends, of the clock and of the processor") {
  CHECK(tried("sleep", {.time = 300ms}).end == End::out_of_time);
  CHECK(tried("loop", {.time = 300ms}).end == End::out_of_time);
  CHECK(tried("half", {.time = 300ms}).end == End::out_of_time);
  CHECK(tried("not-listening", {.time = 700ms}).end != End::answered);
  CHECK(tried("loop", {.cpu_seconds = 1}).end == End::out_of_time);
}

TEST_CASE("nonsense is not waited for") {
  for (const char* name : {"garbage", "huge", "short-read", "deaf-ends"}) {
    CAPTURE(std::string(name));
    CHECK(tried(name).end == End::crashed);  // not out_of_time
  }
}

TEST_CASE("whoever asks for an end has it at once") {
  MemoryRandomSource source(as_bytes("x"));
  std::stop_source stop;
  std::jthread soon([&] {
    std::this_thread::sleep_for(100ms);
    stop.request_stop();
  });
  const auto outcome = tried("loop", source, {.time = 10min, .cpu_seconds = 600, .stop = stop.get_token()});
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::unavailable);
}

TEST_CASE("a worker starts no workers, whatever the program does when it is started as one") {
  ::setenv("SEKISHO_WORKER", "1", 1);
  MemoryRandomSource source(as_bytes("x"));
  const auto outcome = tried("sum", source);
  ::unsetenv("SEKISHO_WORKER");
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::unavailable);
}

TEST_CASE("an error of the source is the caller's, and a program that is not there is an error") {
  Failing failing;
  const auto outcome = tried("sum", failing);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::corrupt);

  Heard heard;
  Order order;
  order.options.walk.passwords = {"ひみつ"};
  MemoryRandomSource source(as_bytes("x"));
  const auto none = employ({"/nowhere/sekisho", {}, -1, -1, 1s}, order, source, heard, {});
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::unavailable);
  CHECK(order.options.walk.passwords[0] != "ひみつ");  // wiped
}

TEST_CASE("all bytes come through the window, and through a descriptor that was handed over") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65536}, slot_size, slot_size + 1,
                                 std::size_t{23'456'789}}) {
    CAPTURE(size);
    const Bytes bytes = pattern(size);
    MemoryRandomSource source(bytes);
    const auto outcome = tried("sum", source);
    REQUIRE(outcome);
    CHECK(outcome->answer == to_hex(sha256(bytes)));
    const auto jumped = tried("jump", source);
    REQUIRE(jumped);
    CHECK(jumped->answer == "right");
    const int file = memory_file(as_text(bytes));
    const auto direct = tried("sum", source, {.file = file});
    REQUIRE(direct);
    CHECK(direct->answer == to_hex(sha256(bytes)));
    ::close(file);
  }
}

TEST_CASE("several at once") {
  const Bytes bytes = pattern(10'000'000);
  std::vector<std::jthread> threads;
  std::array<std::string, 8> answers;
  for (std::size_t i = 0; i < answers.size(); ++i)
    threads.emplace_back([&, i] {
      MemoryRandomSource source(bytes);
      for (int again = 0; again < 5; ++again) {
        const auto outcome = tried(i % 3 == 2 ? "segv" : "sum", source);
        answers[i] = outcome ? outcome->answer + outcome->detail : outcome.error().en;
      }
    });
  threads.clear();
  const std::string right = to_hex(sha256(bytes));
  for (std::size_t i = 0; i < answers.size(); ++i) CHECK(answers[i] == (i % 3 == 2 ? "SIGSEGV" : right));
}

TEST_CASE("a report of an early end is never clean") {
  const std::vector<OrderedDataset> datasets{{.id = "dts_1", .name = "住民基本台帳"}};
  Outcome outcome;
  outcome.detail = "SIGSEGV";
  inspect::Report report = early_end(outcome, "a\nb.zip", 100, datasets);
  CHECK(report.verdict == inspect::Verdict::unreadable);
  CHECK_FALSE(report.complete);
  REQUIRE(report.unseen.size() == 1);
  CHECK(report.unseen[0].code == "crashed");
  CHECK(report.unseen[0].path == "a b.zip");
  CHECK(report.compared == std::vector<std::string>{"dts_1"});
  outcome.end = End::out_of_time;
  outcome.standing = {1000, 100, 12};
  report = early_end(outcome, "a", 100, datasets);
  CHECK(report.verdict == inspect::Verdict::production_data);
  CHECK(report.bytes == 100);
  CHECK(report.datasets.at(0).units == 12);
  CHECK(report.datasets.at(0).name == "住民基本台帳");
  CHECK(report.unseen[0].code == "out_of_time");
  outcome.end = End::exhausted;
  CHECK(early_end(outcome, "a", 100, {}).unseen[0].code == "too_large");
}

TEST_CASE("what cannot be is not believed") {
  const std::vector<OrderedDataset> one{{.id = "dts_1"}};
  inspect::Report clean;
  clean.verdict = inspect::Verdict::clean;
  clean.complete = true;
  CHECK(believable(clean, one));
  CHECK_FALSE(believable(clean, {}));
  inspect::Report part = clean;
  part.complete = false;
  CHECK_FALSE(believable(part, one));
  inspect::Report unseen = clean;
  unseen.unseen_count = 1;
  CHECK_FALSE(believable(unseen, one));
  inspect::Report found = clean;
  found.datasets.emplace_back();
  CHECK_FALSE(believable(found, one));
  inspect::Report nobody;
  nobody.verdict = inspect::Verdict::production_data;
  CHECK_FALSE(believable(nobody, one));
}

TEST_CASE("an order comes back as it was written, and no part of one is taken for whole") {
  Order order;
  order.name = "名簿.xlsx";
  order.size = 5;
  order.options.sha256 = true;
  order.options.only = inspect::Only::individual_numbers;
  order.options.walk.limits.depth = 3;
  order.options.walk.passwords = {"", "あ"};
  order.datasets = {{.id = "dts_1", .name = "n", .size = 7, .hash_key = {1, 2}}};
  const Bytes bytes = encode(order);
  const auto back = decode_order(bytes);
  REQUIRE(back);
  CHECK(back->name == order.name);
  CHECK(back->options.sha256);
  CHECK(back->options.only == inspect::Only::individual_numbers);
  CHECK(back->options.walk.limits.depth == 3);
  CHECK(back->options.walk.passwords == order.options.walk.passwords);
  CHECK(back->datasets.at(0).hash_key == order.datasets[0].hash_key);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decode_order(ByteView(bytes).first(size)));
}

// Figures on demand: SEKISHO_MEASURE=1 sandbox_test -tc='figures'
TEST_CASE("figures" * doctest::skip(std::getenv("SEKISHO_MEASURE") == nullptr)) {
  const auto since = [](auto begun) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  };
  std::vector<double> starts;
  for (int i = 0; i < 41; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    CHECK(tried("a.txt").end == End::answered);
    starts.push_back(since(begun));
  }
  std::ranges::sort(starts);
  MESSAGE("a worker from start to answer, median ms: " << starts[20] << ", worst " << starts.back());
  const Bytes bytes(std::size_t{1} << 30, 7);
  for (int i = 0; i < 3; ++i) {
    MemoryRandomSource source(bytes);
    const auto begun = std::chrono::steady_clock::now();
    const auto outcome = tried("touch", source);
    REQUIRE(outcome);
    CHECK(outcome->answer == std::to_string(bytes.size()));
    MESSAGE("1 GiB through the window, GB/s: " << static_cast<double>(bytes.size()) / since(begun) / 1e6);
  }
}

}  // namespace sekisho::sandbox
