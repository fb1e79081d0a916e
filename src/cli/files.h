// Files of filters: they are read from a name or standard input, and appear whole or not at all.
#pragma once

#include <string>
#include <utility>

#include "base/error.h"

namespace sekisho::cli {

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

}  // namespace sekisho::cli
