#include "early_end.h"

#include <algorithm>
#include <limits>

namespace sekisho::sandbox {
namespace {

using formats::NoteCode;

// A path as the worker told it: no control characters, whole characters.
std::string cleaned(std::string_view path) {
  std::string out;
  for (const char c : path) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out;
}

std::int64_t to_signed(std::uint64_t value) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(value, std::numeric_limits<std::int64_t>::max()));
}

}  // namespace

inspect::Report early_end(const Outcome& outcome, std::string_view name, std::uint64_t size,
                          std::span<const OrderedDataset> datasets) {
  const NoteCode code = outcome.end == Outcome::End::out_of_time ? NoteCode::out_of_time
                        : outcome.end == Outcome::End::exhausted ? NoteCode::too_large
                                                                 : NoteCode::crashed;
  inspect::Report report;
  report.bytes = to_signed(std::min(outcome.standing.read, size));
  report.unseen.push_back({.code = std::string(formats::note_name(code)),
                           .severity = "unseen",
                           .path = cleaned(outcome.path.empty() ? name : outcome.path),
                           .detail = outcome.detail,
                           .ja = std::string(formats::note_ja(code)),
                           .en = std::string(formats::note_en(code)),
                           .count = 1});
  report.unseen_count = 1;
  for (const OrderedDataset& dataset : datasets) report.compared.push_back(dataset.id);
  if (outcome.standing.units > 0 && !datasets.empty()) {
    // Which one it was is known only where there is one.
    report.verdict = inspect::Verdict::production_data;
    inspect::DatasetFound found;
    found.dataset = datasets.size() == 1 ? datasets[0].id : "";
    found.name = datasets.size() == 1 ? datasets[0].name : "照合したデータのどれか";
    found.unit = "item";
    found.units = to_signed(outcome.standing.units);
    report.datasets.push_back(std::move(found));
  }
  return report;
}

bool believable(const inspect::Report& report, std::span<const OrderedDataset> datasets) {
  const bool found = !report.datasets.empty();
  if (report.complete && (report.unseen_count != 0 || !report.unseen.empty())) return false;
  if (report.verdict == inspect::Verdict::clean && (!report.complete || found || datasets.empty()))
    return false;
  return report.verdict != inspect::Verdict::production_data || found;
}

}  // namespace sekisho::sandbox
