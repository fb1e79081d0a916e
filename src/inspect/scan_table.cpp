#include "scan_table.h"

#include <string_view>

#include "fold.h"

namespace sekisho::inspect {
namespace {

constexpr std::u16string_view separators =
    u"\t\f,;:|'()=?!@#*+_^`$%"
    u"，、。；：｜（）「」『』【】［］｛｝〔〕〈〉《》＜＞＝？！＠＃＊＋＿“”‘’…※→←↑↓■□●○◆◇★☆▲△▼▽";
constexpr std::u16string_view specials = u"\"\\&{}[]<>";

}  // namespace

ScanTable::ScanTable() : entries_(65536) {
  const FoldTable& fold = FoldTable::get();
  for (unsigned c = 0; c < 65536; ++c) {
    Entry& entry = entries_[c];
    const auto unit = static_cast<char16_t>(c);
    entry.to = fold.one(unit);
    entry.does = entry.to == FoldTable::drop      ? Does::drop
                 : entry.to == FoldTable::several ? Does::slow
                                                  : Does::plain;
    entry.flags = entry.does == Does::plain ? flags_of(entry.to) : std::uint8_t{0};
    if (c >= u'a' && c <= u'z') entry.flags |= flag::lower;
    if (c >= u'A' && c <= u'Z') entry.flags |= flag::upper;
    const bool base64 = (c < 128 && (entry.flags & (flag::digit | flag::latin))) || c == u'/' || c == u'-';
    if (!base64) entry.flags |= flag::not_base64;
    if (c >= 0xD800 && c <= 0xDFFF) entry.does = Does::slow;
    if (c < 0x20 || c == 0xFFFE || c == 0xFFFF) entry.does = Does::binary;
  }
  for (const char16_t c : separators) entries_[c].does = Does::separator;
  for (const char16_t c : specials) entries_[c].does = Does::special;
  // '+' belongs to base64, and to nothing that is looked for.
  entries_[u'+'].does = Does::plain;
  entries_[u'+'].flags = flag::mark;
  for (const char16_t c : {u' ', u'\u3000', u'\u00A0'}) entries_[c].does = Does::blank;
  for (const char16_t c : {u'\n', u'\r', u'\u2028', u'\u2029', u'\u0085'}) entries_[c].does = Does::line_end;
  entries_[0x1A].does = Does::drop;  // the end mark of old systems
}

const ScanTable& ScanTable::get() {
  static const ScanTable table;
  return table;
}

LaneTable::LaneTable(Encoding encoding) : encoding_(encoding), single_{} {
  const ScanTable& units = ScanTable::get();
  constexpr ScanTable::Entry wrong{0, ScanTable::Does::wrong, 0};
  for (unsigned b = 0; b < 256; ++b) {
    const auto byte = static_cast<std::uint8_t>(b);
    single_[b] = b < 0x80 ? units[static_cast<char16_t>(b)] : wrong;
    if (b < 0x80) continue;
    if (encoding == Encoding::cp932) {
      const char16_t c = cp932_to_unicode(byte, 0);
      leads_[b] = (b >= 0x81 && b <= 0x9F) || (b >= 0xE0 && b <= 0xFC);
      if (c != 0xFFFF && !leads_[b]) single_[b] = units[c];
    } else {
      leads_[b] = encoding == Encoding::utf8 ? b >= 0xC2 : b == 0x8E || b >= 0xA1;
    }
  }
  if (encoding == Encoding::utf8) return;
  pairs_.resize(65536, wrong);
  for (unsigned lead = 0x80; lead < 256; ++lead)
    for (unsigned trail = 0x40; trail < 256 && leads_[lead]; ++trail) {
      const char16_t c = unit(static_cast<std::uint8_t>(lead), static_cast<std::uint8_t>(trail));
      if (c != 0xFFFF) pairs_[lead << 8 | trail] = units[c];
    }
}

char16_t LaneTable::unit(std::uint8_t lead, std::uint8_t trail) const {
  return encoding_ == Encoding::cp932 ? cp932_to_unicode(lead, trail) : euc_jp_to_unicode(lead, trail);
}

const LaneTable* LaneTable::of(Encoding encoding) {
  static const LaneTable utf8(Encoding::utf8);
  static const LaneTable cp932(Encoding::cp932);
  static const LaneTable euc_jp(Encoding::euc_jp);
  switch (encoding) {
    case Encoding::utf8:
      return &utf8;
    case Encoding::cp932:
      return &cp932;
    case Encoding::euc_jp:
      return &euc_jp;
    default:
      return nullptr;
  }
}

}  // namespace sekisho::inspect
