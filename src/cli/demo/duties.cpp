// An absence: somebody's duties are with somebody else for some days. Two reports of breaches: one is
// settled.
#include "demo/duties.h"

#include "demo/parties.h"

namespace sekisho::cli::demo {

void play_duties(Stage& s) {
  const auto report = [&](const char* by, const char* engagement, const char* what, const char* information) {
    const auto found = format_instant(s.end() - std::chrono::hours(1));
    return s.passed(
        s.town.breaches().report(s.who(by), s.key(), {s.id(engagement), found, what, information, false}));
  };
  const auto settled =
      report("mogi.sekinin", benefit, "宛名の違う通知書を1通お送りしました。開封前に回収しています。",
             "給付金の通知書（1世帯分）");
  s.passed(s.town.breaches().acknowledge(
      s.who("fuku.shicho"), s.key(), settled,
      {"回収を確かめ、本人におわびする。原因と再発防止を、福祉課が1週間以内に報告させる。"}));
  (void)report("jumin.tanto", migration, "移行用の端末1台が、保管庫に見当たりません。探しています。",
               "端末にデータは残していないはずですが、確かめられていません。");
  s.passed(s.town.duties().delegate(s.who("fukushi.kacho"), s.key(),
                                    {s.person("shimin.bucho"), "", "", s.date(0), s.date(6), "出張のため"}));
  for (const auto& [login, mail] : {std::pair{"fukushi.kacho", "fukushi.kacho@mihon.example"},
                                    std::pair{"jumin.kacho", "jumin.kacho@mihon.example"},
                                    std::pair{"mogi.satoru", "satoru@mogi.example"}})
    s.passed(s.town.reminders().set_contact(s.who(login), s.key(), {"", mail}));
}

}  // namespace sekisho::cli::demo
