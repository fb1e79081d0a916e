#include "odf_text.h"

#include <algorithm>
#include <charconv>

#include "links.h"
#include "number_shown.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_paragraph = std::size_t{256} << 10;
constexpr std::size_t most_cell = std::size_t{1} << 20;
constexpr std::size_t most_nested = 16;
constexpr std::size_t most_columns = 16384;
constexpr std::size_t most_copies = 64;  // of a repeated cell: they all say the same

constexpr XmlName p = xml_name("p"), h = xml_name("h"), table = xml_name("table"),
                  row = xml_name("table-row"), cell = xml_name("table-cell"),
                  covered = xml_name("covered-table-cell");

bool a_box(XmlName name) {
  return name == xml_name("annotation") || name == xml_name("note-body") || name == xml_name("text-box") ||
         name == xml_name("deletion") || name == xml_name("insertion");
}

bool aside(XmlName name) { return name == xml_name("ruby-text") || name == xml_name("note-citation"); }

bool blank(std::string_view text) { return text.find_first_not_of(" \r\n\t") == text.npos; }

std::uint64_t number_of(std::string_view digits, std::uint64_t otherwise) {
  std::uint64_t out = otherwise;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

// A place that is not in the package: "Pictures/1.png" and "#a" are.
bool outside(std::string_view href) {
  if (href.starts_with('/') || href.starts_with("../") || href.starts_with('\\')) return true;
  const auto colon = href.find(':');
  return colon != href.npos && colon < href.find_first_of("/#?");
}

// Shown with leading zeros or strokes, a number is a code, and the value has lost them.
bool a_code(std::string_view shown) {
  const bool digits = shown.size() > 1 && shown.find_first_not_of("0123456789- ") == shown.npos;
  return digits && (shown[0] == '0' || shown.find_first_of("- ", 1) != shown.npos);
}

}  // namespace

bool OdfText::all(XmlReader& reader) {
  for (;;) {
    const XmlToken token = reader.next();
    switch (token) {
      case XmlToken::finished:
      case XmlToken::failed:
        while (!around_.empty()) box_ends();
        paragraph_ends();
        while (!tables_.empty()) table_ends();
        return wanted_;
      case XmlToken::start:
        open_.push_back({reader.name()});
        start(reader);
        break;
      case XmlToken::end:
        end(reader.name());
        break;
      case XmlToken::text:
        if (inside_ == 0 && blank(reader.text())) break;
        if (!open_.empty()) open_.back().words = true;
        add(reader.text());
        break;
      case XmlToken::comment:
        line(reader.text());
        break;
    }
    if (!wanted_ || walk_.stopped()) return false;
  }
}

void OdfText::start(XmlReader& reader) {
  const XmlName name = reader.name();
  links(reader);
  if (a_box(name)) return box_starts();
  if (aside(name)) {
    ++in_aside_;
    return;
  }
  switch (name) {
    case p:
    case h:
      paragraph_ends();
      ++inside_;
      return;
    case table:
      return table_starts(reader);
    case row:
      if (tables_.empty() || deeper_tables_ > 0) return;
      tables_.back()->rows_repeated =
          number_of(reader.attribute(xml_name("number-rows-repeated")).value_or("1"), 1);
      tables_.back()->rows.begin(++tables_.back()->row);
      return;
    case cell:
    case covered:
      return cell_starts(reader);
    case xml_name("s"):
      return add(std::string(
          std::min<std::uint64_t>(number_of(reader.attribute(xml_name("c")).value_or("1"), 1), 64), ' '));
    case xml_name("tab"):
      return add("\t");
    case xml_name("line-break"):
      return add(" ");
    case xml_name("script"):
      return walk_.hostile(NoteCode::script);
    case xml_name("binary-data"):
      return walk_.unseen(NoteCode::unsupported, "埋め込みデータ");
    default:
      return;
  }
}

