// Typed routes: each names its types once; from that come parsing, session and CSRF checks, errors, OpenAPI.
#pragma once

#include <functional>
#include <string>

#include "app/door.h"
#include "app/paper_file.h"
#include "app/sign_in.h"
#include "app/viewer.h"
#include "base/json.h"
#include "http/message.h"
#include "http/service.h"
#include "openapi.h"
#include "routes/query.h"  // IWYU pragma: export

namespace sekisho::http {

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

class Api {
 public:
  Api(Router& router, OpenApi& document, Service* service)
      : router_(router), document_(document), service_(service) {}

  // A read by somebody who is signed in.
  template <class Out, class F>
  void read(const std::string& path, std::string_view summary, F act) {
    describe<Nothing, Out>("get", path, summary);
    router_.add(Method::get, path, [this_ = service_, act](const Request& request) -> Response {
      const auto viewer = viewer_of(*this_, request);
      if (!viewer) return Response::from(viewer.error());
      Result<Out> out = act(*this_, *viewer, request);
      return out ? Response::json(200, json::write(*out)) : Response::from(out.error());
    });
  }

  // A command by somebody who is signed in: CSRF token and idempotency key, and the gate's verdict when
  // refused.
  template <class In, class Out, class F>
  void command(Method method, const std::string& path, std::string_view summary, F act,
               std::size_t max_body = 0) {
    describe<In, Out>(method == Method::put   ? "put"
                      : method == Method::del ? "delete"
                                              : "post",
                      path, summary);
    const auto handler = [this_ = service_, act](const Request& request) -> Response {
      const auto viewer = acting_viewer(*this_, request);
      if (!viewer) return Response::from(viewer.error());
      const std::string key(request.headers.get("Idempotency-Key").value_or(""));
      Result<In> input = body_of<In>(request);
      if (!input) return Response::from(input.error());
      return answer(act(*this_, *viewer, key, *input, request));
    };
    router_.add(method, path, handler, max_body);
  }

  // Signed in, with the CSRF token, but no command: nothing goes through the door.
  template <class In, class Out, class F>
  void ask(Method method, const std::string& path, std::string_view summary, F act) {
    describe<In, Out>(method == Method::del ? "delete" : "post", path, summary);
    router_.add(method, path, [this_ = service_, act](const Request& request) -> Response {
      const auto viewer = acting_viewer(*this_, request);
      if (!viewer) return Response::from(viewer.error());
      Result<In> input = body_of<In>(request);
      if (!input) return Response::from(input.error());
      return act(*this_, *viewer, *input, request);
    });
  }

  // Open to all (sign-in).
  template <class In, class Out, class F>
  void open(Method method, const std::string& path, std::string_view summary, F act) {
    describe<In, Out>(method == Method::get ? "get" : "post", path, summary);
    router_.add(method, path, [this_ = service_, act](const Request& request) -> Response {
      Result<In> input = body_of<In>(request);
      if (!input) return Response::from(input.error());
      return act(*this_, *input, request);
    });
  }

  // A paper as a file, read by somebody who is signed in.
  template <class F>
  void file(const std::string& path, std::string_view summary, std::string_view type, F read) {
    boost::json::object ok{{"description", "OK"},
                           {"content", {{type, {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}}};
    document_.add("get", path, {{"summary", summary}, {"responses", {{"200", std::move(ok)}}}});
    router_.add(Method::get, path, [this_ = service_, type, read](const Request& request) -> Response {
      const auto viewer = viewer_of(*this_, request);
      if (!viewer) return Response::from(viewer.error());
      const Result<app::PaperFile> paper = read(*this_, *viewer, request);
      return paper ? attached(*paper, type) : Response::from(paper.error());
    });
  }

  void raw(Method method, const std::string& path, Handler handler) {
    router_.add(method, path, std::move(handler));
  }
  Service* service() const { return service_; }
  Router& router() { return router_; }

  static Result<app::Viewer> viewer_of(Service& service, const Request& request);
  static Result<app::Viewer> acting_viewer(Service& service, const Request& request);
  static std::optional<std::string> token_of(const Service& service, const Request& request);
  static bool encrypted(const Service& service, const Request& request) {
    return request.tls || service.loopback;
  }
  static Response answer(const Result<app::Answer>& answer);
  static Response attached(const app::PaperFile& paper, std::string_view type);

 private:
  template <class In>
  static Result<In> body_of(const Request& request) {
    if constexpr (std::same_as<In, Nothing>) {
      return In{};
    } else {
      // Only JSON: a form of another site cannot send it without being asked first.
      const auto type = request.headers.get("Content-Type").value_or("");
      if (!type.starts_with("application/json"))
        return fail(ErrorCode::unsupported, "送り方が正しくありません。画面を読み直してください。",
                    "Content-Type must be application/json");
      return json::read<In>(request.body);
    }
  }

  template <class In, class Out>
  void describe(std::string_view method, const std::string& path, std::string_view summary) {
    boost::json::object operation{{"summary", summary}};
    if constexpr (!std::same_as<In, Nothing>)
      operation["requestBody"] = {{"required", true},
                                  {"content", {{"application/json", {{"schema", document_.schema<In>()}}}}}};
    boost::json::object ok{{"description", "OK"}};
    if constexpr (!std::same_as<Out, Nothing>)
      ok["content"] = {{"application/json", {{"schema", document_.schema<Out>()}}}};
    operation["responses"] = {{"200", std::move(ok)}};
    document_.add(method, path, std::move(operation));
  }

  Router& router_;
  OpenApi& document_;
  Service* service_;
};

}  // namespace sekisho::http
