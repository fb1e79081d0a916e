// Files of people: handed in as the body of one request, given out so that nothing in them runs.
#include "app/attachments.h"

#include "head.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

Result<rules::AttachmentPurpose> purpose_of(const Request& request) {
  if (const auto purpose = json::enum_from_name<rules::AttachmentPurpose>(query(request, "purpose")))
    return *purpose;
  return fail(ErrorCode::invalid_input, "ファイルの目的がありません。画面を読み直してください。",
              "unknown purpose", "purpose");
}

class Incoming final : public BodySink {
 public:
  explicit Incoming(std::unique_ptr<app::AttachmentPart> part) : part_(std::move(part)) {}
  Result<void> write(ByteView block) override { return part_->write(block); }
  Response finish() override {
    auto answer = part_->finish();
    part_.reset();
    return Api::answer(answer);
  }
  void abort() noexcept override { part_.reset(); }

 private:
  std::unique_ptr<app::AttachmentPart> part_;
};

UploadResult receive(Service& service, const Request& request) {
  const auto viewer = Api::acting_viewer(service, request);
  if (!viewer) return Response::from(viewer.error());
  const auto purpose = purpose_of(request);
  if (!purpose) return Response::from(purpose.error());
  const auto name = file_name(request);
  if (!name) return Response::from(name.error());
  const std::string type(request.headers.get("Content-Type").value_or(""));
  auto begun = service.attachments.begin(
      *viewer, std::string(request.headers.get("Idempotency-Key").value_or("")),
      {*purpose, query(request, "subject"), *name, type.substr(0, type.find(';'))}, request.content_length);
  if (!begun) return Response::from(begun.error());
  if (begun->refused) return Api::answer(*begun->refused);
  return std::make_unique<Incoming>(std::move(begun->part));
}

class Content final : public BodySource {
 public:
  explicit Content(std::unique_ptr<vault::ObjectReader> reader) : reader_(std::move(reader)) {}
  std::optional<std::uint64_t> size() const override { return reader_->size(); }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    return reader_->read(offset, out);
  }

 private:
  std::unique_ptr<vault::ObjectReader> reader_;
};

Response content(Service& service, const Request& request) {
  const auto viewer = Api::viewer_of(service, request);
  if (!viewer) return Response::from(viewer.error());
  auto opened = service.attachments.open(*viewer, param(request, "id"));
  if (!opened) return Response::from(opened.error());
  Response response;
  response.headers.add("Content-Type", opened->shown ? opened->media_type : "application/octet-stream");
  // An element of a page (img, video) shows it all the same; opened by itself it is saved, never run. (The
  // server adds nosniff to every answer.)
  response.headers.add("Content-Disposition", attachment(opened->name));
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("ETag", "\"" + opened->id + "\"");
  response.source = std::make_shared<Content>(std::move(opened->reader));
  return response;
}

}  // namespace

void add_attachment_routes(Api& api) {
  api.router().add_upload(Method::post, "/api/attachments",
                          [s = api.service()](const Request& r) { return receive(*s, r); });
  api.read<Items<AttachmentView>>(
      "/api/attachments", "預けたファイルの一覧",
      [](Service& s, const Viewer& v, const Request& r) -> Result<Items<AttachmentView>> {
        SEKISHO_TRY(const auto purpose, purpose_of(r));
        SEKISHO_TRY(auto items, s.attachments.list(v, purpose, query(r, "subject")));
        return Items<AttachmentView>{std::move(items)};
      });
  api.read<AttachmentView>(
      "/api/attachments/{id}", "預けたファイル",
      [](Service& s, const Viewer& v, const Request& r) { return s.attachments.view(v, param(r, "id")); });
  api.raw(Method::get, "/api/attachments/{id}/content",
          [s = api.service()](const Request& r) { return content(*s, r); });
  api.command<Nothing, Done>(Method::del, "/api/attachments/{id}", "預けたファイルを、鍵を壊して消す",
                             [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                const Request& r) { return s.attachments.erase(v, key, param(r, "id")); });
}

}  // namespace sekisho::http
