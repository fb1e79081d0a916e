// Puts the parts together for one town: keys, database, vault, counters, jobs. The only place that does.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/accounts.h"
#include "app/exports.h"
#include "app/findings.h"
#include "app/handovers.h"
#include "app/imports.h"
#include "app/inspections.h"
#include "app/parties.h"
#include "app/passages.h"
#include "app/records.h"
#include "app/sheets.h"
#include "app/sign_in.h"
#include "app/uploads.h"
#include "settings.h"
#include "vault/directory_vault.h"

namespace sekisho::cli {

class Town {
 public:
  struct Options {
    Settings settings;
    const Clock& clock;
    std::function<void(const std::string&)> log;  // from any thread; never personal values
    bool make = false;           // a new town where there is none yet (town_code and town_name needed)
    bool demonstration = false;  // with `make`: marks the new town as the demonstration town, for ever
  };
  // One program at a time for the data, and for the keys: both directories are locked. Error: unavailable.
  static Result<std::unique_ptr<Town>> open(Options options);
  ~Town();

  void start_jobs();  // inspections, and the tending of uploads, erasures and deadlines every minute
  void stop_jobs();

  app::SignIn& sign_in() { return *sign_in_; }
  app::Accounts& accounts() { return *accounts_; }
  app::Parties& parties() { return *parties_; }
  app::Passages& passages() { return *passages_; }
  app::Uploads& uploads() { return *uploads_; }
  app::Handovers& handovers() { return *handovers_; }
  app::Records& records() { return *records_; }
  app::Imports& imports() { return *imports_; }
  app::Exports& exports() { return *exports_; }
  app::Sheets& sheets() { return *sheets_; }
  app::Findings& findings() { return *findings_; }
  app::Inspections& inspections() { return *inspections_; }
  store::Database& database() { return *database_; }
  app::Door& door() { return *door_; }
  const app::Keys& keys() const { return keys_; }
  const app::Parts& parts() const { return *parts_; }
  std::string name() const { return parts_->town_name; }
  std::filesystem::path scratch() const { return settings_.data_dir / "scratch"; }

 private:
  explicit Town(Settings settings) : settings_(std::move(settings)) {}

  Settings settings_;
  int lock_ = -1;
  int keys_lock_ = -1;
  app::Keys keys_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<seal::KeyShards> shards_;
  std::unique_ptr<vault::DirectoryVault> vault_;
  std::unique_ptr<app::ObjectKeys> object_keys_;
  std::unique_ptr<app::Door> door_;
  std::unique_ptr<app::Parts> parts_;
  std::unique_ptr<app::Inspections> inspections_;
  std::unique_ptr<app::SignIn> sign_in_;
  std::unique_ptr<app::Accounts> accounts_;
  std::unique_ptr<app::Parties> parties_;
  std::unique_ptr<app::Passages> passages_;
  std::unique_ptr<app::Uploads> uploads_;
  std::unique_ptr<app::Handovers> handovers_;
  std::unique_ptr<app::Records> records_;
  std::unique_ptr<app::Imports> imports_;
  std::unique_ptr<app::Exports> exports_;
  std::unique_ptr<app::Sheets> sheets_;
  std::unique_ptr<app::Findings> findings_;
  std::jthread tending_;
};

}  // namespace sekisho::cli
