#include "sqlite_source.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "base/secret.h"

namespace sekisho::formats {
namespace {

constexpr int most_cell = 32 << 20;  // bytes of a row and of a value

struct OpenFile {
  sqlite3_file base;
  RandomSource* content;
};

RandomSource& content_of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file)->content; }

int read_at(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  const std::span<std::uint8_t> out(static_cast<std::uint8_t*>(to), static_cast<std::size_t>(size));
  const auto got = content_of(file).read_at(static_cast<std::uint64_t>(offset), out);
  if (!got) return SQLITE_IOERR_READ;
  // The log of a WAL database is another file, which is not here. As it lies, this one is a database like
  // any.
  for (const sqlite3_int64 mode : {18, 19})
    if (offset <= mode && mode < offset + static_cast<sqlite3_int64>(*got) &&
        out[static_cast<std::size_t>(mode - offset)] == 2)
      out[static_cast<std::size_t>(mode - offset)] = 1;
  if (*got == out.size()) return SQLITE_OK;
  std::ranges::fill(out.subspan(*got), std::uint8_t{0});
  return SQLITE_IOERR_SHORT_READ;
}

int file_size(sqlite3_file* file, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(content_of(file).size());
  return SQLITE_OK;
}

const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = [](sqlite3_file*) { return SQLITE_OK; },
    .xRead = read_at,
    .xWrite = [](sqlite3_file*, const void*, int, sqlite3_int64) { return SQLITE_READONLY; },
    .xTruncate = [](sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; },
    .xSync = [](sqlite3_file*, int) { return SQLITE_OK; },
    .xFileSize = file_size,
    .xLock = [](sqlite3_file*, int) { return SQLITE_OK; },
    .xUnlock = [](sqlite3_file*, int) { return SQLITE_OK; },
    .xCheckReservedLock = [](sqlite3_file*, int* out) { return *out = 0, SQLITE_OK; },
    .xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },
    .xSectorSize = [](sqlite3_file*) { return 4096; },
    .xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_IMMUTABLE; },
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

int open_file(sqlite3_vfs* vfs, const char*, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;  // no journals, no temporary files
  file->pMethods = &methods;
  reinterpret_cast<OpenFile*>(file)->content = static_cast<RandomSource*>(vfs->pAppData);
  if (out_flags != nullptr) *out_flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
  if (static_cast<std::size_t>(size) <= std::strlen(name)) return SQLITE_CANTOPEN;
  std::strcpy(out, name);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
  random_fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
  return size;
}

}  // namespace

SqliteSource::SqliteSource(RandomSource& content, const Walk& walk)
    : content_(content), walk_(walk), name_("sekisho-" + to_hex(random_bytes(8))) {
  vfs_.iVersion = 1;
  vfs_.szOsFile = sizeof(OpenFile);
  vfs_.mxPathname = 64;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = &content_;
  vfs_.xOpen = open_file;
  vfs_.xDelete = [](sqlite3_vfs*, const char*, int) { return SQLITE_IOERR_DELETE; };
  vfs_.xAccess = [](sqlite3_vfs*, const char*, int, int* out) { return *out = 0, SQLITE_OK; };
  vfs_.xFullPathname = full_name;
  vfs_.xRandomness = randomness;
  vfs_.xSleep = [](sqlite3_vfs*, int) { return 0; };
  vfs_.xCurrentTime = [](sqlite3_vfs*, double* out) { return *out = 2'440'587.5, SQLITE_OK; };
  vfs_.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
}

SqliteSource::~SqliteSource() {
  sqlite3_close(database_);
  sqlite3_vfs_unregister(&vfs_);
}

int SqliteSource::open() {
  if (const int code = sqlite3_vfs_register(&vfs_, 0); code != SQLITE_OK) return code;
  constexpr int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  if (const int code = sqlite3_open_v2("db", &database_, flags, name_.c_str()); code != SQLITE_OK)
    return code;
  constexpr std::pair<int, int> limits[] = {
      {SQLITE_LIMIT_LENGTH, most_cell}, {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
      {SQLITE_LIMIT_EXPR_DEPTH, 100},   {SQLITE_LIMIT_COMPOUND_SELECT, 10},
      {SQLITE_LIMIT_VDBE_OP, 100'000},  {SQLITE_LIMIT_FUNCTION_ARG, 20},
      {SQLITE_LIMIT_ATTACHED, 0},       {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
      {SQLITE_LIMIT_WORKER_THREADS, 0}};
  for (const auto& [limit, value] : limits) sqlite3_limit(database_, limit, value);
  for (const auto& [setting, value] :
       {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1), std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), std::pair(SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        std::pair(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)})
    sqlite3_db_config(database_, setting, value, nullptr);
  sqlite3_progress_handler(
      database_, 10'000, [](void* walk) { return static_cast<const Walk*>(walk)->stopped() ? 1 : 0; },
      const_cast<Walk*>(&walk_));
  return sqlite3_exec(
      database_,
      "PRAGMA query_only=1; PRAGMA cell_size_check=1; PRAGMA temp_store=2; PRAGMA mmap_size=0;"
      "PRAGMA cache_size=-2000; PRAGMA automatic_index=0",
      nullptr, nullptr, nullptr);
}

}  // namespace sekisho::formats
