// What is noticed about a file beside its text: what could not be seen, and what may do harm. Codes are
// stable; their words are in notes.cpp. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace sekisho::formats {

enum class NoteCode {
  // could not be seen: whoever reads the report must treat the part like production data
  encrypted,       // a password is needed, or the one given is wrong
  unknown_format,  // binary data that no reader knows
  broken,          // not as its format says
  truncated,       // ends too early
  too_large,       // unpacks to more than the limit
  too_deep,        // nested deeper than the limit
  too_many,        // more members than the limit
  bomb,            // unpacks to too many times its size
  out_of_time,
  picture,      // an image, a scan, sound or video: may show anything
  unsupported,  // a known format's feature that is not read
  encoding,     // text in none of the known encodings
  crashed,      // the reader died on it
  not_scanned,  // the virus scanner did not look at all of it
  // may do harm, and stops the file
  vba,              // VBA macros; detail names what starts by itself and what is suspicious
  xlm,              // Excel 4.0 macros
  dde,              // a formula or field that starts a program
  remote_template,  // a document that loads a template or object from elsewhere
  ole_package,      // an embedded file that opens by a double click
  activex,
  pdf_javascript,
  pdf_launch,  // starts a program or opens another file
  shortcut,    // .lnk, .url
  executable,  // a program or script, whatever its name
  disguised,   // the name's ending says something else than the content
  double_extension,
  bidi_name,  // characters in the name that turn the direction of writing
  malware,    // named by the virus scanner
  yara,       // a rule of the town's own
  // deserves a look
  external_link,  // refers to other files or hosts
  ole_object,     // an embedded object of another program
  formula,        // a CSV cell that a spreadsheet would calculate
  embedded_file,  // a file inside a document (it is looked into, too)
  script          // in HTML or SVG
};

enum class Severity { unseen, stop, caution };

std::string_view note_name(NoteCode code);  // "remote_template"
Severity severity(NoteCode code);
std::string_view note_ja(NoteCode code);  // a sentence for an officer: what it is, what to do
std::string_view note_en(NoteCode code);

struct Note {
  NoteCode code;
  std::string
      detail;  // UTF-8, short, never a personal value: a function's name, a link's host, a method's name
};

}  // namespace sekisho::formats
