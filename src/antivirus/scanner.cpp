#include "antivirus/scanner.h"

#include <algorithm>
#include <charconv>
#include <ctime>

#include "connection.h"

namespace sekisho::antivirus {
namespace {

constexpr std::size_t chunk_size = std::size_t{256} << 10;
constexpr std::string_view ask_scan{"zINSTREAM\0", 10};
constexpr std::string_view ask_version{"zVERSION\0", 9};

// It is shown to people and kept: no character that does anything.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 200)) out += c >= 0x20 && c < 0x7F ? c : '?';
  return out;
}

}  // namespace

Verdict verdict_of(std::string_view reply) {
  while (!reply.empty() && (reply.back() == '\n' || reply.back() == '\0')) reply.remove_suffix(1);
  constexpr std::string_view of_stream = "stream: ";
  if (reply == "stream: OK") return {Finding::nothing, {}, 0};
  constexpr std::string_view found = " FOUND";
  if (reply.size() > of_stream.size() + found.size() && reply.starts_with(of_stream) &&
      reply.ends_with(found)) {
    const std::string_view name =
        reply.substr(of_stream.size(), reply.size() - of_stream.size() - found.size());
    // With AlertExceedsMax and AlertEncrypted clamd says in this way that it did not look everywhere.
    const bool unseen =
        name.starts_with("Heuristics.Limits.Exceeded") || name.starts_with("Heuristics.Encrypted");
    return {unseen ? Finding::incomplete : Finding::malware, printable(name), 0};
  }
  if (reply.ends_with(" ERROR")) reply.remove_suffix(6);
  if (reply.starts_with(of_stream)) reply.remove_prefix(of_stream.size());
  return {Finding::incomplete, printable(reply), 0};
}

// "ClamAV 1.4.6/27456/Mon Nov 23 09:00:00 2026", or without a database of the project's "ClamAV 1.4.6"
Version version_of(std::string_view reply) {
  Version version;
  const std::size_t first = reply.find('/');
  version.engine = printable(reply.substr(0, first));
  if (first == reply.npos) return version;
  const std::size_t second = reply.find('/', first + 1);
  const std::string_view number = reply.substr(first + 1, second == reply.npos ? second : second - first - 1);
  (void)std::from_chars(number.data(), number.data() + number.size(), version.signatures);
  if (second == reply.npos) return version;
  std::tm parts{};
  const std::string date(reply.substr(second + 1));
  if (::strptime(date.c_str(), "%a %b %d %H:%M:%S %Y", &parts) != nullptr)
    version.dated = std::chrono::sys_seconds(std::chrono::seconds(::timegm(&parts)));
  return version;
}

Result<Verdict> Scanner::scan(ByteSource& source, std::stop_token stop) const {
  const auto deadline = Connection::Clock::now() + options_.total;
  SEKISHO_TRY(Connection clamd,
              Connection::open(options_.address, options_.connect, options_.idle, deadline, std::move(stop)));
  SEKISHO_TRY(bool taken, clamd.send(as_bytes(ask_scan)));
  Bytes chunk(4 + chunk_size);  // its length, highest byte first, and itself
  std::uint64_t sent = 0;
  bool whole = false;
  while (taken && !whole) {
    SEKISHO_TRY(const std::size_t got, source.read(std::span(chunk).subspan(4)));
    for (unsigned i = 0; i < 4; ++i) chunk[i] = static_cast<std::uint8_t>(got >> (24 - 8 * i));
    SEKISHO_TRY(taken, clamd.send(ByteView(chunk).first(4 + got)));
    if (taken) sent += got;
    whole = got == 0;
  }
  SEKISHO_TRY(const std::string reply, clamd.reply());
  Verdict verdict = verdict_of(reply);
  verdict.bytes = sent;
  // It cannot have seen what it did not take.
  if (verdict.finding == Finding::nothing && (!taken || !whole))
    verdict = {Finding::incomplete, "answered before the end", sent};
  return verdict;
}

Result<Version> Scanner::version(std::stop_token stop) const {
  const auto deadline = Connection::Clock::now() + options_.connect + options_.idle;
  SEKISHO_TRY(Connection clamd,
              Connection::open(options_.address, options_.connect, options_.idle, deadline, std::move(stop)));
  SEKISHO_TRY([[maybe_unused]] const bool taken, clamd.send(as_bytes(ask_version)));
  SEKISHO_TRY(const std::string reply, clamd.reply());
  return version_of(reply);
}

}  // namespace sekisho::antivirus
