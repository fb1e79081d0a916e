#include "fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "base/decoder.h"
#include "inspect/text.h"

namespace sekisho::inspect {
namespace {

// 異体字, one group a word; every character of a group is compared as its first. Old forms, forms of the
// family register and forms that differ between character sets. Only what people take for the same name
// stands here.
constexpr std::u32string_view variants =
    U"辺邉邊 高髙 崎嵜﨑 浜濱濵 沢澤 斎斉齊齋齎 桜櫻 広廣 国圀國 恵惠 徳德 真眞 吉𠮷 "
    U"島嶋嶌 富冨 峰峯 龍竜 滝瀧 関關 桑桒 館舘 塩鹽 円圓 亀龜 栄榮荣 蛍螢 学學 会會 "
    U"岳嶽 寛寬 巻卷 顔顏 気氣 亘亙 尭堯 暁曉 勲勳 薫薰 芸藝 県縣 倹儉 剣釼剱劍劔 験驗 "
    U"厳嚴 黄黃 効效 黒黑 砕碎 雑雜 児兒 湿濕 実實 寿壽 収收 従從 渋澀澁 獣獸 縦縱 "
    U"緒緖 叙敍敘 将將 渉涉 焼燒 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊叠 嬢孃 譲讓 醸釀 "
    U"慎愼 尽盡 粋粹 酔醉 穂穗 瀬瀨 静靜 摂攝 専專 戦戰 繊纖 禅禪 壮壯 争爭 荘莊 捜搜 "
    U"巣巢 曽曾 装裝 蔵藏 臓臟 即卽 帯帶 滞滯 単單 団團 弾彈 昼晝 鋳鑄 庁廳 聴聽 鎮鎭 "
    U"伝傳 灯燈 盗盜 稲稻 闘鬪 独獨 拝拜 売賣 髪髮 抜拔 晩晚 秘祕 仏佛 払拂 穣穰 翻飜 "
    U"毎每 万萬 満滿 黙默 弥彌 薬藥 与與 揺搖 様樣 謡謠 来來 頼賴 覧覽 涼凉 緑綠 "
    U"塁壘垒 礼禮 励勵 歴歷 暦曆 錬鍊 郎郞 録錄 槙槇 遥遙 瑶瑤 凛凜 桧檜 祢禰 禄祿 "
    U"壷壺 萌萠 鉄銕鐡鐵鉃 銭錢 鶏鷄雞 鴎鷗 麹麴 麺麵 蝋蠟 侠俠 唖啞 噛嚙 頬頰 掴摑 "
    U"焔焰 繋繫 莱萊 蒋蔣 醤醬 顛顚 祷禱 涛濤 籠篭 船舩 鶴寉靍靏靎 柳栁桺 裵裴 菟莵 "
    U"兎兔 鈎鉤 強强 間閒 内內 戸戶 戻戾 呉吳 娯娛 清淸 青靑 角⻆ 磯礒 横橫 概槪 増增 "
    U"郷鄕 奥奧 温溫 猪豬 殻殼 瓶甁 飲飮 駅驛 衛衞 悦悅 閲閱 鋭銳 税稅 説說 脱脫 宮宫 "
    U"虚虛 教敎 歩步 淵渕渊 秋穐龝 埜野 杉杦 松枩枀 梅楳 坂阪 薮藪籔 芦蘆 沖冲 涙淚 "
    U"昇曻 桝枡 叱𠮟 柿杮 土圡 玉玊 丈𠀋 彦彥 産產 隠隱 穏穩稳 随隨 髄髓 堕墮 両兩 "
    U"並竝 乱亂 亜亞 仮假 価價 余餘 偽僞 党黨 写寫 処處 剤劑 労勞 勧勸 区區 医醫 参參 "
    U"双雙 図圖 囲圍 圧壓 声聲 壱壹 変變 姫姬 宝寳寶 寵宠 対對 届屆 属屬 峡峽 巌巖 "
    U"帰歸 当當 応應 恋戀 悪惡 惨慘 懐懷 戯戲 担擔 拠據 拡擴 挙擧 挟挾 挿插 数數 断斷 "
    U"旧舊 枢樞 桟棧 検檢 楼樓 楽樂 権權 欧歐 歓歡 残殘 殴毆 浅淺 渓溪 潜潛 為爲 営營 "
    U"犠犧 狭狹 猟獵 献獻 画畫 発發 称稱 窃竊 糸絲 経經 絵繪 継繼 続續 総總 縄繩 缶罐 "
    U"胆膽 脳腦 舎舍 茎莖 虫蟲 蚕蠶 触觸 誉譽 証證 訳譯 読讀 豊豐 賛贊 践踐 転轉 軽輕 "
    U"辞辭 逓遞 遅遲 釈釋 鉱鑛 険險 隷隸 霊靈 駆驅 騒騷 鴬鶯 鹸鹼 麦麥 齢齡 歯齒";

class Variants {
 public:
  Variants() {
    // Groups that share a character are one: each character leads to the first that was written for it.
    char32_t head = 0;
    for (const char32_t c : variants) {
      if (c == U' ') {
        head = 0;
      } else if (head == 0) {
        head = root(c);
      } else if (root(c) != head) {
        parent_[root(c)] = head;
      }
    }
  }
  char32_t root(char32_t c) const {
    for (auto it = parent_.find(c); it != parent_.end(); it = parent_.find(c)) c = it->second;
    return c;
  }

