#include "document_text.h"

#include <algorithm>
#include <charconv>

#include "base/decoder.h"
#include "links.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_paragraph = std::size_t{256} << 10;
constexpr std::size_t most_row = std::size_t{1} << 20;
constexpr std::size_t most_nested = 32;
constexpr std::size_t most_code = 16384;

constexpr XmlName p = xml_name("p"), tbl = xml_name("tbl"), tr = xml_name("tr"), tc = xml_name("tc"),
                  box = xml_name("txbxContent"), html_box = xml_name("textbox"), rt = xml_name("rt"),
                  code_text = xml_name("instrText"), deleted_code = xml_name("delInstrText");

// Elements within a line: what they hold goes on after them.
bool inside_a_line(XmlName name) {
  switch (name) {
    case xml_name("t"):
    case xml_name("delText"):
    case code_text:
    case deleted_code:
    case rt:
    case xml_name("span"):
    case xml_name("font"):
    case xml_name("b"):
    case xml_name("i"):
    case xml_name("u"):
    case xml_name("s"):
    case xml_name("a"):
    case xml_name("strong"):
    case xml_name("em"):
    case xml_name("sub"):
    case xml_name("sup"):
      return true;
    default:
      return false;
  }
}

// Places and sizes of drawings: numbers of nobody, and between the words of a paragraph.
bool measure(XmlName name) {
  switch (name) {
    case xml_name("posOffset"):
    case xml_name("pctWidth"):
    case xml_name("pctHeight"):
    case xml_name("pctPosHOffset"):
    case xml_name("pctPosVOffset"):
    case xml_name("col"):
    case xml_name("colOff"):
    case xml_name("row"):
    case xml_name("rowOff"):
    case xml_name("Column"):
    case xml_name("Row"):
      return true;
    default:
      return false;
  }
}

bool only_measure(std::string_view text) {
  return text.size() <= 20 && text.find_first_not_of("-0123456789 \r\n\t") == text.npos;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \r\n\t") == text.npos; }

}  // namespace

bool DocumentText::all(XmlReader& reader) {
  for (;;) {
    const XmlToken now = reader.next();
    if (now == XmlToken::finished || now == XmlToken::failed) return finish();
    if (!token(reader, now)) return false;
  }
}

bool DocumentText::token(XmlReader& reader, XmlToken token) {
  switch (token) {
    case XmlToken::start:
      open_.push_back({reader.name()});
      start(reader);
      break;
    case XmlToken::end:
      end(reader.name());
      break;
    case XmlToken::text: {
      const std::string_view text = reader.text();
      if (open_.empty() || (!inside_a_line(open_.back().name) && blank(text))) break;
      if (measure(open_.back().name) && only_measure(text)) break;
      open_.back().words = true;
      add(text);
      break;
    }
    case XmlToken::comment:
      line(reader.text());
      break;
    default:
      break;
  }
  return wanted_;
}

void DocumentText::start(XmlReader& reader) {
  attributes(reader);
  switch (reader.name()) {
    case p:
      return paragraph_ends();
    case tbl:
      paragraph_ends();
      if (tables_.size() == most_nested) {
        ++deeper_tables_;
        return;
      }
      tables_.emplace_back();
      walk_.sink().begin(PartKind::table, std::to_string(++tables_begun_));
      return;
    case tr:
      return paragraph_ends();
    case tc:
      paragraph_ends();
      if (tables_.empty() || deeper_tables_ > 0) return;
      if (tables_.back().cells.size() >= 16384) row_ends();
      tables_.back().cells.emplace_back();
      tables_.back().in_cell = true;
      return;
    case box:
    case html_box:
      if (outer_.size() == most_nested) return paragraph_ends();
      outer_.push_back(std::move(paragraph_));
      paragraph_.clear();
      return;
    case rt:
      ++in_ruby_;
      return;
    case code_text:
    case deleted_code:
      ++in_code_;
      return;
    case xml_name("fldChar"):
      return field_character(reader.attribute(xml_name("fldCharType")).value_or(""));
    case xml_name("fldSimple"):
      if (const auto code = reader.attribute(xml_name("instr"))) {
        note_field(walk_, *code);
        line(*code);
      }
      return;
    case xml_name("tab"):
      return add("\t");
    case xml_name("br"):
    case xml_name("cr"):
      return add(" ");
    case xml_name("noBreakHyphen"):
      return add("-");
    default:
      return;
  }
}

void DocumentText::end(XmlName name) {
  const bool direct = !open_.empty() && open_.back().words;
  if (!open_.empty()) open_.pop_back();
  switch (name) {
    case p:
      return paragraph_ends();
    case tc:
      paragraph_ends();
      if (!tables_.empty() && deeper_tables_ == 0) tables_.back().in_cell = false;
      return;
    case tr:
      paragraph_ends();
      if (deeper_tables_ == 0) row_ends();
      return;
    case tbl:
      paragraph_ends();
      if (deeper_tables_ > 0) {
        --deeper_tables_;
      } else if (!tables_.empty()) {
        row_ends();
        tables_.pop_back();
        walk_.sink().end();
      }
      return;
    case box:
    case html_box:
      paragraph_ends();
      if (!outer_.empty()) {
        paragraph_ = std::move(outer_.back());
        outer_.pop_back();
      }
      return;
    case rt:
      in_ruby_ -= in_ruby_ > 0;
      return;
    case code_text:
    case deleted_code:
      in_code_ -= in_code_ > 0;
      return;
    default:
      // A leaf with words in it is a line; so is a comment, a shape, a text of others.
      if (direct && !inside_a_line(name)) paragraph_ends();
  }
  switch (name) {
    case xml_name("comment"):
    case xml_name("sp"):
    case xml_name("div"):
    case xml_name("text"):
    case xml_name("si"):
      paragraph_ends();
      return;
    default:
      return;
  }
}

