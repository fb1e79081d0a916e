#include "demo/parties.h"
#include "demo/rosters.h"
#include "inspect/identifiers.h"

namespace sekisho::cli::demo {
namespace {

using rules::AccessWay;
using rules::Confidentiality;
using rules::Integrity;
using rules::Role;

class Contracts {
 public:
  explicit Contracts(Stage& stage) : s(stage), parties_(stage.town.parties()) {}

  void asset(const char* by, const char* name, const char* information, bool important) {
    s[name] = s.passed(parties_.register_asset(
        s.who(by), s.key(),
        {name, information, s.who(by).section, important ? Confidentiality::c3b : Confidentiality::c2,
         important ? Integrity::i2 : Integrity::i1, rules::Availability::a2, important}));
  }

  // Numbers that begin with 99 are not given to anybody: registry offices have none.
  void firm(const char* by, const char* name) {
    std::string number = "9900000000";
    ++firms_;
    number += std::to_string(firms_ / 10) + std::to_string(firms_ % 10);
    number.insert(number.begin(), *inspect::corporate_number_check(number));
    s[name] = s.passed(parties_.register_contractor(s.who(by), s.key(), {name, number}));
  }

  void engagement(const char* by, const char* title, const char* firm, const std::string& starts,
                  const std::string& ends, const char* responsible, const char* workplace, bool production,
                  bool my_number, std::vector<app::api::ScopeEntry> scope) {
    s[title] =
        s.passed(parties_.register_engagement(s.who(by), s.key(),
                                              {title, s.id(firm), s.who(by).section, responsible, workplace,
                                               starts, ends, std::move(scope), production, my_number}));
  }

  // The manager of a firm: written down by the section, which knows whom it deals with; then an account.
  void manager(const char* by, const char* firm, const char* login, const char* name, const char* kana) {
    person(s.who(by), firm, login, name, kana, Role::contractor_manager);
  }
  void worker(const char* manager, const char* login, const char* name, const char* kana) {
    const auto viewer = s.who(manager);
    person(viewer, viewer.place.c_str(), login, name, kana, Role::worker);
  }
  void known_person(const char* by, const char* firm, const char* name, const char* kana) {
    s[name] = s.passed(parties_.register_worker(s.who(by), s.key(), {s.id(firm), name, kana}));
  }

  // For all of the contract's time.
  std::string apply(const char* manager, const char* engagement, const std::string& parent, const char* firm,
                    const char* work, const std::vector<std::string>& information, const char* reason) {
    const auto starts_ends = term_of(s, engagement);
    return s.passed(s.town.contracts().apply(
        s.who(manager), s.key(), s.id(engagement),
        {parent, s.id(firm), reason, work, information, starts_ends.first, starts_ends.second}));
  }
  void consent_alone(const char* by, const std::string& tier) {
    s.passed(s.town.contracts().decide(
        s.who(by), s.key(), tier,
        {rules::Decision::approve, "任せる業務と情報を確かめました。必要な範囲です。"}));
  }
  // By two people; then bound to the same terms, with somebody who manages the data, and with its workplace.
  void consent(const char* by, const std::string& tier, const char* engagement, const char* firm,
               const char* data_manager, const char* place) {
    consent_alone(by, tier);
    consent_alone("shimin.bucho", tier);
    s.passed(s.town.contracts().confirm_flow_down(
        s.who(by), s.key(), tier, {"再委託の契約書の写し（第5条から第14条が、元の契約と同じ定め）"}));
    name_data_manager(s, by, engagement, firm, data_manager, -172);
    add_workplace(s, by, engagement, firm, place);
  }

  void roster(const char* manager, const char* engagement, const std::vector<const char*>& logins,
              const char* confirmed_by) {
    app::api::RosterInput input{s.who(manager).contractor, {}, {}, true, {}};
    app::api::RosterConfirm confirm;
    for (const char* login : logins) {
      input.workers.push_back(s.person(login));
      constexpr const char* methods[] = {"document:運転免許証", "interview", "document:社員証"};
      confirm.checks.push_back({s.person(login), methods[confirm.checks.size() % 3], "氏名と顔写真", {}});
    }
    const auto roster = s.passed(s.town.rosters().submit(s.who(manager), s.key(), s.id(engagement), input));
    if (confirmed_by != nullptr)
      s.passed(s.town.rosters().confirm(s.who(confirmed_by), s.key(), roster, confirm));
    for (const char* login : logins) sign_pledge(s, login, engagement);
  }

  void trained(const char* by, std::initializer_list<const char*> logins, int held, int until) {
    for (const char* login : logins)
      s.passed(parties_.record_training(
          s.who(by), s.key(),
          {s.person(login), "情報の取扱いの研修", s.date(held), s.date(until), rules::TrainingKind::own}));
  }

