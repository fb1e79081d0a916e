// Lists as files: import with a dry run, and export.
#include "app/imports.h"

#include "app/exports.h"
#include "base/ids.h"
#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

Response answer(const Result<ImportView>& view) {
  return view ? Response::json(200, json::write(*view)) : Response::from(view.error());
}

Result<RecordKind> kind_named(std::string_view name) {
  if (const auto kind = json::enum_from_name<RecordKind>(name)) return *kind;
  return fail(ErrorCode::not_found, "そのような一覧はありません。", "no such kind of records", "kind");
}
Result<report::Format> format_named(const std::string& name) {
  if (name == "xlsx" || name.empty()) return report::Format::xlsx;
  if (name == "csv") return report::Format::csv;
  return fail(ErrorCode::invalid_input, "形式は xlsx か csv にしてください。", "format must be xlsx or csv",
              "format");
}

struct Asked {
  Viewer viewer;
  RecordKind kind;
  report::Format format;
};
Result<Asked> asked_for(Service& service, const Request& request) {
  SEKISHO_TRY(auto viewer, Api::viewer_of(service, request));
  SEKISHO_TRY(const auto kind, kind_named(param(request, "kind")));
  SEKISHO_TRY(const auto format, format_named(query(request, "format")));
  return Asked{std::move(viewer), kind, format};
}

// The file as the body, octet by octet; its name in the query.
Response upload(Service& service, const Request& request) {
  const auto viewer = Api::acting_viewer(service, request);
  if (!viewer) return Response::from(viewer.error());
  if (request.headers.get("Content-Type").value_or("") != "application/octet-stream")
    return Response::from(Error{ErrorCode::unsupported,
                                "送り方が正しくありません。画面を読み直してください。",
                                "Content-Type must be application/octet-stream", ""});
  const auto kind = kind_named(query(request, "kind"));
  if (!kind) return Response::from(kind.error());
  return answer(service.imports.upload(*viewer, *kind, query(request, "name"), as_bytes(request.body)));
}

class Listing final : public BodySource {
 public:
  explicit Listing(std::unique_ptr<app::Export> content) : content_(std::move(content)) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  Result<std::size_t> read(std::uint64_t, std::span<std::uint8_t> out) override {
    return content_->read(out);
  }

 private:
  std::unique_ptr<app::Export> content_;
};

Response listing(Service& service, const Request& request) {
  const auto asked = asked_for(service, request);
  if (!asked) return Response::from(asked.error());
  auto opened = service.exports.open(asked->viewer, make_id("exp").substr(4), asked->kind, asked->format);
  if (!opened) return Response::from(opened.error());
  if (!opened->answer.passed) return Api::answer(opened->answer);
  Response response;
  response.headers.add("Content-Type", std::string(report::media_type_of(asked->format)));
  response.headers.add("Content-Disposition", attachment(opened->file_name));
  response.source = std::make_shared<Listing>(std::move(opened->content));
  return response;
}

Response form(Service& service, const Request& request) {
  const auto asked = asked_for(service, request);
  if (!asked) return Response::from(asked.error());
  const auto file = app::Exports::form(asked->kind, asked->format);
  if (!file) return Response::from(file.error());
  Response response;
  response.headers.add("Content-Type", std::string(report::media_type_of(asked->format)));
  response.headers.add("Content-Disposition",
                       attachment("取り込みの書式" + std::string(report::extension_of(asked->format))));
  response.body = as_text(*file);
  return response;
}

}  // namespace

void add_import_routes(Api& api) {
  api.read<Items<ImportKindView>>(
      "/api/imports", "取り込める一覧の種類と、その項目",
      [](Service& s, const Viewer& v, const Request&) -> Result<Items<ImportKindView>> {
        return Items<ImportKindView>{s.imports.kinds(v)};
      });
  api.router().add(
      Method::post, "/api/imports", [s = api.service()](const Request& r) { return upload(*s, r); },
      app::Imports::most_bytes);
  api.read<ImportView>(
      "/api/imports/{id}", "取り込みのようす",
      [](Service& s, const Viewer& v, const Request& r) { return s.imports.view(v, param(r, "id")); });
  api.ask<ImportMapping, ImportView>(
      Method::post, "/api/imports/{id}/check", "列を決めて、取り込まずに確かめる",
      [](Service& s, const Viewer& v, const ImportMapping& in, const Request& r) {
        return answer(s.imports.check(v, param(r, "id"), in));
      });
  api.ask<Nothing, ImportView>(
      Method::post, "/api/imports/{id}/run", "すべて取り込む。一つでも入らなければ、何も取り込まない",
      [](Service& s, const Viewer& v, const Nothing&, const Request& r) {
        return answer(
            s.imports.run(v, std::string(r.headers.get("Idempotency-Key").value_or("")), param(r, "id")));
      });
  api.ask<Nothing, Nothing>(Method::del, "/api/imports/{id}", "選んだファイルを忘れる",
                            [](Service& s, const Viewer& v, const Nothing&, const Request& r) {
                              const auto done = s.imports.discard(v, param(r, "id"));
                              return done ? Response::empty() : Response::from(done.error());
                            });
  api.raw(Method::get, "/api/exports/{kind}",
          [s = api.service()](const Request& r) { return listing(*s, r); });
  api.raw(Method::get, "/api/exports/{kind}/form",
          [s = api.service()](const Request& r) { return form(*s, r); });
}

}  // namespace sekisho::http
