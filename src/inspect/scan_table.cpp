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

}  // namespace sekisho::inspect
