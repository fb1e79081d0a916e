#include "digest.h"

#include <doctest/doctest.h>

using namespace sekisho;
using namespace sekisho::app;
using rules::DutyKind;
using rules::Reach;

TEST_CASE("the daily mail tells kinds, numbers and days, and no address to press") {
  const Day today = *parse_day("2026-11-24");
  const auto on = [&](int days) { return today + std::chrono::days(days); };
  const auto digest = write_digest("見本市",
                                   {{DutyKind::return_or_erase, on(-2), Reach::own},
                                    {DutyKind::return_or_erase, on(-2), Reach::own},
                                    {DutyKind::give_receipt, on(0), Reach::escalated},
                                    {DutyKind::decide_application, on(3), Reach::taken}},
                                   today);
  CHECK(digest.subject == "【見本市 関所】やること 4件（期限切れ 2件）");
  CHECK(digest.body.find("・返却または消去 2件：11月22日（日）が期限、2日過ぎています\n") !=
        std::string::npos);
  CHECK(
      digest.body.find("・受領証の提出（担当の人の期限切れのお知らせ）：11月24日（火）、今日が期限です\n") !=
      std::string::npos);
  CHECK(digest.body.find("・申請の承認・却下（任された仕事）：11月27日（金）が期限です\n") !=
        std::string::npos);
  CHECK(digest.body.find("登録してあるアドレス") != std::string::npos);
  CHECK(digest.body.find("http") == std::string::npos);
}

TEST_CASE("a long list is cut, and says so") {
  const Day today = *parse_day("2026-11-24");
  std::vector<DigestLine> lines;
  for (int i = 0; i < 50; ++i)
    lines.push_back({DutyKind::confirm_return, today + std::chrono::days(i + 1), Reach::own});
  const auto digest = write_digest("見本市", lines, today);
  CHECK(digest.subject == "【見本市 関所】やること 50件");
  CHECK(digest.body.find("・ほか30件\n") != std::string::npos);
}
