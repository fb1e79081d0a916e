#include <array>

#include "inspect/dataset_import.h"
#include "inspect/text.h"

namespace sekisho::inspect {
namespace {

struct Meaning {
  Column column;
  std::string_view code;
  std::string_view name;
  std::u16string_view aliases;  // folded, blank-separated
};

// Headings are compared in the canonical form, so カナ and ｶﾅ, ﾌﾘｶﾞﾅ and フリカナ, spaces and case do not
// matter.
constexpr std::array<Meaning, column_count> meanings{{
    {Column::ignore, "ignore", "使わない", u"使ワナイ IGNORE"},
    {Column::individual_number, "individual_number", "個人番号",
     u"個人番号 マイナンハ- 個人番号(マイナンハ-) MYNUMBER INDIVIDUAL_NUMBER"},
    {Column::record_code, "record_code", "住民票コード", u"住民票コ-ト RECORD_CODE"},
    {Column::ledger_number, "ledger_number", "宛名番号",
     u"宛名番号 宛名コ-ト 統一コ-ト 統一番号 住民番号 個人コ-ト 宛名NO LEDGER_NUMBER"},
    {Column::household_number, "household_number", "世帯番号", u"世帯番号 世帯コ-ト HOUSEHOLD_NUMBER"},
    {Column::name, "name", "氏名", u"氏名 名前 氏名漢字 氏名(漢字) 漢字氏名 本名 口座名義 名義人 NAME"},
    {Column::former_name, "former_name", "旧氏", u"旧氏名 旧氏 旧姓 通称 通称名 併記名 FORMER_NAME"},
    {Column::kana, "kana", "フリガナ",
     u"フリカナ カナ氏名 氏名カナ 氏名(カナ) 氏名フリカナ 氏名ノフリカナ カナ ヨミ ヨミカナ 読ミカナ "
     u"氏名ヨミ 口座名義カナ 名義人カナ KANA"},
    {Column::birth, "birth", "生年月日",
     u"生年月日 誕生日 生年月日西暦 生年月日和暦 BIRTH BIRTHDAY BIRTHDATE DATEOFBIRTH DOB"},
    {Column::address, "address", "住所", u"住所 現住所 住所地 住所方書 所在地 ADDRESS"},
    {Column::phone, "phone", "電話番号", u"電話番号 電話 連絡先電話番号 携帯電話 携帯電話番号 TEL PHONE"},
    {Column::bank_code, "bank_code", "銀行コード", u"銀行コ-ト 金融機関コ-ト 銀行番号 BANK_CODE"},
    {Column::branch_code, "branch_code", "支店コード", u"支店コ-ト 店舗コ-ト 支店番号 店番 BRANCH_CODE"},
    {Column::account_number, "account_number", "口座番号", u"口座番号 ACCOUNT_NUMBER"},
    {Column::sex, "sex", "性別", u"性別 性別コ-ト SEX GENDER"},
    {Column::postal_code, "postal_code", "郵便番号", u"郵便番号 POSTAL_CODE ZIP ZIPCODE POSTCODE"},
    {Column::resident_since, "resident_since", "住民となった日",
     u"住民トナツタ日 住民トナツタ年月日 住民日 RESIDENT_SINCE"},
}};

}  // namespace

std::string_view column_name(Column column) {
  for (const auto& meaning : meanings)
    if (meaning.column == column) return meaning.name;
  return "?";
}

std::string_view column_code(Column column) {
  for (const auto& meaning : meanings)
    if (meaning.column == column) return meaning.code;
  return "?";
}

std::optional<Column> column_from_code(std::string_view code) {
  for (const auto& meaning : meanings)
    if (meaning.code == code) return meaning.column;
  return std::nullopt;
}

std::optional<Column> column_from_header(std::string_view header) {
  const std::u16string folded = fold(header);
  if (folded.empty()) return std::nullopt;
  for (const auto& meaning : meanings) {
    std::u16string_view rest = meaning.aliases;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(u' '), rest.size());
      if (rest.substr(0, end) == folded) return meaning.column;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return std::nullopt;
}

}  // namespace sekisho::inspect
