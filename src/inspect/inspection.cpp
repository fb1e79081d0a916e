#include "inspect/inspection.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <new>
#include <optional>

#include "formats/notes.h"
#include "part_path.h"
#include "scanner.h"
#include "text_reader.h"
#include "town_matches.h"

namespace sekisho::inspect {
namespace {

using formats::Note;
using formats::NoteCode;
using formats::PartKind;
using formats::Severity;

constexpr std::size_t most_remarks = 200;
constexpr std::size_t most_places = 50;

constexpr AttributeSet wanted(Only only) {
  return only == Only::individual_numbers ? bit(Attribute::individual_number) : all_attributes;
}

// Each kind of agreement is judged by itself: a finding is weak when every kind in it may be chance. Two
// values (namesakes born on the same day, numbers that two towns gave) agree in about one in ten thousand
// rows of another town of half a million; a bare national number as often as `chance` says. National numbers
// that agree in both kinds, or beside anything else, and three values are no chance.
bool may_be_chance(const Found& found, std::uint64_t records, double chance) {
  std::int64_t pairs = 0;
  std::int64_t bare = 0;
  for (const auto& [set, count] : found.evidence) {
    if ((set & ~national_numbers) == 0 && std::popcount(set) == 1) {
      bare += count;
    } else if (is_strong(set) || independent(set) > 2) {
      return false;
    } else {
      pairs += count;
    }
  }
  // A number that is written again and again is one coincidence.
  bare = std::min(bare, found.unit_count);
  return pairs * 2000 <= static_cast<std::int64_t>(records) &&
         static_cast<double>(bare) <= 3 * chance + 0.001;
}

class Findings final : public formats::Sink {
 public:
  Findings(Matcher::Datasets datasets, const InspectionOptions& options, InspectionProgress& progress)
      : options_(options),
        town_(options.rules.get()),
        scanner_(datasets, options.samples, wanted(options.only)),
        reader_(scanner_, datasets, options.samples, wanted(options.only)),
        inner_(datasets, options.samples, wanted(options.only)),
        inner_reader_(inner_, datasets, options.samples, wanted(options.only)),
        progress_(progress) {
    if (town_.wanted()) reader_.give_text([this](std::string_view utf8) { town_.text(utf8); });
    scanner_.give_decoded([this](ByteView bytes) { decoded(bytes); });
  }

  void begin(PartKind kind, std::string_view name) override {
    finish_part();
    seen_by_rules_ = false;
    path_.enter(name);
    progress_.part(path_.text());
    ++report_.parts;
    // 見本太郎_19850102.csv: what is in a name is out as well.
    if (kind == PartKind::page || name.empty()) return;
    scanner_.begin_part(path_.text(), true);
    feed(name);
    scanner_.finish();
    ++names_;
  }
  void end() override {
    finish_part();
    path_.leave();
  }
  bool bytes(ByteView piece) override {
    if (reading_ != As::bytes) {
      finish_part();
      if (has_yara() && !seen_by_rules_) stream_.emplace(*options_.rules, options_.rules_time);
      reader_.begin(path_.text());
      town_.begin_part(path_.text());
      reading_ = As::bytes;
    }
    reader_.feed(piece);
    if (stream_) rules_failed(stream_->feed(piece));
    return true;
  }
  bool text(std::string_view utf8) override {
    if (reading_ != As::text) {
      finish_part();
      scanner_.begin_part(path_.text(), true);
      town_.begin_part(path_.text());
      reading_ = As::text;
    }
    town_.text(utf8);
    feed(utf8);
    return true;
  }
  bool row(std::uint64_t number, std::span<const std::string_view> cells) override {
    if (reading_ != As::rows) {
      finish_part();
      scanner_.begin_part(path_.text(), true);
      town_.begin_part(path_.text());
      reading_ = As::rows;
    }
    town_.row(number, cells);
    scanner_.row(number, cells);
    return true;
  }
  void content(RandomSource& content) override {
    seen_by_rules_ = has_yara();
    if (!seen_by_rules_) return;
    TownScan scan(*options_.rules, options_.rules_time);
    Bytes piece(std::size_t{256} << 10);
    RangeSource all(content, 0, content.size());
    for (;;) {
      const auto got = all.read(piece);
      if (!got || *got == 0) break;
      if (rules_failed(scan.feed(ByteView(piece).first(*got)))) return;
    }
    matched(scan);
  }
  void note(const Note& note) override { remark(note.code, note.detail); }

