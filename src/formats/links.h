// What in an office file leads out of it or starts something, and the note it deserves. Details name hosts,
// programs and functions, never a path or a person.
#pragma once

#include <string>
#include <string_view>

#include "reader.h"

namespace sekisho::formats {

// "https host", "UNC server", "file .xlsx", "mailto": what may be told about a link.
std::string link_words(std::string_view target);
// A program's name without its folder, in ASCII.
std::string program_words(std::string_view program);
// http, UNC, mhtml … rather than a file of the same computer.
bool leads_to_a_host(std::string_view target);

// An external relation of an office package; `type` is the last word of its name.
void note_relation(Walk& walk, std::string_view type, std::string_view target);
// A formula as it stands in a spreadsheet file, without its '='. `left` notes are told at most, and counted
// down: a million cells may hold the same.
void note_formula(Walk& walk, std::string_view formula, unsigned& left);
constexpr unsigned formula_notes = 100;  // of one sheet
// A whole field code of a word processor, "DDEAUTO c:\\x.exe …".
void note_field(Walk& walk, std::string_view code);

}  // namespace sekisho::formats
