#include "demo/register.h"

#include <fmt/format.h>

#include <condition_variable>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "inspect/synthetic_register.h"

namespace sekisho::cli::demo {
namespace {

// Pieces from one thread to another; the maker waits when the reader is a few pieces behind.
class Channel {
 public:
  bool put(std::string_view piece) {
    std::unique_lock lock(lock_);
    room_.wait(lock, [&] { return closed_ || pieces_.size() < 8; });
    if (closed_) return false;
    pieces_.emplace_back(piece);
    more_.notify_one();
    return true;
  }
  void end() {
    const std::scoped_lock lock(lock_);
    ended_ = true;
    more_.notify_one();
  }
  void close() {
    const std::scoped_lock lock(lock_);
    closed_ = true;
    room_.notify_one();
  }
  std::string take() {  // empty at the end
    std::unique_lock lock(lock_);
    more_.wait(lock, [&] { return ended_ || !pieces_.empty(); });
    if (pieces_.empty()) return {};
    std::string out = std::move(pieces_.front());
    pieces_.pop_front();
    room_.notify_one();
    return out;
  }

 private:
  std::mutex lock_;
  std::condition_variable room_, more_;
  std::deque<std::string> pieces_;
  bool ended_ = false, closed_ = false;
};

class ChannelSource final : public ByteSource {
 public:
  explicit ChannelSource(Channel& channel) : channel_(channel) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    if (at_ == piece_.size()) {
      piece_ = channel_.take();
      at_ = 0;
    }
    const std::size_t n = std::min(out.size(), piece_.size() - at_);
    if (n > 0) std::memcpy(out.data(), piece_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  Channel& channel_;
  std::string piece_;
  std::size_t at_ = 0;
};

std::string plain_day(Day day) {
  std::string out = format_day(day);
  std::erase(out, '-');
  return out;
}

}  // namespace

Result<Imported> make_index(std::uint64_t seed, std::uint32_t count, const inspect::IndexKey& key,
                            const std::filesystem::path& index) {
  Channel channel;
  Imported out;
  std::jthread maker([&] {
    inspect::write_synthetic_csv({seed, count, false, Encoding::utf8}, [&](std::string_view piece) {
      out.csv_bytes += piece.size();
      return channel.put(piece);
    });
    channel.end();
  });
  inspect::ImportOptions options;
  options.encoding = Encoding::utf8;  // known, so the source is opened once
  const auto report = inspect::import_register(
      [&]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<ChannelSource>(channel); },
      options, key, index);
  channel.close();
  maker.join();
  if (!report) return pass_on(report.error());
  if (!report->imported)
    return fail(ErrorCode::corrupt, "見本の住民の台帳を取り込めませんでした。プログラムの誤りです。",
                "the synthetic register was not accepted by its own import");
  out.residents = report->residents;
  out.index_bytes = report->index_bytes;
  return out;
}

std::string extract(std::uint64_t seed, std::uint32_t first, std::uint32_t count, Extract kind) {
  std::string out;
  switch (kind) {
    case Extract::migration:
      out = "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,住所,住民となった日\r\n";
      break;
    case Extract::benefit:
      out = "世帯番号,宛名番号,世帯主氏名,住所,給付区分,給付額\r\n";
      break;
    case Extract::accounts:
      out = "宛名番号,氏名,フリガナ,生年月日,振込先,支給月額\r\n";
      break;
  }
  std::uint32_t at = 0;
  inspect::synthesize(seed, first + count, [&](const inspect::SyntheticResident& r) {
    if (at++ < first) return true;
    const auto to = std::back_inserter(out);
    switch (kind) {
      case Extract::migration:
        fmt::format_to(to, "{},{},{},{},{},{},{},{}\r\n", r.ledger_number, r.household_number, r.name, r.kana,
                       plain_day(r.birth), r.sex, r.address, plain_day(r.resident_since));
        break;
      case Extract::benefit:
        fmt::format_to(to, "{},{},{},{},{},{}\r\n", r.household_number, r.ledger_number, r.name, r.address,
                       at % 3 == 0 ? "加算" : "基本", at % 3 == 0 ? 70000 : 50000);
        break;
      case Extract::accounts:
        fmt::format_to(to, "{},{},{},{},みほん銀行（架空）,{}\r\n", r.ledger_number, r.name, r.kana,
                       plain_day(r.birth), at % 2 == 0 ? 10000 : 15000);
        break;
    }
    return at < first + count;
  });
  return utf8_to_cp932(out);
}

std::string code_table() {
  return utf8_to_cp932(
      "項目,桁,型,説明\r\n"
      "異動事由コード,2,数字,届出の種類\r\n"
      "続柄コード,2,数字,世帯主との関係\r\n"
      "文字コード,1,英字,受け渡しファイルの文字の種類\r\n"
      "処理区分,1,数字,追加・修正・取消\r\n");
}

std::string test_figures(std::uint64_t seed, std::uint32_t rows) {
  std::string out = "試験区分,段階,税率,課税標準,税額\r\n";
  std::uint64_t state = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  for (std::uint32_t i = 0; i < rows; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto base = 100 * (1 + (state >> 40U) % 300);  // in thousands of yen
    out += fmt::format("T{},{},6%,{}千円,{}千円\r\n", i % 7, i % 4, base, base * 6 / 100);
  }
  return utf8_to_cp932(out);
}

std::string newsletter_text() {
  return "広報みほん（原稿）\r\n"
         "\r\n"
         "図書館の夏の催し\r\n"
         "夏休みのあいだ、図書館では読み聞かせの会を開きます。申し込みはいりません。\r\n"
         "\r\n"
         "ごみの分け方が変わります\r\n"
         "来月から、プラスチックの回収が毎週になります。くわしくは市のページをご覧ください。\r\n";
}

}  // namespace sekisho::cli::demo
