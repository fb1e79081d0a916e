#include "app/notices.h"

#include <algorithm>
#include <unordered_map>

#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::Side;

Result<store::Notice> visible_notice(store::Connection& c, const Viewer& v, const std::string& id) {
  auto condition = visible_notices(v);
  condition.also("id = ?", {id});
  auto found = store::select<store::Notice>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "そのお知らせは見つかりません。", "no such notice");
  return std::move(found.front());
}

api::NoticeRow row_of(const store::Notice& n, bool read) {
  return {
      n.id, n.kind, n.audience, n.title, n.held_on, n.read_by, n.published_at, read, !n.withdrawn_at.empty()};
}

bool concerns(rules::Audience audience, std::string_view side) {
  return audience == rules::Audience::everybody || (audience == rules::Audience::town) == (side == "town");
}

// Everybody with an open account whom it concerns, those who have not read it first.
std::vector<api::NoticeReader> readers_of(store::Connection& c, const store::Notice& n) {
  std::vector<api::NoticeReader> out;
  for (const auto& row :
       c.query(
            "SELECT DISTINCT coalesce(o.name, w.name, ''), coalesce(s.name, f.name, ''), coalesce(r.at, '') "
            "AS read_at, a.side, a.person FROM accounts a LEFT JOIN officers o ON o.id = a.person LEFT JOIN "
            "workers w ON w.id = a.person LEFT JOIN sections s ON s.id = a.section LEFT JOIN contractors f "
            "ON "
            "f.id = a.contractor LEFT JOIN notice_reads r ON r.notice = :p0 AND r.person = a.person WHERE "
            "(a.closed = 0 OR r.at <> '') AND a.roles NOT LIKE '%\"administrator\"%' ORDER BY read_at, "
            "a.side, a.person LIMIT 5000",
            {n.id})
           .rows) {
    if (!concerns(n.audience, store::from_value<std::string>(row[3])) &&
        store::from_value<std::string>(row[2]).empty())
      continue;
    out.push_back({store::from_value<std::string>(row[0]), store::from_value<std::string>(row[1]),
                   store::from_value<std::string>(row[2])});
  }
  return out;
}

}  // namespace

Result<Answer> Notices::publish(const Viewer& viewer, const std::string& key, const api::NoticeInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::publish_notice, "new", json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        if (!in.section.empty() && !store::find<store::Section>(c, in.section))
          return fail(ErrorCode::invalid_input, "課を選んでください。", "no such section", "section");
        SEKISHO_CHECK(check_name(in.title, "title"));
        SEKISHO_CHECK(check_text(in.body, 40'000, "body"));
        if (in.body.find_first_not_of(" \t\r\n") == std::string::npos)
          return fail(ErrorCode::invalid_input, "本文を入れてください。", "body is empty", "body");
        SEKISHO_CHECK(check_text(in.place, 600, "place"));
        if (!in.link.empty() && (!in.link.starts_with("https://") || in.link.size() > 1000 ||
                                 in.link.find_first_of(" \t\r\n\"<>\\") != std::string::npos))
          return fail(ErrorCode::invalid_input, "リンクは https:// で始めてください。", "link must be https",
                      "link");
        if (!in.held_on.empty()) SEKISHO_CHECK(check_day(in.held_on, "held_on"));
        if (!in.read_by.empty()) SEKISHO_CHECK(check_day(in.read_by, "read_by"));
        Prepared prepared;
        prepared.facts.target.section = prepared.section = in.section;
        prepared.act = [in](Passing& passing) -> Result<boost::json::value> {
          const store::Notice record{
              make_id("ntc"), in.kind,  in.audience, in.section, in.title, in.body, in.link,
              in.held_on,     in.place, in.read_by,  "",         "",       ""};
          SEKISHO_TRY(const auto receipt,
                      passing.append(event_of("notice.published", record, {},
                                              {"published_at", "published_by", "withdrawn_at"})));
          return done(record.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Notices::withdraw(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::publish_notice, id, "withdraw"}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto notice, visible_notice(c, viewer, id));
        if (!notice.withdrawn_at.empty())
          return fail(ErrorCode::conflict, "すでに取り下げたお知らせです。", "withdrawn");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = notice.section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"notice.withdrawn", id, {}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Notices::read(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::read_notice, id, ""}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto notice, visible_notice(c, viewer, id));
        if (!notice.withdrawn_at.empty())
          return fail(ErrorCode::conflict, "取り下げられたお知らせです。", "withdrawn");
        if (store::find<store::NoticeRead>(c, id + "." + viewer.person))
          return fail(ErrorCode::conflict, "すでに、読んだことが残っています。", "read already");
        Prepared prepared;
        prepared.facts.target.person = viewer.person;
        prepared.section = viewer.section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          const auto& v = passing.viewer();
          SEKISHO_TRY(
              const auto receipt,
              passing.append({"notice.read",
                              id,
                              {{"person", v.person}, {"section", v.section}, {"contractor", v.contractor}},
                              {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<std::vector<api::NoticeRow>> Notices::list(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::NoticeRow>> {
    const auto condition = visible_notices(v);
    std::unordered_map<std::string, bool> read;
    for (const auto& row : c.query("SELECT notice FROM notice_reads WHERE person = :p0", {v.person}).rows)
      read[store::from_value<std::string>(row[0])] = true;
    std::vector<api::NoticeRow> out;
    for (const auto& n : store::select<store::Notice>(
             c, condition.sql + " ORDER BY published_at DESC, id LIMIT 500", condition.params))
      out.push_back(row_of(n, read.contains(n.id)));
    return out;
  });
}

Result<api::NoticeView> Notices::notice(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::NoticeView> {
    SEKISHO_TRY(const auto n, visible_notice(c, v, id));
    const auto read = store::find<store::NoticeRead>(c, id + "." + v.person);
    api::NoticeView out;
    out.row = row_of(n, read.has_value());
    if (v.side == Side::town) out.section = n.section;
    out.body = n.body;
    out.link = n.link;
    out.place = n.place;
    if (read) out.read_at = read->at;
    const Instant now = parts_.clock.now();
    rules::Facts facts;
    facts.target.section = n.section;
    facts.target.person = v.person;
    if (may(Act::publish_notice, facts, v, now)) {
      out.readers = readers_of(c, n);
      if (n.withdrawn_at.empty()) out.may.push_back(Act::publish_notice);
    }
    if (!read && n.withdrawn_at.empty() && may(Act::read_notice, facts, v, now))
      out.may.push_back(Act::read_notice);
    return out;
  });
}

}  // namespace sekisho::app
