#include "media_types.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"

namespace sekisho::app {
namespace {

struct MediaType {
  std::string_view type, ja;
  std::array<std::string_view, 3> extensions;
  std::string_view magic;  // at `at`
  std::size_t at;
  std::string_view marker;  // a part of an office file; somewhere
  bool text, shown;
};

constexpr std::array types{
    MediaType{"image/jpeg", "JPEG の画像", {"jpg", "jpeg"}, "\xff\xd8\xff", 0, "", false, true},
    MediaType{"image/png", "PNG の画像", {"png"}, "\x89PNG\r\n\x1a\n", 0, "", false, true},
    MediaType{"application/pdf", "PDF", {"pdf"}, "%PDF-", 0, "", false, false},
    MediaType{"video/mp4", "MP4 の動画", {"mp4", "m4v"}, "ftyp", 4, "", false, true},
    MediaType{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              "Excel のブック",
              {"xlsx"},
              "PK\x03\x04",
              0,
              "xl/workbook.",
              false,
              false},
    MediaType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              "Word の文書",
              {"docx"},
              "PK\x03\x04",
              0,
              "word/document.",
              false,
              false},
    MediaType{"application/vnd.openxmlformats-officedocument.presentationml.presentation",
              "PowerPoint の資料",
              {"pptx"},
              "PK\x03\x04",
              0,
              "ppt/presentation.",
              false,
              false},
    MediaType{"text/plain", "テキスト", {"txt"}, "", 0, "", true, false},
    MediaType{"text/csv", "CSV", {"csv"}, "", 0, "", true, false},
    MediaType{"text/html", "HTML", {"html", "htm"}, "", 0, "", true, false},
};

const MediaType* known(std::string_view type) {
  const auto found = std::ranges::find(types, type, &MediaType::type);
  return found == types.end() ? nullptr : &*found;
}

std::unexpected<Error> bad_name(std::string ja, std::string en) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en), "name");
}

// A picture or a program that is called a text begins with octets that no text does.
bool begins_as_another(std::string_view begin) {
  return std::ranges::any_of(types, [&](const MediaType& t) {
    return !t.magic.empty() && begin.size() >= t.at && begin.substr(t.at).starts_with(t.magic);
  });
}

}  // namespace

bool is_known_media_type(std::string_view type) { return known(type) != nullptr; }
bool is_shown_as_itself(std::string_view type) {
  const auto* found = known(type);
  return found != nullptr && found->shown;
}
std::string media_type_words(std::string_view type) {
  const auto* found = known(type);
  return std::string(found == nullptr ? type : found->ja);
}

Result<void> check_file_name(std::string_view name, std::string_view type) {
  if (name.empty() || name.size() > 200)
    return bad_name("ファイルの名前が空か、長すぎます。短い名前に変えてください。", "1 to 200 octets");
  if (!to_utf8(as_bytes(name), Encoding::utf8))
    return bad_name("ファイルの名前を読めません。名前を変えてください。", "not UTF-8");
  const auto bad = [&](std::string_view piece) { return name.find(piece) != std::string_view::npos; };
  const bool control =
      std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  // U+0080–009F; U+200B–200F, 2028–202E, 2066–2069, FEFF
  bool turning = bad("\xef\xbb\xbf");
  for (std::size_t i = 0; i + 1 < name.size() && !turning; ++i) {
    const auto at = [&](std::size_t k) { return static_cast<unsigned char>(name[i + k]); };
    if (at(0) == 0xc2 && at(1) < 0xa0) turning = true;
    if (at(0) == 0xe2 && i + 2 < name.size()) {
      turning = (at(1) == 0x80 && ((at(2) >= 0x8b && at(2) <= 0x8f) || (at(2) >= 0xa8 && at(2) <= 0xae))) ||
                (at(1) == 0x81 && at(2) >= 0xa6 && at(2) <= 0xa9);
    }
  }
  if (control || turning || bad("/") || bad("\\") || bad(":") || bad("\"") || bad("<") || bad(">") ||
      bad("|") || bad("*") || bad("?") || name.starts_with(".") || name.starts_with(" ") ||
      name.ends_with(" "))
    return bad_name("ファイルの名前に、使えない文字があります。名前を変えてください。",
                    "a character that has no place in a file name");
  const auto* media = known(type);
  const auto dot = name.rfind('.');
  std::string extension(dot == std::string_view::npos ? "" : name.substr(dot + 1));
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (media == nullptr || extension.empty() ||
      std::ranges::find(media->extensions, extension) == media->extensions.end())
    return bad_name(
        "ファイルの名前の終わり（拡張子）が、中身の種類（" + media_type_words(type) + "）と合いません。",
        "the extension does not belong to " + std::string(type));
  return {};
}

void TypeCheck::add(ByteView block) {
  constexpr std::size_t first = 16, overlap = 24;
  const std::string_view text = as_text(block);
  if (begin_.size() < first) begin_ += text.substr(0, first - begin_.size());
  nul_ = nul_ || text.find('\0') != std::string_view::npos;
  const auto* media = known(type_);
  if (media == nullptr || media->marker.empty() || marked_) return;
  const std::string seam = tail_ + std::string(text.substr(0, overlap));
  marked_ =
      text.find(media->marker) != std::string_view::npos || seam.find(media->marker) != std::string::npos;
  tail_ += text.substr(text.size() - std::min(text.size(), overlap));
  if (tail_.size() > overlap) tail_.erase(0, tail_.size() - overlap);
}

Result<void> TypeCheck::finish() const {
  const auto* media = known(type_);
  const bool fits = media != nullptr && !begin_.empty() &&
                    (media->text ? !nul_ && !begins_as_another(begin_)
                                 : begin_.size() > media->at &&
                                       std::string_view(begin_).substr(media->at).starts_with(media->magic) &&
                                       (media->marker.empty() || marked_));
  if (fits) return {};
  return fail(ErrorCode::unsupported,
              "ファイルの中身が、" + media_type_words(type_) +
                  "ではありません。正しい種類のファイルを選んでください。",
              "the content is not " + type_, "file");
}

}  // namespace sekisho::app
