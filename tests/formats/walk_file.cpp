// Prints what the readers find in FILE, one JSON object a line: for the tests of this folder.
//   walk_file FILE [--password P]… [--depth N] [--members N] [--unpacked N] [--held N]
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <clocale>
#include <cstdlib>
#include <iostream>
#include <string>

#include "formats/walk.h"

namespace {

namespace bj = boost::json;
using namespace sekisho;
using namespace sekisho::formats;

constexpr std::string_view kinds[] = {"file",    "member",     "sheet", "page",       "slide",
                                      "message", "attachment", "table", "properties", "macro"};

class Print final : public Sink {
 public:
  void begin(PartKind kind, std::string_view name) override {
    flush();
    std::cout << bj::serialize(bj::object{{"begin", kinds[static_cast<int>(kind)]}, {"name", name}}) << "\n";
  }
  void end() override {
    flush();
    std::cout << "{\"end\":true}\n";
  }
  bool bytes(ByteView piece) override {
    flush();
    std::cout << bj::serialize(bj::object{{"bytes", to_base64(piece)}}) << "\n";
    return true;
  }
  bool text(std::string_view utf8) override {
    text_ += utf8;
    return true;
  }
  bool row(std::uint64_t number, std::span<const std::string_view> cells) override {
    flush();
    bj::array values;
    for (const auto cell : cells) values.push_back(bj::string(cell));
    std::cout << bj::serialize(bj::object{{"row", number}, {"cells", values}}) << "\n";
    return true;
  }
  void note(const Note& note) override {
    flush();
    std::cout << bj::serialize(bj::object{{"note", note_name(note.code)}, {"detail", note.detail}}) << "\n";
  }

 private:
  void flush() {
    if (!text_.empty()) std::cout << bj::serialize(bj::object{{"text", text_}}) << "\n";
    text_.clear();
  }
  std::string text_;
};

class Silent final : public WalkProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names in 7z and cab, by libarchive
  const std::string path = argv[1];
  WalkOptions options;
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    const std::string value = argv[i + 1];
    if (name == "--password") options.passwords.push_back(value);
    if (name == "--depth") options.limits.depth = static_cast<unsigned>(std::stoul(value));
    if (name == "--members") options.limits.members = static_cast<std::uint32_t>(std::stoul(value));
    if (name == "--unpacked") options.limits.unpacked = std::stoull(value);
    if (name == "--held") options.limits.held = std::stoull(value);
  }
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (file < 0 || ::fstat(file, &status) != 0) return 3;
  char spill[] = "/tmp/sekisho-walk-XXXXXX";
  options.spill = ::mkstemp(spill);
  ::unlink(spill);
  DescriptorSource source(file, static_cast<std::uint64_t>(status.st_size));
  Print print;
  Silent silent;
  const auto walked = walk(source, path.substr(path.rfind('/') + 1), options, print, silent);
  if (!walked) std::cerr << walked.error().en << "\n";
  return walked ? 0 : 1;
}
