#include "store/database.h"

#include <fmt/format.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "ledger/checkpoint.h"
#include "store/rows.h"

namespace sekisho::store {
namespace {

class Transaction final : public Writing {
 public:
  Transaction(Connection& connection, const Database::Options& options, ledger::Frontier& frontier)
      : connection_(connection), options_(options), frontier_(frontier) {}

  Connection& connection() override { return connection_; }

  Result<Appended> append(const Event& event, const std::string& actor, const std::string& command,
                          Instant at) override {
    ledger::Entry entry;
    entry.seq = static_cast<std::int64_t>(frontier_.size());
    entry.at = at;
    entry.town = options_.town;
    entry.kind = event.kind;
    entry.actor = actor;
    entry.command = command;
    entry.subject = event.subject;
    entry.data = event.data;
    std::vector<ledger::Disclosed> disclosed;
    for (const auto& [field, value] : event.personal) {
      SEKISHO_TRY(auto one, ledger::disclose(field, value));
      entry.commit[field] = ledger::commit(one);
      disclosed.push_back(std::move(one));
    }
    SEKISHO_TRY(const auto leaf, ledger::encode(entry));
    // From what the ledger will say, not from what was meant: lists and objects are stored as text, and a
    // rebuild must find the same text.
    SEKISHO_TRY(const auto read_back, ledger::decode(leaf));
    SEKISHO_TRY(const auto changes, apply({read_back, event.personal}));

    connection_.execute(
        "INSERT INTO ledger_entries (seq, kind, subject, actor, at, leaf) VALUES (:p0, :p1, :p2, :p3, :p4, "
        ":p5)",
        {entry.seq, entry.kind, entry.subject, entry.actor, format_instant(at), leaf});
    for (const auto& one : disclosed) {
      Bytes plain(one.salt.begin(), one.salt.end());
      const auto value = as_bytes(one.value);
      plain.insert(plain.end(), value.begin(), value.end());
      const auto sealed =
          options_.cipher->seal(fmt::format("ledger_private {} {}", entry.seq, one.field), plain);
      connection_.execute("INSERT INTO ledger_private (seq, field, sealed) VALUES (:p0, :p1, :p2)",
                          {entry.seq, one.field, to_base64(sealed)});
    }
    std::vector<ledger::Node> nodes;
    const Hash hash = ledger::leaf_hash(leaf);
    frontier_.append(hash, nodes);
    for (const auto& node : nodes)
      connection_.execute(
          "INSERT INTO ledger_nodes (level, idx, hash) VALUES (:p0, :p1, :p2)",
          {std::int64_t{node.id.level}, static_cast<std::int64_t>(node.id.index), to_hex(node.hash)});
    for (const auto& change : changes) {
      write_change(connection_, change);
      changed_.insert(change.table);
    }
    appended_ = true;
    return Appended{entry.seq, at, hash};
  }

  Result<void> sign() {
    if (!appended_) return {};
    const ledger::Checkpoint checkpoint{
        options_.signer->verifier().name(), frontier_.size(), frontier_.root(), {}};
    SEKISHO_TRY(const auto note, ledger::sign_checkpoint(checkpoint, *options_.signer));
    connection_.execute("INSERT OR REPLACE INTO ledger_head (id, size, checkpoint) VALUES (1, :p0, :p1)",
                        {static_cast<std::int64_t>(frontier_.size()), note});
    return {};
  }

  const std::set<std::string_view>& changed() const { return changed_; }

 private:
  Connection& connection_;
  const Database::Options& options_;
  ledger::Frontier& frontier_;
  bool appended_ = false;
  std::set<std::string_view> changed_;  // names of tables, which live as long as the program
};

}  // namespace

struct Database::Impl {
  Options options;
  std::mutex write_lock;
  std::unique_ptr<Connection> writer;
  ledger::Frontier frontier;
  mutable std::mutex changes_lock;
  std::map<std::string_view, std::int64_t> changes;
  mutable std::mutex pool_lock;
  mutable std::condition_variable pool_free;
  mutable std::vector<std::unique_ptr<Connection>> pool;

