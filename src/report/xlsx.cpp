#include "report/xlsx.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decoder.h"
#include "base/time.h"
#include "xml_text.h"
#include "zip_stream.h"

namespace sekisho::report {
namespace {

constexpr std::size_t piece = 64 * 1024;
constexpr std::uint64_t most_rows = 1'048'576;
constexpr std::size_t most_units = 32'767;
constexpr std::string_view cut_mark = "…（長いため、以下省略）";

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006";
constexpr std::string_view sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

// The cell styles, by their place in cellXfs.
enum Style { plain, header, text, number, day };
constexpr std::string_view styles =
    R"(<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/m/d"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="游ゴシック"/><family val="3"/><charset val="128"/></font>
<font><b/><sz val="11"/><name val="游ゴシック"/><family val="3"/><charset val="128"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFE8F1FE"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>
<border><left style="thin"><color rgb="FF949494"/></left><right style="thin"><color rgb="FF949494"/></right>
<top style="thin"><color rgb="FF949494"/></top><bottom style="thin"><color rgb="FF949494"/></bottom><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="164" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles>)";

std::string xml(std::string_view utf8, std::size_t units = most_units) {
  std::string out;
  append_xml(utf8, out, units);
  return out;
}

// A number that a double holds as it stands; a longer one (a code, say) stays a text.
bool is_number(std::string_view text) {
  std::size_t digits = 0;
  std::size_t dots = 0;
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  if (text.size() > 1 && text[0] == '0' && text[1] != '.') return false;
  for (const char c : text) {
    if (c == '.') {
      ++dots;
    } else if (c >= '0' && c <= '9') {
      ++digits;
    } else {
      return false;
    }
  }
  return dots <= 1 && digits <= 15;
}

// Days as spreadsheets count them; before 1900-03-01 they count a day that never was.
std::optional<std::int64_t> serial(std::string_view text) {
  const auto parsed = parse_day(text);
  if (!parsed) return std::nullopt;
  const auto days = (*parsed - Day(std::chrono::year(1899) / 12 / 30)).count();
  if (days < 61) return std::nullopt;
  return days;
}

// A sheet's name: no forbidden character, at most 31 UTF-16 units, not one of `taken`.
std::string sheet_name(std::string_view title, const std::vector<std::string>& taken) {
  std::u16string wide;
  Decoder decoder(Encoding::utf8);
  decoder.feed(as_bytes(title), wide);
  std::u16string kept;
  for (const char16_t c : wide)
    kept.push_back(std::u16string_view(u"[]:*?/\\'").find(c) != std::u16string_view::npos || c < 0x20 ? u'_'
                                                                                                      : c);
  const auto named = [&](std::string_view suffix) {
    std::u16string front = kept.substr(0, 31 - suffix.size());
    if (!front.empty() && front.back() >= 0xD800 && front.back() <= 0xDBFF) front.pop_back();
    std::string out;
    utf16_to_utf8(front, out);
    return out.append(suffix);
  };
  std::string name = named("");
  if (name.empty()) name = "Sheet";
  const auto lower = [](std::string text) {
    for (char& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
  };
  const auto is_taken = [&](const std::string& other) { return lower(other) == lower(name); };
  for (int i = 2; std::ranges::any_of(taken, is_taken); ++i) name = named(fmt::format("_{}", i));
  return name;
}

}  // namespace

struct XlsxWriter::Impl {
  Table table;
  ZipStream zip;
  std::string pending;
  std::vector<std::string> names;
  std::vector<std::pair<std::uint64_t, std::size_t>> extents;  // rows and columns of each sheet
  std::vector<std::string> columns;
  std::uint64_t row = 0;
  bool open = false;

  Impl(Table first, Sink sink) : table(std::move(first)), zip(std::move(sink)) {}

  Result<void> flush(std::size_t least) {
    if (pending.size() < least) return {};
    SEKISHO_CHECK(zip.write(pending));
    pending.clear();
    return {};
  }

  Result<void> part(const std::string& name, std::string_view content) {
    SEKISHO_CHECK(zip.open(name));
    SEKISHO_CHECK(zip.write(declaration));
    return zip.write(content);
  }

  void put_text(std::size_t column, Style style, std::string_view value) {
    pending += fmt::format("<c r=\"{}{}\" s=\"{}\"", columns[column], row, static_cast<int>(style));
    if (value.empty()) {
      pending += "/>";
      return;
    }
    pending += " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
    const std::size_t before = pending.size();
    if (!append_xml(value, pending, most_units)) {
      pending.resize(before);
      append_xml(value, pending, most_units - 40);
      pending += cut_mark;
    }
    pending += "</t></is></c>";
  }

  void put_cell(std::size_t column, std::string_view value) {
    const Kind kind = table.columns[column].kind;
    if (kind == Kind::number && is_number(value)) {
      pending +=
          fmt::format("<c r=\"{}{}\" s=\"{}\"><v>{}</v></c>", columns[column], row, int{number}, value);
      return;
    }
    if (const auto days = kind == Kind::day ? serial(value) : std::nullopt) {
      pending += fmt::format("<c r=\"{}{}\" s=\"{}\"><v>{}</v></c>", columns[column], row, int{day}, *days);
      return;
    }
    put_text(column, text, value);
  }

