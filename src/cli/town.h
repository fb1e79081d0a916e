// Puts the parts together for one town: keys, database, vault, counters, jobs. The only place that does.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/accounts.h"
#include "app/areas.h"
#include "app/attachments.h"
#include "app/audits.h"
#include "app/breaches.h"
#include "app/contracts.h"
#include "app/datasets.h"
#include "app/disposals.h"
#include "app/duties.h"
#include "app/examining.h"
#include "app/exports.h"
#include "app/findings.h"
#include "app/handovers.h"
#include "app/imports.h"
#include "app/inspections.h"
#include "app/mailer.h"
#include "app/notices.h"
#include "app/parties.h"
#include "app/passages.h"
#include "app/pledges.h"
#include "app/reception.h"
#include "app/records.h"
#include "app/reminders.h"
#include "app/reports.h"
#include "app/rosters.h"
#include "app/sheets.h"
#include "app/sign_in.h"
#include "app/trainings.h"
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
  app::Contracts& contracts() { return *contracts_; }
  app::Passages& passages() { return *passages_; }
  app::Uploads& uploads() { return *uploads_; }
  app::Handovers& handovers() { return *handovers_; }
  app::Duties& duties() { return *duties_; }
  app::Reminders& reminders() { return *reminders_; }
  app::Mailer& mailer() { return *mailer_; }
  app::Records& records() { return *records_; }
  app::Imports& imports() { return *imports_; }
  app::Exports& exports() { return *exports_; }
  app::Attachments& attachments() { return *attachments_; }
  app::Rosters& rosters() { return *rosters_; }
  app::Pledges& pledges() { return *pledges_; }
  app::Trainings& trainings() { return *trainings_; }
  app::Notices& notices() { return *notices_; }
  app::Reports& reports() { return *reports_; }
  app::Sheets& sheets() { return *sheets_; }
  app::Findings& findings() { return *findings_; }
  app::Disposals& disposals() { return *disposals_; }
  app::Breaches& breaches() { return *breaches_; }
  app::Audits& audits() { return *audits_; }
  app::Datasets& datasets() { return *datasets_; }
  app::Areas& areas() { return *areas_; }
  app::Reception& reception() { return *reception_; }
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
  std::unique_ptr<app::Examining> examining_;
  std::unique_ptr<app::VirusScanning> viruses_;
  std::unique_ptr<app::Parts> parts_;
  std::unique_ptr<app::Inspections> inspections_;
  std::unique_ptr<app::SignIn> sign_in_;
  std::unique_ptr<app::Accounts> accounts_;
  std::unique_ptr<app::Parties> parties_;
  std::unique_ptr<app::Contracts> contracts_;
  std::unique_ptr<app::Passages> passages_;
  std::unique_ptr<app::Uploads> uploads_;
  std::unique_ptr<app::Handovers> handovers_;
  std::unique_ptr<app::Duties> duties_;
  std::unique_ptr<app::Reminders> reminders_;
  std::unique_ptr<app::Mailer> mailer_;
  std::unique_ptr<app::Records> records_;
  std::unique_ptr<app::Imports> imports_;
  std::unique_ptr<app::Exports> exports_;
  std::unique_ptr<app::Attachments> attachments_;
  std::unique_ptr<app::Pledges> pledges_;
  std::unique_ptr<app::Rosters> rosters_;
  std::unique_ptr<app::Trainings> trainings_;
  std::unique_ptr<app::Notices> notices_;
  std::unique_ptr<app::Reports> reports_;
  std::unique_ptr<app::Sheets> sheets_;
  std::unique_ptr<app::Findings> findings_;
  std::unique_ptr<app::Disposals> disposals_;
  std::unique_ptr<app::Breaches> breaches_;
  std::unique_ptr<app::Audits> audits_;
  std::unique_ptr<app::Datasets> datasets_;
  std::unique_ptr<app::Areas> areas_;
  std::unique_ptr<app::Reception> reception_;
  std::jthread tending_;
};

}  // namespace sekisho::cli
