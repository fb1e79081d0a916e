#include "rtf_object.h"

#include <algorithm>

#include "byte_cursor.h"
#include "legacy_text.h"
#include "ole.h"
#include "readers.h"
#include "source_part.h"

namespace sekisho::formats {
namespace {

int hex(std::uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

constexpr std::string_view object_name = "objdata";
constexpr std::size_t most_head = 4096;

// The head of an OLE 1 object (MS-OLEDS 2.2.4, 2.2.5).
struct Object {
  std::string program;      // "Package"
  std::string topic;        // of a link: the file
  std::uint32_t kind = 0;   // 1 a link, 2 embedded
  std::size_t content = 0;  // where the size of the native data stands
};

Object object_of(ByteView head) {
  Object object;
  Cursor at(head);
  at.u32();  // a version that Word does not look at
  object.kind = at.u32();
  if (object.kind != 1 && object.kind != 2) return {};
  const auto text = [&] {
    const std::uint32_t size = at.u32();
    const std::string_view found = as_text(at.take(std::min<std::uint32_t>(size, most_head)));
    std::string out;
    for (const char c : found.substr(0, found.find('\0'))) out.push_back(c >= ' ' && c < 0x7F ? c : '?');
    return out;
  };
  object.program = text();
  object.topic = text();
  text();
  object.content = at.at();
  return at.over() ? Object() : object;
}

}  // namespace

Result<std::size_t> RtfObjectSource::read(std::span<std::uint8_t> out) {
  std::size_t filled = 0;
  while (filled < out.size() && !ended_) {
    if (raw_ > 0) {
      const std::size_t got =
          tokens_.raw(out.subspan(filled, std::min<std::uint64_t>(raw_, out.size() - filled)));
      filled += got;
      raw_ -= got;
      if (got == 0) ended_ = cut_ = true;
      continue;
    }
    const RtfToken token = tokens_.next();
    switch (token.kind) {
      case RtfToken::end:
        ended_ = cut_ = true;
        break;
      case RtfToken::open:
        ++depth_;
        break;
      case RtfToken::close:
        if (depth_-- == 0) ended_ = true;
        break;
      case RtfToken::word:
        if (token.name == "bin" && token.number > 0) raw_ = static_cast<std::uint64_t>(token.number);
        break;
      case RtfToken::byte: {
        const int digit = token.escaped ? -1 : hex(token.value);
        if (digit < 0) break;
        if (half_ < 0) {
          half_ = digit;
        } else {
          out[filled++] = static_cast<std::uint8_t>(half_ << 4 | digit);
          half_ = -1;
        }
        break;
      }
    }
  }
  return filled;
}

bool RtfObjectSource::finish() {
  Bytes rest(4096);
  while (!ended_)
    if (!read(rest)) return false;
  return !cut_;
}

bool recognises_rtf_object(const Head& head, RandomSource&) {
  return head.name == object_name && object_of(head.bytes).kind != 0;
}

void read_rtf_object(RandomSource& content, Walk& walk) {
  Bytes head(std::min<std::uint64_t>(3 * most_head, content.size()));
  const auto got = content.read_at(0, head);
  if (!got || *got < head.size()) return walk.unseen(NoteCode::broken);
  const Object object = object_of(head);
  if (object.kind == 1) {
    const std::string host = link_host(object.topic);
    return walk.hostile(host.empty() ? NoteCode::external_link : NoteCode::remote_template, host);
  }
  const bool equation = object.program.starts_with("Equation") || object.program.starts_with("equation");
  walk.hostile(NoteCode::ole_object, equation ? "Equation Editor" : object.program.substr(0, 60));
  const auto size = little<std::uint32_t>(head, object.content);
  SourcePart native(content, object.content + 4, size);
  if (native.size() < size) walk.unseen(NoteCode::truncated);
  std::uint8_t mark[8] = {};
  const auto marked = native.read_at(0, mark);
  // A package has no storage around it: what follows is laid out like its stream.
  if (marked && CompoundFile::recognises(mark)) {
    walk.member(PartKind::member, object.program, native);
  } else if (object.program == "Package" || object.program == "package") {
    SourcePart with_size(content, object.content, content.size());
    read_ole_native(with_size, walk);
  } else if (native.size() > 0) {
    walk.member(PartKind::member, object.program, native);
  }
}

}  // namespace sekisho::formats
