#include "digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sekisho::app {
namespace {

std::string day_text(Day day) {
  constexpr std::array<std::string_view, 7> names{"日", "月", "火", "水", "木", "金", "土"};
  const std::chrono::year_month_day date(day);
  return fmt::format("{}月{}日（{}）", unsigned(date.month()), unsigned(date.day()),
                     names[std::chrono::weekday(day).c_encoding()]);
}

std::string until(Day due, Day today) {
  const auto left = (due - today).count();
  if (left < 0) return fmt::format("{}が期限、{}日過ぎています", day_text(due), -left);
  if (left == 0) return fmt::format("{}、今日が期限です", day_text(due));
  return fmt::format("{}が期限です", day_text(due));
}

std::string_view mark(rules::Reach reach) {
  switch (reach) {
    case rules::Reach::taken:
      return "（任された仕事）";
    case rules::Reach::escalated:
      return "（担当の人の期限切れのお知らせ）";
    case rules::Reach::own:
    case rules::Reach::none:
      break;
  }
  return "";
}

bool same(const DigestLine& a, const DigestLine& b) {
  return a.kind == b.kind && a.due == b.due && a.reach == b.reach;
}

}  // namespace

Digest write_digest(const std::string& town, const std::vector<DigestLine>& lines, Day today) {
  constexpr std::size_t most = 20;
  const auto overdue = std::ranges::count_if(lines, [&](const DigestLine& l) { return l.due < today; });
  Digest out;
  out.subject = fmt::format("【{} 関所】やること {}件", town, lines.size());
  if (overdue > 0) out.subject += fmt::format("（期限切れ {}件）", overdue);
  out.body = fmt::format("{}の関所から、{}のお知らせです。\n期限のある仕事が{}件あります。", town,
                         day_text(today), lines.size());
  if (overdue > 0) out.body += fmt::format("うち{}件は、期限を過ぎています。", overdue);
  out.body += "\n\n";
  std::size_t shown = 0;
  std::size_t told = 0;
  for (std::size_t i = 0; i < lines.size() && shown < most; ++shown) {
    std::size_t end = i + 1;
    while (end < lines.size() && same(lines[i], lines[end])) ++end;
    out.body += fmt::format("・{}{}{}：{}\n", rules::duty_info(lines[i].kind).name_ja,
                            end - i > 1 ? fmt::format(" {}件", end - i) : "", mark(lines[i].reach),
                            until(lines[i].due, today));
    told += end - i;
    i = end;
  }
  if (told < lines.size()) out.body += fmt::format("・ほか{}件\n", lines.size() - told);
  out.body +=
      "\nいつもお使いの、登録してあるアドレス（お気に入りなど）から関所を開き、「やること」を見てください。\n"
      "このメールには、サインインの画面へのリンクがありません。リンクのあるメールは、関所からのものではありま"
      "せん。\n"
      "仕事が終わると、お知らせは自動で止まります。メールをやめるときは、関所の「お知らせの設定」で変えてくだ"
      "さい。\n";
  return out;
}

}  // namespace sekisho::app
