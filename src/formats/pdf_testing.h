// Shared by the tests of PDF: writes small files by hand.
#pragma once

#include <string>
#include <vector>

namespace sekisho::formats::test {

// A file of these objects, numbered from 1; the first is the catalog.
inline std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = {}) {
  std::string file = "%PDF-1.5\n";
  std::string table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(file.size());
    offset.insert(0, 10 - offset.size(), '0');
    table += offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string at = std::to_string(file.size());
  return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<</Size " + size +
         "/Root 1 0 R" + trailer + ">>\nstartxref\n" + at + "\n%%EOF\n";
}

inline std::string stream(const std::string& content, const std::string& keys = {}) {
  return "<<" + keys + "/Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream";
}

// A page that shows `content`; further objects begin with number 6, keys of the catalog are `catalog`.
inline std::string pdf_page(const std::string& content, const std::string& font,
                            const std::string& catalog = {}, std::vector<std::string> more = {},
                            const std::string& page = {}) {
  std::vector<std::string> objects{
      "<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>" + page +
          ">>",
      stream(content), font};
  objects.insert(objects.end(), more.begin(), more.end());
  return pdf_of(objects);
}

// A font that is not in the file, of Adobe's collection `ordering`.
inline std::string cid_font(const std::string& encoding, const std::string& ordering) {
  return "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/" + encoding +
         "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</"
         "Registry(Adobe)"
         "/Ordering(" +
         ordering +
         ")/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 4>>>>]>>";
}

}  // namespace sekisho::formats::test
