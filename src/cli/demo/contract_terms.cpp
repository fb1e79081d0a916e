// What the contracts of the demonstration town say. One of them has gaps that somebody is asked to close.
#include <algorithm>

#include "demo/parties.h"
#include "store/rows.h"

namespace sekisho::cli::demo {
namespace {

using rules::Criterion;
using rules::Quality;
using rules::Term;

struct Clause {
  Term term;
  const char* article;
  const char* text;
};
constexpr Clause clauses[] = {
    {Term::policy, "第5条", "受託者は、見本市情報セキュリティポリシー及び実施手順を遵守する。"},
    {Term::identified, "第6条",
     "受託者は、責任者、業務の内容、従事者及び作業場所を書面で届け出る。変更するときは、あらかじめ届け出る"
     "。"},
    {Term::service_level, "第7条及び別紙2",
     "受託者は、別紙2に定めるサービスレベルを保証し、その状況を定期に報告する。"},
    {Term::access, "第8条及び別紙1",
     "受託者に許可する情報の種類、範囲及びアクセス方法は別紙1のとおりとし、作成から廃棄まで記録して管理する"
     "。"},
    {Term::education, "第9条",
     "受託者は、従事者に対し、情報の保護と秘密の保持について必要な教育を年1回以上行い、その記録を残す。"},
    {Term::purpose, "第10条", "受託者は、提供された情報を目的外に利用し、又は第三者に提供してはならない。"},
    {Term::secrecy, "第11条",
     "受託者は、業務上知り得た秘密を漏らしてはならない。契約の終了後及び従事者が職を退いた後も同様とする。"},
    {Term::sub_contracting, "第12条",
     "受託者は、市の書面による承諾なしに再委託してはならない。再委託先にもこの契約の定めを守らせる。"},
    {Term::return_disposal, "第13条",
     "受託者は、契約が終了したときは直ちに情報を返還し、又は復元できない方法で消去し、その証明書を提出する"
     "。"},
    {Term::reporting, "第14条", "受託者は、業務の状況を毎月報告し、事故が発生したときは直ちに報告する。"},
    {Term::audit, "第15条", "市は、受託者及び再委託先に対し、監査又は検査を行うことができる。"},
    {Term::publication, "第16条",
     "市は、情報セキュリティインシデントが発生したときは、これを公表することができる。"},
    {Term::breach, "第17条", "受託者は、この契約に違反して市に損害を与えたときは、その損害を賠償する。"},
};

struct Contract {
  const char* by;
  const char* title;
  const char* firm;
  const char* place;
  const char* address;
  const char* data_manager;
  std::vector<Term> gaps;  // not in the contract
  bool complete;           // the rest of the record too
};

void agree(Stage& s, const Contract& contract) {
  app::api::TermsInput terms;
  for (const auto& clause : clauses) {
    const bool agreed = std::ranges::find(contract.gaps, clause.term) == contract.gaps.end();
    terms.terms.push_back({clause.term, agreed, agreed ? clause.article : "", agreed ? clause.text : ""});
  }
  s.passed(s.town.contracts().change_terms(s.who(contract.by), s.key(), s.id(contract.title), terms));
}

void record(Stage& s, const Contract& contract) {
  auto& contracts = s.town.contracts();
  const auto& by = s.who(contract.by);
  const auto& id = s.id(contract.title);
  s.passed(contracts.change_workplaces(
      by, s.key(), id,
      {{{s.id(contract.firm), contract.place, contract.address, "施錠、入退室の記録、私物の持ち込み禁止"}}}));
  if (!contract.complete) return;
  s.passed(contracts.change_service_levels(
      by, s.key(), id,
      {{{Quality::confidentiality, "権限のない者による閲覧", "0 件", "操作の記録を毎月点検する"},
        {Quality::integrity, "処理結果の誤り", "月 1 件以下", "照合の結果を数える"},
        {Quality::availability, "業務時間中の停止", "月 60 分以内", "監視の記録から求める"}},
       3}));
  s.passed(contracts.change_selection(
      by, s.key(), id,
      {{{Criterion::capital, true, "登記事項証明書と役員名簿を確かめた。"},
        {Criterion::place_of_work, true, "作業場所を現地で確かめた。国内に限る。"},
        {Criterion::workers, true, "従事者の経歴と資格の一覧を受け取った。"},
        {Criterion::evidence, true, "ISMS の認証の写しと、脆弱性診断の結果を確かめた。"},
        {Criterion::unintended_changes, true, "変更の承認と記録の手順書を確かめた。"}}}));
  s.passed(contracts.change_specification(
      by, s.key(), id,
      {std::string(contract.title) + " 調達仕様書 第3章",
       {{"対策基準 8.1(2)", "契約に 13 の事項を定め、再委託先にも守らせること。"},
        {"対策基準 2(2)⑧", "重要な情報を運ぶときは、暗号化し、アクセス制御を確かめること。"},
        {"対策基準 4.2", "管理区域では身分証を示し、職員が随行すること。"}}}));
}

}  // namespace

void name_data_manager(Stage& s, const char* by, const char* engagement, const char* firm, const char* name,
                       int since) {
  s.passed(s.town.contracts().appoint(s.who(by), s.key(), s.id(engagement),
                                      {s.id(firm), rules::Post::data_manager, "", name, s.date(since)}));
}

void add_workplace(Stage& s, const char* by, const char* engagement, const char* firm, const char* place) {
  auto places = s.town.database().reading([&](store::Connection& c) {
    const auto record = store::find<store::Engagement>(c, s.id(engagement));
    return record ? record->workplaces : std::vector<store::Workplace>{};
  });
  places.push_back({s.id(firm), place, "見本市港町 9-10", "施錠、入退室の記録、私物の持ち込み禁止"});
  s.passed(s.town.contracts().change_workplaces(s.who(by), s.key(), s.id(engagement), {std::move(places)}));
}

std::pair<std::string, std::string> term_of(Stage& s, const char* engagement) {
  const auto record = s.town.database().reading(
      [&](store::Connection& c) { return store::find<store::Engagement>(c, s.id(engagement)); });
  return record ? std::pair(record->starts, record->ends) : std::pair<std::string, std::string>();
}

void record_contracts(Stage& s) {
  const Contract all[] = {
      {"jumin.kacho",
       migration,
       mihon,
       "みほんシステム株式会社 開発室",
       "見本市中央町 1-2-3 みほんビル 4階",
       "移行 すすむ",
       {},
       true},
      {"zeimu.kacho",
       tax,
       data_service,
       "見本データサービス株式会社 保守センター",
       "見本市港町 5-6",
       "点検 あおい",
       {},
       true},
      {"fukushi.kacho",
       benefit,
       mogi,
       "もぎ事務センター株式会社 専用の執務室",
       "見本市緑町 7-8 2階",
       "入力 さとる",
       {},
       true},
      // nobody has written down what happens after an incident, nor how good the service must be
      {"joho.kacho",
       newsletter,
       mogi,
       "もぎ事務センター株式会社 制作室",
       "見本市緑町 7-8 1階",
       "応対 まゆ",
       {Term::service_level, Term::publication},
       false},
  };
  s.day(177, 16);
  for (const auto& contract : all) {
    agree(s, contract);
    record(s, contract);
    name_data_manager(s, contract.by, contract.title, contract.firm, contract.data_manager, -177);
  }
}

}  // namespace sekisho::cli::demo
