#include "base/json.h"

namespace sekisho::json {

std::unexpected<Error> wrong(const std::string& field, std::string_view ja, std::string_view en) {
  return fail(ErrorCode::invalid_input,
              (field.empty() ? std::string("送られた内容") : "「" + field + "」") + std::string(ja),
              (field.empty() ? std::string("the body") : field) + std::string(en), field);
}

Result<bj::value> parse(std::string_view text) {
  boost::system::error_code error;
  bj::parse_options options;
  options.max_depth = 32;
  auto value = bj::parse(text, error, {}, options);
  if (error)
    return fail(ErrorCode::invalid_input, "送られた内容を読み取れません（JSON の形が正しくありません）。",
                "invalid JSON: " + error.message());
  return value;
}

}  // namespace sekisho::json
