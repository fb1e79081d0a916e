#include <doctest/doctest.h>

#include <bit>

#include "biff_numbers.h"
#include "cfb_testing.h"
#include "formats_testing.h"

namespace sekisho::formats {
namespace {

using test::CompoundFileMaker;
using test::put;
using test::walked;
using test::wide;
using Rows = std::vector<std::vector<std::string>>;

struct Stream {
  Bytes bytes;
  std::size_t record(unsigned type, const Bytes& data) {
    const std::size_t at = bytes.size();
    put(bytes, type, 2);
    put(bytes, data.size(), 2);
    bytes.insert(bytes.end(), data.begin(), data.end());
    return at;
  }
  std::string file(std::string_view name = "Workbook") const {
    CompoundFileMaker maker;
    maker.add(name, std::string(bytes.begin(), bytes.end()));
    return maker.make();
  }
};

Bytes of(std::initializer_list<std::pair<std::uint64_t, unsigned>> numbers, std::string_view text = {}) {
  Bytes out;
  for (const auto& [value, size] : numbers) put(out, value, size);
  put(out, text);
  return out;
}

std::size_t begin(Stream& stream, unsigned version, unsigned kind) {
  return stream.record(0x0809, of({{version, 2}, {kind, 2}, {0, 4}}));
}
void end(Stream& stream) { stream.record(0x0A, {}); }

// Globals that name one sheet, which follows at once.
Stream workbook(unsigned version, std::string_view name,
                const std::vector<std::pair<unsigned, Bytes>>& globals, unsigned sheet_type = 0) {
  Stream stream;
  begin(stream, version, 5);
  for (const auto& [type, data] : globals) stream.record(type, data);
  Bytes sheet = of({{0, 4}, {0, 1}, {sheet_type, 1}, {name.size(), 1}});
  if (version == 0x600) put(sheet, 0, 1);
  put(sheet, name);
  const std::size_t at = stream.record(0x85, sheet);
  end(stream);
  const auto place = static_cast<std::uint32_t>(stream.bytes.size());
  std::memcpy(stream.bytes.data() + at + 4, &place, 4);
  begin(stream, version, sheet_type == 1 ? 0x40 : 0x10);
  return stream;
}

std::string number(double value, BiffFormat format = {}) {
  std::string out;
  append_biff_number(value, format, false, out);
  return out;
}

TEST_CASE("numbers as a person sees them") {
  CHECK(number(123456789018.0) == "123456789018");
  CHECK(number(1e15) == "1000000000000000");
  CHECK(number(0.1) == "0.1");
  CHECK(number(-2.5) == "-2.5");
  CHECK(number(29222, biff_format_by_id(14)) == "1980-01-02");
  CHECK(number(1, biff_format_by_id(14)) == "1900-01-01");
  CHECK(number(61, biff_format_by_code("ggge\"年\"m\"月\"d\"日\"")) == "1900-03-01");
  CHECK(number(29222.75, biff_format_by_code("yyyy/mm/dd hh:mm")) == "1980-01-02 18:00:00");
  CHECK(number(0.5, biff_format_by_id(20)) == "12:00:00");
  CHECK(number(12, biff_format_by_code("000000")) == "000012");
  CHECK(number(1234.5, biff_format_by_code("#,##0.00")) == "1234.5");
  CHECK(number(3, biff_format_by_code("0.00E+00")) == "3");
  CHECK(number(5, biff_format_by_code("[Red]0\"days\"")) == "5");
  std::string old;
  append_biff_number(0, {BiffFormat::date, 0}, true, old);
  CHECK(old == "1904-01-01");
  CHECK(rk_value(0x3FF00000) == 1.0);
  CHECK(rk_value((12345u << 2) | 3) == 123.45);
  CHECK(number(std::bit_cast<double>(~std::uint64_t{0}), biff_format_by_id(14)).find("nan") !=
        std::string::npos);
}

TEST_CASE("shared strings go on over CONTINUE with another width; readings come after the row's cells") {
  // 漢 in 16 bits, then 8-bit characters behind the border; then a string with a reading.
  Bytes sst = of({{2, 4}, {2, 4}, {4, 2}, {1, 1}, {0x6F22, 2}});
  Bytes rest = of({{0, 1}}, "abc");
  const std::string reading("\x42\x30\x44\x30", 4);  // あい
  put(rest, 2, 2);
  put(rest, 5, 1);  // wide, with an ExtRst
  put(rest, 14 + reading.size(), 4);
  put(rest, 0x611B, 2);
  put(rest, 0x5B50, 2);
  for (const auto b : of({{1, 2}, {10, 2}, {0, 4}, {0, 2}, {2, 2}, {2, 2}})) rest.push_back(b);
  put(rest, reading);
  Stream stream = workbook(0x600, "S", {{0xFC, sst}, {0x3C, rest}});
  stream.record(0xFD, of({{0, 2}, {0, 2}, {0, 2}, {0, 4}}));
  stream.record(0xFD, of({{0, 2}, {2, 2}, {0, 2}, {1, 4}}));
  stream.record(0x27E, of({{0, 2}, {3, 2}, {0, 2}, {0x3FF00000, 4}}));
  stream.record(0xBD, of({{4, 2}, {1, 2}, {0, 2}, {(7u << 2) | 2, 4}, {0, 2}, {(8u << 2) | 2, 4}, {2, 2}}));
  end(stream);
  const auto seen = walked(stream.file(), "a.xls");
  CHECK(seen.notes.empty());
  CHECK(seen.rows == Rows{{"漢abc", "", "愛子", "1", "あい"}, {"", "7", "8"}});
  CHECK(seen.parts == std::vector<std::string>{"a.xls", "a.xls/S"});
  Stream short_one = stream;
  short_one.bytes.resize(short_one.bytes.size() - 10);
  CHECK(walked(short_one.file(), "a.xls").noted("broken"));
}

TEST_CASE("a workbook of Excel 95 in CP932") {
  Stream stream = workbook(0x500, "\x93\xFA\x96\x7B", {{0x42, of({{932, 2}})}});
  stream.record(0x204, of({{0, 2}, {0, 2}, {0, 2}, {4, 2}}, "\x8C\xA9\x96\x7B"));
  stream.record(0x203, of({{0, 2}, {1, 2}, {0, 2}, {std::bit_cast<std::uint64_t>(123456789018.0), 8}}));
  end(stream);
  const auto seen = walked(stream.file("Book"), "a.xls");
  CHECK(seen.notes.empty());
  CHECK(seen.rows == Rows{{"見本", "123456789018"}});
  CHECK(seen.parts.back() == "a.xls/日本");
}

TEST_CASE("a bare stream of Excel 2 to 4") {
  Stream stream;
  stream.record(0x0009, of({{2, 2}, {0x10, 2}}));
  stream.record(0x42, of({{932, 2}}));
  stream.record(0x0004, of({{0, 2}, {0, 2}, {0, 3}, {4, 1}}, "\x8C\xA9\x96\x7B"));
  stream.record(0x0002, of({{0, 2}, {1, 2}, {0, 3}, {77, 2}}));
  end(stream);
  CHECK(walked(as_text(stream.bytes), "a.xls").rows == Rows{{"見本", "77"}});
  Stream macros;
  macros.record(0x0409, of({{4, 2}, {0x40, 2}, {0, 2}}));
  end(macros);
  CHECK(walked(as_text(macros.bytes), "a.xlm").notes == std::vector<std::string>{"xlm"});
}

TEST_CASE("macro sheets, names that start them, links and programs") {
  Bytes name = of({{0x20, 2}, {0, 1}, {1, 1}, {0, 2}, {0, 2}, {1, 2}, {0, 4}, {0, 1}, {1, 1}});
  Stream xlm = workbook(0x600, "M", {{0x18, name}}, 1);
  end(xlm);
  const auto macros = walked(xlm.file(), "a.xls");
  CHECK(macros.notes == std::vector<std::string>{"xlm"});
  CHECK(macros.details.front() == "自動で動く: Auto_Open");

  const auto book = [](std::string_view path) { return of({{1, 2}, {path.size(), 2}, {0, 1}}, path); };
  Stream dde = workbook(0x600, "S", {{0x1AE, book("cmd\3/c calc")}, {0x23, of({{2, 2}, {0, 4}})}});
  end(dde);
  CHECK(walked(dde.file(), "a.xls").notes == std::vector<std::string>{"dde"});
  Stream link = workbook(0x600, "S", {{0x1AE, book("\1\5http://example.jp/a.xls")}});
  end(link);
  const auto linked = walked(link.file(), "a.xls");
  CHECK(linked.notes == std::vector<std::string>{"external_link"});
  CHECK(linked.details.front() == "example.jp");
  Stream itself = workbook(0x600, "S", {{0x1AE, of({{1, 2}, {0x0401, 2}})}});
  end(itself);
  CHECK(walked(itself.file(), "a.xls").notes.empty());
}

TEST_CASE("texts in formulas, and the calls of a macro sheet") {
  const auto formula = [](const Bytes& expression) {
    Bytes out = of({{0, 2}, {0, 2}, {0, 2}, {0, 8}, {0, 2}, {0, 4}, {expression.size(), 2}});
    out.insert(out.end(), expression.begin(), expression.end());
    return out;
  };
  Stream macros = workbook(0x600, "M", {}, 1);
  macros.record(0x06, formula(of({{0x17, 1}, {4, 1}, {0, 1}}, "calc")));
  macros.record(0x06, formula(of({{0x42, 1}, {1, 1}, {110, 2}})));
  end(macros);
  const auto seen = walked(macros.file(), "a.xls");
  CHECK(seen.text == "calc\n");
  CHECK(seen.details == std::vector<std::string>{"注意が要る: EXEC"});
}

TEST_CASE("a sheet that is not where the workbook says, and an encrypted one") {
  Stream moved = workbook(0x600, "S", {});
  end(moved);
  moved.bytes[12 + 4] ^= 1;
  CHECK(walked(moved.file(), "a.xls").noted("broken"));
  Stream locked = workbook(0x600, "S", {{0x2F, of({{0, 2}, {1, 2}, {2, 2}})}});
  CHECK(walked(locked.file(), "a.xls").noted("encrypted"));
}

TEST_CASE("comments, the cells of other workbooks and strings that no cell shows") {
  Bytes sst = of({{0, 4}, {1, 4}, {4, 2}, {0, 1}}, "gone");
  Stream stream = workbook(0x600, "S", {{0xFC, sst}});
  Bytes box = of({{0, 2}, {0, 2}, {0, 4}, {0, 2}, {3, 2}, {0, 6}});
  stream.record(0x1B6, box);
  stream.record(0x3C, of({{0, 1}}, "box"));
  stream.record(0x5A, of({{0, 1}, {0, 1}, {0, 2}, {2, 1}, {5, 2}, {0, 1}}, "other"));
  Bytes link = of({{0, 8}, {0, 8}, {0, 8}, {2, 4}, {0x11, 4}, {5, 4}});
  put(link, wide("shown"));
  put(link, 0xE0, 8);
  put(link, 0, 8);
  put(link, 26, 4);
  put(link, wide("mailto:a@b.jp"));
  stream.record(0x1B8, link);
  end(stream);
  const auto seen = walked(stream.file(), "a.xls");
  CHECK(seen.text == "box\nother \nshown\nmailto:a@b.jp\ngone\n");
}

}  // namespace
}  // namespace sekisho::formats
