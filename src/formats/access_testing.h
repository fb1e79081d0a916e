// Shared by the tests of Access: writes the smallest Jet 4 file that has tables, page by page, after the
// description in mdbtools' HACKING. mdb-export reads it, too.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "access_rows_testing.h"

namespace sekisho::formats::test {

class JetFile {
 public:
  // Values of long columns in decimal; text is in UTF-16; memos are held in the row.
  using Row = std::vector<std::u16string>;

  JetFile() : pages_(3, std::string(4096, '\0')) {
    pages_[0].replace(0, 20, std::string("\0\1\0\0Standard Jet DB\0", 20));
    pages_[0][0x14] = 1;
    mask(pages_[0]);
    pages_[1][0] = 1;
  }

  // `type` as in MSysObjects: 1 a table, 6 a linked one, -32761 a module.
  void object(const std::string& name, int type, std::uint32_t page, std::uint32_t flags = 0) {
    objects_.push_back(
        {number(static_cast<int>(page)), wide(name), number(type), number(static_cast<int>(flags))});
  }

  void table(const std::string& name, const std::vector<JetColumn>& columns, const std::vector<Row>& rows) {
    const auto definition = static_cast<std::uint32_t>(pages_.size());
    pages_.emplace_back(4096, '\0');
    write(definition, columns, rows);
    object(name, 1, definition);
  }

  std::string file() {
    write(2, {{"Id", 4}, {"Name", 10}, {"Type", 4}, {"Flags", 4}, {"LvProp", 11}}, with_empty(objects_));
    std::string out;
    for (const auto& page : pages_) out += page;
    return out;
  }

 private:
  static std::u16string wide(const std::string& ascii) { return {ascii.begin(), ascii.end()}; }
  static std::u16string number(int value) { return wide(std::to_string(value)); }
  static std::vector<Row> with_empty(std::vector<Row> rows) {
    for (auto& row : rows) row.emplace_back();
    return rows;
  }
  static void put(std::string& page, std::size_t at, const std::string& bytes) {
    page.replace(at, bytes.size(), bytes);
  }

  // A page of rows: they stand from its end downwards.
  std::uint32_t data_page(std::uint32_t owner, const std::vector<std::string>& rows) {
    std::string page(4096, '\0');
    page[0] = page[1] = 1;
    put(page, 4, le(owner, 4));
    put(page, 12, le(rows.size(), 2));
    std::size_t end = page.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      end -= rows[i].size();
      put(page, end, rows[i]);
      put(page, 14 + 2 * i, le(end, 2));
    }
    pages_.push_back(page);
    return static_cast<std::uint32_t>(pages_.size() - 1);
  }

  void write(std::uint32_t definition, const std::vector<JetColumn>& columns, const std::vector<Row>& rows) {
    std::vector<std::string> packed;
    for (const auto& row : rows) packed.push_back(row_of(columns, row));
    const std::uint32_t data = data_page(definition, packed);
    std::string map(69, '\0');
    map[1 + 4 + data / 8] = static_cast<char>(1 << data % 8);
    const std::uint32_t maps = data_page(definition, {map, std::string(69, '\0')});
    std::string& page = pages_[definition];
    put(page, 0, le(0x0102, 2));
    put(page, 16, le(rows.size(), 4));
    page[40] = 0x4E;
    std::size_t variable = 0;
    for (const auto& column : columns) variable += column.type != 4;
    put(page, 41, le(columns.size(), 2) + le(variable, 2) + le(columns.size(), 2));
    put(page, 55, le(maps << 8, 4));
    put(page, 59, le(maps << 8 | 1, 4));
    std::size_t at = 63;
    std::size_t fixed = 0;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < columns.size(); ++i, at += 25) {
      const bool is_fixed = columns[i].type == 4;
      page[at] = static_cast<char>(columns[i].type);
      put(page, at + 5, le(i, 2) + le(is_fixed ? 0 : seen++, 2) + le(i, 2));
      page[at + 15] = static_cast<char>(is_fixed ? 3 : 2);
      put(page, at + 21, le(is_fixed ? fixed : 0, 2) + le(is_fixed ? 4 : columns[i].type == 10 ? 510 : 0, 2));
      fixed += is_fixed ? 4 : 0;
    }
    for (const auto& column : columns) {
      put(page, at, le(column.name.size() * 2, 2));
      for (const char c : column.name) put(page, at += 2, le(static_cast<std::uint8_t>(c), 2));
      at += 2;
    }
  }

  std::vector<std::string> pages_;
  std::vector<Row> objects_;
};

}  // namespace sekisho::formats::test
