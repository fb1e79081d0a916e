// HTML as tokens, tolerantly: any bytes give some, in one pass. A simpler form of the HTML standard, 13.2.5:
// no tree is built, and what is hidden from a reader's eye (comments, scripts, attributes) is given out like
// all else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sekisho::formats {

struct HtmlAttribute {
  std::string name;   // lower case
  std::string value;  // references are resolved
};

class HtmlSink {
 public:
  virtual ~HtmlSink() = default;
  // Text with references resolved, cut anywhere; `raw` inside script and style, where there are none.
  virtual void text(std::string_view utf8, bool raw) = 0;
  virtual void comment(std::string_view utf8) = 0;
  virtual void start(std::string_view tag, const std::vector<HtmlAttribute>& attributes) = 0;  // lower case
  virtual void end(std::string_view tag) = 0;
  virtual void
  too_large() = 0;  // a tag or comment was longer than the limit, and its rest was taken for text
};

class HtmlTokens {
 public:
  // `most`: bytes of one tag or comment that are held.
  HtmlTokens(HtmlSink& sink, std::size_t most) : sink_(sink), most_(most) {}
  void feed(std::string_view utf8);
  void finish();

 private:
  std::size_t take(bool last);
  std::size_t markup(bool last);
  std::size_t raw(bool last);
  void tag(std::string_view inside);
  void text(std::string_view utf8, bool raw);

  HtmlSink& sink_;
  std::size_t most_;
  std::string held_;
  std::size_t at_ = 0;
  std::size_t searched_ = 0;  // of an unfinished tag or comment: not looked at again
  char quote_ = 0;            // the tag is inside of a value
  char last_ = 0;             // of the tag, outside of values, no space
  std::string raw_;           // the tag whose end is awaited
};

// Character references: the numeric ones and the named ones that are common; others stay as they are.
std::string html_resolved(std::string_view text);

}  // namespace sekisho::formats