  // The part at hand needs more memory than there is; what was found before still counts.
  void exhausted() { remark(NoteCode::too_large, {}); }

  std::int64_t units() const { return scanner_.matcher().most_units(); }

  Report report(Matcher::Datasets datasets) {
    finish_part();
    report_.records = static_cast<std::int64_t>(scanner_.records()) - names_;
    PatternCounts patterns = scanner_.patterns();
    if (const Scanner* second = reader_.second()) patterns.merge_larger(second->patterns());
    report_.patterns = patterns.list();
    // Of the others only those were met that stood beside a number.
    if (options_.only == Only::individual_numbers)
      std::erase_if(report_.patterns, [](const PatternFound& p) {
        return p.pattern != pattern_name(Pattern::individual_number);
      });
    for (PatternFound& own : town_.list()) report_.patterns.push_back(std::move(own));
    for (const std::string& name : reader_.encodings()) report_.encodings.push_back(name);
    for (std::size_t i = 0; i < datasets.size(); ++i) dataset(*datasets[i], i);
    // "stop" before "caution"; each as it came
    std::vector<Remark> cautions;
    std::erase_if(report_.hostile, [&](Remark& r) {
      if (r.severity == "stop") return false;
      cautions.push_back(std::move(r));
      return true;
    });
    std::move(cautions.begin(), cautions.end(), std::back_inserter(report_.hostile));
    report_.complete = report_.unseen.empty();
    report_.verdict = !report_.datasets.empty()                       ? Verdict::production_data
                      : report_.complete && !report_.compared.empty() ? Verdict::clean
                                                                      : Verdict::unreadable;
    return std::move(report_);
  }

 private:
  enum class As { nothing, bytes, text, rows };

  bool has_yara() const { return options_.rules && options_.rules->has_yara(); }
  bool rules_failed(const Result<void>& fed) {
    if (fed) return false;
    remark(NoteCode::out_of_time, "YARA");
    stream_.reset();
    return true;
  }
  void matched(TownScan& scan) {
    const auto names = scan.finish();
    if (!names) {
      remark(NoteCode::out_of_time, "YARA");
      return;
    }
    for (const std::string& name : *names) remark(NoteCode::yara, name);
  }

  // base64 inside a text: what it says is a text of its own, in the same place. Where it is none after all,
  // it was but letters and digits.
  void decoded(ByteView bytes) {
    if (!decoding_) inner_reader_.begin(path_.text());
    decoding_ = !bytes.empty();
    if (decoding_) {
      inner_reader_.feed(bytes);
    } else {
      inner_reader_.finish();
    }
  }

  void feed(std::string_view utf8) {
    units_.clear();
    Decoder decoder(Encoding::utf8);
    if (!decoder.feed(as_bytes(utf8), units_)) units_.push_back(0xFFFD);
    std::erase_if(units_, [](char16_t c) { return c < 0x20 && c != u'\n' && c != u'\t' && c != u'\r'; });
    scanner_.feed(units_);
  }

  void finish_part() {
    if (reading_ == As::bytes) {
      const auto ended = reader_.finish();
      if (ended == TextReader::End::binary) remark(NoteCode::unknown_format, {});
      if (ended == TextReader::End::encoding) remark(NoteCode::encoding, {});
      if (scanner_.take_encrypted()) remark(NoteCode::encrypted, {});
      if (stream_) matched(*stream_);
      stream_.reset();
      const auto [formulas, dangerous] = scanner_.take_formulas();
      remark(NoteCode::formula, {}, static_cast<std::int64_t>(formulas));
      remark(NoteCode::dde, {}, static_cast<std::int64_t>(dangerous));
    } else if (reading_ != As::nothing) {
      scanner_.finish();
    }
    if (reading_ != As::nothing) town_.end_part();
    reading_ = As::nothing;
  }

