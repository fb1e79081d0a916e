#include <algorithm>

#include "charset.h"
#include "mail_header.h"
#include "parts.h"
#include "readers.h"
#include "transfer.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t piece_size = std::size_t{64} << 10;
constexpr unsigned most_nested = 20;  // multiparts within one mail

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// Text in a known encoding, as a stream of UTF-8.
class Converted final : public ByteSource {
 public:
  Converted(std::unique_ptr<ByteSource> of, std::unique_ptr<Charset> charset)
      : of_(std::move(of)), charset_(std::move(charset)), piece_(piece_size) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    while (at_ == ready_.size() && !ended_ && !out.empty()) {
      ready_.clear();
      at_ = 0;
      SEKISHO_TRY(const std::size_t got, of_->read(piece_));
      ended_ = got == 0;
      if (ended_)
        charset_->finish(ready_);
      else
        charset_->feed(ByteView(piece_).first(got), ready_);
    }
    const std::size_t got = std::min(out.size(), ready_.size() - at_);
    std::copy_n(ready_.begin() + static_cast<std::ptrdiff_t>(at_), got, out.begin());
    at_ += got;
    return got;
  }

 private:
  std::unique_ptr<ByteSource> of_;
  std::unique_ptr<Charset> charset_;
  Bytes piece_;
  std::string ready_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

struct Part {
  MailValue type;
  std::string transfer;  // in small letters
  std::string name;      // of an attachment; empty for a text to be read
  bool attached = false;
};

Part described(const MailHeader& header) {
  Part part;
  part.type = MailValue::of(header.find("content-type"));
  if (part.type.main.find('/') == std::string::npos) part.type.main = "text/plain";
  const MailValue disposition = MailValue::of(header.find("content-disposition"));
  part.name = disposition.get("filename");
  if (part.name.empty()) part.name = part.type.get("name");
  part.attached = disposition.main == "attachment" || !part.name.empty();
  part.transfer = MailValue::of(header.find("content-transfer-encoding")).main;
  return part;
}

class MailReader {
 public:
  MailReader(RandomSource& content, Walk& walk) : content_(content), walk_(walk) {}

  void message(std::uint64_t begin, std::uint64_t end) { (void)message(begin, end, 0); }

 private:
  // False: stop.
  bool message(std::uint64_t begin, std::uint64_t end, unsigned nested) {
    const auto header = read_header(begin, end);
    if (!header) return false;
    std::string text;
    for (const MailField& field : header->fields)
      text += field.name + ": " + decoded_words(field.value) + "\n";
    if (!text.empty() && !walk_.sink().text(text)) return false;
    return body(described(*header), header->body, end, nested);
  }

  std::optional<MailHeader> read_header(std::uint64_t begin, std::uint64_t end) {
    auto header = MailHeader::read(content_, begin, end);
    if (!header) {
      note_error(walk_, header.error());
      return std::nullopt;
    }
    if (header->too_long) walk_.unseen(NoteCode::too_large, "ヘッダー");
    return *std::move(header);
  }

