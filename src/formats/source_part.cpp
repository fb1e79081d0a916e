#include "source_part.h"

namespace sekisho::formats {

Result<Bytes> read_whole(RandomSource& source, std::size_t most) {
  if (source.size() > most)
    return fail(ErrorCode::too_large, "大きすぎて読めません。",
                "more than " + std::to_string(most) + " bytes");
  Bytes bytes(source.size());
  SEKISHO_TRY(const std::size_t got, source.read_at(0, bytes));
  if (got < bytes.size())
    return fail(ErrorCode::corrupt, "ファイルが途中で切れています。", "it ends too early");
  return bytes;
}

}  // namespace sekisho::formats