void DocumentText::attributes(XmlReader& reader) {
  // Elements of WordprocessingML whose one attribute holds words: of content controls and form fields.
  switch (reader.name()) {
    case xml_name("alias"):
    case xml_name("tag"):
    case xml_name("attr"):
    case xml_name("default"):
    case xml_name("statusText"):
    case xml_name("helpText"):
    case xml_name("docVar"):
      if (const auto value = reader.attribute(xml_name("val"))) line(*value);
      break;
    default:
      break;
  }
  for (const XmlAttribute& a : reader.attributes()) switch (a.name) {
      case xml_name("descr"):
      case xml_name("title"):
      case xml_name("alt"):
      case xml_name("displayName"):
      case xml_name("author"):
      case xml_name("initials"):
      case xml_name("displayText"):
      case xml_name("tooltip"):
      case xml_name("display"):
      case xml_name("prompt"):
      case xml_name("promptTitle"):
      case xml_name("error"):
      case xml_name("errorTitle"):
      case xml_name("string"):  // VML's WordArt
        line(a.value);
        break;
      default:
        break;
    }
}

// The parts of a field: begin, its code, separate, its result, end. Codes may be cut over many runs, and
// built by fields within.
void DocumentText::field_character(std::string_view kind) {
  if (kind == "begin") {
    if (fields_.size() < most_nested) fields_.emplace_back();
  } else if (kind == "separate") {
    if (!fields_.empty()) fields_.back().result = true;
  } else if (kind == "end") {
    field_ends();
  }
}

void DocumentText::field_ends() {
  if (fields_.empty()) return;
  const std::string code = std::move(fields_.back().code);
  const std::string quoted = std::move(fields_.back().quoted);
  fields_.pop_back();
  note_field(walk_, code);
  if (quoted != code) note_field(walk_, quoted);
  if (!fields_.empty() && !fields_.back().result) {
    // QUOTE 68 68 69: characters by their numbers, the usual way to hide the code around it
    std::string_view rest = code;
    const auto word = rest.find_first_not_of(' ');
    if (word != rest.npos && rest.substr(word).starts_with("QUOTE")) {
      rest.remove_prefix(word + 5);
      while (!rest.empty()) {
        const auto digit = rest.find_first_of("0123456789");
        if (digit == rest.npos) break;
        rest.remove_prefix(digit);
        std::uint32_t number = 0;
        const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()));
        if (number > 0 && number < 0xD800 && fields_.back().quoted.size() < most_code)
          append_utf8(number, fields_.back().quoted);
      }
    }
  }
  line(code);
}

void DocumentText::add(std::string_view text) {
  if (in_ruby_ > 0) {
    if (ruby_.size() + text.size() < most_paragraph) return void(ruby_.append(text));
  }
  if (!fields_.empty() && (in_code_ > 0 || !fields_.back().result)) {
    Field& field = fields_.back();
    if (field.quoted.size() + text.size() < most_code) field.quoted.append(text);
    if (field.code.size() + text.size() < most_code) return void(field.code.append(text));
  } else if (fields_.size() > 1 && !fields_[fields_.size() - 2].result) {
    // the result of a field within a code is a piece of that code
    std::string& code = fields_[fields_.size() - 2].code;
    if (code.size() + text.size() < most_code) return void(code.append(text));
  }
  paragraph_.append(text);
  if (paragraph_.size() > most_paragraph) {
    if (tables_.empty() || !tables_.back().in_cell) {
      wanted_ = walk_.sink().text(paragraph_) && wanted_;
      paragraph_.clear();
    } else {
      paragraph_ends();
    }
  }
}

void DocumentText::paragraph_ends() {
  if (!ruby_.empty()) {
    paragraph_.append("\t").append(ruby_);
    ruby_.clear();
  }
  if (paragraph_.empty()) return;
  const std::string text = std::move(paragraph_);
  paragraph_.clear();
  line(text);
}

// Beside the paragraph at hand.
void DocumentText::line(std::string_view text) {
  if (blank(text)) return;
  if (!tables_.empty() && tables_.back().in_cell) {
    Level& table = tables_.back();
    std::string& cell = table.cells.back();
    if (!cell.empty()) cell += '\n';
    cell.append(text);
    table.bytes += text.size();
    if (table.bytes > most_row) {
      row_ends();
      table.cells.emplace_back();
      table.in_cell = true;
    }
    return;
  }
  wanted_ = walk_.sink().text(text) && walk_.sink().text("\n") && wanted_;
}

void DocumentText::row_ends() {
  if (tables_.empty()) return;
  Level& table = tables_.back();
  ++table.row;
  const bool any = std::ranges::any_of(table.cells, [](const std::string& cell) { return !cell.empty(); });
  if (any) {
    const std::vector<std::string_view> cells(table.cells.begin(), table.cells.end());
    wanted_ = walk_.sink().row(table.row, cells) && wanted_;
  }
  table.cells.clear();
  table.in_cell = false;
  table.bytes = 0;
}

bool DocumentText::finish() {
  while (!fields_.empty()) field_ends();
  paragraph_ends();
  while (!outer_.empty()) {
    paragraph_ = std::move(outer_.back());
    outer_.pop_back();
    paragraph_ends();
  }
  while (!tables_.empty()) {
    tables_.back().in_cell = false;
    row_ends();
    tables_.pop_back();
    walk_.sink().end();
  }
  return wanted_;
}

}  // namespace sekisho::formats
