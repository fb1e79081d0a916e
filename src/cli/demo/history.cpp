// What has ended, and what is held since longer ago.
#include "demo/desk.h"
#include "demo/parties.h"
#include "demo/register.h"

namespace sekisho::cli::demo {
namespace {

using rules::Decision;
using rules::InspectionState;
using rules::PassageKind;

constexpr auto copy_protection =
    "暗号化したディスクか施錠した棚に置き、作業が終わったら、その日のうちに消すか裁断します。";
constexpr auto clean = InspectionState::clean;
constexpr auto production = InspectionState::production_data;

void erased_with_certificate(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  auto& handovers = s.town.handovers();
  s.day(150, 9, 40);
  const Wish wish{"jumin.tanto",
                  "mihon.haruka",
                  migration,
                  "住民基本台帳",
                  "移行の対象となる項目",
                  "移行プログラムの一回目の試験のため",
                  "移行の対象となる世帯の抜き出し（一回目）",
                  "作った試験用のデータでは、異体字と長い住所の変換を確かめられないため",
                  -140,
                  -110};
  const auto passage =
      d.submitted(wish, "移行試験_第1回.csv", extract(seed, 0, 48, Extract::migration), production);
  s.day(149, 11);
  d.approve("jumin.kacho", passage, "対象を 48 人に絞ったことを確かめました。");
  d.approve("shimin.bucho", passage, "必要な範囲と認めます。");
  s.day(148, 10, 15);
  const auto custody = d.collect("mihon.haruka", passage, "みほんシステム株式会社 開発室");
  const auto copying = d.may_copy("mihon.sekinin", custody,
                                  {rules::CopyMedium::disk, "開発室 試験用サーバー",
                                   "移行プログラムの試験のため", copy_protection, s.date(-140), 1},
                                  {"jumin.kacho", "shimin.bucho"});
  s.passed(handovers.declare_copy(s.who("mihon.haruka"), s.key(), custody,
                                  {"開発室 試験用サーバー", "移行プログラムの試験", 1, copying}));
  s.day(121, 16, 30);
  s.refused(
      handovers.erase(s.who("mihon.haruka"), s.key(), custody, {"専用ソフトによる上書き消去", false, ""}),
      "custody.copies");
  s.passed(handovers.erase(s.who("mihon.haruka"), s.key(), custody,
                           {"専用ソフトによる上書き消去", true,
                            "試験用サーバーの複製も含めて、復元できないように消去しました。"}));
}

void returned(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(120, 10);
  const Wish wish{"fukushi.tanto",
                  "mogi.satoru",
                  benefit,
                  "給付金対象世帯",
                  "対象世帯の一覧",
                  "給付金の通知の作成のため",
                  "給付金の対象となる世帯の一覧（第一期）",
                  "通知の宛先として、対象世帯の情報そのものが必要なため",
                  -112,
                  -90,
                  PassageKind::receive};
  const auto passage =
      d.submitted(wish, "対象世帯_第1期.csv", extract(seed, 60, 36, Extract::benefit), production);
  s.day(119, 9, 20);
  d.approve("fukushi.kacho", passage, "");
  d.approve("joho.bucho", passage, "内容を確かめました。");
  s.day(118, 13);
  const auto custody = d.collect("mogi.satoru", passage, "もぎ事務センター株式会社 専用の執務室");
  s.day(98, 15, 40);
  s.passed(s.town.handovers().declare_return(
      s.who("mogi.satoru"), s.key(), custody,
      {"関所に預けたデータを使い終え、端末に残したものを返しました", true}));
  s.day(97, 9, 10);
  s.passed(s.town.handovers().confirm_return(s.who("fukushi.tanto"), s.key(), custody));
}

void expired(Desk& d) {
  auto& s = d.s;
  s.day(95, 14);
  const Wish wish{"jumin.tanto",
                  "mihon.susumu",
                  migration,
                  "住民基本台帳",
                  "項目の定義とコード表",
                  "移行する項目の対応表を作るため",
                  "異動事由などのコード表",
                  nullptr,
                  -88,
                  -60};
  const auto passage = d.submitted(wish, "コード表_仮.csv", code_table(), clean);
  s.day(94, 10);
  d.approve("jumin.kacho", passage, "");
  d.approve("shimin.bucho", passage, "");
  s.day(80, 9);  // nobody came
  s.town.handovers().tend();
}

void overdue(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(74, 10, 30);
  const Wish wish{"fukushi.tanto",
                  "tsumori.kotone",
                  benefit,
                  "児童手当口座",
                  "支給の対象者",
                  "支給通知の印刷と封入のため",
                  "支給通知に印字する対象者の一覧",
                  "通知に印字する内容として、対象者の情報そのものが必要なため",
                  -65,
                  -7,
                  PassageKind::receive};
  const auto passage =
      d.submitted(wish, "支給通知_対象者.csv", extract(seed, 120, 42, Extract::accounts), production);
  s.day(73, 11);
  d.approve("fukushi.kacho", passage, "印刷が終わったら、すぐに消去してください。");
  d.approve("fuku.shicho", passage, "");
  s.day(72, 9, 50);
  const auto custody = d.collect("tsumori.kotone", passage, "つもり印刷株式会社 第一印刷室");
  const auto copying = d.may_copy("tsumori.sekinin", custody,
                                  {rules::CopyMedium::paper, "第一印刷室 印刷機",
                                   "支給通知を印刷機で刷るため", copy_protection, s.date(-40), 2},
                                  {"fukushi.kacho", "fuku.shicho"});
  s.passed(s.town.handovers().declare_copy(s.who("tsumori.kotone"), s.key(), custody,
                                           {"第一印刷室 印刷機", "通知の印刷", 2, copying}));
  s["overdue custody"] = custody;
}

void rejected(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(60, 13, 20);
  const Wish wish{"mihon.sekinin",
                  "mihon.susumu",
                  migration,
                  "住民基本台帳",
                  "移行の対象となる項目",
                  "移行プログラムの性能を測るため",
                  "移行の対象となる世帯の抜き出し（性能の測定用）",
                  "実際の量のデータで、処理にかかる時間を測りたいため",
                  -50,
                  -20};
  const auto passage =
      d.submitted(wish, "性能測定.csv", extract(seed, 0, 380, Extract::migration), production);
  s.day(59, 9, 30);
  s.refused(s.town.passages().decide(s.who("jumin.kacho"), s.key(), passage, {Decision::reject, ""}),
            "statement.rejection");
  s.passed(s.town.passages().decide(
      s.who("jumin.kacho"), s.key(), passage,
      {Decision::reject,
       "性能の測定には、作った試験用のデータで足ります。住民の情報を使わない形で申請し直してください。"}));
}

void withdrawn(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(50, 10);
  const Wish wish{"zeimu.tanto",
                  "data.aoi",
                  tax,
                  "個人住民税",
                  "試験用のデータ",
                  "税率表の改修を確かめるため",
                  "税額の計算を確かめる試験用の数値",
                  nullptr,
                  -40,
                  -10};
  const auto passage = d.submitted(wish, "試験用の数値_旧.csv", test_figures(seed, 60), clean);
  s.day(49, 14);
  s.passed(s.town.passages().withdraw(s.who("zeimu.tanto"), s.key(), passage,
                                      {"数値の誤りに気づいたため、作り直します。"}));
}

void held_and_due_soon(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(36, 9, 30);
  const Wish wish{"jumin.tanto",
                  "reibun.takumi",
                  migration,
                  "住民基本台帳",
                  "移行の対象となる項目",
                  "変換規則の検証のため",
                  "異体字を含む世帯の抜き出し",
                  "実際に使われている異体字でなければ、変換の規則を確かめられないため",
                  -28,
                  5};
  const auto passage =
      d.submitted(wish, "異体字_検証.csv", extract(seed, 200, 30, Extract::migration), production);
  s.day(35, 11);
  d.approve("jumin.kacho", passage, "再々委託先まで承諾があることを確かめました。");
  d.approve("joho.bucho", passage, "");
  s.day(34, 10);
  const auto custody = d.collect("reibun.takumi", passage, "例文テクノ合同会社 検証室");
  const auto copying = d.may_copy("reibun.sekinin", custody,
                                  {rules::CopyMedium::disk, "検証室のサーバーと予備の端末",
                                   "異体字の変換を検証するため", copy_protection, s.date(-10), 2},
                                  {"jumin.kacho", "joho.bucho"});
  s.passed(s.town.handovers().declare_copy(s.who("reibun.takumi"), s.key(), custody,
                                           {"検証室 サーバー", "変換の検証", 1, copying}));
  s.day(30, 15);
  s.passed(s.town.handovers().declare_copy(s.who("reibun.takumi"), s.key(), custody,
                                           {"検証室 予備の端末", "結果の見比べ", 1, copying}));
}

void return_declared(Desk& d, std::uint64_t seed) {
  auto& s = d.s;
  s.day(28, 13);
  const Wish wish{"zeimu.tanto",
                  "data.aoi",
                  tax,
                  "個人住民税",
                  "試験用のデータ",
                  "税率表の改修を確かめるため",
                  "税額の計算を確かめる試験用の数値（作り直し）",
                  nullptr,
                  -20,
                  20};
  const auto passage = d.submitted(wish, "試験用の数値.csv", test_figures(seed + 1, 120), clean);
  s.day(27, 9, 30);
  d.approve("zeimu.kacho", passage, "住民の情報がないことを確かめました。");
  d.approve("joho.bucho", passage, "");
  s.day(26, 10);
  s["custody to confirm"] = d.collect("data.aoi", passage, "見本データサービス株式会社 保守センター");
}

void newsletter_out(Desk& d) {
  auto& s = d.s;
  s.day(21, 11);
  const Wish wish{"joho.system",
                  "mogi.mayu",
                  newsletter,
                  "広報誌の原稿",
                  "公開前の原稿",
                  "電子版の紙面を組むため",
                  "来月号の原稿",
                  nullptr,
                  -14,
                  40,
                  PassageKind::receive};
  const auto passage = d.submitted(wish, "広報みほん_原稿.txt", newsletter_text(), clean);
  s.day(20, 9, 15);
  d.approve("joho.kacho", passage, "");  // not an important asset: one person is enough
  s.day(20, 13);
  (void)d.collect("mogi.mayu", passage, "もぎ事務センター株式会社 制作室");
}

}  // namespace

void play_history(Stage& stage, std::uint64_t seed) {
  Desk desk(stage);
  erased_with_certificate(desk, seed);
  returned(desk, seed);
  expired(desk);
  overdue(desk, seed);
  rejected(desk, seed);
  withdrawn(desk, seed);
  held_and_due_soon(desk, seed);
  return_declared(desk, seed);
  newsletter_out(desk);
}

}  // namespace sekisho::cli::demo
