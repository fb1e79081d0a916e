#include <fmt/format.h>

#include "ledger/canonical.h"
#include "store/database.h"
#include "store/rows.h"

namespace sekisho::store {
namespace {

// Binds a sealed value to its place, so that rows cannot be exchanged.
std::string context_of(std::int64_t seq, std::string_view field) {
  return fmt::format("ledger_private {} {}", seq, field);
}

std::optional<ledger::Disclosed> open_private(const FieldCipher& cipher, std::int64_t seq,
                                              const std::string& field, const std::string& sealed) {
  const auto bytes = from_base64(sealed);
  if (!bytes) return std::nullopt;
  const auto plain = cipher.open(context_of(seq, field), *bytes);
  if (!plain || plain->size() < 32) return std::nullopt;
  ledger::Disclosed out;
  out.field = field;
  std::copy_n(plain->begin(), 32, out.salt.begin());
  out.value = std::string(as_text(ByteView(*plain).subspan(32)));
  return out;
}

class TableNodes final : public ledger::NodeReader {
 public:
  explicit TableNodes(Connection& connection) : connection_(connection) {}
  Result<std::vector<Hash>> nodes(std::span<const ledger::NodeId> ids) const override {
    std::vector<Hash> out;
    out.reserve(ids.size());
    for (const auto& id : ids) {
      const auto rows = connection_.query("SELECT hash FROM ledger_nodes WHERE level = :p0 AND idx = :p1",
                                          {std::int64_t{id.level}, static_cast<std::int64_t>(id.index)});
      const auto hash = rows.rows.empty() ? std::nullopt : from_hex(std::get<std::string>(rows.rows[0][0]));
      if (!hash || hash->size() != 32)
        return fail(ErrorCode::corrupt, "台帳の一部が壊れています。運用担当に知らせてください。",
                    fmt::format("ledger node {}/{} is missing", id.level, id.index));
      std::copy(hash->begin(), hash->end(), out.emplace_back().begin());
    }
    return out;
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<ledger::NodeReader> node_reader(Connection& connection) {
  return std::make_unique<TableNodes>(connection);
}

Head read_head(Connection& connection) {
  const auto rows = connection.query("SELECT size, checkpoint FROM ledger_head WHERE id = 1");
  if (rows.rows.empty()) return {};
  return {from_value<std::int64_t>(rows.rows[0][0]), from_value<std::string>(rows.rows[0][1])};
}

Result<void> for_each_entry(Connection& connection, const FieldCipher& cipher, std::int64_t from,
                            std::int64_t to, const std::function<Result<void>(const StoredEntry&)>& each) {
  constexpr std::int64_t piece = 1000;
  for (std::int64_t at = from; at < to; at += piece) {
    const std::int64_t end = std::min(at + piece, to);
    const auto entries = connection.query(
        "SELECT seq, leaf FROM ledger_entries WHERE seq >= :p0 AND seq < :p1 ORDER BY seq", {at, end});
    const auto values = connection.query(
        "SELECT seq, field, sealed FROM ledger_private WHERE seq >= :p0 AND seq < :p1 ORDER BY seq, field",
        {at, end});
    std::size_t v = 0;
    std::int64_t expected = at;
    for (const auto& row : entries.rows) {
      StoredEntry entry{from_value<std::int64_t>(row[0]), from_value<std::string>(row[1]), {}};
      if (entry.seq != expected++)
        return fail(ErrorCode::corrupt, "台帳の記録が抜けています。",
                    fmt::format("ledger entry {} is missing", expected - 1));
      for (; v < values.rows.size() && from_value<std::int64_t>(values.rows[v][0]) == entry.seq; ++v) {
        auto opened = open_private(cipher, entry.seq, from_value<std::string>(values.rows[v][1]),
                                   from_value<std::string>(values.rows[v][2]));
        if (!opened)
          return fail(ErrorCode::corrupt, "台帳の個人に関わる値を開けません。鍵が違うか、壊れています。",
                      fmt::format("private value of entry {} does not open", entry.seq));
        entry.disclosed.push_back(*std::move(opened));
      }
      SEKISHO_CHECK(each(entry));
    }
    if (expected != end)
      return fail(ErrorCode::corrupt, "台帳の記録が抜けています。",
                  fmt::format("ledger entry {} is missing", expected));
  }
  return {};
}

std::optional<StoredEntry> read_entry(Connection& connection, const FieldCipher& cipher, std::int64_t seq) {
  std::optional<StoredEntry> out;
  const auto done =
      for_each_entry(connection, cipher, seq, seq + 1, [&](const StoredEntry& entry) -> Result<void> {
        out = entry;
        return {};
      });
  if (!done) return std::nullopt;
  return out;
}

void write_change(Connection& connection, const Change& change) {
  Params params;
  std::string names;
  std::string marks;
  const auto add = [&](std::string_view name, Value value) {
    const std::string mark = ":p" + std::to_string(params.size());
    if (!names.empty()) names += ", ";
    if (change.kind == Change::Kind::put) {
      (names += name);
      (marks += marks.empty() ? "" : ", ") += mark;
    } else {
      ((names += name) += " = ") += mark;
    }
    params.push_back(std::move(value));
  };
  for (const auto& column : change.columns) {
    const auto& value = column.value();
    if (value.is_string()) {
      add(column.key(), std::string(value.as_string()));
    } else if (value.is_bool()) {
      add(column.key(), std::int64_t{value.as_bool()});
    } else if (value.is_int64()) {
      add(column.key(), value.as_int64());
    } else {
      // As the ledger writes it: the same text whether it comes from the act or from the entry that tells of
      // it.
      auto text = ledger::canonical(value);
      if (!text) throw std::logic_error("a column has no canonical form: " + text.error().en);
      add(column.key(), *std::move(text));
    }
  }
  if (change.kind == Change::Kind::put) {
    add("id", change.id);
    connection.execute(fmt::format("INSERT OR REPLACE INTO {} ({}) VALUES ({})", change.table, names, marks),
                       params);
  } else {
    params.push_back(change.id);
    connection.execute(
        fmt::format("UPDATE {} SET {} WHERE id = :p{}", change.table, names, params.size() - 1), params);
  }
}

}  // namespace sekisho::store
