// Office files that are zips: OOXML (ECMA-376), xlsb ([MS-XLSB]) and OpenDocument (ISO/IEC 26300).
#pragma once

#include "package.h"

namespace sekisho::formats {

// Whatever office file `zip` is; `broken` where it is none. For a decrypted package, too.
void read_office(RandomSource& zip, Walk& walk);

// The word that tells a content type: "comments" of "application/vnd.….spreadsheetml.comments+xml".
std::string_view type_word(std::string_view content_type);

// Parts in the order in which people see them; all return false when the sink wants no more.
bool read_document(Package& package, const ZipEntry& document);          // WordprocessingML
bool read_presentation(Package& package, const ZipEntry& presentation);  // PresentationML
bool read_binary_workbook(Package& package, const ZipEntry& workbook);   // xlsb
void read_open_document(Package& package);

// Every entry that nobody has looked at yet: links, comments, macros, pictures, what is not known.
void read_rest(Package& package);
// Of pages, as small as an icon: nothing on it can be read.
bool is_thumbnail(Package& package, const ZipEntry& entry);

}  // namespace sekisho::formats
