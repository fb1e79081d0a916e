#include "app/parties.h"

#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "inspect/identifiers.h"
#include "party_events.h"
#include "party_facts.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;

// A prepared command that registers one record, by the event that makes it.
Prepared registering(rules::Facts facts, store::Event made) {
  Prepared prepared;
  prepared.section = facts.target.section;
  prepared.facts = std::move(facts);
  prepared.act = [event = std::move(made)](Passing& passing) -> Result<boost::json::value> {
    SEKISHO_TRY(const auto receipt, passing.append(event));
    return done(event.subject, receipt);
  };
  return prepared;
}

template <class T>
Prepared registering(rules::Facts facts, const T& record, std::string kind,
                     std::initializer_list<std::string_view> personal,
                     std::initializer_list<std::string_view> leave_out = {}) {
  return registering(std::move(facts), event_of(std::move(kind), record, personal, leave_out));
}

Result<void> section_exists(store::Connection& c, const std::string& id) {
  if (!store::find<store::Section>(c, id))
    return fail(ErrorCode::invalid_input, "課を選んでください。", "no such section", "section");
  return {};
}
Result<void> contractor_exists(store::Connection& c, const std::string& id) {
  if (!store::find<store::Contractor>(c, id))
    return fail(ErrorCode::invalid_input, "委託事業者を選んでください。", "no such contractor", "contractor");
  return {};
}

}  // namespace

Result<Answer> Parties::register_section(const Viewer& viewer, const std::string& key,
                                         const api::SectionInput& in) {
  return parts_.door.pass({viewer, key, Act::register_section, "new", json::write(in)},
                          [&](store::Connection&) -> Result<Prepared> {
                            SEKISHO_CHECK(check_name(in.name, "name"));
                            return registering({}, store::Section{make_id("sec"), in.name},
                                               "section.registered", {});
                          });
}

Result<Answer> Parties::register_officer(const Viewer& viewer, const std::string& key,
                                         const api::OfficerInput& in) {
  return parts_.door.pass({viewer, key, Act::register_officer, "new", json::write(in)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            SEKISHO_CHECK(check_name(in.name, "name"));
                            if (!in.section.empty()) SEKISHO_CHECK(section_exists(c, in.section));
                            for (const auto role : in.roles)
                              if (role == rules::Role::contractor_manager || role == rules::Role::worker)
                                return fail(ErrorCode::invalid_input, "職員には付けられない役割です。",
                                            "a contractor's role", "roles");
                            return registering({},
                                               store::Officer{make_id("off"), in.name, in.section, in.roles},
                                               "officer.registered", {"name"});
                          });
}

Result<Answer> Parties::register_asset(const Viewer& viewer, const std::string& key,
                                       const api::AssetInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::register_asset, "new", json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_name(in.name, "name"));
        SEKISHO_CHECK(check_name(in.information, "information"));
        SEKISHO_CHECK(section_exists(c, in.section));
        rules::Facts facts;
        facts.target.section = in.section;
        return registering(std::move(facts),
                           store::Asset{make_id("ast"), in.name, in.information, in.section,
                                        in.confidentiality, in.integrity, in.availability, in.personal_data},
                           "asset.registered", {});
      });
}

Result<Answer> Parties::register_contractor(const Viewer& viewer, const std::string& key,
                                            const api::ContractorInput& in) {
  return parts_.door.pass({viewer, key, Act::register_contractor, "new", json::write(in)},
                          [&](store::Connection&) -> Result<Prepared> {
                            SEKISHO_CHECK(check_name(in.name, "name"));
                            if (!inspect::is_corporate_number(in.corporate_number))
                              return fail(ErrorCode::invalid_input,
                                          "法人番号（13 桁）が正しくありません。数字を確かめてください。",
                                          "not a corporate number", "corporate_number");
                            return registering({}, contractor_registered(store::Contractor{
                                                       make_id("con"), in.name, in.corporate_number}));
                          });
}

Result<Answer> Parties::register_engagement(const Viewer& viewer, const std::string& key,
                                            const api::EngagementInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::register_engagement, "new", json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_name(in.title, "title"));
        SEKISHO_CHECK(check_name(in.responsible_person, "responsible_person"));
        SEKISHO_CHECK(check_name(in.workplace, "workplace"));
        SEKISHO_CHECK(contractor_exists(c, in.contractor));
        SEKISHO_CHECK(section_exists(c, in.section));
        SEKISHO_CHECK(check_day(in.starts, "starts"));
        SEKISHO_CHECK(check_day(in.ends, "ends"));
        if (in.ends < in.starts)
          return fail(ErrorCode::invalid_input, "契約の終わりが、始まりより前です。", "ends before it starts",
                      "ends");
        if (in.scope.empty())
          return fail(ErrorCode::invalid_input,
                      "扱わせる情報の種類・範囲・アクセス方法を、一つ以上入れてください。", "scope is empty",
                      "scope");
        store::Engagement record{
            make_id("eng"), in.title,  in.contractor, in.section, in.responsible_person,
            in.workplace,   in.starts, in.ends,       {},         in.production_data_allowed,
            in.my_number,   false};
        for (std::size_t i = 0; i < in.scope.size(); ++i) {
          const auto& entry = in.scope[i];
          const std::string field = "scope[" + std::to_string(i) + "]";
          if (entry.information.empty() || entry.range.empty() || entry.ways.empty())
            return fail(ErrorCode::invalid_input, "情報の種類・範囲・アクセス方法を、すべて入れてください。",
                        "an incomplete scope entry", field);
          record.scope.push_back({entry.information, entry.range, entry.ways});
        }
        rules::Facts facts;
        facts.target.section = in.section;
        return registering(std::move(facts), engagement_registered(record));
      });
}

}  // namespace sekisho::app
