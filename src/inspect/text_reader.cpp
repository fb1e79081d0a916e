#include "text_reader.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "scan_table.h"
#include "sweep.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t longest_pending = std::size_t{1} << 16;
// So many characters of three bytes are not valid UTF-8 by accident.
constexpr std::ptrdiff_t sure = 8;

bool is_ascii(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b < 0x80; });
}

bool begins(ByteView bytes, std::initializer_list<std::uint8_t> mark) {
  return bytes.size() >= mark.size() && std::equal(mark.begin(), mark.end(), bytes.begin());
}

// UTF-16 without its mark: zeros at every second place alone, and what people write.
std::optional<Encoding> unmarked_utf16(ByteView bytes) {
  bytes = bytes.first(std::min<std::size_t>(bytes.size() / 2 * 2, 4096));
  std::size_t zeros[2] = {};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i & 1] += bytes[i] == 0;
  if ((zeros[0] == 0) == (zeros[1] == 0)) return std::nullopt;
  const Encoding encoding = zeros[0] == 0 ? Encoding::utf16le : Encoding::utf16be;
  const int high = zeros[0] == 0 ? 1 : 0;
  std::size_t usual = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const unsigned c = static_cast<unsigned>(bytes[i + static_cast<std::size_t>(high)] << 8 |
                                             bytes[i + static_cast<std::size_t>(1 - high)]);
    usual += (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t' || (c >= 0x3000 && c < 0x3100) ||
             (c >= 0x4E00 && c < 0xA000) || (c >= 0xFF00 && c < 0xFFF0);
  }
  return usual * 20 >= bytes.size() / 2 * 19 ? std::optional(encoding) : std::nullopt;
}

}  // namespace

// ISO-2022-JP to UTF-8 through iconv, which keeps the shift state.
class TextReader::Iso2022 {
 public:
  Iso2022() : converter_(::iconv_open("UTF-8", "ISO-2022-JP-3")) {
    if (converter_ == reinterpret_cast<iconv_t>(-1))
      throw std::runtime_error("iconv does not know ISO-2022-JP");
  }
  Iso2022(const Iso2022&) = delete;
  Iso2022& operator=(const Iso2022&) = delete;
  ~Iso2022() { ::iconv_close(converter_); }

  // False: not ISO-2022-JP.
  bool convert(ByteView bytes, std::string& out) {
    held_.insert(held_.end(), bytes.begin(), bytes.end());
    char* from = held_.data();
    std::size_t left = held_.size();
    bool whole = true;
    while (left > 0 && whole) {
      char piece[4096];
      char* to = piece;
      std::size_t room = sizeof piece;
      const std::size_t done = ::iconv(converter_, &from, &left, &to, &room);
      out.append(piece, sizeof piece - room);
      if (done == static_cast<std::size_t>(-1) && errno == EINVAL) break;  // cut inside a character
      whole = done != static_cast<std::size_t>(-1) || errno == E2BIG;
    }
    held_.erase(held_.begin(), held_.end() - static_cast<std::ptrdiff_t>(left));
    return whole && left < 8;
  }
  bool whole() const { return held_.empty(); }

 private:
  iconv_t converter_;
  std::vector<char> held_;
};

TextReader::TextReader(Scanner& scanner, Matcher::Datasets datasets, bool samples, AttributeSet only)
    : scanner_(scanner),
      second_scanner_(std::make_unique<Scanner>(datasets, samples, only)),
      sweep_(only == bit(Attribute::individual_number)) {}
TextReader::~TextReader() = default;

void TextReader::begin(const std::string& path) {
  scanner_.begin_part(path, false);
  readings_.clear();
  iso2022_.reset();
  readings_.push_back({&scanner_, Decoder(Encoding::utf8), LaneTable::of(Encoding::utf8), {}});
  first().sweep = sweep_;
  begun_ = false;
  ascii_ = true;
}

void TextReader::choose(ByteView bytes) {
  const auto read_as = [&](Encoding encoding) {
    first().decoder = Decoder(encoding);
    first().table = LaneTable::of(encoding);
  };
  if (!begun_) {
    const bool little = begins(bytes, {0xFF, 0xFE});
    const bool big = begins(bytes, {0xFE, 0xFF});
    const bool utf8 = begins(bytes, {0xEF, 0xBB, 0xBF});
    const auto unmarked = little || big || utf8 ? std::nullopt : unmarked_utf16(bytes);
    if (little || unmarked == Encoding::utf16le) read_as(Encoding::utf16le);
    if (big || unmarked == Encoding::utf16be) read_as(Encoding::utf16be);
    if (little || big || utf8 || unmarked) {
      ascii_ = false;
      return;
    }
    const std::string_view text = as_text(bytes);
    if (text.find("\x1B$") != text.npos || text.find("\x1B(J") != text.npos) {
      iso2022_ = std::make_unique<Iso2022>();
      ascii_ = false;
      return;
    }
  }
  if (!ascii_ || is_ascii(bytes)) return;
  ascii_ = false;
  // A cut character at the end is no fault of an encoding, which feed() knows.
  const auto fits = [&](Encoding encoding) {
    units_.clear();
    return Decoder(encoding).feed(bytes, units_);
  };
  if (fits(Encoding::utf8) &&
      std::count_if(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b >= 0xE1; }) >= sure)
    return;
  std::vector<Encoding> fitting;
  for (const Encoding e : {Encoding::utf8, Encoding::cp932, Encoding::euc_jp})
    if (fits(e)) fitting.push_back(e);
  if (fitting.empty()) return read_as(Encoding::cp932);  // it breaks off where it is wrong
  // Every text in EUC-JP is half-width kana in CP932, which nobody writes at length.
  if (fitting.size() > 1 && fitting.back() == Encoding::euc_jp) {
    Decoder as_cp932(Encoding::cp932);
    units_.clear();
    as_cp932.feed(bytes, units_);
    const auto kana = std::count_if(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b >= 0x80; });
    if (!as_cp932.only_half_kana() &&
        std::find(fitting.begin(), fitting.end(), Encoding::cp932) != fitting.end() && kana < sure)
      fitting.pop_back();
  }
  if (fitting.size() > 1) {
    *second_scanner_ = scanner_;
    second_scanner_->matcher().forget_found();
    readings_.push_back(
        {second_scanner_.get(), Decoder(fitting[1]), LaneTable::of(fitting[1]), first().pending});
    readings_.back().sweep = sweep_;
  }
  read_as(fitting[0]);
}

