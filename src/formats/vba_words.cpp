#include <algorithm>
#include <array>

#include "vba.h"

namespace sekisho::formats {
namespace {

constexpr std::array starters{"AutoExec",
                              "AutoOpen",
                              "Auto_Open",
                              "AutoNew",
                              "AutoClose",
                              "Auto_Close",
                              "AutoExit",
                              "Document_Open",
                              "Document_New",
                              "Document_Close",
                              "DocumentOpen",
                              "DocumentChange",
                              "Document_BeforeClose",
                              "Document_BeforePrint",
                              "Document_ContentControlOnEnter",
                              "Workbook_Open",
                              "WorkbookOpen",
                              "Workbook_Activate",
                              "Workbook_Deactivate",
                              "Workbook_BeforeClose",
                              "Workbook_Close",
                              "Workbook_BeforeSave",
                              "Workbook_BeforePrint",
                              "Workbook_WindowActivate",
                              "Workbook_SheetActivate",
                              "Workbook_SheetChange",
                              "Worksheet_Activate",
                              "Worksheet_Calculate",
                              "Worksheet_Change",
                              "Worksheet_SelectionChange",
                              "Presentation_Open",
                              "App_PresentationOpen",
                              "OnSlideShowPageChange",
                              "OnSlideShowTerminate",
                              "SlideShowBegin",
                              "Application_Startup",
                              "Application_NewMail",
                              "UserForm_Initialize",
                              "UserForm_Activate",
                              "Frame1_Layout",
                              "InkPicture1_Painted",
                              "WebBrowser1_DocumentComplete",
                              "MultiPage1_Layout",
                              "ImageCombo21_Change"};

// What is called in one word, and what a text may hold in it.
constexpr std::array words{"Shell",
                           "ShellExecute",
                           "ShellExecuteA",
                           "ShellExecuteW",
                           "CreateObject",
                           "GetObject",
                           "CallByName",
                           "ExecuteExcel4Macro",
                           "ExecuteGlobal",
                           "MacScript",
                           "AppleScriptTask",
                           "SendKeys",
                           "AppActivate",
                           "Environ",
                           "Kill",
                           "FileCopy",
                           "SetAttr",
                           "SaveToFile",
                           "URLDownloadToFile",
                           "URLDownloadToFileA",
                           "URLDownloadToFileW",
                           "ResponseBody",
                           "StrReverse",
                           "VirtualAlloc",
                           "VirtualAllocEx",
                           "RtlMoveMemory",
                           "WriteProcessMemory",
                           "CreateThread",
                           "CreateRemoteThread",
                           "EnumSystemLocalesA",
                           "CreateProcess",
                           "CreateProcessA",
                           "VBProject",
                           "VBComponents",
                           "CodeModule",
                           "AddFromString",
                           "Dialogs",
                           "DDEInitiate",
                           "DDEExecute",
                           "RegRead",
                           "RegWrite",
                           "NewCurrentProcess",
                           "ImportFromFile"};
constexpr std::array pieces{"WScript.Shell",
                            "Shell.Application",
                            "Scripting.FileSystemObject",
                            "ADODB.Stream",
                            "MSXML2.",
                            "Microsoft.XMLHTTP",
                            "WinHttp.",
                            "InternetExplorer.Application",
                            "Schedule.Service",
                            "ScriptControl",
                            "winmgmts:",
                            "Win32_Process",
                            "powershell",
                            "cmd.exe",
                            "cmd /c",
                            "mshta",
                            "rundll32",
                            "regsvr32",
                            "certutil",
                            "bitsadmin",
                            "cscript",
                            "wscript.exe",
                            "schtasks",
                            "http://",
                            "https://"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// `folded` and `word` in lower case.
bool has(std::string_view folded, std::string_view word, bool whole) {
  for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
    const bool begins = at == 0 || !of_name(folded[at - 1]);
    const std::size_t end = at + word.size();
    const bool ends = end == folded.size() || !of_name(folded[end]);
    if (!whole || (begins && ends)) return true;
  }
  return false;
}

std::string folded(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

void add(std::vector<std::string>& list, std::string_view what) {
  if (std::ranges::find(list, what) == list.end()) list.emplace_back(what);
}

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size()))
    ++count;
  return count;
}

// Long texts between quotes that are one number in base 16 or 64: a program carried as text.
void look_at_literals(std::string_view source, std::vector<std::string>& out) {
  constexpr std::size_t least = 80;
  std::size_t hex = 0;
  std::size_t base64 = 0;
  for (const char c : source) {
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit || c == '+' || c == '/';
    hex = digit ? hex + 1 : 0;
    base64 = letter ? base64 + 1 : 0;
    if (hex == least) add(out, "16 進の長い文字列");
    if (base64 == least && hex < least) add(out, "base64 の長い文字列");
  }
}

}  // namespace

void VbaSigns::look(std::string_view source) {
  // A line that goes on after " _" is one line.
  std::string text = folded(source);
  for (std::size_t at = text.find(" _\r\n"); at != std::string::npos; at = text.find(" _\r\n", at))
    text.replace(at, 4, "    ");
  for (const char* name : starters)
    if (has(text, folded(name), true)) add(starts, name);
  for (const char* word : words)
    if (has(text, folded(word), true)) add(suspicious, word);
  for (const char* piece : pieces)
    if (has(text, folded(piece), false)) add(suspicious, piece);
  if (has(text, "declare", true) && has(text, "lib", true)) add(suspicious, "Declare Lib");
  if (count_of(text, "chr(") + count_of(text, "chrw(") + count_of(text, "chr$(") + count_of(text, "chrw$(") >=
      10)
    add(suspicious, "Chr の連なり");
  look_at_literals(source, suspicious);
}

std::string VbaSigns::detail() const {
  constexpr std::size_t most = 12;
  const auto join = [](const std::vector<std::string>& list) {
    std::string out;
    for (std::size_t i = 0; i < list.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + list[i];
    if (list.size() > most) out += ", …";
    return out;
  };
  std::string out;
  if (!starts.empty()) out = "自動で動く: " + join(starts);
  if (!suspicious.empty()) out += (out.empty() ? "注意が要る: " : "、注意が要る: ") + join(suspicious);
  return out;
}

}  // namespace sekisho::formats
