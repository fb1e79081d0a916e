// Against the real clamd, with a database of one signature that is written here: that of the EICAR test file.
#include "antivirus/scanner.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "antivirus/remark.h"

namespace sekisho::antivirus {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

// In two pieces, so that no scanner takes this test for a virus.
std::string eicar() {
  return std::string("X5O!P%@AP[4\\PZX54(P^)7CC)7}$") + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "sekisho-clamd-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

class Clamd {
 public:
  explicit Clamd(const std::string& more = {}) {
    fs::create_directory(folder.path / "db");
    std::ofstream(folder.path / "db/test.ndb")
        << "Sekisho.Eicar-Test:0:*:" << to_hex(as_bytes(eicar())) << "\n"
        << "Sekisho.Marker:0:*:" << to_hex(as_bytes("sekisho-test-marker-4711")) << "\n";
    const fs::path settings = folder.path / "clamd.conf";
    std::ofstream(settings) << "LocalSocket " << socket() << "\nDatabaseDirectory "
                            << (folder.path / "db").string() << "\nForeground yes\nLogFile "
                            << (folder.path / "log").string() << "\nTemporaryDirectory "
                            << folder.path.string() << "\nConcurrentDatabaseReload no\n"
                            << "BytecodeUnsigned yes\n"
                            << more;
    std::string program = "clamd";
    std::string option = "--config-file=" + settings.string();
    char* const arguments[] = {program.data(), option.data(), nullptr};
    posix_spawn_file_actions_t quiet;
    ::posix_spawn_file_actions_init(&quiet);
    ::posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&quiet, STDOUT_FILENO, STDERR_FILENO);
    const int failed = ::posix_spawn(&process_, "/usr/sbin/clamd", &quiet, nullptr, arguments, environ);
    ::posix_spawn_file_actions_destroy(&quiet);
    REQUIRE_MESSAGE(failed == 0, "clamd is missing: install the package clamav-daemon");
    for (int i = 0; i < 600; ++i) {
      if (Scanner(options()).version()) return;
      std::this_thread::sleep_for(50ms);
    }
    FAIL("clamd does not start: " << std::ifstream(folder.path / "log").rdbuf());
  }
  ~Clamd() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  std::string socket() const { return (folder.path / "clamd.ctl").string(); }
  ScannerOptions options() const {
    ScannerOptions options;
    options.address = socket();
    options.idle = 20s;
    return options;
  }
  Result<Verdict> scan(std::string_view text) const {
    MemorySource source(as_bytes(text));
    return Scanner(options()).scan(source);
  }

 private:
  Folder folder;
  pid_t process_ = -1;
};

// A daemon that says one thing, whatever it is told.
class Imposter {
 public:
  Imposter(std::string answer, bool reads) : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&here), size) == 0);
    REQUIRE(::listen(listener_, 8) == 0);
    REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size) == 0);
    address = "127.0.0.1:" + std::to_string(ntohs(here.sin_port));
    thread_ = std::jthread([this, answer = std::move(answer), reads](std::stop_token stop) {
      const int peer = ::accept(listener_, nullptr, nullptr);
      if (peer < 0) return;
      char buffer[65536];
      if (reads) (void)::recv(peer, buffer, sizeof buffer, 0);
      if (!answer.empty()) (void)::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
      while (!stop.stop_requested() && answer.empty()) std::this_thread::sleep_for(10ms);
      ::shutdown(peer, SHUT_WR);
      while (reads && ::recv(peer, buffer, sizeof buffer, 0) > 0) {
      }
      ::close(peer);
    });
  }
  ~Imposter() {
    thread_.request_stop();
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  ScannerOptions options() const {
    ScannerOptions options;
    options.address = address;
    options.connect = options.idle = 500ms;
    return options;
  }
  std::string address;

 private:
  int listener_;
  std::jthread thread_;
};

class Broken final : public ByteSource {
  Result<std::size_t> read(std::span<std::uint8_t>) override {
    return fail(ErrorCode::corrupt, "壊", "the seal is broken");
  }
};

}  // namespace

TEST_CASE("the real clamd finds what its database names, anywhere in the stream, and in a zip") {
  const Clamd clamd;
  const auto found = clamd.scan(eicar());
  REQUIRE(found);
  CHECK(found->finding == Finding::malware);
  CHECK(found->name == "Sekisho.Eicar-Test.UNOFFICIAL");
  CHECK(found->bytes == eicar().size());

  const auto nothing = clamd.scan("氏名,住所\n");
  REQUIRE(nothing);
  CHECK(nothing->finding == Finding::nothing);
  CHECK(clamd.scan("")->finding == Finding::nothing);

  std::string large(9'000'000, 'x');
  large += "sekisho-test-marker-4711";
  large += std::string(1'000'000, 'y');
  const auto late = clamd.scan(large);
  REQUIRE(late);
  CHECK(late->finding == Finding::malware);
  CHECK(late->name == "Sekisho.Marker.UNOFFICIAL");

  const auto version = Scanner(clamd.options()).version();
  REQUIRE(version);
  CHECK(version->engine.starts_with("ClamAV "));

  std::array<Finding, 6> findings{};
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < findings.size(); ++i)
      threads.emplace_back([&, i] {
        const auto verdict = clamd.scan(i % 2 == 0 ? large : std::string(100'000, 'z'));
        findings[i] = verdict ? verdict->finding : Finding::incomplete;
      });
  }
  for (std::size_t i = 0; i < findings.size(); ++i)
    CHECK(findings[i] == (i % 2 == 0 ? Finding::malware : Finding::nothing));
}

