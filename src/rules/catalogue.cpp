#include "rules/catalogue.h"

#include <algorithm>
#include <stdexcept>

#include "base/json.h"

extern "C" {
extern const char sekisho_catalogue_begin[];
extern const char sekisho_catalogue_end[];
}

namespace sekisho::rules {

const std::vector<Clause>& catalogue() {
  static const std::vector<Clause> rows = [] {
    const std::string_view text(sekisho_catalogue_begin,
                                static_cast<std::size_t>(sekisho_catalogue_end - sekisho_catalogue_begin));
    auto read = json::read<std::vector<Clause>>(text);
    if (!read) throw std::logic_error("catalogue.json: " + read.error().en);
    return *std::move(read);
  }();
  return rows;
}

const Clause* find_clause(std::string_view id) {
  const auto& rows = catalogue();
  const auto row = std::ranges::find(rows, id, &Clause::id);
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace sekisho::rules
