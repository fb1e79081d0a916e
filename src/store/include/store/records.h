// The state tables as structs, column by column (migrations/). Members are named as in the database and the
// API. Instants and days are text in their API form; "" where not yet.
#pragma once

#include "store/records_accounts.h"  // IWYU pragma: export
#include "store/records_parties.h"   // IWYU pragma: export
#include "store/records_passages.h"  // IWYU pragma: export
#include "store/records_sheets.h"    // IWYU pragma: export