  bool body(const Part& part, std::uint64_t begin, std::uint64_t end, unsigned nested) {
    ++number_;
    if (!walk_.unpacked(0)) return false;
    const std::string& type = part.type.main;
    const std::string smime = lower(part.type.get("smime-type"));
    if (type == "multipart/encrypted" || type == "application/pgp-encrypted" ||
        ((type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime") && smime != "signed-data" &&
         smime != "certs-only"))
      walk_.unseen(NoteCode::encrypted, "暗号化メール");
    if (type == "message/external-body") walk_.hostile(NoteCode::external_link, "message/external-body");
    if (type == "message/partial") walk_.unseen(NoteCode::unsupported, "message/partial");
    const bool plain = part.transfer.empty() || part.transfer == "7bit" || part.transfer == "8bit" ||
                       part.transfer == "binary";
    if (type.starts_with("multipart/") && plain) return multipart(part, begin, end, nested);
    if (type == "message/rfc822" && plain) return forwarded(part, begin, end, nested);
    if (type == "text/plain" && !part.attached) return plain_text(part, begin, end);
    return attachment(part, begin, end);
  }

  bool forwarded(const Part& part, std::uint64_t begin, std::uint64_t end, unsigned nested) {
    if (nested >= most_nested) {
      walk_.unseen(NoteCode::too_deep);
      return true;
    }
    walk_.sink().begin(PartKind::message, part.name.empty() ? std::to_string(number_) : part.name);
    const bool more = message(begin, end, nested + 1);
    walk_.sink().end();
    return more;
  }

  // RFC 2046, 5.1. Text before the first part and after the last is shown by no program, and read here.
  bool multipart(const Part& part, std::uint64_t begin, std::uint64_t end, unsigned nested) {
    const std::string boundary = "--" + part.type.get("boundary");
    if (boundary.size() == 2) {
      walk_.unseen(NoteCode::broken, "区切りの指定なし");
      return plain_text(part, begin, end);
    }
    if (nested >= most_nested) {
      walk_.unseen(NoteCode::too_deep);
      return true;
    }
    LineReader lines(content_, begin, end);
    std::uint64_t part_begin = begin;
    bool inside = false;  // behind a boundary, and not the last
    bool closed = false;
    for (unsigned count = 0;; ++count) {
      const auto more = lines.next();
      if (!more) {
        note_error(walk_, more.error());
        return false;
      }
      if (count % 256 == 0 && !walk_.unpacked(0)) return false;
      std::string_view line = lines.line();
      while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
      const bool last = lines.starts() && line.size() == boundary.size() + 2 && line.starts_with(boundary) &&
                        line.ends_with("--");
      if (*more && !(lines.starts() && line == boundary) && !last) continue;
      const std::uint64_t part_end = *more ? lines.begin() : end;
      if (part_end > part_begin &&
          !(inside ? one_part(part_begin, part_end, nested) : raw(part_begin, part_end)))
        return false;
      if (!*more) break;
      inside = !last;
      closed = closed || last;
      part_begin = lines.after();
    }
    if (!closed) walk_.unseen(NoteCode::truncated);
    return !walk_.stopped();
  }

  bool one_part(std::uint64_t begin, std::uint64_t end, unsigned nested) {
    const auto header = read_header(begin, end);
    if (!header) return false;
    // What no mail program shows may be there all the same.
    std::string text;
    for (const MailField& field : header->fields)
      if (!lower(field.name).starts_with("content-"))
        text += field.name + ": " + decoded_words(field.value) + "\n";
    if (!text.empty() && !walk_.sink().text(text)) return false;
    return body(described(*header), header->body, end, nested + 1);
  }

  std::unique_ptr<ByteSource> content(const Part& part, std::uint64_t begin, std::uint64_t end) {
    auto range = std::make_unique<RangeSource>(content_, begin, end);
    if (part.transfer == "base64") return base64_decoded(std::move(range));
    if (part.transfer == "quoted-printable") return quoted_printable_decoded(std::move(range));
    if (part.transfer == "x-uuencode" || part.transfer == "uuencode" || part.transfer == "x-uue")
      return uudecoded(std::move(range));
    return range;
  }

  std::unique_ptr<Charset> charset(const Part& part, std::uint64_t begin, std::uint64_t end) {
    const std::string label = part.type.get("charset");
    if (auto named = Charset::of(label)) return named;
    if (!label.empty() && lower(label) != "us-ascii") walk_.unseen(NoteCode::encoding);
    Bytes head(std::min<std::uint64_t>(piece_size, end - begin));
    const auto got = content_.read_at(begin, head);
    return got && has_jis_escapes(ByteView(head).first(*got)) ? Charset::of("iso-2022-jp") : nullptr;
  }

  bool plain_text(const Part& part, std::uint64_t begin, std::uint64_t end) {
    const auto bytes = content(part, begin, end);
    const auto named = charset(part, begin, end);
    Bytes piece(piece_size);
    std::string text;
    std::string last;  // the end of the piece before, where a mark may begin
    bool armoured = false;
    for (;;) {
      const auto got = bytes->read(piece);
      if (!got) {
        note_error(walk_, got.error());
        return false;
      }
      if (!walk_.unpacked(*got)) return false;
      const ByteView now = ByteView(piece).first(*got);
      last += as_text(now);
      armoured = armoured || last.find("-----BEGIN PGP MESSAGE-----") != std::string::npos;
      last.erase(0, last.size() - std::min<std::size_t>(last.size(), 32));
      if (!named) {
        if (*got > 0 && !walk_.sink().bytes(now)) return false;
      } else {
        text.clear();
        *got > 0 ? named->feed(now, text) : named->finish(text);
        std::erase(text, '\r');
        if (!text.empty() && !walk_.sink().text(text)) return false;
      }
      if (*got == 0) break;
    }
    if (armoured) walk_.unseen(NoteCode::encrypted, "PGP");
    return true;
  }

  bool raw(std::uint64_t begin, std::uint64_t end) {
    Part part;
    return plain_text(part, begin, end);
  }

  bool attachment(const Part& part, std::uint64_t begin, std::uint64_t end) {
    auto bytes = content(part, begin, end);
    const bool known = part.transfer.empty() || part.transfer == "7bit" || part.transfer == "8bit" ||
                       part.transfer == "binary" || part.transfer == "base64" ||
                       part.transfer == "quoted-printable" || part.transfer.find("uue") != std::string::npos;
    if (!known) walk_.unseen(NoteCode::unsupported, "転送用の符号化");
    if (part.type.main.starts_with("text/"))
      if (auto named = charset(part, begin, end); named && part.transfer != "x-uuencode")
        bytes = std::make_unique<Converted>(std::move(bytes), std::move(named));
    std::string name = part.name;
    if (name.empty()) name = std::to_string(number_) + (part.type.main == "text/html" ? ".html" : "");
    // Known for a mail, even where it has hardly a field.
    if (part.type.main == "message/rfc822" && !lower(name).ends_with(".eml")) name += ".eml";
    return walk_.member(PartKind::attachment, name, *bytes);
  }

  RandomSource& content_;
  Walk& walk_;
  unsigned number_ = 0;  // of parts, for those without a name
};

}  // namespace

