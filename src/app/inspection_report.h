// From an inspection's report to what the ledger and the state keep of it, and from there to the page.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/api_inspection.h"
#include "app/examining.h"
#include "app/viewer.h"
#include "inspect/report.h"
#include "rules/facts.h"
#include "store/event.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

struct KeptSamples {
  std::string of;  // the dataset's id, or the pattern's name
  std::vector<std::string> values;
};
BOOST_DESCRIBE_STRUCT(KeptSamples, (), (of, values))

// What a virus scan adds: malware stops the file, and what was not scanned to its end was not seen.
void add_scan(inspect::Report& report, const VirusScan& scan);
void add_unseen(inspect::Report& report, inspect::Remark remark);
// Nothing of it was seen.
inspect::Report unseen_report(inspect::Remark remark);

// Which committed values of an entry are those; `kind` is the entry's.
inline bool is_samples(std::string_view kind, std::string_view field) {
  return kind.starts_with("content.") && field == "samples";
}
inline bool is_report(std::string_view kind, std::string_view field) {
  return kind.starts_with("content.") && field == "report";
}

struct Reinspection {
  std::string reason;    // "dataset:住民基本台帳", "password", "again"
  store::Judged before;  // what the content was judged as
};
// "content.inspected", or "content.reinspected" where it was judged before. The full report and the masked
// samples are personal values of the entry: paths may name people.
store::Event inspected_event(const std::string& content, const inspect::Report& report,
                             const std::string& scanned_by, const std::optional<Reinspection>& again);

store::Judged judged(const store::Content& content);
// Into the facts that the gate is told.
void add_inspection(const store::Content& content, rules::Content& facts);

// None from before reports were kept, and while nothing is known.
std::optional<api::InspectionReport> report_view(store::Connection& connection, const store::Content& content,
                                                 bool samples);
// Beside what the application says; empty while nothing is known.
std::vector<api::Comparison> compare_with_application(store::Connection& connection,
                                                      const store::Passage& passage,
                                                      const store::Content& content);
// Masked values are still of people: whoever may approve there, and who answers for the town's security.
bool may_see_samples(const Viewer& viewer, const store::Passage& passage);

}  // namespace sekisho::app
