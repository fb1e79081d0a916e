#include "rules/check_sheet.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "base/json.h"

extern "C" {
extern const char sekisho_check_sheet_begin[];
extern const char sekisho_check_sheet_end[];
}

namespace sekisho::rules {
namespace {

constexpr std::size_t records_shown = 20;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts) (out += out.empty() ? std::string() : std::string(between)) += part;
  return out;
}

}  // namespace

const std::vector<SheetForm>& sheet_forms() {
  static const std::vector<SheetForm> forms = [] {
    const std::string_view text(
        sekisho_check_sheet_begin,
        static_cast<std::size_t>(sekisho_check_sheet_end - sekisho_check_sheet_begin));
    auto read = json::read<std::vector<SheetForm>>(text);
    if (!read) throw std::logic_error("check_sheet.json: " + read.error().en);
    if (read->empty()) throw std::logic_error("check_sheet.json holds no form");
    return *std::move(read);
  }();
  return forms;
}

const SheetForm* sheet_form(std::string_view version) {
  const auto& forms = sheet_forms();
  const auto form = std::ranges::find(forms, version, &SheetForm::version);
  return form == forms.end() ? nullptr : &*form;
}

Observed observe(std::string_view line, std::optional<SheetAnswer> declared, const std::vector<Seen>& seen) {
  Observed out;
  std::vector<std::string> ja, en;
  for (const auto& source : seen) {
    if (source.line != line || source.kept + source.broken == 0) continue;
    out.kept += source.kept;
    out.broken += source.broken;
    const auto total = source.kept + source.broken;
    ja.push_back(source.ja + "：" + std::to_string(total) + "件のうち、決まりどおり" +
                 std::to_string(source.kept) + "件、そうでないもの" + std::to_string(source.broken) + "件");
    en.push_back(source.en + ": " + std::to_string(source.kept) + " of " + std::to_string(total) +
                 " as demanded");
    out.records.insert(out.records.end(), source.records.begin(), source.records.end());
  }
  // What speaks against it first, the newest first.
  std::ranges::sort(out.records, [](const SeenRecord& a, const SeenRecord& b) {
    return std::tie(a.kept, b.at, a.subject, a.ja) < std::tie(b.kept, a.at, b.subject, b.ja);
  });
  if (out.records.size() > records_shown) out.records.resize(records_shown);
  if (out.kept + out.broken == 0) {
    out.text_ja = "この仕組みの記録には、この項目に関わるものがまだありません。";
    out.text_en = "The system has no record that concerns this line yet.";
    return out;
  }
  out.text_ja = joined(ja, "。") + "。";
  out.text_en = joined(en, ". ") + ".";
  // 「はい」 is contradicted by what was not kept, 「該当なし」 by any record at all; 「いいえ」 says itself
  // that the demand is not met, and all that was seen may agree with it.
  const bool differs =
      declared == SheetAnswer::not_applicable || (declared != SheetAnswer::no && out.broken > 0);
  out.state = differs ? ObservedState::differs : ObservedState::agrees;
  return out;
}

}  // namespace sekisho::rules
