// Facts of the fictional town in which an act passes: the ground from which tests and benchmarks depart.
#pragma once

#include "gate/sample_actors.h"
#include "gate/sample_areas.h"
#include "gate/sample_custodies.h"

namespace sekisho::rules::sample {

inline Facts of(Act act) {
  Facts f;
  f.act = act;
  f.now = *parse_instant("2026-11-24T01:00:00.000Z");
  const Day today = day_in_japan(f.now);
  const auto in = [&](int count) { return today + std::chrono::days(count); };
  f.actor = actor_of(act);
  f.target = {section, {prime, sub}, "wkr_recipient", "acc_applicant"};

  Passage p;
  p.id = "psg_0000000000000001";
  p.applicant_account = "acc_applicant";
  p.applicant_person = "off_applicant";
  p.purpose = "給付金システムの移行試験のため";
  p.content_description = "給付対象世帯の一覧";
  p.protection = "端末のディスクを暗号化し、施錠した部屋で扱う";
  p.range = "令和8年度分";
  p.production_application = true;
  p.production_reason = "移行の前後で件数を照合するため";
  p.binding = binding;
  p.collect_until = in(5);
  p.custody_due = in(20);
  p.downloads_allowed = 3;
  p.transfer = {true, true, true};
  f.passage = p;
  f.engagement =
      Engagement{"eng_0000000000000001",
                 in(-200),
                 in(127),
                 false,
                 {{"住民記録", "令和8年度分", {AccessWay::on_site}},
                  {"給付金", "令和7年度分", {AccessWay::service_transfer}},
                  {"給付金", "令和8年度分", {AccessWay::service_transfer, AccessWay::physical_medium}}},
                 true,
                 true,
                 terms_in(all_terms),
                 true,
                 {{prime, "見本システム 開発室"}, {sub, "見本データ 作業室"}}};
  f.place = "見本データ 作業室";
  f.chain = {{prime, "見本システム株式会社", 0, ConsentState::none, false},
             {sub, "見本データ株式会社", 1, ConsentState::consented, true}};
  f.chain[1].starts = in(-100);
  f.chain[1].ends = in(100);
  f.chain[1].information = {"住民記録", "給付金"};
  for (auto& tier : f.chain) tier.data_manager_named = tier.check_sheet_confirmed = true;
  f.recipient = Recipient{"wkr_recipient", sub, true, true, in(90), false, true, in(120), {}, {}, false};
  f.roster = Roster{19, true, {}};
  f.recipient->trainings = {{TrainingKind::own, "", in(90)}};
  f.asset = Asset{"ast_0000000000000001", "給付金", Confidentiality::c3b, Integrity::i2, true};
  f.content =
      Content{InspectionState::production_data, binding, 1 << 20, 1200, true, 0, 0, {}, {}, false, false};
  f.sheet = Sheet{SheetState::submitted,
                  {{"C-1", SheetAnswer::yes, false, true, false, false},
                   {"C-8", SheetAnswer::not_applicable, true, true, false, false},
                   {"C-10", SheetAnswer::no, true, true, true, true}},
                  true,
                  {"wkr_submanager"}};
  f.finding = FindingFacts{FindingState::reported, true};
  f.disposal = disposal(act, today);
  if (act == Act::plan_audit || act == Act::accept_audit || act == Act::report_audit ||
      act == Act::cancel_audit)
    f.audit = audit(act, today);
  f.tls = true;
  f.decision_note = "受取人が違うため、直してください";
  add_areas(f, act);

  switch (act) {
    case Act::consent_sub_contract:
      f.chain[1].consent = ConsentState::applied;
      f.consent =
          ConsentCase{"acc_applicant",
                      "off_applicant",
                      true,
                      Decision::approve,
                      {{"acc_director", "off_director", {Role::department_officer}, Decision::approve}}};
      break;
    case Act::import_records:
      f.bulk = Bulk{Act::register_contractor, {f.target}};
      break;
    case Act::approve_passage:
    case Act::reject_passage:
      f.passage->state = PassageState::submitted;
      break;
    case Act::export_medium:
      f.passage->way = AccessWay::physical_medium;
      f.passage->transport = "機密文書の専用輸送サービス";
      [[fallthrough]];
    case Act::download_content:
      f.passage->state = PassageState::approved;
      f.approvals = {approval("manager", Role::section_manager),
                     approval("director", Role::department_officer)};
      break;
    case Act::give_receipt:
      f.passage->state = PassageState::approved;
      f.passage->downloads_used = 1;
      break;
    case Act::apply_copy:
    case Act::approve_copy:
    case Act::reject_copy:
    case Act::declare_copy:
      f.copy = copy_application(act, today);
      if (act == Act::declare_copy)
        f.approvals = {approval("manager", Role::section_manager),
                       approval("director", Role::department_officer)};
      [[fallthrough]];
    case Act::declare_return:
    case Act::confirm_return:
    case Act::erase_custody:
      f.passage->state = PassageState::received;
      f.passage->downloads_used = 1;
      f.custody = Custody{act == Act::confirm_return ? CustodyState::return_declared : CustodyState::held,
                          in(20), 2, "専用ソフトによる上書き消去", true};
      break;
    case Act::delegate_duties: {
      const auto as = [](const char* person) {
        return Viewer{person, {Role::officer}, Side::town, section, ""};
      };
      f.delegation = Delegation{"",    "off_clerk",       "off_colleague",      {}, "", in(0),
                                in(9), {as("off_clerk")}, {as("off_colleague")}};
      [[fallthrough]];
    }
    case Act::end_delegation:
    case Act::set_contact:
    case Act::open_feed:
    case Act::close_feed:
      f.target = {"", {}, f.actor.person, ""};
      break;
    default:
      break;
  }
  return f;
}

}  // namespace sekisho::rules::sample
