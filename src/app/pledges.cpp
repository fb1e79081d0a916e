#include "app/pledges.h"

#include <algorithm>

#include "attachment_uses.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "inspect/text.h"
#include "party_facts.h"
#include "pledge_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::PledgeKind;
using rules::PledgeWay;

constexpr std::string_view joining_text =
    "私は、{town}から委託された「{contract}」の業務に従事するにあたり、次のことを誓約します。\n"
    "\n"
    "1 業務で知り得た個人情報その他の秘密を、他に漏らしません。\n"
    "2 業務で取り扱うデータを、指示された目的以外に使わず、第三者に渡しません。\n"
    "3 承認を受けずに、データを持ち出し、複写し、又は複製しません。\n"
    "4 承認を受けずに、パソコンや記録媒体を持ち込みません。\n"
    "5 個人情報の保護に関する法律その他の法令と、{town}の情報セキュリティポリシーを守ります。\n"
    "6 事故が起きたとき、又はそのおそれがあるときは、直ちに責任者に報告します。\n"
    "7 契約が終わった後も、業務を離れた後も、1 と 2 を守ります。\n";
constexpr std::string_view leaving_text =
    "私は、{town}から委託された「{contract}」の業務を離れるにあたり、次のことを誓約します。\n"
    "\n"
    "1 業務で知り得た個人情報その他の秘密を、業務を離れた後も、他に漏らしません。\n"
    "2 業務で取り扱ったデータとその複製を、すべて返却又は消去し、手元に何も残していません。\n"
    "3 1 に反したことで損害が生じたときは、責任を負うことがあることを理解しています。\n";

std::string filled(std::string_view text, const std::string& town, const std::string& contract) {
  std::string out(text);
  for (const auto& [mark, value] : {std::pair<std::string_view, const std::string&>("{town}", town),
                                    std::pair<std::string_view, const std::string&>("{contract}", contract)})
    for (std::size_t at = 0; (at = out.find(mark, at)) != std::string::npos; at += value.size())
      out.replace(at, mark.size(), value);
  return out;
}

// For the person themself, whatever their role; the engagement need not be one that lists show them.
Result<store::Worker> oneself(store::Connection& c, const Viewer& viewer) {
  auto worker = store::find<store::Worker>(c, viewer.person);
  if (!worker || viewer.side != rules::Side::contractor)
    return fail(ErrorCode::forbidden, "誓約書は、委託事業者の従事者が出すものです。",
                "only a contractor's people give pledges");
  return *std::move(worker);
}

Result<void> not_given_yet(store::Connection& c, const std::string& worker, const std::string& engagement,
                           PledgeKind kind) {
  if (store::number(c, "SELECT count(*) FROM pledges WHERE worker = :p0 AND engagement = :p1 AND kind = :p2",
                    {worker, engagement, std::string(json::enum_name(kind))}) > 0)
    return fail(ErrorCode::conflict, "この誓約書は、すでに出ています。", "given already");
  return {};
}

rules::Facts facts_of(store::Connection& c, const store::Engagement& engagement,
                      const store::Worker& worker) {
  auto facts = tier_facts(c, engagement, worker.contractor);
  facts.target.person = worker.id;
  return facts;
}

store::Event given(const store::Pledge& pledge) { return event_of("pledge.given", pledge, {}, {"given_by"}); }

}  // namespace

api::PledgeText pledge_text(store::Connection& c, const store::Engagement& e, const std::string& contractor,
                            PledgeKind kind, const std::string& town) {
  api::PledgeText out;
  out.engagement = e.id;
  out.engagement_title = e.title;
  out.contractor = contractor;
  if (const auto firm = store::find<store::Contractor>(c, contractor)) out.contractor_name = firm->name;
  out.town = town;
  out.kind = kind;
  const auto wordings = store::select<store::PledgeWording>(
      c, "engagement = :p0 AND kind = :p1 ORDER BY set_at DESC, id DESC LIMIT 1",
      {e.id, std::string(json::enum_name(kind))});
  if (!wordings.empty()) out.wording = wordings.front().id;
  out.text = wordings.empty()
                 ? filled(kind == PledgeKind::joining ? joining_text : leaving_text, town, e.title)
                 : wordings.front().text;
  out.sha256 = to_hex(sha256(out.text));
  return out;
}

