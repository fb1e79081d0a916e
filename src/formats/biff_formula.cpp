#include "biff_formula.h"

#include <algorithm>
#include <array>

#include "legacy_text.h"

namespace sekisho::formats {
namespace {

struct Call {
  std::uint16_t number;
  std::string_view name;
};
// MS-XLS 2.5.198.17.
constexpr std::array calls_of_macros{Call{110, "EXEC"},   Call{150, "CALL"},     Call{149, "REGISTER"},
                                     Call{96, "FORMULA"}, Call{17, "RUN"},       Call{132, "FOPEN"},
                                     Call{138, "FWRITE"}, Call{137, "FWRITELN"}, Call{20, "INITIATE"},
                                     Call{33, "EXECUTE"}, Call{12, "SEND.KEYS"}};

bool printable(ByteView text, bool wide) {
  if (wide) {
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
      if (little<std::uint16_t>(text, i) < 0x20) return false;
    return true;
  }
  return std::ranges::all_of(text, [](std::uint8_t b) { return b >= 0x20; });
}

}  // namespace

void append_formula_texts(ByteView expression, const BiffBook& book, std::string& out) {
  constexpr std::uint8_t text = 0x17;
  for (std::size_t i = 0; i + 3 < expression.size(); ++i) {
    if (expression[i] != text) continue;
    const std::size_t count = expression[i + 1];
    const bool with_flags = book.version == Biff::v8;
    const std::uint8_t flags = with_flags ? expression[i + 2] : 0;
    const std::size_t begin = i + (with_flags ? 3 : 2);
    const std::size_t size = count * (flags == 1 ? 2 : 1);
    const ByteView letters = part_of(expression, begin, size);
    if (count < 2 || flags > 1 || letters.size() < size || !printable(letters, flags == 1)) continue;
    if (flags == 1)
      append_utf16(letters, out);
    else
      append_code_page(letters, with_flags ? 28591 : book.code_page, out);
    out += '\n';
    i = begin + size - 1;
  }
}

void add_macro_calls(ByteView expression, std::vector<std::string>& calls) {
  for (std::size_t i = 0; i + 3 < expression.size(); ++i) {
    const unsigned token = expression[i] & 0x9Fu;  // whatever class its value is of
    if (expression[i] < 0x20 || (token != 0x01 && token != 0x02)) continue;
    // A count of arguments stands before the number where it is not fixed.
    const auto number =
        static_cast<std::uint16_t>(little<std::uint16_t>(expression, i + (token == 0x02 ? 2 : 1)) & 0x7FFF);
    for (const Call& call : calls_of_macros)
      if (call.number == number && std::ranges::find(calls, call.name) == calls.end())
        calls.emplace_back(call.name);
  }
}

}  // namespace sekisho::formats
