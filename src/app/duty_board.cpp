#include "duty_board.h"

#include <algorithm>

#include "duty_lists.h"
#include "duty_rows.h"
#include "store/event.h"

namespace sekisho::app {
namespace {

bool part_of_name(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool names(const std::string& sql, std::string_view table) {
  for (auto at = sql.find(table); at != std::string::npos; at = sql.find(table, at + 1)) {
    const auto end = at + table.size();
    if ((at == 0 || !part_of_name(sql[at - 1])) && (end == sql.size() || !part_of_name(sql[end])))
      return true;
  }
  return false;
}

// The state tables that these statements speak of; a table too many only costs a reading.
std::vector<std::string_view> tables_of(const std::vector<std::string>& texts) {
  std::vector<std::string_view> out;
  for (const auto table : store::state_tables())
    if (std::ranges::any_of(texts, [&](const std::string& sql) { return names(sql, table); }))
      out.push_back(table);
  return out;
}

// While it lives, the connection tells what it is asked.
class Watch {
 public:
  explicit Watch(store::Connection& c) : connection_(c) { connection_.watch(&texts); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() { connection_.watch(nullptr); }
  std::vector<std::string> texts;

 private:
  store::Connection& connection_;
};

}  // namespace

struct DutyBoard::Kept {
  std::mutex lock;  // held while it is read anew: once is enough
  List list;
  std::int64_t size = -1;  // of the ledger, in the snapshot that it was read from
  Day day{};
  Instant read_at{};
  std::chrono::milliseconds took{};
  std::vector<std::string_view> tables;
};

DutyBoard::DutyBoard(const store::Database& database, const Clock& clock)
    : database_(database), clock_(clock) {
  for (std::size_t i = 0; i < duty_readers().size(); ++i) kept_.push_back(std::make_unique<Kept>());
}
DutyBoard::~DutyBoard() = default;

bool DutyBoard::holds(const Kept& kept, std::int64_t size, Day today) const {
  if (!kept.list || kept.day != today) return false;
  return std::ranges::all_of(kept.tables, [&](std::string_view table) {
    return database_.changed_at(table) <= std::min(kept.size, size);
  });
}

bool DutyBoard::holds_for_now(const Kept& kept, Day today) const {
  if (!kept.list || kept.day != today || kept.took <= long_reading) return false;
  const auto age = clock_.now() - kept.read_at;  // below zero: the clock was set back
  return age >= age.zero() && age < std::min<Instant::duration>(kept.took * 20, oldest);
}

std::vector<DutyBoard::List> DutyBoard::town(store::Connection& c, Day today) const {
  const std::int64_t size = store::read_head(c).size;
  std::vector<List> out;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    auto& kept = *kept_[i];
    const std::scoped_lock lock(kept.lock);
    if (holds(kept, size, today) || holds_for_now(kept, today)) {
      out.push_back(kept.list);
      continue;
    }
    const Instant begun = clock_.now();
    auto read = std::make_shared<Subject>();
    rules::DutyState state;
    Watch watch(c);
    duty_readers()[i](c, {"", "", "", today}, state);
    read->duties = rules::duties(state, today);
    std::vector<const rules::Duty*> all;
    for (const auto& duty : read->duties) all.push_back(&duty);
    read->names = names_of(c, all);
    out.push_back(std::move(read));
    if (size < kept.size) continue;  // an older snapshot than what is kept
    kept.list = out.back();
    kept.size = size;
    kept.day = today;
    kept.read_at = clock_.now();
    kept.took = std::chrono::duration_cast<std::chrono::milliseconds>(kept.read_at - begun);
    kept.tables = tables_of(watch.texts);
  }
  return out;
}

std::vector<DutyBoard::List> DutyBoard::scope(store::Connection& c, const DutyScope& scope) const {
  const std::int64_t size = store::read_head(c).size;
  std::vector<List> out;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    {
      auto& kept = *kept_[i];
      const std::unique_lock lock(kept.lock, std::try_to_lock);  // whoever reads all of it is not waited for
      if (lock.owns_lock() && holds(kept, size, scope.today)) {
        out.push_back(kept.list);
        continue;
      }
    }
    rules::DutyState state;
    duty_readers()[i](c, scope, state);
    out.push_back(std::make_shared<const Subject>(Subject{rules::duties(state, scope.today), {}}));
  }
  return out;
}

}  // namespace sekisho::app
