// Downloads, receipts, custody, certificates.
#include "app/handovers.h"

#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

// Opens the sealed object as it is sent; any offset, for ranges.
class Plain final : public BodySource {
 public:
  explicit Plain(std::unique_ptr<vault::ObjectReader> reader) : reader_(std::move(reader)) {}
  std::optional<std::uint64_t> size() const override { return reader_->size(); }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    return reader_->read(offset, out);
  }

 private:
  std::unique_ptr<vault::ObjectReader> reader_;
};

Response download(Service& service, const Request& request) {
  const auto viewer = Api::viewer_of(service, request);
  if (!viewer) return Response::from(viewer.error());
  auto opened = service.handovers.open(*viewer, param(request, "grant"));
  if (!opened) return Response::from(opened.error());
  Response response;
  response.headers.add("Content-Type", "application/octet-stream");
  response.headers.add("Content-Disposition", attachment(opened->name));
  response.headers.add("ETag", "\"" + opened->content + "\"");
  response.source = std::make_shared<Plain>(std::move(opened->reader));
  return response;
}

Result<app::CustodyFilter> filter_of(const Request& request) {
  app::CustodyFilter filter;
  if (const auto state = query(request, "state"); !state.empty()) {
    filter.state = json::enum_from_name<rules::CustodyState>(state);
    if (!filter.state)
      return fail(ErrorCode::invalid_input, "状態の選び方が正しくありません。", "unknown state", "state");
  }
  filter.after = query(request, "after");
  filter.limit = query_number(request, "limit", 50);
  return filter;
}

}  // namespace

void add_handover_routes(Api& api) {
  api.command<Nothing, DownloadGrant>(
      Method::post, "/api/passages/{id}/downloads", "データを受け取る（回数に数える）",
      [](Service& s, const Viewer& v, const std::string& key, const Nothing&, const Request& r) {
        return s.handovers.grant(v, key, param(r, "id"));
      });
  api.raw(Method::get, "/api/downloads/{grant}/content",
          [s = api.service()](const Request& r) { return download(*s, r); });
  api.command<ReceiptInput, Done>(
      Method::post, "/api/passages/{id}/receipt", "受領証を出す",
      [](Service& s, const Viewer& v, const std::string& key, const ReceiptInput& in, const Request& r) {
        return s.handovers.give_receipt(v, key, param(r, "id"), in);
      });
  api.read<PaperView>("/api/passages/{id}/receipt", "受領証",
                      [](Service& s, const Viewer& v, const Request& r) {
                        return s.handovers.receipt_paper(v, param(r, "id"));
                      });
  api.read<Page<CustodyRow>>("/api/custodies", "預かりの一覧",
                             [](Service& s, const Viewer& v, const Request& r) -> Result<Page<CustodyRow>> {
                               SEKISHO_TRY(const auto filter, filter_of(r));
                               return s.handovers.list(v, filter);
                             });
  api.read<CustodyView>(
      "/api/custodies/{id}", "預かりの詳細",
      [](Service& s, const Viewer& v, const Request& r) { return s.handovers.view(v, param(r, "id")); });
  api.read<PaperView>("/api/custodies/{id}/certificate", "消去証明書・返却証明書",
                      [](Service& s, const Viewer& v, const Request& r) {
                        return s.handovers.certificate(v, param(r, "id"));
                      });
  api.command<CopyApplicationInput, Done>(
      Method::post, "/api/custodies/{id}/copy-applications", "複写・複製を申請する",
      [](Service& s, const Viewer& v, const std::string& key, const CopyApplicationInput& in,
         const Request& r) { return s.handovers.apply_copy(v, key, param(r, "id"), in); });
  api.command<DecisionInput, Done>(
      Method::post, "/api/custodies/{id}/copy-applications/{application}/decisions",
      "複写・複製の申請を承認する、または却下する",
      [](Service& s, const Viewer& v, const std::string& key, const DecisionInput& in, const Request& r) {
        return s.handovers.decide_copy(v, key, param(r, "id"), param(r, "application"), in);
      });
  api.command<CopyInput, Done>(
      Method::post, "/api/custodies/{id}/copies", "複製を届け出る",
      [](Service& s, const Viewer& v, const std::string& key, const CopyInput& in, const Request& r) {
        return s.handovers.declare_copy(v, key, param(r, "id"), in);
      });
  api.command<ReturnInput, Done>(
      Method::post, "/api/custodies/{id}/return", "返却を届け出る",
      [](Service& s, const Viewer& v, const std::string& key, const ReturnInput& in, const Request& r) {
        return s.handovers.declare_return(v, key, param(r, "id"), in);
      });
  api.command<Nothing, Done>(
      Method::post, "/api/custodies/{id}/return/confirm", "返却を確認する",
      [](Service& s, const Viewer& v, const std::string& key, const Nothing&, const Request& r) {
        return s.handovers.confirm_return(v, key, param(r, "id"));
      });
  api.command<EraseInput, Done>(
      Method::post, "/api/custodies/{id}/erase", "消去する",
      [](Service& s, const Viewer& v, const std::string& key, const EraseInput& in, const Request& r) {
        return s.handovers.erase(v, key, param(r, "id"), in);
      });
}

}  // namespace sekisho::http