Result<api::PledgeText> Pledges::text(const Viewer& viewer, const std::string& engagement,
                                      PledgeKind kind) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::PledgeText> {
    SEKISHO_TRY(const auto e, visible_engagement(c, viewer, engagement));
    return pledge_text(c, e, viewer.side == rules::Side::contractor ? viewer.contractor : e.contractor, kind,
                       parts_.town_name);
  });
}

Result<Answer> Pledges::set_wording(const Viewer& viewer, const std::string& key, const std::string& id,
                                    const api::PledgeWordingInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::keep_pledges, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto e, visible_engagement(c, viewer, id));
        if (in.text.find_first_not_of(" \r\n\t") == std::string::npos || in.text.size() > 20000)
          return fail(ErrorCode::invalid_input, "誓約書の文面を入れてください（6,000 字ほどまで）。",
                      "1 to 20000 octets", "text");
        const store::PledgeWording wording{make_id("wor"),          id, in.kind, in.text,
                                           to_hex(sha256(in.text)), "", ""};
        Prepared prepared{tier_facts(c, e, e.contractor), e.section, {}};
        prepared.act = [wording](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append(event_of("pledge_wording.set", wording, {}, {"set_at", "set_by"})));
          return done(wording.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Pledges::sign(const Viewer& viewer, const std::string& key, const api::PledgeSign& in) {
  return parts_.door.pass(
      {viewer, key, Act::sign_pledge, in.engagement, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto e, visible_engagement(c, viewer, in.engagement));
        // not theirs to give: the gate says so, and the ledger keeps it
        if (viewer.side != rules::Side::contractor) return Prepared{};
        SEKISHO_TRY(const auto worker, oneself(c, viewer));
        SEKISHO_CHECK(not_given_yet(c, worker.id, e.id, in.kind));
        const auto text = pledge_text(c, e, worker.contractor, in.kind, parts_.town_name);
        if (in.sha256 != text.sha256)
          return fail(ErrorCode::conflict,
                      "誓約書の文面が変わりました。画面を読み直して、もう一度お読みください。",
                      "the wording has changed");
        if (in.signature.empty() || inspect::fold(in.signature) != inspect::fold(worker.name))
          return fail(ErrorCode::invalid_input, "名簿にあるとおりの、あなたの名前を入れてください。",
                      "the signature is not the person's name", "signature");
        const store::Pledge pledge{make_id("plg"),
                                   worker.id,
                                   e.id,
                                   worker.contractor,
                                   in.kind,
                                   PledgeWay::signed_in,
                                   text.wording,
                                   text.sha256,
                                   "",
                                   format_day(day_in_japan(parts_.clock.now())),
                                   ""};
        Prepared prepared{facts_of(c, e, worker), e.section, {}};
        prepared.act = [pledge](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(given(pledge)));
          return done(pledge.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Pledges::record(const Viewer& viewer, const std::string& key, const api::PledgeRecord& in) {
  return parts_.door.pass(
      {viewer, key, Act::record_pledge, in.worker, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto e, visible_engagement(c, viewer, in.engagement));
        auto condition = visible_workers(viewer);
        condition.also("id = ?", {in.worker});
        const auto found = store::select<store::Worker>(c, condition.sql, condition.params);
        if (found.empty())
          return fail(ErrorCode::not_found, "その従事者は見つかりません。", "no such worker");
        const auto& worker = found.front();
        SEKISHO_CHECK(not_given_yet(c, worker.id, e.id, in.kind));
        SEKISHO_CHECK(check_day(in.given_on, "given_on"));
        const Day today = day_in_japan(parts_.clock.now());
        if (*parse_day(in.given_on) > today)
          return fail(ErrorCode::invalid_input, "署名した日が、今日より後です。", "given_on is in the future",
                      "given_on");
        SEKISHO_TRY(const auto scan, held_attachment(c, in.attachment, rules::AttachmentPurpose::pledge,
                                                     worker.id, "attachment"));
        if (store::number(c, "SELECT count(*) FROM pledges WHERE attachment = :p0", {scan.id}) > 0)
          return fail(ErrorCode::invalid_input, "このファイルは、別の誓約書のものです。",
                      "the scan belongs to another pledge", "attachment");
        const auto text = pledge_text(c, e, worker.contractor, in.kind, parts_.town_name);
        const store::Pledge pledge{
            make_id("plg"), worker.id,   e.id,    worker.contractor, in.kind, PledgeWay::paper,
            text.wording,   text.sha256, scan.id, in.given_on,       ""};
        Prepared prepared{facts_of(c, e, worker), e.section, {}};
        prepared.act = [pledge](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(given(pledge)));
          return done(pledge.id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