  Result<void> begin() {
    if (names.empty())
      SEKISHO_CHECK(
          part("_rels/.rels",
               fmt::format("<Relationships xmlns=\"{}/relationships\"><Relationship Id=\"rId1\" "
                           "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                           package, office)));
    names.push_back(sheet_name(table.title, names));
    open = true;
    row = 1;
    columns.clear();
    for (std::size_t i = 0; i < std::max<std::size_t>(table.columns.size(), 1); ++i)
      columns.push_back(column_letters(i));
    SEKISHO_CHECK(zip.open(fmt::format("xl/worksheets/sheet{}.xml", names.size())));
    pending = declaration;
    pending += fmt::format(
        "<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView "
        "{}workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
        "state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A2\" "
        "sqref=\"A2\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"18.75\"/>",
        main_space, names.size() == 1 ? "tabSelected=\"1\" " : "");
    if (!table.columns.empty()) pending += "<cols>";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      pending += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1:.2f}\" customWidth=\"1\"/>", i + 1,
                             std::clamp(table.columns[i].width, 3.0, 120.0));
    if (!table.columns.empty()) pending += "</cols>";
    pending += "<sheetData><row r=\"1\">";
    for (std::size_t i = 0; i < table.columns.size(); ++i) put_text(i, header, table.columns[i].name);
    pending += "</row>";
    return {};
  }

  Result<void> end() {
    pending += "</sheetData>";
    if (!table.columns.empty()) pending += fmt::format("<autoFilter ref=\"A1:{}{}\"/>", columns.back(), row);
    // "&" begins a code in headers, and a figure behind one would be a size.
    std::string title = table.title;
    for (std::size_t i = 0; (i = title.find('&', i)) != std::string::npos; i += 2) title.insert(i, "&");
    pending += fmt::format(
        "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.7\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
        "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>"
        "<headerFooter><oddHeader>&amp;L {}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter>"
        "</headerFooter></worksheet>",
        xml(title, 200));
    extents.emplace_back(row, table.columns.size());
    open = false;
    return flush(0);
  }

  Result<void> write_workbook() {
    std::string sheets, defined, relations, types;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto n = i + 1;
      sheets += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", xml(names[i]), n, n);
      if (const auto [rows, width] = extents[i]; width > 0)
        defined += fmt::format(
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{0}\" "
            "hidden=\"1\">'{1}'!$A$1:${2}${3}"
            "</definedName><definedName name=\"_xlnm.Print_Titles\" "
            "localSheetId=\"{0}\">'{1}'!$1:$1</definedName>",
            i, xml(names[i]), column_letters(width - 1), rows);
      relations += fmt::format(
          "<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>", n,
          office);
      types +=
          fmt::format("<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"{}worksheet+xml\"/>",
                      n, sheet_type);
    }
    SEKISHO_CHECK(
        part("xl/workbook.xml",
             fmt::format("<workbook xmlns=\"{}\" "
                         "xmlns:r=\"{}\"><bookViews><workbookView/></bookViews><sheets>{}</sheets>{}"
                         "</workbook>",
                         main_space, office, sheets,
                         defined.empty() ? "" : "<definedNames>" + defined + "</definedNames>")));
    SEKISHO_CHECK(
        part("xl/_rels/workbook.xml.rels",
             fmt::format(
                 "<Relationships xmlns=\"{}/relationships\">{}<Relationship Id=\"rId{}\" Type=\"{}/styles\" "
                 "Target=\"styles.xml\"/></Relationships>",
                 package, relations, names.size() + 1, office)));
    SEKISHO_CHECK(
        part("xl/styles.xml", fmt::format("<styleSheet xmlns=\"{}\">{}</styleSheet>", main_space, styles)));
    return part(
        "[Content_Types].xml",
        fmt::format(
            "<Types xmlns=\"{0}/content-types\"><Default Extension=\"rels\" "
            "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
            "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
            "ContentType=\"{1}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
            "ContentType=\"{1}styles+xml\"/>{2}</Types>",
            package, sheet_type, types));
  }
};

XlsxWriter::XlsxWriter(Table first, Sink sink)
    : impl_(std::make_unique<Impl>(std::move(first), std::move(sink))) {}
XlsxWriter::~XlsxWriter() = default;

Result<void> XlsxWriter::row(std::span<const std::string> cells) {
  Impl& x = *impl_;
  if (!x.open) SEKISHO_CHECK(x.begin());
  if (x.row >= most_rows)
    return fail(ErrorCode::too_large, "Excel の表に入りきりません。CSV で書き出すか、条件で絞ってください。",
                "more rows than a sheet holds");
  ++x.row;
  x.pending += fmt::format("<row r=\"{}\">", x.row);
  for (std::size_t i = 0; i < x.table.columns.size(); ++i)
    x.put_cell(i, i < cells.size() ? std::string_view(cells[i]) : std::string_view());
  x.pending += "</row>";
  return x.flush(piece);
}

Result<void> XlsxWriter::sheet(Table next) {
  if (!impl_->open) SEKISHO_CHECK(impl_->begin());
  SEKISHO_CHECK(impl_->end());
  impl_->table = std::move(next);
  return impl_->begin();
}

Result<void> XlsxWriter::finish() {
  if (!impl_->open) SEKISHO_CHECK(impl_->begin());
  SEKISHO_CHECK(impl_->end());
  SEKISHO_CHECK(impl_->write_workbook());
  return impl_->zip.close();
}

}  // namespace sekisho::report
