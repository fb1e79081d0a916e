// What is in the file: inspected, sealed, nothing that runs (T-8b), and no production data unless contract
// and application say so (C-6b).
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

enum class Found { not_yet, nothing, production, unreadable };

Found found(const Content& content) {
  switch (content.inspection) {
    case InspectionState::absent:
    case InspectionState::uploading:
    case InspectionState::waiting:
    case InspectionState::running:
      return Found::not_yet;
    case InspectionState::clean:
      if (content.residents > 0) return Found::production;
      return content.unseen == 0 ? Found::nothing : Found::unreadable;
    case InspectionState::production_data:
      return Found::production;
    case InspectionState::unreadable:
      return Found::unreadable;
  }
  return Found::unreadable;  // what cannot be read is treated as production data
}

std::string listed(const std::vector<std::string>& kinds, std::string_view mark) {
  std::string out;
  for (const auto& kind : kinds) out += (out.empty() ? "" : std::string(mark)) + kind;
  return out;
}

Answer inspection_open() {
  return wait("中身の検査が終わってから判断します。", "Judged when the inspection has ended.",
              "検査が終わるまで待ってください。", "Wait for the inspection.");
}

Finding inspected(const Facts& f) {
  if (!f.content || f.content->inspection == InspectionState::absent) {
    return f.content
               ? wait("ファイルがまだ入っていません。", "No file has been uploaded.",
                      "申請する人が、渡すファイルを入れてください。", "The applicant must upload the file.")
               : missing("ファイル", "file");
  }
  if (f.content->inspection == InspectionState::uploading)
    return wait(
        "ファイルを送っている途中です。", "The file is being uploaded.",
        "申請する人が、送り終えてください。途中で止まったときは、同じファイルを選ぶと続きから送れます。",
        "Finish the upload; choosing the same file resumes it.");
  if (found(*f.content) == Found::not_yet)
    return wait("中身を検査しています。", "The content is being inspected.",
                "検査が終わるまで待ってください。終わると、画面に結果が出ます。",
                "Wait; the result will be shown.");
  return pass("中身の検査は終わりました。", "The content was inspected.")
      .saw("residents", std::to_string(f.content->residents));
}

// What cannot be seen counts as production data (the two rules below). A lock can be opened, and a virus scan
// can be repeated: nobody approves past those.
Finding complete(const Facts& f) {
  if (!f.content) return missing("ファイル", "file");
  const Content& content = *f.content;
  if (found(content) == Found::not_yet) return inspection_open();
  const auto kinds = listed(content.unseen_kinds, "、");
  if (content.locked)
    return stop("パスワードがかかっていて、中身を確かめられない部分があります。",
                "A part is locked with a password and could not be seen.",
                "申請する人が、この申請の画面でパスワードを入力して検査をやり直すか、パスワードを外したファイ"
                "ルを"
                "入れ直してください。",
                "The applicant must give the password on the application's page, or upload it without one.")
        .saw("unseen", kinds);
  if (content.unfinished)
    return stop("検査（ウイルスの検査を含む）が、終わりまでできていません。",
                "The inspection, or the virus scan, did not come to its end.",
                "申請する人が、この申請の画面で検査をやり直してください。ウイルスの検査ができないときは、運用"
                "担当に接続"
                "を確かめてもらってください。",
                "The applicant must ask for another inspection; the administrator mends a scanner that is "
                "out.")
        .saw("unseen", kinds);
  if (content.unseen > 0)
    return pass("中身を確かめられない部分があるため、本番データとして扱います。",
                "A part could not be seen: it counts as production data.")
        .saw("unseen", kinds);
  return pass("ファイルの終わりまで、すべて確かめました。", "All of it was seen.");
}

Finding harmless(const Facts& f) {
  if (!f.content) return missing("ファイル", "file");
  if (found(*f.content) == Found::not_yet) return inspection_open();
  if (f.content->stops == 0)
    return pass("開いたときに動くもの（マクロなど）は見つかりませんでした。",
                "Nothing in it runs when it is opened.");
  return stop("開いたときに動くもの（マクロ、プログラムなど）が入っています。",
              "It holds something that runs when it is opened: a macro, a program.",
              "申請する人が、マクロのない形式（.xlsx、.docx、.csv "
              "など）で保存し直すか、そのファイルを除いて、入れ直"
              "してください。身に覚えがないときは、開かずに統括情報セキュリティ責任者に知らせてください。",
              "Save it without macros or leave that file out, and upload it again. If it is unexpected, do "
              "not "
              "open it and tell the security officer.")
      .saw("hostile", listed(f.content->stop_kinds, "、"));
}

