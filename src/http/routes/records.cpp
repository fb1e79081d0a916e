// Home, clauses, the ledger and its evidence.
#include "app/records.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/ids.h"
#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

using namespace app::api;
using app::Viewer;

// A file that is gone when it has been sent.
class Leaving final : public BodySource {
 public:
  explicit Leaving(const std::filesystem::path& file)
      : fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), size_(std::filesystem::file_size(file)) {
    std::filesystem::remove(file);
  }
  ~Leaving() override {
    if (fd_ >= 0) ::close(fd_);
  }
  std::optional<std::uint64_t> size() const override { return size_; }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    std::size_t done = 0;
    while (done < out.size()) {
      const ssize_t got =
          ::pread(fd_, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
      if (got < 0) return fail(ErrorCode::io, "証拠の一式を読めませんでした。", "read failed");
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

 private:
  int fd_;
  std::uint64_t size_;
};

Response evidence(Service& service, const Request& request) {
  const auto viewer = Api::viewer_of(service, request);
  if (!viewer) return Response::from(viewer.error());
  const std::string id = make_id("evd");
  const auto directory = service.scratch / id;
  const auto tar = service.scratch / (id + ".tar");
  const auto answer =
      service.records.export_evidence(*viewer, id.substr(4), query(request, "passage"), directory);
  if (!answer || !answer->passed) {
    std::filesystem::remove_all(directory);
    return Api::answer(answer);
  }
  const auto written = app::write_tar(directory, tar);
  std::filesystem::remove_all(directory);
  if (!written) {
    std::filesystem::remove(tar);
    return Response::from(written.error());
  }
  Response response;
  response.headers.add("Content-Type", "application/x-tar");
  response.headers.add("Content-Disposition", attachment("evidence.tar"));
  response.source = std::make_shared<Leaving>(tar);
  return response;
}

std::int64_t seq_of(const Request& request) {
  const auto text = param(request, "seq");
  std::int64_t out = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() ? out : -1;
}

}  // namespace

void add_record_routes(Api& api) {
  api.read<HomeView>(
      "/api/home", "ホーム",
      [](Service& s, const Viewer& v, const Request&) -> Result<HomeView> { return s.records.home(v); });
  api.read<Items<ClauseView>>("/api/clauses", "条項と、今日のようす",
                              [](Service& s, const Viewer& v, const Request&) -> Result<Items<ClauseView>> {
                                SEKISHO_TRY(auto clauses, s.records.clauses(v));
                                return Items<ClauseView>{std::move(clauses)};
                              });
  api.read<Page<EntryRow>>("/api/ledger", "記録の一覧", [](Service& s, const Viewer& v, const Request& r) {
    return s.records.entries(
        v, {query(r, "kind"), query(r, "subject"), query(r, "after"), query_number(r, "limit", 50)});
  });
  api.read<LedgerState>(
      "/api/ledger/state", "台帳の今",
      [](Service& s, const Viewer&, const Request&) -> Result<LedgerState> { return s.records.state(); });
  api.read<EntryView>(
      "/api/ledger/{seq}", "一つの記録と、その証明",
      [](Service& s, const Viewer& v, const Request& r) { return s.records.entry(v, seq_of(r)); });
  api.raw(Method::get, "/api/ledger/{seq}/proof", [s = api.service()](const Request& r) -> Response {
    const auto viewer = Api::viewer_of(*s, r);
    if (!viewer) return Response::from(viewer.error());
    const auto proof = s->records.proof(*viewer, seq_of(r));
    if (!proof) return Response::from(proof.error());
    auto response = Response::text(200, *proof);
    response.headers.add("Content-Disposition", attachment(param(r, "seq") + ".tlog-proof"));
    return response;
  });
  api.raw(Method::get, "/api/evidence", [s = api.service()](const Request& r) { return evidence(*s, r); });
}

}  // namespace sekisho::http
