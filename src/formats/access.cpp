// Access: mdb (Jet 3 and 4) and accdb, by libmdb from memory. Rows of the tables that people made; what else
// is in the file is named. Not read: OLE fields and attachments, deleted rows, queries, forms. libmdb is not
// hardened against every loop in a crafted file; the process around it has its own end.
#include <mdbtools.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <set>

#include "readers.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t longest_memo = std::size_t{2} << 20;  // libmdb allocates as much for each memo field

struct Closed {
  void operator()(MdbHandle* handle) const { mdb_close(handle); }
  void operator()(MdbTableDef* table) const { mdb_free_tabledef(table); }
  void operator()(char* text) const { std::free(text); }
};

constexpr std::string_view jet{"\0\1\0\0Standard Jet DB\0", 20};
constexpr std::string_view ace{"\0\1\0\0Standard ACE DB\0", 20};

class AccessFile {
 public:
  AccessFile(MdbHandle* handle, Walk& walk) : handle_(handle), walk_(walk) {}

  void all() {
    GPtrArray* catalog = mdb_read_catalog(handle_, MDB_ANY);
    // A password of the newer kind encrypts every page but the first.
    if (catalog == nullptr || catalog->len == 0)
      return walk_.unseen(handle_->f->db_key != 0 ? NoteCode::encrypted : NoteCode::broken);
    notices(*catalog);
    for (unsigned i = 0; i < catalog->len; ++i) {
      auto* entry = static_cast<MdbCatalogEntry*>(g_ptr_array_index(catalog, i));
      if (entry->object_type == MDB_TABLE && !system(entry) && !table(entry)) return;
    }
  }

 private:
  static bool system(MdbCatalogEntry* entry) {
    return mdb_is_system_table(entry) != 0 || std::string_view(entry->object_name).starts_with("MSys");
  }

  void notices(const GPtrArray& catalog) {
    bool modules = false;
    bool macros = false;
    bool linked = false;
    for (unsigned i = 0; i < catalog.len; ++i) {
      const auto* entry = static_cast<const MdbCatalogEntry*>(g_ptr_array_index(&catalog, i));
      modules = modules || entry->object_type == MDB_MODULE;
      macros = macros || entry->object_type == MDB_MACRO;
      linked = linked || entry->object_type == MDB_LINKED_TABLE;
    }
    if (modules) walk_.hostile(NoteCode::vba, "モジュール");
    if (macros) walk_.hostile(NoteCode::vba, "マクロ");
    if (linked) walk_.hostile(NoteCode::external_link, "リンクテーブル");
  }

  // False: stop reading.
  bool table(MdbCatalogEntry* entry) {
    walk_.sink().begin(PartKind::table, entry->object_name);
    const bool more = rows(entry);
    walk_.sink().end();
    return more && !walk_.stopped();
  }

  bool rows(MdbCatalogEntry* entry) {
    const std::unique_ptr<MdbTableDef, Closed> table(mdb_read_table(entry));
    if (!table || mdb_read_columns(table.get()) == nullptr || table->columns == nullptr) {
      walk_.unseen(NoteCode::broken, "テーブル");
      return true;
    }
    mdb_rewind_table(table.get());
    std::vector<MdbColumn*> columns;
    columns.reserve(table->columns->len);
    for (unsigned i = 0; i < table->columns->len; ++i)
      columns.push_back(static_cast<MdbColumn*>(g_ptr_array_index(table->columns, i)));
    std::vector<std::string> values;
    values.reserve(columns.size());
    for (const MdbColumn* column : columns) values.emplace_back(column->name);
    unsigned found = 0;
    for (std::uint64_t number = 1;; ++number) {
      const std::vector<std::string_view> cells(values.begin(), values.end());
      std::uint64_t bytes = 1;
      for (const auto cell : cells) bytes += cell.size();
      if (!walk_.unpacked(bytes) || !walk_.sink().row(number, cells)) return false;
      if (mdb_fetch_row(table.get()) == 0) break;
      ++found;
      for (std::size_t i = 0; i < columns.size(); ++i) values[i] = value(*columns[i], entry->object_name);
    }
    if (found < table->num_rows) walk_.unseen(NoteCode::broken, "記録より行が少ない");
    return true;
  }

  std::string value(MdbColumn& column, std::string_view table) {
    if (column.col_type == MDB_BOOL) return column.cur_value_len == 0 ? "1" : "0";
    if (column.cur_value_len <= 0) return {};
    if (column.col_type == MDB_OLE || column.col_type == MDB_BINARY || column.col_type == MDB_COMPLEX) {
      const std::string place = std::string(table) + "." + column.name;
      if (noted_.insert(place).second) walk_.unseen(NoteCode::unsupported, place);
      return {};
    }
    const std::unique_ptr<char, Closed> text(
        column.col_type == MDB_NUMERIC
            ? mdb_numeric_to_string(handle_, column.cur_value_start, column.col_scale, column.col_prec)
            : mdb_col_to_string(handle_, handle_->pg_buf, column.cur_value_start, column.col_type,
                                column.cur_value_len));
    std::string out = text ? text.get() : "";
    if (out.size() + 8 > longest_memo)
      walk_.unseen(NoteCode::too_large, std::string(table) + "." + column.name);
    return out;
  }

  MdbHandle* handle_;
  Walk& walk_;
  std::set<std::string> noted_;
};

}  // namespace

bool is_access(const Head& head, RandomSource&) {
  const std::string_view text = as_text(head.bytes);
  return text.starts_with(jet) || text.starts_with(ace);
}

void read_access(RandomSource& content, Walk& walk) {
  if (content.size() > walk.limits().held) return walk.unseen(NoteCode::too_large);
  Bytes file(static_cast<std::size_t>(content.size()));
  const auto got = content.read_at(0, file);
  if (!got || *got != file.size()) return walk.unseen(got ? NoteCode::truncated : NoteCode::broken);
  const std::unique_ptr<MdbHandle, Closed> handle(mdb_open_buffer(file.data(), file.size(), MDB_NOFLAGS));
  if (!handle) return walk.unseen(NoteCode::broken);
  mdb_set_bind_size(handle.get(), longest_memo);
  mdb_set_date_fmt(handle.get(), "%Y-%m-%d %H:%M:%S");
  mdb_set_shortdate_fmt(handle.get(), "%Y-%m-%d");
  AccessFile(handle.get(), walk).all();
}

}  // namespace sekisho::formats
