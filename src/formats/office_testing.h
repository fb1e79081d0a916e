// Office packages made of a few lines, for the tests of this folder.
#pragma once

#include <map>

#include "formats_testing.h"
#include "zip_testing.h"

namespace sekisho::formats::test {

struct Made {
  // name, content type, content
  struct Part {
    std::string name, type, content;
  };
  std::vector<Part> parts;
  // part ("" the package), then "id type target [External]" each
  std::map<std::string, std::vector<std::array<std::string, 4>>> relations;

  std::string file() const {
    std::string types =
        "<Types><Default Extension='rels' ContentType='application/vnd.openxmlformats-package."
        "relationships+xml'/>";
    std::vector<MadeEntry> entries;
    for (const Part& part : parts) {
      if (!part.type.empty())
        types += "<Override PartName='/" + part.name + "' ContentType='" + part.type + "'/>";
      entries.push_back({part.name, part.content});
    }
    for (const auto& [of, list] : relations) {
      std::string xml = "<Relationships>";
      for (const auto& [id, type, target, mode] : list)
        xml += "<Relationship Id='" + id +
               "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type +
               "' Target='" + target + "'" + (mode.empty() ? "" : " TargetMode='" + mode + "'") + "/>";
      const auto slash = of.rfind('/');
      const std::string folder = slash == of.npos ? "" : of.substr(0, slash + 1);
      entries.push_back({folder + "_rels/" + of.substr(folder.size()) + ".rels", xml + "</Relationships>"});
    }
    entries.insert(entries.begin(), {"[Content_Types].xml", types + "</Types>"});
    return made_zip(entries);
  }
};

inline const std::string ooxml = "application/vnd.openxmlformats-officedocument.";

inline Made workbook(const std::string& sheet, const std::string& strings = "<sst/>",
                     const std::string& styles = "<styleSheet/>") {
  Made out;
  out.parts = {
      {"xl/workbook.xml", ooxml + "spreadsheetml.sheet.main+xml",
       "<workbook xmlns:r='r'><sheets><sheet name='一覧' sheetId='1' r:id='a'/></sheets></workbook>"},
      {"xl/worksheets/sheet1.xml", ooxml + "spreadsheetml.worksheet+xml",
       "<worksheet>" + sheet + "</worksheet>"},
      {"xl/sharedStrings.xml", ooxml + "spreadsheetml.sharedStrings+xml", strings},
      {"xl/styles.xml", ooxml + "spreadsheetml.styles+xml", styles}};
  out.relations[""] = {{"a", "officeDocument", "xl/workbook.xml", ""}};
  out.relations["xl/workbook.xml"] = {{"a", "worksheet", "worksheets/sheet1.xml", ""},
                                      {"b", "sharedStrings", "/xl/sharedStrings.xml", ""},
                                      {"c", "styles", "styles.xml", ""}};
  return out;
}

inline Made document(const std::string& body) {
  Made out;
  out.parts = {{"word/document.xml", ooxml + "wordprocessingml.document.main+xml",
                "<w:document><w:body>" + body + "</w:body></w:document>"}};
  out.relations[""] = {{"a", "officeDocument", "word/document.xml", ""}};
  return out;
}

}  // namespace sekisho::formats::test
