#include "inspecting.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include "antivirus/scanner.h"
#include "sandbox/examiner.h"

namespace sekisho::cli {
namespace {

class Confined final : public app::Examining {
 public:
  Confined(sandbox::ExaminerOptions options, std::shared_ptr<const inspect::TownRules> rules)
      : examiner_(std::move(options)), rules_(std::move(rules)) {}
  Result<inspect::Report> examine(RandomSource& source, std::string_view name,
                                  std::span<const std::shared_ptr<const inspect::Dataset>> datasets,
                                  const inspect::InspectionOptions& options,
                                  inspect::InspectionProgress& progress,
                                  std::stop_token stop) const override {
    inspect::InspectionOptions with_rules = options;
    with_rules.rules = rules_;
    auto report = examiner_.examine(source, name, datasets, with_rules, progress, std::move(stop));
    for (std::string& password : with_rules.walk.passwords) OPENSSL_cleanse(password.data(), password.size());
    return report;
  }

 private:
  sandbox::Examiner examiner_;
  std::shared_ptr<const inspect::TownRules> rules_;
};

class Clamd final : public app::VirusScanning {
 public:
  explicit Clamd(std::string address) : scanner_({.address = std::move(address)}) {}

  app::VirusScan scan(RandomSource& source, std::stop_token stop) const override {
    app::VirusScan out;
    const auto version = scanner_.version(stop);
    if (version)
      out.by = version->signatures > 0 ? fmt::format("{}（{}）", version->engine, version->signatures)
                                       : version->engine;
    RangeSource all(source, 0, source.size());
    const auto verdict = scanner_.scan(all, stop);
    if (!verdict) {
      out.ja = verdict.error().ja;
      out.en = verdict.error().en;
      return out;
    }
    switch (verdict->finding) {
      case antivirus::Finding::nothing:
        out.whole = true;
        break;
      case antivirus::Finding::malware:
        out.whole = true;
        out.names.push_back(verdict->name);
        break;
      case antivirus::Finding::incomplete:
        out.ja = out.en = verdict->name;
        break;
    }
    return out;
  }

 private:
  antivirus::Scanner scanner_;
};

}  // namespace

Result<std::unique_ptr<app::Examining>> make_examining(const Settings& settings) {
  std::shared_ptr<const inspect::TownRules> rules;
  if (!settings.inspection_rules.empty()) {
    SEKISHO_TRY(rules, inspect::load_town_rules(settings.inspection_rules));
  }
  sandbox::ExaminerOptions options;
  options.spill_folder = settings.data_dir / "scratch";
  return std::make_unique<Confined>(std::move(options), std::move(rules));
}

std::unique_ptr<app::VirusScanning> make_virus_scanning(const Settings& settings) {
  if (settings.clamd_socket.empty()) return nullptr;
  return std::make_unique<Clamd>(settings.clamd_socket);
}

}  // namespace sekisho::cli
