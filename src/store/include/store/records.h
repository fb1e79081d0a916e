// The state tables as structs, column by column (migrations/). Members are named as in the database and the
// API. Instants and days are text in their API form; "" where not yet.
#pragma once

#include "store/records_accounts.h"     // IWYU pragma: export
#include "store/records_areas.h"        // IWYU pragma: export
#include "store/records_attachments.h"  // IWYU pragma: export
#include "store/records_audits.h"       // IWYU pragma: export
#include "store/records_breaches.h"     // IWYU pragma: export
#include "store/records_contracts.h"    // IWYU pragma: export
#include "store/records_datasets.h"     // IWYU pragma: export
#include "store/records_disposals.h"    // IWYU pragma: export
#include "store/records_duties.h"       // IWYU pragma: export
#include "store/records_parties.h"      // IWYU pragma: export
#include "store/records_passages.h"     // IWYU pragma: export
#include "store/records_people.h"       // IWYU pragma: export
#include "store/records_reports.h"      // IWYU pragma: export
#include "store/records_sheets.h"       // IWYU pragma: export
#include "store/records_training.h"     // IWYU pragma: export
