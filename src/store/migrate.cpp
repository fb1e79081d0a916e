#include <array>

#include "base/bytes.h"
#include "store/database.h"
#include "store/rows.h"

extern "C" {
extern const char sekisho_migration_0001[];
extern const char sekisho_migration_0001_end[];
}

namespace sekisho::store {
namespace {

struct Migration {
  std::int64_t number;
  std::string_view sql;
};

std::array<Migration, 1> migrations() {
  return {{{1,
            {sekisho_migration_0001,
             static_cast<std::size_t>(sekisho_migration_0001_end - sekisho_migration_0001)}}}};
}

}  // namespace

Result<void> migrate(Connection& connection) {
  connection.script(
      "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, checksum TEXT NOT NULL)");
  const auto known = migrations();
  const std::int64_t newest = number(connection, "SELECT max(number) FROM migrations");
  if (newest > known.back().number)
    return fail(ErrorCode::unsupported,
                "このデータは、新しい版のプログラムで作られています。プログラムを新しい版にしてから、起動し直"
                "してください。",
                "the database has migration " + std::to_string(newest) + ", this program knows up to " +
                    std::to_string(known.back().number));
  for (const auto& migration : known) {
    const std::string checksum = to_hex(sha256(migration.sql));
    const auto rows =
        connection.query("SELECT checksum FROM migrations WHERE number = :p0", {migration.number});
    if (!rows.rows.empty()) {
      if (std::get<std::string>(rows.rows[0][0]) != checksum)
        return fail(ErrorCode::corrupt,
                    "データの形を決める記録が、このプログラムのものと違います。起動を止めました。",
                    "migration " + std::to_string(migration.number) + " differs from the one that was run");
      continue;
    }
    connection.begin();
    try {
      connection.script(migration.sql);
      connection.execute("INSERT INTO migrations (number, checksum) VALUES (:p0, :p1)",
                         {migration.number, checksum});
      connection.commit();
    } catch (...) {
      connection.rollback();
      throw;
    }
  }
  return {};
}

}  // namespace sekisho::store
