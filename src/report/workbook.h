// What a workbook says about itself before its sheets: names and parts of the sheets, styles, shared strings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "number_formats.h"
#include "zip_parts.h"

namespace sekisho::report {

// Many texts in one piece of memory.
class Strings {
 public:
  explicit Strings(std::size_t limit) : limit_(limit) {}
  Result<void> add(std::string_view text);
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t i) const;

 private:
  std::size_t limit_;
  std::string text_;
  std::vector<std::size_t> ends_;
};

struct Workbook {
  struct Sheet {
    std::string name, part;
  };
  std::vector<Sheet> sheets;
  bool since_1904 = false;
  std::string styles_part, strings_part;  // empty: none
};

Result<Workbook> read_workbook(ZipParts& parts);
Result<std::vector<Shown>> read_styles(ZipParts& parts, const std::string& part);  // by a cell's s
Result<Strings> read_strings(ZipParts& parts, const std::string& part, const XlsxLimits& limits);

}  // namespace sekisho::report
