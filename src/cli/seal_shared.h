// What `sekisho seal` and `sekisho open` have in common: options, files that appear whole or not at all,
// passphrases.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace sekisho::cli {

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

// A file, or standard input for "-" and "".
class InputFile {
 public:
  static Result<InputFile> open(const std::string& path);
  InputFile(InputFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)), name_(std::move(other.name_)) {}
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();
  int fd() const { return fd_; }
  const std::string& name() const { return name_; }

 private:
  InputFile(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
  int fd_;
  std::string name_;
};

// A file, or standard output for "-" and "". A file appears under its name when commit() is called, or never:
// until then it has no name at all, or where the file system cannot do that, ".NAME.….part" beside it. What
// is no plain file (a device, a pipe) is written directly. A file that is replaced hands its mode on.
class OutputFile {
 public:
  static Result<OutputFile> create(const std::string& path, unsigned mode);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();
  int fd() const { return fd_; }
  const std::string& name() const { return name_; }
  bool is_terminal() const;
  // `sync`: not before the medium has it. `fresh`: conflict if there is a file of that name by now.
  Result<void> commit(bool sync, bool fresh = false);

 private:
  OutputFile(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
  Result<void> take_name(bool fresh);

  int fd_;
  std::string name_;
  std::string target_;   // empty: written directly
  std::string partial_;  // the name it has for now; empty: none
};

// From `file`, else $SEKISHO_PASSPHRASE, else asked for at the terminal (twice if `confirm`). Never empty.
Result<std::string> obtain_passphrase(const std::optional<std::string>& file, bool confirm);

unsigned pipeline_threads();

// "sekisho seal: <en>" and a line with `ja`, or one JSON object, on standard error. Returns the exit code:
// 2 for `usage`, else 1.
int report(std::string_view command, const Error& error, bool json, bool usage);

}  // namespace sekisho::cli
