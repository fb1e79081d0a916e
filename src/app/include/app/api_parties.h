// The shapes of the API for town, people, contractors, contracts and accounts. See app/api.h.
#pragma once

#include "app/api_parties_input.h"  // IWYU pragma: export
#include "app/api_parties_view.h"   // IWYU pragma: export