void OdfText::end(XmlName name) {
  const bool words = !open_.empty() && open_.back().words;
  if (!open_.empty()) open_.pop_back();
  if (a_box(name)) return box_ends();
  if (aside(name)) {
    in_aside_ -= in_aside_ > 0;
    return;
  }
  switch (name) {
    case p:
    case h:
      inside_ -= inside_ > 0;
      return paragraph_ends();
    case table:
      return table_ends();
    case row:
      if (tables_.empty() || deeper_tables_ > 0) return;
      paragraph_ends();
      if (tables_.back()->in_cell) cell_ends(*tables_.back());
      wanted_ = tables_.back()->rows.end() && wanted_;
      tables_.back()->row += std::min<std::uint64_t>(tables_.back()->rows_repeated, 1U << 24) - 1;
      return;
    case cell:
    case covered:
      if (tables_.empty() || deeper_tables_ > 0) return;
      paragraph_ends();
      return cell_ends(*tables_.back());
    default:
      // Words outside of paragraphs are a property's, a header's, a name's.
      if (words && inside_ == 0) paragraph_ends();
  }
}

// Attributes that lead out of the file or start something, and those that hold words.
void OdfText::links(XmlReader& reader) {
  const XmlName name = reader.name();
  const bool listener = name == xml_name("event-listener");
  for (const XmlAttribute& a : reader.attributes()) switch (a.name) {
      case xml_name("href"):
        if (listener) {
          walk_.hostile(NoteCode::vba, "OpenDocument のイベント");
        } else if (outside(a.value)) {
          line(a.value);
          if (name == xml_name("a")) break;
          const bool loads = name == xml_name("section-source") || name == xml_name("object") ||
                             name == xml_name("object-ole") || name == xml_name("template") ||
                             name == xml_name("floating-frame") || name == xml_name("applet") ||
                             name == xml_name("plugin");
          walk_.hostile(
              loads && leads_to_a_host(a.value) ? NoteCode::remote_template : NoteCode::external_link,
              std::string(reader.local().substr(0, 32)) + " " + link_words(a.value));
        }
        break;
      case xml_name("dde-application"):
        walk_.hostile(NoteCode::dde, program_words(a.value));
        break;
      case xml_name("formula"):
      case xml_name("condition"):
      case xml_name("expression"):
        note_formula(walk_, a.value.substr(std::min(a.value.size(), a.value.find('=') + 1)), formulas_);
        if (name != cell && a.value.find('"') != a.value.npos) line(a.value);
        break;
      case xml_name("connection-resource"):
      case xml_name("database-name"):
        walk_.hostile(NoteCode::external_link, "データベース");
        break;
      case xml_name("current-value"):
      case xml_name("string-value"):
        if (name != cell) line(a.value);
        break;
      default:
        break;
    }
}

void OdfText::table_starts(XmlReader& reader) {
  paragraph_ends();
  if (tables_.size() == most_nested) {
    ++deeper_tables_;
    return;
  }
  box_starts();
  const PartKind kind = tables_.empty() ? PartKind::sheet : PartKind::table;
  walk_.sink().begin(kind, reader.attribute(xml_name("name")).value_or(""));
  tables_.push_back(std::make_unique<Level>(walk_.sink()));
}

void OdfText::table_ends() {
  if (deeper_tables_ > 0) {
    --deeper_tables_;
    return;
  }
  if (tables_.empty()) return;
  paragraph_ends();
  if (tables_.back()->in_cell) cell_ends(*tables_.back());
  wanted_ = tables_.back()->rows.end() && wanted_;
  tables_.pop_back();
  walk_.sink().end();
  box_ends();
}

