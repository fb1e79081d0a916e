#include "inflate.h"
#include "zip.h"

namespace sekisho::formats {

Result<std::unique_ptr<ByteSource>> ZipFile::content(const ZipEntry& entry) const {
  const auto refused = [](const char* en) {
    return fail(ErrorCode::unsupported, "zip ファイルの中に、読めない方式で圧縮されたファイルがあります。",
                en);
  };
  if (entry.encrypted) return refused("an encrypted entry");
  const std::uint64_t end = entry.data + entry.packed;
  switch (entry.method) {
    case 0:
      return stored(*source_, entry.data, end, entry.crc32, entry.size);
    case 8:
      return inflated(*source_, entry.data, end, entry.crc32, entry.size);
    default:
      return refused("another method than deflate");
  }
}

}  // namespace sekisho::formats
