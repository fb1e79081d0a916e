#include <algorithm>

#include "app/passages.h"
#include "facts.h"
#include "inspection_report.h"
#include "passage_rows.h"
#include "rules/gate.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;

api::PassageInput input_of(const store::Passage& p) {
  return {p.kind,
          p.engagement,
          p.asset,
          p.range,
          p.way,
          p.recipient,
          p.purpose,
          p.content_description,
          p.protection,
          p.production_application,
          p.production_reason,
          p.collect_until,
          p.custody_due,
          p.downloads_allowed,
          {p.check_access_control, p.check_encrypted_at_rest, p.check_encrypted_link}};
}

constexpr Act passage_acts[] = {Act::change_passage,   Act::upload_content,   Act::reinspect_content,
                                Act::submit_passage,   Act::approve_passage,  Act::reject_passage,
                                Act::withdraw_passage, Act::download_content, Act::give_receipt,
                                Act::export_evidence};

}  // namespace

Result<api::Page<api::PassageRow>> Passages::list(const Viewer& viewer, const PassageFilter& filter) const {
  const auto limit = std::clamp<std::int64_t>(filter.limit, 1, 200);
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::PassageRow>> {
    auto condition = visible_passages(viewer);
    if (filter.state) condition.also("state = ?", {std::string(json::enum_name(*filter.state))});
    if (filter.kind) condition.also("kind = ?", {std::string(json::enum_name(*filter.kind))});
    if (!filter.text.empty()) {
      const std::string part = "%" + filter.text + "%";
      condition.also(
          "purpose LIKE ? OR engagement IN (SELECT id FROM engagements WHERE title LIKE ?)"
          " OR asset IN (SELECT id FROM assets WHERE name LIKE ?)"
          " OR recipient IN (SELECT id FROM workers WHERE name LIKE ?)",
          {part, part, part, part});
    }
    if (!filter.after.empty()) {
      const auto last = visible_passage(c, viewer, filter.after);
      if (!last)
        return fail(ErrorCode::invalid_input, "続きを読めません。一覧を読み直してください。",
                    "unknown ?after=", "after");
      condition.also("changed_at < ? OR (changed_at = ? AND id < ?)",
                     {last->changed_at, last->changed_at, last->id});
    }
    api::Page<api::PassageRow> page;
    page.items =
        passage_rows(c, condition, "ORDER BY changed_at DESC, id DESC LIMIT " + std::to_string(limit + 1));
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
      page.items.pop_back();
      page.next = page.items.back().id;
    }
    return page;
  });
}

Result<api::PassageView> Passages::view(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::PassageView> {
    SEKISHO_TRY(const auto p, visible_passage(c, viewer, id));
    const auto facts = passage_facts(c, p);
    const Instant now = parts_.clock.now();
    api::PassageView out;
    out.id = p.id;
    out.state = p.state;
    out.input = input_of(p);
    if (const auto engagement = store::find<store::Engagement>(c, p.engagement))
      out.engagement_title = engagement->title;
    if (const auto asset = store::find<store::Asset>(c, p.asset)) {
      out.asset_name = asset->name;
      out.important = rules::is_important(asset_facts(*asset));
      out.approvals_needed = rules::approvals_needed(asset_facts(*asset));
    }
    if (const auto section = store::find<store::Section>(c, p.section)) out.section_name = section->name;
    out.applicant = person_view(c, p.applicant_person);
    out.recipient = person_view(c, p.recipient);
    for (const auto& tier : facts.chain)
      out.chain.push_back({tier.contractor, tier.name, tier.consent, tier.depth});
    if (const auto content = p.content.empty() ? std::nullopt : store::find<store::Content>(c, p.content)) {
      out.content = {content->state,
                     content->name,
                     content->sha256,
                     content->size,
                     0,
                     0,
                     content->residents,
                     content->hits,
                     content->reasons,
                     {},
                     0,
                     report_view(c, *content, may_see_samples(viewer, p)),
                     compare_with_application(c, p, *content)};
      if (content->state == rules::InspectionState::uploading) {
        out.content.upload = "/api/uploads/" + content->id;
        if (const auto object_key = parts_.object_keys.load(c, content->id))
          out.content.received = static_cast<std::int64_t>(
              parts_.vault.durable_offset(content->id, *object_key, parts_.object_keys.context(content->id))
                  .value_or(0));
      } else {
        out.content.received = content->size;
      }
      if (!content->inspected_at.empty()) {
        out.content.inspected = content->size;
      } else if (const auto at = progress_.at(content->id)) {
        if (content->state == rules::InspectionState::waiting)
          out.content.state = rules::InspectionState::running;
        out.content.inspected = at->bytes;
        out.content.found_so_far = at->units;
      }
    }
    for (const auto& a : store::select<store::Approval>(c, "passage = :p0 ORDER BY at, id", {p.id}))
      out.approvals.push_back(
          {person_view(c, a.person), a.decision, a.reason, a.at,
           a.decision == rules::Decision::approve && !p.binding.empty() && a.binding == p.binding});
    out.downloads_used = p.downloads_used;
    out.created_at = p.created_at;
    out.submitted_at = p.submitted_at;
    out.approved_at = p.approved_at;
    if (!p.custody.empty()) out.custody = p.custody;
    using enum rules::PassageState;
    if (p.state == draft) out.verdict = judge_for(Act::submit_passage, facts, viewer, now);
    if (p.state == submitted) out.verdict = judge_for(Act::approve_passage, facts, viewer, now);
    if (p.state == approved || p.state == received)
      out.verdict = judge_for(Act::download_content, facts, viewer, now);
    for (const Act act : passage_acts)
      if (may(act, facts, viewer, now)) out.may.push_back(act);
    if (facts.engagement && std::ranges::find(out.may, Act::give_receipt) != out.may.end())
      for (const auto& place : facts.engagement->workplaces)
        if (place.contractor == p.recipient_contractor) out.workplaces.push_back(place.name);
    out.timeline = timeline(c, {p.id, p.content, p.custody});
    return out;
  });
}

}  // namespace sekisho::app
