#include "town.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/ids.h"
#include "inspecting.h"
#include "mail_settings.h"
#include "store/rows.h"

namespace sekisho::cli {
namespace {

namespace fs = std::filesystem;

Result<void> make_directory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (!error) fs::permissions(directory, fs::perms::owner_all, error);
  if (error)
    return fail(ErrorCode::io, "フォルダーを作れません: " + directory.string(),
                "cannot make " + directory.string() + ": " + error.message());
  return {};
}

Result<int> lock_directory(const fs::path& directory) {
  const int fd = ::open((directory / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail(ErrorCode::io, "データのフォルダーに書けません: " + directory.string(),
                "cannot write to " + directory.string());
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd);
    return fail(ErrorCode::unavailable,
                "このデータは、別の sekisho が使っています。先にそちらを止めてください。",
                "another sekisho uses " + directory.string());
  }
  return fd;
}

// Whoever holds the keys ends objects by destroying their shards: two sets of data over one set of keys (a
// backup that is tried while the town is served) would destroy each other's.
Result<int> lock_keys(const fs::path& directory) {
  const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return fail(ErrorCode::io, "鍵のフォルダーを開けません: " + directory.string(),
                "cannot open " + directory.string());
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd);
    return fail(ErrorCode::unavailable,
                "この鍵は、別の sekisho が使っています。先にそちらを止めるか、鍵の写しを使ってください。",
                "another sekisho uses the keys in " + directory.string());
  }
  return fd;
}

// What the ledger's first entry says; it cannot change afterwards.
Result<store::Town> opened_town(store::Database& database, const Town::Options& options) {
  const auto& settings = options.settings;
  auto town = database.reading([](store::Connection& c) { return store::find<store::Town>(c, "town"); });
  if (town) {
    if (!settings.town_code.empty() && settings.town_code != town->code)
      return fail(ErrorCode::invalid_input, "設定の団体コードが、データのものと違います。",
                  "town_code is " + settings.town_code + ", the data belongs to " + town->code, "town_code");
    return *std::move(town);
  }
  if (settings.town_name.empty())
    return fail(ErrorCode::invalid_input, "団体の名前（town_name）を設定してください。",
                "town_name is needed to open a new town", "town_name");
  SEKISHO_CHECK(database.write([&](store::Writing& writing) -> Result<void> {
    SEKISHO_CHECK(writing.append({"town.opened",
                                  "town",
                                  {{"code", settings.town_code},
                                   {"name", settings.town_name},
                                   {"demonstration", options.demonstration}},
                                  {}},
                                 "system", make_id("cmd"), options.clock.now()));
    return {};
  }));
  return *database.reading([](store::Connection& c) { return store::find<store::Town>(c, "town"); });
}

// The code must be known before the database opens: it is in every entry and in the name of the ledger's key.
Result<std::string> town_code(const Town::Options& options, const fs::path& file) {
  if (fs::exists(file)) {
    store::Connection connection(file.string());
    const auto tables = connection.query("SELECT name FROM sqlite_master WHERE name = 'town'");
    if (!tables.rows.empty())
      if (const auto town = store::find<store::Town>(connection, "town")) return town->code;
  } else if (!options.make) {
    return fail(ErrorCode::not_found,
                "データがありません: " + file.string() + "。data_dir の設定を確かめてください。",
                "no database at " + file.string());
  }
  if (options.settings.town_code.empty())
    return fail(ErrorCode::invalid_input, "団体コード（town_code）を設定してください。",
                "town_code is needed to open a new town", "town_code");
  return options.settings.town_code;
}

}  // namespace

