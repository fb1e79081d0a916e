#include "formats/pdf_tables.h"

#include <iconv.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <array>
#include <string>
#include <vector>

namespace sekisho::formats {
namespace {

// One page with one glyph in a font of each collection, by number: it cannot be read without the tables.
std::string sample() {
  std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "",
                                   ""};
  std::string content = "BT ";
  std::string fonts;
  int row = 0;
  for (const char* collection : {"Japan1", "GB1", "CNS1", "Korea1"}) {
    const std::string c = collection;
    const std::string number = std::to_string(objects.size() + 1);
    objects.push_back(
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
        "/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(" +
        c + ")/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/A/Flags 4>>>>]>>");
    fonts += "/" + c + " " + number + " 0 R";
    content += "/" + c + " 12 Tf 1 0 0 1 9 " + std::to_string(20 * ++row) + " Tm <0400> Tj ";
  }
  content += "ET";
  objects[2] =
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<<" + fonts + ">>>>>>";
  objects[3] = "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream";
  std::string file = "%PDF-1.4\n";
  std::string table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(file.size());
    offset.insert(0, 10 - offset.size(), '0');
    table += offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj" + objects[i] + "endobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string at = std::to_string(file.size());
  file += "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer<</Size " + size +
          "/Root 1 0 R>>\nstartxref\n" + at + "\n%%EOF";
  return file;
}

void ignore(const std::string&, void*) {}

}  // namespace

// Poppler drops its tables when the last document is closed, and glibc unloads a conversion that nobody has
// open.
struct PdfTables::Kept {
  Kept() = default;
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  ~Kept() {
    for (const iconv_t conversion : conversions)
      if (conversion != reinterpret_cast<iconv_t>(-1)) ::iconv_close(conversion);
  }
  std::array<iconv_t, 2> conversions{::iconv_open("UTF-16", "UTF-8"), ::iconv_open("UTF-8", "UTF-16")};
  std::string file = sample();
  std::unique_ptr<poppler::document> document;
};

PdfTables::PdfTables() : kept_(std::make_unique<Kept>()) {
  poppler::set_debug_error_function(ignore, nullptr);
  kept_->document.reset(
      poppler::document::load_from_raw_data(kept_->file.data(), static_cast<int>(kept_->file.size())));
  if (!kept_->document) return;
  const std::unique_ptr<poppler::page> page(kept_->document->create_page(0));
  if (page) page->text_list();
}

PdfTables::~PdfTables() = default;
PdfTables::PdfTables(PdfTables&&) noexcept = default;
PdfTables& PdfTables::operator=(PdfTables&&) noexcept = default;

}  // namespace sekisho::formats
