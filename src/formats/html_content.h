// The tokens of an HTML page as rows of its tables, text, members and notes. Not thread-safe.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "html_tokens.h"
#include "reader.h"

namespace sekisho::formats {

class HtmlContent final : public HtmlSink {
 public:
  // Without `words` only members and notes: the words are in an encoding that is not known here.
  HtmlContent(Walk& walk, bool words) : walk_(walk), words_(words) {}
  void text(std::string_view utf8, bool raw) override;
  void comment(std::string_view utf8) override;
  void start(std::string_view tag, const std::vector<HtmlAttribute>& attributes) override;
  void end(std::string_view tag) override;
  void too_large() override;
  bool finish();  // false: nothing more is wanted
  bool wanted() const { return wanted_; }

 private:
  void attribute(std::string_view tag, const HtmlAttribute& attribute);
  void data_url(std::string_view url);
  void apart(std::string_view utf8);  // text of its own, not run together with its neighbours
  void paragraph();
  void flush();
  void row();
  void close_table();

  Walk& walk_;
  bool words_;
  bool wanted_ = true;
  std::string text_;
  unsigned tables_ = 0;  // that are open
  unsigned count_ = 0;
  bool in_row_ = false;
  bool in_cell_ = false;
  std::vector<std::string> cells_;
  std::size_t row_bytes_ = 0;
  std::uint64_t number_ = 0;
  std::set<std::string, std::less<>> hosts_;
  bool script_ = false;
  bool large_ = false;
};

}  // namespace sekisho::formats
