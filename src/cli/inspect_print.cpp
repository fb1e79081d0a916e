#include "inspect_print.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <optional>

#include "inspect/dataset.h"
#include "inspect/report_json.h"

namespace sekisho::cli {
namespace {

namespace bj = boost::json;
using inspect::Place;
using inspect::Remark;
using inspect::Report;

constexpr std::size_t shown_places = 5;

// 460517 as 460,517
std::string figure(std::int64_t value) {
  std::string text = std::to_string(value);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string counter(const std::string& unit) {
  const auto known = inspect::unit_from_name(unit);
  return known ? std::string(inspect::unit_counter(*known)) : "件";
}

std::string joined(const std::vector<std::string>& all, std::string_view between) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : std::string(between)) + one;
  return out;
}

void places(std::string& out, const std::vector<Place>& all) {
  for (std::size_t i = 0; i < all.size() && i < shown_places; ++i) {
    const Place& place = all[i];
    out += fmt::format("      {}  {}{}{} 件\n", i == 0 ? "場所  " : "      ",
                       place.path.empty() ? "" : place.path + "  ",
                       place.rows.empty() ? "" : "行 " + place.rows + "  ", figure(place.records));
  }
  if (all.size() > shown_places)
    out += fmt::format("              ほか {} か所\n", all.size() - shown_places);
}

void remarks(std::string& out, std::string_view title, const std::vector<Remark>& all, std::int64_t count) {
  if (all.empty()) return;
  out += fmt::format("  {}  {} 件\n", title, figure(count));
  for (const Remark& remark : all) {
    out += fmt::format("    {}{}{}\n", remark.path.empty() ? "" : remark.path + "  ", remark.ja,
                       remark.count > 1 ? fmt::format("（{} 回）", figure(remark.count)) : "");
    if (!remark.detail.empty()) out += fmt::format("      {}  {}\n", remark.code, remark.detail);
  }
}

std::string_view verdict_words(const Report& report) {
  switch (report.verdict) {
    case inspect::Verdict::clean:
      return inspect::stops(report) ? "本番データは見つかりませんが、害のあるものが入っています"
                                    : "終わりまで確かめ、本番データは見つかりませんでした";
    case inspect::Verdict::production_data:
      return report.complete ? "本番データが入っています"
                             : "本番データが入っています（ほかにも、見えなかった部分があります）";
    case inspect::Verdict::unreadable:
      return report.compared.empty() ? "照合するデータがないため、確かめられません"
                                     : "終わりまで確かめられません。本番データと同じに扱ってください";
  }
  return "";
}

}  // namespace

std::string harmless(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto at = [&](std::size_t k) {
      return i + k < utf8.size() ? static_cast<unsigned char>(utf8[i + k]) : 0u;
    };
    const unsigned a = at(0), b = at(1), c = at(2);
    std::size_t bad = 0;
    if ((a < 0x20 && a != '\n') || a == 0x7F) bad = 1;
    if (a == 0xC2 && b >= 0x80 && b < 0xA0) bad = 2;
    if (a == 0xE2 && b == 0x80 && ((c >= 0x8B && c <= 0x8F) || (c >= 0xA8 && c <= 0xAE))) bad = 3;
    if (a == 0xE2 && b == 0x81 && c >= 0xA6 && c <= 0xA9) bad = 3;
    if (bad > 0) {
      out += '?';
      i += bad;
    } else {
      out += utf8[i++];
    }
  }
  return out;
}

std::string for_people(const std::string& file, const Report& report, inspect::Only only) {
  std::string out = (file == "-" ? std::string("標準入力") : file) + "\n";
  out += fmt::format("  判定  {}（{}）\n", verdict_words(report), inspect::verdict_name(report.verdict));
  if (only == inspect::Only::individual_numbers)
    out += "  範囲  個人番号だけ（ほかの項目は照合していません）\n";
  for (const auto& found : report.datasets) {
    out += fmt::format("  {}  {}{} {}", found.name, report.complete ? "" : "少なくとも ", figure(found.units),
                       counter(found.unit));
    if (found.households > 0) out += fmt::format("（{} 世帯）", figure(found.households));
    if (found.total > 0) out += fmt::format("  ／ {} {}", figure(found.total), counter(found.unit));
    if (found.weak) out += "  偶然の一致かもしれません";
    out += "\n";
    for (std::size_t i = 0; i < found.evidence.size(); ++i)
      out +=
          fmt::format("      {}  {}  {} 件{}\n", i == 0 ? "決め手" : "      ", found.evidence[i].attributes,
                      figure(found.evidence[i].records), found.evidence[i].strong ? "" : "（弱い決め手）");
    places(out, found.places);
    for (std::size_t i = 0; i < found.samples.size(); ++i)
      out += fmt::format("      {}  {}\n", i == 0 ? "例    " : "      ", found.samples[i]);
  }
  for (const auto& pattern : report.patterns) {
    out += fmt::format("  {}  {} 件", pattern.ja, figure(pattern.count));
    if (!pattern.samples.empty()) out += "  例 " + joined(pattern.samples, "、");
    out += "\n";
    places(out, pattern.places);
  }
  remarks(out, "害のあるもの・気をつけるもの", report.hostile, report.hostile_count);
  remarks(out, "確かめられなかったもの", report.unseen, report.unseen_count);
  out += fmt::format("  読んだもの  {} バイト、ファイルやシートなど {}、{} 件{}  {} ミリ秒\n",
                     figure(report.bytes), figure(report.parts), figure(report.records),
                     report.encodings.empty() ? "" : "、" + joined(report.encodings, "、"),
                     figure(report.milliseconds));
  if (!report.sha256.empty()) out += "  SHA-256  " + report.sha256 + "\n";
  return harmless(out);
}

std::string as_json_line(const std::string& file, const Result<Report>& report) {
  bj::object out{{"file", harmless(file)}};
  if (report) {
    for (auto& member : bj::parse(inspect::to_json_text(*report)).as_object())
      out.emplace(member.key(), std::move(member.value()));
  } else {
    out["error"] = bj::object{{"ja", report.error().ja}, {"en", report.error().en}};
  }
  return bj::serialize(out) + "\n";
}

}  // namespace sekisho::cli
