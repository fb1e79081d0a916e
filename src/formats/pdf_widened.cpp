#include "pdf_widened.h"

#include <qpdf/QPDFWriter.hh>

#include "pdf_source.h"

namespace sekisho::formats {

std::optional<Bytes> widened(QPDF& pdf, std::size_t most) {
  // Programs take 14,400 units at most (ISO 32000-1, annex C.2); nobody's page is this wide.
  const auto box = QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(-32'000, -32'000, 32'000, 32'000));
  for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages())
    for (const char* key : {"/MediaBox", "/CropBox"}) page.getObjectHandle().replaceKey(key, box);
  KeptStream kept(most);
  QPDFWriter writer(pdf);
  writer.setOutputPipeline(&kept);
  writer.setPreserveEncryption(false);
  writer.setObjectStreamMode(qpdf_o_preserve);
  writer.setDecodeLevel(qpdf_dl_none);  // streams as they lie
  writer.setStaticID(true);             // no random numbers are at hand in a confined process
  try {
    writer.write();
  } catch (const std::exception&) {
    if (!kept.over()) throw;
    return std::nullopt;
  }
  return kept.taken();
}

}  // namespace sekisho::formats
