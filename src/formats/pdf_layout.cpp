#include "pdf_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sekisho::formats {
namespace {

constexpr double column_gap = 0.9;  // of the letters' height
constexpr double space_gap = 0.2;
constexpr double prose_width = 25;  // letters; shorter lines are the cells of a list
constexpr double margin_slack = 1.6;

struct Line {
  double top, bottom, left, right;
  bool columns = false;
  std::string text;
  double height() const { return bottom - top; }
};

// So that every direction of reading runs from left to right, and its lines downwards.
PdfWord upright(PdfWord w) {
  const PdfWord o = w;
  switch (w.turned) {
    case 1:
      w.left = o.top, w.right = o.bottom, w.top = -o.right, w.bottom = -o.left;
      break;
    case 2:
      w.left = -o.right, w.right = -o.left, w.top = -o.bottom, w.bottom = -o.top;
      break;
    case 3:
      w.left = -o.bottom, w.right = -o.top, w.top = o.left, w.bottom = o.right;
      break;
    default:
      break;
  }
  return w;
}

bool is_ascii_word(char c) { return c > 0x20 && c < 0x7F; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

Line joined(std::vector<PdfWord>& words, std::size_t begin, std::size_t end) {
  std::sort(words.begin() + static_cast<std::ptrdiff_t>(begin),
            words.begin() + static_cast<std::ptrdiff_t>(end),
            [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
  Line line{words[begin].top, words[begin].bottom, words[begin].left, words[begin].right, false, {}};
  for (std::size_t i = begin; i < end; ++i) {
    const PdfWord& word = words[i];
    const double height = std::max(1.0, word.bottom - word.top);
    if (i > begin) {
      const double gap = word.left - line.right;
      if (gap > column_gap * height) {
        line.text += '\t';
        line.columns = true;
      } else if (gap > space_gap * height || words[i - 1].space_after) {
        line.text += ' ';
      }
    }
    line.text += word.text;
    line.right = std::max(line.right, word.right);
    line.top = std::min(line.top, word.top);
    line.bottom = std::max(line.bottom, word.bottom);
  }
  return line;
}

bool goes_on(const Line& line, const Line& next, double margin) {
  const double height = std::max(1.0, line.height());
  if (line.columns || next.columns || line.text.empty() || next.text.empty()) return false;
  if (line.right - line.left < prose_width * height) return false;
  if (line.right < margin - margin_slack * height) return false;
  if (std::abs(next.height() - height) > 0.3 * height) return false;
  if (next.top - line.top > 2.2 * height) return false;
  return !(is_digit(line.text.back()) && is_digit(next.text.front()));
}

void direction(std::vector<PdfWord>& words, std::string& out) {
  const auto middle = [](const PdfWord& w) { return (w.top + w.bottom) / 2; };
  std::sort(words.begin(), words.end(),
            [&](const PdfWord& a, const PdfWord& b) { return middle(a) < middle(b); });
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < words.size();) {
    const double height = std::max(1.0, words[begin].bottom - words[begin].top);
    std::size_t end = begin + 1;
    while (end < words.size() && middle(words[end]) - middle(words[begin]) < 0.45 * height) ++end;
    lines.push_back(joined(words, begin, end));
    begin = end;
  }
  double margin = 0;
  for (const Line& line : lines)
    if (!line.columns) margin = std::max(margin, line.right);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += lines[i].text;
    if (i + 1 < lines.size() && goes_on(lines[i], lines[i + 1], margin)) {
      if (is_ascii_word(lines[i].text.back()) && is_ascii_word(lines[i + 1].text.front())) out += ' ';
    } else {
      out += '\n';
    }
  }
}

bool usable(const PdfWord& w) {
  return std::isfinite(w.left) && std::isfinite(w.top) && std::isfinite(w.right) && std::isfinite(w.bottom);
}

}  // namespace

std::string laid_out(std::vector<PdfWord> words) {
  std::array<std::vector<PdfWord>, 4> turned;
  std::string out;
  for (PdfWord& word : words) {
    if (word.text.empty()) continue;
    if (usable(word)) {
      word.turned &= 3;
      turned[static_cast<std::size_t>(word.turned)].push_back(upright(std::move(word)));
    } else {
      out += word.text + "\n";
    }
  }
  for (auto& each : turned) direction(each, out);
  return out;
}

}  // namespace sekisho::formats