Result<std::unique_ptr<Town>> Town::open(Options options) {
  const auto& settings = options.settings;
  auto town = std::unique_ptr<Town>(new Town(settings));
  SEKISHO_CHECK(make_directory(settings.data_dir));
  SEKISHO_TRY(town->lock_, lock_directory(settings.data_dir));
  const fs::path file = settings.data_dir / "sekisho.db";
  SEKISHO_TRY(const auto code, town_code(options, file));
  if (fs::exists(file)) {
    SEKISHO_TRY(town->keys_, app::load_keys(settings.keys_dir));
  } else {
    SEKISHO_TRY(town->keys_, app::load_or_make_keys(settings.keys_dir));
  }
  SEKISHO_TRY(town->keys_lock_, lock_keys(settings.keys_dir));
  SEKISHO_TRY(auto signer, ledger::Signer::make("sekisho/" + code, town->keys_.ledger));
  SEKISHO_TRY(town->database_,
              store::Database::open({file.string(), code, std::make_shared<ledger::Signer>(std::move(signer)),
                                     app::field_cipher(town->keys_.town), 4}));
  SEKISHO_TRY(const auto opened, opened_town(*town->database_, options));
  SEKISHO_TRY(auto shards, seal::KeyShards::open(settings.keys_dir / "shards"));
  town->shards_ = std::make_unique<seal::KeyShards>(std::move(shards));
  SEKISHO_TRY(town->vault_, vault::DirectoryVault::open(settings.data_dir / "vault"));
  town->object_keys_ = std::make_unique<app::ObjectKeys>(town->keys_.town, code, *town->shards_);
  std::error_code ignored;
  fs::remove_all(town->scratch(), ignored);
  SEKISHO_CHECK(make_directory(town->scratch()));

  town->door_ = std::make_unique<app::Door>(*town->database_, options.clock);
  SEKISHO_TRY(town->examining_, make_examining(settings));
  town->viruses_ = make_virus_scanning(settings);
  town->parts_ = std::make_unique<app::Parts>(app::Parts{
      *town->door_, *town->database_, *town->vault_, *town->object_keys_, town->keys_, options.clock,
      opened.code, opened.name, settings.data_dir / "register.idx", settings.data_dir / "datasets",
      *town->examining_, town->viruses_.get(), static_cast<std::uint64_t>(settings.max_upload_bytes),
      std::chrono::hours(settings.upload_expiry_hours)});
  const auto& parts = *town->parts_;
  town->inspections_ = std::make_unique<app::Inspections>(parts, options.log);
  town->sign_in_ = std::make_unique<app::SignIn>(
      parts, identity::SessionPolicy{std::chrono::minutes(settings.session_idle_minutes),
                                     std::chrono::hours(settings.session_hours)});
  town->accounts_ = std::make_unique<app::Accounts>(parts);
  town->parties_ = std::make_unique<app::Parties>(parts);
  town->contracts_ = std::make_unique<app::Contracts>(parts);
  town->passages_ = std::make_unique<app::Passages>(parts, *town->inspections_);
  town->uploads_ = std::make_unique<app::Uploads>(
      parts, [inspections = town->inspections_.get()](const std::string& content) {
        inspections->enqueue(content);
      });
  town->handovers_ = std::make_unique<app::Handovers>(parts);
  town->duties_ = std::make_unique<app::Duties>(parts, static_cast<int>(settings.escalate_after_days));
  auto mail = mail_settings(settings);
  town->reminders_ = std::make_unique<app::Reminders>(parts, *town->duties_, mail.smtp ? mail.hour : -1);
  town->mailer_ = std::make_unique<app::Mailer>(parts, *town->duties_, std::move(mail), options.log);
  town->records_ = std::make_unique<app::Records>(parts, *town->duties_);
  town->imports_ = std::make_unique<app::Imports>(parts, options.log);
  town->exports_ = std::make_unique<app::Exports>(parts);
  town->attachments_ = std::make_unique<app::Attachments>(parts);
  town->pledges_ = std::make_unique<app::Pledges>(parts);
  town->rosters_ = std::make_unique<app::Rosters>(parts);
  town->trainings_ = std::make_unique<app::Trainings>(parts);
  town->notices_ = std::make_unique<app::Notices>(parts);
  town->reports_ = std::make_unique<app::Reports>(parts);
  town->sheets_ = std::make_unique<app::Sheets>(parts);
  town->findings_ = std::make_unique<app::Findings>(parts);
  town->disposals_ = std::make_unique<app::Disposals>(parts);
  town->breaches_ = std::make_unique<app::Breaches>(parts);
  town->audits_ = std::make_unique<app::Audits>(parts);
  town->datasets_ = std::make_unique<app::Datasets>(
      parts,
      [inspections = town->inspections_.get()](const std::string& name) {
        inspections->dataset_changed(name);
      },
      options.log);
  town->areas_ = std::make_unique<app::Areas>(parts);
  town->reception_ = std::make_unique<app::Reception>(parts);
  return town;
}

Town::~Town() {
  stop_jobs();
  // the database goes before the locks
  database_.reset();
  if (keys_lock_ >= 0) ::close(keys_lock_);
  if (lock_ >= 0) ::close(lock_);
}

void Town::start_jobs() {
  uploads_->tend();
  handovers_->tend();
  attachments_->tend();
  inspections_->start();
  imports_->start();
  datasets_->start();
  mailer_->start();
  tending_ = std::jthread([this](const std::stop_token& stop) {
    const auto know_duties = [this] {
      try {
        duties_->tend();
      } catch (const std::exception&) {
        // read when somebody asks for them
      }
    };
    know_duties();
    std::mutex lock;
    std::condition_variable_any wake;
    std::unique_lock held(lock);
    while (!wake.wait_for(held, stop, std::chrono::minutes(1), [&] { return stop.stop_requested(); })) {
      know_duties();
      try {
        uploads_->tend();
        handovers_->tend();
        attachments_->tend();
        imports_->tend();
        datasets_->tend();
        (void)
            inspections_->notice_register();  // one that cannot be read is told of when it is inspected with
      } catch (const std::exception&) {
        // the database was busy or broken: requests report it; this is tried again in a minute
      }
    }
  });
}

void Town::stop_jobs() {
  if (tending_.joinable()) {
    tending_.request_stop();
    tending_.join();
  }
  if (mailer_) mailer_->stop();
  if (datasets_) datasets_->stop();
  if (imports_) imports_->stop();
  if (inspections_) inspections_->stop();
}

}  // namespace sekisho::cli