bool recognises_mail(const Head& head, RandomSource&) {
  return looks_like_mail(as_text(head.bytes), head.name);
}

void read_mail(RandomSource& content, Walk& walk) {
  Bytes mark(3);
  const auto got = content.read_at(0, mark);
  const bool marked = got && *got == 3 && as_text(mark) == "\xEF\xBB\xBF";
  MailReader(content, walk).message(marked ? 3 : 0, content.size());
}

bool recognises_mbox(const Head& head, RandomSource&) { return looks_like_mbox(as_text(head.bytes)); }

// RFC 4155: each message is behind a line "From ", which stands at the begin or behind an empty line.
void read_mbox(RandomSource& content, Walk& walk) {
  LineReader lines(content, 0, content.size());
  std::uint64_t begin = 0;
  unsigned number = 0;
  bool blank = true;
  for (;;) {
    const auto more = lines.next();
    if (!more) return note_error(walk, more.error());
    if (!walk.unpacked(0)) return;
    const bool next = blank && lines.starts() && lines.line().starts_with("From ");
    if (*more && !next) {
      blank = lines.line().empty();
      continue;
    }
    const std::uint64_t end = *more ? lines.begin() : content.size();
    if (end > begin) {
      SubSource message(content, begin, end);
      if (!walk.member(PartKind::message, std::to_string(++number), message)) return;
    }
    if (!*more) return;
    // The sender's address stands in this line, too.
    if (!walk.sink().text(decoded(as_bytes(lines.line()), "") + "\n")) return;
    begin = lines.after();
    blank = false;
  }
}

}  // namespace sekisho::formats
