#include "settings.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <vector>

#include "settings_table.h"

using namespace sekisho;
using namespace sekisho::cli;
namespace fs = std::filesystem;

namespace {

// A folder of its own that goes when the test ends.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "sekisho-settings-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Result<Settings> from_text(const Folder& folder, const std::string& text) {
  return load_settings({.file = folder.write("sekisho.toml", text), .environment = {}, .options = {}});
}
Result<Settings> from_options(std::map<std::string, std::string> options) {
  return load_settings({.file = {}, .environment = {}, .options = std::move(options)});
}

}  // namespace

TEST_CASE("without anything the defaults hold") {
  const auto settings = load_settings({});
  REQUIRE(settings);
  CHECK(settings->endpoint.address == "127.0.0.1");
  CHECK(settings->endpoint.port == 8443);
  CHECK(settings->endpoint.loopback);
  CHECK_FALSE(settings->http);
  CHECK(settings->came_from.empty());
}

TEST_CASE("options win over the environment, which wins over the file") {
  const Folder folder;
  const auto file = folder.write(
      "sekisho.toml", "listen = '0.0.0.0:1'\nhandler_threads = 2\ntransfer_threads = 2\ndata_dir = 'd'\n");
  const auto settings = load_settings(
      {.file = file,
       .environment = {{"SEKISHO_HANDLER_THREADS", "3"}, {"SEKISHO_TRANSFER_THREADS", "3"}, {"PATH", "x"}},
       .options = {{"transfer_threads", "4"}}});
  REQUIRE(settings);
  CHECK(settings->listen == "0.0.0.0:1");
  CHECK(settings->handler_threads == 3);
  CHECK(settings->transfer_threads == 4);
  CHECK(settings->data_dir == folder.path() / "d");  // relative to the file's folder
  CHECK(settings->came_from.at("listen") == file.string() + ":1");
  CHECK(settings->came_from.at("handler_threads") == "SEKISHO_HANDLER_THREADS");
  CHECK(settings->came_from.at("transfer_threads") == "--transfer-threads");
}

TEST_CASE("the environment can name the file") {
  const Folder folder;
  const auto file = folder.write("a.toml", "log_level = \"debug\"\n");
  const auto settings =
      load_settings({.file = {},
                     .environment = {{"SEKISHO_SETTINGS", file.string()}, {"SEKISHO_TEST_X", "1"}},
                     .options = {}});
  REQUIRE(settings);
  CHECK(settings->log_level == "debug");
}

TEST_CASE("every setting can be given in each of the three ways") {
  const Folder folder;
  const Settings defaults;
  for (const Setting& setting : setting_table()) {
    const std::string name(setting.name);
    CAPTURE(name);
    if (name == "tls_certificate" || name == "tls_key") continue;  // go together, tested below
    const Value value = value_of(defaults, setting);
    const bool text = std::holds_alternative<std::string>(value);
    const std::string plain = text ? std::get<std::string>(value)
                              : std::holds_alternative<bool>(value)
                                  ? "false"
                                  : std::to_string(std::get<std::int64_t>(value));
    std::string env = "SEKISHO_" + name;
    for (char& c : env) c = static_cast<char>(toupper(c));
    const auto a = from_text(folder, name + " = " + (text ? "\"" + plain + "\"" : plain));
    const auto b = load_settings({.file = {}, .environment = {{env, plain}}, .options = {}});
    const auto c = from_options({{name, plain}});
    REQUIRE(a);
    REQUIRE(b);
    REQUIRE(c);
    CHECK(value_of(*a, setting) == value);
    CHECK(value_of(*b, setting) == value);
    CHECK(value_of(*c, setting) == value);
    CHECK(a->came_from.contains(name));
  }
}

TEST_CASE("a wrong file stops the start and names its line") {
  const Folder folder;
  struct Case {
    std::string text;
    std::string line;
    std::string en;
  };
  for (const Case& c :
       {Case{"\n\nlistn = '127.0.0.1:1'\n", ":3", "did you mean listen"},
        Case{"\nhttp = 'yes'\n", ":2", "true or false"},
        Case{"handler_threads = 1.5\n", ":1", "whole number"},
        Case{"handler_threads = '8'\n", ":1", "whole number"},
        Case{"handler_threads = 0\n", ":1", "from 1 to 256"},
        Case{"session_hours = 25\n", ":1", "from 1 to 24"}, Case{"data_dir = 5\n", ":1", "string"},
        Case{"listen = ['127.0.0.1:1']\n", ":1", "string"},
        Case{"\nlisten = 'example.org:1'\n", ":2", "address:port"},
        Case{"log_level = 'loud'\n", ":1", "one of"}, Case{"town_code = '123456'\n", ":1", "check digit"},
        Case{"[server]\nhttp = true\n", ":1", "server is not a setting"},
        Case{"http = true\nhttp = true\n", ":2", ""}, Case{"a\nb", ":1", ""}, Case{"\xff\xfe", ":1", ""},
        Case{"\n\nhttp = true\nlisten = '0.0.0.0:1'", ":3", "loopback"},
        Case{"\ntls_key = 'x'", ":2", "the other of"}}) {
    CAPTURE(c.text);
    const auto settings = from_text(folder, c.text);
    REQUIRE_FALSE(settings);
    CHECK(settings.error().code == ErrorCode::invalid_input);
    CAPTURE(settings.error().en);
    CHECK(settings.error().en.find("sekisho.toml" + c.line) != std::string::npos);
    CHECK(settings.error().en.find(c.en) != std::string::npos);
    CHECK(settings.error().ja.find("sekisho.toml" + c.line) != std::string::npos);
  }
}

