// What inspections of the town are made with: a confined process for each file, and the virus scanner that
// the settings name.
#pragma once

#include <memory>

#include "app/examining.h"
#include "settings.h"

namespace sekisho::cli {

// Errors: the town's rules (inspection_rules) cannot be read, or do not compile.
Result<std::unique_ptr<app::Examining>> make_examining(const Settings& settings);
// None where clamd_socket is empty.
std::unique_ptr<app::VirusScanning> make_virus_scanning(const Settings& settings);

}  // namespace sekisho::cli
