// What is in this file? Reads any bytes once, in bounded memory, and says whether residents of the register
// are in it. It fails closed: `clean` is said only of a file that was read to its last byte as text and
// compared with a register.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/source.h"
#include "inspect/register.h"
#include "inspect/text.h"

namespace sekisho::inspect {

enum class Verdict {
  clean,            // all of it was read; no resident of the register was found
  production_data,  // at least one resident was found
  unreadable        // could not be checked, or not to its end: treat it like production data
};
std::string_view verdict_name(Verdict verdict);  // "clean", "production_data", "unreadable"

enum class ReasonCode {
  residents_found,
  by_chance,
  container,
  encrypted,
  encoded,
  binary,
  encoding,
  too_large,
  no_register,
  read_to_end
};
struct Reason {
  ReasonCode code;
  std::string ja;  // for an officer: what it is and what to do
  std::string en;
};
std::string_view reason_name(ReasonCode code);

struct Report {
  Verdict verdict = Verdict::unreadable;
  std::uint32_t residents = 0;  // different residents found: exact, or "at least" when not complete
  bool complete = false;        // read to the last byte
  std::uint64_t bytes = 0;      // read
  std::uint64_t records = 0;    // lines, rows, or objects
  std::uint64_t records_with_hits = 0;
  // How often each combination of attributes was the evidence, in records; keys are sets of Attribute bits.
  struct Evidence {
    AttributeSet attributes;
    std::uint64_t records;
  };
  std::vector<Evidence> evidence;  // most frequent first
  std::uint64_t plausible_individual_numbers =
      0;                            // 12 digits with a right check digit, in the register or not
  double expected_by_chance = 0;    // numbers that would be in the register if they were all random
  std::vector<Encoding> encodings;  // that fitted; empty for plain ASCII or nothing
  std::optional<Hash> sha256;       // of the bytes read, when asked for
  std::vector<Reason> reasons;      // at least one
};
std::string evidence_name(AttributeSet attributes, bool japanese);  // "氏名＋生年月日", "name+birth"

struct Limits {
  std::uint64_t bytes = std::uint64_t{1} << 40;  // more is `unreadable`
  std::size_t buffer = 256 * 1024;               // one read
  bool sha256 = false;
};

// As it was sent; it is looked at like a line of the file (names are put into file names). UTF-8.
struct FileName {
  std::string utf8;
};

// Called from the inspecting thread about every `Limits::buffer` bytes; must be quick.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void at(std::uint64_t bytes, std::optional<std::uint64_t> total, std::uint32_t residents) = 0;
};
class NoProgress final : public Progress {
 public:
  void at(std::uint64_t, std::optional<std::uint64_t>, std::uint32_t) override {}
};

// Holds no state between runs: one Inspector may run in several threads. The index outlives it; without one
// (nullptr) no file is ever clean.
class Inspector {
 public:
  explicit Inspector(const RegisterIndex* index, Limits limits = {});
  // Errors: the source's own, and unavailable when `stop` was asked for. Whatever the bytes are, that is a
  // report.
  Result<Report> run(ByteSource& source, const FileName& name, Progress& progress,
                     std::stop_token stop = {}) const;

 private:
  const RegisterIndex* index_;
  Limits limits_;
};

}  // namespace sekisho::inspect