 private:
  std::unordered_map<char32_t, char32_t> parent_;
};

const UNormalizer2* nfkd() {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* normalizer = unorm2_getNFKDInstance(&error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no NFKD data");
  return normalizer;
}

char32_t fold_dash(char32_t c) {
  switch (c) {
    case 0x02D7:
    case 0x058A:
    case 0x1400:
    case 0x1806:
    case 0x2043:
    case 0x207B:
    case 0x208B:
    case 0x2212:
    case 0x23AF:
    case 0x23E4:
    case 0x2500:
    case 0x2501:
    case 0x2796:
    case 0x301C:
    case 0x3030:
    case 0x30FC:
    case 0xFE58:
    case 0xFE63:
    case 0xFF5E:
    case 0x223C:
    case 0x007E:
      return U'-';
    default:
      return c >= 0x2010 && c <= 0x2015 ? U'-' : c;
  }
}

char32_t fold_kana(char32_t c) {
  if (c >= 0x3041 && c <= 0x3096) c += 0x60;
  switch (c) {
    case 0x30A1:
    case 0x30A3:
    case 0x30A5:
    case 0x30A7:
    case 0x30A9:
    case 0x30C3:
    case 0x30E3:
    case 0x30E5:
    case 0x30E7:
    case 0x30EE:
      return c + 1;
    case 0x30F5:
      return 0x30AB;
    case 0x30F6:
      return 0x30B1;
    case 0x30F0:
      return 0x30A4;  // ヰ ヱ are read イ エ
    case 0x30F1:
      return 0x30A8;
    case 0x309D:
    case 0x309E:
      return 0x30FD;
    default:
      break;
  }
  // Small kana for Ainu: クシストヌハヒフヘホ … ムラリルレロ
  constexpr std::u32string_view ainu = U"クシストヌハヒフヘホムラリルレロ";
  if (c >= 0x31F0 && c <= 0x31FF) return ainu[c - 0x31F0];
  return c;
}

// One character of decomposed text, or 0 to drop it.
char32_t fold_one(char32_t c, const Variants& table) {
  if (c == 0xFFFD) return c;
  const auto type = u_charType(static_cast<UChar32>(c));
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_CONTROL_CHAR ||
      type == U_FORMAT_CHAR || u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x3099 || c == 0x309A ||
      c == 0xFF9E || c == 0xFF9F)
    return 0;
  if (c == 0x30FB || c == 0x00B7 || c == 0x2022) return U'.';
  c = fold_kana(fold_dash(c));
  if (c < 0x2000) return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
  return table.root(c);
}

void append_unit(char32_t c, std::u16string& out) {
  if (c == 0) return;
  if (c < 0x10000) {
    out.push_back(static_cast<char16_t>(c));
  } else {
    out.push_back(static_cast<char16_t>(0xD7C0 + (c >> 10)));
    out.push_back(static_cast<char16_t>(0xDC00 | (c & 0x3FF)));
  }
}

const Variants& variant_table() {
  static const Variants table;
  return table;
}

void fold_slowly(char32_t character, std::u16string& out) {
  UChar decomposed[32];
  UErrorCode error = U_ZERO_ERROR;
  const auto length =
      unorm2_getDecomposition(nfkd(), static_cast<UChar32>(character), decomposed, 32, &error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU could not decompose a character");
  if (length < 0) {
    append_unit(fold_one(character, variant_table()), out);
    return;
  }
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U16_NEXT(decomposed, i, length, c);
    append_unit(fold_one(static_cast<char32_t>(c), variant_table()), out);
  }
}

}  // namespace

FoldTable::FoldTable() : one_(65536, drop) {
  std::u16string to;
  for (char32_t c = 0; c < several; ++c) {  // U+FFFF is no character
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    to.clear();
    fold_slowly(c, to);
    if (to.size() == 1) {
      one_[c] = to[0];
    } else if (to.size() > 1) {
      one_[c] = several;
      several_.emplace(static_cast<char16_t>(c), to);
    }
  }
}

const FoldTable& FoldTable::get() {
  static const FoldTable table;
  return table;
}

void FoldTable::append_astral(char32_t character, std::u16string& out) const { fold_slowly(character, out); }

void fold_append(char32_t character, std::u16string& out) {
  if (character < 0x10000) {
    FoldTable::get().append(static_cast<char16_t>(character), out);
  } else {
    FoldTable::get().append_astral(character, out);
  }
}

std::u16string fold(std::string_view utf8) {
  std::u16string units;
  Decoder decoder(Encoding::utf8);
  const bool whole = decoder.feed(as_bytes(utf8), units) && decoder.finish();
  std::u16string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char16_t c = units[i];
    if (c >= 0xD800 && c <= 0xDBFF && i + 1 < units.size()) {
      fold_append(0x10000 + ((c & 0x3FFu) << 10) + (units[i + 1] & 0x3FFu), out);
      ++i;
    } else {
      fold_append(c, out);
    }
  }
  if (!whole) out.push_back(0xFFFD);
  return out;
}

void fold_long_vowels(std::span<char16_t> folded) {
  static constexpr std::u16string_view rows[5] = {u"アカサタナハマヤラワ", u"イキシチニヒミリ",
                                                  u"ウクスツヌフムユル", u"エケセテネヘメレ",
                                                  u"オコソトノホモヨロヲ"};
  static const auto vowels = [] {
    std::array<char16_t, 96> out{};
    for (const auto row : rows)
      for (const char16_t kana : row) out[kana - 0x30A0u] = row[0];
    return out;
  }();
  char16_t before = 0;
  for (char16_t& c : folded) {
    if (c == u'-' && before != 0) c = before;
    if (c == u'ウ' && before == u'オ') c = u'オ';
    before = c >= 0x30A0 && c < 0x3100 ? vowels[c - 0x30A0u] : char16_t{0};
  }
}

}  // namespace sekisho::inspect
