// Passages, and the uploads that belong to them.
#include "app/passages.h"

#include "app/uploads.h"
#include "http/tus.h"
#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

class Append final : public TusAppend {
 public:
  explicit Append(std::unique_ptr<app::UploadPart> part) : part_(std::move(part)) {}
  Result<void> write(ByteView block) override { return part_->write(block); }
  Result<std::uint64_t> commit() override { return part_->commit(); }
  void discard() noexcept override { part_->discard(); }

 private:
  std::unique_ptr<app::UploadPart> part_;
};

// Every request names its session; changing ones carry the CSRF token too.
class Backend final : public TusBackend {
 public:
  explicit Backend(Service& service) : service_(service) {}
  std::uint64_t max_size() const override { return service_.uploads.max_size(); }

  Result<std::string> create(const Request& request, const TusCreate& upload) override {
    SEKISHO_TRY(const auto viewer, Api::acting_viewer(service_, request));
    const auto value = [&](std::string_view name) {
      for (const auto& [key, text] : upload.metadata)
        if (key == name) return text;
      return std::string();
    };
    return service_.uploads.create(viewer, value("passage"), value("filename"), upload.length);
  }
  Result<TusInfo> info(const Request& request, std::string_view id) override {
    SEKISHO_TRY(const auto viewer, Api::viewer_of(service_, request));
    SEKISHO_TRY(const auto info, service_.uploads.info(viewer, std::string(id)));
    return TusInfo{
        info.offset, info.length,
        "filename " + to_base64(as_bytes(info.name)) + ",passage " + to_base64(as_bytes(info.passage)),
        info.expires};
  }
  Result<std::unique_ptr<TusAppend>> append(const Request& request, std::string_view id, std::uint64_t offset,
                                            bool staged) override {
    SEKISHO_TRY(const auto viewer, Api::acting_viewer(service_, request));
    SEKISHO_TRY(auto part, service_.uploads.append(viewer, std::string(id), offset, staged));
    return std::make_unique<Append>(std::move(part));
  }
  Result<void> remove(const Request& request, std::string_view id) override {
    SEKISHO_TRY(const auto viewer, Api::acting_viewer(service_, request));
    return service_.uploads.remove(viewer, std::string(id));
  }

 private:
  Service& service_;
};

Result<app::PassageFilter> filter_of(const Request& request) {
  app::PassageFilter filter;
  if (const auto state = query(request, "state"); !state.empty()) {
    filter.state = json::enum_from_name<rules::PassageState>(state);
    if (!filter.state)
      return fail(ErrorCode::invalid_input, "状態の選び方が正しくありません。", "unknown state", "state");
  }
  if (const auto kind = query(request, "kind"); !kind.empty()) {
    filter.kind = json::enum_from_name<rules::PassageKind>(kind);
    if (!filter.kind)
      return fail(ErrorCode::invalid_input, "種類の選び方が正しくありません。", "unknown kind", "kind");
  }
  filter.text = query(request, "q");
  filter.after = query(request, "after");
  filter.limit = query_number(request, "limit", 50);
  return filter;
}

}  // namespace

void add_uploads(Router& router, Service& service) {
  add_tus(router, {"/api/uploads", "/api/uploads"}, std::make_shared<Backend>(service));
}

void add_passage_routes(Api& api) {
  api.read<Page<PassageRow>>("/api/passages", "通過の一覧",
                             [](Service& s, const Viewer& v, const Request& r) -> Result<Page<PassageRow>> {
                               SEKISHO_TRY(const auto filter, filter_of(r));
                               return s.passages.list(v, filter);
                             });
  api.command<PassageInput, Done>(
      Method::post, "/api/passages", "申請の下書きを作る",
      [](Service& s, const Viewer& v, const std::string& key, const PassageInput& in, const Request&) {
        return s.passages.draft(v, key, in);
      });
  api.ask<JudgeInput, rules::Verdict>(Method::post, "/api/passages/judge", "今申請したら、どう判定されるか",
                                      [](Service& s, const Viewer& v, const JudgeInput& in, const Request&) {
                                        const auto verdict = s.passages.judge(v, in);
                                        return verdict ? Response::json(200, json::write(*verdict))
                                                       : Response::from(verdict.error());
                                      });
  api.read<PassageView>(
      "/api/passages/{id}", "通過の詳細",
      [](Service& s, const Viewer& v, const Request& r) { return s.passages.view(v, param(r, "id")); });
  api.command<PassageInput, Done>(
      Method::put, "/api/passages/{id}", "申請の内容を変える",
      [](Service& s, const Viewer& v, const std::string& key, const PassageInput& in, const Request& r) {
        return s.passages.change(v, key, param(r, "id"), in);
      });
  api.command<Nothing, Done>(Method::post, "/api/passages/{id}/submit", "申請を出す",
                             [](Service& s, const Viewer& v, const std::string& key, const Nothing&,
                                const Request& r) { return s.passages.submit(v, key, param(r, "id")); });
  api.command<ReasonInput, Done>(
      Method::post, "/api/passages/{id}/withdraw", "申請を取り下げる",
      [](Service& s, const Viewer& v, const std::string& key, const ReasonInput& in, const Request& r) {
        return s.passages.withdraw(v, key, param(r, "id"), in);
      });
  api.command<DecisionInput, Done>(
      Method::post, "/api/passages/{id}/decisions", "承認または却下する",
      [](Service& s, const Viewer& v, const std::string& key, const DecisionInput& in, const Request& r) {
        return s.passages.decide(v, key, param(r, "id"), in);
      });
}

}  // namespace sekisho::http