TEST_CASE("what is larger than the real clamd takes is never said to be free of anything") {
  const Clamd clamd("StreamMaxLength 1M\n");
  const auto large = clamd.scan(std::string(20'000'000, 'x'));
  REQUIRE(large);
  CHECK(large->finding == Finding::incomplete);
  CHECK(large->name.find("size limit exceeded") != std::string::npos);
  const Clamd strict("MaxFileSize 100K\nAlertExceedsMax yes\n");
  const auto over = strict.scan(std::string(300'000, 'x'));
  REQUIRE(over);
  CHECK(over->finding == Finding::incomplete);
  CHECK(over->name.starts_with("Heuristics.Limits.Exceeded"));
}

TEST_CASE("nobody there, nobody answering, a wrong address, an end that was asked for") {
  MemorySource source(as_bytes("x"));
  ScannerOptions options;
  options.address = "/nowhere/clamd.ctl";
  CHECK(Scanner(options).scan(source).error().code == ErrorCode::unavailable);
  options.address = "127.0.0.1:1";
  CHECK(Scanner(options).scan(source).error().code == ErrorCode::unavailable);
  for (const char* wrong : {"", "clamd", "host:", ":3310", "host:http"}) {
    CAPTURE(std::string(wrong));
    options.address = wrong;
    CHECK(Scanner(options).scan(source).error().code == ErrorCode::invalid_input);
  }
  options.address = "/" + std::string(200, 'x');
  CHECK(Scanner(options).scan(source).error().code == ErrorCode::invalid_input);

  const std::string large(50'000'000, 'x');
  for (const bool reads : {true, false}) {
    const Imposter silent("", reads);
    MemorySource all(as_bytes(large));
    CHECK(Scanner(silent.options()).scan(all).error().code == ErrorCode::unavailable);
  }
  const Imposter silent("", true);
  std::stop_source stop;
  stop.request_stop();
  CHECK(Scanner(silent.options()).scan(source, stop.get_token()).error().code == ErrorCode::unavailable);
}

TEST_CASE("a daemon that lies or floods is no proof") {
  const std::string large(50'000'000, 'x');
  const auto told = [&](std::string answer) {
    const Imposter imposter(std::move(answer), true);
    MemorySource source(as_bytes(large));
    return Scanner(imposter.options()).scan(source);
  };
  const auto early = told(std::string("stream: OK\0", 11));
  REQUIRE(early);
  CHECK(early->finding == Finding::incomplete);
  CHECK_FALSE(told(std::string(1'000'000, 'A')));
  const auto found = told(std::string("stream: Evil\x1b[2J FOUND\0", 22));
  REQUIRE(found);
  CHECK(found->finding == Finding::malware);
  CHECK(found->name == "Evil?[2J");
}

TEST_CASE("an error of the source is the caller's") {
  const Imposter silent("", true);
  Broken broken;
  CHECK(Scanner(silent.options()).scan(broken).error().code == ErrorCode::corrupt);
}

TEST_CASE("a report is not clean that the scanner has something to say of") {
  inspect::Report clean;
  clean.verdict = inspect::Verdict::clean;
  clean.complete = true;
  inspect::Report report = clean;
  add(Verdict{Finding::nothing, "", 5}, "a.csv", report);
  CHECK(report.verdict == inspect::Verdict::clean);
  CHECK_FALSE(inspect::stops(report));
  add(Verdict{Finding::malware, "Win.Test", 5}, "a.csv", report);
  CHECK(inspect::stops(report));
  CHECK(report.hostile.at(0).detail == "Win.Test");
  const Result<Verdict> nobody = fail(ErrorCode::unavailable, "x", "x");
  for (const auto& verdict :
       {nobody, Result<Verdict>(Verdict{Finding::incomplete, "INSTREAM size limit exceeded.", 5})}) {
    report = clean;
    add(verdict, "a.csv", report);
    CHECK(report.verdict == inspect::Verdict::unreadable);
    CHECK_FALSE(report.complete);
    CHECK(report.unseen.at(0).code == "not_scanned");
  }
}

TEST_CASE("replies") {
  CHECK(verdict_of("stream: OK").finding == Finding::nothing);
  CHECK(verdict_of("stream: OK ").finding == Finding::incomplete);
  CHECK(verdict_of("OK").finding == Finding::incomplete);
  CHECK(verdict_of("").finding == Finding::incomplete);
  CHECK(verdict_of("stream: FOUND").finding == Finding::incomplete);
  CHECK(verdict_of("stream: ERROR").finding == Finding::incomplete);
  CHECK(verdict_of("stream: Win.Test FOUND").name == "Win.Test");
  CHECK(verdict_of("stream: Heuristics.Encrypted.Zip FOUND").finding == Finding::incomplete);
  CHECK(verdict_of("INSTREAM size limit exceeded. ERROR").name == "INSTREAM size limit exceeded.");
  CHECK(verdict_of("stream: Can't allocate memory ERROR").name == "Can't allocate memory");
  const Version version = version_of("ClamAV 1.4.6/27456/Mon Nov 23 09:10:11 2026");
  CHECK(version.engine == "ClamAV 1.4.6");
  CHECK(version.signatures == 27456);
  using namespace std::chrono;
  CHECK(version.dated == sys_days(2026y / November / 23d) + 9h + 10min + 11s);
  CHECK(version_of("ClamAV 1.4.6").signatures == 0);
  CHECK_FALSE(version_of("ClamAV 1.4.6/x/y").dated);
}

}  // namespace sekisho::antivirus
