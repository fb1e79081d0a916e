// What a viewer is shown of an inspection, and beside it what the application says.
#include <algorithm>

#include "base/json.h"
#include "inspection_report.h"
#include "inspection_words.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Confidentiality;
using rules::InspectionState;

bool known(InspectionState state) {
  return state == InspectionState::clean || state == InspectionState::production_data ||
         state == InspectionState::unreadable;
}

std::vector<api::FoundPlace> places_of(const std::vector<inspect::Place>& places) {
  std::vector<api::FoundPlace> out;
  for (const auto& place : places) out.push_back({place.path, place.rows, place.records});
  return out;
}

std::vector<api::InspectionRemark> remarks_of(const std::vector<inspect::Remark>& remarks) {
  std::vector<api::InspectionRemark> out;
  for (const auto& r : remarks)
    out.push_back({r.code, r.severity, r.path, r.detail, std::string(remark_kind(r.code)),
                   std::string(remark_ja(r.code)), r.count});
  return out;
}

std::string grouped(std::int64_t number) {
  std::string out = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3)
    out.insert(static_cast<std::size_t>(at), ",");
  return out;
}

std::string counted(const std::vector<store::DatasetCount>& found) {
  std::string out;
  for (const auto& one : found) {
    out +=
        (out.empty() ? "" : "、") + one.name + " " + grouped(one.units) + std::string(unit_counter(one.unit));
    if (one.households > 0) out += "（" + grouped(one.households) + "世帯）";
  }
  return out;
}

std::string said_of(const store::Judged& before) {
  std::string out = counted(before.found);
  if (before.residents > 0 && out.empty()) out = "住民 " + grouped(before.residents) + "人";
  if (before.stops > 0)
    out += (out.empty() ? "" : "、") + std::string("動くもの ") + grouped(before.stops) + "か所";
  if (before.unseen > 0)
    out += (out.empty() ? "" : "、") + std::string("見えない部分 ") + grouped(before.unseen) + "か所";
  return out.empty() ? "見つかったものはありません" : out;
}

std::string_view class_ja(Confidentiality c) {
  switch (c) {
    case Confidentiality::c3a:
      return "自治体機密性3A";
    case Confidentiality::c3b:
      return "自治体機密性3B";
    case Confidentiality::c3c:
      return "自治体機密性3C";
    case Confidentiality::c3:
      return "機密性3";
    case Confidentiality::c2:
      return "自治体機密性2";
    case Confidentiality::c1:
      return "自治体機密性1";
  }
  return "";
}

// The more confidential, the higher. The old scheme's 3 stands for any of the three.
int rank(Confidentiality c) {
  switch (c) {
    case Confidentiality::c3a:
      return 5;
    case Confidentiality::c3b:
      return 4;
    case Confidentiality::c3c:
      return 3;
    case Confidentiality::c3:
      return 5;
    case Confidentiality::c2:
      return 2;
    case Confidentiality::c1:
      return 1;
  }
  return 0;
}

}  // namespace

bool may_see_samples(const Viewer& v, const store::Passage& passage) {
  using rules::Role;
  if (!v.active || v.side != rules::Side::town || v.has(Role::administrator)) return false;
  if (v.has(Role::ciso) || v.has(Role::supervising_officer) || v.has(Role::department_officer)) return true;
  return v.has(Role::section_manager) && !v.section.empty() && v.section == passage.section;
}

std::optional<api::InspectionReport> report_view(store::Connection& connection, const store::Content& content,
                                                 bool samples) {
  if (content.report.empty() || !known(content.state)) return std::nullopt;
  const auto report = json::read<inspect::Report>(content.report);
  if (!report) return std::nullopt;
  std::vector<KeptSamples> shown;
  if (samples && !content.samples.empty())
    if (auto read = json::read<std::vector<KeptSamples>>(content.samples)) shown = *std::move(read);
  const auto samples_of = [&](const std::string& of) {
    const auto found = std::ranges::find(shown, of, &KeptSamples::of);
    return found == shown.end() ? std::vector<std::string>() : found->values;
  };
  api::InspectionReport out;
  out.complete = content.complete;
  out.bytes = report->bytes;
  out.unpacked = report->unpacked;
  out.parts = report->parts;
  out.records = report->records;
  out.milliseconds = report->milliseconds;
  for (const auto& f : report->datasets) {
    auto& one = out.datasets.emplace_back();
    one = {f.dataset,
           f.name,
           f.unit,
           std::string(unit_counter(f.unit)),
           f.units,
           f.households,
           f.records,
           f.total,
           f.weak,
           {},
           places_of(f.places),
           samples_of(f.dataset)};
    for (const auto& e : f.evidence) one.evidence.push_back({e.attributes, e.strong, e.records});
  }
  for (const auto& p : report->patterns)
    out.patterns.push_back({p.pattern, p.ja, p.count, places_of(p.places), samples_of(p.pattern)});
  out.hostile = remarks_of(report->hostile);
  out.unseen = remarks_of(report->unseen);
  out.hostile_count = report->hostile_count;
  out.unseen_count = report->unseen_count;
  out.stops = content.stops;
  out.encodings = report->encodings;
  for (const auto& id : report->compared) {
    const auto dataset = store::find<store::DatasetRecord>(connection, id);
    out.compared.push_back(dataset ? dataset->name : id);
  }
  out.scanned_by = content.scanned_by;
  out.samples_shown = samples;
  out.inspected_at = content.inspected_at;
  out.reinspected_for = content.reinspected_for;
  out.worse = content.worse;
  if (!content.before.empty())
    out.before = api::EarlierJudgement{content.before.front().state, said_of(content.before.front())};
  return out;
}

std::vector<api::Comparison> compare_with_application(store::Connection& connection,
                                                      const store::Passage& passage,
                                                      const store::Content& content) {
  if (!known(content.state)) return {};
  const bool people = content.residents > 0 || content.state == InspectionState::production_data;
  const bool unseen = content.unseen > 0 || content.state == InspectionState::unreadable;
  const std::string list = counted(content.found);
  std::string found = !list.empty() ? list
                      : people      ? "住民 " + grouped(content.residents) + "人"
                      : unseen      ? "中身を確かめられない部分があります"
                                    : "見つかりませんでした";
  std::vector<api::Comparison> out;
  out.push_back({"production",
                 passage.production_application ? "持ち出しを申請しています" : "申請していません", found,
                 passage.production_application || (!people && !unseen), true});
  if (const auto asset = store::find<store::Asset>(connection, passage.asset)) {
    if (people || !asset->personal_data)
      out.push_back({"personal_data", asset->personal_data ? "含む情報資産です" : "含まない情報資産です",
                     people   ? "含まれています"
                     : unseen ? "確かめられない部分があります"
                              : "見つかりませんでした",
                     asset->personal_data || (!people && !unseen), true});
    std::optional<store::DatasetRecord> highest;
    for (const auto& one : content.found) {
      auto dataset = store::find<store::DatasetRecord>(connection, one.dataset);
      if (dataset && (!highest || rank(dataset->classification) > rank(highest->classification)))
        highest = std::move(dataset);
    }
    if (highest)
      out.push_back({"classification",
                     asset->name + "（" + std::string(class_ja(asset->confidentiality)) + "）",
                     highest->name + "（" + std::string(class_ja(highest->classification)) + "）",
                     rank(asset->confidentiality) >= rank(highest->classification), true});
  }
  if (!passage.content_description.empty())
    out.push_back({"content", passage.content_description, std::move(found), false, false});
  return out;
}

}  // namespace sekisho::app
