// JSON over Boost.Describe'd types: one declaration parses, validates (the error names the field), serialises
// and describes itself as an OpenAPI schema. Heavy: include it in .cpp files only.
//
// A member is required unless it is std::optional (absent or null). Members that are not declared are
// refused. Supported: bool, std::int64_t, std::string, described enums (by name), std::optional, std::vector,
// std::map<std::string, T>, described structs, boost::json::object/value (taken as they are).
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json_describe.h"  // IWYU pragma: export
#include "base/json_from.h"      // IWYU pragma: export
#include "base/json_to.h"        // IWYU pragma: export

namespace sekisho::json {

// Depth is limited, so hostile nesting cannot exhaust the stack.
Result<bj::value> parse(std::string_view text);

template <class T>
Result<T> read(std::string_view text) {
  SEKISHO_TRY(auto value, parse(text));
  return from_json<T>(value);
}

template <class T>
std::string write(const T& value) {
  return bj::serialize(to_json(value));
}

}  // namespace sekisho::json
