// The database of one town: state tables and ledger, written together or not at all.
//
// One writer at a time; any number of readers, each on its own snapshot (WAL). Thread-safe. A write is one
// transaction: events are appended to the ledger and applied to the state, the new checkpoint is signed, and
// the whole is durable when write() returns. If the outcome of a commit is unknown, the connection is thrown
// away, the ledger's head is read again, and DatabaseError is thrown: the caller repeats the command with its
// idempotency key.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "ledger/commitment.h"
#include "ledger/merkle.h"
#include "ledger/note.h"
#include "store/event.h"
#include "store/sql.h"

namespace sekisho::store {

// Seals personal values under a key that does not lie in the database. Thread-safe.
class FieldCipher {
 public:
  virtual ~FieldCipher() = default;
  virtual Bytes seal(std::string_view context, ByteView plain) const = 0;
  virtual Result<Bytes> open(std::string_view context, ByteView sealed) const = 0;
};

struct Appended {
  std::int64_t seq = 0;
  Instant at{};
  Hash leaf{};
};

struct Head {
  std::int64_t size = 0;
  std::string checkpoint;  // signed note; empty while the ledger is
};

// One stored entry and what it opens to.
struct StoredEntry {
  std::int64_t seq = 0;
  std::string leaf;
  std::vector<ledger::Disclosed> disclosed;  // those that still exist
};

Head read_head(Connection& connection);
std::optional<StoredEntry> read_entry(Connection& connection, const FieldCipher& cipher, std::int64_t seq);
// In order, `from` ≤ seq < `to`, a bounded piece at a time. Stops at the first error that `each` returns.
Result<void> for_each_entry(Connection& connection, const FieldCipher& cipher, std::int64_t from,
                            std::int64_t to, const std::function<Result<void>(const StoredEntry&)>& each);
std::unique_ptr<ledger::NodeReader> node_reader(Connection& connection);  // the connection must outlive it
// Writes one change; lists and objects become JSON text. For apply and rebuild only.
void write_change(Connection& connection, const Change& change);

// Inside a write.
class Writing {
 public:
  virtual ~Writing() = default;
  virtual Connection& connection() = 0;
  virtual Result<Appended> append(const Event& event, const std::string& actor, const std::string& command,
                                  Instant at) = 0;
};

class Database {
 public:
  struct Options {
    std::string file;
    std::string town;  // code: goes into every entry
    std::shared_ptr<const ledger::Signer> signer;
    std::shared_ptr<const FieldCipher> cipher;
    std::size_t readers = 4;
  };
  // Migrates, reads the head and checks that it is signed by this signer. Error: corrupt, unsupported.
  static Result<std::unique_ptr<Database>> open(Options options);
  ~Database();

  // Commits if `act` returns without an error, otherwise rolls back and hands the error on.
  Result<void> write(const std::function<Result<void>(Writing&)>& act);
  // Runs on one snapshot.
  void read(const std::function<void(Connection&)>& act) const;
  template <class F>
  auto reading(F&& act) const {
    std::optional<std::invoke_result_t<F, Connection&>> out;
    read([&](Connection& connection) { out.emplace(act(connection)); });
    return *std::move(out);
  }

  // The size of the ledger since which this state table may have been changed; 0 since the start. A snapshot
  // with at least that many entries, and any older answer made on at least that many, say the same of it.
  std::int64_t changed_at(std::string_view table) const;

  const FieldCipher& cipher() const;
  const ledger::Signer& signer() const;

 private:
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Rebuilds the state from the ledger in memory and compares it table by table and row by row.
struct TableDifference {
  std::string table;
  std::int64_t rows = 0;  // in the database
  std::int64_t rebuilt = 0;
  std::vector<std::string> ids;  // the first that differ
};
struct RebuildReport {
  std::int64_t entries = 0;
  std::vector<TableDifference> tables;  // all of them; `ids` empty where equal
  bool equal = false;
};
Result<RebuildReport> rebuild_and_compare(Connection& connection, const FieldCipher& cipher);

Result<void> migrate(Connection& connection);

}  // namespace sekisho::store
