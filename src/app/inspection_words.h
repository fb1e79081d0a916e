// What the remarks of an inspection are called, and what to do about each. Beside those of formats/notes.h
// the server has some of its own. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "inspect/report.h"

namespace sekisho::app {

inline constexpr std::string_view unscanned = "not_scanned";  // the virus scanner did not read all of it
inline constexpr std::string_view stopped = "stopped";        // somebody ended the inspection
inline constexpr std::string_view unopened = "unopened";      // the sealed object could not be read
inline constexpr std::string_view no_index = "no_index";      // a dataset's index cannot be used

std::string_view remark_kind(std::string_view code);  // "パスワードつき", "VBA マクロ"
std::string_view remark_ja(std::string_view code);    // a sentence: what it is, what to do
// Of the server's own codes; severity "unseen".
inspect::Remark remark(std::string_view code, std::string detail);

std::string_view unit_counter(std::string_view unit);  // "人", "世帯", "口座", "件"

}  // namespace sekisho::app
