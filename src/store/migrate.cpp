#include "base/bytes.h"
#include "migrations.h"
#include "store/database.h"
#include "store/rows.h"

namespace sekisho::store {

Result<void> migrate(Connection& connection) { return migrate(connection, migrations()); }

Result<void> migrate(Connection& connection, std::span<const Migration> known) {
  connection.script(
      "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, checksum TEXT NOT NULL)");
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
