// The migrations in the program, in the order of their numbers. Each runs once, in a transaction of its own;
// one that was released is never changed.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.h"
#include "store/sql.h"

namespace sekisho::store {

struct Migration {
  std::int64_t number;
  std::string_view sql;
};

std::span<const Migration> migrations();

// Runs those of `known` that the database does not have yet. Error: unsupported (the database has one that is
// newer than all of them), corrupt (it ran one with another text).
Result<void> migrate(Connection& connection, std::span<const Migration> known);

}  // namespace sekisho::store
