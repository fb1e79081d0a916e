#include "cell_values.h"

#include <algorithm>
#include <array>

#include "base/decoder.h"
#include "base/time.h"
#include "inspect/identifiers.h"
#include "inspect/text.h"
#include "inspect/values.h"

namespace sekisho::app {
namespace {

using rules::AccessWay;

constexpr std::size_t longest = 600;
constexpr std::string_view wide_blank = "\u3000";

bool means(std::string_view text, std::span<const std::string_view> words) {
  const auto folded = inspect::fold(text);
  return std::ranges::any_of(words, [&](std::string_view word) {
    return text == word || (!folded.empty() && folded == inspect::fold(word));
  });
}

bool holds_individual_number(std::string_view text) {
  if (std::ranges::count_if(text, [](char c) { return (c >= '0' && c <= '9') || (c & 0x80) != 0; }) < 12)
    return false;
  const auto folded = inspect::fold(text);
  std::string run;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const char16_t c = i < folded.size() ? folded[i] : u'\0';
    if (c >= u'0' && c <= u'9') {
      run += static_cast<char>(c);
    } else if (c != u'-') {
      if (run.size() == 12 && inspect::is_individual_number(run)) return true;
      run.clear();
    }
  }
  return false;
}

struct WayWord {
  AccessWay way;
  std::string_view written;
  std::array<std::string_view, 4> words;
};
constexpr std::array ways{
    WayWord{AccessWay::service_transfer,
            "外部サービス",
            {"サービス", "オンライン", "システム", "service_transfer"}},
    WayWord{AccessWay::physical_medium, "記録媒体", {"媒体", "USB", "輸送", "physical_medium"}},
    WayWord{AccessWay::on_site, "庁内", {"庁内", "庁舎", "来庁", "on_site"}},
    WayWord{AccessWay::remote_access, "遠隔", {"遠隔", "リモート", "離れた", "remote_access"}},
};

}  // namespace

std::string_view trimmed(std::string_view text) {
  for (;;) {
    if (text.starts_with(wide_blank)) {
      text.remove_prefix(wide_blank.size());
    } else if (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (text.ends_with(wide_blank)) {
      text.remove_suffix(wide_blank.size());
    } else if (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else {
      return text;
    }
  }
}

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char16_t c : inspect::fold(text))
    if (c >= u'0' && c <= u'9') {
      out += static_cast<char>(c);
    } else if (c != u'-') {
      return "";
    }
  return out;
}

bool has_kanji(std::string_view text) {
  std::u16string units;
  Decoder decoder(Encoding::utf8);
  decoder.feed(as_bytes(text), units);
  return std::ranges::any_of(units, [](char16_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF);
  });
}

void read_text(Cell& cell, std::string& out) {
  out = cell.text();
  if (out.size() > longest) cell.wrong("文字が多すぎます。短くしてください。", "too long");
  if (holds_individual_number(out))
    cell.wrong("個人番号（マイナンバー）らしい数字が入っています。この仕組みには入れないでください。",
               "looks like an individual number, which must not be entered");
}

void read_day(Cell& cell, std::string& out) {
  if (const auto day = parse_day(cell.text())) {
    out = format_day(*day);
  } else if (const auto days = inspect::parse_date(inspect::fold(cell.text()))) {
    out = format_day(Day(std::chrono::days(*days)));
  } else {
    cell.wrong("日付として読めません。2026/4/1 や 令和8年4月1日 のように入れてください。", "not a day");
  }
}

void read_months(Cell& cell, std::int64_t& out) {
  out = 0;
  auto text = std::string(cell.text());
  for (const std::string_view unit : {"か月", "ヶ月", "ヵ月", "カ月", "ケ月", "箇月", "月"})
    if (text.ends_with(unit)) {
      text.resize(text.size() - unit.size());
      break;
    }
  if (text.empty() && cell.text().empty()) return;
  const auto digits = digits_of(text);
  if (digits.empty() || digits.size() > 2 || std::stoi(digits) > 60)
    return cell.wrong("か月の数（1 から 60）で入れてください。", "not a number of months");
  out = std::stoi(digits);
}

void read_yes(Cell& cell, bool& out) {
  static constexpr std::array<std::string_view, 13> yes{"はい", "可",   "有",  "あり",   "○",    "◯",   "〇",
                                                        "1",    "true", "yes", "認める", "対象", "する"};
  static constexpr std::array<std::string_view, 12> no{
      "いいえ", "不可", "無", "なし", "×", "✕", "0", "false", "no", "認めない", "対象外", "しない"};
  if (cell.text().empty() || means(cell.text(), no)) {
    out = false;
  } else if (means(cell.text(), yes)) {
    out = true;
  } else {
    cell.wrong("「はい」か「いいえ」（可・不可、○・×）で入れてください。", "neither yes nor no");
  }
}

void read_ways(Cell& cell, std::vector<AccessWay>& out) {
  std::string text(cell.text());
  for (const std::string_view mark : {"、", "，", "・", "／", ";", "/", ",", "\n"})
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
      text.replace(at, mark.size(), "\t");
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const auto end = std::min(text.find('\t', begin), text.size());
    const auto word = trimmed(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
    if (word.empty()) continue;
    const auto found = std::ranges::find_if(ways, [&](const WayWord& way) {
      return std::ranges::any_of(way.words, [&](std::string_view w) { return word.find(w) != word.npos; });
    });
    if (found == ways.end()) {
      cell.wrong("「" + std::string(word) +
                     "」は、アクセス方法として読めません。外部サービス・記録媒体・庁内・遠隔のどれかを入れて"
                     "ください。",
                 "an unknown way of access");
    } else if (std::ranges::find(out, found->way) == out.end()) {
      out.push_back(found->way);
    }
  }
}

std::string ways_text(const std::vector<AccessWay>& list) {
  std::string out;
  for (const AccessWay way : list)
    for (const auto& one : ways)
      if (one.way == way) (out += out.empty() ? "" : "、") += one.written;
  return out;
}

}  // namespace sekisho::app
