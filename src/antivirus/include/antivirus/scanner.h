// A client of clamd, the daemon of ClamAV: sends it a stream and hears what it has found (clamd(8),
// INSTREAM). Finding nothing is never proof of anything: a scanner knows what is known.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/source.h"

namespace sekisho::antivirus {

struct ScannerOptions {
  std::string address;  // a UNIX socket's path ("/run/clamav/clamd.ctl"), or "host:port", "[::1]:3310"
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds idle{60'000};  // clamd neither takes nor says anything; also after the last byte
  std::chrono::milliseconds total{3'600'000};  // one file
};

enum class Finding {
  nothing,    // looked at to its end, nothing known found
  malware,    // `name` is what clamd calls it
  incomplete  // more than clamd's limits, encrypted, or an error of its own: `name` says so; never clean
};

struct Verdict {
  Finding finding = Finding::incomplete;
  std::string name;         // printable ASCII, at most 200 characters
  std::uint64_t bytes = 0;  // sent
};

struct Version {
  std::string engine;            // "ClamAV 1.4.6"
  std::uint32_t signatures = 0;  // number of the official daily database; 0 where there is none
  std::optional<std::chrono::sys_seconds> dated;  // of that database
};

// Immutable and thread-safe: a connection for each scan.
class Scanner {
 public:
  explicit Scanner(ScannerOptions options) : options_(std::move(options)) {}
  // Errors: the source's own; unavailable (nobody there, too slow, broken off, or `stop` was asked for);
  // invalid_input (the address).
  Result<Verdict> scan(ByteSource& source, std::stop_token stop = {}) const;
  Result<Version> version(std::stop_token stop = {}) const;

 private:
  ScannerOptions options_;
};

// What a reply means. Pure; for the tests.
Verdict verdict_of(std::string_view reply);
Version version_of(std::string_view reply);

}  // namespace sekisho::antivirus
