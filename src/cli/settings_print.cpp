#include <toml++/toml.h>
#include <boost/json.hpp>
#include <sstream>

#include "settings_table.h"

namespace sekisho::cli {
namespace {

std::string toml_text(const Value& value) {
  std::ostringstream out;
  std::visit([&](const auto& inner) { out << toml::value(inner); }, value);
  return out.str();
}

}  // namespace

std::string settings_toml(const Settings& settings) {
  std::string out;
  for (const Setting& setting : setting_table()) {
    const auto from = settings.came_from.find(std::string(setting.name));
    out += std::string(setting.name) + " = " + toml_text(value_of(settings, setting)) + "  # " +
           (from == settings.came_from.end() ? "既定値 (default)" : from->second) + "\n";
  }
  return out;
}

std::string settings_json(const Settings& settings) {
  boost::json::object out;
  for (const Setting& setting : setting_table())
    std::visit([&](const auto& inner) { out[setting.name] = inner; }, value_of(settings, setting));
  return boost::json::serialize(out);
}

std::string settings_help() {
  std::string out;
  const Settings defaults;
  for (const Setting& setting : setting_table())
    out += "  " + std::string(setting.name) + " = " + toml_text(value_of(defaults, setting)) + "\n      " +
           std::string(setting.en) + "（" + std::string(setting.ja) + "）\n";
  return out;
}

}  // namespace sekisho::cli
