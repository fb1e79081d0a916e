#include "settings.h"

#include <arpa/inet.h>
#include <unistd.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "settings_table.h"

namespace sekisho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view env_prefix = "SEKISHO_";
constexpr std::string_view env_file = "SEKISHO_SETTINGS";
constexpr std::string_view env_tests = "SEKISHO_TEST_";
constexpr std::string_view env_passphrase = "SEKISHO_PASSPHRASE";  // of `seal` and `open`
constexpr std::uintmax_t file_limit = 1024 * 1024;

std::unexpected<Error> wrong(std::string_view where, std::string_view setting, std::string_view ja,
                             std::string_view en) {
  return fail(ErrorCode::invalid_input,
              std::string(where) + "：「" + std::string(setting) + "」" + std::string(ja),
              std::string(where) + ": " + std::string(setting) + " " + std::string(en), std::string(setting));
}

std::string upper(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::unexpected<Error> unknown(std::string_view where, std::string_view name) {
  const std::string_view near = nearest_setting(name);
  std::string ja = "という設定はありません。";
  std::string en = "is not a setting";
  if (!near.empty()) {
    ja += "「" + std::string(near) + "」ではありませんか。";
    en += "; did you mean " + std::string(near) + "?";
  }
  return wrong(where, name, ja, en);
}

// Environment and options carry text only: read it as the type that the setting has.
std::optional<Value> from_text(const Setting& setting, std::string_view text) {
  if (std::holds_alternative<bool Settings::*>(setting.member)) {
    if (text == "true" || text == "1" || text == "yes") return true;
    if (text == "false" || text == "0" || text == "no") return false;
    return std::nullopt;
  }
  if (std::holds_alternative<std::int64_t Settings::*>(setting.member)) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
  }
  return std::string(text);
}

std::optional<Value> from_node(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  return std::nullopt;
}

// `folder`: what a relative path is relative to.
Result<void> put(Settings& settings, const Setting& setting, const std::optional<Value>& value,
                 std::string where, const fs::path& folder) {
  if (const auto* member = std::get_if<bool Settings::*>(&setting.member)) {
    if (!value || !std::holds_alternative<bool>(*value))
      return wrong(where, setting.name, "は true か false にしてください。", "must be true or false");
    settings.*(*member) = std::get<bool>(*value);
  } else if (const auto* whole = std::get_if<std::int64_t Settings::*>(&setting.member)) {
    if (!value || !std::holds_alternative<std::int64_t>(*value))
      return wrong(where, setting.name, "は整数にしてください。", "must be a whole number");
    const std::int64_t number = std::get<std::int64_t>(*value);
    if (number < setting.least || number > setting.most) {
      const std::string least = std::to_string(setting.least);
      const std::string most = std::to_string(setting.most);
      return wrong(where, setting.name, "は" + least + "から" + most + "までの数にしてください。",
                   "must be from " + least + " to " + most);
    }
    settings.*(*whole) = number;
  } else {
    if (!value || !std::holds_alternative<std::string>(*value))
      return wrong(where, setting.name, "は文字（\"…\"）で入れてください。", "must be a string");
    const auto& text = std::get<std::string>(*value);
    if (text.find('\0') != std::string::npos)
      return wrong(where, setting.name, "に使えない文字があります。", "must not hold a NUL character");
    if (setting.object != nullptr)
      if (const auto objection = setting.object(text); !objection.en.empty())
        return wrong(where, setting.name, "：" + objection.ja, objection.en);
    if (const auto* path = std::get_if<fs::path Settings::*>(&setting.member)) {
      settings.*(*path) = text.empty() ? fs::path() : (folder / text).lexically_normal();
    } else {
      settings.*std::get<std::string Settings::*>(setting.member) = text;
    }
  }
  settings.came_from[std::string(setting.name)] = std::move(where);
  return {};
}

Result<void> take_file(Settings& settings, const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream || size > file_limit)
    return fail(ErrorCode::io,
                "設定ファイル " + file.string() + " を読めません。場所と読み取りの権限を確かめてください。",
                "cannot read the settings file " + file.string() + (error ? ": " + error.message() : ""));
  std::ostringstream text;
  text << stream.rdbuf();
  const auto at = [&](const toml::source_region& region) {
    return file.string() + ":" + std::to_string(region.begin.line);
  };
  toml::table parsed;
  try {
    parsed = toml::parse(text.str(), file.string());
  } catch (const toml::parse_error& problem) {
    const std::string where = at(problem.source());
    return fail(ErrorCode::invalid_input,
                where + "：設定ファイルの書き方が正しくありません（TOML として読めません）。",
                where + ": " + std::string(problem.description()));
  }
  for (const auto& [key, node] : parsed) {
    const std::string where = at(key.source());
    const Setting* setting = find_setting(key.str());
    if (setting == nullptr) return unknown(where, key.str());
    SEKISHO_CHECK(put(settings, *setting, from_node(node), where, fs::absolute(file).parent_path()));
  }
  return {};
}

bool holds(const fs::path& outer, const fs::path& inner) {
  const auto [end, _] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return end == outer.end();
}

