#include <algorithm>

#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "store/database.h"
#include "store/rows.h"

namespace sekisho::store {

Result<RebuildReport> rebuild_and_compare(Connection& connection, const FieldCipher& cipher) {
  Connection fresh(":memory:");
  SEKISHO_CHECK(migrate(fresh));
  RebuildReport report;
  report.entries = read_head(connection).size;

  fresh.begin();
  SEKISHO_CHECK(
      for_each_entry(connection, cipher, 0, report.entries, [&](const StoredEntry& stored) -> Result<void> {
        SEKISHO_TRY(const auto entry, ledger::decode(stored.leaf));
        std::map<std::string, std::string> personal;
        for (const auto& one : stored.disclosed) {
          const auto commitment = entry.commit.find(one.field);
          if (commitment == entry.commit.end() || !ledger::check(one, commitment->second))
            return fail(
                ErrorCode::corrupt, "個人に関わる値が、台帳に残した印と合いません。",
                "a private value of entry " + std::to_string(stored.seq) + " differs from its commitment");
          personal[one.field] = one.value;
        }
        SEKISHO_TRY(const auto changes, apply({entry, personal}));
        for (const auto& change : changes) write_change(fresh, change);
        return {};
      }));
  fresh.commit();

  report.equal = true;
  for (const auto table : state_tables()) {
    TableDifference difference;
    difference.table = table;
    // both sides are walked in the order of their ids, a bounded piece at a time
    std::string last_a, last_b;
    const auto piece = [&](Connection& from, const std::string& after) {
      return from.query("SELECT * FROM " + std::string(table) + " WHERE id > :p0 ORDER BY id LIMIT 1000",
                        {after});
    };
    Rows a = piece(connection, last_a), b = piece(fresh, last_b);
    std::size_t i = 0, j = 0;
    const auto refill = [&](Connection& from, Rows& rows, std::size_t& at, std::string& last) {
      if (at < rows.rows.size() || rows.rows.empty()) return;
      last = std::get<std::string>(rows.rows.back()[0]);
      rows = piece(from, last);
      at = 0;
    };
    const auto differs = [&](const std::string& id) {
      report.equal = false;
      if (difference.ids.size() < 10) difference.ids.push_back(id);
    };
    for (;;) {
      refill(connection, a, i, last_a);
      refill(fresh, b, j, last_b);
      const bool more_a = i < a.rows.size(), more_b = j < b.rows.size();
      if (!more_a && !more_b) break;
      const std::string id_a = more_a ? std::get<std::string>(a.rows[i][0]) : "";
      const std::string id_b = more_b ? std::get<std::string>(b.rows[j][0]) : "";
      if (more_a && (!more_b || id_a < id_b)) {
        ++difference.rows, ++i;
        differs(id_a);
      } else if (more_b && (!more_a || id_b < id_a)) {
        ++difference.rebuilt, ++j;
        differs(id_b);
      } else {
        if (a.rows[i] != b.rows[j]) differs(id_a);
        ++difference.rows, ++difference.rebuilt, ++i, ++j;
      }
    }
    report.tables.push_back(std::move(difference));
  }
  return report;
}

}  // namespace sekisho::store
