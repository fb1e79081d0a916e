// One row a setting: its name, what it is for, its place in Settings and its limits. All else is derived from
// this.
#pragma once

#include <limits>
#include <span>
#include <variant>

#include "settings.h"

namespace sekisho::cli {

using Member = std::variant<std::string Settings::*, std::int64_t Settings::*, bool Settings::*,
                            std::filesystem::path Settings::*>;

struct Setting {
  std::string_view name;
  Member member;
  std::string_view ja;
  std::string_view en;
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  // What is wrong with a text, or {"", ""}.
  struct Objection {
    std::string ja;
    std::string en;
  };
  Objection (*object)(std::string_view) = nullptr;
};

std::span<const Setting> setting_table();
const Setting* find_setting(std::string_view name);
std::string_view nearest_setting(std::string_view name);  // for "did you mean"; empty when none is near

using Value = std::variant<bool, std::int64_t, std::string>;
Value value_of(const Settings& settings, const Setting& setting);

}  // namespace sekisho::cli