Finding contract_allows(const Facts& f) {
  if (!f.content) return missing("ファイル", "file");
  const Found what = found(*f.content);
  if (what == Found::not_yet) return inspection_open();
  if (what == Found::nothing)
    return pass("本番データは見つかりませんでした。", "No production data was found.");
  if (!f.engagement) return missing("委託契約", "engagement");
  if (f.engagement->production_data_allowed)
    return pass("契約で、本番データの持ち出しが認められています。", "The contract allows production data.")
        .saw("residents", std::to_string(f.content->residents));
  if (what == Found::unreadable)
    return stop(
        "中身を確かめられないため本番データとして扱います。契約では、本番データの持ち出しを認めていません。",
        "It cannot be read, so it counts as production data, which the contract does not allow.",
        "申請する人が、パスワードや暗号化を外した、中身を確かめられる形のファイルを入れ直してください。",
        "Upload a file that can be read: without password or encryption of its own.");
  return stop("住民の情報（本番データ）が含まれています。契約では、本番データの持ち出しを認めていません。",
              "It holds production data, which the contract does not allow.",
              "申請する人が、住民の情報を除いたファイルや試験用のデータに替えてください。どうしても必要なとき"
              "は、担当課の課長に契約の見直しを相談してください。",
              "Replace it by test data, or ask the section manager to revise the contract.")
      .saw("residents", std::to_string(f.content->residents));
}

Finding applied_in_writing(const Facts& f) {
  if (!f.content) return missing("ファイル", "file");
  if (!f.passage) return missing("申請", "application");
  const Found what = found(*f.content);
  if (what == Found::not_yet) return inspection_open();
  if (what == Found::nothing)
    return pass("本番データの申請は要りません。", "No application for production data is needed.");
  if (f.passage->production_application && meaningful_letters(f.passage->production_reason) >= 5)
    return pass("本番データの持ち出しとして、理由を添えて申請されています。",
                "Applied for as production data, with a reason.");
  const bool unreadable = what == Found::unreadable;
  return stop(unreadable ? "中身を確かめられないファイルは本番データとして扱いますが、その申請がありません。"
                         : "住民の情報（本番データ）が含まれていますが、本番データの持ち出しとして申請されて"
                           "いません。",
              "Production data must be applied for each time, in writing, with a reason.",
              "申請する人が、「本番データの持ち出しを申請する」を選び、必要な理由を書いてください。申請は毎回"
              "必要です。",
              "Choose the application for production data and state why it is needed.")
      .saw("applied", f.passage->production_application ? "yes" : "no");
}

Finding sealed(const Facts& f) {
  if (!f.content) return missing("ファイル", "file");
  if (f.content->sealed && !f.content->sha256.empty())
    return pass("中身は暗号化して保管されています。", "The content is held sealed.");
  if (found(*f.content) == Found::not_yet)
    return wait("中身は、送り終わると暗号化して保管されます。",
                "It will be held sealed when the upload has ended.",
                "申請する人が、ファイルを送り終えてください。", "Finish the upload.");
  return stop("暗号化して保管された中身がありません。消去されたか、鍵がありません。",
              "There is no sealed content; it was erased, or its key is gone.",
              "申請する人が、ファイルを入れ直して、新しく申請してください。",
              "Upload it again in a new application.");
}

}  // namespace

constinit const Rule content_sealed{
    "content.sealed", {"G-2-8-7c", "C-6a", "R-1e"}, "暗号化した保管", "Held sealed", sealed};
constinit const Rule content_complete{
    "content.complete", {"C-6b"}, "終わりまでの検査", "Seen to its end", complete};
constinit const Rule content_hostile{
    "content.hostile", {"T-8b", "C-9e"}, "マクロなど動くもの", "Macros and what else runs", harmless};
constinit const Rule production_inspected{
    "production.inspected", {"C-6b", "R-1c"}, "中身の検査", "Inspection of the content", inspected};
constinit const Rule production_contract{
    "production.contract", {"C-6b"}, "本番データと契約", "Production data and contract", contract_allows};
constinit const Rule production_application{"production.application",
                                            {"C-6b"},
                                            "本番データの申請",
                                            "Application for production data",
                                            applied_in_writing};

}  // namespace sekisho::rules
