#include "inspect/inspector.h"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <stdexcept>

#include "base/decoder.h"
#include "container.h"
#include "scanner.h"

namespace sekisho::inspect {
namespace {

// So many characters of three bytes are not valid UTF-8 by accident: when such a text breaks off and still is
// valid CP932, it is not CP932.
constexpr std::size_t mixed_threshold = 3;

// The text read in one encoding. Where two encodings fit, both are read.
struct Reading {
  Decoder decoder;
  Scanner scanner;
  bool binary = false;
  bool whole = true;     // no wrong byte so far
  std::size_t wide = 0;  // characters of three bytes, while they are few

  bool feed(ByteView bytes, std::u16string& units) {
    units.clear();
    whole = decoder.feed(bytes, units);
    if (decoder.encoding() == Encoding::utf8 && wide < mixed_threshold)
      wide += static_cast<std::size_t>(
          std::count_if(units.begin(), units.end(), [](char16_t c) { return c >= 0x800; }));
    binary = !scanner.feed(units);
    whole = whole && !binary;
    return whole;
  }
};

class Sha256 {
 public:
  explicit Sha256(bool wanted) : context_(wanted ? EVP_MD_CTX_new() : nullptr, EVP_MD_CTX_free) {
    if (wanted && (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1))
      throw std::runtime_error("SHA-256 is not available");
  }
  void update(ByteView bytes) {
    if (context_) EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
  }
  std::optional<Hash> finish() {
    if (!context_) return std::nullopt;
    Hash hash;
    EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr);
    return hash;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

bool is_ascii(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b < 0x80; });
}

class Run {
 public:
  Run(const RegisterIndex* index, const Limits& limits, const FileName& name)
      : index_(index), limits_(limits), name_(index), sha256_(limits.sha256) {
    // 見本太郎_19850102.csv: what is in the name is out as well.
    std::u16string units;
    Decoder decoder(Encoding::utf8);
    if (name.utf8.size() <= 4096 && decoder.feed(as_bytes(name.utf8), units)) name_.feed(units);
    name_.finish();
  }

  // False: nothing more needs to be read.
  bool feed(ByteView bytes) {
    if (first_) start(bytes);
    first_ = false;
    report_.bytes += bytes.size();
    if (report_.bytes > limits_.bytes) {
      reason(ReasonCode::too_large,
             "ファイルが大きすぎて、終わりまで確かめられません。分けて申請してください。",
             "larger than the limit of " + std::to_string(limits_.bytes) + " bytes");
      return false;
    }
    sha256_.update(bytes);
    if (blocked_) return false;
    if (ascii_ && !is_ascii(bytes)) {
      ascii_ = false;
      if (both_) {  // what was read so far is the same in either
        readings_.push_back(readings_.front());
        readings_.back().decoder = Decoder(Encoding::cp932);
      }
    }
    std::erase_if(readings_, [&](Reading& r) {
      if (r.feed(bytes, units_)) return false;
      give_up(r);
      return true;
    });
    return !readings_.empty();
  }

  std::uint32_t residents() const {
    std::uint32_t most = partial_ ? partial_->matcher().residents() : 0;
    for (const Reading& r : readings_) most = std::max(most, r.scanner.matcher().residents());
    return most;
  }

  Report finish(bool to_the_end) {
    if (first_) start({});
    if (to_the_end && !blocked_)
      std::erase_if(readings_, [&](Reading& r) {
        if (r.decoder.finish()) {
          r.scanner.finish();
          return false;
        }
        r.whole = false;
        give_up(r);
        return true;
      });
    report_.complete = to_the_end && !blocked_ && !readings_.empty();
    if (readings_.empty() ? !blocked_ && to_the_end_needed_ : mixed_) undecodable();
    collect();
    if (report_.complete) report_.sha256 = sha256_.finish();
    decide();
    return std::move(report_);
  }

 private:
  void reason(ReasonCode code, std::string ja, std::string en) {
    report_.reasons.push_back({code, std::move(ja), std::move(en)});
  }

