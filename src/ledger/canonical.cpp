#include "ledger/canonical.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cstdint>
#include <vector>

#include "canonical_dom.h"
#include "text.h"

namespace sekisho::ledger {
namespace {

namespace bj = boost::json;

constexpr std::int64_t max_integer = (std::int64_t{1} << 53) - 1;

using Fault = const char*;  // what is wrong, or nullptr
constexpr Fault too_deep = "nested too deeply";
constexpr Fault not_utf8 = "text that is not UTF-8";
constexpr Fault not_integer = "a number that is not a whole number within 2^53-1";

// Octet order of UTF-8 is code point order; UTF-16 differs in one place: U+10000 and above are written with
// surrogates and so come before U+E000..U+FFFF, whose UTF-8 begins with EE or EF. Lift those two above F4.
std::uint8_t utf16_rank(char c) {
  const auto octet = static_cast<std::uint8_t>(c);
  return octet == 0xEE || octet == 0xEF ? static_cast<std::uint8_t>(octet + 0x10) : octet;
}

bool before(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return utf16_rank(x) < utf16_rank(y); });
}

Fault write_string(std::string_view text, std::string& out) {
  if (!is_utf8(text)) return not_utf8;
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<std::uint8_t>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    out += '\\';
    switch (c) {
      case '"':
      case '\\':
        out += c;
        break;
      case '\b':
        out += 'b';
        break;
      case '\t':
        out += 't';
        break;
      case '\n':
        out += 'n';
        break;
      case '\f':
        out += 'f';
        break;
      case '\r':
        out += 'r';
        break;
      default:
        out += "u00";
        out += "01"[c >> 4];
        out += "0123456789abcdef"[c & 15];
    }
  }
  out.append(text, plain);
  out += '"';
  return nullptr;
}

Fault write_integer(std::int64_t number, std::string& out) {
  if (number > max_integer || number < -max_integer) return not_integer;
  char digits[20];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  out.append(digits, end);
  return nullptr;
}

Fault write_value(const bj::value& value, std::string& out, std::size_t depth);

Fault write_object(const bj::object& object, std::string& out, std::size_t depth) {
  if (depth == max_canonical_depth) return too_deep;
  out += '{';
  const auto write_member = [&](const bj::key_value_pair& member, bool first) -> Fault {
    if (!first) out += ',';
    if (Fault fault = write_string(member.key(), out)) return fault;
    out += ':';
    return write_value(member.value(), out, depth + 1);
  };
  const auto ordered = [](const bj::key_value_pair& a, const bj::key_value_pair& b) {
    return before(a.key(), b.key());
  };
  bool first = true;
  if (std::is_sorted(object.begin(), object.end(),
                     ordered)) {  // as it is whenever it was read from canonical text
    for (const auto& member : object) {
      if (Fault fault = write_member(member, first)) return fault;
      first = false;
    }
  } else {
    std::vector<const bj::key_value_pair*> members;
    members.reserve(object.size());
    for (const auto& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(), [&](const auto* a, const auto* b) { return ordered(*a, *b); });
    for (const auto* member : members) {
      if (Fault fault = write_member(*member, first)) return fault;
      first = false;
    }
  }
  out += '}';
  return nullptr;
}

Fault write_array(const bj::array& array, std::string& out, std::size_t depth) {
  if (depth == max_canonical_depth) return too_deep;
  out += '[';
  bool first = true;
  for (const auto& item : array) {
    if (!first) out += ',';
    first = false;
    if (Fault fault = write_value(item, out, depth + 1)) return fault;
  }
  out += ']';
  return nullptr;
}

Fault write_value(const bj::value& value, std::string& out, std::size_t depth) {
  switch (value.kind()) {
    case bj::kind::null:
      out += "null";
      return nullptr;
    case bj::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return nullptr;
    case bj::kind::int64:
      return write_integer(value.get_int64(), out);
    case bj::kind::uint64:
      if (value.get_uint64() > static_cast<std::uint64_t>(max_integer)) return not_integer;
      return write_integer(static_cast<std::int64_t>(value.get_uint64()), out);
    case bj::kind::double_:
      return not_integer;
    case bj::kind::string:
      return write_string(value.get_string(), out);
    case bj::kind::array:
      return write_array(value.get_array(), out, depth);
    case bj::kind::object:
      return write_object(value.get_object(), out, depth);
  }
  return "a value of no kind";
}

}  // namespace

Result<std::string> canonical(const bj::value& value) {
  std::string out;
  if (Fault fault = write_value(value, out, 0)) {
    return fail(ErrorCode::invalid_input,
                "記録できない値が含まれています（小数、大きすぎる数、壊れた文字、深すぎる入れ子）。",
                std::string("cannot be written as canonical JSON: ") + fault);
  }
  return out;
}

// Reading is parsing and writing again: what differs was not canonical. So there is one definition of the
// form, and white space, order, duplicates, escapes, fractions and -0 need no rules of their own.
Result<bj::value> parse_canonical_into(bj::storage_ptr storage, std::string_view text, std::size_t max_size) {
  static constexpr auto ja =
      "記録が決められた形（正規化された JSON）と一致しません。書き換えられたか、壊れています。";
  if (text.size() > max_size)
    return fail(ErrorCode::too_large, "記録が大きすぎます。",
                "canonical JSON above " + std::to_string(max_size) + " octets");
  bj::parse_options options;
  options.max_depth = max_canonical_depth + 1;
  boost::system::error_code error;
  bj::value value = bj::parse(text, error, std::move(storage), options);
  if (error) return corrupt(ja, "not JSON: " + error.message());
  std::string again;
  again.reserve(text.size() + 2);
  if (Fault fault = write_value(value, again, 0))
    return corrupt(ja, std::string("not canonical JSON: ") + fault);
  if (again != text) return corrupt(ja, "JSON, but not its canonical encoding");
  return value;
}

Result<bj::value> parse_canonical(std::string_view text, std::size_t max_size) {
  return parse_canonical_into({}, text, max_size);
}

}  // namespace sekisho::ledger
