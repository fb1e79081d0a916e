// The form of the check sheet as files: its columns and how its answers are written, for what goes out
// (sheet_papers.cpp) and what comes in (sheet_file.cpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/api_sheets.h"
#include "base/bytes.h"
#include "base/error.h"
#include "rules/check_sheet.h"

namespace sekisho::app {

// 項目, 確認事項 and チェック欄 are the ministry's; the number lets a row be found whatever was done to its
// text.
inline constexpr std::string_view column_number = "番号";
inline constexpr std::string_view column_item = "項目";
inline constexpr std::string_view column_text = "確認事項";
inline constexpr std::string_view column_answer = "チェック欄";
inline constexpr std::string_view column_reason = "説明・理由";
inline constexpr std::string_view column_files = "添えたファイル";

std::string_view answer_ja(rules::SheetAnswer answer);  // はい, いいえ, 該当なし

struct ContactRow {
  std::string_view number, text;
  std::string api::SheetContact::* value;
};
inline constexpr ContactRow contact_rows[] = {
    {"連絡先-名前", "事故のときに、すぐ連絡できる人の名前", &api::SheetContact::name},
    {"連絡先-電話", "その人の電話番号", &api::SheetContact::phone},
    {"連絡先-メール", "その人のメールアドレス", &api::SheetContact::mail}};

// What a filled-in form says about these lines. Errors: those of report::read_table, and too_large.
Result<api::SheetFileView> read_filled_form(const std::vector<rules::SheetLine>& lines, ByteView file);

}  // namespace sekisho::app
