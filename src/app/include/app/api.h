// The shapes of the API: requests and views. One declaration is parsed, validated, serialised and described
// in the OpenAPI document. Instants are UTC ("2026-11-23T04:43:31.123Z"), days are Japanese ("2026-11-23").
// The routes stand in docs/api.md. Shapes of the records of people and contracts: app/api_parties.h.
#pragma once

#include "app/api_common.h"    // IWYU pragma: export
#include "app/api_custody.h"   // IWYU pragma: export
#include "app/api_passages.h"  // IWYU pragma: export
#include "app/api_records.h"   // IWYU pragma: export
#include "app/api_session.h"   // IWYU pragma: export
