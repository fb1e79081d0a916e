// Makes a large town to measure lists in:  people_town DATA KEYS [SCALE]
// 1,000 engagements of 50 sections, 3,000 tiers, 50,000 workers, and four years in which some 500,000 duties
// came and went, as events through the same door; SCALE (1 to 100, in per cent) makes less of everything. A
// demonstration town: people sign in by choosing who they are. Prints who is who, as JSON.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>
#include <random>
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "town.h"

namespace {

using namespace sekisho;
namespace bj = boost::json;

// Stands where it was put.
class SetClock final : public Clock {
 public:
  Instant now() const override { return at_; }
  void to(Instant at) { at_ = at; }

 private:
  Instant at_ = SystemClock().now();
};

struct Maker {
  cli::Town& town;
  SetClock& clock;
  std::vector<store::Event> events;
  std::mt19937_64 random{20261123};
  std::int64_t duties = 0;

  std::size_t any(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  }
  void add(store::Event event) {
    events.push_back(std::move(event));
    if (events.size() >= 5000) flush();
  }
  // All that waits happened at the clock's time.
  void flush() {
    auto now = std::exchange(events, {});
    const auto done = town.door().record(
        "system", [&](store::Connection&) -> Result<std::vector<store::Event>> { return std::move(now); });
    if (!done) throw std::runtime_error(done.error().en);
  }
  void at(Day day) {
    flush();
    clock.to(start_of(day) + std::chrono::hours(10));
  }
};

struct Tier {
  std::size_t engagement = 0, firm = 0;
  std::vector<std::string> workers;
};
struct People {
  std::vector<std::string> sections, engagements, firms, assets;
  std::vector<std::size_t> section_of;  // of each engagement
  std::vector<Tier> tiers;              // the prime contractors first
};

std::string number_of(std::size_t i) {  // a corporate number with its check digit
  const std::string digits = fmt::format("{:012}", 100000000000 + i);
  int sum = 0;
  for (std::size_t k = 0; k < 12; ++k) sum += (digits[11 - k] - '0') * (k % 2 == 0 ? 1 : 2);
  return std::to_string(9 - sum % 9) + digits;
}

void account(Maker& m, const std::string& login, const std::string& person, const char* role,
             const std::string& section, const std::string& firm) {
  const auto id = make_id("acc");
  m.add({"account.created",
         id,
         {{"person", person},
          {"side", firm.empty() ? "town" : "contractor"},
          {"roles", bj::array{role}},
          {"section", section},
          {"contractor", firm}},
         {{"login", login}}});
  m.add({"account.enrolled", id, {}, {}});
}

std::string officer(Maker& m, const std::string& login, const char* role, const std::string& section) {
  const auto id = make_id("off");
  m.add({"officer.registered",
         id,
         {{"section", section}, {"roles", bj::array{role}}},
         {{"name", "見本 " + login}}});
  account(m, login, id, role, section, "");
  return id;
}

// Contracts, chains and workers, as they are today.
People people(Maker& m, std::size_t scale, Day today) {
  People p;
  m.at(today - std::chrono::days(1400));
  for (std::size_t i = 0; i < 50; ++i) {
    p.sections.push_back(make_id("sec"));
    m.add({"section.registered", p.sections.back(), {{"name", fmt::format("第{}課", i + 1)}}, {}});
    p.assets.push_back(make_id("ast"));
    m.add({"asset.registered",
           p.assets.back(),
           {{"name", "台帳"},
            {"information", "台帳の情報"},
            {"section", p.sections.back()},
            {"confidentiality", "c3b"},
            {"integrity", "i2"},
            {"availability", "a2"},
            {"personal_data", true}},
           {}});
    (void)officer(m, fmt::format("kacho{}", i), "section_manager", p.sections.back());
    for (int k = 0; k < 3; ++k)
      (void)officer(m, fmt::format("tanto{}-{}", i, k), "officer", p.sections.back());
  }
  for (const char* role : {"department_officer", "supervising_officer", "ciso", "auditor"})
    (void)officer(m, role, role, "");
  const std::size_t firms = 10 * scale, engagements = 10 * scale, tiers = 30 * scale, workers = 500 * scale;
  for (std::size_t i = 0; i < firms; ++i) {
    p.firms.push_back(make_id("con"));
    m.add({"contractor.registered",
           p.firms.back(),
           {{"name", fmt::format("見本事業者{}株式会社", i)}, {"corporate_number", number_of(i)}},
           {}});
  }
  for (std::size_t i = 0; i < engagements; ++i) {
    p.engagements.push_back(make_id("eng"));
    p.section_of.push_back(i % p.sections.size());
    m.add({"engagement.registered",
           p.engagements.back(),
           {{"title", fmt::format("見本業務{}の委託", i)},
            {"contractor", p.firms[i]},
            {"section", p.sections[p.section_of[i]]},
            {"workplace", "見本ビル"},
            {"starts", format_day(today - std::chrono::days(1200))},
            {"ends", format_day(today + std::chrono::days(400))},
            {"scope", bj::array{bj::object{{"information", "台帳の情報"},
                                           {"range", "市内全域"},
                                           {"ways", bj::array{"service_transfer"}}}}},
            {"production_data_allowed", true},
            {"my_number", false},
            {"cancelled", false}},
           {{"responsible_person", "見本 責子"}}});
    p.tiers.push_back({i, i, {}});
  }
  for (std::size_t i = 0; i < tiers; ++i) {
    const auto engagement = i % engagements;
    const auto firm = (engagement + 1 + i / engagements) % firms;
    const auto id = make_id("sub");
    m.add({"sub_contract.applied",
           id,
           {{"engagement", p.engagements[engagement]},
            {"parent", ""},
            {"contractor", p.firms[firm]},
            {"depth", 1}},
           {{"reason", "一部の作業のため"}}});
    m.add({"sub_contract.decided", id, {{"state", "consented"}, {"flow_down_confirmed", true}}, {}});
    p.tiers.push_back({engagement, firm, {}});
  }
  for (std::size_t i = 0; i < workers; ++i) {
    auto& tier = p.tiers[i % p.tiers.size()];
    tier.workers.push_back(make_id("wkr"));
    m.add({"worker.registered",
           tier.workers.back(),
           {{"contractor", p.firms[tier.firm]}},
           {{"name", fmt::format("見本 太郎{}", i)}, {"kana", fmt::format("ミホン タロウ{}", i % 997)}}});
  }
  for (std::size_t i = 0; i < engagements; ++i)
    account(m, fmt::format("sekinin{}", i), p.tiers[i].workers.front(), "contractor_manager", "", p.firms[i]);
  return p;
}

// A roster of each tier, each with another person missing than the one before, and a training of each worker,
// once a year.
void yearly(Maker& m, const People& p, Day day, int version) {
  m.at(day);
  for (const auto& tier : p.tiers) {
    const auto id = make_id("ros");
    bj::array workers, checks;
    for (std::size_t k = 0; k < tier.workers.size(); ++k) {
      if (k == static_cast<std::size_t>(version)) continue;
      const auto& worker = tier.workers[k];
      workers.emplace_back(worker);
      checks.push_back(bj::object{{"worker", worker}, {"method", "interview"}});
    }
    m.add({"roster.submitted",
           id,
           {{"engagement", p.engagements[tier.engagement]},
            {"contractor", p.firms[tier.firm]},
            {"version", version},
            {"workers", std::move(workers)}},
           {}});
    m.add({"roster.confirmed", id, {{"checks", std::move(checks)}}, {}});
    m.duties += 2;
    for (const auto& worker : tier.workers) {
      m.add({"training.recorded",
             make_id("trn"),
             {{"worker", worker},
              {"course", "個人情報の取扱い"},
              {"held_on", format_day(day)},
              {"valid_until", format_day(day + std::chrono::days(365))}},
             {}});
      ++m.duties;
    }
  }
}

// What is open at its end: "decide", "receipt", "return", "confirm"; otherwise all was done.
void passage(Maker& m, const People& p, Day day, std::string_view open) {
  const auto& tier = p.tiers[m.any(p.tiers.size())];
  const auto section = p.section_of[tier.engagement];
  const auto& worker = tier.workers[m.any(tier.workers.size())];
  const auto id = make_id("psg"), content = make_id("cnt"), custody = make_id("cus");
  const auto approve = [&](const char* role) {
    m.add({"passage.decided",
           id,
           {{"approval", make_id("apv")},
            {"person", std::string("off_") + role},
            {"side", "town"},
            {"roles", bj::array{role}},
            {"decision", "approve"},
            {"binding", "b"}},
           {{"reason", ""}}});
  };
  m.add({"passage.drafted",
         id,
         {{"kind", "carry_out"},
          {"engagement", p.engagements[tier.engagement]},
          {"asset", p.assets[section]},
          {"section", p.sections[section]},
          {"range", "市内全域"},
          {"way", "service_transfer"},
          {"recipient", worker},
          {"recipient_contractor", p.firms[tier.firm]},
          {"applicant_account", "acc_x"},
          {"applicant_person", "off_x"},
          {"purpose", "見本業務の処理のため"},
          {"content_description", "一覧"},
          {"protection", "暗号化"},
          {"production_application", false},
          {"production_reason", ""},
          {"collect_until", format_day(day + std::chrono::days(9))},
          {"custody_due", format_day(day + std::chrono::days(30))},
          {"downloads_allowed", 3},
          {"check_access_control", true},
          {"check_encrypted_at_rest", true},
          {"check_encrypted_link", true}},
         {}});
  m.add({"passage.submitted", id, {{"binding", "b"}}, {}});
  approve("section_manager");
  ++m.duties;
  if (open == "decide") return;
  approve("department_officer");
  m.add({"passage.released", id, {}, {}});
  m.add({"content.downloaded",
         content,
         {{"download", make_id("dwn")},
          {"passage", id},
          {"person", worker},
          {"until", format_instant(m.clock.now())},
          {"downloads_used", 1}},
         {}});
  ++m.duties;
  if (open == "receipt") return;
  m.add({"receipt.given",
         custody,
         {{"passage", id},
          {"content", content},
          {"holder", worker},
          {"contractor", p.firms[tier.firm]},
          {"section", p.sections[section]},
          {"place", "見本ビル"},
          {"due", format_day(day + std::chrono::days(30))}},
         {}});
  ++m.duties;
  if (open == "return") return;
  m.add({"return.declared", custody, {{"method", "手渡し"}, {"copies_erased", true}}, {}});
  ++m.duties;
  if (open == "confirm") return;
  m.add({"return.confirmed", custody, {{"passage", id}, {"content", content}}, {}});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) return 2;
  const std::size_t scale = argc > 3 ? std::stoul(argv[3]) : 100;
  cli::SettingSources sources;
  sources.options = {
      {"data_dir", argv[1]}, {"keys_dir", argv[2]}, {"town_code", "990019"}, {"town_name", "見本市"}};
  const auto settings = cli::load_settings(sources);
  if (!settings) return 2;
  SetClock clock;
  const Day today = day_in_japan(clock.now());
  const auto town = cli::Town::open({*settings, clock, [](const std::string&) {}, true, true});
  if (!town) {
    std::fprintf(stderr, "%s\n", town.error().en.c_str());
    return 1;
  }
  Maker m{**town, clock, {}};
  const auto p = people(m, scale, today);
  for (int year = 3; year >= 0; --year) yearly(m, p, today - std::chrono::days(365 * year + 40), 4 - year);
  const std::size_t months = 40, each = 17 * scale;
  for (std::size_t month = months; month > 0; --month) {
    const Day day = today - std::chrono::days(static_cast<int>(month) * 30);
    m.at(day);
    for (std::size_t i = 0; i < each; ++i) passage(m, p, day, "");
  }
  constexpr std::string_view open[] = {"decide", "receipt", "return", "return", "return", "confirm"};
  for (int back = 28; back >= 0; back -= 4) {  // what is owed today, some of it overdue
    const Day day = today - std::chrono::days(back);
    m.at(day);
    for (std::size_t i = 0; i < 6 * scale; ++i) passage(m, p, day, open[i % std::size(open)]);
  }
  m.at(today);
  m.flush();
  std::printf("%s\n", bj::serialize(bj::object{{"duties", m.duties},
                                               {"engagements", p.engagements.size()},
                                               {"engagement", p.engagements.front()},
                                               {"contractor", p.firms.front()},
                                               {"tiers", p.tiers.size() - p.engagements.size()}})
                          .c_str());
  return 0;
}