void TextReader::Reading::slowly(ByteView bytes, std::u16string& units) {
  units.clear();
  if (!decoder.feed(bytes, units)) wrong = true;
  if (!scanner->feed(units)) binary = true;
}

void TextReader::Reading::feed(ByteView bytes, std::u16string& units) {
  const auto line_end = [](ByteView in) {
    const void* const at = in.empty() ? nullptr : std::memchr(in.data(), '\n', in.size());
    return at ? static_cast<std::size_t>(static_cast<const std::uint8_t*>(at) - in.data()) + 1 : in.size();
  };
  while (!bytes.empty() && !wrong && !binary) {
    if (!pending.empty()) {
      const std::size_t size = line_end(bytes);
      pending.insert(pending.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
      bytes = bytes.subspan(size);
      if (pending.back() != '\n' && pending.size() < longest_pending) return;
      std::size_t taken = 0;
      scanner->lines(pending, *table, taken);
      if (taken < pending.size()) slowly(ByteView(pending).subspan(taken), units);
      pending.clear();
    } else if (!table || (scanner->shape_known() && !scanner->in_lines())) {
      slowly(bytes, units);
      return;
    } else if (scanner->at_line_start() && decoder.finish()) {
      std::size_t taken = 0;
      const auto ended =
          sweep ? sweep_lines(*scanner, bytes, *table, taken) : scanner->lines(bytes, *table, taken);
      bytes = bytes.subspan(taken);
      if (ended == Scanner::Lane::taken) {
        pending.assign(bytes.begin(), bytes.end());
        if (pending.size() < longest_pending) return;
        slowly(pending, units);
        pending.clear();
        return;
      }
      const std::size_t size = line_end(bytes);
      slowly(bytes.first(size), units);
      bytes = bytes.subspan(size);
    } else {
      const std::size_t size = line_end(bytes);
      slowly(bytes.first(size), units);
      bytes = bytes.subspan(size);
    }
  }
}

void TextReader::Reading::finish(std::u16string& units) {
  if (!pending.empty() && !wrong && !binary) slowly(pending, units);
  pending.clear();
  if (!decoder.finish()) wrong = true;
  scanner->finish();
}

void TextReader::feed(ByteView bytes) {
  if (bytes.empty()) return;
  choose(bytes);
  begun_ = true;
  if (iso2022_) {
    std::string utf8;
    if (!iso2022_->convert(bytes, utf8)) first().wrong = true;
    if (text_) text_(utf8);
    first().feed(as_bytes(utf8), units_);
    return;
  }
  if (text_) give(bytes);
  for (Reading& r : readings_) r.feed(bytes, units_);
}

// ASCII is the same in the encodings that are still possible: the decoder is chosen with the reading.
void TextReader::give(ByteView bytes) {
  const Encoding encoding = first().decoder.encoding();
  if (!text_decoder_ || text_decoder_->encoding() != encoding) text_decoder_.emplace(encoding);
  units_.clear();
  text_decoder_->feed(bytes, units_);
  std::string utf8;
  utf16_to_utf8(units_, utf8);
  text_(utf8);
}

TextReader::End TextReader::finish() {
  text_decoder_.reset();
  for (Reading& r : readings_) r.finish(units_);
  const bool cut = iso2022_ && !iso2022_->whole();
  std::string names;
  for (const Reading& r : readings_)
    if (!r.wrong && !r.binary && !cut)
      names +=
          (names.empty() ? "" : " または ") + std::string(iso2022_ ? "ISO-2022-JP"
                                                          : ascii_ ? "ASCII"
                                                                   : encoding_name(r.decoder.encoding()));
  if (begun_ && !names.empty()) encodings_.insert(names);
  if (readings_.size() > 1) {
    if (!second_gathered_) {
      second_gathered_ = std::make_unique<Scanner>(*second_scanner_);
    } else {
      second_gathered_->matcher().merge(second_scanner_->matcher());
    }
  }
  if (!names.empty()) return End::whole;
  return std::any_of(readings_.begin(), readings_.end(), [](const Reading& r) { return r.binary; })
             ? End::binary
             : End::encoding;
}

}  // namespace sekisho::inspect
