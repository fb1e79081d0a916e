#include <algorithm>
#include <string_view>

#include "pdf_text.h"
#include "readers.h"

namespace sekisho::formats {
namespace {

constexpr std::string_view mark = "%%EOF";
constexpr std::size_t piece = std::size_t{64} << 10;
constexpr std::size_t context = 64;  // bytes around a mark that say what it is

// The front of another source.
class Front final : public RandomSource {
 public:
  Front(RandomSource& of, std::uint64_t size) : of_(of), size_(size) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    if (offset >= size_) return 0;
    return of_.read_at(
        offset, out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size_ - offset))));
  }
  std::uint64_t size() const override { return size_; }

 private:
  RandomSource& of_;
  std::uint64_t size_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "startxref 123 %%EOF 7 0 obj": more was added behind. Not so where a PDF lies inside a stream of another.
bool goes_on(std::string_view before, std::string_view after) {
  if (!before.contains("startxref")) return false;
  const std::size_t at = after.find_first_not_of("\r\n\t ");
  if (at == after.npos || !is_digit(after[at])) return false;
  const std::size_t object = after.find("obj");
  return object != after.npos && after.find_first_not_of("0123456789 \r\n\t", at) == object;
}

// Where the file ended before something was added to it last (ISO 32000-1, 7.5.6); 0: nothing was.
std::uint64_t earlier_end(RandomSource& content, const Walk& walk) {
  Bytes buffer(piece + 2 * context);
  std::uint64_t found = 0;
  bool linearized = false;
  for (std::uint64_t begin = 0; begin < content.size() && !walk.stopped(); begin += piece) {
    const std::uint64_t from = begin - std::min<std::uint64_t>(begin, context);
    const auto got = content.read_at(from, buffer);
    if (!got) return 0;
    const std::string_view text = as_text(ByteView(buffer).first(*got));
    if (begin == 0) linearized = text.substr(0, 1024).contains("/Linearized");
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
      const std::uint64_t end = from + at + mark.size();
      if (end < begin || !goes_on(text.substr(at - std::min(at, context), std::min(at, context)),
                                  text.substr(at + mark.size(), context)))
        continue;
      // The first end of a linearized file is that of its first page.
      if (!linearized) found = end;
      linearized = false;
    }
  }
  return found;
}

}  // namespace

// Readers take a PDF whose mark stands within the first 1,024 bytes (ISO 32000-1, annex H, note 13).
bool is_pdf(const Head& head, RandomSource&) {
  return as_text(head.bytes.first(std::min<std::size_t>(head.bytes.size(), 1024))).contains("%PDF-");
}

void read_pdf(RandomSource& content, Walk& walk) {
  if (const auto structure = read_pdf_structure(content, walk)) read_pdf_text(content, *structure, walk);
  // What was blacked out or deleted since is still there in the file as it was.
  if (const std::uint64_t end = earlier_end(content, walk); end > 0) {
    Front earlier(content, end);
    walk.member(PartKind::member, "earlier revision", earlier);
  }
}

}  // namespace sekisho::formats
