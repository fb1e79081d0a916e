#include "store/sql.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <charconv>
#include <list>

#include "store/rows.h"

namespace sekisho::store {

struct Connection::Impl {
  soci::session session;
  std::int64_t statements = 0;
  std::vector<std::string>* watched = nullptr;
};

namespace {

[[noreturn]] void rethrow(const soci::soci_error& error, std::string_view sql) {
  throw DatabaseError(fmt::format("{} [{}]", error.what(), sql.substr(0, 200)));
}

Value value_of(const soci::row& row, std::size_t i) {
  if (row.get_indicator(i) == soci::i_null) return std::string();
  switch (row.get_properties(i).get_data_type()) {
    case soci::dt_integer:
      return static_cast<std::int64_t>(row.get<int>(i));
    case soci::dt_long_long:
      return static_cast<std::int64_t>(row.get<long long>(i));
    case soci::dt_unsigned_long_long:
      return static_cast<std::int64_t>(row.get<unsigned long long>(i));
    case soci::dt_double:
      return static_cast<std::int64_t>(row.get<double>(i));
    default:
      return row.get<std::string>(i);
  }
}

// Binds by name :p0, :p1, …; the holders must outlive the statement.
void bind(soci::statement& statement, const Params& params, std::list<long long>& numbers,
          std::list<std::string>& texts) {
  for (std::size_t i = 0; i < params.size(); ++i) {
    const std::string name = "p" + std::to_string(i);
    if (const auto* number = std::get_if<std::int64_t>(&params[i])) {
      statement.exchange(soci::use(numbers.emplace_back(*number), name));
    } else {
      statement.exchange(soci::use(texts.emplace_back(std::get<std::string>(params[i])), name));
    }
  }
}

}  // namespace

std::int64_t to_number(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  const auto& text = std::get<std::string>(value);
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || text.empty() || end != text.data() + text.size())
    throw DatabaseError("a column holds no whole number: " + text.substr(0, 40));
  return out;
}

std::int64_t number(Connection& connection, std::string_view sql, const Params& params) {
  const auto rows = connection.query(sql, params);
  if (rows.rows.empty()) return 0;
  const Value& value = rows.rows.front().front();
  return value == Value(std::string()) ? 0 : to_number(value);  // NULL: max() of nothing
}

Connection::Connection(const std::string& file, bool read_only) : impl_(std::make_unique<Impl>()) {
  try {
    impl_->session.open(soci::sqlite3,
                        fmt::format("dbname=\"{}\" timeout=10{}", file, read_only ? " readonly=true" : ""));
    impl_->session << "PRAGMA foreign_keys = ON";
    if (!read_only) {
      std::string mode;
      impl_->session << "PRAGMA journal_mode = WAL", soci::into(mode);
      impl_->session << "PRAGMA synchronous = FULL";
      impl_->session << "PRAGMA secure_delete = ON";
    }
    impl_->session << "PRAGMA cache_size = -4096";
  } catch (const soci::soci_error& error) {
    rethrow(error, "open " + file);
  }
}

Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Rows Connection::query(std::string_view sql, const Params& params) {
  try {
    ++impl_->statements;
    if (impl_->watched != nullptr) impl_->watched->emplace_back(sql);
    std::list<long long> numbers;
    std::list<std::string> texts;
    soci::row row;
    soci::statement statement(impl_->session);
    bind(statement, params, numbers, texts);
    statement.exchange(soci::into(row));
    statement.alloc();
    statement.prepare(std::string(sql));
    statement.define_and_bind();
    Rows out;
    bool more = statement.execute(true);
    for (std::size_t i = 0; more && i < row.size(); ++i)
      out.columns.push_back(row.get_properties(i).get_name());
    while (more) {
      auto& values = out.rows.emplace_back();
      values.reserve(row.size());
      for (std::size_t i = 0; i < row.size(); ++i) values.push_back(value_of(row, i));
      more = statement.fetch();
    }
    return out;
  } catch (const soci::soci_error& error) {
    rethrow(error, sql);
  }
}

void Connection::execute(std::string_view sql, const Params& params) {
  try {
    ++impl_->statements;
    std::list<long long> numbers;
    std::list<std::string> texts;
    soci::statement statement(impl_->session);
    bind(statement, params, numbers, texts);
    statement.alloc();
    statement.prepare(std::string(sql));
    statement.define_and_bind();
    statement.execute(true);
  } catch (const soci::soci_error& error) {
    rethrow(error, sql);
  }
}

void Connection::script(std::string_view sql) {
  auto* backend = static_cast<soci::sqlite3_session_backend*>(impl_->session.get_backend());
  char* message = nullptr;
  if (sqlite_api::sqlite3_exec(backend->conn_, std::string(sql).c_str(), nullptr, nullptr, &message) != 0) {
    const std::string text = message == nullptr ? "unknown error" : message;
    sqlite_api::sqlite3_free(message);
    throw DatabaseError(text);
  }
}

void Connection::begin() { execute("BEGIN IMMEDIATE"); }
void Connection::begin_read() { execute("BEGIN"); }
void Connection::commit() { execute("COMMIT"); }
void Connection::rollback() noexcept {
  try {
    execute("ROLLBACK");
  } catch (const DatabaseError&) {
    // nothing was open: SQLite rolls back by itself after some errors
  }
}

void Connection::watch(std::vector<std::string>* texts) { impl_->watched = texts; }

std::int64_t Connection::statements() const { return impl_->statements; }

}  // namespace sekisho::store
