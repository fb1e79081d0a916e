// 2(2)⑧注7: what the applicant confirms before important data is carried by a service, or by a medium.
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding confirmed(const Facts& f, bool TransferCheck::* check, std::string_view what_ja, Text todo_ja,
                  Text todo_en) {
  if (!f.passage) return missing("申請", "application");
  if (f.passage->way != AccessWay::service_transfer)
    return pass("サービスによる受け渡しではありません。", "Not carried by a service.");
  if (f.passage->transfer.*check) return pass("確かめてあります。", "Confirmed.");
  return stop(std::string(what_ja) + "を、申請者がまだ確かめていません。",
              "The applicant has not confirmed it.", std::move(todo_ja), std::move(todo_en));
}

Finding access_control(const Facts& f) {
  return confirmed(f, &TransferCheck::access_control, "受け渡し先だけが開けるという設定（アクセス制御）",
                   "申請者が、受取人だけが受け取れる設定になっていることを確かめ、印を付けてください。",
                   "The applicant must confirm that only the recipient can collect it.");
}
Finding stored_encrypted(const Facts& f) {
  return confirmed(f, &TransferCheck::encrypted_at_rest, "暗号化して保管されること",
                   "申請者が、暗号化して保管されることを確かめ、印を付けてください。",
                   "The applicant must confirm that it is stored encrypted.");
}
Finding link_encrypted(const Facts& f) {
  return confirmed(f, &TransferCheck::encrypted_link, "通信が暗号化されること",
                   "申請者が、委託先との通信が暗号化されることを確かめ、印を付けてください。",
                   "The applicant must confirm that the link is encrypted.");
}

Finding transport(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  if (!f.asset) return missing("情報資産", "asset");
  if (f.passage->way != AccessWay::physical_medium)
    return pass("記録媒体では運びません。", "Not carried on a medium.");
  if (!is_important(*f.asset)) return pass("重要な情報資産ではありません。", "Not an important asset.");
  if (meaningful_letters(f.passage->transport) >= 3)
    return pass("安全な運搬の方法が書かれています。", "A secure transport is stated.");
  return stop("重要な情報資産を記録媒体で運びますが、安全な運搬の方法が書かれていません。",
              "An important asset on a medium needs a secure transport.",
              "申請者が、機密情報を運ぶ専用のサービスなど、安全な運搬の方法を書いてください。できるだけ、この"
              "仕組みでの受け渡しに替えてください。",
              "State the dedicated secure transport, or better, hand it over by this service.");
}

}  // namespace

constinit const Rule transfer_access_control{"transfer.access_control",
                                             {"G-2-8-7b", "R-1f"},
                                             "アクセス制御の確認",
                                             "Access control confirmed",
                                             access_control};
constinit const Rule transfer_stored_encrypted{"transfer.stored_encrypted",
                                               {"G-2-8-7c", "R-1f"},
                                               "保管の暗号化の確認",
                                               "Encryption at rest confirmed",
                                               stored_encrypted};
constinit const Rule transfer_link_encrypted{"transfer.link_encrypted",
                                             {"G-2-8-7d", "R-1f"},
                                             "通信の暗号化の確認",
                                             "Encryption of the link confirmed",
                                             link_encrypted};
constinit const Rule transfer_transport{
    "transfer.transport", {"G-2-8-7a", "R-1f"}, "安全な運搬", "Secure transport", transport};

}  // namespace sekisho::rules
