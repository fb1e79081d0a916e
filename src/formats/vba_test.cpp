#include "vba.h"

#include <doctest/doctest.h>

#include "cfb_testing.h"
#include "formats_testing.h"
#include "lzfu.h"

namespace sekisho::formats {
namespace {

using test::CompoundFileMaker;
using test::put;
using test::walked;

std::string plain(std::string_view hex) {
  const auto out = decompress_vba(from_hex(hex).value(), 100'000);
  return out ? std::string(as_text(*out)) : "corrupt";
}

// Literal tokens only: each eight characters behind a byte of flags.
std::string compressed(std::string_view text) {
  std::string out("\x01");
  while (!text.empty()) {
    std::string chunk;
    const std::string_view part = text.substr(0, 3000);
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (i % 8 == 0) chunk += '\0';
      chunk += part[i];
    }
    Bytes header;
    put(header, 0xB000u | (chunk.size() - 1), 2);
    out += std::string(header.begin(), header.end()) + chunk;
    text.remove_prefix(part.size());
  }
  return out;
}

std::string project_dir(std::string_view module) {
  Bytes dir;
  const auto record = [&](unsigned id, std::string_view data) {
    put(dir, id, 2);
    put(dir, data.size(), 4);
    put(dir, data);
  };
  record(0x0001, std::string(4, '\0'));
  record(0x0003, std::string("\xA4\x03", 2));
  put(dir, 9, 2);  // a version, whose size is not what it says
  put(dir, 4, 4);
  put(dir, "abcdef");
  record(0x000F, std::string(2, '\0'));
  record(0x0019, module);
  record(0x001A, module);
  record(0x0031, std::string("\x04\0\0\0", 4));
  record(0x002B, "");
  return compressed(std::string(dir.begin(), dir.end()));
}

TEST_CASE("examples of MS-OVBA 3.2") {
  CHECK(plain("0119b000616263646566676800696a6b6c6d6e6f70007172737475762e") == "abcdefghijklmnopqrstuv.");
  CHECK(plain("012fb00023616161626364658266007061676869"
              "6a013808616b6c00306d6e6f7006710270041072737475761077"
              "78797a003c") == "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa");
  CHECK(plain("0103b002614500") == std::string(73, 'a'));
  CHECK(plain("0003b002614500") == "corrupt");
  CHECK(plain("0103b001450061") == "corrupt");  // copies from before its begin
  CHECK(decompress_vba(from_hex("0103b002614500").value(), 50).error().code == ErrorCode::too_large);
}

TEST_CASE("example of MS-OXRTFCP 4.1") {
  const auto rtf = decompress_rtf(from_hex("2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423"
                                           "20af32068656c0900206277"
                                           "05b06c647d0a800fa0")
                                      .value(),
                                  1000);
  REQUIRE(rtf.has_value());
  CHECK(as_text(*rtf) == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
}

TEST_CASE("what a macro starts by itself and what is suspicious in it") {
  VbaSigns signs;
  signs.look("Sub Workbook_Open()\r\n  CreateObject(\"WScript.Shell\").Run \"POWERSHELL -e\"\r\nEnd Sub\r\n");
  CHECK(signs.starts == std::vector<std::string>{"Workbook_Open"});
  CHECK(signs.detail() ==
        "自動で動く: Workbook_Open、注意が要る: Shell, CreateObject, WScript.Shell, powershell");
  VbaSigns none;
  none.look("Sub Shelling()\r\n MyKill = 1\r\nEnd Sub\r\nSub NotAutoOpener()\r\nEnd Sub\r\n");
  CHECK(none.detail().empty());
  VbaSigns chain;
  std::string text = "x = Chr(1)";
  for (int i = 0; i < 12; ++i) text += " & Chr(" + std::to_string(i) + ")";
  chain.look(text + "\r\ny = \"" + std::string(100, '4') + "\"\r\n");
  CHECK(chain.suspicious == std::vector<std::string>{"Chr の連なり", "16 進の長い文字列"});
}

TEST_CASE("modules are macro parts in the project's code page; the project is one note") {
  CompoundFileMaker maker;
  const std::string source =
      "Attribute VB_Name = \"M\"\r\nSub AutoOpen()\r\n' \x8C\xA9\x96\x7B\r\nEnd Sub\r\n";
  maker.add("VBA/dir", project_dir("M"));
  maker.add("VBA/M", "pppp" + compressed(source));
  maker.add("VBA/_VBA_PROJECT", "\xCC\x61");
  maker.add("PROJECT", "ID=\"{}\"\r\n");
  const auto seen = walked(maker.make(), "vbaProject.bin");
  CHECK(seen.notes == std::vector<std::string>{"vba"});
  CHECK(seen.details.front() == "自動で動く: AutoOpen");
  CHECK(seen.text.find("' 見本\r\n") != std::string::npos);
  CHECK(seen.parts.back() == "vbaProject.bin/M");
}

TEST_CASE("a macro without readable source text is noted and not seen") {
  CompoundFileMaker stomped;
  stomped.add("Macros/VBA/dir", project_dir("M"));
  stomped.add("Macros/VBA/M", "ppppZZZZ");
  const auto seen = walked(stomped.make(), "a.doc");
  CHECK(seen.noted("vba"));
  CHECK(seen.noted("unsupported"));
  CompoundFileMaker broken;
  broken.add("Macros/VBA/dir", "nonsense");
  CHECK(walked(broken.make(), "a.doc").notes == std::vector<std::string>{"vba", "unsupported"});
  CompoundFileMaker unnamed;
  unnamed.add("Macros/VBA/dir", project_dir("M"));
  unnamed.add("Macros/VBA/M", "pppp" + compressed("x\r\n"));
  unnamed.add("Macros/VBA/Other", "pppp" + compressed("y\r\n"));
  CHECK(walked(unnamed.make(), "a.doc").noted("unsupported"));
}

}  // namespace
}  // namespace sekisho::formats
