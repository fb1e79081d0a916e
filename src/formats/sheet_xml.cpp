#include "sheet_xml.h"

#include <algorithm>
#include <cstring>

#include "links.h"
#include "xstring.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_value = std::size_t{1} << 20;
constexpr std::size_t columns = 16384;

constexpr XmlName data_name = xml_name("sheetData"), row_name = xml_name("row"), cell_name = xml_name("c"),
                  value_name = xml_name("v"), text_name = xml_name("t"), formula_name = xml_name("f"),
                  reading_name = xml_name("rPh");

bool formula_element(XmlName name) {
  return name == xml_name("formula") || name == xml_name("formula1") || name == xml_name("formula2");
}

std::size_t number_of(std::string_view digits) {
  std::size_t out = 0;
  for (const char c : digits.substr(0, 18)) {
    if (c < '0' || c > '9') break;
    out = out * 10 + static_cast<std::size_t>(c - '0');
  }
  return out;
}

bool only_digits(std::string_view text) {
  for (const char c : text)
    if (c < '0' || c > '9') return false;
  return true;
}

// The column of "BC12", from 0; `columns` where there is none.
std::size_t column_of(std::string_view reference) {
  std::size_t out = 0;
  for (const char c : reference) {
    const char upper = static_cast<char>(c & ~0x20);
    if (upper < 'A' || upper > 'Z') break;
    out = out * 26 + static_cast<std::size_t>(upper - 'A' + 1);
    if (out > columns) return columns;
  }
  return out == 0 ? columns : out - 1;
}

bool is(const char* at, std::string_view literal) {
  return std::memcmp(at, literal.data(), literal.size()) == 0;
}

}  // namespace

SheetXml::Type SheetXml::type_of(std::string_view name) {
  if (name == "s") return Type::shared;
  if (name == "inlineStr") return Type::inline_text;
  if (name == "str") return Type::string;
  if (name == "b") return Type::truth;
  if (name == "e") return Type::error;
  if (name == "d") return Type::day;
  return Type::number;
}

bool SheetXml::read(XmlReader& reader) {
  for (;;) {
    if (in_row_ && !in_cell_ && !cells(reader)) return false;
    const XmlToken token = reader.next();
    switch (token) {
      case XmlToken::finished:
      case XmlToken::failed:
        if (in_row_) {
          if (in_cell_) cell_ends();
          wanted_ = rows_.end() && wanted_;
        }
        return rest_.finish() && wanted_;
      case XmlToken::start:
        if (!in_data_ && reader.name() != data_name) {
          if (formula_element(reader.name())) formula_.clear();
          wanted_ = rest_.token(reader, token) && wanted_;
        } else {
          start(reader);
        }
        break;
      case XmlToken::end:
        if (!in_data_) {
          if (formula_element(reader.name())) note_formula(walk_, formula_, formulas_);
          wanted_ = rest_.token(reader, token) && wanted_;
        } else {
          end(reader);
        }
        break;
      case XmlToken::text:
        if (in_data_) {
          // Where no program shows it, and what is longer than any cell's text: beside the rows.
          if (into_ == nullptr || into_->size() + reader.text().size() > most_value) {
            if (into_ != nullptr || reader.text().find_first_not_of(" \t\r\n") != std::string_view::npos)
              wanted_ = walk_.sink().text(reader.text()) && walk_.sink().text("\n") && wanted_;
          } else {
            into_->append(reader.text());
          }
        } else {
          if (formula_.size() < most_value) formula_.append(reader.text());
          wanted_ = rest_.token(reader, token) && wanted_;
        }
        break;
      case XmlToken::comment:
        wanted_ = rest_.token(reader, token) && wanted_;
        break;
    }
    if (!wanted_) return false;
  }
}

void SheetXml::start(XmlReader& reader) {
  switch (reader.name()) {
    case data_name:
      if (!in_data_) data_depth_ = reader.depth();
      in_data_ = true;
      return;
    case row_name: {
      if (in_row_) wanted_ = rows_.end() && wanted_;
      in_row_ = true;
      const auto number = reader.attribute(xml_name("r"));
      row_ = number ? number_of(*number) : row_ + 1;
      rows_.begin(row_);
      return;
    }
    case cell_name:
      return cell_starts(reader);
    case reading_name:
      ++in_reading_;
      return;
    case value_name:
      into_ = &value_;
      return;
    case text_name:
      if (in_reading_ > 0 && !reading_.empty()) reading_ += ' ';
      into_ = in_reading_ > 0 ? &reading_ : &value_;
      return;
    case formula_name:
      into_ = &formula_;
      return;
    default:
      return;
  }
}

