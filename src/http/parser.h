// One request's message on Boost.Beast's parser, which is seen in parser.cpp alone (it takes long to
// compile).
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "head.h"

namespace sekisho::http {

class MessageParser {
 public:
  explicit MessageParser(const Limits& limits);
  ~MessageParser();
  MessageParser(const MessageParser&) = delete;
  MessageParser& operator=(const MessageParser&) = delete;

  // `text` is exactly what HeadScanner called whole. Once per parser.
  Checked<Head> head(std::string_view text);

  // Chunked bodies only, after `head`. Takes from the front of `in`; what it did not consume must be
  // presented again, with more behind it, unless `done`.
  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool done = false;
  };
  Checked<Step> decode(std::string_view in, std::span<std::uint8_t> out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sekisho::http
