#include "page_window.h"

#include <algorithm>
#include <charconv>

namespace sekisho::app {

Result<PageWindow> page_window(std::int64_t limit, const std::string& after) {
  PageWindow out{std::clamp<std::int64_t>(limit, 1, 200), 0};
  if (after.empty()) return out;
  const auto* const end = after.data() + after.size();
  const auto [read, error] = std::from_chars(after.data(), end, out.from);
  if (error != std::errc() || read != end || out.from < 0 || out.from > 1'000'000)
    return fail(ErrorCode::invalid_input, "続きを読めません。一覧を読み直してください。",
                "unknown ?after=", "after");
  return out;
}

}  // namespace sekisho::app
