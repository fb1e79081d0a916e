// Paper of the controlled areas: for the wall, and for the day on which everything is down.
#include <fmt/format.h>

#include <map>

#include "app/areas.h"
#include "app/reception.h"
#include "area_rows.h"
#include "report/pdf.h"
#include "store/rows.h"
#include "visible_areas.h"

namespace sekisho::app {
namespace {

std::string when(const api::AreaEntryView& e) {
  const auto from = parse_instant(e.starts_at), until = parse_instant(e.ends_at);
  if (!from || !until) return "";
  const auto day = day_in_japan(*from), last = day_in_japan(*until);
  if (day == last) return clock_time(e.starts_at) + " – " + clock_time(e.ends_at);
  const auto short_day = [](Day d) {
    const std::chrono::year_month_day date(d);
    return fmt::format("{}/{}", unsigned(date.month()), unsigned(date.day()));
  };
  return short_day(day) + " " + clock_time(e.starts_at) + " – " + short_day(last) + " " +
         clock_time(e.ends_at);
}

std::string things(const std::vector<api::ThingView>& list) {
  std::string out;
  for (const auto& thing : list)
    out += (out.empty() ? "" : "、") + (thing.maker.empty() ? "" : thing.maker + " ") + thing.serial;
  return out.empty() ? "なし" : out;
}

}  // namespace

Result<Bytes> Areas::wall_paper(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<Bytes> {
    if (viewer.side != rules::Side::town)
      return fail(ErrorCode::not_found, "その管理区域は見つかりません。", "no such area");
    SEKISHO_TRY(const auto area, visible_area(c, viewer, id));
    const auto section = store::find<store::Section>(c, area.section);
    const auto now = parts_.clock.now();
    report::Pdf paper({area.name + " ― 管理区域", parts_.town_name, "", now});
    paper.paragraph("ここは管理区域です。許可のない人は入れません。");
    paper.heading("入る前に");
    paper.paragraph(
        "1. 受付で、身分証明書を見せてください。名簿の人かを確かめます。\n"
        "2. 委託事業者の人は、承認された入室の申請がある時間だけ入れます。職員がいっしょに入ります。\n"
        "3. 持ち込むパソコンや記録媒体は、承認されたものだけです。製造番号を確かめます。\n"
        "4. 入室証を受け取り、見えるところに付けてください。");
    paper.heading("出るときに");
    paper.paragraph(
        "1. 持ち込んだものを、すべて受付で見せてください。承認のない持ち出しはできません。\n"
        "2. 行った作業を受付に伝え、入室証を返してください。");
    if (!area.house_rules.empty()) {
      paper.heading("この区域の決まり");
      paper.paragraph(area.house_rules);
    }
    std::string cameras;
    for (const auto& camera : area.cameras) cameras += (cameras.empty() ? "" : "、") + camera;
    const report::Fact facts[] = {
        {"受け持ち", section ? section->name : ""},
        {"困ったとき・異常に気づいたとき", area.contact},
        {"監視カメラ", cameras.empty() ? "なし" : cameras + "（作業を記録しています）"}};
    paper.heading("連絡先");
    paper.facts(facts);
    return paper.finish();
  });
}

Result<Bytes> Reception::day_paper(const Viewer& viewer) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<Bytes> {
    if (!at_the_desk(viewer) && !sees_whole_town(viewer))
      return fail(ErrorCode::forbidden, "この紙は、受付の役割の人だけが出せます。", "for the reception desk");
    const auto now = parts_.clock.now();
    const auto day = day_in_japan(now);
    report::Pdf paper({"入退室の一覧 " + format_wareki(day), parts_.town_name, "", now, true});
    paper.paragraph(
        "関所につながらないときは、この紙で確かめ、空いている欄に手で書いてください。つながったら、受付の画面"
        "から入れて"
        "ください。この紙は個人情報です。その日のうちに回収し、裁断してください。");

    auto expected = approved_on(viewer, day);
    std::map<std::string, std::string> brought;  // of a firm, to an area
    const auto entries = entry_views(c, expected, "ORDER BY e.starts_at, e.id LIMIT 500");
    for (const auto& e : entries)
      if (e.bring_in) {
        auto& text = brought[e.contractor + e.area];
        text += (text.empty() ? "" : "、") + things(e.things);
      }
    paper.heading("今日、入室が承認されている人");
    paper.begin_table({"",
                       {{"時間", 16},
                        {"名前", 16},
                        {"会社", 24},
                        {"区域", 16},
                        {"持ち込みの承認", 26},
                        {"身分証", 9},
                        {"随行", 12},
                        {"入", 9},
                        {"出", 9}}});
    for (const auto& e : entries) {
      if (e.bring_in) continue;
      for (const auto& person : e.people) {
        const auto found = brought.find(e.contractor + e.area);
        const std::string cells[] = {
            when(e), person.name, person.place, e.area_name, found == brought.end() ? "なし" : found->second,
            "",      "",          "",           ""};
        paper.row(cells);
      }
    }
    paper.end_table();

    auto inside = visible_visits(viewer);
    inside.also("state = 'inside'");
    paper.heading("いま入室している人");
    paper.begin_table({"",
                       {{"入室", 10},
                        {"名前", 16},
                        {"会社・課", 24},
                        {"区域", 16},
                        {"入室証", 10},
                        {"持ち込んだもの", 30},
                        {"随行", 14},
                        {"出", 9}}});
    for (const auto& v : visit_views(c, inside, "ORDER BY v.until, v.id LIMIT 1000", now)) {
      const std::string cells[] = {clock_time(v.entered_at), v.name,        v.place, v.area_name, v.badge,
                                   things(v.things),         v.escort_name, ""};
      paper.row(cells);
    }
    paper.end_table();

    paper.heading("入室に随行できる職員");
    for (const auto& area : store::select<store::Area>(c, "closed = 0 ORDER BY name, id")) {
      const auto section = store::find<store::Section>(c, area.section);
      const report::Fact facts[] = {
          {area.name, (section ? section->name : "") + (area.contact.empty() ? "" : "　" + area.contact)}};
      paper.facts(facts);
    }
    return paper.finish();
  });
}

}  // namespace sekisho::app
