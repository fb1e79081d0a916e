#include "finished_writer.h"

#include <openssl/crypto.h>

#include "sha256_chain.h"

namespace sekisho::vault {

Result<void> FinishedWriter::write(ByteView plain) {
  if (plain.empty()) return {};
  return fail(ErrorCode::conflict, "このデータの登録はすでに終わっています。画面を読み直してください。",
              "the object is finished");
}

Result<Finished> FinishedWriter::finish() {
  Sha256Chain sha256;
  Bytes buffer(1 << 20);
  for (std::uint64_t at = 0; at < reader_->size();) {
    SEKISHO_TRY(const std::size_t got, reader_->read(at, buffer));
    sha256.update(ByteView(buffer).first(got));
    at += got;
  }
  OPENSSL_cleanse(buffer.data(), buffer.size());
  return Finished{reader_->size(), sha256.finish({})};
}

}  // namespace sekisho::vault
