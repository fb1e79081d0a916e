// What the PDF reader needs from the file system. Poppler opens the character tables of poppler-data lazily,
// and only for texts without a ToUnicode map: /usr/share/poppler/cidToUnicode/Adobe-{Japan1,GB1,CNS1,Korea1}
// and /usr/share/poppler/cMap/*/*. A confined process must hold a PdfTables from before its confinement, and
// be let to open files below `pdf_tables_folder` for reading (Landlock); where it is not, such text is noted
// as not seen.
#pragma once

#include <memory>
#include <string_view>

namespace sekisho::formats {

inline constexpr std::string_view pdf_tables_folder = "/usr/share/poppler";

// Keeps poppler's list of tables, and the four tables from CIDs to characters, in memory while it lives:
// about 1 MB. Cheap to have twice. Not thread-safe with readers that are at work.
class PdfTables {
 public:
  PdfTables();
  ~PdfTables();
  PdfTables(PdfTables&&) noexcept;
  PdfTables& operator=(PdfTables&&) noexcept;

 private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

}  // namespace sekisho::formats