void OdfText::cell_starts(XmlReader& reader) {
  if (tables_.empty() || deeper_tables_ > 0) return;
  Level& at = *tables_.back();
  if (at.in_cell) cell_ends(at);
  at.in_cell = true;
  at.cell.clear();
  at.type.clear();
  at.value.clear();
  at.columns_repeated = 1;
  for (const XmlAttribute& a : reader.attributes()) switch (a.name) {
      case xml_name("number-columns-repeated"):
        at.columns_repeated = std::clamp<std::uint64_t>(number_of(a.value, 1), 1, most_columns);
        break;
      case xml_name("value-type"):
        // a second one of the producer's own says the same in other words
        if (at.type.empty()) at.type = a.value.substr(0, 32);
        break;
      case xml_name("value"):
      case xml_name("date-value"):
      case xml_name("string-value"):
        at.value = a.value.substr(0, most_cell);
        break;
      case xml_name("formula"):
        if (a.value.find('"') != a.value.npos) at.rows.beside(at.rows.kept(a.value));
        break;
      default:
        break;
    }
}

void OdfText::cell_ends(Level& at) {
  if (!at.in_cell) return;
  at.in_cell = false;
  std::string_view shown = at.cell;
  std::string number;
  if (at.type == "date" && !at.value.empty()) {
    shown = at.value;
    if (shown.ends_with("T00:00:00")) shown.remove_suffix(9);
  } else if (at.type == "float" && !at.value.empty() && !a_code(shown)) {
    number = show_number(at.value, NumberStyle{}, false);
    shown = number;
  } else if (shown.empty() && at.type == "string") {
    shown = at.value;
  }
  // What is shown beside the value it stands for: comments, above all.
  if (shown.data() != at.cell.data() && at.cell.find('\n') != at.cell.npos)
    at.rows.beside(at.rows.kept(at.cell));
  const std::size_t column = at.rows.column();
  const std::string_view kept = at.rows.kept(shown);
  const std::size_t copies = shown.empty() ? 0 : std::min(at.columns_repeated, most_copies);
  for (std::size_t i = 0; i < copies; ++i) at.rows.add(column + i, kept);
  if (copies < at.columns_repeated) at.rows.add(column + at.columns_repeated - 1, {});
}

void OdfText::add(std::string_view text) {
  if (in_aside_ > 0 && aside_.size() + text.size() < most_paragraph) return void(aside_.append(text));
  paragraph_.append(text);
  if (paragraph_.size() <= most_paragraph) return;
  if (tables_.empty() || !tables_.back()->in_cell) {
    wanted_ = walk_.sink().text(paragraph_) && wanted_;
    paragraph_.clear();
  } else {
    paragraph_ends();
  }
}

void OdfText::paragraph_ends() {
  if (!aside_.empty()) {
    paragraph_.append("\t").append(aside_);
    aside_.clear();
  }
  if (paragraph_.empty()) return;
  const std::string text = std::move(paragraph_);
  paragraph_.clear();
  line(text);
}

void OdfText::line(std::string_view text) {
  if (blank(text)) return;
  if (tables_.empty() || !tables_.back()->in_cell) {
    wanted_ = walk_.sink().text(text) && walk_.sink().text("\n") && wanted_;
    return;
  }
  Level& at = *tables_.back();
  if (at.cell.size() + text.size() > most_cell) {
    at.rows.beside(at.rows.kept(at.cell));
    at.cell.clear();
  }
  if (!at.cell.empty()) at.cell += '\n';
  at.cell.append(text);
}

void OdfText::box_starts() {
  if (around_.size() == most_nested * 4) {
    ++deeper_boxes_;
    return paragraph_ends();
  }
  around_.push_back({std::move(paragraph_), inside_});
  paragraph_.clear();
  inside_ = 0;
}

void OdfText::box_ends() {
  paragraph_ends();
  if (deeper_boxes_ > 0) {
    --deeper_boxes_;
    return;
  }
  if (around_.empty()) return;
  paragraph_ = std::move(around_.back().paragraph);
  inside_ = around_.back().inside;
  around_.pop_back();
}

}  // namespace sekisho::formats
