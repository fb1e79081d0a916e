// Besides cmake/precompiled.h.
#pragma once

#include <boost/describe.hpp>

#include "base/describe_large.h"
#include "base/text.h"
#include "rules/duty.h"
#include "rules/facts.h"
#include "rules/gate.h"
