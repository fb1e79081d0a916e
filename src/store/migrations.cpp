#include "migrations.h"

#define SEKISHO_FOR_EACH_MIGRATION(X) \
  X(0001) X(0002) X(0003) X(0004) X(0005) X(0006) X(0007) X(0008) X(0009) X(0010) X(0011)

extern "C" {
#define SEKISHO_DECLARE(number)                   \
  extern const char sekisho_migration_##number[]; \
  extern const char sekisho_migration_##number##_end[];
SEKISHO_FOR_EACH_MIGRATION(SEKISHO_DECLARE)
#undef SEKISHO_DECLARE
}

namespace sekisho::store {

std::span<const Migration> migrations() {
  // "1" ## number: a number with leading zeros would be octal
#define SEKISHO_ROW(number)     \
  {1##number - 10000,           \
   {sekisho_migration_##number, \
    static_cast<std::size_t>(sekisho_migration_##number##_end - sekisho_migration_##number)}},
  static const Migration all[] = {SEKISHO_FOR_EACH_MIGRATION(SEKISHO_ROW)};
#undef SEKISHO_ROW
  return all;
}

}  // namespace sekisho::store