void SheetXml::end(XmlReader& reader) {
  into_ = nullptr;
  switch (reader.name()) {
    case data_name:
      if (reader.depth() + 1 == data_depth_) in_data_ = false;
      formula_.clear();
      return;
    case row_name:
      if (in_row_) wanted_ = rows_.end() && wanted_;
      in_row_ = false;
      return;
    case cell_name:
      return cell_ends();
    case reading_name:
      in_reading_ -= in_reading_ > 0;
      return;
    default:
      return;
  }
}

void SheetXml::cell_starts(XmlReader& reader) {
  if (!in_row_) {
    in_row_ = true;
    rows_.begin(++row_);
  }
  if (in_cell_) cell_ends();
  in_cell_ = true;
  column_ = rows_.column();
  style_ = 0;
  type_ = Type::number;
  for (const XmlAttribute& a : reader.attributes()) {
    if (a.prefixed) continue;
    if (a.name == xml_name("r")) {
      const std::size_t column = column_of(a.value);
      if (column < columns) column_ = column;
    } else if (a.name == xml_name("s")) {
      style_ = number_of(a.value);
    } else if (a.name == xml_name("t")) {
      type_ = type_of(a.value);
    }
  }
}

void SheetXml::cell_ends() {
  if (!in_cell_) return;
  in_cell_ = false;
  value(column_, type_, style_, value_, value_.find("_x") != value_.npos || value_.find("_X") != value_.npos);
  if (!reading_.empty()) rows_.beside(rows_.kept(reading_));
  if (!formula_.empty()) {
    note_formula(walk_, formula_, formulas_);
    // words within a formula are shown by it, or kept from sight
    if (formula_.find('"') != formula_.npos) rows_.beside(rows_.kept(formula_));
  }
  value_.clear();
  reading_.clear();
  formula_.clear();
}

void SheetXml::value(std::size_t column, Type type, std::size_t style, std::string_view text, bool escapes) {
  switch (type) {
    case Type::shared: {
      const std::size_t number = number_of(text);
      const SharedStrings::Place* place =
          strings_ != nullptr && !text.empty() ? strings_->find(number) : nullptr;
      if (place != nullptr) return rows_.add_shared(column, *place);
      if (!text.empty() && !lacks_string_) walk_.unseen(NoteCode::broken, "共有文字列");
      lacks_string_ = lacks_string_ || !text.empty();
      return rows_.add(column, rows_.kept(text));
    }
    case Type::truth:
      return rows_.add(column, text == "1" ? "TRUE" : text == "0" ? "FALSE" : rows_.kept(text));
    case Type::number: {
      const NumberStyle& shown = styles_.of(style);
      if (shown.as == NumberStyle::As::number && only_digits(text))
        return rows_.add(column, rows_.kept(text));
      return rows_.add(column, rows_.kept(show_number(text, shown, styles_.since_1904)));
    }
    case Type::inline_text:
    case Type::string:
    case Type::error:
    case Type::day:
      return rows_.add(column, rows_.kept(escapes ? xstring(text) : text));
  }
}

// Cells and rows as programs write them, taken from the window without a token each; whatever is not quite so
// is left to the reader.
bool SheetXml::cells(XmlReader& reader) {
  const std::string_view window = reader.ahead();
  const char* at = window.data();
  for (const char* const end = at + window.size(); at < end && wanted_;) {
    const char* next = plain_cell(at, end);
    if (next == nullptr && reader.innermost() == row_name) next = plain_row(at, end);
    if (next == nullptr) break;
    at = next;
  }
  if (at != window.data()) reader.taken(at);
  return wanted_;
}

