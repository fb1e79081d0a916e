#include "inspection_report.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "inspection_words.h"

namespace sekisho::app {
namespace {

// A value that the ledger commits to has at most 32 KiB; masked samples are few and short.
constexpr std::size_t most_text = 30'000;
constexpr std::size_t most_path = 400;

void cut(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  text += "…";
}

void shorten(inspect::Report& report, std::size_t most) {
  const auto fewer = [most](auto& list, std::size_t share) {
    if (list.size() > std::max<std::size_t>(1, most / share))
      list.resize(std::max<std::size_t>(1, most / share));
  };
  for (auto& found : report.datasets) {
    fewer(found.places, 1);
    fewer(found.evidence, 3);
  }
  for (auto& found : report.patterns) fewer(found.places, 4);
  fewer(report.unseen, 1);
  fewer(report.hostile, 1);
  fewer(report.encodings, 2);
}

std::string kept_text(inspect::Report report) {
  const auto cut_paths = [](auto& places) {
    for (auto& place : places) cut(place.path, most_path);
  };
  for (auto& found : report.datasets) {
    found.samples.clear();
    cut_paths(found.places);
  }
  for (auto& found : report.patterns) {
    found.samples.clear();
    cut_paths(found.places);
  }
  for (auto* list : {&report.unseen, &report.hostile})
    for (auto& remark : *list) {
      cut(remark.path, most_path);
      cut(remark.detail, most_path);
      remark.ja.clear();  // by its code, from the program
      remark.en.clear();
    }
  std::string text = json::write(report);
  for (const std::size_t most : {60U, 40U, 25U, 12U, 6U, 3U, 1U}) {
    if (text.size() <= most_text) break;
    shorten(report, most);
    text = json::write(report);
  }
  if (text.size() > most_text) {  // very many datasets: their figures stand in the entry itself
    report.datasets.clear();
    report.patterns.clear();
    text = json::write(report);
  }
  return text;
}

std::string kept_samples(const inspect::Report& report) {
  std::vector<KeptSamples> out;
  for (const auto& found : report.datasets)
    if (!found.samples.empty()) out.push_back({found.dataset, found.samples});
  for (const auto& found : report.patterns)
    if (!found.samples.empty()) out.push_back({found.pattern, found.samples});
  if (out.empty()) return {};
  std::string text = json::write(out);
  while (text.size() > most_text && !out.empty()) {
    out.pop_back();
    text = json::write(out);
  }
  return text;
}

std::vector<std::string> codes(const std::vector<inspect::Remark>& remarks, bool only_stops) {
  std::vector<std::string> out;
  for (const auto& remark : remarks)
    if ((!only_stops || remark.severity == "stop") && std::ranges::find(out, remark.code) == out.end())
      out.push_back(remark.code);
  return out;
}

std::int64_t count_stops(const inspect::Report& report) {
  std::int64_t out = 0;
  for (const auto& remark : report.hostile)
    if (remark.severity == "stop") out += remark.count;
  return out;
}

// People where a dataset counts people; else what there is most of.
std::int64_t residents_of(const inspect::Report& report) {
  std::int64_t people = 0;
  std::int64_t others = 0;
  for (const auto& found : report.datasets) {
    auto& most = found.unit == "person" ? people : others;
    most = std::max(most, found.units);
  }
  return people > 0 ? people : others;
}

boost::json::array hits_of(const inspect::Report& report) {
  boost::json::array out;
  for (const auto& found : report.datasets)
    for (const auto& evidence : found.evidence)
      if (out.size() < 20)
        out.push_back(json::to_json(rules::Evidence{evidence.attributes, std::to_string(evidence.records)}));
  return out;
}

rules::InspectionState state_of(inspect::Verdict verdict) {
  switch (verdict) {
    case inspect::Verdict::clean:
      return rules::InspectionState::clean;
    case inspect::Verdict::production_data:
      return rules::InspectionState::production_data;
    case inspect::Verdict::unreadable:
      break;
  }
  return rules::InspectionState::unreadable;
}

template <class T>
boost::json::array to_array(const std::vector<T>& values) {
  boost::json::array out;
  for (const auto& value : values) out.push_back(json::to_json(value));
  return out;
}

bool found_more(const store::Judged& before, std::int64_t residents, std::int64_t stops, std::int64_t unseen,
                const std::vector<store::DatasetCount>& found) {
  if (residents > before.residents || stops > before.stops || unseen > before.unseen) return true;
  return std::ranges::any_of(found, [&](const store::DatasetCount& now) {
    const auto was = std::ranges::find(before.found, now.dataset, &store::DatasetCount::dataset);
    return was == before.found.end() ? now.units > 0 : now.units > was->units;
  });
}

}  // namespace

void add_unseen(inspect::Report& report, inspect::Remark remark) {
  report.complete = false;
  if (report.verdict == inspect::Verdict::clean) report.verdict = inspect::Verdict::unreadable;
  ++report.unseen_count;
  report.unseen.insert(report.unseen.begin(), std::move(remark));
}

void add_scan(inspect::Report& report, const VirusScan& scan) {
  for (const auto& name : scan.names) {
    inspect::Remark found;
    found.code = "malware";
    found.severity = "stop";
    found.detail = name;
    ++report.hostile_count;
    report.hostile.insert(report.hostile.begin(), std::move(found));
  }
  if (!scan.whole) add_unseen(report, remark(unscanned, scan.ja));
}

inspect::Report unseen_report(inspect::Remark remark) {
  inspect::Report report;
  add_unseen(report, std::move(remark));
  return report;
}

store::Judged judged(const store::Content& content) {
  return {content.state, content.residents, content.stops, content.unseen, content.found};
}

store::Event inspected_event(const std::string& content, const inspect::Report& report,
                             const std::string& scanned_by, const std::optional<Reinspection>& again) {
  std::vector<store::DatasetCount> found;
  for (const auto& one : report.datasets)
    found.push_back({one.dataset, one.name, one.unit, one.units, one.households, one.total, one.weak});
  const auto unseen_codes = codes(report.unseen, false);
  boost::json::array reasons;
  for (const auto& code : unseen_codes) reasons.emplace_back(remark_ja(code));
  const auto residents = residents_of(report);
  const auto stops = count_stops(report);
  store::Event event{again ? "content.reinspected" : "content.inspected",
                     content,
                     {{"state", json::enum_name(state_of(report.verdict))},
                      {"residents", residents},
                      {"hits", hits_of(report)},
                      {"reasons", std::move(reasons)},
                      {"complete", report.complete},
                      {"stops", stops},
                      {"unseen", report.unseen_count},
                      {"stop_codes", to_array(codes(report.hostile, true))},
                      {"unseen_codes", to_array(unseen_codes)},
                      {"found", to_array(found)},
                      {"scanned_by", scanned_by}},
                     {{"report", kept_text(report)}, {"samples", kept_samples(report)}}};
  if (again) {
    event.data["reinspected_for"] = again->reason;
    event.data["before"] = to_array(std::vector{again->before});
    event.data["worse"] = found_more(again->before, residents, stops, report.unseen_count, found);
  }
  return event;
}

void add_inspection(const store::Content& content, rules::Content& facts) {
  facts.stops = static_cast<int>(content.stops);
  facts.unseen = static_cast<int>(content.unseen);
  for (const auto& code : content.stop_codes) facts.stop_kinds.emplace_back(remark_kind(code));
  for (const auto& code : content.unseen_codes) {
    facts.unseen_kinds.emplace_back(remark_kind(code));
    facts.locked = facts.locked || code == "encrypted";
    facts.unfinished = facts.unfinished || code == unscanned || code == stopped || code == unopened;
  }
}

}  // namespace sekisho::app
