#include <fmt/format.h>
#include <pthread.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <mutex>

#include "base/json.h"
#include "base/time.h"
#include "commands.h"
#include "http/server.h"
#include "http/service.h"
#include "http/tls.h"
#include "town.h"

namespace sekisho::cli {
namespace {

constexpr std::string_view help =
    R"(Usage: sekisho serve [--settings FILE] [--data DIR] [--keys DIR] [--listen ADDRESS:PORT] [--http]

Serves one town: the pages and the API, over HTTPS. The certificate is the town's own (tls_certificate, tls_key), or one
that is made at the first start. Stops in order on SIGTERM or SIGINT: running requests end, what arrived is kept.

      --settings FILE  settings (TOML); also SEKISHO_SETTINGS. `sekisho serve --print-settings` shows all, and where
                       each comes from
      --data DIR       data_dir: database and sealed objects
      --keys DIR       keys_dir: the town's keys, never inside data_dir
      --listen A:P     listen, for example 0.0.0.0:8443 or [::1]:8443; port 0 takes a free one
      --http           plain HTTP, on loopback addresses only
      --town-code N    opens a new town with this code (六桁の団体コード) where there are no data yet
      --town-name NAME and this name
      --print-settings the settings as they would be used, as TOML (JSON with --json), and nothing else
      --json           the address and what went wrong as JSON lines
  -h, --help           this text

Settings, each also as an environment variable SEKISHO_…:
)";

constexpr std::array kinds{settings_option,
                           data_option,
                           keys_option,
                           json_option,
                           help_option,
                           OptionKind{'L', "listen", true, false},
                           OptionKind{'H', "http", false, false},
                           OptionKind{'C', "town-code", true, false},
                           OptionKind{'N', "town-name", true, false},
                           OptionKind{'P', "print-settings", false, false}};

// Lines on standard error, one at a time.
class Log {
 public:
  explicit Log(std::string level) : level_(std::move(level)) {}
  void line(std::string_view kind, const std::string& text) {
    const std::scoped_lock lock(lock_);
    fmt::print(stderr, "{} {} {}\n", format_instant(SystemClock().now()), kind, text);
  }
  bool access() const { return level_ == "info" || level_ == "debug"; }

 private:
  std::string level_;
  std::mutex lock_;
};

http::ServerOptions server_options(const Settings& settings, Log& log) {
  http::ServerOptions options;
  options.address = settings.endpoint.address;
  options.port = settings.endpoint.port;
  options.request_threads = static_cast<unsigned>(settings.handler_threads);
  options.transfer_threads = static_cast<unsigned>(settings.transfer_threads);
  options.headers = http::page_headers();
  options.error_log = [&log](std::string_view id, std::string_view what) {
    log.line("error", fmt::format("{} {}", id, what));
  };
  if (log.access())
    options.access_log = [&log](const http::AccessEntry& e) {
      log.line("access", fmt::format("{} {} {} {} {} received {} sent {} took {} ms{}", e.request_id, e.peer,
                                     e.method, e.route, e.status, e.received, e.sent, e.took.count() / 1000,
                                     e.complete ? "" : " cut"));
    };
  return options;
}

}  // namespace

Result<Settings> settings_of(const Options& options, std::map<std::string, std::string> more) {
  SettingSources sources;
  sources.environment = read_environment();
  if (const auto file = options.value('S')) sources.file = *file;
  if (const auto data = options.value('D')) more["data_dir"] = *data;
  if (const auto keys = options.value('K')) more["keys_dir"] = *keys;
  sources.options = std::move(more);
  return load_settings(sources);
}

int run_serve(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("serve", options.error(), false, exit_usage);
  if (options->has('h')) {
    fmt::print("{}{}", help, settings_help());
    return 0;
  }
  const bool json = options->has('J');
  std::map<std::string, std::string> more;
  if (const auto listen = options->value('L')) more["listen"] = *listen;
  if (options->has('H')) more["http"] = "true";
  if (const auto code = options->value('C')) more["town_code"] = *code;
  if (const auto name = options->value('N')) more["town_name"] = *name;
  const auto settings = settings_of(*options, std::move(more));
  if (!settings) return report("serve", settings.error(), json, exit_usage);
  if (options->has('P')) {
    fmt::print("{}", json ? settings_json(*settings) + "\n" : settings_toml(*settings));
    return 0;
  }

  // Blocked in every thread; this one waits for them below.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  Log log(settings->log_level);
  const SystemClock clock;
  auto town =
      Town::open({*settings, clock, [&log](const std::string& text) { log.line("job", text); }, true, false});
  if (!town) return report("serve", town.error(), json, exit_no);
  std::shared_ptr<http::TlsContext> tls;
  if (!settings->http) {
    const bool own = settings->tls_certificate.empty();
    const auto certificate = own ? settings->keys_dir / "tls.crt" : settings->tls_certificate;
    const auto key = own ? settings->keys_dir / "tls.key" : settings->tls_key;
    auto loaded =
        own ? http::load_or_make_certificate(certificate, key, {}) : http::TlsContext::load(certificate, key);
    if (!loaded) return report("serve", loaded.error(), json, exit_no);
    tls = *std::move(loaded);
  }
  auto& t = **town;
  http::Service service{.sign_in = t.sign_in(),
                        .accounts = t.accounts(),
                        .parties = t.parties(),
                        .contracts = t.contracts(),
                        .passages = t.passages(),
                        .uploads = t.uploads(),
                        .handovers = t.handovers(),
                        .records = t.records(),
                        .imports = t.imports(),
                        .exports = t.exports(),
                        .attachments = t.attachments(),
                        .rosters = t.rosters(),
                        .pledges = t.pledges(),
                        .trainings = t.trainings(),
                        .notices = t.notices(),
                        .reports = t.reports(),
                        .sheets = t.sheets(),
                        .findings = t.findings(),
                        .disposals = t.disposals(),
                        .breaches = t.breaches(),
                        .audits = t.audits(),
                        .datasets = t.datasets(),
                        .inspections = t.inspections(),
                        .areas = t.areas(),
                        .reception = t.reception(),
                        .duties = t.duties(),
                        .reminders = t.reminders(),
                        .mailer = t.mailer(),
                        .scratch = t.scratch(),
                        .loopback = settings->http};
  http::Server server(server_options(*settings, log), http::make_router(service), tls);
  if (const auto started = server.start(); !started) return report("serve", started.error(), json, exit_no);
  t.start_jobs();
  const bool v6 = settings->endpoint.address.find(':') != std::string::npos;
  const std::string host = settings->endpoint.loopback || settings->endpoint.address == "0.0.0.0" ||
                                   settings->endpoint.address == "::"
                               ? "localhost"
                           : v6 ? "[" + settings->endpoint.address + "]"
                                : settings->endpoint.address;
  const std::string url = fmt::format("{}://{}:{}", settings->http ? "http" : "https", host, server.port());
  if (json) {
    fmt::print("{}\n",
               boost::json::serialize(boost::json::object{
                   {"url", url}, {"town", t.name()}, {"certificate", tls ? tls->fingerprint_sha256() : ""}}));
  } else {
    fmt::print("{}の関所を開きました: {}\n", t.name(), url);
    if (tls) fmt::print("証明書の指紋（SHA-256）: {}\n", tls->fingerprint_sha256());
  }
  std::fflush(stdout);

  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
  t.stop_jobs();
  return 0;
}

}  // namespace sekisho::cli