// Behind the end of a row and the start of the next one, or null.
const char* SheetXml::plain_row(const char* p, const char* const end) {
  constexpr std::string_view between = "</row><row r=\"";
  if (!is(p, between)) return nullptr;
  p += between.size();
  std::uint64_t number = 0;
  const char* const digits = p;
  for (; *p >= '0' && *p <= '9' && p - digits < 18; ++p)
    number = number * 10 + static_cast<std::uint64_t>(*p - '0');
  if (p == digits || *p++ != '"') return nullptr;
  while (*p == ' ') {  // its other attributes show nothing
    ++p;
    while ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == ':') ++p;
    if (p[0] != '=' || p[1] != '"' || p + 2 > end) return nullptr;
    p = static_cast<const char*>(std::memchr(p + 2, '"', static_cast<std::size_t>(end - p - 2)));
    if (p == nullptr) return nullptr;
    ++p;
  }
  if (*p++ != '>') return nullptr;
  wanted_ = rows_.end() && wanted_;
  row_ = number;
  rows_.begin(row_);
  return p;
}

// Behind the cell, or null. Zeros behind the window match nothing, so that nothing is read from beyond them.
const char* SheetXml::plain_cell(const char* p, const char* const end) {
  if (!is(p, "<c ")) return nullptr;
  p += 3;
  std::size_t column = rows_.column();
  std::size_t style = 0;
  Type type = Type::number;
  for (;;) {
    const char attribute = *p;
    if (p[1] != '=' || p[2] != '"') return nullptr;
    p += 3;
    if (attribute == 'r') {
      std::size_t letters = 0;
      for (; *p >= 'A' && *p <= 'Z' && letters < columns; ++p)
        letters = letters * 26 + static_cast<std::size_t>(*p - 'A' + 1);
      if (letters == 0 || letters > columns) return nullptr;
      column = letters - 1;
      while (*p >= '0' && *p <= '9') ++p;
    } else if (attribute == 's') {
      const char* const begin = p;
      for (; *p >= '0' && *p <= '9' && p - begin < 9; ++p)
        style = style * 10 + static_cast<std::size_t>(*p - '0');
    } else if (attribute == 't') {
      const char* const begin = p;
      while (*p >= 'a' && *p <= 'z') ++p;
      if (*p == 'S') {
        if (!is(begin, "inlineStr\"")) return nullptr;
        p = begin + 9;
        type = Type::inline_text;
      } else if (p - begin == 1) {
        type = type_of({begin, 1});
      } else {
        return nullptr;
      }
    } else {
      return nullptr;
    }
    if (*p++ != '"') return nullptr;
    if (*p == ' ') {
      ++p;
      continue;
    }
    break;
  }
  if (is(p, "/>")) {
    rows_.add(column, {});
    return p + 2;
  }
  if (*p++ != '>') return nullptr;
  if (type == Type::shared && strings_ != nullptr && is(p, "<v>")) {
    const char* const digits = p + 3;
    std::size_t number = 0;
    const char* q = digits;
    for (; *q >= '0' && *q <= '9' && q - digits < 9; ++q)
      number = number * 10 + static_cast<std::size_t>(*q - '0');
    const SharedStrings::Place* const place =
        q != digits && is(q, "</v></c>") ? strings_->find(number) : nullptr;
    if (place != nullptr) {
      rows_.add_shared(column, *place);
      return q + 8;
    }
  }
  const bool inlined = type == Type::inline_text;
  if (inlined) {
    if (is(p, "<is><t>"))
      p += 7;
    else if (is(p, "<is><t xml:space=\"preserve\">"))
      p += 28;
    else
      return nullptr;
  } else {
    if (!is(p, "<v>")) return nullptr;
    p += 3;
  }
  const XmlRun run = xml_run(p, end);
  const std::string_view close = inlined ? "</t></is></c>" : "</v></c>";
  if (run.end >= end || !is(run.end, close)) return nullptr;
  if (run.references) {
    char* const room = rows_.room(static_cast<std::size_t>(run.end - p));
    if (!inlined || run.underscores || room == nullptr) return nullptr;
    const char* const last = xml_resolve(p, run.end, room);
    if (last == nullptr) return nullptr;
    rows_.used(last);
    rows_.add(column, {room, static_cast<std::size_t>(last - room)});
    return run.end + close.size();
  }
  value(column, type, style, {p, static_cast<std::size_t>(run.end - p)}, run.underscores);
  return run.end + close.size();
}

}  // namespace sekisho::formats
