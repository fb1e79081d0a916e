#include "pdf_text.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/decoder.h"
#include "pdf_layout.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t named_pages = 20;  // notes a kind; the rest is counted

struct Complaints {
  bool tables = false;  // a character table could not be opened
  bool errors = false;
};

// Poppler does not say which complaints are warnings. These are about how a page looks, not what it says.
constexpr std::array<std::string_view, 9> about_looks{"ont weight", "font type", "ounding box",
                                                      "olor space", "olorspace", "olorSpace",
                                                      "nnotation",  "Link",      "ICC"};

void complain(const std::string& message, void* complaints) {
  auto& c = *static_cast<Complaints*>(complaints);
  const auto says = [&](std::string_view words) { return message.contains(words); };
  if (says("CMap") || says("character collection") || says("poppler-data") || says("language pack"))
    c.tables = true;
  else if (std::ranges::none_of(about_looks, says))
    c.errors = true;
}

void ignore(const std::string&, void*) {}

// Poppler tells its complaints to one function of the whole process.
class Listening {
 public:
  explicit Listening(Complaints& to) { poppler::set_debug_error_function(complain, &to); }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  ~Listening() { poppler::set_debug_error_function(ignore, nullptr); }
};

// A kind of note about pages: the first ones are named, the others counted.
class PageNotes {
 public:
  PageNotes(Walk& walk, NoteCode code) : walk_(walk), code_(code) {}
  void at(std::size_t page) {
    if (++count_ <= named_pages) walk_.unseen(code_, std::to_string(page) + " ページ目");
  }
  void finish() {
    if (count_ > named_pages) walk_.unseen(code_, "ほか " + std::to_string(count_ - named_pages) + " ページ");
  }

 private:
  Walk& walk_;
  NoteCode code_;
  std::size_t count_ = 0;
};

// Not by ustring::to_utf8: that is iconv, which loads its tables as files.
std::string to_utf8(const poppler::ustring& text) {
  std::string out;
  utf16_to_utf8(std::u16string(text.begin(), text.end()), out);
  return out;
}

std::vector<PdfWord> words_of(const poppler::page& page) {
  std::vector<PdfWord> words;
  for (const auto& box : page.text_list()) {
    const auto r = box.bbox();
    PdfWord word{r.left(), r.top(), r.right(), r.bottom(), 0, box.has_space_after(), to_utf8(box.text())};
    const int turn = box.rotation();
    word.turned = turn >= 90 ? turn / 90 : turn;
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

void read_pdf_text(RandomSource& content, const PdfStructure& structure, Walk& walk) {
  if (content.size() > walk.limits().held || content.size() > std::uint64_t{INT32_MAX})
    return walk.unseen(NoteCode::too_large, "ページの文字");
  Bytes lying(structure.whole.empty() ? static_cast<std::size_t>(content.size()) : 0);
  const auto got = content.read_at(0, lying);
  if (!got || *got != lying.size()) return walk.unseen(got ? NoteCode::truncated : NoteCode::broken);
  const Bytes& file = lying.empty() ? structure.whole : lying;
  Complaints complaints;
  const Listening listening(complaints);
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
      reinterpret_cast<const char*>(file.data()), static_cast<int>(file.size()), structure.password,
      structure.password));
  if (!document || document->is_locked()) return walk.unseen(NoteCode::broken, "ページの文字");
  const auto pages = static_cast<std::size_t>(std::max(0, document->pages()));
  if (pages != structure.pages.size()) walk.unseen(NoteCode::broken, "ページ数");
  PageNotes pictures(walk, NoteCode::picture);
  PageNotes broken(walk, NoteCode::broken);
  PageNotes heavy(walk, NoteCode::too_large);
  for (std::size_t i = 0; i < pages && !walk.stopped(); ++i) {
    walk.sink().begin(PartKind::page, std::to_string(i + 1));
    const PdfPageFacts facts = i < structure.pages.size() ? structure.pages[i] : PdfPageFacts{};
    const std::unique_ptr<poppler::page> page(facts.heavy ? nullptr
                                                          : document->create_page(static_cast<int>(i)));
    const std::string text = page ? laid_out(words_of(*page)) : std::string();
    const bool more = walk.unpacked(text.size() + 1) && walk.sink().text(text);
    if (facts.heavy) heavy.at(i + 1);
    if ((!page && !facts.heavy) || complaints.errors) broken.at(i + 1);
    if (facts.large_image || (page && text.empty() && (facts.image || facts.drawn))) pictures.at(i + 1);
    complaints.errors = false;
    walk.sink().end();
    if (!more) break;
  }
  pictures.finish();
  broken.finish();
  heavy.finish();
  if (complaints.tables) walk.unseen(NoteCode::unsupported, "文字コードの表");
}

}  // namespace sekisho::formats
