// One connection to the database, behind which SOCI stays: nothing outside this folder sees it, so SQLite and
// PostgreSQL can be told apart here alone. Not thread-safe: a connection is used by one thread at a time.
// Errors of the database are broken infrastructure: they throw store::DatabaseError.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sekisho::store {

class DatabaseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Value = std::variant<std::int64_t, std::string>;  // no column is ever NULL
using Params = std::vector<Value>;                      // bound to :p0, :p1, …

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
};

class Connection {
 public:
  // `file`: path of the SQLite database, or ":memory:". WAL, synchronous=FULL, secure_delete.
  explicit Connection(const std::string& file, bool read_only = false);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  Rows query(std::string_view sql, const Params& params = {});
  void execute(std::string_view sql, const Params& params = {});
  void script(std::string_view sql);  // several statements without parameters

  void begin();       // takes the write lock at once
  void begin_read();  // one snapshot for several queries
  void commit();      // a throw leaves the outcome unknown: the connection must be thrown away
  void rollback() noexcept;

  // The text of every query from now on is added to `texts`; nullptr ends it. For who wants to know what an
  // answer was read from.
  void watch(std::vector<std::string>* texts);

  std::int64_t statements() const;  // executed so far; tests bound it for each request

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sekisho::store
