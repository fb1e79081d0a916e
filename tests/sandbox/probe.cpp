// The confined process of the tests: does what the file's name says. Every attempt to break out that comes
// back is answered with "refused: …"; one that succeeds with "ESCAPED".
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <thread>
#include <vector>

#include "channel.h"
#include "labour.h"

namespace {

using namespace sekisho;
using namespace sekisho::sandbox;

std::string tried(long result) {
  return result < 0 ? std::string("refused: ") + std::strerror(errno) : std::string("ESCAPED");
}

long through_socket(int family) {
  const int fd = ::socket(family, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(80);
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(fd, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0 ? 0 : -1;
}

// Kept out of the compiler's reach.
void* volatile nowhere = nullptr;
volatile std::uint64_t counter = 0;

[[noreturn]] void for_ever() {
  for (;;) counter = counter + 1;
}

const std::map<std::string, std::function<std::string(const Order&)>> attempts{
    {"allowed",
     [](const Order&) { return tried(::open("/usr/include/linux/landlock.h", O_RDONLY | O_CLOEXEC)); }},
    {"allowed-other", [](const Order&) { return tried(::open("/usr/include/stdio.h", O_RDONLY)); }},
    {"allowed-passwd", [](const Order&) { return tried(::open("/etc/passwd", O_RDONLY)); }},
    {"allowed-up",
     [](const Order&) { return tried(::open("/usr/include/linux/../../../etc/passwd", O_RDONLY)); }},
    {"allowed-proc", [](const Order&) { return tried(::open("/proc/self/environ", O_RDONLY)); }},
    {"allowed-write", [](const Order&) { return tried(::open("/usr/include/linux/landlock.h", O_RDWR)); }},
    {"allowed-new",
     [](const Order&) { return tried(::open("/usr/include/linux/x", O_RDONLY | O_CREAT, 0600)); }},
    {"open", [](const Order&) { return tried(::open("/etc/passwd", O_RDONLY)); }},
    {"open-write",
     [](const Order&) { return tried(::open("/tmp/sekisho-escaped", O_WRONLY | O_CREAT, 0600)); }},
    {"open-up", [](const Order&) { return tried(::open("../../../../../etc/passwd", O_RDONLY)); }},
    {"environ", [](const Order&) { return tried(::open("/proc/self/environ", O_RDONLY)); }},
    {"stat", [](const Order&) { return tried(::access("/etc/passwd", R_OK)); }},
    {"openat2",
     [](const Order&) {
       std::uint64_t how[3] = {};
       return tried(::syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof how));
     }},
    {"socket", [](const Order&) { return tried(through_socket(AF_INET)); }},
    {"socket-unix", [](const Order&) { return tried(::socket(AF_UNIX, SOCK_STREAM, 0)); }},
    {"connect",
     [](const Order&) {
       sockaddr_in to{};
       to.sin_family = AF_INET;
       return tried(::connect(socket_fd, reinterpret_cast<const sockaddr*>(&to), sizeof to));
     }},
    {"sendmsg",
     [](const Order&) {
       msghdr message{};
       return tried(::sendmsg(socket_fd, &message, 0));
     }},
    {"execve",
     [](const Order&) {
       char name[] = "/bin/true";
       char* args[] = {name, nullptr};
       return tried(::execve(name, args, nullptr));
     }},
    {"fork", [](const Order&) { return tried(::fork()); }},
    {"vfork", [](const Order&) { return tried(::syscall(SYS_vfork)); }},
    {"thread",
     [](const Order&) {
       try {
         std::thread([] {}).join();
       } catch (const std::system_error& e) {
         return "refused: " + std::string(e.what());
       }
       return std::string("ESCAPED");
     }},
    {"ptrace", [](const Order& o) { return tried(::ptrace(PTRACE_ATTACH, o.parent, nullptr, nullptr)); }},
    {"vm-read",
     [](const Order& o) {
       iovec none{};
       return tried(::process_vm_readv(o.parent, &none, 1, &none, 1, 0));
     }},
    {"kill", [](const Order& o) { return tried(::kill(o.parent, SIGUSR1)); }},
    {"tgkill", [](const Order& o) { return tried(::syscall(SYS_tgkill, o.parent, o.parent, SIGUSR1)); }},
    {"exec-memory",
     [](const Order&) {
       return tried(::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                            MAP_FAILED
                        ? -1
                        : 0);
     }},
    {"exec-protect",
     [](const Order&) {
       void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
       return tried(::mprotect(page, 4096, PROT_READ | PROT_EXEC));
     }},
    {"write-socket-file", [](const Order&) { return tried(::pwrite(content_fd, "x", 1, 0)); }},
    {"map-window",
     [](const Order&) {
       return tried(
           ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, content_fd, 0) == MAP_FAILED ? -1 : 0);
     }},
    {"map-dataset",
     [](const Order&) {
       return tried(
           ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, first_dataset_fd, 0) == MAP_FAILED ? -1
                                                                                                        : 0);
     }},
    {"truncate-window", [](const Order&) { return tried(::ftruncate(content_fd, 0)); }},
    {"memfd", [](const Order&) { return tried(::memfd_create("x", 0)); }},
    {"dup", [](const Order&) { return tried(::dup(spill_fd)); }},
    {"userns", [](const Order&) { return tried(::syscall(SYS_unshare, 0x10000000)); }},
    {"io-uring", [](const Order&) { return tried(::syscall(SYS_io_uring_setup, 4, nullptr)); }},
    {"bpf", [](const Order&) { return tried(::syscall(SYS_bpf, 0, nullptr, 0)); }},
    {"dlopen",
     [](const Order&) {
       return ::dlopen("libanl.so.1", RTLD_NOW | RTLD_LOCAL) == nullptr ? std::string("refused: dlopen")
                                                                        : std::string("ESCAPED");
     }},
    {"spill-too-large",
     [](const Order& o) { return tried(::pwrite(spill_fd, "x", 1, static_cast<off_t>(o.spill_bytes))); }},
    {"abort", [](const Order&) -> std::string { std::abort(); }},
    {"segv",
     [](const Order&) {
       *static_cast<volatile int*>(nowhere) = 1;
       return std::string();
     }},
    {"loop", [](const Order&) -> std::string { for_ever(); }},
    {"sleep",
     [](const Order&) {
       ::sleep(1000);
       return std::string();
     }},
    {"exit", [](const Order&) -> std::string { ::_exit(0); }},
    {"throw", [](const Order&) -> std::string { throw std::runtime_error("関所 太郎"); }},
    {"garbage",
     [](const Order&) {
       const std::string text(100, 'x');
       (void)::send(socket_fd, text.data(), text.size(), 0);
       for_ever();
       return std::string();
     }},
    {"half",
     [](const Order&) {
       (void)::send(socket_fd, "\x15\0\0\0\xFF\0\0\0half", 12, 0);
       for_ever();
       return std::string();
     }},
    {"huge",
     [](const Order&) {
       (void)::send(socket_fd, "\x15\0\0\0\xFF\xFF\xFF\xFF", 8, 0);
       for_ever();
       return std::string();
     }},
    {"short-read",
     [](const Order&) {
       (void)send_message(socket_fd, Kind::read, as_bytes("xyz"));
       for_ever();
       return std::string();
     }},
    {"not-listening",
     [](const Order&) {
       for (;;)
         if (!send_message(socket_fd, Kind::read,
                           Encoder().put(std::uint64_t{0}).put(std::uint32_t{1}).take()))
           ::_exit(0);
       return std::string();
     }},
    {"deaf-ends",
     [](const Order&) {
       ::close(socket_fd);
       for_ever();
       return std::string();
     }},
};

