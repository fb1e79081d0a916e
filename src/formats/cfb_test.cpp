#include "cfb.h"

#include <doctest/doctest.h>

#include "cfb_testing.h"
#include "formats_testing.h"

namespace sekisho::formats {
namespace {

using test::CompoundFileMaker;
using test::walked;

std::string long_text() {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += std::to_string(i) + "\n";
  return text;
}

CompoundFileMaker sample(std::size_t sector = 512) {
  CompoundFileMaker maker(sector);
  maker.add("small", "1,2,3\n");
  maker.add("Storage/long", long_text());
  maker.add("Storage/inner/x", "y\n");
  return maker;
}

std::string all_of(RandomSource& source) {
  Bytes bytes(source.size());
  const auto got = source.read_at(0, bytes);
  return got && *got == bytes.size() ? std::string(as_text(bytes)) : "short";
}

void set(std::string& file, std::size_t at, std::uint32_t value) { std::memcpy(file.data() + at, &value, 4); }

std::size_t fat_at(const std::string& file) {
  std::uint32_t sector = 0;
  std::memcpy(&sector, file.data() + 76, 4);
  return (std::size_t{sector} + 1) * 512;
}

Result<void> opens(const std::string& file) {
  MemoryRandomSource source(as_bytes(file));
  SEKISHO_TRY(const auto opened, CompoundFile::open(source));
  for (std::uint32_t i = 0; i < opened.nodes().size(); ++i)
    if (!opened.nodes()[i].storage && opened.nodes()[i].size > 0) SEKISHO_CHECK(opened.stream(i));
  return {};
}

void reads_at_any_place(const std::string& file) {
  MemoryRandomSource source(as_bytes(file));
  const auto opened = CompoundFile::open(source);
  REQUIRE(opened.has_value());
  CHECK_FALSE(opened->orphans());
  const auto storage = opened->find(0, "STORAGE");
  REQUIRE(storage.has_value());
  const auto small = opened->stream(opened->find(0, "small").value());
  CHECK(all_of(**small) == "1,2,3\n");
  const auto large = opened->stream(opened->find(*storage, "Long").value());
  CHECK(all_of(**large) == long_text());
  Bytes piece(100);
  CHECK(*(*large)->read_at(5000, piece) == 100);
  CHECK(as_text(piece) == long_text().substr(5000, 100));
  CHECK(*(*large)->read_at((*large)->size() - 3, piece) == 3);
  CHECK(*(*large)->read_at((*large)->size(), piece) == 0);
}

TEST_CASE("streams of a compound file, small and large, at any place, in sectors of either size") {
  reads_at_any_place(sample().make());
  reads_at_any_place(sample(4096).make());
}

TEST_CASE("unknown streams of a compound file are members") {
  const auto seen = walked(sample().make(), "a.bin");
  CHECK(seen.bytes == "1,2,3\n" + long_text() + "y\n");
  CHECK(seen.parts == std::vector<std::string>{"a.bin", "a.bin/small", "a.bin/Storage", "a.bin/Storage/long",
                                               "a.bin/Storage/inner", "a.bin/Storage/inner/x"});
}

TEST_CASE("chains and directories that loop or leave the file are corrupt") {
  const std::string sound = sample().make();
  CHECK(opens(sound).has_value());
  std::string loop = sound;
  set(loop, fat_at(loop) + 4, 0);  // the long stream begins in sector 0
  CHECK(opens(loop).error().code == ErrorCode::corrupt);
  CHECK(walked(loop, "a.bin").noted("broken"));
  std::string outside = sound;
  set(outside, fat_at(outside) + 4, 0x00FFFFFF);
  CHECK(opens(outside).error().code == ErrorCode::corrupt);
  std::uint32_t directory = 0;
  std::memcpy(&directory, sound.data() + 48, 4);
  const std::size_t entries = (std::size_t{directory} + 1) * 512;
  std::string ring = sound;
  set(ring, entries + 128 + 72, 0);  // the first entry's neighbour is the root
  CHECK(opens(ring).error().code == ErrorCode::corrupt);
  std::string huge = sound;
  set(huge, entries + 3 * 128 + 120, 0xFFFFFFFF);
  CHECK(opens(huge).error().code == ErrorCode::corrupt);
  std::string endless = sound;
  set(endless, fat_at(endless) + std::size_t{directory} * 4, directory);  // the directory itself
  CHECK(opens(endless).error().code == ErrorCode::corrupt);
  for (std::size_t size = 0; size < sound.size(); size += 97) (void)opens(sound.substr(0, size));
}

TEST_CASE("a stream whose last sector is cut is read to its cut, and no further") {
  std::string file = sample().make();
  const auto sectors = static_cast<std::uint32_t>(file.size() / 512 - 1);
  const std::size_t count = (long_text().size() + 511) / 512;  // of the long stream, which begins in sector 0
  set(file, fat_at(file) + (count - 2) * 4, sectors);
  set(file, fat_at(file) + std::size_t{sectors} * 4, 0xFFFFFFFE);
  file += "abc";
  CHECK(walked(file, "a.bin").noted("truncated"));
  MemoryRandomSource source(as_bytes(file));
  const auto opened = CompoundFile::open(source);
  const auto large = opened->stream(opened->find(*opened->find(0, "Storage"), "long").value());
  Bytes piece(100);
  CHECK(*(*large)->read_at((count - 1) * 512 - 10, piece) == 13);
  CHECK((*large)->read_at((count - 1) * 512 + 3, piece).error().code == ErrorCode::corrupt);
}

TEST_CASE("entries that nothing leads to are told") {
  std::string file = sample().make();
  std::uint32_t directory = 0;
  std::memcpy(&directory, file.data() + 48, 4);
  set(file, (std::size_t{directory} + 1) * 512 + 128 + 72, 0xFFFFFFFF);
  CHECK(walked(file, "a.bin").noted("broken"));
}

TEST_CASE("kinds of compound files whose text is not read are named") {
  const auto noted = [](std::string_view stream) {
    CompoundFileMaker maker;
    maker.add(stream, "\1\2\3");
    const auto seen = walked(maker.make(), "a");
    return seen.noted("unsupported") ? seen.details.at(0) : std::string();
  };
  CHECK(noted("VisioDocument") == "Visio");
  CHECK(noted("BodyText/Section0") == "HWP");
  CHECK(noted("DocumentViewStyles") == "一太郎");
  CompoundFileMaker installer;
  installer.add("x", "y\n");
  installer.clsid("", std::string_view("\x84\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46", 16));
  CHECK(walked(installer.make(), "a.msi").noted("executable"));
}

}  // namespace
}  // namespace sekisho::formats
