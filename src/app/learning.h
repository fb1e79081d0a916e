// May somebody study a course on the page now, and how many tries are left today? Reads only.
#pragma once

#include <string>

#include "app/viewer.h"
#include "base/error.h"
#include "base/time.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

std::int64_t tries_left(store::Connection& connection, const std::string& course, const std::string& person,
                        Instant now);
// Errors: conflict, whose `ja` says why not.
Result<void> may_learn(store::Connection& connection, const Viewer& viewer, const store::Course& course,
                       Instant now);

}  // namespace sekisho::app