 private:
  void person(const app::Viewer& by, const char* firm, const char* login, const char* name, const char* kana,
              Role role) {
    app::Viewer viewer;
    viewer.contractor = s.id(firm);
    viewer.person = s.passed(parties_.register_worker(by, s.key(), {viewer.contractor, name, kana}));
    viewer.name = name;
    viewer.place = firm;
    viewer.roles = {role};
    viewer.side = rules::Side::contractor;
    s.account(login, std::move(viewer));
  }

  Stage& s;
  app::Parties& parties_;
  int firms_ = 0;
};

}  // namespace

void make_contracts(Stage& s) {
  using std::chrono::days, std::chrono::year_month_day;
  Contracts c(s);
  const auto month_of = [&](int from_today) {
    const year_month_day date(s.today() + days(from_today));
    return date.year() / date.month();
  };
  const std::string starts = format_day(Day(month_of(-190) / 1));
  const std::string ends = format_day(Day(month_of(240) / std::chrono::last));
  const std::vector transfer{AccessWay::service_transfer};

  s.day(178, 9, 30);
  c.asset("jumin.kacho", "住民基本台帳", "住民基本台帳の記録", true);
  c.asset("zeimu.kacho", "個人住民税", "個人住民税の課税情報", true);
  c.asset("fukushi.kacho", "給付金対象世帯", "給付金の対象世帯", true);
  c.asset("fukushi.kacho", "児童手当口座", "児童手当の振込先", true);
  c.asset("joho.kacho", "広報誌の原稿", "広報誌の原稿", false);
  s.day(177, 10);
  for (const char* firm : {mihon, sample, reibun, kakusen, karioki}) c.firm("jumin.kacho", firm);
  for (const char* firm : {data_service, hinagata}) c.firm("zeimu.kacho", firm);
  for (const char* firm : {mogi, tsumori}) c.firm("fukushi.kacho", firm);

  s.day(177, 14);
  c.engagement(
      "jumin.kacho", migration, mihon, starts, ends, "設計 あきら",
      "みほんシステム株式会社 開発室（施錠、入退室の記録あり）", true, true,
      {{"住民基本台帳の記録", "移行の対象となる項目", {AccessWay::service_transfer, AccessWay::on_site}},
       {"住民基本台帳の記録", "項目の定義とコード表", transfer}});
  c.engagement("jumin.kacho", entry, karioki, format_day(Day(month_of(-500) / 1)),
               format_day(Day(month_of(-60) / std::chrono::last)), "仮置 しおり", "庁内 第二会議室", false,
               false, {{"住民基本台帳の記録", "届出書の記載", {AccessWay::on_site}}});
  c.engagement("zeimu.kacho", tax, data_service, starts, ends, "保守 みのる",
               "見本データサービス株式会社 保守センター", false, false,
               {{"個人住民税の課税情報", "試験用のデータ", transfer}});
  c.engagement(
      "fukushi.kacho", benefit, mogi, starts, ends, "受電 かおる", "もぎ事務センター株式会社 専用の執務室",
      true, false,
      {{"給付金の対象世帯", "対象世帯の一覧", transfer}, {"児童手当の振込先", "支給の対象者", transfer}});
  c.engagement("joho.kacho", newsletter, mogi, starts, ends, "受電 かおる", "もぎ事務センター株式会社 制作室",
               false, false, {{"広報誌の原稿", "公開前の原稿", transfer}});

  record_contracts(s);

  s.day(176, 9, 15);
  c.manager("jumin.tanto", mihon, "mihon.sekinin", "設計 あきら", "セッケイ アキラ");
  c.manager("zeimu.tanto", data_service, "data.sekinin", "保守 みのる", "ホシュ ミノル");
  c.manager("fukushi.tanto", mogi, "mogi.sekinin", "受電 かおる", "ジュデン カオル");
  c.known_person("jumin.tanto", karioki, "仮置 しおり", "カリオキ シオリ");
  c.worker("mihon.sekinin", "mihon.haruka", "実装 はるか", "ジッソウ ハルカ");
  c.worker("mihon.sekinin", "mihon.susumu", "移行 すすむ", "イコウ ススム");
  c.worker("mihon.sekinin", "mihon.arata", "未講 あらた", "ミコウ アラタ");
  c.worker("data.sekinin", "data.aoi", "点検 あおい", "テンケン アオイ");
  c.worker("mogi.sekinin", "mogi.satoru", "入力 さとる", "ニュウリョク サトル");
  c.worker("mogi.sekinin", "mogi.mayu", "応対 まゆ", "オウタイ マユ");

  // Sub-contracts: applied for by the firm above, decided by the section.
  s.day(174, 10);
  const auto second = c.apply("mihon.sekinin", migration, "", sample, "移行プログラムの作成と試験",
                              {"住民基本台帳の記録"}, "移行プログラムの作成を専門とするため");
  const auto printing = c.apply("mogi.sekinin", benefit, "", tsumori, "通知の印刷、封入、発送",
                                {"給付金の対象世帯", "児童手当の振込先"}, "通知の印刷と封入のため");
  const auto maintenance = c.apply("data.sekinin", tax, "", hinagata, "税額計算の改修",
                                   {"個人住民税の課税情報"}, "計算部分の改修のため");
  s.day(173, 11);
  s["second tier"] = second;
  c.consent("jumin.kacho", second, migration, sample, "見出 まさる", "株式会社さんぷるソフト 試験室");
  c.consent("fukushi.kacho", printing, benefit, tsumori, "刷版 いさむ", "つもり印刷株式会社 第一印刷室");
  c.consent("zeimu.kacho", maintenance, tax, hinagata, "雛田 けい", "ひながた開発株式会社 開発室");
  c.manager("jumin.tanto", sample, "sample.sekinin", "見出 まさる", "ミダシ マサル");
  c.worker("sample.sekinin", "sample.yu", "空欄 ゆう", "クウラン ユウ");
  c.manager("fukushi.tanto", tsumori, "tsumori.sekinin", "刷版 いさむ", "サッパン イサム");
  c.worker("tsumori.sekinin", "tsumori.kotone", "封入 ことね", "フウニュウ コトネ");
  c.manager("zeimu.tanto", hinagata, "hinagata.sekinin", "雛田 けい", "ヒナタ ケイ");
  c.worker("hinagata.sekinin", "hinagata.nozomi", "下書 のぞみ", "シタガキ ノゾミ");
  const auto third = c.apply("sample.sekinin", migration, second, reibun, "変換規則の検証",
                             {"住民基本台帳の記録"}, "変換規則の検証のため");
  s.day(172, 13, 30);
  c.consent("jumin.kacho", third, migration, reibun, "例文 めぐみ", "例文テクノ合同会社 検証室");
  c.manager("jumin.tanto", reibun, "reibun.sekinin", "例文 めぐみ", "レイブン メグミ");
  c.worker("reibun.sekinin", "reibun.takumi", "引用 たくみ", "インヨウ タクミ");

  s.day(171, 9, 45);
  c.roster("mihon.sekinin", migration, {"mihon.sekinin", "mihon.haruka", "mihon.susumu", "mihon.arata"},
           "jumin.kacho");
  c.roster("sample.sekinin", migration, {"sample.sekinin", "sample.yu"}, "jumin.kacho");
  c.roster("reibun.sekinin", migration, {"reibun.sekinin", "reibun.takumi"}, "jumin.kacho");
  c.roster("data.sekinin", tax, {"data.sekinin", "data.aoi"}, "zeimu.kacho");
  c.roster("mogi.sekinin", benefit, {"mogi.sekinin", "mogi.satoru", "mogi.mayu"}, "fukushi.kacho");
  c.roster("mogi.sekinin", newsletter, {"mogi.sekinin", "mogi.mayu"}, "joho.kacho");
  c.roster("tsumori.sekinin", benefit, {"tsumori.sekinin", "tsumori.kotone"}, "fukushi.kacho");
  hand_in_photos(s);
  s.day(170, 15);
  c.trained(
      "jumin.kacho",
      {"mihon.sekinin", "mihon.haruka", "mihon.susumu", "sample.sekinin", "reibun.sekinin", "reibun.takumi"},
      -175, 190);
  c.trained("jumin.kacho", {"sample.yu"}, -373, -12);  // has run out since
  c.trained("zeimu.kacho", {"data.sekinin", "data.aoi", "hinagata.sekinin", "hinagata.nozomi"}, -174, 191);
  c.trained("fukushi.kacho",
            {"mogi.sekinin", "mogi.satoru", "mogi.mayu", "tsumori.sekinin", "tsumori.kotone"}, -174, 191);
}

void ask_for_consent(Stage& s) {
  Contracts c(s);
  s.day(17, 10, 20);
  const auto network = c.apply("sample.sekinin", migration, s.id("second tier"), kakusen,
                               "検証用の回線の整備", {"住民基本台帳の記録"}, "検証用の回線の整備のため");
  c.consent_alone("jumin.kacho", network);  // the second person has not answered yet
  c.manager("jumin.tanto", kakusen, "kakusen.sekinin", "架線 つなぐ", "カセン ツナグ");
  c.worker("kakusen.sekinin", "kakusen.minato", "中継 みなと", "ナカツギ ミナト");
  c.trained("jumin.kacho", {"kakusen.sekinin", "kakusen.minato"}, -25, 340);
}

}  // namespace sekisho::cli::demo
