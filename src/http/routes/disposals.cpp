// Media that are disposed of on the town's instruction.
#include "app/disposals.h"

#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {

using namespace app::api;
using app::Viewer;

void add_disposal_routes(Api& api) {
  api.read<Page<DisposalRow>>("/api/disposals", "記録媒体の廃棄の一覧。終わっていないものから、期限の順",
                              [](Service& s, const Viewer& v, const Request& r) {
                                return s.disposals.list(
                                    v, {query(r, "engagement"), query(r, "contractor"), query(r, "state"),
                                        query(r, "after"), query_number(r, "limit", 100)});
                              });
  api.read<DisposalView>(
      "/api/disposals/{id}", "廃棄の指示と、そのあとのこと",
      [](Service& s, const Viewer& v, const Request& r) { return s.disposals.view(v, param(r, "id")); });
  api.command<DisposalInput, Done>(
      Method::post, "/api/disposals", "記録媒体の廃棄を指示する",
      [](Service& s, const Viewer& v, const std::string& key, const DisposalInput& in, const Request&) {
        return s.disposals.instruct(v, key, in);
      });
  api.command<DisposalCertificateInput, Done>(
      Method::post, "/api/disposals/{id}/certify", "廃棄したことを証明する",
      [](Service& s, const Viewer& v, const std::string& key, const DisposalCertificateInput& in,
         const Request& r) { return s.disposals.certify(v, key, param(r, "id"), in); });
  api.command<NoteInput, Done>(
      Method::post, "/api/disposals/{id}/confirm", "廃棄を確かめる",
      [](Service& s, const Viewer& v, const std::string& key, const NoteInput& in, const Request& r) {
        return s.disposals.confirm(v, key, param(r, "id"), in);
      });
  api.command<NoteInput, Done>(
      Method::post, "/api/disposals/{id}/send-back", "廃棄の証明を差し戻す",
      [](Service& s, const Viewer& v, const std::string& key, const NoteInput& in, const Request& r) {
        return s.disposals.send_back(v, key, param(r, "id"), in);
      });
  api.command<NoteInput, Done>(
      Method::post, "/api/disposals/{id}/withdraw", "廃棄の指示を取り下げる",
      [](Service& s, const Viewer& v, const std::string& key, const NoteInput& in, const Request& r) {
        return s.disposals.withdraw(v, key, param(r, "id"), in);
      });
  api.read<PaperView>("/api/disposals/{id}/certificate", "廃棄証明書",
                      [](Service& s, const Viewer& v, const Request& r) {
                        return s.disposals.certificate(v, param(r, "id"));
                      });
}

}  // namespace sekisho::http
