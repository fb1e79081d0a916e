// A piece of a list whose order no key tells: `after` is how many rows were read before it. For lists that
// one contract, firm or section keeps short; what grows with the years is read on by a key.
#pragma once

#include <cstdint>
#include <string>

#include "app/api_common.h"
#include "base/error.h"

namespace sekisho::app {

struct PageWindow {
  std::int64_t limit = 50, from = 0;
  // One row more than is shown, to know whether there is more.
  std::string sql() const {
    return " LIMIT " + std::to_string(limit + 1) + " OFFSET " + std::to_string(from);
  }
  // Takes that row away again, and says where to go on.
  template <class T>
  void end(api::Page<T>& page) const {
    if (static_cast<std::int64_t>(page.items.size()) <= limit) return;
    page.items.pop_back();
    page.next = std::to_string(from + limit);
  }
};

// At most 200 rows. Error: invalid_input for an `after` that no page gave.
Result<PageWindow> page_window(std::int64_t limit, const std::string& after);

}  // namespace sekisho::app
