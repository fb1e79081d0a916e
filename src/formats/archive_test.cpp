// Archives, compressed files and names through a walk, with small limits.
#include <doctest/doctest.h>

#include "file_kind.h"
#include "formats_testing.h"
#include "zip_testing.h"

namespace sekisho::formats {
namespace {

using test::little;
using test::made_zip;
using test::walked;
using Strings = std::vector<std::string>;

std::string gzipped(const std::string& content) {
  return std::string("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10) + test::deflated(content) +
         little(crc32_of(as_bytes(content)), 4) + little(content.size(), 4);
}

WalkOptions small(std::uint64_t unpacked, std::uint32_t members = 100, unsigned depth = 8) {
  WalkOptions options;
  options.limits.unpacked = unpacked;
  options.limits.members = members;
  options.limits.depth = depth;
  options.limits.ratio_from = unpacked;
  return options;
}

TEST_CASE("a zip's members are parts, in the directory's order, and folders are none") {
  const auto seen = walked(made_zip({{"b.txt", "bb"}, {"f/", ""}, {"f/a.txt", "aa", 0}}), "a.zip");
  CHECK(seen.parts == Strings{"a.zip", "a.zip/b.txt", "a.zip/f/a.txt"});
  CHECK(seen.bytes == "bbaa");
  CHECK(seen.notes.empty());
  CHECK(walked(made_zip({}), "a.zip").notes.empty());
}

TEST_CASE("a folder that has content is looked into") {
  const auto seen = walked(made_zip({{"f/", "hidden"}}), "a.zip");
  CHECK(seen.bytes == "hidden");
}

TEST_CASE("an entry that does not hold is noted at its own part, and the others are read") {
  std::string file = made_zip({{"a.txt", "first", 0}, {"b.txt", "second", 0}});
  file[file.find("first")] = 'F';
  const auto seen = walked(file, "a.zip");
  CHECK(seen.notes == Strings{"broken"});
  CHECK(seen.noted_at == Strings{"a.zip/a.txt"});
  CHECK(seen.bytes.ends_with("second"));
}

TEST_CASE("bytes between the entries and behind the end are looked into") {
  const auto seen =
      walked(made_zip({{"a", "1"}, {"b", "2", 8, 0x800, "", "secret"}}, "", "remark") + "behind", "a.zip");
  CHECK(seen.bytes == "remark\n12secretbehind");
  CHECK(seen.parts.back() == "a.zip/（隠れた部分）");
  CHECK(walked(made_zip({{"a", "1"}, {"b", "2", 8, 0x800, "", std::string(500, '\0')}}), "a.zip")
            .parts.size() == 3);
}

TEST_CASE("a zip without a directory is broken, and what it holds is shown all the same") {
  const std::string file = made_zip({{"a.txt", "first", 0}});
  const auto seen = walked(file.substr(0, file.find("PK\x01\x02") + 10), "a.zip");
  CHECK(seen.notes == Strings{"broken"});
  CHECK(seen.bytes == "first");
}

TEST_CASE("encrypted and unknown methods") {
  CHECK(walked(made_zip({{"a", std::string(20, 'x'), 0, 0x801}}), "a.zip").notes == Strings{"encrypted"});
  CHECK(walked(made_zip({{"a", "x", 77}}), "a.zip").notes == Strings{"unsupported"});
}

TEST_CASE("gzip: concatenated members, what follows, what is cut") {
  CHECK(walked(gzipped("one ") + gzipped("two"), "a.txt.gz").bytes == "one two");
  CHECK(walked(gzipped("one"), "a.txt.gz").parts == Strings{"a.txt.gz", "a.txt.gz/a.txt"});
  CHECK(walked(gzipped("one") + std::string(20, '\0'), "a.gz").notes.empty());
  CHECK(walked(gzipped("one") + "hidden", "a.gz").bytes == "onehidden");
  const std::string file = gzipped("one two three");
  for (std::size_t cut = 3; cut < file.size(); ++cut)
    CHECK(walked(file.substr(0, cut), "a.gz").noted("truncated"));
  std::string wrong = file;
  wrong[wrong.size() - 8] ^= 1;
  CHECK(walked(wrong, "a.gz").notes == Strings{"broken"});
}

TEST_CASE("bombs stop at the limit of bytes, of ratio, of members, of depth") {
  const std::string zeros(4'000'000, '0');
  CHECK(walked(made_zip({{"a", zeros}}), "a.zip", small(1'000'000)).notes == Strings{"too_large"});
  CHECK(walked(gzipped(zeros), "a.gz", small(1'000'000)).notes == Strings{"too_large"});
  WalkOptions ratio = small(100'000'000);
  ratio.limits.ratio_from = 100'000;
  ratio.limits.ratio = 100;
  CHECK(walked(made_zip({{"a", zeros}}), "a.zip", ratio).notes == Strings{"bomb"});
  std::vector<test::MadeEntry> many;
  for (int i = 0; i < 200; ++i) many.push_back({std::to_string(i), "x", 0});
  CHECK(walked(made_zip(many), "a.zip", small(1'000'000, 50)).notes == Strings{"too_many"});
  // Levels of sixteen, as in 42.zip.
  std::string file = made_zip({{"a", zeros}});
  for (int level = 0; level < 4; ++level) {
    std::vector<test::MadeEntry> entries;
    for (int i = 0; i < 16; ++i) entries.push_back({std::to_string(i) + ".zip", file});
    file = made_zip(entries);
  }
  CHECK(walked(file, "42.zip", ratio).notes == Strings{"bomb"});
  std::string deep = "x";
  for (int level = 0; level < 12; ++level) deep = gzipped(deep);
  CHECK(walked(deep, "a.gz").notes == Strings{"too_deep"});
  // A million empty members unpack to nothing.
  std::string empty;
  for (int i = 0; i < 100'000; ++i) empty += gzipped("");
  CHECK(walked(empty, "a.gz").notes.empty());
}

TEST_CASE("a file that holds itself ends at the depth") {
  // Not a quine, but the same to a walk: always one more inside.
  std::string file = "core";
  for (int i = 0; i < 30; ++i) file = made_zip({{"again.zip", file}});
  const auto seen = walked(file, "again.zip");
  CHECK(seen.notes == Strings{"too_deep"});
  CHECK(seen.parts.size() == 10);
}

TEST_CASE("kinds are told by marks that text does not begin with") {
  using namespace std::string_view_literals;
  for (const auto text :
       {"MZ,1"sv, "ID3,x"sv, "BM 1"sv, "AC1015,x"sv, "070701,1"sv, "RIFF"sv, "II*"sv, "BZh9 text"sv, "GIF"sv,
        "-lh5- is a method"sv, "\xEF\xBB\xBFPK"sv, ""sv, "OTTO,1"sv, "]"sv, "From: a"sv})
    CHECK(file_kind(as_bytes(text)) == FileKind::other);
  CHECK(file_kind(as_bytes("\x7F"
                           "ELF\2\1"sv)) == FileKind::program);
  CHECK(format_name(as_bytes("\xFF\xD8\xFF\xE0"sv)) == "JPEG");
  CHECK(format_name(as_bytes("\0\0\0\x18"
                             "ftypheic"sv)) == "HEIC");
  CHECK(file_kind(as_bytes("\0\0\0\x18"
                           "ftypisom"sv)) == FileKind::video);
}

TEST_CASE("names") {
  CHECK(walked("x", "名簿.xlsx.js").notes == Strings{"executable", "double_extension"});
  CHECK(walked("x", "名簿.xlsx.js").details[1] == ".js");
  CHECK(walked("x", "f/見積.pdf　　.vbs").noted("double_extension"));
  CHECK(walked("x", "a.b.js").notes == Strings{"executable"});
  CHECK(walked("x", "a.txt.").notes.empty());
  CHECK(walked("x", "名簿.tar.gz").notes == Strings{"disguised"});
  CHECK(walked("<html>", "a.xls").notes.empty());
  CHECK(walked(made_zip({{"a", "1"}}), "a.csv").notes == Strings{"disguised"});
  CHECK(walked(made_zip({{"a", "1"}}), "a.csv").details == Strings{"zip"});
  CHECK(walked(made_zip({{"a", "1"}}), "a.docx").notes.empty());
  CHECK(walked("", "a.docx").notes.empty());
}

}  // namespace
}  // namespace sekisho::formats
