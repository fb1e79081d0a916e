#pragma once

// See cmake/precompiled.h.
#include "../../cmake/precompiled.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/parts.h"
#include "base/json.h"
