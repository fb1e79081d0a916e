#include "inspect/inspector.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>

#include "inspect_fixture.h"

namespace sekisho::inspect {
namespace {

using namespace test;

const RegisterIndex& small() {
  static const auto index = index_of(
      "宛名番号,氏名,フリガナ,生年月日,住所,個人番号\n"
      "1000000017,見本　太郎,ミホン　タロウ,1985-01-02,見本県見本市中央一丁目2番3号　中央ハイツ101号室,"
      "614106526000\n"
      "1000000025,見本　花子,ミホン　ハナコ,1987-03-04,見本県見本市中央一丁目2番3号　中央ハイツ101号室,"
      "454972364860\n"
      "1000000033,架空　次郎,カクウ　ジロウ,1985-01-02,見本県見本市港町4番5号,\n");
  return *index;
}

std::uint32_t residents(std::string_view text) { return inspected(&small(), text).residents; }

std::string utf16(std::string_view utf8, bool big) {
  std::u16string units;
  units.push_back(0xFEFF);
  for (const char c : utf8) units.push_back(static_cast<unsigned char>(c));
  std::string out;
  for (const char16_t c : units) {
    const char high = static_cast<char>(c >> 8);
    const char low = static_cast<char>(c & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

TEST_CASE("a number of the register, or two values of the same resident") {
  CHECK(residents("614106526000\n") == 1);
  CHECK(residents("番号は6141-0652-6000です。\n") == 1);
  CHECK(residents("６１４１　０６５２　６０００\n") == 1);
  CHECK(residents("見本太郎,1985-01-02\n") == 1);
  CHECK(residents("ﾐﾎﾝ ﾀﾛｳ,S60.1.2\n") == 1);
  CHECK(residents("見本 太郎\t中央1-2-3\n") == 1);
  CHECK(residents("1000000017,x,19850102\n") == 1);
  CHECK(residents("1985/1/2;見本市港町4-5\n") == 1);
}

TEST_CASE("one value is nothing, nor are a name and its reading, nor values of different people or records") {
  for (const std::string_view text :
       {"見本太郎\n", "1985-01-02\n", "中央1-2-3\n", "1000000017\n", "見本太郎,ミホンタロウ\n",
        "見本太郎,1987-03-04\n", "見本太郎\n1985-01-02\n", "614106526001\n", "000000000000\n",
        "19850102,19850102\n"}) {
    CAPTURE(text);
    const Report report = inspected(&small(), text);
    CHECK(report.verdict == Verdict::clean);
    CHECK(report.residents == 0);
    CHECK(report.complete);
  }
}

TEST_CASE("a date does not count twice as a date and a number") {
  const auto index = index_of("宛名番号,氏名,生年月日\n19850102,見本太郎,1985-01-02\n");
  CHECK(inspected(index.get(), "19850102,x\n").residents == 0);
  CHECK(inspected(index.get(), "19850102,1985-01-02\n").residents == 1);
}

TEST_CASE("who is met by more values is meant, a twin at the same address is not") {
  const auto index = index_of(
      "氏名,生年月日,住所\n見本太郎,1985-01-02,見本市中央1-2-3\n見本次郎,1985-01-02,見本市中央1-2-3\n");
  CHECK(inspected(index.get(), "見本太郎,1985-01-02,中央1-2-3\n").residents == 1);
  CHECK(inspected(index.get(), "1985-01-02,中央1-2-3\n").residents == 2);
  CHECK(inspected(index.get(), "見本太郎,見本次郎,1985-01-02\n").residents == 2);
}

TEST_CASE("any text: prose, fixed width, JSON, XML, escapes, quoted line breaks") {
  CHECK(residents("氏名：見本太郎　様（昭和60年1月2日生）\n") == 1);
  CHECK(residents("見本太郎さんは昭和60年1月2日に生まれた。\n") == 1);
  CHECK(residents("0000000123見本　太郎　　　　ミホン　タロウ　　1985010211\n") == 1);
  CHECK(residents("x123456141065260001985010299999\n") == 1);
  CHECK(residents("[{\"name\":\"見本太郎\",\n\"birth\":\"1985-01-02\"},{\"name\":\"見本花子\",\n\"birth\":"
                  "\"1987-03-04\"}]") == 2);
  CHECK(residents("{\"list\":[{\"name\":\"見本太郎\"},\n{\"birth\":\"1985-01-02\"}]}") == 0);
  CHECK(residents(R"({"name":"\u898b\u672c\u592a\u90ce","birth":"1985\/01\/02"})") == 1);
  CHECK(residents(
            "<r>\n<p><n>見本太郎</n>\n<b>1985-01-02</b></p>\n<p><n>見本花子</n><b>1987-03-04</b></p></r>") ==
        2);
  CHECK(residents("<r><p><n>x</n></p><p><n>見本太郎</n></p><p><b>1985-01-02</b></p></r>") == 0);
  CHECK(residents("<p>&#x898b;&#26412;太郎 1985-01-02</p>") == 1);
  CHECK(residents("\"見本太郎\",\"一行目\n二行目\",\"1985-01-02\"\n") == 1);
  CHECK(residents("C:\\users\\見本太郎,1985-01-02\n") == 1);
}

TEST_CASE("the file's name is looked at") {
  const Report report = inspected(&small(), "nothing\n", "見本太郎_19850102.csv");
  CHECK(report.verdict == Verdict::production_data);
  CHECK(report.residents == 1);
}

TEST_CASE("encodings") {
  const std::string text = "氏名,生年月日\r\n見本　太郎,19850102\r\n架空　次郎,昭和60年1月2日\r\n";
  const Report utf8 = inspected(&small(), text);
  CHECK(utf8.encodings == std::vector{Encoding::utf8});
  CHECK(utf8.residents == 2);
  CHECK(inspected(&small(), "\xEF\xBB\xBF" + text).residents == 2);
  const Report cp932 = inspected(&small(), utf8_to_cp932(text));
  CHECK(cp932.encodings == std::vector{Encoding::cp932});
  CHECK(cp932.residents == 2);
  for (const bool big : {false, true})
    CHECK(inspected(&small(), utf16("614106526000\n", big)).residents == 1);
  // Half-width kana in CP932 can be valid UTF-8 as well: it is read as both.
  const Report both = inspected(&small(), utf8_to_cp932("ﾃｱ,") + "614106526000\n");
  CHECK(both.encodings.size() == 2);
  CHECK(both.residents == 1);
}

TEST_CASE("what is found before a wrong byte stays found") {
  const Report report = inspected(&small(), std::string("614106526000\n") + std::string("\xFF\xFF\x00", 3));
  CHECK(report.verdict == Verdict::production_data);
  CHECK(!report.complete);
}

TEST_CASE("it fails closed") {
  const auto refused = [](std::string_view content, ReasonCode code) {
    const Report report = inspected(&small(), content);
    const std::string shown(content);
    CAPTURE(shown);
    CHECK(report.verdict == Verdict::unreadable);
    CHECK(std::any_of(report.reasons.begin(), report.reasons.end(),
                      [&](const Reason& r) { return r.code == code; }));
    for (const Reason& r : report.reasons) CHECK((!r.ja.empty() && !r.en.empty()));
  };
  refused(std::string_view("PK\x03\x04xxxx"), ReasonCode::container);
  refused("%PDF-1.7\n", ReasonCode::container);
  refused(std::string_view("\x1F\x8B\x08\x00\x00", 5), ReasonCode::container);
  refused("{\\rtf1 x}", ReasonCode::container);
  refused("age-encryption.org/v1\n-> X25519 x\n", ReasonCode::encrypted);
  refused("x\n-----BEGIN PGP MESSAGE-----\nabc\n", ReasonCode::encrypted);
  refused(std::string_view("abc\0def", 7), ReasonCode::binary);
  refused("\x1B$B8+\x1B(B", ReasonCode::binary);
  refused("\x80\xFF abc", ReasonCode::encoding);
  refused("見本太郎\xE5\x90", ReasonCode::encoding);
  refused("Content-Transfer-Encoding: base64\n\nabc\n", ReasonCode::encoded);
  std::string base64;
  for (int i = 0; i < 40; ++i)
    base64 += "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY3ODkwYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4\n";
  refused(base64, ReasonCode::encoded);
  std::erase(base64, '\n');
  refused(base64, ReasonCode::encoded);
  const Report none = inspected(nullptr, "abc\n");
  CHECK(none.verdict == Verdict::unreadable);
  CHECK(none.complete);
  const Report large = inspected(&small(), std::string(100000, 'a'), "x", {.bytes = 50000, .buffer = 4096});
  CHECK(large.verdict == Verdict::unreadable);
  CHECK(large.reasons.front().code == ReasonCode::too_large);
  CHECK(inspected(&small(), "").verdict == Verdict::clean);
}

TEST_CASE("a source that fails is an error, and a stop is one") {
  class Failing final : public ByteSource {
    Result<std::size_t> read(std::span<std::uint8_t>) override {
      return fail(ErrorCode::io, "読めません。", "broken");
    }
  };
  Failing failing;
  NoProgress progress;
  CHECK(Inspector(&small()).run(failing, {}, progress).error().code == ErrorCode::io);
  std::stop_source stop;
  stop.request_stop();
  MemorySource source(as_bytes("x"));
  CHECK(Inspector(&small()).run(source, {}, progress, stop.get_token()).error().code ==
        ErrorCode::unavailable);
}

TEST_CASE("where the reads are cut makes no difference") {
  std::string text = synthetic({.seed = 3, .count = 300, .extract = true, .encoding = Encoding::cp932});
  const auto index = index_of(synthetic({.seed = 3, .count = 300}));
  for (const std::size_t buffer : {4096u, 4097u, 5000u, 65536u}) {
    const Report report = inspected(index.get(), text, "x.csv", {.buffer = buffer, .sha256 = true});
    CHECK(report.residents == 300);
    CHECK(report.records == 301);
    CHECK(report.sha256 == sha256(text));
  }
}

TEST_CASE("every resident of an extract is counted once, in either encoding and any order") {
  constexpr std::uint32_t count = 20000;
  const auto index = index_of(synthetic({.seed = 1, .count = count}));
  CHECK(index->residents() == count);
  for (const Encoding encoding : {Encoding::cp932, Encoding::utf8}) {
    const std::string extract = synthetic({.seed = 1, .count = count, .extract = true, .encoding = encoding});
    const Report once = inspected(index.get(), extract);
    CHECK(once.verdict == Verdict::production_data);
    CHECK(once.residents == count);
    CHECK(once.records_with_hits == count);
    CHECK(inspected(index.get(), extract + extract).residents == count);
  }
  const std::string part = synthetic({.seed = 1, .count = 777, .extract = true, .encoding = Encoding::cp932});
  CHECK(inspected(index.get(), part).residents == 777);
}

TEST_CASE("an unrelated register gives almost nothing") {
  constexpr std::uint32_t count = 20000;
  const auto index = index_of(synthetic({.seed = 1, .count = count}));
  CHECK(inspected(index.get(), synthetic({.seed = 2, .count = count, .extract = true})).residents <= 2);
  const Report full = inspected(index.get(), synthetic({.seed = 2, .count = count}));
  CHECK(full.residents <= 4);
  CHECK(full.plausible_individual_numbers >= count);
  CHECK(full.expected_by_chance > 0);
  // Time stamps pass the check digit one time in eleven, and are in no register.
  std::string stamps;
  for (int day = 10; day < 29; ++day)
    for (int hour = 10; hour < 24; ++hour)
      for (int minute = 10; minute < 60; ++minute)
        stamps += "202401" + std::to_string(day) + std::to_string(hour) + std::to_string(minute) + " start\n";
  const Report log = inspected(index.get(), stamps);
  CHECK(log.verdict == Verdict::clean);
  CHECK(log.plausible_individual_numbers > 500);
}

// Repeats a piece until `size` bytes are out: as long a line as one likes.
class Endless final : public ByteSource {
 public:
  Endless(std::string piece, std::uint64_t size, std::string last)
      : piece_(std::move(piece)), left_(size), last_(std::move(last)) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    if (left_ == 0 && last_.empty()) return 0;
    if (left_ == 0) {
      const std::size_t n = std::min(out.size(), last_.size());
      std::copy_n(last_.begin(), n, out.begin());
      last_.erase(0, n);
      return n;
    }
    std::size_t n = 0;
    while (n < out.size() && left_ > 0) {
      out[n++] = static_cast<std::uint8_t>(piece_[at_]);
      at_ = (at_ + 1) % piece_.size();
      --left_;
    }
    return n;
  }

 private:
  std::string piece_;
  std::uint64_t left_;
  std::string last_;
  std::size_t at_ = 0;
};

long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_CASE("a line without end is read in bounded memory, and what stands at its end is found") {
  NoProgress progress;
  const Inspector inspector(&small());
  const long before = peak_kib();
  for (const std::string piece : {"a", "見本太郎,", "1985-01-02,", "見本太郎,1987-03-04,", "\"", "[",
                                  "{\"a\":[", "<a>", "1", " x", "\\", "&#", "ア"}) {
    CAPTURE(piece);
    Endless source(piece, 12'000'000 / piece.size() * piece.size(), ",,,,見本花子,1987-03-04\n");
    const auto report = inspector.run(source, {}, progress);
    REQUIRE(report);
    CHECK(report->complete);
    CHECK(report->verdict != Verdict::clean);
    CHECK(report->residents >= 1);
  }
  CHECK(peak_kib() - before < 24 * 1024);
}

}  // namespace
}  // namespace sekisho::inspect
