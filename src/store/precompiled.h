// Besides cmake/precompiled.h.
#pragma once

#include <boost/json.hpp>

#include "base/json.h"
#include "ledger/entry.h"
#include "store/event.h"