class Probe final : public Job {
 public:
  void prepare(const Order& order, std::span<const int>) override {
    allowed_ = order.name.starts_with("allowed");
  }
  std::vector<std::string> readable() const override {
    return allowed_ ? std::vector<std::string>{"/usr/include/linux", "/nowhere/at/all"}
                    : std::vector<std::string>();
  }
  Result<std::string> run(RandomSource& source, const Order& order, Telling& telling) override {
    telling.part("書庫.zip › " + order.name);
    telling.at(1, order.size, 7);
    if (const auto attempt = attempts.find(order.name); attempt != attempts.end())
      return attempt->second(order);
    if (order.name == "memory") {
      std::vector<Bytes> all;
      for (;;) all.emplace_back(std::size_t{8} << 20, std::uint8_t{1});
    }
    if (order.name == "password") return order.options.walk.passwords.at(0);
    if (order.name == "spill") {
      if (::pwrite(spill_fd, "abc", 3, 10) != 3) return std::string("cannot write");
      std::uint8_t back[3];
      DescriptorSource file(spill_fd, 13);
      SEKISHO_CHECK(file.read_at(10, back));
      return std::string(as_text(back));
    }
    if (order.name == "sum") return sum(source);
    if (order.name == "jump") return jump(source);
    if (order.name == "touch") return touch(source);
    return std::string("hello ") + order.name;
  }

 private:
  bool allowed_ = false;

  static Result<std::string> sum(RandomSource& source) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    Bytes piece(300'000);
    for (std::uint64_t at = 0;;) {
      SEKISHO_TRY(const std::size_t got, source.read_at(at, piece));
      if (got == 0) break;
      EVP_DigestUpdate(context.get(), piece.data(), got);
      at += got;
    }
    Hash hash;
    EVP_DigestFinal_ex(context.get(), hash.data(), nullptr);
    return to_hex(hash);
  }
  // Reads without looking: how fast the window is.
  static Result<std::string> touch(RandomSource& source) {
    Bytes piece(std::size_t{256} << 10);
    std::uint64_t all = 0;
    for (std::uint64_t at = 0;;) {
      SEKISHO_TRY(const std::size_t got, source.read_at(at, piece));
      if (got == 0) return std::to_string(all);
      at += got;
      all += got;
    }
  }
  // The byte at n is n % 251: backwards and to and fro.
  static Result<std::string> jump(RandomSource& source) {
    std::uint64_t at = source.size();
    for (int i = 0; i < 2000; ++i) {
      at = (at * 6364136223846793005u + 1442695040888963407u) % (source.size() + 10);
      Bytes piece(i % 7 == 0 ? 200'000 : 100);
      SEKISHO_TRY(const std::size_t got, source.read_at(at, piece));
      const std::uint64_t left = at < source.size() ? source.size() - at : 0;
      if (got != std::min<std::uint64_t>(left, piece.size())) return std::string("wrong length");
      for (std::size_t k = 0; k < got; ++k)
        if (piece[k] != (at + k) % 251) return std::string("wrong byte");
    }
    return std::string("right");
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || std::strcmp(argv[1], "inspect-worker") != 0) return 2;
  Probe probe;
  return labour(probe);
}
