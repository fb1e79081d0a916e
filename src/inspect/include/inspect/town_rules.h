// A town's own rules: YARA over the bytes of a part, regular expressions over its decoded lines. Both take
// linear or limited time. YARA: no includes, and only modules that read nothing but the bytes at hand (hash,
// math, string, time, pe, elf, dotnet). Regular expressions: RE2 syntax, UTF-8, matched as the text stands
// (not folded).
#pragma once

#include <chrono>
#include <filesystem>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::inspect {

struct NamedPattern {
  std::string name;  // shown in the report
  std::string regex;
};

// Immutable once made; matching may be done from several threads. Movable.
class TownRules {
 public:
  static constexpr std::size_t most_source = std::size_t{1} << 20;  // bytes of YARA
  static constexpr std::size_t most_patterns = 200;
  static constexpr std::size_t most_pattern = 1000;  // bytes of an expression

  // Either may be empty. Errors: invalid_input, `field` "yara" or the pattern's name; the words name the line
  // and what is wrong with it. too_large.
  static Result<TownRules> compile(std::string_view yara_source, std::span<const NamedPattern> patterns);
  // Compiled rules as bytes, for a process that cannot compile. Only from one's own memory: libyara trusts
  // them.
  Result<Bytes> save() const;
  static Result<TownRules> load(ByteView saved);

  TownRules(TownRules&&) noexcept;
  TownRules& operator=(TownRules&&) noexcept;
  ~TownRules();

  bool has_yara() const;
  bool has_patterns() const;
  // The names of the YARA rules that `bytes` match, in the rules' order. Errors: unavailable (out of time).
  Result<std::vector<std::string>> scan(ByteView bytes, std::chrono::seconds time) const;
  // Each match that is not empty, in order of the patterns: the pattern's name, and where in the line.
  void match(std::string_view utf8_line,
             const std::function<void(std::string_view name, std::size_t begin, std::size_t end)>& hit) const;

 private:
  struct Compiled;
  explicit TownRules(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

// The rules in a folder: *.yar and *.yara, and patterns.tsv (a name, a tab, a regular expression a line; #
// begins a remark). Errors: not_found, io, and those of compile().
Result<std::shared_ptr<const TownRules>> load_town_rules(const std::filesystem::path& folder);

// YARA over a part that comes piece by piece. Up to `whole` bytes are held and scanned at once. A larger part
// is scanned in pieces of that size, each of which begins with the last `overlap` bytes of the one before:
// strings that are longer than that, counts, offsets and `filesize` do not hold across pieces then. Not
// thread-safe.
class TownScan {
 public:
  static constexpr std::size_t overlap = std::size_t{1} << 20;

  // The rules outlive the scan. `time` is for all of the part.
  TownScan(const TownRules& rules, std::chrono::seconds time, std::size_t whole = std::size_t{64} << 20);
  Result<void> feed(ByteView piece);               // errors: those of scan()
  Result<std::vector<std::string>> finish();       // the names of the rules that matched
  bool in_pieces() const { return scanned_ > 0; }  // the part was larger than `whole`

 private:
  Result<void> scan();

  const TownRules& rules_;
  std::chrono::steady_clock::time_point ends_;
  std::size_t whole_;
  Bytes held_;
  std::size_t scanned_ = 0;  // pieces before the last
  std::vector<std::string> found_;
};

}  // namespace sekisho::inspect
