#include "inspect/town_rules.h"

#include <re2/re2.h>
#include <yara.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>

namespace sekisho::inspect {
namespace {

constexpr std::array<std::string_view, 7> modules{"hash", "math", "string", "time", "pe", "elf", "dotnet"};
constexpr std::int64_t pattern_memory = 8 << 20;

// libyara counts how often it was initialised; each user holds one.
class Library {
 public:
  Library() : sound_(yr_initialize() == ERROR_SUCCESS) {}
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    if (sound_) yr_finalize();
  }
  bool sound() const { return sound_; }

 private:
  bool sound_;
};

struct Destroyed {
  void operator()(YR_COMPILER* compiler) const { yr_compiler_destroy(compiler); }
  void operator()(YR_RULES* rules) const { yr_rules_destroy(rules); }
};

Error no_memory() {
  return {ErrorCode::unavailable, "検査の規則を読み込めませんでした。もう一度お試しください。",
          "libyara has no memory", ""};
}

struct Complaint {
  int line = 0;
  std::string message;
};

void complain(int level, const char*, int line, const YR_RULE*, const char* message, void* to) {
  auto& complaint = *static_cast<Complaint*>(to);
  if (level == YARA_ERROR_LEVEL_ERROR && complaint.message.empty()) complaint = {line, message};
}

Error wrong_yara(const std::string& ja, const std::string& en) {
  return {ErrorCode::invalid_input, "YARA の規則に誤りがあります。" + ja, "YARA: " + en, "yara"};
}

struct Scanned {
  std::vector<std::string> matched;
  std::string module;  // one that is not allowed
};

int on_message(YR_SCAN_CONTEXT*, int message, void* data, void* to) {
  auto& scanned = *static_cast<Scanned*>(to);
  if (message == CALLBACK_MSG_RULE_MATCHING)
    scanned.matched.emplace_back(static_cast<const YR_RULE*>(data)->identifier);
  if (message == CALLBACK_MSG_IMPORT_MODULE) {
    const std::string_view name = static_cast<const YR_MODULE_IMPORT*>(data)->module_name;
    if (std::ranges::find(modules, name) == modules.end()) {
      scanned.module = name;
      return CALLBACK_ERROR;
    }
  }
  return CALLBACK_CONTINUE;
}

// No signal handlers: they are for mapped files, which are never scanned. Fast mode keeps one match a string
// where the rule does not count.
constexpr int flags = SCAN_FLAGS_FAST_MODE | SCAN_FLAGS_NO_TRYCATCH | SCAN_FLAGS_REPORT_RULES_MATCHING;

void put(Bytes& out, std::string_view text) {
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<std::uint8_t>(text.size() >> 8 * i));
  out.insert(out.end(), text.begin(), text.end());
}

std::optional<std::string_view> take(ByteView& in) {
  if (in.size() < 4) return std::nullopt;
  const std::size_t size =
      in[0] | std::size_t{in[1]} << 8 | std::size_t{in[2]} << 16 | std::size_t{in[3]} << 24;
  if (in.size() - 4 < size) return std::nullopt;
  const auto text = as_text(in.subspan(4, size));
  in = in.subspan(4 + size);
  return text;
}

std::size_t write(const void* data, std::size_t size, std::size_t count, void* to) {
  const auto* bytes = static_cast<const std::uint8_t*>(data);
  auto& out = *static_cast<Bytes*>(to);
  out.insert(out.end(), bytes, bytes + size * count);
  return count;
}

std::size_t read(void* to, std::size_t size, std::size_t count, void* from) {
  auto& in = *static_cast<ByteView*>(from);
  const std::size_t bytes = size * count;
  if (bytes > in.size()) return 0;
  if (bytes > 0) std::memcpy(to, in.data(), bytes);
  in = in.subspan(bytes);
  return count;
}

}  // namespace

struct TownRules::Compiled {
  Library library;  // outlives the rules
  std::unique_ptr<YR_RULES, Destroyed> rules;
  std::vector<NamedPattern> sources;
  std::vector<std::unique_ptr<re2::RE2>> patterns;

