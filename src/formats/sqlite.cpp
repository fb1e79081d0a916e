// SQLite 3: every table that has pages, rows as they lie. https://www.sqlite.org/fileformat2.html. Not read:
// pages on the free list (noted), what was deleted inside pages that are in use, views (they hold nothing).
#include <algorithm>
#include <cstring>
#include <set>

#include "base/encoding.h"
#include "readers.h"
#include "sqlite_source.h"

namespace sekisho::formats {
namespace {

constexpr std::string_view mark{"SQLite format 3\0", 16};

std::uint32_t number_at(ByteView bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
         std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql) {
    code_ = sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &statement_, nullptr);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }
  bool step() {
    if (code_ == SQLITE_OK || code_ == SQLITE_ROW) code_ = sqlite3_step(statement_);
    return code_ == SQLITE_ROW;
  }
  int code() const { return code_; }
  int columns() const { return sqlite3_column_count(statement_); }
  int type(int column) const { return sqlite3_column_type(statement_, column); }
  std::string_view name(int column) const {
    const char* name = sqlite3_column_name(statement_, column);
    return name == nullptr ? "" : name;
  }
  // Valid until the next step.
  std::string_view text(int column) const {
    const void* bytes = sqlite3_column_text(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  }
  ByteView blob(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return {static_cast<const std::uint8_t*>(bytes), bytes == nullptr ? 0 : static_cast<std::size_t>(size)};
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int code_ = SQLITE_OK;
};

std::string as_identifier(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
}

// UTF-16 is not guessed: bytes of all kinds are valid in it.
std::optional<std::string> decoded(ByteView bytes) {
  const bool binary = std::ranges::any_of(
      bytes, [](std::uint8_t b) { return b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f'; });
  if (binary) return std::nullopt;
  if (auto utf8 = to_utf8(bytes, Encoding::utf8)) return utf8;
  return to_utf8(bytes, Encoding::cp932);
}

// A file of its own, which a value of bytes may be.
bool known(ByteView bytes) {
  MemoryRandomSource content(bytes);
  const Head head{bytes.first(std::min<std::size_t>(bytes.size(), 36864)), bytes.size(), {}};
  return std::ranges::any_of(readers(),
                             [&](const Reader& reader) { return reader.recognises(head, content); });
}

class Database {
 public:
  Database(sqlite3* database, Walk& walk) : database_(database), walk_(walk) {}

  void all() {
    std::vector<std::string> names;
    {
      Statement tables(database_, "SELECT name FROM sqlite_schema WHERE type='table' AND rootpage>0");
      while (tables.step() && names.size() <= walk_.limits().members) names.emplace_back(tables.text(0));
      if (tables.code() != SQLITE_DONE) trouble(tables.code(), "表の一覧");
    }
    names.emplace_back("sqlite_schema");
    for (const auto& name : names)
      if (!table(name)) return;
  }

 private:
  // False: stop reading.
  bool table(const std::string& name) {
    walk_.sink().begin(PartKind::table, name);
    const bool more = rows(name);
    walk_.sink().end();
    return more && !walk_.stopped();
  }

  bool rows(const std::string& name) {
    Statement statement(database_, "SELECT * FROM " + as_identifier(name));
    const auto columns = static_cast<std::size_t>(statement.columns());
    std::vector<std::string> kept(columns);
    std::vector<std::string_view> cells(columns);
    for (std::size_t i = 0; i < columns; ++i) cells[i] = statement.name(static_cast<int>(i));
    std::vector<bool> noted(columns);
    bool begun = false;
    for (std::uint64_t number = 2; statement.step(); ++number) {
      if (!begun && !walk_.sink().row(1, cells)) return false;
      begun = true;
      std::uint64_t bytes = 0;
      for (std::size_t i = 0; i < columns; ++i) {
        cells[i] = cell(statement, static_cast<int>(i), kept[i]);
        bytes += cells[i].size();
      }
      if (!walk_.unpacked(bytes) || !walk_.sink().row(number, cells)) return false;
      for (std::size_t i = 0; i < columns; ++i)
        if (cells[i].empty() && !blob(statement, static_cast<int>(i), name, number, noted)) return false;
    }
    if (statement.code() != SQLITE_DONE) trouble(statement.code(), name);
    return true;
  }

  std::string_view cell(const Statement& row, int column, std::string& kept) {
    const int type = row.type(column);
    if (type == SQLITE_NULL) return {};
    if (type != SQLITE_BLOB) {
      const std::string_view text = row.text(column);
      if (type != SQLITE_TEXT || is_ascii(text)) return text;
    }
    if (type == SQLITE_BLOB && known(row.blob(column))) return {};
    kept.clear();
    if (auto text = decoded(row.blob(column))) {
      kept = *std::move(text);
      return kept;
    }
    if (type == SQLITE_BLOB) return kept;
    // Text with controls in it is text all the same; the sink replaces what is malformed.
    if (!to_utf8(as_bytes(row.text(column)), Encoding::utf8)) encoding_unknown();
    return row.text(column);
  }

  bool blob(const Statement& row, int column, const std::string& table, std::uint64_t number,
            std::vector<bool>& noted) {
    if (row.type(column) != SQLITE_BLOB) return true;
    const Bytes bytes = to_bytes(row.blob(column));
    if (bytes.empty()) return true;
    const std::string place = table + "." + std::string(row.name(column));
    if (known(bytes)) {
      MemoryRandomSource content(bytes);
      return walk_.member(PartKind::member, place + " " + std::to_string(number), content);
    }
    if (!noted[static_cast<std::size_t>(column)]) walk_.unseen(NoteCode::unknown_format, place);
    noted[static_cast<std::size_t>(column)] = true;
    return walk_.unpacked(bytes.size());
  }

  void encoding_unknown() {
    if (!encoding_noted_) walk_.unseen(NoteCode::encoding);
    encoding_noted_ = true;
  }

  void trouble(int code, const std::string& what) {
    if (walk_.stopped()) return;
    walk_.unseen(code == SQLITE_TOOBIG || code == SQLITE_NOMEM ? NoteCode::too_large : NoteCode::broken,
                 what);
  }

  sqlite3* database_;
  Walk& walk_;
  bool encoding_noted_ = false;
};

// What the header says of the file's size, and of pages that are no longer used but still there.
void header(RandomSource& content, Walk& walk) {
  Bytes head(100);
  const auto got = content.read_at(0, head);
  if (!got || *got != head.size()) return walk.unseen(NoteCode::truncated);
  const std::uint64_t page =
      (head[16] << 8 | head[17]) == 1 ? 65536 : static_cast<std::uint64_t>(head[16] << 8 | head[17]);
  const bool counted = number_at(head, 24) == number_at(head, 92) && number_at(head, 28) > 0;
  const std::uint64_t size = page * number_at(head, 28);
  if (counted && size > content.size()) walk.unseen(NoteCode::truncated);
  if (counted && size < content.size()) walk.unseen(NoteCode::unsupported, "最後のページより後ろのデータ");
  if (number_at(head, 36) > 0) walk.unseen(NoteCode::unsupported, "削除されたページ（VACUUM で消せます）");
}

}  // namespace

bool is_sqlite(const Head& head, RandomSource&) { return as_text(head.bytes).starts_with(mark); }

void read_sqlite(RandomSource& content, Walk& walk) {
  header(content, walk);
  SqliteSource source(content, walk);
  if (source.open() != SQLITE_OK) return walk.unseen(NoteCode::broken);
  Database(source.database(), walk).all();
}

}  // namespace sekisho::formats
