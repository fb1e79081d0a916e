#include "zip.h"

#include <doctest/doctest.h>

#include <optional>

#include "zip_testing.h"

namespace sekisho::formats {
namespace {

using test::little;
using test::made_zip;
using test::MadeEntry;

constexpr std::size_t most = 1000;

// What stands inside, or the error's text.
std::string unpacked(const std::string& file, std::size_t entry = 0) {
  MemoryRandomSource source(as_bytes(file));
  const auto zip = ZipFile::open(source, most);
  if (!zip) return "error: " + zip.error().en;
  if (entry >= zip->entries().size()) return "error: no such entry";
  auto content = zip->content(zip->entries()[entry]);
  if (!content) return "error: " + content.error().en;
  const auto bytes = read_all(**content, 100'000'000);
  return bytes ? std::string(as_text(*bytes)) : "error: " + bytes.error().en;
}

std::string refusal(const std::string& file) {
  MemoryRandomSource source(as_bytes(file));
  const auto zip = ZipFile::open(source, most);
  return zip ? "" : zip.error().en;
}

std::string name_of(const MadeEntry& entry) {
  const std::string file = made_zip({entry});
  MemoryRandomSource source(as_bytes(file));
  const auto zip = ZipFile::open(source, most);
  REQUIRE(zip.has_value());
  return zip->entries()[0].name;
}

std::vector<std::string> unowned(const std::string& file) {
  MemoryRandomSource source(as_bytes(file));
  const auto zip = ZipFile::open(source, most);
  REQUIRE(zip.has_value());
  std::vector<std::string> out;
  for (const auto& range : zip->unowned()) out.push_back(file.substr(range.begin, range.end - range.begin));
  return out;
}

std::string with(std::string file, std::size_t at, const std::string& bytes) {
  return file.replace(at, bytes.size(), bytes);
}

// Text that does not compress to nothing: several blocks, and matches that reach far back.
std::string long_text() {
  std::string text;
  for (unsigned i = 0, x = 1; i < 200'000; ++i) {
    x = x * 1664525 + 1013904223;
    text += std::to_string(i % 1000) + "," + std::to_string(x >> 12) + "\n";
  }
  return text;
}

TEST_CASE("stored and deflated entries are read, in the directory's order") {
  const std::string text = long_text();
  const std::string file =
      made_zip({{"a.txt", "hello", 0}, {"b/", ""}, {"b/c.csv", text, 8, 0x800, "", "", "", true}});
  MemoryRandomSource source(as_bytes(file));
  const auto zip = ZipFile::open(source, most);
  REQUIRE(zip.has_value());
  REQUIRE(zip->entries().size() == 3);
  CHECK(zip->entries()[1].folder);
  CHECK_FALSE(zip->entries()[2].folder);
  CHECK(zip->find("B/C.CSV") == &zip->entries()[2]);
  CHECK(zip->find("c.csv") == nullptr);
  CHECK(zip->unowned().empty());
  CHECK(unpacked(file, 0) == "hello");
  CHECK(unpacked(file, 1).empty());
  CHECK(unpacked(file, 2) == text);
  CHECK(refusal(made_zip({})).empty());
}

TEST_CASE("a stream that is read in small pieces says the same") {
  const std::string text = long_text().substr(0, 300'000);
  const std::string file = made_zip({{"a", text}});
  MemoryRandomSource source(as_bytes(file));
  const auto zip = ZipFile::open(source, most);
  for (const std::size_t step : {std::size_t{1}, std::size_t{777}, std::size_t{70'000}}) {
    const auto content = zip->content(zip->entries()[0]);
    std::string out;
    Bytes piece(step);
    for (;;) {
      const auto got = (*content)->read(piece);
      REQUIRE(got.has_value());
      if (*got == 0) break;
      out += as_text(ByteView(piece).first(*got));
    }
    CHECK(out == text);
  }
}

TEST_CASE("names: by the flag, the Unicode path field, or by what fits") {
  const std::string cp932 = "\x96\xBC\x95\xEB.csv";  // 名簿
  CHECK(name_of({"名簿.csv", "x"}) == "名簿.csv");
  CHECK(name_of({"名簿.csv", "x", 8, 0}) == "名簿.csv");
  CHECK(name_of({cp932, "x", 8, 0}) == "名簿.csv");
  CHECK(name_of({cp932, "x", 8, 0x800}) == "名簿.csv");
  CHECK(name_of({"\xFF\xFE", "x", 8, 0}) == "ÿþ");
  const std::string path = "\x01" + little(crc32_of(as_bytes("a.csv")), 4) + "甲.csv";
  CHECK(name_of({"a.csv", "x", 8, 0, little(0x7075, 2) + little(path.size(), 2) + path}) == "甲.csv");
  const std::string other = "\x01" + little(7, 4) + "甲.csv";
  CHECK(name_of({"a.csv", "x", 8, 0, little(0x7075, 2) + little(other.size(), 2) + other}) == "a.csv");
}

TEST_CASE("Zip64") {
  // Sizes and the end record say "see there".
  std::string file =
      made_zip({{"a", "hello", 0, 0x800, little(1, 2) + little(16, 2) + little(5, 8) + little(5, 8)}});
  const std::size_t directory = file.find("PK\x01\x02");
  const std::size_t end = file.find("PK\x05\x06");
  file = with(with(file, 18, std::string(8, '\xFF')), directory + 20, std::string(8, '\xFF'));
  CHECK(unpacked(file) == "hello");
  const std::string end64 = "PK\x06\x06" + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) +
                            little(1, 8) + little(1, 8) + little(end - directory, 8) + little(directory, 8);
  const std::string locator = "PK\x06\x07" + little(0, 4) + little(end, 8) + little(1, 4);
  std::string large =
      file.substr(0, end) + end64 + locator + with(file.substr(end), 8, std::string(12, '\xFF'));
  CHECK(unpacked(large) == "hello");
  CHECK(unpacked("MZ prefix" + large) == "hello");
  CHECK(refusal(with(large, end + 32, little(2, 8))) == "not as many entries as it says");
  std::string two = file.substr(0, end) + end64 + locator + file.substr(end);
  CHECK(unpacked(two) == "hello");
  CHECK(refusal(with(two, end + 48, little(3, 8))) == "the two end records do not agree");
}

TEST_CASE("content that is not what the directory says") {
  const std::string file = made_zip({{"a", "hello hello hello"}});
  const std::size_t directory = file.find("PK\x01\x02");
  CHECK(unpacked(with(with(file, 14, little(1, 4)), directory + 16, little(1, 4)))
            .starts_with("error: does not unpack"));
  CHECK(unpacked(with(with(file, 22, little(16, 4)), directory + 24, little(16, 4)))
            .starts_with("error: unpacks to more"));
  CHECK(unpacked(with(with(file, 22, little(18, 4)), directory + 24, little(18, 4)))
            .starts_with("error: does not unpack"));
  CHECK(unpacked(with(file, 31, "\xFF\xFF")).starts_with("error: not DEFLATE"));
  const std::string stored = made_zip({{"a", test::deflated("hello") + "hidden", 0}});
  std::string behind = with(with(stored, 8, little(8, 2)), stored.find("PK\x01\x02") + 10, little(8, 2));
  const std::string sums = little(crc32_of(as_bytes("hello")), 4);
  behind = with(with(behind, 14, sums), behind.find("PK\x01\x02") + 16, sums);
  behind = with(with(behind, 22, little(5, 4)), behind.find("PK\x01\x02") + 24, little(5, 4));
  CHECK(unpacked(behind) == "error: bytes behind the compressed data");
}

TEST_CASE("local headers that tell another story, and entries that overlap") {
  CHECK(refusal(made_zip({{"a", "x", 8, 0x800, "", "", "b"}})) == "a local header that tells another name");
  const std::string file = made_zip({{"a", "hello"}, {"b", "hello"}});
  const std::size_t first = file.find("PK\x01\x02");
  const std::size_t second = file.find("PK\x01\x02", first + 4);
  CHECK(refusal(with(file, 8, little(0, 2))) == "a local header that tells another method");
  CHECK(refusal(with(file, 14, little(9, 4))) == "a local header that tells another size");
  CHECK(refusal(with(file, second + 42, little(0, 4))) == "entries that overlap");
  CHECK(refusal(with(file, first + 42, little(1, 4))) == "no local header where the directory says");
  CHECK(refusal(with(with(file, first + 20, little(5000, 4)), 18, little(5000, 4))) ==
        "an entry that ends after the file");
}

TEST_CASE("directories that do not hold") {
  const std::string file = made_zip({{"a", "hello"}});
  const std::size_t end = file.find("PK\x05\x06");
  CHECK(refusal("PK\x03\x04") == "too short for a zip");
  CHECK(refusal(std::string(500, 'x')) == "no end of a central directory");
  CHECK(refusal(file.substr(0, file.size() - 1)) == "no end of a central directory");
  CHECK(refusal(with(file, end + 10, little(2, 2))) == "not as many entries as it says");
  CHECK(refusal(with(file, end + 16, little(1u << 30, 4))) ==
        "the central directory does not fit into the file");
  CHECK(refusal(with(file, end + 4, little(1, 2))) == "split zip");
  std::vector<MadeEntry> many;
  for (std::size_t i = 0; i <= most; ++i) many.push_back({std::to_string(i), "", 0});
  MemoryRandomSource source(as_bytes(file));
  CHECK(refusal(made_zip(many)) == "more entries than are looked at");
  for (std::size_t cut = 0; cut < file.size(); ++cut) CHECK(!refusal(file.substr(0, cut)).empty());
}

TEST_CASE("bytes that belong to nobody are told") {
  CHECK(unowned(made_zip({{"a", "hello"}}, "MZ program")) == std::vector<std::string>{"MZ program"});
  CHECK(unowned(made_zip({{"a", "hello"}}) + "behind") == std::vector<std::string>{"behind"});
  CHECK(unowned(made_zip({{"a", "1"}, {"b", "2", 8, 0x800, "", "hidden"}})) ==
        std::vector<std::string>{"hidden"});
  CHECK(unowned(made_zip({{"a", "1", 8, 0x800, "", "", "", true}, {"b", "2"}})).empty());
  CHECK(unowned(made_zip({{"a", "1", 8, 0x800, little(0xCAFE, 2) + little(20, 2) + std::string(20, 'h')}}))
            .empty());
  const std::string extra = little(0xCAFE, 2) + little(200, 2) + std::string(200, 'h');
  CHECK(unowned(made_zip({{"a", "1", 8, 0x800, extra}})) == std::vector<std::string>{extra, extra});
  const std::string hint = little(0xA220, 2) + little(204, 2) + "abcd" + std::string(200, '\0');
  CHECK(unowned(made_zip({{"a", "1", 8, 0x800, hint}})).empty());
  const std::string file = made_zip({{"a", "hello"}}, "", "a remark");
  MemoryRandomSource source(as_bytes(file));
  CHECK(ZipFile::open(source, most)->comments() == "a remark\n");
}

TEST_CASE("what is not read is refused, not guessed") {
  CHECK(unpacked(made_zip({{"a", "x", 12}})) == "error: another method than deflate");
  CHECK(unpacked(made_zip({{"a", "x", 0, 0x801}})) == "error: an encrypted entry");
}

}  // namespace
}  // namespace sekisho::formats