TEST_CASE("a missing file stops the start") {
  const auto settings =
      load_settings({.file = "/nonexistent/sekisho.toml", .environment = {}, .options = {}});
  REQUIRE_FALSE(settings);
  CHECK(settings.error().code == ErrorCode::io);
  CHECK(settings.error().en.find("/nonexistent/sekisho.toml") != std::string::npos);
}

TEST_CASE("a wrong environment or option stops the start") {
  for (const auto& [name, text] :
       std::vector<std::pair<std::string, std::string>>{{"SEKISHO_HTTP", "maybe"},
                                                        {"SEKISHO_HANDLER_THREADS", "8x"},
                                                        {"SEKISHO_HANDLER_THREADS", ""},
                                                        {"SEKISHO_LISTEN", "8443"},
                                                        {"SEKISHO_DATADIR", "/x"}}) {
    CAPTURE(name);
    const auto settings = load_settings({.file = {}, .environment = {{name, text}}, .options = {}});
    REQUIRE_FALSE(settings);
    CHECK(settings.error().en.find(name) != std::string::npos);
  }
  CHECK_FALSE(from_options({{"nothing", "1"}}));
  CHECK_FALSE(from_options({{"max_upload_bytes", "99999999999999999999"}}));
}

TEST_CASE("keys and data never lie in one another") {
  const Folder folder;
  const std::string base = folder.path().string();
  fs::create_directories(folder.path() / "data" / "in");
  fs::create_directory_symlink(folder.path() / "data" / "in", folder.path() / "link");
  const auto both = [](const std::string& data, const std::string& keys) {
    return from_options({{"data_dir", data}, {"keys_dir", keys}}).has_value();
  };
  CHECK(both(base + "/data", base + "/keys"));
  CHECK(both(base + "/data", base + "/data2"));
  CHECK_FALSE(both(base + "/data", base + "/data"));
  CHECK_FALSE(both(base + "/data", base + "/data/"));
  CHECK_FALSE(both(base + "/data", base + "/data/keys"));
  CHECK_FALSE(both(base + "/data/", base + "/data/keys"));
  CHECK_FALSE(both(base + "/data", base + "/x/../data/keys"));
  CHECK_FALSE(both(base + "/keys/data", base + "/keys"));
  CHECK_FALSE(both(base + "/data", base + "/link/keys"));
  CHECK_FALSE(both("/", base + "/keys"));
  CHECK_FALSE(both("", base + "/keys"));
}

TEST_CASE("certificate and key come together and can be read") {
  const Folder folder;
  const std::string certificate = folder.write("c.pem", "x").string();
  const std::string key = folder.write("k.pem", "x").string();
  CHECK(from_options({{"tls_certificate", certificate}, {"tls_key", key}}));
  CHECK_FALSE(from_options({{"tls_certificate", certificate}}));
  CHECK_FALSE(from_options({{"tls_key", key}}));
  CHECK_FALSE(from_options({{"tls_certificate", certificate}, {"tls_key", key + "x"}}));
}

TEST_CASE("endpoints") {
  CHECK(parse_endpoint("[::1]:0")->loopback);
  CHECK(parse_endpoint("127.9.9.9:1")->loopback);
  CHECK(parse_endpoint("localhost:8443")->address == "127.0.0.1");
  CHECK(parse_endpoint(":8443")->address == "0.0.0.0");
  CHECK_FALSE(parse_endpoint(":8443")->loopback);
  CHECK_FALSE(parse_endpoint("[::]:8443")->loopback);
  for (const std::string bad : {"", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                                "::1:8443", "[127.0.0.1]:1", "127.0.0.1:80 ", "1.2.3:80", "[::1:80"})
    CHECK_FALSE(parse_endpoint(bad));
}

TEST_CASE("the code of a local government has a check digit") {
  CHECK(from_options({{"town_code", "131016"}}));  // 千代田区
  CHECK(from_options({{"town_code", "011002"}}));  // 札幌市
  CHECK_FALSE(from_options({{"town_code", "131015"}}));
  CHECK_FALSE(from_options({{"town_code", "13101"}}));
  CHECK_FALSE(from_options({{"town_code", "13101６"}}));
}

TEST_CASE("what is printed can be read again") {
  const Folder folder;
  const auto settings = from_options({{"town_name", "見本市 \"quoted\" \\ # x"}, {"handler_threads", "3"}});
  REQUIRE(settings);
  const auto again = from_text(folder, settings_toml(*settings));
  REQUIRE(again);
  for (const Setting& setting : setting_table())
    CHECK(value_of(*again, setting) == value_of(*settings, setting));
  CHECK(settings_json(*settings).find(R"("handler_threads":3)") != std::string::npos);
  CHECK(settings_toml(*settings).find("--handler-threads") != std::string::npos);
}

TEST_CASE("the example file names every setting with its default") {
  std::ifstream stream(SEKISHO_SOURCE_DIR "/packaging/sekisho.toml");
  std::ostringstream text;
  text << stream.rdbuf();
  const Folder folder;
  const auto settings =
      from_text(folder, std::regex_replace(text.str(), std::regex("(^|\n)#([a-z_]+ = )"), "$1$2"));
  REQUIRE(settings);
  const Settings defaults;
  for (const Setting& setting : setting_table()) {
    CAPTURE(setting.name);
    CHECK(settings->came_from.contains(std::string(setting.name)));
    CHECK(value_of(*settings, setting) == value_of(defaults, setting));
    CHECK(settings_help().find(setting.name) != std::string::npos);
  }
}
