#include <doctest/doctest.h>

#include "cfb_testing.h"
#include "formats_testing.h"

namespace sekisho::formats {
namespace {

using test::CompoundFileMaker;
using test::put;
using test::walked;
using test::wide;

TEST_CASE("a package is noted and looked into, under its own name") {
  Bytes native;
  put(native, 0, 4);
  put(native, 2, 2);
  put(native, std::string_view("a.csv\0C:\\x\\a.csv\0", 17));
  put(native, 0x00030000, 4);
  put(native, 4, 4);
  put(native, std::string_view("tmp\0", 4));
  put(native, 4, 4);
  put(native, "1,2\n");
  CompoundFileMaker maker;
  maker.add("\1Ole10Native", std::string(native.begin(), native.end()));
  const auto seen = walked(maker.make(), "oleObject1.bin");
  CHECK(seen.notes == std::vector<std::string>{"ole_package"});
  CHECK(seen.parts.back() == "oleObject1.bin/a.csv");
  CHECK(seen.bytes == "1,2\n");
  native.resize(native.size() - 2);
  CompoundFileMaker cut;
  cut.add("\1Ole10Native", std::string(native.begin(), native.end()));
  CHECK(walked(cut.make(), "a").noted("truncated"));
}

TEST_CASE("objects, controls and equations in a document's pool") {
  CompoundFileMaker maker;
  maker.add("ObjectPool/_1/Equation Native", "x");
  maker.add("ObjectPool/_1/\1CompObj",
            std::string(28, '\0') + std::string("\x17\0\0\0", 4) + "Microsoft Equation 3.0\0");
  maker.add("ObjectPool/_2/\3OCXNAME", "CommandButton1");
  maker.add("ObjectPool/_3/Package", "inside\n");
  const auto seen = walked(maker.make(), "a.bin");
  CHECK(seen.notes ==
        std::vector<std::string>{"ole_object", "ole_object", "ole_object", "activex", "ole_object"});
  CHECK(seen.details.front() == "Microsoft Equation 3.0");
  CHECK(seen.bytes == "inside\n");
}

TEST_CASE("controls are told by their class") {
  CompoundFileMaker maker;
  maker.add("contents", "x\n");
  maker.clsid("", std::string_view("\x40\x32\x05\xD7\x69\xCE\xCD\x11\xA7\x77\x00\xDD\x01\x14\x3C\x57", 16));
  const auto seen = walked(maker.make(), "activeX1.bin");
  CHECK(seen.notes == std::vector<std::string>{"activex"});
  CHECK(seen.details.front() == "CommandButton");
}

TEST_CASE("properties of a document are text") {
  Bytes set(28);
  set[24] = 1;
  set.resize(44);
  put(set, 48, 4);
  Bytes section;
  put(section, 0, 4);
  put(section, 3, 4);
  for (const auto& [id, at] : {std::pair<unsigned, unsigned>{1, 32}, {2, 40}, {3, 56}}) {
    put(section, id, 4);
    put(section, at, 4);
  }
  section.resize(32);
  put(section, 2, 4);
  put(section, 932, 4);
  put(section, 30, 4);
  put(section, 5, 4);
  put(section, std::string_view("\x8C\xA9\x96\x7B\0\0\0\0", 8));
  put(section, 31, 4);
  put(section, 2, 4);
  put(section, wide("B"));
  put(section, 0, 2);
  set.insert(set.end(), section.begin(), section.end());
  CompoundFileMaker maker;
  maker.add("\5SummaryInformation", std::string(set.begin(), set.end()));
  CHECK(walked(maker.make(), "a").text == "見本\nB\n");
}

TEST_CASE("slides, notes and what is embedded in them, packed or not") {
  const auto record = [](unsigned kind, unsigned type, std::string_view content) {
    Bytes out;
    put(out, kind, 2);
    put(out, type, 2);
    put(out, content.size(), 4);
    put(out, content);
    return std::string(out.begin(), out.end());
  };
  // "abcde" as zlib packs it, behind its size.
  const std::string packed("\5\0\0\0\x78\x9c\x4b\x4c\x4a\x4e\x49\x05\0\x05\xc8\x01\xf0", 17);
  const std::string text = record(0, 0xFA0, wide("Text\rnext")) + record(0, 0xFA8, "caf\xE9");
  CompoundFileMaker maker;
  maker.add("PowerPoint Document",
            record(0xF, 1006, text) + record(0xF, 1008, record(0, 0xFA0, wide("note"))) +
                record(0xF, 0x0FEE, "") + record(0x10, 0x1011, packed) + record(0, 0x1011, "x,y\n"));
  const auto seen = walked(maker.make(), "a.ppt");
  CHECK(seen.text == "Text\nnext\ncafé\nnote\n");
  CHECK(seen.bytes == "abcdex,y\n");
  CHECK(seen.notes == std::vector<std::string>{"activex"});
  CHECK(seen.parts ==
        std::vector<std::string>{"a.ppt", "a.ppt/1", "a.ppt/notes", "a.ppt/object", "a.ppt/object"});
  CompoundFileMaker damaged;
  damaged.add("PowerPoint Document", record(0x10, 0x1011, packed.substr(0, 12)));
  CHECK(walked(damaged.make(), "a.ppt").noted("broken"));
}

TEST_CASE("what rights management or a password keeps closed is not seen") {
  CompoundFileMaker drm;
  drm.add("EncryptedPackage", std::string(5000, 'x'));
  drm.add("\6DataSpaces/TransformInfo/DRMEncryptedTransform/\6Primary", "x");
  CHECK(walked(drm.make(), "a.xlsx").notes == std::vector<std::string>{"encrypted"});
  CompoundFileMaker word;
  word.add("WordDocument", std::string("\xEC\xA5\xC1\0\0\0\0\0\0\0\0\1", 12) + std::string(1000, '\0'));
  CHECK(walked(word.make(), "a.doc").notes == std::vector<std::string>{"encrypted"});
  CompoundFileMaker slides;
  slides.add("PowerPoint Document", std::string(100, '\0'));
  slides.add("EncryptedSummary", "x");
  CHECK(walked(slides.make(), "a.ppt").notes == std::vector<std::string>{"encrypted"});
  CompoundFileMaker old;
  old.add("WordDocument", std::string("\xDC\xA5\x65\0", 4) + std::string(1000, '\0'));
  CHECK(walked(old.make(), "a.doc").notes == std::vector<std::string>{"unsupported"});
}

TEST_CASE("an entry that one kind has does not hide what another kind shows") {
  CompoundFileMaker message;
  message.add("__properties_version1.0", std::string(32, '\0'));
  message.add("WordDocument", std::string("\xDC\xA5\x65\0", 4) + std::string(1000, '\0'));
  CHECK(walked(message.make(), "a.doc").noted("unsupported"));
  CompoundFileMaker stray;
  stray.add("__properties_version1.0", std::string(32, '\0'));
  stray.add("list", "1,2\n");
  CHECK(walked(stray.make(), "a.msg").noted("unsupported"));
  CompoundFileMaker package;
  package.add("EncryptedPackage", std::string(100, 'x'));
  package.add("Macros/VBA/dir", "nonsense");
  const auto seen = walked(package.make(), "a.doc");
  CHECK(seen.noted("encrypted"));
  CHECK(seen.noted("vba"));
}

TEST_CASE("a document that ends early or whose pieces are not there is broken") {
  CompoundFileMaker maker;
  maker.add("WordDocument", std::string("\xEC\xA5\xC1\0", 4) + std::string(1000, '\0'));
  maker.add("0Table", std::string(100, '\0'));
  CHECK(walked(maker.make(), "a.doc").notes == std::vector<std::string>{"broken"});
  CompoundFileMaker slides;
  slides.add("PowerPoint Document", std::string("\x0F\0\xE8\x03\xFF\xFF\0\0", 8) + std::string(92, '\0'));
  CHECK(walked(slides.make(), "a.ppt").notes == std::vector<std::string>{"broken"});
}

}  // namespace
}  // namespace sekisho::formats
