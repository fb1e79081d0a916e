#include "attribute.h"

#include <string_view>

namespace sekisho::inspect {
namespace {

constexpr std::string_view names[attribute_count][2] = {{"個人番号", "individual number"},
                                                        {"住民票コード", "record code"},
                                                        {"宛名番号", "ledger number"},
                                                        {"世帯番号", "household number"},
                                                        {"氏名", "name"},
                                                        {"フリガナ", "kana"},
                                                        {"生年月日", "birth"},
                                                        {"住所", "address"},
                                                        {"電話番号", "phone"},
                                                        {"口座番号", "account"},
                                                        {"支店", "branch"},
                                                        {"銀行", "bank"}};

std::string joined(AttributeSet set, int language, std::string_view by) {
  std::string out;
  for (std::size_t i = 0; i < attribute_count; ++i)
    if (set >> i & 1) out.append(out.empty() ? "" : by).append(names[i][language]);
  return out;
}

}  // namespace

std::string attributes_ja(AttributeSet set) { return joined(set, 0, "＋"); }
std::string attributes_en(AttributeSet set) { return joined(set, 1, "+"); }

}  // namespace sekisho::inspect
