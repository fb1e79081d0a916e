// An absence: somebody's duties are with somebody else for some days.
#include "demo/duties.h"

namespace sekisho::cli::demo {

void play_duties(Stage& s) {
  s.passed(s.town.duties().delegate(s.who("fukushi.kacho"), s.key(),
                                    {s.person("shimin.bucho"), "", "", s.date(0), s.date(6), "出張のため"}));
  for (const auto& [login, mail] : {std::pair{"fukushi.kacho", "fukushi.kacho@mihon.example"},
                                    std::pair{"jumin.kacho", "jumin.kacho@mihon.example"},
                                    std::pair{"mogi.satoru", "satoru@mogi.example"}})
    s.passed(s.town.reminders().set_contact(s.who(login), s.key(), {"", mail}));
}

}  // namespace sekisho::cli::demo
