#pragma once

// See cmake/precompiled.h.
#include "../../cmake/precompiled.h"

#include <boost/describe.hpp>

#include "base/describe_large.h"
#include "base/text.h"
#include "rules/duty.h"
#include "rules/facts.h"
#include "rules/gate.h"
