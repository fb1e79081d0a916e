// Besides cmake/precompiled.h.
#pragma once

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/parts.h"
#include "base/json.h"
