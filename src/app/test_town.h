// A town for tests: everything as the program puts it together, in a temporary directory, under a clock that
// tests move. Its people, firms and contracts come in through the counters, as they do in use. For one
// thread, unless said.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/accounts.h"
#include "app/areas.h"
#include "app/attachments.h"
#include "app/audits.h"
#include "app/breaches.h"
#include "app/contracts.h"
#include "app/datasets.h"
#include "app/duties.h"
#include "app/findings.h"
#include "app/handovers.h"
#include "app/inspections.h"
#include "app/notices.h"
#include "app/parties.h"
#include "app/passages.h"
#include "app/pledges.h"
#include "app/reception.h"
#include "app/records.h"
#include "app/reports.h"
#include "app/rosters.h"
#include "app/sheets.h"
#include "app/sign_in.h"
#include "app/trainings.h"
#include "app/uploads.h"
#include "test_parts.h"
#include "vault/directory_vault.h"

namespace sekisho::app::testing {

struct TestTown {
  explicit TestTown(bool demonstration = false, const VirusScanning* viruses = nullptr);
  ~TestTown();

  // ---- the parts
  Folder folder;
  TestClock clock;
  Keys keys;
  std::unique_ptr<store::Database> database;
  std::unique_ptr<seal::KeyShards> shards;
  std::unique_ptr<vault::DirectoryVault> vault;
  std::unique_ptr<ObjectKeys> object_keys;
  std::unique_ptr<Door> door;
  TestExamining examining;
  std::unique_ptr<Parts> parts;
  std::unique_ptr<Inspections> inspections;
  std::unique_ptr<Uploads> uploads;
  std::unique_ptr<Passages> passages;
  std::unique_ptr<Handovers> handovers;
  std::unique_ptr<Parties> parties;
  std::unique_ptr<Contracts> contracts;
  std::unique_ptr<Accounts> accounts;
  std::unique_ptr<SignIn> sign_in;
  std::unique_ptr<Duties> duties;
  std::unique_ptr<Records> records;
  std::unique_ptr<Attachments> attachments;
  std::unique_ptr<Pledges> pledges;
  std::unique_ptr<Rosters> rosters;
  std::unique_ptr<Trainings> trainings;
  std::unique_ptr<Notices> notices;
  std::unique_ptr<Reports> reports;
  std::unique_ptr<Sheets> sheets;
  std::unique_ptr<Findings> findings;
  std::unique_ptr<Breaches> breaches;
  std::unique_ptr<Audits> audits;
  std::unique_ptr<Datasets> datasets;
  std::unique_ptr<Areas> areas;
  std::unique_ptr<Reception> desk;
  std::filesystem::path file() const { return folder.path / "data/sekisho.db"; }

  // ---- the people. 福祉課 (welfare) has the contract with `prime`, which has `sub` below it, consented.
  // 税務課 (tax) has one with `other`. All on confirmed rosters, and trained.
  std::string welfare, tax, prime, sub, other;
  std::string asset, plain_asset, tax_asset, engagement, tax_engagement, tier;
  Viewer administrator, clerk, clerk2, manager, system_administrator, department_officer, supervising_officer,
      ciso, auditor, reception, tax_clerk, tax_manager;
  Viewer prime_manager, prime_worker, sub_manager, sub_worker, other_manager, other_worker;

  // ---- making more of them
  static std::string key();  // a fresh idempotency key
  std::string officer(const std::string& name, const std::string& section, std::vector<rules::Role> roles);
  std::string contractor(const std::string& name);
  std::string worker(const std::string& contractor, const std::string& name, bool trained = true);
  std::string make_engagement(const Viewer& by, const std::string& contractor, const std::string& section);
  // What a contract must say and whom it names before anything is handed over: in `make_engagement` already.
  void agree(const Viewer& by, const std::string& engagement);
  void name_data_manager(const Viewer& by, const std::string& engagement, const std::string& contractor);
  std::string sub_contract(const std::string& parent,
                           const std::string& contractor);  // applied for, by the town
  api::SubContractInput sub_contract_input(const std::string& parent, const std::string& contractor) const;
  void consent(const std::string& tier);  // by two people; with flow-down and a data manager
  void roster(const Viewer& by, const std::string& engagement, const std::string& contractor,
              std::vector<std::string> workers);
  void pledge(const std::string& engagement, const std::string& contractor, const std::string& worker);
  // A check sheet, all 「はい」, confirmed by the other.
  std::string check_sheet(const Viewer& by, const Viewer& decider, const std::string& engagement,
                          const std::string& contractor);
  void train(const Viewer& by, const std::string& worker);
  Viewer account(const std::string& person, std::vector<rules::Role> roles);  // made by the administrator
  Viewer viewer(const std::string& account) const;                            // as after signing in
  std::vector<std::pair<std::string, Viewer>> everybody() const;

  // ---- a passage, step by step
  api::PassageInput input(
      const Viewer& recipient) const;  // of important data, with production data applied for
  std::string draft(const Viewer& by, const Viewer& recipient);
  std::string upload(const Viewer& by, const std::string& passage, std::string_view bytes,
                     const std::string& name = "list.csv");
  void wait_inspected(const std::string& content);
  std::string submitted(const Viewer& by, const Viewer& recipient);  // draft, upload, inspection, submission
  std::string released(const Viewer& by,
                       const Viewer& recipient);  // and approvals by manager and department_officer
  Result<Answer> decide(const Viewer& by, const std::string& passage,
                        rules::Decision = rules::Decision::approve);
  std::string download(const Viewer& by, const std::string& passage);  // id of the grant
  std::string received(const Viewer& by, const std::string& passage);  // id of the custody
  static std::string_view residents_csv();                             // people of the register
  static std::string_view harmless_csv();                              // nobody

  // ---- what must always hold
  store::Passage passage(const std::string& id) const;
  store::Content content(const std::string& id) const;
  std::string digest() const;       // of all state tables but the refusals
  std::int64_t entries() const;     // of the ledger
  std::string newest_kind() const;  // of ledger entry
  void check_whole() const;         // the rebuilt state is the state; every entry has a proof that verifies

 private:
  void cast();
};

}  // namespace sekisho::app::testing
