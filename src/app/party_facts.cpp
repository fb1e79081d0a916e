#include "party_facts.h"

#include "facts.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {

Result<void> check_name(const std::string& value, const char* field) {
  if (value.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::invalid_input, "入っていない項目があります。", std::string(field) + " is empty",
                field);
  if (value.size() > 600)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。",
                std::string(field) + " is too long", field);
  return {};
}

Result<void> check_long_text(const std::string& value, const char* field, bool required) {
  constexpr std::size_t longest = 6000;  // octets: 2,000 characters
  if (required && value.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::invalid_input, "入っていない項目があります。", std::string(field) + " is empty",
                field);
  if (value.size() > longest)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。",
                std::string(field) + " is too long", field);
  return {};
}

Result<void> check_day(const std::string& value, const char* field) {
  if (!parse_day(value))
    return fail(ErrorCode::invalid_input, "日付を、年-月-日で入れてください。",
                std::string(field) + " must be a day", field);
  return {};
}

Result<store::Engagement> visible_engagement(store::Connection& c, const Viewer& viewer,
                                             const std::string& id) {
  auto condition = visible_engagements(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Engagement>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その契約は見つかりません。", "no such engagement");
  return std::move(found.front());
}

Result<store::SubContract> visible_tier(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto tier = store::find<store::SubContract>(c, id);
  if (!tier || !visible_engagement(c, viewer, tier->engagement))
    return fail(ErrorCode::not_found, "その再委託は見つかりません。", "no such sub-contract");
  return *std::move(tier);
}

rules::Facts tier_facts(store::Connection& c, const store::Engagement& engagement,
                        const std::string& contractor) {
  rules::Facts facts;
  facts.engagement = engagement_facts(engagement);
  facts.chain = chain_to(c, engagement, contractor);
  facts.target.section = engagement.section;
  for (const auto& tier : facts.chain) facts.target.contractors.push_back(tier.contractor);
  return facts;
}

rules::Facts firm_facts(store::Connection& c, const Viewer& viewer, const std::string& contractor) {
  rules::Facts facts;
  facts.target.contractors = {contractor};
  const auto contracts =
      store::number(c,
                    "SELECT count(*) FROM engagements e WHERE e.section = :p0 AND (e.contractor = :p1 OR "
                    "e.id IN (SELECT engagement FROM sub_contracts WHERE contractor = :p2))",
                    {viewer.section, contractor, contractor});
  if (contracts > 0) facts.target.section = viewer.section;
  return facts;
}

}  // namespace sekisho::app
