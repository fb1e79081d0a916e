#include "inspection_words.h"

#include <algorithm>
#include <array>

#include "formats/notes.h"

namespace sekisho::app {
namespace {

struct Kind {
  std::string_view code, ja;
};
constexpr std::array kinds{
    Kind{"encrypted", "パスワードつき"},
    Kind{"unknown_format", "知らない形式"},
    Kind{"broken", "壊れたファイル"},
    Kind{"truncated", "途中で切れたファイル"},
    Kind{"too_large", "大きすぎるファイル"},
    Kind{"too_deep", "深すぎる入れ子"},
    Kind{"too_many", "多すぎるファイル"},
    Kind{"bomb", "異常に大きくなる圧縮"},
    Kind{"out_of_time", "時間切れ"},
    Kind{"picture", "画像・音声・映像"},
    Kind{"unsupported", "読めない部分"},
    Kind{"encoding", "わからない文字コード"},
    Kind{"crashed", "読み取りの失敗"},
    Kind{"vba", "VBA マクロ"},
    Kind{"xlm", "Excel 4.0 マクロ"},
    Kind{"dde", "DDE（外のプログラムの呼び出し）"},
    Kind{"remote_template", "外から読み込むひな形"},
    Kind{"ole_package", "埋め込みファイル（OLE）"},
    Kind{"activex", "ActiveX"},
    Kind{"pdf_javascript", "PDF の JavaScript"},
    Kind{"pdf_launch", "PDF からの起動"},
    Kind{"shortcut", "ショートカット"},
    Kind{"executable", "プログラム"},
    Kind{"disguised", "中身と違う拡張子"},
    Kind{"double_extension", "二重の拡張子"},
    Kind{"bidi_name", "文字の向きを変える名前"},
    Kind{"malware", "ウイルス"},
    Kind{"yara", "自治体が決めた禁止の内容"},
    Kind{"external_link", "外への参照"},
    Kind{"ole_object", "ほかのプログラムの部品"},
    Kind{"formula", "計算式として動くセル"},
    Kind{"embedded_file", "中に入ったファイル"},
    Kind{"script", "スクリプト"},
    Kind{unscanned, "ウイルスの検査ができていない"},
    Kind{stopped, "途中で止めた検査"},
    Kind{unopened, "開けなかったデータ"},
    Kind{no_index, "使えない照合データ"},
};

struct Own {
  std::string_view code, ja, en;
};
constexpr std::array own{
    Own{unscanned,
        "ウイルスの検査が、終わりまでできませんでした。運用担当にウイルス検査の接続を確かめてもらい、検査をや"
        "り直して"
        "ください。",
        "not scanned for malware to its end; mend the scanner and inspect again"},
    Own{stopped, "検査を途中で止めました。もう一度検査してください。",
        "the inspection was stopped; inspect again"},
    Own{unopened,
        "預かったデータを、終わりまで開けませんでした。運用担当に知らせて、検査をやり直してください。",
        "the sealed object could not be read to its end; tell the administrator"},
    Own{no_index,
        "照合データの索引を使えないため、比べられませんでした。情報システム管理者が、抽出したファイルをもう一"
        "度登録"
        "してください。",
        "a dataset's index cannot be used; its extract must be imported again"},
};

const Own* own_of(std::string_view code) {
  const auto* found = std::ranges::find(own, code, &Own::code);
  return found == own.end() ? nullptr : found;
}

}  // namespace

std::string_view remark_kind(std::string_view code) {
  const auto* found = std::ranges::find(kinds, code, &Kind::code);
  return found == kinds.end() ? code : found->ja;
}

std::string_view remark_ja(std::string_view code) {
  if (const auto* words = own_of(code)) return words->ja;
  for (int i = 0; i <= static_cast<int>(formats::NoteCode::script); ++i)
    if (const auto note = static_cast<formats::NoteCode>(i); formats::note_name(note) == code)
      return formats::note_ja(note);
  return code;
}

inspect::Remark remark(std::string_view code, std::string detail) {
  inspect::Remark out;
  out.code = code;
  out.severity = "unseen";
  out.detail = std::move(detail);
  if (const auto* words = own_of(code)) {
    out.ja = words->ja;
    out.en = words->en;
  }
  return out;
}

std::string_view unit_counter(std::string_view unit) {
  if (unit == "person") return "人";
  if (unit == "household") return "世帯";
  if (unit == "account") return "口座";
  return "件";
}

}  // namespace sekisho::app
