#include "formats/notes.h"

#include <array>

namespace sekisho::formats {
namespace {

struct Words {
  NoteCode code;
  std::string_view name;
  Severity severity;
  std::string_view ja;
  std::string_view en;
};

constexpr Severity unseen = Severity::unseen;
constexpr Severity stop = Severity::stop;
constexpr Severity caution = Severity::caution;

constexpr std::array words{
    Words{NoteCode::encrypted, "encrypted", unseen,
          "パスワードで守られていて、中身を確かめられません。パスワードを入れて検査し直すか、外して入れ直して"
          "ください。",
          "protected by a password; give the password, or submit it without"},
    Words{NoteCode::unknown_format, "unknown_format", unseen,
          "知らない形式のため、中身を確かめられません。CSV や Excel など、読める形式にしてください。",
          "a format that is not known; use CSV, Excel or the like"},
    Words{NoteCode::broken, "broken", unseen,
          "ファイルが壊れていて、終わりまで読めません。作り直して入れ直してください。",
          "damaged, and not readable to its end; make it again"},
    Words{NoteCode::truncated, "truncated", unseen,
          "ファイルが途中で切れています。全体を入れ直してください。", "cut short; submit all of it"},
    Words{NoteCode::too_large, "too_large", unseen,
          "大きすぎて、終わりまで確かめられません。分けて申請してください。",
          "too large to be seen to its end; submit it in parts"},
    Words{NoteCode::too_deep, "too_deep", unseen,
          "圧縮ファイルの入れ子が深すぎて、確かめられません。取り出してから入れ直してください。",
          "nested too deep; unpack it first"},
    Words{NoteCode::too_many, "too_many", unseen,
          "中のファイルが多すぎて、全部は確かめられません。分けて申請してください。",
          "too many files inside; submit it in parts"},
    Words{NoteCode::bomb, "bomb", unseen,
          "展開すると異常に大きくなるため、途中で止めました。元のファイルを確かめてください。",
          "unpacks to an abnormal size; it was not read to its end"},
    Words{NoteCode::out_of_time, "out_of_time", unseen,
          "決められた時間のうちに、終わりまで確かめられませんでした。分けて申請してください。",
          "not seen to its end within the time allowed; submit it in parts"},
    Words{NoteCode::picture, "picture", unseen,
          "画像・音声・映像のため、写っている内容は確かめられません。人の目で確かめてください。",
          "a picture, sound or video: what it shows cannot be read; look at it"},
    Words{NoteCode::unsupported, "unsupported", unseen,
          "読めない部分があります。CSV や PDF などにして入れ直してください。",
          "a part that cannot be read; submit it in another format"},
    Words{NoteCode::encoding, "encoding", unseen,
          "文字コードがわからず、文字として読めません。UTF-8 か Shift_JIS（CP932）で保存し直してください。",
          "its text is in no known encoding; save it as UTF-8 or CP932"},
    Words{NoteCode::crashed, "crashed", unseen,
          "読み取りの途中で検査が止まりました。別の形式にして入れ直してください。",
          "its reader stopped; submit it in another format"},
    Words{NoteCode::not_scanned, "not_scanned", unseen,
          "ウイルス検査（ClamAV）が終わりまで確かめていません。分けて入れ直すか、ウイルス検査の設定を確かめて"
          "ください。",
          "the virus scanner did not look at all of it; submit it in parts, or see to the scanner's limits"},
    Words{NoteCode::vba, "vba", stop, "マクロ（VBA）が入っています。マクロを除いて入れ直してください。",
          "VBA macros; remove them"},
    Words{NoteCode::xlm, "xlm", stop,
          "Excel 4.0 マクロが入っています。マクロシートを除いて入れ直してください。",
          "Excel 4.0 macros; remove the macro sheet"},
    Words{NoteCode::dde, "dde", stop,
          "開くと別のプログラムを動かす式（DDE）が入っています。値だけにして入れ直してください。",
          "a DDE formula or field that starts a program; keep values only"},
    Words{NoteCode::remote_template, "remote_template", stop,
          "開くと外部からひな形などを読み込みます。リンクを切って入れ直してください。",
          "loads a template or object from elsewhere; break the link"},
    Words{NoteCode::ole_package, "ole_package", stop,
          "文書の中に、開くと動くファイルが埋め込まれています。取り除いて入れ直してください。",
          "an embedded package that opens by a double click; remove it"},
    Words{NoteCode::activex, "activex", stop, "ActiveX の部品が入っています。取り除いて入れ直してください。",
          "ActiveX controls; remove them"},
    Words{NoteCode::pdf_javascript, "pdf_javascript", stop,
          "PDF にスクリプト（JavaScript）が入っています。印刷用に作り直して入れ直してください。",
          "JavaScript in a PDF; print it to a new PDF"},
    Words{NoteCode::pdf_launch, "pdf_launch", stop,
          "PDF に、別のプログラムやファイルを開く動作が入っています。作り直して入れ直してください。",
          "a PDF action that starts a program or opens a file; make it again without"},
    Words{NoteCode::shortcut, "shortcut", stop,
          "ショートカットです。別の物を開かせるおそれがあります。元のファイルを入れてください。",
          "a shortcut, which may open something else; submit the file itself"},
    Words{NoteCode::executable, "executable", stop,
          "プログラムまたはスクリプトです。データの受け渡しには使えません。取り除いてください。",
          "a program or script; remove it"},
    Words{NoteCode::disguised, "disguised", stop,
          "ファイル名の拡張子と、実際の中身が違います。正しい拡張子にして入れ直してください。",
          "its name's ending says something else than its content; name it rightly"},
    Words{NoteCode::double_extension, "double_extension", stop,
          "拡張子が二重で、別の種類のファイルに見せかけています。名前を直して入れ直してください。",
          "a double extension that hides what it is; rename it"},
    Words{NoteCode::bidi_name, "bidi_name", stop,
          "ファイル名に、文字の並びを逆に見せる文字が入っています。名前を付け直してください。",
          "its name holds characters that turn the direction of writing; rename it"},
    Words{NoteCode::malware, "malware", stop,
          "ウイルス対策ソフトが、不正なプログラムを見つけました。開かずに、担当のセキュリティ責任者に知らせて"
          "ください。",
          "the virus scanner found malware; do not open it, tell the security officer"},
    Words{NoteCode::yara, "yara", stop, "団体が決めた検査の規則に当たりました。担当に確かめてください。",
          "a rule of the town matched"},
    Words{NoteCode::external_link, "external_link", caution,
          "ほかのファイルや外部を参照しています。要らないリンクは切ってください。",
          "refers to other files or hosts; break links that are not needed"},
    Words{NoteCode::ole_object, "ole_object", caution,
          "別のソフトで作った部品が埋め込まれています。必要か確かめてください。",
          "an embedded object of another program; check whether it is needed"},
    Words{NoteCode::formula, "formula", caution,
          "表計算ソフトで開くと式として動くおそれのある値があります（先頭が = + - @）。",
          "a value that a spreadsheet would calculate (it begins with = + - @)"},
    Words{NoteCode::embedded_file, "embedded_file", caution,
          "文書の中に別のファイルが入っています（中身も検査しました）。",
          "a file inside a document (it was looked into)"},
    Words{NoteCode::script, "script", caution, "スクリプトが書かれています。", "it holds a script"},
};

constexpr const Words& of(NoteCode code) {
  for (const Words& w : words)
    if (w.code == code) return w;
  return words[0];
}

}  // namespace

std::string_view note_name(NoteCode code) { return of(code).name; }
Severity severity(NoteCode code) { return of(code).severity; }
std::string_view note_ja(NoteCode code) { return of(code).ja; }
std::string_view note_en(NoteCode code) { return of(code).en; }

}  // namespace sekisho::formats
