#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "byte_cursor.h"
#include "legacy_text.h"
#include "lzfu.h"
#include "ole.h"
#include "source_part.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_rtf = std::size_t{16} << 20;
constexpr std::size_t piece_size = std::size_t{64} << 10;

struct Tag {
  unsigned id = 0;
  unsigned type = 0;
};

// "__substg1.0_0037001F", with a number behind it where the property has several values.
Tag tag_of(std::string_view name) {
  constexpr std::string_view start = "__substg1.0_";
  std::uint32_t value = 0;
  if (!name.starts_with(start) || name.size() < start.size() + 8) return {};
  const char* at = name.data() + start.size();
  if (std::from_chars(at, at + 8, value, 16).ptr != at + 8) return {};
  return {value >> 16, value & 0xFFFF};
}

constexpr unsigned ansi = 0x1E, wide = 0x1F, binary = 0x102, several = 0x1000;
constexpr unsigned rtf = 0x1009, html = 0x1013, attached = 0x3701;

// One message, attachment or recipient: a storage of properties (MS-OXMSG 2.1, 2.2).
class Message {
 public:
  explicit Message(const OleStorage& storage) : storage_(storage), walk_(storage.walk) {
    if (const auto fixed = storage.open("__properties_version1.0"))
      properties_ = read_whole(*fixed, std::size_t{1} << 20).value_or(Bytes());
  }

  void message() {
    if (storage_.depth > 24) return walk_.unseen(NoteCode::too_deep);
    code_page_ = number(0x3FFD, number(0x3FDE, 0));
    texts(false);
    for (const std::uint32_t child : storage_.node().children) {
      if (walk_.stopped()) return;
      const CfbNode& node = storage_.file.nodes()[child];
      if (!node.storage) {
        if (!node.name.starts_with("__")) walk_.unseen(NoteCode::unsupported, "メールの一部");
        large(child);
        continue;
      }
      Message inner({storage_.file, child, walk_, storage_.depth + 1});
      inner.code_page_ = code_page_;
      if (node.name.starts_with("__recip_version1.0_"))
        inner.texts(true);
      else if (node.name.starts_with("__attach_version1.0_"))
        inner.attachment();
      else if (node.name != "__nameid_version1.0")
        walk_.unseen(NoteCode::unsupported, "メールの一部");
    }
  }

 private:
  // A number out of the properties of fixed size, which begin behind a header of 32, 24 or 8 bytes.
  unsigned number(unsigned id, unsigned other) const {
    for (std::size_t at = properties_.size() % 16 == 8 ? 8 : 0; at + 16 <= properties_.size(); at += 16)
      if (little<std::uint16_t>(properties_, at + 2) == id && little<std::uint16_t>(properties_, at) == 3)
        return little<std::uint32_t>(properties_, at + 8);
    return other;
  }

  std::string decoded(ByteView bytes, unsigned type) const {
    std::string out;
    if ((type & 0xFFF) == wide)
      append_utf16(bytes, out);
    else if (const auto japanese = code_page_ == 0 ? to_utf8(bytes, Encoding::cp932) : std::nullopt)
      out = *japanese;
    else
      append_code_page(bytes, code_page_ == 0 ? 1252 : code_page_, out);
    std::erase(out, '\0');
    return out;
  }

  std::string short_text(unsigned id) const {
    for (const unsigned type : {wide, ansi}) {
      constexpr char digits[] = "0123456789ABCDEF";
      std::string stream = "__substg1.0_";
      for (int shift = 28; shift >= 0; shift -= 4)
        stream.push_back(digits[((id << 16 | type) >> shift) & 15]);
      if (const auto found = storage_.open(stream))
        if (const auto bytes = read_whole(*found, 4096)) return decoded(*bytes, type);
    }
    return {};
  }

  // All properties that are text: one a line, or those of one recipient in one line.
  void texts(bool one_line) {
    bool told = false;
    for (const std::uint32_t child : storage_.node().children) {
      const CfbNode& node = storage_.file.nodes()[child];
      const Tag tag = tag_of(node.name);
      const unsigned type = tag.type & ~several;
      if (node.storage || node.size == 0 || (type != ansi && type != wide) || tag.id == html) continue;
      const auto stream = storage_.open(child);
      if (!stream) continue;
      if (!text(*stream, type) || !walk_.sink().text(one_line ? "\t" : "\n")) return;
      told = true;
    }
    if (told && one_line) walk_.sink().text("\n");
  }

  bool text(RandomSource& stream, unsigned type) {
    Bytes buffer(std::min<std::uint64_t>(piece_size, stream.size()));
    std::uint64_t at = 0;
    while (at < stream.size()) {
      const auto got = stream.read_at(at, buffer);
      if (!got || *got == 0) {
        walk_.unseen(NoteCode::broken);
        return true;
      }
      std::size_t size = *got;
      // Not between the halves of a character, nor, where it can be told, within a line.
      if (size >= 4 && at + size < stream.size()) {
        const std::string_view seen = as_text(ByteView(buffer).first(size));
        const std::size_t line = seen.rfind('\n');
        if (type == wide)
          size -= size % 2 + ((buffer[size - size % 2 - 1] & 0xFC) == 0xD8 ? 2 : 0);
        else if (line != std::string_view::npos)
          size = line + 1;
      }
      at += size;
      std::string out = decoded(ByteView(buffer).first(size), type);
      std::erase(out, '\r');
      if (!walk_.sink().text(out) || walk_.stopped()) return false;
    }
    return true;
  }

  // The bodies that need a reader of their own.
  void large(std::uint32_t child) {
    const CfbNode& node = storage_.file.nodes()[child];
    const Tag tag = tag_of(node.name);
    if (node.size == 0) return;
    if (tag.id == html) {
      if (const auto stream = storage_.open(child)) walk_.member(PartKind::member, "body.html", *stream);
    } else if (tag.id == rtf && tag.type == binary) {
      const auto stream = storage_.open(child);
      if (!stream) return;
      const auto packed = read_whole(*stream, most_rtf);
      const auto plain = packed ? decompress_rtf(*packed, most_rtf) : Result<Bytes>(pass_on(packed.error()));
      if (!plain) return note_error(walk_, plain.error());
      if (!walk_.unpacked(plain->size())) return;
      MemoryRandomSource content(*plain);
      walk_.member(PartKind::member, "body.rtf", content);
    }
  }

  void attachment() {
    std::string name = short_text(0x3707);
    if (name.empty()) name = short_text(0x3704);
    if (name.empty()) name = short_text(0x3001);
    const unsigned method = number(0x3705, 1);
    if (method == 2 || method == 3 || method == 4 || method == 7)
      walk_.hostile(NoteCode::external_link, link_host(short_text(0x3708)));
    for (const std::uint32_t child : storage_.node().children) {
      const CfbNode& node = storage_.file.nodes()[child];
      const Tag tag = tag_of(node.name);
      if (tag.id != attached) continue;
      if (!node.storage) {
        if (const auto stream = storage_.open(child)) walk_.member(PartKind::attachment, name, *stream);
        continue;
      }
      const OleStorage inner{storage_.file, child, walk_, storage_.depth + 1};
      const bool message = storage_.file.find(child, "__properties_version1.0").has_value();
      walk_.sink().begin(message ? PartKind::message : PartKind::attachment, name);
      read_storage(inner, !message);
      walk_.sink().end();
    }
  }

  const OleStorage storage_;
  Walk& walk_;
  Bytes properties_;
  unsigned code_page_ = 0;
};

}  // namespace

void read_outlook(const OleStorage& storage) { Message(storage).message(); }

}  // namespace sekisho::formats
