// A pull reader of XML 1.0, made for sheets of gigabytes: one window over a stream, nothing built, nothing
// copied. Not validating, and stricter than that where it is safer: a document type declaration is refused
// (no entity can be declared), depth and the length of a tag are bounded, tags must match. Namespaces are not
// resolved: names are told by their local part. UTF-8, UTF-16 and CP932, by mark or declaration. Not
// thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace sekisho::formats {

// A local name as one number, to be switched on: its octets where they are eight at most, else with a hash.
using XmlName = std::uint64_t;
constexpr XmlName next_of_name(XmlName name, std::size_t at, char c) {
  const XmlName octet = static_cast<std::uint8_t>(c);
  if (at < 8) return name | octet << (8 * at);
  return ((name << 5 | name >> 59) ^ octet) * 0x9E3779B97F4A7C15U;
}
constexpr XmlName xml_name(std::string_view local) {
  XmlName name = 0;
  for (std::size_t i = 0; i < local.size(); ++i) name = next_of_name(name, i, local[i]);
  return name;
}

enum class XmlToken {
  start,
  end,       // follows the start of an empty element, too
  text,      // character data, references resolved; long ones come in pieces
  comment,   // what stands in one; long ones come in pieces
  finished,  // the root element has ended, and so has the input
  failed     // see trouble(); stays so
};

enum class XmlTrouble { none, broken, declares_type, too_deep, too_long, encoding, source };

struct XmlAttribute {
  XmlName name;  // of the local part
  bool prefixed;
  std::string_view value;  // references resolved
};

class XmlReader {
 public:
  // Reads no more than it needs; `source` outlives it.
  explicit XmlReader(ByteSource& source);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // What the reader hands out is valid until the next call.
  XmlToken next();
  XmlName name() const { return name_; }             // of start and end
  std::string_view local() const { return local_; }  // of start
  std::string_view text() const { return text_; }    // of text and comment
  unsigned depth() const { return depth_; }          // elements that are open, the started one included
  XmlName innermost() const { return open_.empty() ? 0 : open_.back(); }  // of these
  // Of the element that has just started; namespace declarations are left out.
  const std::vector<XmlAttribute>& attributes();
  // Without a prefix, else with any.
  std::optional<std::string_view> attribute(XmlName local);
  std::optional<std::string_view> prefixed(XmlName local);  // "id" of r:id

  XmlTrouble trouble() const { return trouble_; }
  const Error& error() const { return *error_; }  // of the source, with trouble source

  // What stands in the window at the next markup, for those who know what to expect; at least 64 zeros lie
  // behind it. Empty where next() must be asked. What was taken must be whole elements without comments.
  std::string_view ahead() const {
    return pending_end_ || inside_ != Inside::content || depth_ == 0
               ? std::string_view{}
               : std::string_view{at_, static_cast<std::size_t>(end_ - at_)};
  }
  void taken(const char* to) { at_ = const_cast<char*>(to); }
  // More of the input in the window, from at_ on: everything handed out before is void. False: there is none.
  bool more();

  static constexpr std::size_t window = std::size_t{128} << 10;
  static constexpr std::size_t longest_tag = std::size_t{4} << 20;
  static constexpr unsigned deepest = 1024;

 private:
  enum class Inside { content, cdata, comment };

  void begin();
  bool read_some();
  XmlToken fail(XmlTrouble why);
  XmlToken finish();
  XmlToken markup();
  XmlToken start_tag();
  XmlToken end_tag();
  XmlToken declaration();
  XmlToken characters();
  XmlToken section();
  char* tag_end(char* from);
  bool need(std::size_t octets);

  ByteSource* source_;
  std::unique_ptr<ByteSource> decoded_;
  std::unique_ptr<ByteSource> joined_;
  std::size_t capacity_;
  std::unique_ptr<char[]> buffer_;
  char* at_ = nullptr;
  char* end_ = nullptr;
  std::string_view text_;
  std::string_view local_;
  XmlName name_ = 0;
  char* body_ = nullptr;  // the attributes of the tag at hand
  char* body_end_ = nullptr;
  std::vector<XmlAttribute> attributes_;
  bool attributes_read_ = true;
  bool pending_end_ = false;
  bool begun_ = false;
  bool rooted_ = false;
  bool drained_ = false;
  Inside inside_ = Inside::content;
  XmlTrouble trouble_ = XmlTrouble::none;
  std::optional<Error> error_;
  unsigned depth_ = 0;
  std::vector<XmlName> open_;
};

struct XmlRun {
  const char* end;  // at the next '<', or where the window ends
  bool references;  // holds an '&'
  bool underscores;
};
// Character data from `from` on. 16 readable octets lie behind `end`, none of which is '<'.
XmlRun xml_run(const char* from, const char* end);
// Resolves the references between `from` and `to` into `out`, which needs no more room than that and may be
// `from` itself. Behind the last octet written; null where a reference is not known.
char* xml_resolve(const char* from, const char* to, char* out);

}  // namespace sekisho::formats
