// The last days: what waits for somebody, and what the gate stopped.
#include "demo/desk.h"
#include "demo/parties.h"
#include "demo/register.h"

namespace sekisho::cli::demo {
namespace {

using rules::Decision;
using rules::InspectionState;
using rules::PassageKind;

constexpr auto clean = InspectionState::clean;
constexpr auto production = InspectionState::production_data;
constexpr const char* migration_range = "移行の対象となる項目";
constexpr const char* tables_range = "項目の定義とコード表";
constexpr const char* migration_content = "移行の対象となる世帯の抜き出し";

void stopped_by_the_chain(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(15, 10);  // applied for, but nobody has consented yet
  const Wish undecided{"jumin.tanto",
                       "kakusen.minato",
                       migration,
                       "住民基本台帳",
                       tables_range,
                       "検証用の回線で読み込みを試すため",
                       "移行に使うコード表",
                       nullptr,
                       20,
                       60};
  const auto first = d.draft(undecided);
  d.upload(undecided, first, "コード表_回線試験.csv", code_table(), clean);
  d.cannot_submit(undecided, first, "sub_contract.consent");

  s.day(13, 14);  // nobody has applied at all
  const Wish unknown{"jumin.tanto",
                     "仮置 しおり",
                     migration,
                     "住民基本台帳",
                     migration_range,
                     "移行データの手直しを頼みたいと相談されたため",
                     migration_content,
                     "実際のデータでなければ、手直しの要るところがわからないため",
                     15,
                     50};
  const auto second = d.draft(unknown);
  d.upload(unknown, second, "手直し_対象.csv", extract(seed, 260, 24, Extract::migration), production);
  d.cannot_submit(unknown, second, "sub_contract.consent");
  s.passed(s.town.passages().withdraw(s.who("jumin.tanto"), s.key(), second,
                                      {"承諾のない会社には頼めないとわかったため。"}));
}

void stopped_by_what_is_inside(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(10, 9, 40);
  const Wish wish{"zeimu.tanto",
                  "data.aoi",
                  tax,
                  "個人住民税",
                  "試験用のデータ",
                  "計算の不具合を調べるため",
                  "不具合が出た計算の入力の写し",
                  nullptr,
                  14,
                  45};
  const auto passage = d.draft(wish);
  d.upload(wish, passage, "不具合の再現.csv", extract(seed, 300, 27, Extract::migration), production);
  d.cannot_submit(wish, passage, "production.contract");
}

void stopped_by_the_recipient(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(8, 11);
  const Wish untrained{"mihon.sekinin",
                       "mihon.arata",
                       migration,
                       "住民基本台帳",
                       tables_range,
                       "コード表の対応を確かめるため",
                       "移行に使うコード表",
                       nullptr,
                       15,
                       40};
  const auto first = d.draft(untrained);
  d.upload(untrained, first, "コード表_確認.csv", code_table(), clean);
  d.cannot_submit(untrained, first, "recipient.trained");
  s.passed(s.town.passages().withdraw(s.who("mihon.sekinin"), s.key(), first,
                                      {"受取人に研修を受けさせてから、申請し直します。"}));

  s.day(7, 10, 30);
  const Wish outdated{"jumin.tanto",
                      "sample.yu",
                      migration,
                      "住民基本台帳",
                      tables_range,
                      "変換プログラムに読み込ませるため",
                      "移行に使うコード表（改訂）",
                      nullptr,
                      15,
                      40};
  const auto second = d.draft(outdated);
  d.upload(outdated, second, "コード表_改訂.csv", code_table(), clean);
  d.cannot_submit(outdated, second, "recipient.trained");

  s.day(6, 13);
  const Wish unconfirmed{"zeimu.tanto",
                         "hinagata.nozomi",
                         tax,
                         "個人住民税",
                         "試験用のデータ",
                         "計算部分の改修を確かめるため",
                         "税額の計算を確かめる試験用の数値",
                         nullptr,
                         18,
                         45};
  const auto third = d.draft(unconfirmed);
  d.upload(unconfirmed, third, "試験用の数値_改修.csv", test_figures(seed + 2, 90), clean);
  d.cannot_submit(unconfirmed, third, "recipient.roster");
}

void ready_to_collect(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(5, 9, 30);
  const Wish wish{"jumin.tanto",
                  "mihon.haruka",
                  migration,
                  "住民基本台帳",
                  migration_range,
                  "移行プログラムの二回目の試験のため",
                  "移行の対象となる世帯の抜き出し（二回目）",
                  "一回目で見つかった変換の誤りが直ったことを、同じ種類の世帯で確かめるため",
                  10,
                  45};
  const auto passage =
      d.submitted(wish, "移行試験_第2回.csv", extract(seed, 0, 36, Extract::migration), production);
  s.day(4, 10);
  d.approve("jumin.kacho", passage, "一回目の消去証明書を確かめました。");
  s.refused(s.town.handovers().grant(s.who("mihon.haruka"), s.key(), passage),
            "approvals.enough");  // one is not two
  s.day(4, 15);
  d.approve("joho.bucho", passage, "");
  s.refused(s.town.handovers().grant(s.who("mihon.sekinin"), s.key(), passage),
            "release.recipient");  // the manager is not the named person
  s["to collect"] = passage;
}

void too_late_for_a_copy(Desk& d) {
  auto& s = d.s;
  s.day(2, 9, 20);
  s.refused(s.town.handovers().declare_copy(s.who("tsumori.kotone"), s.key(), s.id("overdue custody"),
                                            {"第二印刷室", "刷り直し", 1, {}}),
            "custody.due");
}

void waiting(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(2, 11);
  const Wish second{"fukushi.tanto",
                    "mogi.satoru",
                    benefit,
                    "給付金対象世帯",
                    "対象世帯の一覧",
                    "給付金の通知の作成のため",
                    "給付金の対象となる世帯の一覧（第二期）",
                    "通知の宛先として、対象世帯の情報そのものが必要なため",
                    12,
                    40,
                    PassageKind::receive};
  const auto by_second =
      d.submitted(second, "対象世帯_第2期.csv", extract(seed, 96, 40, Extract::benefit), production);
  d.approve("fukushi.kacho", by_second, "第一期の返却が済んでいることを確かめました。");
  s["waits for the second"] = by_second;

  s.day(1, 10);
  const Wish own{"jumin.kacho",
                 "mihon.susumu",
                 migration,
                 "住民基本台帳",
                 tables_range,
                 "移行する項目の対応表を直すため",
                 "異動事由などのコード表（確定）",
                 nullptr,
                 14,
                 60};
  const auto by_first = d.submitted(own, "コード表_確定.csv", code_table(), clean);
  s.refused(s.town.passages().decide(s.who("jumin.kacho"), s.key(), by_first, {Decision::approve, ""}),
            "approvals.approver");  // nobody approves the own one

  s.day(1, 13, 30);
  const Wish by_firm{"mihon.sekinin",
                     "mihon.susumu",
                     migration,
                     "住民基本台帳",
                     migration_range,
                     "住所の変換の誤りを調べるため",
                     "住所の変換を誤った世帯の抜き出し",
                     "誤りが起きた世帯の住所そのものを見なければ、原因がわからないため",
                     12,
                     35};
  s["waits for the first"] =
      d.submitted(by_firm, "住所の変換.csv", extract(seed, 330, 12, Extract::migration), production);

  s.day(1, 15);
  s.passed(s.town.handovers().declare_return(s.who("data.aoi"), s.key(), s.id("custody to confirm"),
                                             {"試験が終わり、端末に残したものを返しました", true}));
}

void being_written(Desk& d) {
  auto& s = d.s;
  s.before_end(std::chrono::minutes(72));
  const Wish wish{"jumin.tanto",
                  "mihon.haruka",
                  migration,
                  "住民基本台帳",
                  tables_range,
                  "届出の画面に出す言葉をそろえるため",
                  "届出の種類の一覧",
                  nullptr,
                  20,
                  60};
  const auto passage = d.draft(wish);
  d.upload(wish, passage, "届出の種類.csv", code_table(), clean);
  s["to submit"] = passage;
}

}  // namespace

void play_recent_days(Stage& stage, std::uint64_t seed) {
  Desk desk(stage);
  train_lately(stage);
  write_reports(stage);
  inspect_on_site(stage);
  instruct_disposals(stage);
  plan_audits(stage);
  ask_for_consent(stage);
  stopped_by_the_chain(desk, seed);
  send_roster(stage);
  stopped_by_what_is_inside(desk, seed);
  stopped_by_the_recipient(desk, seed);
  ready_to_collect(desk, seed);
  send_sheet(stage);
  certify_disposal(stage);
  report_audit(stage);
  too_late_for_a_copy(desk);
  waiting(desk, seed);
  ask_to_enter(stage);
  being_written(desk);
  play_visits(stage);
}

}  // namespace sekisho::cli::demo
