// What must be written: check sheet 6-1, and the reason of a rejection.
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding written(std::string_view text, int least, std::string_view what_ja, std::string_view what_en,
                std::string_view how_ja) {
  const int letters = meaningful_letters(text);
  if (letters >= least) return pass("書かれています。", "Stated.");
  const std::string what(what_ja);
  return stop(letters == 0 ? what + "が書かれていません。" : what + "が短すぎて、内容がわかりません。",
              std::string(what_en) + (letters == 0 ? " is not stated." : " is too short to be understood."),
              std::string(how_ja), "State it in at least " + std::to_string(least) + " letters.")
      .saw("letters", std::to_string(letters));
}

Finding purpose(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  return written(
      f.passage->purpose, 5, "目的", "The purpose",
      "申請する人が、何のために使うのかを具体的に書いてください（例：給付金システムの移行試験のため）。");
}
Finding content(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  return written(f.passage->content_description, 5, "データの内容", "The content of the data",
                 "申請する人が、どのようなデータかを書いてください（例：給付対象世帯の一覧）。氏名などの個人"
                 "の情報は書かないでください。");
}
Finding protection(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  return written(f.passage->protection, 3, "暗号化などの対策", "The protection",
                 "申請する人が、暗号化などの対策を書いてください（例：受け取った端末のディスクを暗号化し、施"
                 "錠した部屋で扱う）。");
}
Finding rejection(const Facts& f) {
  return written(f.decision_note, 3, "却下の理由", "The reason of the rejection",
                 "却下する人が、理由と、どう直せばよいかを書いてください。");
}

}  // namespace

constinit const Rule statement_purpose{"statement.purpose", {"C-6a", "C-4"}, "目的", "Purpose", purpose};
constinit const Rule statement_content{
    "statement.content", {"C-6a"}, "データの内容", "Content of the data", content};
constinit const Rule statement_protection{
    "statement.protection", {"C-6a"}, "暗号化などの対策", "Protection", protection};
constinit const Rule statement_rejection{
    "statement.rejection", {"R-1b"}, "却下の理由", "Reason of rejection", rejection};

}  // namespace sekisho::rules
