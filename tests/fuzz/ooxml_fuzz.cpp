// Office packages of XML: the first byte says which part of which package the rest stands for.
#include "office_parts.h"

namespace {

using namespace sekisho;
using namespace sekisho::formats;
using Parts = std::vector<std::pair<std::string, std::string>>;

const std::string office = "application/vnd.openxmlformats-officedocument.";
const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string types(const Parts& names) {
  std::string out =
      "<Types><Default Extension='rels' "
      "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>";
  for (const auto& [name, type] : names)
    out += "<Override PartName='/" + name + "' ContentType='" + office + type + "+xml'/>";
  return out + "</Types>";
}

std::string relations(const Parts& targets) {
  std::string out = "<R>";
  for (const auto& [type, target] : targets)
    out += "<Relationship Id='" + type + "' Type='" + relation + type + "' Target='" + target + "'/>";
  return out + "</R>";
}

Parts workbook() {
  return {{"[Content_Types].xml", types({{"w.xml", "spreadsheetml.sheet.main"},
                                         {"s.xml", "spreadsheetml.worksheet"},
                                         {"t.xml", "spreadsheetml.sharedStrings"},
                                         {"y.xml", "spreadsheetml.styles"},
                                         {"e.xml", "spreadsheetml.externalLink"},
                                         {"c.xml", "spreadsheetml.connections"},
                                         {"p.xml", "spreadsheetml.pivotCacheDefinition"},
                                         {"r.xml", "spreadsheetml.pivotCacheRecords"}})},
          {"_rels/.rels", relations({{"officeDocument", "w.xml"}})},
          {"_rels/w.xml.rels",
           relations({{"worksheet", "s.xml"}, {"sharedStrings", "t.xml"}, {"styles", "y.xml"}})},
          {"_rels/p.xml.rels", relations({{"pivotCacheRecords", "r.xml"}})},
          {"w.xml", "<w><sheets><sheet name='a' r:id='worksheet'/></sheets></w>"},
          {"s.xml", "<w><sheetData><row><c t=\"s\" s=\"1\"><v>0</v></c></row></sheetData></w>"},
          {"t.xml", "<sst><si><t>a</t></si></sst>"},
          {"y.xml", "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>"},
          {"e.xml", "<e/>"},
          {"c.xml", "<e/>"},
          {"p.xml", "<p><cacheField name='a'><sharedItems><s v='b'/></sharedItems></cacheField></p>"},
          {"r.xml", "<p><r><x v='0'/></r></p>"}};
}

Parts document() {
  return {{"[Content_Types].xml",
           types({{"d.xml", "wordprocessingml.document.main"}, {"c.xml", "wordprocessingml.comments"}})},
          {"_rels/.rels", relations({{"officeDocument", "d.xml"}})},
          {"d.xml", "<d/>"},
          {"c.xml", "<d/>"}};
}

Parts slides() {
  return {{"[Content_Types].xml",
           types({{"p.xml", "presentationml.presentation.main"}, {"s.xml", "presentationml.slide"}})},
          {"_rels/.rels", relations({{"officeDocument", "p.xml"}})},
          {"_rels/p.xml.rels", relations({{"slide", "s.xml"}})},
          {"p.xml", "<p><sldId r:id='slide'/></p>"},
          {"s.xml", "<s/>"}};
}

Parts open_document() {
  return {{"mimetype", "application/vnd.oasis.opendocument.text"},
          {"META-INF/manifest.xml", "<m/>"},
          {"content.xml", "<c/>"},
          {"styles.xml", "<c/>"}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(as_text(ByteView(data + 1, size - 1)));
  if (data[0] == 255) {
    fuzz::walk_it(bytes, "a.docx");
    return 0;
  }
  Parts parts = data[0] < 32   ? workbook()
                : data[0] < 64 ? document()
                : data[0] < 96 ? slides()
                               : open_document();
  parts[data[0] % 32 % parts.size()].second = bytes;
  fuzz::walk_it(fuzz::stored_zip(parts), "a");
  return 0;
}
