#include "report/pdf.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace sekisho::report {
namespace {

// Points; A4 is 210 × 297 mm.
constexpr double short_side = 595.28;
constexpr double long_side = 841.89;
constexpr double margin = 51;  // 18 mm: room for a binder
constexpr double foot = 34;
constexpr double padding = 3.5;
constexpr double label_share = 0.27;  // of the width, for a label beside its value
constexpr std::size_t most_pages = 3000;

constexpr const char* title_font = "IPAexGothic 16";
constexpr const char* heading_font = "IPAexGothic 12";
constexpr const char* body_font = "IPAexGothic 10";
constexpr const char* table_font = "IPAexGothic 9";
constexpr const char* foot_font = "IPAexGothic 8";

struct Unref {
  void operator()(PangoLayout* p) const { g_object_unref(p); }
  void operator()(PangoContext* p) const { g_object_unref(p); }
  void operator()(PangoFontMap* p) const { g_object_unref(p); }
  void operator()(PangoFontDescription* p) const { pango_font_description_free(p); }
  void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
  void operator()(cairo_t* p) const { cairo_destroy(p); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, Unref>;
using SurfacePtr = std::unique_ptr<cairo_surface_t, Unref>;
using CairoPtr = std::unique_ptr<cairo_t, Unref>;

// Pango wants valid UTF-8 without NUL.
std::string clean(std::string_view text) {
  std::string out(text);
  std::erase(out, '\0');
  if (g_utf8_validate(out.data(), static_cast<gssize>(out.size()), nullptr)) return out;
  const std::unique_ptr<char, void (*)(void*)> valid(
      g_utf8_make_valid(out.data(), static_cast<gssize>(out.size())), g_free);
  return valid.get();
}

// One text in a column of lines, some of which may already stand on an earlier page.
struct Block {
  LayoutPtr layout;
  double x = 0;
  double width = 0;
  bool right = false;
  int next = 0;  // line

  int lines() const { return pango_layout_get_line_count(layout.get()); }
  double height_of(int line) const {
    PangoRectangle box;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout.get(), line), nullptr, &box);
    return pango_units_to_double(box.height) * 1.15;
  }
  double rest() const {
    double out = 0;
    for (int i = next; i < lines(); ++i) out += height_of(i);
    return out;
  }
};

cairo_status_t collect(void* closure, const unsigned char* bytes, unsigned int count) {
  auto& out = *static_cast<Bytes*>(closure);
  out.insert(out.end(), bytes, bytes + count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Pdf::Impl {
  PdfHead head;
  double width, height;
  std::unique_ptr<PangoFontMap, Unref> fonts;
  std::unique_ptr<PangoContext, Unref> context;
  std::vector<SurfacePtr> pages;
  CairoPtr pen;  // on the last page
  double y = 0;
  std::optional<Table> table;
  std::vector<double> edges;  // of the table's columns
  std::size_t unknown = 0;
  bool too_long = false;

  explicit Impl(PdfHead h)
      : head(std::move(h)),
        width(head.landscape ? long_side : short_side),
        height(head.landscape ? short_side : long_side),
        fonts(pango_cairo_font_map_new()),
        context(pango_font_map_create_context(fonts.get())) {
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_language(context.get(), pango_language_from_string("ja"));
    // Shapes where they are, whatever the machine's screen settings say.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    new_page();
    if (!head.title.empty()) {
      draw(block(head.title, title_font, margin, width - 2 * margin));
      y += 10;
    }
  }

  double bottom() const { return height - margin - foot; }

  void new_page() {
    if (pages.size() >= most_pages) {
      too_long = true;
      y = margin;
      return;
    }
    const cairo_rectangle_t extents{0, 0, width, height};
    pages.emplace_back(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
    pen.reset(cairo_create(pages.back().get()));
    y = margin;
  }

  Block block(std::string_view text, const char* font, double x, double w, bool right = false) {
    Block out{LayoutPtr(pango_layout_new(context.get())), x, w, right, 0};
    const std::unique_ptr<PangoFontDescription, Unref> description(pango_font_description_from_string(font));
    pango_layout_set_font_description(out.layout.get(), description.get());
    pango_layout_set_width(out.layout.get(), pango_units_from_double(std::max(w, 10.0)));
    pango_layout_set_wrap(out.layout.get(), PANGO_WRAP_WORD_CHAR);
    const std::string valid = clean(text);
    pango_layout_set_text(out.layout.get(), valid.data(), static_cast<int>(valid.size()));
    unknown += static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(out.layout.get()));
    return out;
  }

  // The lines that fit above `end`, from `top` on; returns where they end.
  double draw_lines(Block& b, double top, double end) {
    for (; b.next < b.lines(); ++b.next) {
      const double line_height = b.height_of(b.next);
      if (top + line_height > end) break;
      PangoLayoutLine* line = pango_layout_get_line_readonly(b.layout.get(), b.next);
      PangoRectangle box;
      pango_layout_line_get_extents(line, nullptr, &box);
      const double indent = b.right ? std::max(0.0, b.width - pango_units_to_double(box.width)) : 0;
      const double spare = line_height - pango_units_to_double(box.height);
      cairo_move_to(pen.get(), b.x + indent, top + spare / 2 - pango_units_to_double(box.y));
      pango_cairo_show_layout_line(pen.get(), line);
      top += line_height;
    }
    return top;
  }

  void draw(Block b) {
    while (!too_long) {
      y = draw_lines(b, y, bottom());
      if (b.next == b.lines()) return;
      new_page();
    }
  }

  void rule(double x0, double y0, double x1, double y1) {
    cairo_set_line_width(pen.get(), 0.5);
    cairo_set_source_rgb(pen.get(), 0.45, 0.45, 0.45);
    cairo_move_to(pen.get(), x0, y0);
    cairo_line_to(pen.get(), x1, y1);
    cairo_stroke(pen.get());
    cairo_set_source_rgb(pen.get(), 0, 0, 0);
  }

  // A row of cells between `marks`, broken over pages only where it is taller than a page.
  void draw_row(std::vector<Block> cells, const std::vector<double>& marks, bool shaded, bool first_shaded,
                const std::function<void()>& on_new_page) {
    double tallest = 0;
    for (const auto& cell : cells) tallest = std::max(tallest, cell.rest());
    if (y + tallest + 2 * padding > bottom() && y > margin + 60) {
      new_page();
      on_new_page();
    }
    while (!too_long) {
      const double top = y;
      double needed = 0;
      for (const auto& cell : cells) needed = std::max(needed, cell.rest());
      const double end = std::min(top + needed + 2 * padding, bottom());
      if (shaded || first_shaded) {
        cairo_set_source_rgb(pen.get(), 0.91, 0.945, 0.995);
        cairo_rectangle(pen.get(), marks.front(), top, (shaded ? marks.back() : marks[1]) - marks.front(),
                        end - top);
        cairo_fill(pen.get());
        cairo_set_source_rgb(pen.get(), 0, 0, 0);
      }
      bool whole = true;
      for (auto& cell : cells) {
        draw_lines(cell, top + padding, end - padding + 0.01);
        whole = whole && cell.next == cell.lines();
      }
      rule(marks.front(), top, marks.back(), top);
      rule(marks.front(), end, marks.back(), end);
      for (const double x : marks) rule(x, top, x, end);
      y = end;
      if (whole) return;
      new_page();
      on_new_page();
    }
  }

  Block cell(std::string_view text, std::size_t column, bool right) {
    return block(text, table_font, edges[column] + padding, edges[column + 1] - edges[column] - 2 * padding,
                 right);
  }

  void draw_header() {
    std::vector<Block> cells;
    for (std::size_t i = 0; i < table->columns.size(); ++i)
      cells.push_back(cell(table->columns[i].name, i, false));
    draw_row(std::move(cells), edges, true, false, [] {});
  }

  void draw_foot(cairo_t* c, std::size_t page) {
    const double top = height - margin - foot + 14;
    const auto line = [&](std::string_view text, double at, double share, bool right) {
      Block b = block(text, foot_font, at, share, right);
      pango_layout_set_ellipsize(b.layout.get(), PANGO_ELLIPSIZE_END);
      PangoLayoutLine* only = pango_layout_get_line_readonly(b.layout.get(), 0);
      PangoRectangle box;
      pango_layout_line_get_extents(only, nullptr, &box);
      const double indent = right ? std::max(0.0, share - pango_units_to_double(box.width)) : 0;
      cairo_move_to(c, at + indent, top + 4 - pango_units_to_double(box.y));
      pango_cairo_show_layout_line(c, only);
    };
    cairo_set_source_rgb(c, 0, 0, 0);
    cairo_set_line_width(c, 0.5);
    cairo_move_to(c, margin, top);
    cairo_line_to(c, width - margin, top);
    cairo_stroke(c);
    const double share = (width - 2 * margin) / 3;
    line(head.issuer, margin, share, false);
    line(head.evidence, margin + share, share, false);
    line(fmt::format("{} / {} ページ", page, pages.size()), margin + 2 * share, share, true);
  }
};

Pdf::Pdf(PdfHead head) : impl_(std::make_unique<Impl>(std::move(head))) {}
Pdf::~Pdf() = default;

void Pdf::heading(std::string_view text) {
  Impl& x = *impl_;
  // Not alone at the foot of a page.
  if (x.y > x.bottom() - 60) x.new_page();
  if (x.y > margin) x.y += 8;
  x.draw(x.block(text, heading_font, margin, x.width - 2 * margin));
  x.y += 3;
}

void Pdf::paragraph(std::string_view text) {
  Impl& x = *impl_;
  x.draw(x.block(text, body_font, margin, x.width - 2 * margin));
  x.y += 5;
}

void Pdf::facts(std::span<const Fact> facts) {
  Impl& x = *impl_;
  const double whole = x.width - 2 * margin;
  const std::vector<double> marks{margin, margin + whole * label_share, margin + whole};
  for (const auto& fact : facts) {
    std::vector<Block> cells;
    for (std::size_t i = 0; i < 2; ++i)
      cells.push_back(x.block(i == 0 ? fact.label : fact.value, body_font, marks[i] + padding,
                              marks[i + 1] - marks[i] - 2 * padding));
    x.draw_row(std::move(cells), marks, false, true, [] {});
  }
  x.y += 8;
}

void Pdf::begin_table(Table table) {
  Impl& x = *impl_;
  if (!table.title.empty()) heading(table.title);
  x.table = std::move(table);
  double sum = 0;
  for (const auto& column : x.table->columns) sum += std::max(column.width, 1.0);
  x.edges = {margin};
  for (const auto& column : x.table->columns)
    x.edges.push_back(x.edges.back() + std::max(column.width, 1.0) / sum * (x.width - 2 * margin));
  if (x.y > x.bottom() - 60) x.new_page();
  x.draw_header();
}

void Pdf::row(std::span<const std::string> cells) {
  Impl& x = *impl_;
  if (!x.table) throw std::logic_error("a row outside a table");
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < x.table->columns.size(); ++i)
    blocks.push_back(x.cell(i < cells.size() ? std::string_view(cells[i]) : std::string_view(), i,
                            x.table->columns[i].kind == Kind::number));
  x.draw_row(std::move(blocks), x.edges, false, false, [&] { x.draw_header(); });
}

void Pdf::end_table() {
  impl_->table.reset();
  impl_->y += 8;
}

void Pdf::gap(double millimetres) { impl_->y += millimetres / 25.4 * 72; }
void Pdf::next_page() { impl_->new_page(); }
std::size_t Pdf::unknown_characters() const { return impl_->unknown; }

Result<Bytes> Pdf::finish() {
  Impl& x = *impl_;
  if (x.too_long)
    return fail(ErrorCode::too_large, "ページが多すぎます。条件で絞るか、Excel か CSV で書き出してください。",
                "more than " + std::to_string(most_pages) + " pages");
  x.pen.reset();
  Bytes out;
  const SurfacePtr pdf(cairo_pdf_surface_create_for_stream(&collect, &out, x.width, x.height));
  cairo_pdf_surface_set_metadata(pdf.get(), CAIRO_PDF_METADATA_TITLE, clean(x.head.title).c_str());
  cairo_pdf_surface_set_metadata(pdf.get(), CAIRO_PDF_METADATA_AUTHOR, clean(x.head.issuer).c_str());
  cairo_pdf_surface_set_metadata(pdf.get(), CAIRO_PDF_METADATA_CREATOR, "Sekisho");
  cairo_pdf_surface_set_metadata(pdf.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 (format_instant(x.head.made).substr(0, 19) + "Z").c_str());
  {
    const CairoPtr c(cairo_create(pdf.get()));
    for (std::size_t i = 0; i < x.pages.size(); ++i) {
      cairo_set_source_surface(c.get(), x.pages[i].get(), 0, 0);
      cairo_paint(c.get());
      x.draw_foot(c.get(), i + 1);
      cairo_show_page(c.get());
      x.pages[i].reset();
    }
  }
  cairo_surface_finish(pdf.get());
  const auto status = cairo_surface_status(pdf.get());
  if (status != CAIRO_STATUS_SUCCESS)
    return fail(ErrorCode::io, "PDF を作れませんでした。もう一度試してください。",
                cairo_status_to_string(status));
  return out;
}

}  // namespace sekisho::report
