#include "app/mailer.h"

#include <algorithm>
#include <condition_variable>

#include "base/ids.h"
#include "digest.h"
#include "mail/message.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

constexpr const char* server_row = "smtp";

int hour_in_japan(Instant now) {
  return static_cast<int>(
      std::chrono::duration_cast<std::chrono::hours>(now - start_of(day_in_japan(now))).count());
}

// After the n-th failure in a row: 1, 2, 4 … 60 minutes.
std::chrono::minutes patience(std::int64_t failures) {
  return std::chrono::minutes(failures >= 7 ? 60
                                            : std::int64_t{1} << std::max<std::int64_t>(failures - 1, 0));
}

// Only of who has an open account that was enrolled, and an address; not yet dealt with on this day.
constexpr const char* waiting_sql =
    " FROM contacts k WHERE k.mail <> '' AND EXISTS (SELECT 1 FROM accounts a WHERE a.person = k.id AND "
    "a.closed = 0"
    " AND a.enrolled = 1) AND NOT EXISTS (SELECT 1 FROM digests d WHERE d.id = k.id AND d.day = :p0)";

}  // namespace

Mailer::Mailer(Parts parts, const Duties& duties, MailSettings settings,
               std::function<void(const std::string&)> log)
    : parts_(std::move(parts)), duties_(duties), settings_(std::move(settings)), log_(std::move(log)) {}
Mailer::~Mailer() { stop(); }

void Mailer::start() {
  if (!settings_.smtp) return;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex lock;
    std::condition_variable_any wake;
    std::unique_lock held(lock);
    do {
      try {
        tend(stop);
      } catch (const std::exception&) {
        // the database was busy or broken: requests report it; this is tried again in a minute
      }
    } while (!wake.wait_for(held, stop, std::chrono::minutes(1), [&] { return stop.stop_requested(); }));
  });
}

void Mailer::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

std::vector<std::string> Mailer::waiting(const std::string& day, std::size_t most) const {
  return parts_.database.reading([&](store::Connection& c) {
    std::vector<std::string> out;
    for (const auto& row :
         c.query("SELECT k.id" + std::string(waiting_sql) + " ORDER BY k.id LIMIT " + std::to_string(most),
                 {day})
             .rows)
      out.push_back(store::from_value<std::string>(row[0]));
    return out;
  });
}

void Mailer::tend(const std::stop_token& stop) {
  if (!settings_.smtp) return;
  const std::scoped_lock lock(sending_);
  const Instant now = parts_.clock.now();
  if (hour_in_japan(now) < settings_.hour) return;
  const auto state = parts_.database.reading(
      [](store::Connection& c) { return store::find<store::MailState>(c, server_row); });
  if (state)
    if (const auto next = parse_instant(state->next_try_at); next && now < *next) return;
  const auto day = format_day(day_in_japan(now));
  for (;;) {
    const auto persons = waiting(day, 100);
    if (persons.empty()) return;
    for (const auto& person : persons)
      if (stop.stop_requested() || !send_one(person, day)) return;
  }
}

// Whether to go on with the next.
bool Mailer::send_one(const std::string& person, const std::string& day) {
  struct Ready {
    std::string mail;
    std::optional<Digest> digest;
    std::optional<store::Digest> before;
  };
  const Day today = *parse_day(day);
  const auto ready = parts_.database.reading([&](store::Connection& c) {
    Ready out;
    const auto contact = store::find<store::Contact>(c, person);
    out.mail = contact ? contact->mail : "";
    out.before = store::find<store::Digest>(c, person);
    const auto lines = duties_.digest(c, person);
    if (!out.mail.empty() && !lines.empty()) out.digest = write_digest(parts_.town_name, lines, today);
    return out;
  });
  const auto mark = [&](const std::string& state, const std::string& error) {
    return parts_.database.write([&](store::Writing& writing) -> Result<void> {
      store::put(writing.connection(),
                 store::Digest{person, day, format_instant(parts_.clock.now()), state, error});
      return {};
    });
  };
  if (!ready.digest) return mark("nothing", "").has_value();
  // Begun is written first: after a crash it is not known whether the mail went out, and two are worse than
  // none, since what is owed is asked for again tomorrow.
  if (!mark("sending", "")) return false;
  const auto sent = deliver(ready.mail, ready.digest->subject, ready.digest->body);
  if (sent) return mark("sent", "").has_value() && remember(true, "").has_value();
  if (sent.error().code == ErrorCode::invalid_input) {
    log_("mail: an address was refused");
    return mark("refused", sent.error().en).has_value();
  }
  // Not handed over: as if it had not been begun.
  (void)parts_.database.write([&](store::Writing& writing) -> Result<void> {
    if (ready.before)
      store::put(writing.connection(), *ready.before);
    else
      store::remove<store::Digest>(writing.connection(), person);
    return {};
  });
  log_("mail: the server cannot be reached, or refuses: tried again later");
  (void)remember(false, sent.error().en);
  return false;
}