  void start(ByteView head) {
    if (auto found = recognise_container(head.first(std::min<std::size_t>(head.size(), 512)))) {
      report_.reasons.push_back(*std::move(found));
      blocked_ = true;
      return;
    }
    const auto begins = [&](std::initializer_list<std::uint8_t> mark) {
      return head.size() >= mark.size() && std::equal(mark.begin(), mark.end(), head.begin());
    };
    Encoding only = Encoding::utf8;
    both_ = false;
    if (begins({0xFF, 0xFE})) {
      only = Encoding::utf16le;
    } else if (begins({0xFE, 0xFF})) {
      only = Encoding::utf16be;
    } else if (!begins({0xEF, 0xBB, 0xBF})) {
      both_ = true;
    }
    readings_.push_back(Reading{Decoder(only), Scanner(index_)});
    to_the_end_needed_ = true;
  }

  // Keeps what was found until the reading broke off.
  void give_up(Reading& r) {
    r.scanner.finish();
    binary_ = binary_ || r.binary;
    mixed_ = mixed_ || r.wide >= mixed_threshold;
    if (!partial_ || r.scanner.matcher().residents() > partial_->matcher().residents()) partial_ = r.scanner;
  }

  void undecodable() {
    if (binary_) {
      reason(
          ReasonCode::binary,
          "テキストではないデータのため、中身を確かめられません。CSV などのテキストにして申請してください。",
          "binary data: cannot be read as text");
    } else {
      reason(ReasonCode::encoding,
             "文字として読み取れませんでした（UTF-8 でも CP932 でもありません）。文字コードを UTF-8 か CP932 "
             "にして申請してください。",
             "could not be read as text: neither valid UTF-8 nor valid CP932");
    }
  }

  void collect() {
    const Scanner* best = partial_ ? &*partial_ : nullptr;
    std::vector<std::uint64_t> all = name_.matcher().bitmap();
    const auto add = [&](const Scanner& s) {
      const auto& bits = s.matcher().bitmap();
      for (std::size_t i = 0; i < bits.size(); ++i) all[i] |= bits[i];
    };
    if (best) add(*best);
    for (const Reading& r : readings_) {
      add(r.scanner);
      if (!best || r.scanner.matcher().residents() >= best->matcher().residents()) best = &r.scanner;
      if (!ascii_) report_.encodings.push_back(r.decoder.encoding());
      encoded_ = encoded_ || r.scanner.encoded();
      encrypted_ = encrypted_ || r.scanner.encrypted();
    }
    for (const std::uint64_t word : all) report_.residents += static_cast<std::uint32_t>(std::popcount(word));
    std::array<std::uint64_t, 128> evidence = name_.matcher().evidence();
    report_.records_with_hits = name_.matcher().records_with_hits();
    report_.plausible_individual_numbers = name_.plausible_individual_numbers();
    if (best) {
      report_.records = best->records();
      report_.records_with_hits += best->matcher().records_with_hits();
      report_.plausible_individual_numbers += best->plausible_individual_numbers();
      report_.expected_by_chance = best->matcher().expected_by_chance();
      for (std::size_t i = 0; i < evidence.size(); ++i) evidence[i] += best->matcher().evidence()[i];
    }
    for (std::size_t i = 0; i < evidence.size(); ++i)
      if (evidence[i] > 0) report_.evidence.push_back({static_cast<AttributeSet>(i), evidence[i]});
    std::sort(report_.evidence.begin(), report_.evidence.end(), [](const auto& a, const auto& b) {
      return a.records != b.records ? a.records > b.records : a.attributes < b.attributes;
    });
  }

  void decide() {
    if (encrypted_)
      reason(ReasonCode::encrypted,
             "暗号化された部分があり、中身を確かめられません。暗号化する前のファイルで申請してください。",
             "holds an encrypted message that cannot be looked into");
    if (encoded_)
      reason(ReasonCode::encoded,
             "別の形（base64 "
             "など）に変えられた部分があり、中身を確かめられません。元のファイルを申請してください。",
             "holds encoded content (base64 or the like) that was not looked into; submit the original file");
    if (!index_)
      reason(ReasonCode::no_register,
             "比べる住民の台帳が取り込まれていないため、確かめられません。システム管理者に連絡してください。",
             "no register to compare with");
    if (report_.residents > 0) {
      report_.verdict = Verdict::production_data;
      found();
    } else if (report_.complete && report_.reasons.empty()) {
      report_.verdict = Verdict::clean;
      reason(ReasonCode::read_to_end, "終わりまで読み、台帳の住民は見つかりませんでした。",
             "read to the end; no resident of the register was found");
    } else {
      report_.verdict = Verdict::unreadable;
    }
  }

