#include "demo/register.h"

#include <fmt/format.h>

#include <iterator>

#include "inspect/synthetic_register.h"

namespace sekisho::cli::demo {
namespace {

std::string plain_day(Day day) {
  std::string out = format_day(day);
  std::erase(out, '-');
  return out;
}

}  // namespace

std::string register_csv(std::uint64_t seed, std::uint32_t count) {
  std::string out;
  inspect::write_synthetic_csv({seed, count, false, Encoding::utf8}, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  return out;
}

std::string extract(std::uint64_t seed, std::uint32_t first, std::uint32_t count, Extract kind) {
  std::string out;
  switch (kind) {
    case Extract::migration:
      out = "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,住所,住民となった日\r\n";
      break;
    case Extract::benefit:
      out = "世帯番号,宛名番号,世帯主氏名,住所,給付区分,給付額\r\n";
      break;
    case Extract::accounts:
      out = "宛名番号,氏名,フリガナ,生年月日,振込先,支給月額\r\n";
      break;
  }
  std::uint32_t at = 0;
  inspect::synthesize(seed, first + count, [&](const inspect::SyntheticResident& r) {
    if (at++ < first) return true;
    const auto to = std::back_inserter(out);
    switch (kind) {
      case Extract::migration:
        fmt::format_to(to, "{},{},{},{},{},{},{},{}\r\n", r.ledger_number, r.household_number, r.name, r.kana,
                       plain_day(r.birth), r.sex, r.address, plain_day(r.resident_since));
        break;
      case Extract::benefit:
        fmt::format_to(to, "{},{},{},{},{},{}\r\n", r.household_number, r.ledger_number, r.name, r.address,
                       at % 3 == 0 ? "加算" : "基本", at % 3 == 0 ? 70000 : 50000);
        break;
      case Extract::accounts:
        fmt::format_to(to, "{},{},{},{},みほん銀行（架空）,{}\r\n", r.ledger_number, r.name, r.kana,
                       plain_day(r.birth), at % 2 == 0 ? 10000 : 15000);
        break;
    }
    return at < first + count;
  });
  return utf8_to_cp932(out);
}

std::string code_table() {
  return utf8_to_cp932(
      "項目,桁,型,説明\r\n"
      "異動事由コード,2,数字,届出の種類\r\n"
      "続柄コード,2,数字,世帯主との関係\r\n"
      "文字コード,1,英字,受け渡しファイルの文字の種類\r\n"
      "処理区分,1,数字,追加・修正・取消\r\n");
}

std::string test_figures(std::uint64_t seed, std::uint32_t rows) {
  std::string out = "試験区分,段階,税率,課税標準,税額\r\n";
  std::uint64_t state = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  for (std::uint32_t i = 0; i < rows; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto base = 100 * (1 + (state >> 40U) % 300);  // in thousands of yen
    out += fmt::format("T{},{},6%,{}千円,{}千円\r\n", i % 7, i % 4, base, base * 6 / 100);
  }
  return utf8_to_cp932(out);
}

std::string newsletter_text() {
  return "広報みほん（原稿）\r\n"
         "\r\n"
         "図書館の夏の催し\r\n"
         "夏休みのあいだ、図書館では読み聞かせの会を開きます。申し込みはいりません。\r\n"
         "\r\n"
         "ごみの分け方が変わります\r\n"
         "来月から、プラスチックの回収が毎週になります。くわしくは市のページをご覧ください。\r\n";
}

}  // namespace sekisho::cli::demo
