// What stands in a request's path and behind its question mark.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/message.h"

namespace sekisho::http {

inline std::string param(const Request& request, std::string_view name) {
  return std::string(request.param(name).value_or(""));
}
inline std::string query(const Request& request, std::string_view name) {
  return std::string(request.query_value(name).value_or(""));
}
inline std::int64_t query_number(const Request& request, std::string_view name, std::int64_t otherwise) {
  const auto text = request.query_value(name);
  std::int64_t out = otherwise;
  if (text) std::from_chars(text->data(), text->data() + text->size(), out);
  return out;
}

// Of X-File-Name. The name of a file may name a person: it comes in a header, since addresses are written
// into logs on the way. Error: invalid_input.
Result<std::string> file_name(const Request& request);

}  // namespace sekisho::http
