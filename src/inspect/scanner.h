// Finds records, fields and words in text, and offers what may be an attribute to the matcher. Takes any text
// (CSV, TSV, fixed width, JSON, XML, prose), in pieces cut anywhere, in bounded memory. Copyable, see
// Matcher.
//
// A record is a line (line breaks inside quotes do not end it), in JSON an object that is an element of a
// list (or stands by itself), in XML an element that follows one of the same name.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "inspect/values.h"
#include "matcher.h"

namespace sekisho::inspect {

class ScanTable;

class Scanner {
 public:
  explicit Scanner(const RegisterIndex* index);

  bool feed(std::u16string_view text);  // false: a control character that no text has (binary data)
  void finish();

  const Matcher& matcher() const { return matcher_; }
  std::uint64_t records() const { return records_; }
  std::uint64_t plausible_individual_numbers() const { return plausible_; }
  bool encoded() const { return encoded_; }  // holds content in base64 or the like, which was not looked into
  bool encrypted() const { return encrypted_; }  // holds an encrypted message in text form

 private:
  enum class Shape { unknown, lines, json, xml };
  static constexpr std::size_t field_capacity = 512;
  static constexpr std::size_t field_overlap = 64;
  static constexpr std::size_t words_of_field = 64;

  // scanner.cpp: structure
  bool unit(char16_t c);
  void plain(char16_t c);
  void special(char16_t c);
  void escape(char16_t c);
  void replay();
  void put(char16_t folded, std::uint8_t flags);
  void end_field();
  void end_line();
  void end_record();
  void decide_shape(char16_t c);
  void json(char16_t c);
  void open_tag();
  void tag(char16_t c);
  void notice_encoded();

  // tokens.cpp: values
  void field(std::u16string_view text);
  void token(std::u16string_view text, std::size_t at);
  void digits(std::u16string_view text, std::size_t at);
  void mixed(std::u16string_view text, std::size_t at, unsigned flags);
  void runs(std::u16string_view text, std::size_t at, std::size_t names_from);
  void name(std::u16string_view text, std::size_t at, bool kana);
  void date(std::u16string_view text, std::size_t at);
  void address(std::u16string_view text, std::size_t at);
  void offer(Attribute kind, std::u16string_view canonical, std::size_t at, std::size_t size) {
    matcher_.candidate(kind, canonical, field_number_, at, at + size + removed_);
  }
  void grouped_number(std::u16string_view text, std::size_t at);
  void individual_number(std::u16string_view twelve, std::size_t at);

  const ScanTable* table_;
  Matcher matcher_;
  Shape shape_ = Shape::unknown;
  std::uint64_t records_ = 0;
  std::uint64_t plausible_ = 0;
  bool record_begun_ = false;
  bool encoded_ = false;
  bool encrypted_ = false;

  // The field being read, folded; one blank between words.
  std::u16string field_;
  std::uint32_t field_number_ = 0;
  std::size_t removed_ = 0;       // blanks taken out of the token at hand
  std::size_t field_length_ = 0;  // all of it, also what is no longer held
  std::uint8_t field_flags_ = 0;
  unsigned blanks_ = 0;
  char16_t high_ = 0;  // first half of a pair

  bool in_quotes_ = false;
  unsigned quoted_lines_ = 0;
  unsigned encoded_lines_ = 0;
  bool encoding_heading_ = false;

  std::u16string escape_;  // "\uXXXX" or "&#…;" as far as read
  bool replaying_ = false;

  std::uint64_t lists_ = 0;  // JSON: bit d says that depth d is a list
  unsigned depth_ = 0;
  unsigned record_depth_ = 0;  // 0: none
  bool in_string_ = false;

  static constexpr std::size_t deepest = 32;
  std::array<std::uint32_t, deepest + 1> open_{};
  std::array<std::uint32_t, deepest + 1> sibling_{};
  enum class Tag { none, start, name, close, rest } tag_ = Tag::none;
  std::uint32_t tag_hash_ = 0;
  char16_t before_ = 0;

  std::u16string scratch_;
  std::u16string word_;
  AddressForms address_;
};

}  // namespace sekisho::inspect