  void remark(NoteCode code, const std::string& detail, std::int64_t times = 1) {
    if (times == 0) return;
    const Severity severity = formats::severity(code);
    auto& list = severity == Severity::unseen ? report_.unseen : report_.hostile;
    auto& count = severity == Severity::unseen ? report_.unseen_count : report_.hostile_count;
    count += times;
    const std::string path = path_.text();
    const auto same = std::find_if(list.begin(), list.end(), [&](const Remark& r) {
      return r.code == formats::note_name(code) && r.path == path && r.detail == detail;
    });
    if (same != list.end()) {
      same->count += times;
    } else if (list.size() < most_remarks) {
      list.push_back({std::string(formats::note_name(code)),
                      severity == Severity::unseen ? "unseen"
                      : severity == Severity::stop ? "stop"
                                                   : "caution",
                      path, printable(detail, 200), std::string(formats::note_ja(code)),
                      std::string(formats::note_en(code)), times});
    }
  }

  void dataset(const Dataset& dataset, std::size_t i) {
    if ((dataset.data().header.attributes & wanted(options_.only)) == 0) return;
    report_.compared.push_back(dataset.name().id);
    Matcher::Found found = scanner_.matcher().found()[i];
    if (const Scanner* second = reader_.second()) found.merge(second->matcher().found()[i]);
    found.add(inner_.matcher().found()[i]);
    if (found.unit_count == 0) return;
    DatasetFound out;
    out.dataset = dataset.name().id;
    out.name = dataset.name().name;
    out.unit = unit_name(dataset.unit());
    out.units = found.unit_count;
    for (const std::uint64_t word : found.households) out.households += std::popcount(word);
    out.records = found.records;
    out.total = dataset.units();
    for (const auto& [set, records] : found.evidence) {
      out.evidence.push_back(
          {attributes_ja(set), attributes_en(set), is_strong(set) || independent(set) > 2, records});
    }
    std::sort(out.evidence.begin(), out.evidence.end(), [](const EvidenceFound& a, const EvidenceFound& b) {
      return a.records != b.records ? a.records > b.records : a.en < b.en;
    });
    out.weak = may_be_chance(found, scanner_.records(), scanner_.matcher().expected_by_chance(i));
    out.places = found.places.list(most_places);
    out.samples = std::move(found.samples);
    report_.datasets.push_back(std::move(out));
  }

  const InspectionOptions& options_;
  TownMatches town_;
  std::optional<TownScan> stream_;
  bool seen_by_rules_ = false;  // the part's content() was
  Scanner scanner_;
  TextReader reader_;
  Scanner inner_;
  TextReader inner_reader_;
  bool decoding_ = false;
  InspectionProgress& progress_;
  PartPath path_;
  Report report_;
  std::u16string units_;
  std::int64_t names_ = 0;  // were scanned as records of their own
  As reading_ = As::nothing;
};

class Forward final : public formats::WalkProgress {
 public:
  Forward(InspectionProgress& to, const Findings& findings) : to_(to), findings_(findings) {}
  void at(std::uint64_t read, std::uint64_t size, std::uint64_t out) override {
    unpacked = out;
    to_.at(read, size, static_cast<std::uint64_t>(findings_.units()));
  }
  std::uint64_t unpacked = 0;

 private:
  InspectionProgress& to_;
  const Findings& findings_;
};

}  // namespace

Result<Report> inspect(RandomSource& source, std::string_view name,
                       std::span<const std::shared_ptr<const Dataset>> datasets,
                       const InspectionOptions& options, InspectionProgress& progress, std::stop_token stop) {
  const auto begun = std::chrono::steady_clock::now();
  Findings findings(datasets, options, progress);
  Forward forward(progress, findings);
  try {
    SEKISHO_CHECK(formats::walk(source, name, options.walk, findings, forward, stop));
  } catch (const std::bad_alloc&) {
    findings.exhausted();
  }
  Report report = findings.report(datasets);
  report.bytes = static_cast<std::int64_t>(source.size());
  report.unpacked = static_cast<std::int64_t>(forward.unpacked);
  if (options.sha256) {
    SEKISHO_TRY(const Hash hash, sha256_of(source, stop));
    report.sha256 = to_hex(hash);
  }
  report.milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  return report;
}

}  // namespace sekisho::inspect
