// What can go wrong in use: a value, never an exception. Exceptions are for bugs and broken infrastructure.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace sekisho {

enum class ErrorCode {
  invalid_input,    // the caller can mend it; `field` names the place where known
  unauthenticated,  // nobody is signed in, or the session ended
  forbidden,        // known, but not allowed
  not_found,        // absent, or not for this viewer's eyes (the two are not told apart)
  conflict,         // the state has moved on; read again
  gone,             // existed, and was erased or has expired
  too_large,
  unsupported,  // a format or version that we do not read
  corrupt,      // bytes that do not verify: truncated, changed, swapped, wrong key
  rate_limited,
  unavailable,  // try again later
  io,           // the operating system said no; `en` has errno's text
};

// `ja` is what the person at the screen reads: what is wrong and what to do. `en` is for logs and the English
// page.
struct Error {
  ErrorCode code;
  std::string ja;
  std::string en;
  std::string field;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string ja, std::string en, std::string field = {}) {
  return std::unexpected<Error>(Error{code, std::move(ja), std::move(en), std::move(field)});
}

inline std::unexpected<Error> pass_on(Error error) { return std::unexpected<Error>(std::move(error)); }

}  // namespace sekisho

// Hands an error to the caller: `SEKISHO_TRY(auto x, f());` declares x, or returns f()'s error.
#define SEKISHO_TRY_CONCAT_(a, b) a##b
#define SEKISHO_TRY_NAME_(line) SEKISHO_TRY_CONCAT_(sekisho_try_, line)
#define SEKISHO_TRY(declaration, expression)                                   \
  auto&& SEKISHO_TRY_NAME_(__LINE__) = (expression);                           \
  if (!SEKISHO_TRY_NAME_(__LINE__))                                            \
    return ::sekisho::pass_on(std::move(SEKISHO_TRY_NAME_(__LINE__)).error()); \
  declaration = *std::move(SEKISHO_TRY_NAME_(__LINE__))
#define SEKISHO_CHECK(expression)                          \
  if (auto sekisho_check_ = (expression); !sekisho_check_) \
  return ::sekisho::pass_on(std::move(sekisho_check_).error())
