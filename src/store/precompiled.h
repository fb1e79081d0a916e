#pragma once

// See cmake/precompiled.h.
#include "../../cmake/precompiled.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "ledger/entry.h"
#include "store/event.h"
