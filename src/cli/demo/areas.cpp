// The controlled areas of the demonstration town, and a day at its reception desk: expected, inside, too long
// inside, gone, turned away, and one visit of a time without the server that the gate stopped afterwards.
#include "demo/desk.h"
#include "demo/parties.h"
#include "demo/rosters.h"
#include "store/rows.h"

namespace sekisho::cli::demo {
namespace {

using rules::Role;

class Door {
 public:
  explicit Door(Stage& stage) : s(stage) {}

  std::string at(std::chrono::minutes from_end) const { return format_instant(s.end() + from_end); }

  std::string apply(const char* by, std::initializer_list<const char*> people, const char* area,
                    std::chrono::minutes from, std::chrono::minutes until, const char* purpose) {
    app::api::AreaEntryInput in{s.id(migration), s.who(by).contractor, s.id(area), {}, at(from), at(until),
                                purpose};
    for (const char* person : people) in.people.push_back(s.person_of(person));
    return s.passed(s.town.areas().apply_entry(s.who(by), s.key(), in));
  }
  std::string bring_in(const char* by, const char* area, std::chrono::minutes from,
                       std::chrono::minutes until, std::vector<app::api::ThingInput> things) {
    return s.passed(s.town.areas().apply_bring_in(
        s.who(by), s.key(),
        {s.id(migration), s.who(by).contractor, s.id(area), at(from), at(until), "移行の作業に使うため",
         "申請の前日に端末全体を検査し、検出はありませんでした。", std::move(things)}));
  }
  void approve(const char* by, const std::string& application) {
    s.passed(s.town.areas().decide(s.who(by), s.key(), application, {true, "予定と名簿を確かめました。"}));
  }
  app::api::EnterInput input(const char* person, const char* area, const char* escort, const char* badge) {
    app::api::EnterInput in;
    in.person = s.person_of(person);
    in.area = s.id(area);
    in.document = "社員証";
    in.escort = escort == nullptr ? "" : s.person_of(escort);
    in.escort_present = escort != nullptr;
    in.camera = "入口-1";
    in.badge = badge;
    return in;
  }
  std::string enter(const app::api::EnterInput& in) {
    return s.passed(s.town.reception().enter(s.who("uketsuke"), s.key(), in));
  }
  void leave(const std::string& visit, const char* badge, const char* work) {
    app::api::LeaveInput in;
    in.badge = badge;
    in.work = work;
    s.passed(s.town.reception().leave(s.who("uketsuke"), s.key(), visit, in));
  }

