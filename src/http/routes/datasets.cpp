// The datasets that contents are compared with, and inspections that somebody asks for.
#include "app/datasets.h"

#include "app/inspections.h"
#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

Response answer(const Result<DatasetFileView>& view) {
  return view ? Response::json(200, json::write(*view)) : Response::from(view.error());
}

class Incoming final : public BodySink {
 public:
  explicit Incoming(std::unique_ptr<app::DatasetExtract> extract) : extract_(std::move(extract)) {}
  Result<void> write(ByteView block) override { return extract_->write(block); }
  Response finish() override {
    const auto view = extract_->finish();
    extract_.reset();
    return answer(view);
  }
  void abort() noexcept override { extract_.reset(); }

 private:
  std::unique_ptr<app::DatasetExtract> extract_;
};

// The extract as the body, octet by octet.
UploadResult receive(Service& service, const Request& request) {
  const auto viewer = Api::acting_viewer(service, request);
  if (!viewer) return Response::from(viewer.error());
  if (request.headers.get("Content-Type").value_or("") != "application/octet-stream")
    return Response::from(Error{ErrorCode::unsupported,
                                "送り方が正しくありません。画面を読み直してください。",
                                "Content-Type must be application/octet-stream", ""});
  const auto name = file_name(request);
  if (!name) return Response::from(name.error());
  auto begun = service.datasets.begin(*viewer, *name, query(request, "dataset"), request.content_length);
  if (!begun) return Response::from(begun.error());
  return std::make_unique<Incoming>(*std::move(begun));
}

void add_inspection_routes(Api& api) {
  api.command<ReinspectionInput, Done>(
      Method::post, "/api/passages/{id}/inspection",
      "預けたファイルをもう一度検査する。パスワードは、この検査にだけ使い、残さない",
      [](Service& s, const Viewer& v, const std::string& key, const ReinspectionInput& in, const Request& r) {
        return s.inspections.again(v, key, param(r, "id"), in);
      });
  api.command<Nothing, Done>(Method::del, "/api/passages/{id}/inspection", "続いている検査を止める",
                             [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                const Request& r) { return s.inspections.end(v, key, param(r, "id")); });
}

}  // namespace

void add_dataset_routes(Api& api) {
  add_inspection_routes(api);
  api.read<DatasetList>("/api/datasets", "照合データの一覧。使っているものから",
                        [](Service& s, const Viewer& v, const Request&) { return s.datasets.list(v); });
  api.read<DatasetView>(
      "/api/datasets/{id}", "照合データと、その記録",
      [](Service& s, const Viewer& v, const Request& r) { return s.datasets.view(v, param(r, "id")); });
  api.command<ReasonInput, Done>(
      Method::post, "/api/datasets/{id}/remove", "照合データを外す",
      [](Service& s, const Viewer& v, const std::string& key, const ReasonInput& in, const Request& r) {
        return s.datasets.remove(v, key, param(r, "id"), in);
      });
  api.router().add_upload(Method::post, "/api/dataset-files",
                          [s = api.service()](const Request& r) { return receive(*s, r); });
  api.read<DatasetFileView>(
      "/api/dataset-files/{id}", "抽出したファイルのようす",
      [](Service& s, const Viewer& v, const Request& r) { return s.datasets.file(v, param(r, "id")); });
  api.ask<DatasetCheckInput, DatasetFileView>(
      Method::post, "/api/dataset-files/{id}/check", "列の意味を決めて、登録せずに確かめる",
      [](Service& s, const Viewer& v, const DatasetCheckInput& in, const Request& r) {
        return answer(s.datasets.check(v, param(r, "id"), in));
      });
  api.command<DatasetRunInput, Done>(
      Method::post, "/api/dataset-files/{id}/run", "確かめたとおりに登録する、または置き換える",
      [](Service& s, const Viewer& v, const std::string& key, const DatasetRunInput& in, const Request& r) {
        return s.datasets.run(v, key, param(r, "id"), in);
      });
  api.ask<Nothing, Nothing>(Method::del, "/api/dataset-files/{id}", "抽出したファイルを忘れる",
                            [](Service& s, const Viewer& v, const Nothing&, const Request& r) {
                              const auto done = s.datasets.discard(v, param(r, "id"));
                              return done ? Response::empty() : Response::from(done.error());
                            });
}

}  // namespace sekisho::http
