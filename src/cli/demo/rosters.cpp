#include "demo/rosters.h"

#include "demo/parties.h"

namespace sekisho::cli::demo {

void sign_pledge(Stage& s, const std::string& login, const std::string& engagement) {
  const auto& viewer = s.who(login);
  const auto text = must(s.town.pledges().text(viewer, s.id(engagement), rules::PledgeKind::joining));
  s.passed(s.town.pledges().sign(viewer, s.key(),
                                 {s.id(engagement), rules::PledgeKind::joining, text.sha256, viewer.name}));
}

void hand_in_photos(Stage& s) {
  unsigned number = 0;
  for (const auto& [manager, logins] :
       std::initializer_list<std::pair<const char*, std::initializer_list<const char*>>>{
           {"mihon.sekinin", {"mihon.sekinin", "mihon.haruka", "mihon.susumu"}},
           {"mogi.sekinin", {"mogi.sekinin", "mogi.satoru", "mogi.mayu"}},
           {"data.sekinin", {"data.sekinin", "data.aoi"}}})
    for (const char* login : logins)
      s.passed(s.town.attachments().add(
          s.who(manager), s.key(),
          {rules::AttachmentPurpose::photo, s.person(login), "顔写真.png", "image/png"},
          as_bytes(drawn_photo(++number))));
}

// Waiting when one looks: a first roster, and one that has changed since it was confirmed last.
void send_roster(Stage& s) {
  using People = std::vector<app::api::RosterPerson>;
  auto& rosters = s.town.rosters();
  const auto people_of = [&](const char* login) {
    return app::api::RosterPerson{s.person(login), "", "", "", "", ""};
  };
  const auto firm = s.who("mogi.sekinin").contractor;
  s.day(12, 9, 40);
  {
    app::api::RosterInput input{firm, {}, {}, true, {}};
    input.people = People{people_of("mogi.sekinin"),
                          people_of("mogi.satoru"),
                          people_of("mogi.mayu"),
                          {"", "短期 つとむ", "タンキ ツトム", "封入の作業", "専用の執務室", ""}};
    const auto roster = s.passed(rosters.submit(s.who("mogi.sekinin"), s.key(), s.id(benefit), input));
    const auto view = must(rosters.view(s.who("fukushi.kacho"), roster));
    app::api::RosterConfirm confirm;
    for (const auto& person : view.people)
      if (person.needs_check) {
        confirm.checks.push_back({person.person.worker, "document:運転免許証", "氏名と顔写真", {}});
        s["短期 つとむ"] = person.person.worker;
      }
    s.passed(rosters.confirm(s.who("fukushi.kacho"), s.key(), roster, confirm));
    const auto scan = s.passed(s.town.attachments().add(
        s.who("mogi.sekinin"), s.key(),
        {rules::AttachmentPurpose::pledge, s.id("短期 つとむ"), "誓約書.png", "image/png"},
        as_bytes(drawn_photo(40))));
    s.passed(s.town.pledges().record(
        s.who("mogi.sekinin"), s.key(),
        {s.id("短期 つとむ"), s.id(benefit), rules::PledgeKind::joining, scan, s.date(-20)}));
  }

  s.day(11, 14, 5);
  app::api::RosterInput first{s.who("hinagata.sekinin").contractor,
                              {s.person("hinagata.sekinin"), s.person("hinagata.nozomi")},
                              {},
                              true,
                              {}};
  s.passed(rosters.submit(s.who("hinagata.sekinin"), s.key(), s.id(tax), first));

  // Somebody employed by a firm that nobody has consented to is refused; without them it goes in.
  s.day(11, 16, 20);
  app::api::RosterInput changed{firm, {}, {}, true, {}};
  changed.left = std::vector{s.id("短期 つとむ")};
  changed.people =
      People{people_of("mogi.sekinin"),
             people_of("mogi.satoru"),
             people_of("mogi.mayu"),
             {"", "新任 あゆむ", "シンニン アユム", "電話の応対", "専用の執務室", ""},
             {"", "増員 まこと", "ゾウイン マコト", "データの入力", "専用の執務室", ""},
             {"", "派遣 ほか", "ハケン ホカ", "データの入力", "専用の執務室", "そのほか人材株式会社"}};
  s.refused(rosters.submit(s.who("mogi.sekinin"), s.key(), s.id(benefit), changed), "roster.employer");
  changed.people->pop_back();
  s["roster that waits"] = s.passed(rosters.submit(s.who("mogi.sekinin"), s.key(), s.id(benefit), changed));
}

}  // namespace sekisho::cli::demo