  Stage& s;
};

constexpr const char* server_room = "サーバー室";
constexpr const char* media_store = "記録媒体の保管庫";

}  // namespace

void make_areas(Stage& s) {
  s.day(170, 16);
  const auto area = [&](const char* by, const char* name, rules::AreaKind kind, const char* place,
                        const char* house_rules, const char* contact) {
    app::api::AreaInput in;
    in.name = name;
    in.kind = kind;
    in.place = place;
    in.section = s.who(by).section;
    in.roles = {Role::officer, Role::section_manager, Role::system_administrator, Role::supervising_officer};
    in.cameras = {"入口-1", "室内-2"};
    in.one_area_at_a_time = true;
    in.house_rules = house_rules;
    in.contact = contact;
    s[name] = s.passed(s.town.areas().register_area(s.who(by), s.key(), in));
  };
  area("joho.kacho", server_room, rules::AreaKind::server_room, "本庁舎 地下1階",
       "携帯電話・カメラを持ち込まないこと。\n飲食をしないこと。\n機器の扉は、作業が終わったらすぐに閉めるこ"
       "と。",
       "情報政策課　内線 2100　夜間は守衛室 内線 9000");
  area("jumin.kacho", media_store, rules::AreaKind::media_store, "本庁舎 2階",
       "媒体の出し入れは、二人で確かめて台帳に書くこと。", "住民課　内線 1100");
}

void ask_to_enter(Stage& s) {
  using namespace std::chrono_literals;
  Door d(s);
  s.day(1, 15, 20);
  const auto main = d.apply("mihon.sekinin", {"mihon.haruka", "mihon.susumu", "mihon.arata"}, server_room,
                            -8h, 8h, "移行用サーバーの設定と、つなぎ込みの確認のため");
  const auto morning = d.apply("mihon.sekinin", {"mihon.sekinin"}, server_room, -8h, -10min,
                               "作業の立ち会いと、配線の確認のため");
  const auto third = d.apply("reibun.sekinin", {"reibun.takumi"}, server_room, -8h, 8h,
                             "変換の結果を、移行用サーバーで確かめるため");
  const std::string today = format_day(s.today() - std::chrono::days(5));
  const auto things = d.bring_in(
      "mihon.sekinin", server_room, -8h, 8h,
      {{rules::ThingKind::pc, "見本電機 ノートA", "MH-2231-0457", "見本アンチウイルス", today, false},
       {rules::ThingKind::medium, "見本メディア 外付けディスク", "XD-88-1203", "", "", false}});
  s.day(1, 16, 10);
  for (const auto& one : {main, morning, third, things}) d.approve("joho.kacho", one);
  s.day(1, 16, 40);
  (void)d.apply("mihon.sekinin", {"mihon.haruka"}, server_room, 20h, 26h, "移行リハーサルの準備のため");
  (void)d.bring_in(
      "mihon.sekinin", server_room, 20h, 26h,
      {{rules::ThingKind::pc, "見本電機 ノートA", "MH-2231-0458", "見本アンチウイルス", today, false}});
  const auto vague =
      d.apply("mihon.sekinin", {"mihon.susumu"}, media_store, 20h, 26h, "確認のため、入ります");
  s.passed(s.town.areas().decide(s.who("jumin.kacho"), s.key(), vague,
                                 {false, "保管庫で行う作業がわかりません。作業の内容を書いてください。"}));
}

void play_visits(Stage& s) {
  using namespace std::chrono_literals;
  Door d(s);
  s.before_end(58min);
  const auto takumi = d.enter(d.input("reibun.takumi", server_room, "joho.system", "11"));
  (void)d.enter(d.input("mihon.sekinin", server_room, "joho.system", "12"));  // stays too long
  d.leave(takumi, "11", "変換の結果を確かめ、差がないことを見た");
  s.before_end(48min);
  auto with_laptop = d.input("mihon.susumu", server_room, "joho.kacho", "13");
  s.town.database().read([&](store::Connection& c) {
    for (const auto& thing : store::select<store::BroughtThing>(c, "serial = 'MH-2231-0457'"))
      with_laptop.things.push_back({thing.id, s.date(-1)});
  });
  const auto susumu = d.enter(with_laptop);
  s.passed(
      s.town.attachments().add(s.who("uketsuke"), s.key(),
                               {rules::AttachmentPurpose::still, susumu, "入口-1 の静止画.png", "image/png"},
                               as_bytes(drawn_photo(3))));
  s.before_end(40min);
  const auto& desk = s.who("uketsuke");
  auto& reception = s.town.reception();
  s.refused(reception.enter(desk, s.key(), d.input("mihon.arata", server_room, "joho.system", "14")),
            "entry.trained");
  s.refused(reception.enter(desk, s.key(), d.input("mogi.satoru", server_room, "joho.system", "14")),
            "entry.permission");
  s.before_end(34min);
  auto officer = d.input("jumin.tanto", media_store, nullptr, "21");
  officer.document = "職員証";
  officer.purpose = "媒体の棚卸しのため";
  (void)d.enter(officer);
  s.before_end(20min);
  app::api::ReplayInput missed;
  missed.at = d.at(-25min);
  missed.passed = true;
  missed.enter = d.input("sample.yu", server_room, "joho.system", "15");
  const auto visit = s.passed(reception.replay(desk, s.key(), missed));
  d.leave(visit, "15", "変換プログラムを置き換えた");
}

}  // namespace sekisho::cli::demo
