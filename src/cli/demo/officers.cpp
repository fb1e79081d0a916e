#include "demo/parties.h"

namespace sekisho::cli::demo {
namespace {

using rules::Role;

struct Officer {
  const char* login;
  const char* name;
  const char* section;
  Role role;
};

// Surnames are words that stand on sample forms, so that nobody can be taken for a real person.
constexpr Officer officers[] = {
    {"fuku.shicho", "見本 一郎", "市長室", Role::ciso},
    {"joho.bucho", "雛形 二郎", "情報政策課", Role::supervising_officer},
    {"shimin.bucho", "例示 三江", "市民福祉部", Role::department_officer},
    {"jumin.kacho", "架空 さくら", "住民課", Role::section_manager},
    {"zeimu.kacho", "仮名 四郎", "税務課", Role::section_manager},
    {"fukushi.kacho", "模擬 みどり", "福祉課", Role::section_manager},
    {"joho.kacho", "試作 五月", "情報政策課", Role::section_manager},
    {"joho.system", "凡例 六太", "情報政策課", Role::system_administrator},
    {"jumin.tanto", "標本 なな", "住民課", Role::officer},
    {"zeimu.tanto", "書式 八重", "税務課", Role::officer},
    {"fukushi.tanto", "記入 ここの", "福祉課", Role::officer},
    {"kansa", "照合 とおる", "監査担当", Role::auditor},
    {"uketsuke", "窓口 ひかり", "住民課", Role::reception},
};

}  // namespace

void make_officers(Stage& s) {
  auto& parties = s.town.parties();
  const auto first = must(s.town.accounts().add_administrator("unyo", "運用 まもる"));
  const auto person = s.town.database().reading([&](store::Connection& c) {
    return std::get<std::string>(
        c.query("SELECT person FROM accounts WHERE id = :p0", {first.id}).rows.at(0).at(0));
  });
  s.know("unyo", {.account = first.id,
                  .person = person,
                  .name = "運用 まもる",
                  .place = {},
                  .roles = {Role::administrator},
                  .side = rules::Side::town,
                  .section = {},
                  .contractor = {},
                  .active = true,
                  .mfa = true,
                  .tls = true,
                  .session = {}});
  const auto administrator = s.who("unyo");
  for (const char* name : {"市長室", "市民福祉部", "住民課", "税務課", "福祉課", "情報政策課", "監査担当"})
    s[name] = s.passed(parties.register_section(administrator, s.key(), {name}));
  for (const auto& officer : officers) {
    app::Viewer viewer;
    viewer.person = s.passed(parties.register_officer(administrator, s.key(),
                                                      {officer.name, s.id(officer.section), {officer.role}}));
    viewer.name = officer.name;
    viewer.place = officer.section;
    viewer.roles = {officer.role};
    viewer.section = s.id(officer.section);
    s.account(officer.login, std::move(viewer));
  }
}

}  // namespace sekisho::cli::demo
