// Who answers what. Filled before the server starts; `find` is const and thread-safe afterwards.
//
// A pattern is literal segments, "{name}" for one segment, and as the last one "{name*}" for the rest (at
// least one segment). A literal wins over a name, a name over a rest. HEAD is answered from GET unless it has
// its own handler; OPTIONS and 405 get an Allow of what is there. Two handlers for one place are a bug:
// std::logic_error.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "http/message.h"
#include "http/stream.h"

namespace sekisho::http {

// Called on the request pool with a complete request. An exception becomes a 500 with the request's id, and
// is logged.
using Handler = std::function<Response(const Request&)>;

// Called on the request pool with the head, before any of the body is read (and before "100 Continue" is
// sent). A Response refuses: the connection is closed if a body is left unread. Otherwise the sink gets the
// body.
using UploadResult = std::variant<Response, std::unique_ptr<BodySink>>;
using UploadHandler = std::function<UploadResult(const Request&)>;

struct Route {
  std::string pattern;
  Handler handler;  // one of the two is set
  UploadHandler upload_handler;
  std::size_t max_body = 0;  // 0: Limits::body_bytes
};

class Router {
 public:
  Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;
  ~Router();

  void add(Method method, std::string_view pattern, Handler handler, std::size_t max_body = 0);
  void add_upload(Method method, std::string_view pattern, UploadHandler handler);

  struct Match {
    const Route* route = nullptr;  // none: 404 if `allow` is empty, else 405 (or the answer to OPTIONS)
    Pairs params;
    std::string allow;    // "GET, HEAD, OPTIONS"
    std::string pattern;  // also when the method is not allowed
  };
  Match find(Method method, std::string_view path) const;

  struct Node;

 private:
  void insert(Method method, Route route);
  std::unique_ptr<Node> root_;
};

}  // namespace sekisho::http
