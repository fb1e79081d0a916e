// The arguments of a subcommand, and how it says what went wrong. One scheme for all of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace sekisho::cli {

// Exit codes. `inspect` and `dataset` alone use the fourth: a script must not take "could not be read" for
// "residents were found". Everywhere else what could not be read or written is exit_no.
inline constexpr int exit_ok = 0;     // done, verified, clean
inline constexpr int exit_no = 1;     // refused, failed, differs, or found something
inline constexpr int exit_usage = 2;  // wrong usage, wrong settings
inline constexpr int exit_io = 3;

struct OptionKind {
  char letter;  // what Options gives back; an option without a letter has an upper-case name of its own here
  std::string_view name;
  bool takes_value;
  bool has_letter = true;
};

struct Options {
  std::vector<std::pair<char, std::string>> given;  // in order; the value is empty where none is taken
  std::vector<std::string> operands;

  bool has(char letter) const;
  std::optional<std::string> value(char letter) const;  // the last one
  std::vector<std::string> values(char letter) const;
};
// "-o X", "-oX", "--output X", "--output=X", "-ap"; "--" ends the options. Errors: invalid_input.
Result<Options> parse_options(std::span<const std::string> args, std::span<const OptionKind> kinds);

// On standard error: a line in English and one in Japanese that begin with "sekisho COMMAND: ", or one JSON
// object. Returns `code`.
int report(std::string_view command, const Error& error, bool json, int code);

}  // namespace sekisho::cli