// What each setting alone cannot tell.
Result<void> check_together(Settings& settings) {
  const auto where = [&](std::string_view name) {
    const auto it = settings.came_from.find(std::string(name));
    return it == settings.came_from.end() ? std::string("既定値 (default)") : it->second;
  };
  if (settings.data_dir.empty())
    return wrong(where("data_dir"), "data_dir", "を入れてください。", "must not be empty");
  if (settings.keys_dir.empty())
    return wrong(where("keys_dir"), "keys_dir", "を入れてください。", "must not be empty");
  std::error_code error;
  const auto real = [&](const fs::path& path) {
    // "/a/b/" ends with an empty part, which would hide that "/a/b/c" lies in it.
    const fs::path known = fs::weakly_canonical(path, error);
    return known.has_filename() || known == known.root_path() ? known : known.parent_path();
  };
  const fs::path data = real(settings.data_dir);
  const fs::path keys = real(settings.keys_dir);
  if (error)
    return wrong(where("data_dir"), "data_dir", "または keys_dir をたどれません。",
                 "or keys_dir: " + error.message());
  if (holds(data, keys) || holds(keys, data))
    return wrong(where("keys_dir"), "keys_dir",
                 "は data_dir と別の場所にしてください。一緒にあると、データを盗まれたときに鍵も盗まれます。",
                 "and data_dir must not lie in one another: whoever steals the data would have the keys");
  SEKISHO_TRY(settings.endpoint, parse_endpoint(settings.listen));
  if (settings.http && !settings.endpoint.loopback)
    return wrong(where("http"), "http", "は、listen が 127.0.0.1 や ::1 のときだけ使えます。",
                 "needs a loopback address in listen: " + settings.listen);
  if (settings.tls_certificate.empty() != settings.tls_key.empty()) {
    const std::string_view given = settings.tls_key.empty() ? "tls_certificate" : "tls_key";
    return wrong(where(given), given, "を入れるときは、tls_certificate と tls_key の両方を入れてください。",
                 "needs the other of tls_certificate and tls_key");
  }
  if (!settings.smtp_host.empty() && settings.smtp_from.empty())
    return wrong(where("smtp_host"), "smtp_host", "を入れるときは、smtp_from（差出人）も入れてください。",
                 "needs smtp_from");
  if (!settings.smtp_user.empty() && settings.smtp_security == "none")
    return wrong(
        where("smtp_user"), "smtp_user",
        "は、smtp_security が starttls か tls のときだけ使えます。パスワードがそのまま流れるためです。",
        "needs smtp_security starttls or tls: the password would go out in the clear");
  if (!settings.smtp_user.empty() && settings.smtp_password_file.empty())
    return wrong(where("smtp_user"), "smtp_user", "を入れるときは、smtp_password_file も入れてください。",
                 "needs smtp_password_file");
  for (const std::string_view name : {"tls_certificate", "tls_key"}) {
    const fs::path& path = name == "tls_key" ? settings.tls_key : settings.tls_certificate;
    if (!path.empty() && ::access(path.c_str(), R_OK) != 0)
      return wrong(where(name), name, "のファイル " + path.string() + " を読めません。",
                   "cannot be read: " + path.string());
  }
  return {};
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view text) {
  const auto bad = [] {
    return fail(ErrorCode::invalid_input, "「127.0.0.1:8443」や「[::1]:8443」の形で入れてください。",
                "must be address:port, such as 127.0.0.1:8443 or [::1]:8443");
  };
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || text.size() > 64) return bad();
  const std::string_view digits = text.substr(colon + 1);
  Endpoint endpoint;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), endpoint.port);
  if (error != std::errc{} || end != digits.data() + digits.size()) return bad();
  std::string address(text.substr(0, colon));
  if (address.empty()) address = "0.0.0.0";
  if (address == "localhost") address = "127.0.0.1";
  std::array<unsigned char, 16> octets{};
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
    if (inet_pton(AF_INET6, address.c_str(), octets.data()) != 1) return bad();
    endpoint.loopback =
        octets == std::array<unsigned char, 16>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  } else {
    if (inet_pton(AF_INET, address.c_str(), octets.data()) != 1) return bad();
    endpoint.loopback = octets[0] == 127;
  }
  endpoint.address = std::move(address);
  return endpoint;
}

std::map<std::string, std::string> read_environment() {
  std::map<std::string, std::string> found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view pair(*entry);
    const auto equals = pair.find('=');
    if (pair.starts_with(env_prefix) && equals != std::string_view::npos)
      found.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return found;
}

Result<Settings> load_settings(const SettingSources& sources) {
  Settings settings;
  const fs::path here = fs::current_path();
  auto file = sources.file;
  if (const auto it = sources.environment.find(std::string(env_file));
      !file && it != sources.environment.end())
    file = it->second;
  if (file) SEKISHO_CHECK(take_file(settings, *file));
  for (const auto& [name, text] : sources.environment) {
    if (!name.starts_with(env_prefix) || name == env_file || name == env_passphrase ||
        name.starts_with(env_tests))
      continue;
    const auto setting = std::ranges::find_if(
        setting_table(), [&](const Setting& s) { return name == std::string(env_prefix) + upper(s.name); });
    if (setting == setting_table().end()) return unknown("環境変数 (environment)", name);
    SEKISHO_CHECK(put(settings, *setting, from_text(*setting, text), name, here));
  }
  for (const auto& [name, text] : sources.options) {
    const Setting* setting = find_setting(name);
    if (setting == nullptr) return unknown("オプション (options)", name);
    std::string option = "--" + name;
    std::ranges::replace(option, '_', '-');
    SEKISHO_CHECK(put(settings, *setting, from_text(*setting, text), option, here));
  }
  SEKISHO_CHECK(check_together(settings));
  return settings;
}

}  // namespace sekisho::cli
