// Text in an encoding that has to be found: by strict validation, never by guessing. Where two encodings fit,
// it is read as both. One part at a time; the scanner gathers over all of them.
#pragma once

#include <functional>
#include <memory>

#include <optional>
#include <set>
#include <string>

#include "base/decoder.h"
#include "scanner.h"

namespace sekisho::inspect {

class TextReader {
 public:
  // `only` as of the scanner; for 個人番号 alone there is the sweep.
  TextReader(Scanner& scanner, Matcher::Datasets datasets, bool samples, AttributeSet only = all_attributes);
  ~TextReader();

  void begin(const std::string& path);
  void feed(ByteView bytes);
  // Given what was read, decoded, of the first of two readings; in order, cut between characters.
  using Text = std::function<void(std::string_view utf8)>;
  void give_text(Text to) { text_ = std::move(to); }
  enum class End { whole, binary, encoding };
  End finish();
  // Of all parts: "UTF-8", "CP932 または EUC-JP".
  const std::set<std::string>& encodings() const { return encodings_; }
  // What only the second of two readings has found; nullptr when there was none.
  const Scanner* second() const { return second_gathered_.get(); }

 private:
  struct Reading {
    Scanner* scanner;
    Decoder decoder;
    const LaneTable* table;
    Bytes pending;  // a line that has not ended
    bool binary = false;
    bool wrong = false;
    bool sweep = false;

    void feed(ByteView bytes, std::u16string& units);
    void slowly(ByteView bytes, std::u16string& units);
    void finish(std::u16string& units);
  };
  class Iso2022;

  void choose(ByteView bytes);
  void give(ByteView bytes);
  Reading& first() { return readings_.front(); }

  Scanner& scanner_;
  std::unique_ptr<Scanner> second_scanner_, second_gathered_;
  std::vector<Reading> readings_;
  std::unique_ptr<Iso2022> iso2022_;
  std::set<std::string> encodings_;
  std::u16string units_;
  Text text_;
  std::optional<Decoder> text_decoder_;
  bool begun_ = false;
  bool ascii_ = true;
  bool sweep_ = false;
};

}  // namespace sekisho::inspect
