// Training and notices of the demonstration town: held and coming, taken and missed, read and unread.
#include "demo/parties.h"
#include "report/pdf.h"

namespace sekisho::cli::demo {
namespace {

using rules::Audience;
using rules::NoticeKind;
using rules::TrainingKind;

constexpr const char* policy_course = "policy course";
constexpr const char* drill_course = "drill course";

app::api::CourseInput policy() {
  return {"",
          TrainingKind::own,
          "委託事業者のための情報セキュリティ研修",
          "情報セキュリティポリシーの概要、データの持ち出し、記録媒体、事故のときの連絡",
          "",
          12,
          80,
          true,
          "# この研修で学ぶこと\n"
          "見本市の仕事をする人は、会社や立場にかかわらず、見本市の情報セキュリティポリシーを守ります。"
          "再委託先の人も同じです。\n\n"
          "# 持ち出しは、承認を受けてから\n"
          "- **承認のない持ち出しは、どんな理由でも禁止**です。建物の中で動かすことも持ち出しです。\n"
          "- やむを得ず持ち出すときは、関所で申請し、承認を受け、記録に残します。\n"
          "- 記録媒体は、許可されたものだけを使い、中身を暗号化します。\n"
          "- 使い終えたら、複製も含めて消すか返し、その手続きをします。\n\n"
          "# 運ぶとき、預かっているとき\n"
          "- 寄り道をせず、手元から離しません。食事や飲酒の席に持って行きません。\n\n"
          "# 事故に気づいたら\n"
          "1. すぐに、会社の責任者と市の担当課に知らせます。自分で探してから、ではありません。\n"
          "2. いつ、どこで、何を、を記録します。",
          {{"急ぎのとき、承認を受けずにデータを持ち出してよいですか。",
            {"責任者が口頭で許せばよい", "同じ建物の中ならよい", "どんなときも、いけない"},
            {2}},
           {"媒体をなくしたかもしれないとき、まず何をしますか。",
            {"翌朝まで自分で探す", "すぐに会社の責任者と市の担当課に知らせる", "見つかるまで言わない"},
            {1}},
           {"使い終えたデータについて、することをすべて選んでください。",
            {"複製も含めて、消すか返す", "手続きをして、記録に残す", "次の仕事のために取っておく"},
            {0, 1}}}};
}

// A sheet of one page, to be taken along.
Bytes policy_sheet(Instant made) {
  report::Pdf pdf({"データを預かる人の心得", "見本市", "", made, false});
  pdf.paragraph(
      "持ち出しは、承認を受けてから。\n運ぶときは、寄り道をせず、手元から離さない。\n"
      "使い終えたら、複製も含めて消すか返す。\n事故に気づいたら、すぐに会社の責任者と市の担当課に知らせる。");
  return must(pdf.finish());
}

app::api::CourseInput drill() {
  return {"",
          TrainingKind::drill,
          "記録媒体の紛失を想定した連絡訓練",
          "気づいてから市に知らせるまでの手順を、実際に行います",
          "",
          12,
          80,
          false,
          "",
          {}};
}

app::api::NoticeInput notice(NoticeKind kind, Audience audience, const char* title, const char* body,
                             std::string held_on, const char* place, std::string read_by) {
  return {kind, audience, "", title, body, "", std::move(held_on), place, std::move(read_by)};
}

}  // namespace

void open_training(Stage& s) {
  auto& trainings = s.town.trainings();
  auto& notices = s.town.notices();
  s.day(168, 10);
  s[policy_course] = s.passed(trainings.open_course(s.who("joho.bucho"), s.key(), policy()));
  s.passed(s.town.attachments().add(s.who("joho.bucho"), s.key(),
                                    {rules::AttachmentPurpose::material, s.id(policy_course),
                                     "データを預かる人の心得.pdf", "application/pdf"},
                                    policy_sheet(s.end() - std::chrono::days(168))));
  s["overview"] = s.passed(notices.publish(
      s.who("joho.bucho"), s.key(),
      notice(
          NoticeKind::overview, Audience::everybody, "ガイドラインの概要（委託先の管理）",
          "# 四つの対応\n"
          "1. "
          "**情報の取扱い**：分類に応じて管理し、大事な情報は最小限の権限と複数人による確認を徹底します。\n"
          "2. **入退室**：身分証と名簿を突き合わせ、職員が付き添います。\n"
          "3. **教育**：委託先の従業員にも、市のポリシーを理解してもらいます。\n"
          "4. **書面による確認**：チェックシートと作業報告書で、定期的に確かめます。再委託先も含みます。",
          "", "", s.date(-150))));
  const auto session =
      s.passed(trainings.plan_session(s.who("fukushi.tanto"), s.key(), s.id(policy_course),
                                      {s.who("fukushi.tanto").section, s.date(-160), "13:30から15:00まで",
                                       "市役所 第三会議室", 20, s.date(-162)}));
  s.passed(trainings.invite(
      s.who("fukushi.tanto"), s.key(), s.id(policy_course),
      {session, "", {s.person("mogi.satoru"), s.person("mogi.mayu"), s.person("tsumori.kotone")}, "", ""}));
  for (const char* login : {"mogi.satoru", "mogi.mayu"})
    for (const auto& invitation : must(trainings.mine(s.who(login))).invitations)
      s.passed(trainings.answer(s.who(login), s.key(), invitation.id, {}));
  s.day(156, 9, 30);
  s.passed(trainings.record_attendance(
      s.who("fukushi.kacho"), s.key(), session,
      {{{s.person("mogi.satoru"), 100}, {s.person("mogi.mayu"), 100}, {s.person("tsumori.kotone"), 67}}}));
  for (const char* login : {"fuku.shicho", "shimin.bucho", "joho.bucho", "jumin.kacho", "zeimu.kacho",
                            "fukushi.kacho", "joho.kacho", "joho.system", "jumin.tanto", "zeimu.tanto",
                            "fukushi.tanto", "kansa", "uketsuke", "mihon.sekinin", "data.sekinin",
                            "mogi.sekinin", "sample.sekinin", "reibun.sekinin", "tsumori.sekinin"})
    s.passed(notices.read(s.who(login), s.key(), s.id("overview")));
}

void train_lately(Stage& s) {
  auto& trainings = s.town.trainings();
  auto& notices = s.town.notices();
  s.day(18, 9, 20);
  s[drill_course] = s.passed(trainings.open_course(s.who("joho.bucho"), s.key(), drill()));
  s.passed(trainings.require(s.who("jumin.kacho"), s.key(),
                             {s.id(migration),
                              false,
                              {TrainingKind::drill},
                              "",
                              s.date(45),
                              "移行の本番の前に、全員が連絡の手順を確かめるため"}));
  const auto coming = s.passed(trainings.plan_session(
      s.who("jumin.tanto"), s.key(), s.id(drill_course),
      {s.who("jumin.tanto").section, s.date(12), "10:00から11:30まで", "市役所 第一会議室", 30, s.date(4)}));
  s.passed(trainings.invite(
      s.who("jumin.tanto"), s.key(), s.id(drill_course),
      {coming, "", {s.person("mihon.haruka"), s.person("mihon.susumu"), s.person("sample.yu")}, "", ""}));
  for (const auto& invitation : must(trainings.mine(s.who("mihon.haruka"))).invitations)
    s.passed(trainings.answer(s.who("mihon.haruka"), s.key(), invitation.id, {}));
  // Held, and not recorded yet.
  const auto held =
      s.passed(trainings.plan_session(s.who("fukushi.tanto"), s.key(), s.id(policy_course),
                                      {s.who("fukushi.tanto").section, s.date(-3), "13:30から15:00まで",
                                       "市役所 第三会議室", 20, s.date(-6)}));
  s.passed(trainings.invite(s.who("mogi.sekinin"), s.key(), s.id(policy_course),
                            {held, "", {s.person("mogi.mayu")}, "", ""}));
  // Who never learned it is asked to; who let it run out has tried, and not passed yet.
  s.passed(trainings.invite(s.who("mihon.sekinin"), s.key(), s.id(policy_course),
                            {"", s.date(6), {s.person("mihon.arata")}, "", ""}));
  s.day(16, 17, 10);
  s.passed(trainings.take_test(s.who("sample.yu"), s.key(), s.id(policy_course), {1, true, {{0}, {1}, {0}}}));
  s.passed(trainings.take_test(s.who("mihon.susumu"), s.key(), s.id(policy_course),
                               {1, true, {{2}, {1}, {0, 1}}}));
  s.day(15, 11);
  s["seminar"] = s.passed(notices.publish(
      s.who("joho.bucho"), s.key(),
      notice(NoticeKind::seminar, Audience::town, "情報セキュリティ対策セミナーのお知らせ",
             "# 内容\n- 三層の対策が要る理由\n- 人的な対策：小さなうっかりミスと油断を防ぐ\n\n"
             "参加する人は、所属の課長を通じて申し込んでください。",
             s.date(25), "オンライン", s.date(3))));
  for (const char* login :
       {"fuku.shicho", "joho.bucho", "jumin.kacho", "jumin.tanto", "uketsuke", "zeimu.kacho"})
    s.passed(notices.read(s.who(login), s.key(), s.id("seminar")));
}

}  // namespace sekisho::cli::demo
