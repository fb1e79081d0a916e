// An SQLite database that lies in a RandomSource, opened for reading without touching the file system: a VFS
// of its own for each. https://www.sqlite.org/vfs.html. Not thread-safe.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "reader.h"

namespace sekisho::formats {

class SqliteSource {
 public:
  // The walk is asked now and then whether to go on.
  SqliteSource(RandomSource& content, const Walk& walk);
  SqliteSource(const SqliteSource&) = delete;
  SqliteSource& operator=(const SqliteSource&) = delete;
  ~SqliteSource();
  int open();  // an SQLite result code
  sqlite3* database() const { return database_; }

 private:
  RandomSource& content_;
  const Walk& walk_;
  std::string name_;
  sqlite3_vfs vfs_{};
  sqlite3* database_ = nullptr;
};

}  // namespace sekisho::formats
