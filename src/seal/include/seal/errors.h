// The two errors that sealed data and its files share.
#pragma once

#include <string>

#include "base/error.h"

namespace sekisho::seal {

inline std::unexpected<Error> corrupt(std::string en) {
  return fail(ErrorCode::corrupt,
              "保管されているデータが壊れているか、書き換えられています。このデータは使わず、システム管理者に"
              "連絡してください。",
              std::move(en));
}

// For `errnum` of a failed system call. No room left is `unavailable` (it passes), everything else is `io`.
std::unexpected<Error> system_error(int errnum, const std::string& what);

}  // namespace sekisho::seal