  // Reads the head and checks it: signature, size and root must be those of the stored nodes.
  Result<void> load() {
    auto fresh = std::make_unique<Connection>(options.file);
    SEKISHO_CHECK(migrate(*fresh));
    const Head head = read_head(*fresh);
    const auto entries = number(*fresh, "SELECT coalesce(max(seq) + 1, 0) FROM ledger_entries");
    if (head.size != entries)
      return fail(ErrorCode::corrupt,
                  "台帳の末尾が合いません。起動を止めました。バックアップから戻してください。",
                  fmt::format("the ledger has {} entries, its checkpoint says {}", entries, head.size));
    // Taken over only when all of it is right: a failed load leaves no writer, and the next write loads
    // again.
    if (head.size == 0) {
      frontier = {};
      writer = std::move(fresh);
      return {};
    }
    const auto checkpoint = ledger::open_checkpoint(head.checkpoint, options.signer->verifier());
    if (!checkpoint)
      return fail(ErrorCode::corrupt,
                  "台帳の署名が、この鍵のものではありません。鍵の置き場所を確かめてください。",
                  "the ledger's checkpoint is not signed by this key: " + checkpoint.error().en);
    const auto nodes = node_reader(*fresh);
    SEKISHO_TRY(auto restored, ledger::Frontier::restore(*nodes, static_cast<std::uint64_t>(head.size)));
    if (restored.root() != checkpoint->root || checkpoint->size != restored.size())
      return fail(ErrorCode::corrupt, "台帳の中身が、署名された値と合いません。起動を止めました。",
                  "the ledger's root differs from its checkpoint");
    frontier = std::move(restored);
    writer = std::move(fresh);
    return {};
  }
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(Options options) {
  auto impl = std::make_unique<Impl>();
  impl->options = std::move(options);
  SEKISHO_CHECK(impl->load());
  for (std::size_t i = 0; i < impl->options.readers; ++i)
    impl->pool.push_back(std::make_unique<Connection>(impl->options.file));
  return std::unique_ptr<Database>(new Database(std::move(impl)));
}

Result<void> Database::write(const std::function<Result<void>(Writing&)>& act) {
  const std::scoped_lock lock(impl_->write_lock);
  if (!impl_->writer) SEKISHO_CHECK(impl_->load());
  const ledger::Frontier before = impl_->frontier;
  const auto undo = [&] {
    impl_->writer->rollback();
    impl_->frontier = before;
  };
  impl_->writer->begin();
  try {
    Transaction transaction(*impl_->writer, impl_->options, impl_->frontier);
    auto done = act(transaction);
    if (done) done = transaction.sign();
    if (!done) {
      undo();
      return done;
    }
    // Before the commit: whoever sees it must know already. If it fails, somebody reads once in vain.
    const std::scoped_lock changes(impl_->changes_lock);
    for (const auto table : transaction.changed())
      impl_->changes[table] = static_cast<std::int64_t>(impl_->frontier.size());
  } catch (...) {
    undo();
    throw;
  }
  try {
    impl_->writer->commit();
  } catch (...) {
    impl_->writer.reset();  // unknown outcome: the next write reads the head again
    throw;
  }
  return {};
}

void Database::read(const std::function<void(Connection&)>& act) const {
  std::unique_lock lock(impl_->pool_lock);
  impl_->pool_free.wait(lock, [&] { return !impl_->pool.empty(); });
  auto connection = std::move(impl_->pool.back());
  impl_->pool.pop_back();
  lock.unlock();
  const auto give_back = [&] {
    connection->rollback();
    const std::scoped_lock again(impl_->pool_lock);
    impl_->pool.push_back(std::move(connection));
    impl_->pool_free.notify_one();
  };
  try {
    connection->begin_read();
    act(*connection);
  } catch (...) {
    give_back();
    throw;
  }
  give_back();
}

std::int64_t Database::changed_at(std::string_view table) const {
  const std::scoped_lock lock(impl_->changes_lock);
  const auto found = impl_->changes.find(table);
  return found == impl_->changes.end() ? 0 : found->second;
}

const FieldCipher& Database::cipher() const { return *impl_->options.cipher; }
const ledger::Signer& Database::signer() const { return *impl_->options.signer; }

}  // namespace sekisho::store
