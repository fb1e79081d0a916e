#include "rows_define.h"

namespace sekisho::store {

SEKISHO_TABLES_PARTIES(SEKISHO_ROWS_HERE)

}  // namespace sekisho::store
