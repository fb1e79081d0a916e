#include "xml_reader.h"

#include <expat.h>

#include <new>

#include "zip_parts.h"

namespace sekisho::report {
namespace {

constexpr std::size_t deepest = 100;
constexpr std::uint64_t longest_token = 1024 * 1024;  // a tag with its attributes

std::string_view local(const char* name) {
  const std::string_view whole = name;
  const auto colon = whole.rfind(':');
  return colon == whole.npos ? whole : whole.substr(colon + 1);
}

}  // namespace

std::string_view Attributes::get(std::string_view name) const {
  for (const char** at = pairs_; *at != nullptr; at += 2)
    if (local(at[0]) == name) return at[1];
  return {};
}

struct XmlReader::Impl {
  Handler& handler;
  XML_Parser parser;
  std::optional<Error> error;
  std::size_t depth = 0;
  std::uint64_t fed = 0;

  explicit Impl(Handler& h) : handler(h), parser(XML_ParserCreate(nullptr)) {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &Impl::start, &Impl::end);
    XML_SetCharacterDataHandler(parser, &Impl::characters);
    XML_SetStartDoctypeDeclHandler(parser, &Impl::doctype);
  }
  ~Impl() { XML_ParserFree(parser); }

  void stop(Error why) {
    if (!error) error = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  void take(Result<void> result) {
    if (!result) stop(std::move(result).error());
  }

  static void start(void* self, const char* name, const char** attributes) {
    auto& x = *static_cast<Impl*>(self);
    if (x.error) return;
    if (++x.depth > deepest) return x.stop(broken_xlsx("XML is nested too deep").error());
    x.take(x.handler.start(local(name), Attributes(attributes)));
  }
  static void end(void* self, const char* name) {
    auto& x = *static_cast<Impl*>(self);
    if (x.error) return;
    --x.depth;
    x.take(x.handler.end(local(name)));
  }
  static void characters(void* self, const char* text, int size) {
    auto& x = *static_cast<Impl*>(self);
    if (!x.error) x.take(x.handler.text({text, static_cast<std::size_t>(size)}));
  }
  static void doctype(void* self, const char*, const char*, const char*, int) {
    static_cast<Impl*>(self)->stop(broken_xlsx("XML with a DTD is refused").error());
  }

  Result<void> parse(ByteView piece, bool last) {
    if (error) return pass_on(*error);
    const auto status =
        XML_Parse(parser, reinterpret_cast<const char*>(piece.data()), static_cast<int>(piece.size()), last);
    fed += piece.size();
    if (error) return pass_on(*error);
    if (status != XML_STATUS_OK) {
      error = broken_xlsx(std::string("XML: ") + XML_ErrorString(XML_GetErrorCode(parser))).error();
      return pass_on(*error);
    }
    const auto parsed = XML_GetCurrentByteIndex(parser);
    if (!last && parsed >= 0 && fed - static_cast<std::uint64_t>(parsed) > longest_token) {
      error = broken_xlsx("XML with a tag that does not end").error();
      return pass_on(*error);
    }
    return {};
  }
};

XmlReader::XmlReader(Handler& handler) : impl_(std::make_unique<Impl>(handler)) {}
XmlReader::~XmlReader() = default;
Result<void> XmlReader::feed(ByteView piece) { return impl_->parse(piece, false); }
Result<void> XmlReader::finish() { return impl_->parse({}, true); }

}  // namespace sekisho::report
