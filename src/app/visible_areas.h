// What a viewer may see of controlled areas. See visible.h.
#pragma once

#include "visible.h"

namespace sekisho::app {

// The desk sees every area, whoever is inside, and what was approved.
bool at_the_desk(const Viewer& viewer);

Condition visible_areas(const Viewer& viewer);               // columns of areas
Condition visible_entry_applications(const Viewer& viewer);  // columns of entry_applications
Condition visible_visits(const Viewer& viewer);              // columns of visits

}  // namespace sekisho::app
