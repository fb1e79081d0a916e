#include "base/csv.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace sekisho {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Hands out one byte at a time, so that every piece is cut everywhere.
class Trickle final : public ByteSource {
 public:
  explicit Trickle(std::string_view text) : text_(text) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    if (text_.empty() || out.empty()) return 0;
    out[0] = static_cast<std::uint8_t>(text_[0]);
    text_.remove_prefix(1);
    return 1;
  }

 private:
  std::string_view text_;
};

Result<Rows> read(ByteSource& source, char delimiter = 0, CsvLimits limits = {}) {
  CsvReader reader(source, delimiter, limits);
  Rows rows;
  for (;;) {
    SEKISHO_TRY(const auto row, reader.next());
    if (row.empty()) return rows;
    rows.emplace_back(row.begin(), row.end());
  }
}

Rows rows(std::string_view text) {
  MemorySource whole(as_bytes(text));
  Trickle trickle(text);
  const auto a = read(whole);
  const auto b = read(trickle);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(*a == *b);
  return *a;
}

Error error(std::string_view text, CsvLimits limits = {}) {
  MemorySource source(as_bytes(text));
  const auto result = read(source, 0, limits);
  REQUIRE(!result);
  return result.error();
}

TEST_CASE("rows, quotes and line ends") {
  CHECK(rows("") == Rows{});
  CHECK(rows("a,b\r\nc,d\r\n") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(rows("a,b\nc,d") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(rows("a\rb\r") == Rows{{"a"}, {"b"}});
  CHECK(rows("a,,\n,,\n") == Rows{{"a", "", ""}, {"", "", ""}});
  CHECK(rows("\"a,b\",\"c\"\"d\",\"\"\n") == Rows{{"a,b", "c\"d", ""}});
  CHECK(rows("\"a\r\nb\",c\n") == Rows{{"a\r\nb", "c"}});
  CHECK(rows("\xEF\xBB\xBF\"見本\",1\n") == Rows{{"見本", "1"}});
  CHECK(rows("a\n\n\r\nb\n") == Rows{{"a"}, {"b"}});
  CHECK(rows("\"\"\n") == Rows{{""}});
}

TEST_CASE("a tab separates where the first line says so") {
  CHECK(rows("a\tb\n1,5\t2\n") == Rows{{"a", "b"}, {"1,5", "2"}});
  CHECK(rows("a,b\tc\n") == Rows{{"a", "b\tc"}});
}

TEST_CASE("CP932 trail bytes that look like a backslash or a bar are text") {
  // ソ 83 5C, ポ 83 7C, 表 95 5C
  CHECK(rows("\x83\x5C,\x83\x7C\n\"\x95\x5C\",x\n") == Rows{{"\x83\x5C", "\x83\x7C"}, {"\x95\x5C", "x"}});
}

TEST_CASE("what is wrong is named with line and column") {
  const Error quote = error("a,b\nc,d\"e\n");
  CHECK(quote.code == ErrorCode::invalid_input);
  CHECK(quote.en.find("line 2, column 2") != std::string::npos);
  CHECK(quote.ja.find("2 行目、2 列目") != std::string::npos);
  CHECK(error("\"a\"b\n").code == ErrorCode::invalid_input);
  CHECK(error("x\n\"a\nb").en.find("line 3") != std::string::npos);
  CHECK(error("aaaaaaaaaaa\n", {.field_bytes = 10}).code == ErrorCode::too_large);
  CHECK(error("\"aaaaaaaaaaa\"\n", {.field_bytes = 10}).code == ErrorCode::too_large);
  CHECK(error("1,2,3\n", {.fields = 2}).code == ErrorCode::too_large);
  CHECK(error("aaaaaa,aaaaaa\n", {.field_bytes = 100, .row_bytes = 10}).code == ErrorCode::too_large);
  CHECK(rows("aaaaaaaaaa\n") == Rows{{"aaaaaaaaaa"}});
}

TEST_CASE("lines are counted through quoted line breaks") {
  MemorySource source(as_bytes("h\n\"a\r\nb\nc\"\nlast\n"));
  CsvReader reader(source);
  REQUIRE(reader.next());
  REQUIRE(reader.next());
  CHECK(reader.line() == 2);
  REQUIRE(reader.next());
  CHECK(reader.line() == 5);
}

TEST_CASE("a row reads the same with quotes and without, wherever the buffer ends") {
  CHECK(rc::check([] {
    const auto line_end = *rc::gen::element<std::string>("\n", "\r", "\r\n", "\n\n", "\r\n\r\n");
    const auto longest = *rc::gen::inRange(1, 60);
    const auto count = *rc::gen::inRange(1, 6000);
    std::string plain, quoted;
    Rows expected;
    std::vector<std::uint64_t> lines;
    std::uint64_t line = 1;
    unsigned dice = *rc::gen::arbitrary<unsigned>();
    const auto roll = [&](int sides) {
      dice = dice * 1664525u + 1013904223u;
      return static_cast<std::size_t>(dice >> 16) % static_cast<std::size_t>(sides);
    };
    for (int i = 0; i < count; ++i) {
      auto& row = expected.emplace_back();
      for (std::size_t k = roll(12) + 2; k > 0; --k) {
        row.emplace_back(roll(longest), static_cast<char>('a' + roll(26)));
        plain += row.back() + (k > 1 ? "," : line_end);
        quoted += "\"" + row.back() + "\"" + (k > 1 ? "," : line_end);
      }
      lines.push_back(line);
      line += line_end.size() == 4 || line_end == "\n\n" ? 2 : 1;
    }
    for (const std::string_view text : {std::string_view(plain), std::string_view(quoted)}) {
      MemorySource source(as_bytes(text));
      CsvReader reader(source, ',');
      for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto row = reader.next();
        RC_ASSERT(row.has_value());
        RC_ASSERT(std::vector<std::string>(row->begin(), row->end()) == expected[i]);
        RC_ASSERT(reader.line() == lines[i]);
      }
      RC_ASSERT(reader.next()->empty());
      RC_ASSERT(reader.rows() == expected.size());
    }
  }));
}

TEST_CASE("what is written is read back") {
  CHECK(rc::check([] {
    const auto table = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(
            rc::gen::element('a', ',', '"', '\r', '\n', '\t', ' ', '\x83', '\x5C'))))));
    std::string text;
    for (const auto& row : table) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        text += i == 0 ? "\"" : ",\"";
        for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
      }
      text += "\r\n";
    }
    Trickle source(text);
    const auto got = read(source, ',');
    RC_ASSERT(got.has_value());
    RC_ASSERT(*got == table);
  }));
}

}  // namespace
}  // namespace sekisho
