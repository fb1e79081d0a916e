#include <algorithm>

#include "apply_kinds.h"

namespace sekisho::store {
namespace {

namespace bj = boost::json;

bj::object columns(const Recorded& event) {
  bj::object out = event.entry.data;
  for (const auto& [field, commitment] : event.entry.commit) {
    const auto value = event.personal.find(field);
    out[field] = value == event.personal.end() ? std::string() : value->second;
  }
  return out;
}

const Kinds& table() {
  static const Kinds kinds = [] {
    Kinds all;
    add_party_kinds(all);
    add_contract_kinds(all);
    add_passage_kinds(all);
    add_account_kinds(all);
    add_attachment_kinds(all);
    add_people_kinds(all);
    add_training_kinds(all);
    add_report_kinds(all);
    add_sheet_kinds(all);
    add_disposal_kinds(all);
    add_area_kinds(all);
    add_duty_kinds(all);
    add_breach_kinds(all);
    add_audit_kinds(all);
    add_dataset_kinds(all);
    return all;
  }();
  return kinds;
}

}  // namespace

bj::object with(bj::object object, Columns more) {
  for (const auto& [name, value] : more) object[name] = value;
  return object;
}

bj::object only(const bj::object& from, std::initializer_list<std::string_view> names) {
  bj::object out;
  for (const auto name : names)
    if (const auto* value = from.if_contains(name)) out[name] = *value;
  return out;
}

std::string text(const bj::object& from, std::string_view name) {
  return std::string(from.at(name).as_string());
}

Change put(std::string_view table, std::string id, bj::object row) {
  return {Change::Kind::put, table, std::move(id), std::move(row)};
}
Change update(std::string_view table, std::string id, bj::object row) {
  return {Change::Kind::update, table, std::move(id), std::move(row)};
}
Apply put_row(std::string_view table) {
  return [table](ApplyContext& c) { return Changes{put(table, c.id(), c.all)}; };
}
Apply update_row(std::string_view table) {
  return [table](ApplyContext& c) { return Changes{update(table, c.id(), c.all)}; };
}
Apply nothing() {
  return [](ApplyContext&) { return Changes{}; };
}

Result<std::vector<Change>> apply(const Recorded& event) {
  const auto found = table().find(event.entry.kind);
  if (found == table().end() || event.entry.kind_version != 1)
    return fail(ErrorCode::unsupported,
                "この版のプログラムでは扱えない記録があります。新しい版を使ってください。",
                "unknown event kind " + event.entry.kind + " v" + std::to_string(event.entry.kind_version));
  ApplyContext context{event, columns(event), format_instant(event.entry.at)};
  return found->second(context);
}

bool is_known_kind(std::string_view kind) { return table().contains(kind); }

std::vector<std::string_view> known_kinds() {
  std::vector<std::string_view> out;
  for (const auto& [kind, how] : table()) out.push_back(kind);
  std::sort(out.begin(), out.end());
  return out;
}

const std::vector<std::string_view>& state_tables() {
  // clang-format off
  static const std::vector<std::string_view> tables{
      "town",
      "sections",
      "officers",
      "assets",
      "contractors",
      "engagements",
      "sub_contracts",
      "workers",
      "rosters",
      "roster_members",
      "trainings",
      "consents",
      "appointments",
      "passages",
      "contents",
      "approvals",
      "downloads",
      "custodies",
      "copies",
      "copy_applications",
      "copy_approvals",
      "accounts",
      "refusals",
      "registers",
      "attachments",
      "pledge_wordings",
      "pledges",
      "courses",
      "training_sessions",
      "invitations",
      "training_requirements",
      "test_attempts",
      "notices",
      "notice_reads",
      "report_plans",
      "work_reports",
      "periodic_reports",
      "sheet_lines",
      "check_sheets",
      "sheet_answers",
      "findings",
      "finding_steps",
      "disposals",
      "areas",
      "entry_applications",
      "entry_people",
      "brought_things",
      "visits",
      "delegations",
      "contacts",
      "breaches",
      "audits",
      "datasets",
  };
  // clang-format on
  return tables;
}

}  // namespace sekisho::store
