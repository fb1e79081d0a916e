// What the server is told: defaults, then the settings file (TOML), then environment variables
// (SEKISHO_DATA_DIR …), then options of the command line; the later wins. A setting that is unknown, of the
// wrong type or out of range stops the start, and the error says where it stands. Nothing in here is secret:
// secrets are files in keys_dir.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace sekisho::cli {

struct Endpoint {
  std::string address;  // numeric: "127.0.0.1", "::1"
  std::uint16_t port = 0;
  bool loopback = false;
};
// "127.0.0.1:8443", "[::1]:8443", "localhost:8443", ":8443" (all addresses). Port 0: any free one.
Result<Endpoint> parse_endpoint(std::string_view text);

struct Settings {
  std::filesystem::path data_dir = "/var/lib/sekisho";
  std::filesystem::path keys_dir = "/var/lib/sekisho-keys";  // never inside data_dir, nor the reverse
  std::string listen = "127.0.0.1:8443";
  bool http = false;                      // without TLS; loopback only
  std::filesystem::path tls_certificate;  // PEM; both or neither. Neither: an own certificate is made
  std::filesystem::path tls_key;
  std::string town_code;  // six digits, the last one checks; empty: as recorded in the data
  std::string town_name;
  std::string log_level = "info";  // error, warn, info, debug
  std::int64_t max_upload_bytes = std::int64_t{1} << 36;
  std::int64_t upload_expiry_hours = 72;
  std::int64_t session_idle_minutes = 30;
  std::int64_t session_hours = 10;
  std::int64_t escalate_after_days = 7;
  std::string inspection_rules;  // a folder of the town's own rules; empty: none
  std::string clamd_socket;      // path, or host:port; empty: nothing is scanned for malware
  std::string smtp_host;         // empty: no mail is sent
  std::int64_t smtp_port = 587;
  std::string smtp_security = "starttls";  // starttls, tls, none
  std::string smtp_from;
  std::string smtp_user;  // empty: without signing in
  std::filesystem::path smtp_password_file;
  std::filesystem::path smtp_ca;  // PEM; empty: those of the system
  std::int64_t mail_hour = 8;     // in Japan
  std::int64_t handler_threads = 8;
  std::int64_t transfer_threads = 4;

  Endpoint endpoint;                             // `listen`, read
  std::map<std::string, std::string> came_from;  // setting → "sekisho.toml:12", "SEKISHO_LISTEN", "--listen"
};

struct SettingSources {
  std::optional<std::filesystem::path> file;       // relative paths in it are relative to its folder
  std::map<std::string, std::string> environment;  // all of it, or what matters; see read_environment()
  std::map<std::string, std::string> options;      // setting → text, as given on the command line
};

// SEKISHO_* of this process. SEKISHO_SETTINGS names the settings file where `file` is not given;
// SEKISHO_TEST_* (the tests) and SEKISHO_PASSPHRASE (`seal`, `open`) are left alone.
std::map<std::string, std::string> read_environment();

// Errors: invalid_input with `field` = the setting; io when the file cannot be read. Paths come back
// absolute.
Result<Settings> load_settings(const SettingSources& sources);

std::string settings_toml(
    const Settings& settings);  // a settings file with these values; origins as comments
std::string settings_json(const Settings& settings);
std::string settings_help();  // one line a setting: name, default, meaning

}  // namespace sekisho::cli