  Result<void> add(NamedPattern pattern) {
    if (patterns.size() == most_patterns || pattern.regex.size() > most_pattern)
      return fail(ErrorCode::too_large, "正規表現が多すぎるか、長すぎます。",
                  "too many regular expressions, or one is too long", pattern.name);
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(pattern_memory);
    auto compiled = std::make_unique<re2::RE2>(pattern.regex, options);
    if (!compiled->ok())
      return fail(ErrorCode::invalid_input,
                  "正規表現「" + pattern.name + "」に誤りがあります: " + compiled->error(),
                  "regular expression \"" + pattern.name + "\": " + compiled->error(), pattern.name);
    patterns.push_back(std::move(compiled));
    sources.push_back(std::move(pattern));
    return {};
  }

  Result<void> add(std::string_view source) {
    if (source.size() > most_source)
      return fail(ErrorCode::too_large, "YARA の規則は 1 MiB までです。", "YARA rules may have 1 MiB",
                  "yara");
    if (source.contains('\0'))
      return pass_on(wrong_yara("文字でないものが入っています。", "a NUL character"));
    YR_COMPILER* made = nullptr;
    if (!library.sound() || yr_compiler_create(&made) != ERROR_SUCCESS) return pass_on(no_memory());
    const std::unique_ptr<YR_COMPILER, Destroyed> compiler(made);
    Complaint complaint;
    yr_compiler_set_callback(made, complain, &complaint);
    yr_compiler_set_include_callback(made, nullptr, nullptr, nullptr);
    if (yr_compiler_add_string(made, std::string(source).c_str(), nullptr) > 0) {
      const std::string line = std::to_string(complaint.line);
      return pass_on(
          wrong_yara(line + " 行目: " + complaint.message, "line " + line + ": " + complaint.message));
    }
    YR_RULES* compiled = nullptr;
    if (yr_compiler_get_rules(made, &compiled) != ERROR_SUCCESS) return pass_on(no_memory());
    rules.reset(compiled);
    // Modules are told when a scan begins.
    Scanned scanned;
    yr_rules_scan_mem(compiled, nullptr, 0, flags, on_message, &scanned, 1);
    if (!scanned.module.empty())
      return pass_on(wrong_yara("モジュール " + scanned.module + " は使えません。",
                                "module " + scanned.module + " is not allowed"));
    return {};
  }
};

