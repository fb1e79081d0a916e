// What the tests of this module share.
#pragma once

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/ids.h"
#include "report/table.h"

namespace sekisho::report::testing {

using Rows = std::vector<std::vector<std::string>>;

inline Rows rows_of(RowReader& reader) {
  Rows out;
  for (;;) {
    auto row = reader.next();
    if (!row) FAIL(row.error().en);
    if (!*row) return out;
    out.push_back(std::move((*row)->cells));
  }
}

inline Bytes read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A file that is gone when the test is.
struct TempFile {
  explicit TempFile(std::string_view extension, ByteView bytes)
      : path(std::filesystem::temp_directory_path() / (make_id("tst") + std::string(extension))) {
    std::ofstream(path, std::ios::binary) << as_text(bytes);
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  ~TempFile() { std::filesystem::remove(path); }
  std::filesystem::path path;
};

// What another program prints; it must end well.
inline std::string output_of(const std::string& command) {
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  char buffer[4096];
  for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, got);
  REQUIRE(::pclose(pipe) == 0);
  return out;
}

}  // namespace sekisho::report::testing
