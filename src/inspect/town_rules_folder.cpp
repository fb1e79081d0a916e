// A town's rules as files: *.yar and *.yara are YARA, patterns.tsv has a name, a tab and a regular expression
// a line.
#include <algorithm>

#include "base/source.h"
#include "inspect/town_rules.h"

namespace sekisho::inspect {
namespace {

Result<std::string> read_text(const std::filesystem::path& path) {
  SEKISHO_TRY(const auto file, open_file(path));
  SEKISHO_TRY(const auto bytes, read_all(*file, TownRules::most_source));
  return std::string(as_text(bytes));
}

Result<std::vector<NamedPattern>> patterns_of(const std::string& text) {
  std::vector<NamedPattern> out;
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view one = std::string_view(text).substr(at, end - at);
    at = end + 1;
    ++line;
    if (!one.empty() && one.back() == '\r') one.remove_suffix(1);
    if (one.empty() || one.front() == '#') continue;
    const std::size_t tab = one.find('\t');
    if (tab == one.npos || tab == 0 || tab + 1 == one.size())
      return fail(
          ErrorCode::invalid_input,
          "patterns.tsv の " + std::to_string(line) + " 行目は、名前・タブ・正規表現の順に書いてください。",
          "patterns.tsv, line " + std::to_string(line) + ": a name, a tab and a regular expression",
          "patterns.tsv");
    out.push_back({std::string(one.substr(0, tab)), std::string(one.substr(tab + 1))});
  }
  return out;
}

}  // namespace

Result<std::shared_ptr<const TownRules>> load_town_rules(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".yar" || entry.path().extension() == ".yara")
      files.push_back(entry.path());
  if (error)
    return fail(ErrorCode::not_found, "検査の規則のフォルダー「" + folder.string() + "」を開けません。",
                folder.string() + ": " + error.message());
  std::sort(files.begin(), files.end());
  std::string yara;
  for (const auto& file : files) {
    SEKISHO_TRY(const std::string text, read_text(file));
    yara += text + "\n";
  }
  std::vector<NamedPattern> patterns;
  if (std::filesystem::exists(folder / "patterns.tsv", error)) {
    SEKISHO_TRY(const std::string text, read_text(folder / "patterns.tsv"));
    SEKISHO_TRY(patterns, patterns_of(text));
  }
  SEKISHO_TRY(auto rules, TownRules::compile(yara, patterns));
  return std::make_shared<const TownRules>(std::move(rules));
}

}  // namespace sekisho::inspect
