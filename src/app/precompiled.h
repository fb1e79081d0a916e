// Besides cmake/precompiled.h.
#pragma once

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/api.h"
#include "app/viewer.h"
#include "base/json.h"
#include "rules/duty.h"
#include "rules/facts.h"
#include "rules/gate.h"
#include "store/records.h"
#include "store/sql.h"