TownRules::TownRules(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
TownRules::TownRules(TownRules&&) noexcept = default;
TownRules& TownRules::operator=(TownRules&&) noexcept = default;
TownRules::~TownRules() = default;

Result<TownRules> TownRules::compile(std::string_view yara_source, std::span<const NamedPattern> patterns) {
  auto compiled = std::make_unique<Compiled>();
  if (!yara_source.empty()) SEKISHO_CHECK(compiled->add(yara_source));
  for (const auto& pattern : patterns) SEKISHO_CHECK(compiled->add(pattern));
  return TownRules(std::move(compiled));
}

Result<Bytes> TownRules::save() const {
  Bytes out;
  put(out, std::to_string(compiled_->sources.size()));
  for (const auto& [name, regex] : compiled_->sources) {
    put(out, name);
    put(out, regex);
  }
  if (!compiled_->rules) return out;
  YR_STREAM stream{&out, nullptr, write};
  if (yr_rules_save_stream(compiled_->rules.get(), &stream) != ERROR_SUCCESS) return pass_on(no_memory());
  return out;
}

Result<TownRules> TownRules::load(ByteView saved) {
  const auto corrupt = [] {
    return fail(ErrorCode::corrupt, "保存した検査の規則が壊れています。規則を登録し直してください。",
                "saved rules are corrupt");
  };
  auto compiled = std::make_unique<Compiled>();
  const auto count = take(saved);
  std::size_t left = 0;
  if (!count || std::from_chars(count->data(), count->data() + count->size(), left).ec != std::errc())
    return corrupt();
  for (; left > 0; --left) {
    const auto name = take(saved);
    const auto regex = name ? take(saved) : std::nullopt;
    if (!regex) return corrupt();
    SEKISHO_CHECK(compiled->add(NamedPattern{std::string(*name), std::string(*regex)}));
  }
  if (!saved.empty()) {
    YR_RULES* rules = nullptr;
    YR_STREAM stream{&saved, read, nullptr};
    if (!compiled->library.sound() || yr_rules_load_stream(&stream, &rules) != ERROR_SUCCESS)
      return corrupt();
    compiled->rules.reset(rules);
  }
  return TownRules(std::move(compiled));
}

bool TownRules::has_yara() const { return compiled_->rules != nullptr; }
bool TownRules::has_patterns() const { return !compiled_->patterns.empty(); }

Result<std::vector<std::string>> TownRules::scan(ByteView bytes, std::chrono::seconds time) const {
  if (!compiled_->rules) return std::vector<std::string>();
  Scanned scanned;
  // 0 would be no limit at all.
  const int seconds = static_cast<int>(std::clamp<std::int64_t>(time.count(), 1, 3600));
  const int code = yr_rules_scan_mem(compiled_->rules.get(), bytes.data(), bytes.size(), flags, on_message,
                                     &scanned, seconds);
  if (code != ERROR_SUCCESS)
    return fail(ErrorCode::unavailable,
                "団体の YARA の規則による検査が終わりませんでした。規則を見直してください。",
                code == ERROR_SCAN_TIMEOUT ? "YARA: out of time" : "YARA: error " + std::to_string(code));
  return std::move(scanned.matched);
}

void TownRules::match(std::string_view line,
                      const std::function<void(std::string_view, std::size_t, std::size_t)>& hit) const {
  for (std::size_t i = 0; i < compiled_->patterns.size(); ++i) {
    re2::StringPiece found;
    for (std::size_t at = 0; at < line.size();) {
      if (!compiled_->patterns[i]->Match(re2::StringPiece(line.data(), line.size()), at, line.size(),
                                         re2::RE2::UNANCHORED, &found, 1))
        break;
      const auto begin = static_cast<std::size_t>(found.data() - line.data());
      if (!found.empty()) hit(compiled_->sources[i].name, begin, begin + found.size());
      at = std::max(at + 1, begin + std::max<std::size_t>(1, found.size()));
    }
  }
}

TownScan::TownScan(const TownRules& rules, std::chrono::seconds time, std::size_t whole)
    : rules_(rules), ends_(std::chrono::steady_clock::now() + time), whole_(std::max(whole, 2 * overlap)) {}

Result<void> TownScan::feed(ByteView piece) {
  if (!rules_.has_yara()) return {};
  while (!piece.empty()) {
    if (held_.size() == whole_) {
      SEKISHO_CHECK(scan());
      held_.erase(held_.begin(), held_.end() - static_cast<std::ptrdiff_t>(overlap));
      ++scanned_;
    }
    const std::size_t size = std::min(piece.size(), whole_ - held_.size());
    held_.insert(held_.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(size));
    piece = piece.subspan(size);
  }
  return {};
}

Result<void> TownScan::scan() {
  const auto left =
      std::chrono::duration_cast<std::chrono::seconds>(ends_ - std::chrono::steady_clock::now());
  if (left.count() < 1)
    return fail(ErrorCode::unavailable,
                "団体の YARA の規則による検査が終わりませんでした。規則を見直してください。",
                "YARA: out of time");
  SEKISHO_TRY(const auto names, rules_.scan(held_, left));
  for (const auto& name : names)
    if (std::ranges::find(found_, name) == found_.end()) found_.push_back(name);
  return {};
}

Result<std::vector<std::string>> TownScan::finish() {
  if (rules_.has_yara()) SEKISHO_CHECK(scan());
  return std::move(found_);
}

}  // namespace sekisho::inspect