  void found() {
    const std::string count = std::to_string(report_.residents);
    Reason first{
        ReasonCode::residents_found,
        "台帳の住民 " + count + " 人" + (report_.complete ? "" : "以上") + "のデータが含まれています。",
        std::string(report_.complete ? "" : "at least ") + count + " residents of the register are in it"};
    report_.reasons.insert(report_.reasons.begin(), std::move(first));
    constexpr AttributeSet numbers = bit(Attribute::individual_number) | bit(Attribute::record_code);
    const bool only_numbers = std::all_of(report_.evidence.begin(), report_.evidence.end(),
                                          [](const auto& e) { return (e.attributes & ~numbers) == 0; });
    // Namesakes born on the same day: about one in ten thousand people of another town of half a million.
    const bool rare = report_.complete && report_.records_with_hits * 2000 <= report_.records;
    if (rare || (only_numbers && report_.residents <= 3 * report_.expected_by_chance + 1))
      reason(
          ReasonCode::by_chance,
          "一致がごくわずかなため、偶然の一致（同姓同名で生年月日も同じ別人など）かもしれません。中身を見て確"
          "かめてください。",
          "so few matched that it may be coincidence (namesakes born on the same day); look at the content");
  }

  const RegisterIndex* index_;
  const Limits& limits_;
  Scanner name_;
  Sha256 sha256_;
  Report report_;
  std::vector<Reading> readings_;
  std::optional<Scanner> partial_;
  std::u16string units_;
  bool first_ = true;
  bool ascii_ = true;
  bool both_ = false;
  bool blocked_ = false;
  bool binary_ = false;
  bool mixed_ = false;
  bool encoded_ = false;
  bool encrypted_ = false;
  bool to_the_end_needed_ = false;
};

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::clean:
      return "clean";
    case Verdict::production_data:
      return "production_data";
    case Verdict::unreadable:
      return "unreadable";
  }
  return "?";
}

std::string_view reason_name(ReasonCode code) {
  switch (code) {
    case ReasonCode::residents_found:
      return "residents_found";
    case ReasonCode::by_chance:
      return "by_chance";
    case ReasonCode::container:
      return "container";
    case ReasonCode::encrypted:
      return "encrypted";
    case ReasonCode::encoded:
      return "encoded";
    case ReasonCode::binary:
      return "binary";
    case ReasonCode::encoding:
      return "encoding";
    case ReasonCode::too_large:
      return "too_large";
    case ReasonCode::no_register:
      return "no_register";
    case ReasonCode::read_to_end:
      return "read_to_end";
  }
  return "?";
}

std::string evidence_name(AttributeSet attributes, bool japanese) {
  static constexpr std::string_view names[][2] = {{"individual number", "個人番号"},
                                                  {"record code", "住民票コード"},
                                                  {"ledger number", "宛名番号"},
                                                  {"name", "氏名"},
                                                  {"kana", "フリガナ"},
                                                  {"birth", "生年月日"},
                                                  {"address", "住所"}};
  std::string out;
  for (std::size_t i = 0; i < attribute_count; ++i)
    if (attributes >> i & 1)
      out += (out.empty() ? "" : japanese ? "＋" : "+") + std::string(names[i][japanese ? 1 : 0]);
  return out;
}

Inspector::Inspector(const RegisterIndex* index, Limits limits) : index_(index), limits_(limits) {
  limits_.buffer = std::clamp<std::size_t>(limits_.buffer, 4096, std::size_t{1} << 26);
}

Result<Report> Inspector::run(ByteSource& source, const FileName& name, Progress& progress,
                              std::stop_token stop) const {
  Run run(index_, limits_, name);
  Bytes buffer(limits_.buffer);
  std::uint64_t bytes = 0;
  for (;;) {
    if (stop.stop_requested())
      return fail(ErrorCode::unavailable, "検査を中止しました。もう一度検査してください。",
                  "the inspection was stopped");
    std::size_t filled = 0;
    while (filled < buffer.size()) {
      SEKISHO_TRY(const std::size_t got, source.read(std::span(buffer).subspan(filled)));
      if (got == 0) break;
      filled += got;
    }
    if (filled == 0) return run.finish(true);
    bytes += filled;
    if (!run.feed(ByteView(buffer).first(filled))) return run.finish(false);
    progress.at(bytes, source.size(), run.residents());
  }
}

}  // namespace sekisho::inspect