Result<void> Mailer::deliver(const std::string& to, const std::string& subject, const std::string& body) {
  if (!smtp_) smtp_ = std::make_unique<mail::Smtp>(*settings_.smtp);
  return smtp_->send(settings_.sender, to,
                     mail::write_message({parts_.town_name + " 関所", settings_.sender, to, subject, body,
                                          parts_.clock.now(), make_id("dig")}));
}

Result<void> Mailer::remember(bool success, const std::string& error) {
  const Instant now = parts_.clock.now();
  return parts_.database.write([&](store::Writing& writing) -> Result<void> {
    auto& c = writing.connection();
    auto state = store::find<store::MailState>(c, server_row)
                     .value_or(store::MailState{server_row, "", "", "", 0, ""});
    if (success) {
      state.last_success_at = format_instant(now);
      state.failures = 0;
      state.next_try_at.clear();
    } else {
      ++state.failures;
      state.last_failure_at = format_instant(now);
      state.error = error.substr(0, 500);
      state.next_try_at = format_instant(now + patience(state.failures));
    }
    store::put(c, state);
    return {};
  });
}

api::HealthView Mailer::health() const {
  const auto state = parts_.database.reading(
      [](store::Connection& c) { return store::find<store::MailState>(c, server_row); });
  api::HealthView out{"ok", settings_.smtp ? "ok" : "off", "", ""};
  if (!state) return out;
  if (settings_.smtp && state->failures > 0) out.mail = "failing";
  out.mail_last_success_at = state->last_success_at;
  out.mail_last_failure_at = state->last_failure_at;
  return out;
}

Result<api::MailView> Mailer::state(const Viewer& viewer) const {
  if (!viewer.active || viewer.side != rules::Side::town || !viewer.has(rules::Role::administrator))
    return fail(ErrorCode::forbidden, "メールのようすは、運用担当だけが見られます。", "administrators only");
  return parts_.database.reading([&](store::Connection& c) -> Result<api::MailView> {
    api::MailView out;
    const auto day = format_day(day_in_japan(parts_.clock.now()));
    if (settings_.smtp) {
      out.configured = true;
      out.server = settings_.smtp->host + ":" + std::to_string(settings_.smtp->port);
      out.sender = settings_.sender;
      out.hour = settings_.hour;
      out.waiting = store::number(c, "SELECT count(*)" + std::string(waiting_sql), {day});
    }
    if (const auto state = store::find<store::MailState>(c, server_row)) {
      out.last_success_at = state->last_success_at;
      out.last_failure_at = state->last_failure_at;
      out.error = state->failures > 0 ? state->error : "";
      out.next_try_at = state->next_try_at;
      out.failures = state->failures;
    }
    out.sent_today =
        store::number(c, "SELECT count(*) FROM digests WHERE day = :p0 AND state = 'sent'", {day});
    out.refused_today =
        store::number(c, "SELECT count(*) FROM digests WHERE day = :p0 AND state = 'refused'", {day});
    return out;
  });
}

Result<api::MailTest> Mailer::test(const Viewer& viewer) {
  SEKISHO_CHECK(state(viewer));
  if (!settings_.smtp)
    return fail(ErrorCode::conflict, "メールの設定（smtp_host など）がありません。", "no mail is configured");
  const auto contact = parts_.database.reading(
      [&](store::Connection& c) { return store::find<store::Contact>(c, viewer.person); });
  if (!contact || contact->mail.empty())
    return fail(ErrorCode::conflict, "先に、自分のメールアドレスを登録してください。",
                "no address of one's own", "mail");
  const std::scoped_lock lock(sending_);
  const auto sent = deliver(contact->mail, "【" + parts_.town_name + " 関所】メールの確認",
                            "関所からのメールが届くことを確かめるためのものです。返信は要りません。\n");
  if (!sent) {
    if (sent.error().code != ErrorCode::invalid_input) SEKISHO_CHECK(remember(false, sent.error().en));
    return fail(ErrorCode::unavailable, sent.error().ja + "設定を確かめてください。", sent.error().en);
  }
  SEKISHO_CHECK(remember(true, ""));
  return api::MailTest{contact->mail};
}

}  // namespace sekisho::app
