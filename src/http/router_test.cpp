#include "http/router.h"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace sekisho::http;

namespace {
Handler says(std::string text) {
  return [text](const Request&) { return Response::text(200, text); };
}
std::string found(const Router& router, Method method, std::string_view path) {
  const auto match = router.find(method, path);
  if (match.route == nullptr) return "405 " + match.allow;
  std::string out = match.route->handler({}).body;
  for (const auto& [name, value] : match.params) out += " " + name + "=" + value;
  return out;
}
}  // namespace

TEST_CASE("a literal wins over a name, a name over a rest; what fails deeper is tried on") {
  Router router;
  router.add(Method::get, "/", says("root"));
  router.add(Method::get, "/a/{id}", says("one"));
  router.add(Method::get, "/a/new", says("new"));
  router.add(Method::get, "/a/{id}/b/{more}", says("two"));
  router.add(Method::post, "/a/new/b", says("post"));
  router.add(Method::get, "/{rest*}", says("rest"));
  CHECK(found(router, Method::get, "/") == "root");
  CHECK(found(router, Method::get, "/a/7") == "one id=7");
  CHECK(found(router, Method::get, "/a/new") == "new");
  CHECK(found(router, Method::get, "/a/new/b/c") == "two id=new more=c");
  CHECK(found(router, Method::get, "/a/7/c") == "rest rest=a/7/c");
  CHECK(found(router, Method::get, "/a/") == "rest rest=a/");
  CHECK(found(router, Method::head, "/a/7") == "one id=7");
  CHECK(found(router, Method::get, "/a/new/b") == "405 POST, OPTIONS");
  CHECK(found(router, Method::del, "/a/7") == "405 GET, HEAD, OPTIONS");
}

TEST_CASE("an explicit HEAD or OPTIONS comes before what is derived") {
  Router router;
  router.add(Method::get, "/a", says("get"));
  router.add(Method::head, "/a", says("head"));
  router.add(Method::options, "/a", says("options"));
  CHECK(found(router, Method::head, "/a") == "head");
  CHECK(found(router, Method::options, "/a") == "options");
  CHECK(found(router, Method::put, "/a") == "405 GET, HEAD, OPTIONS");
  CHECK(router.find(Method::get, "/b").allow.empty());
}

TEST_CASE("contradictory patterns are bugs") {
  Router router;
  router.add(Method::get, "/a/{id}", says(""));
  CHECK_THROWS_AS(router.add(Method::get, "/a/{id}", says("")), std::logic_error);
  CHECK_THROWS_AS(router.add(Method::get, "/a/{name}/x", says("")), std::logic_error);
  CHECK_THROWS_AS(router.add(Method::get, "a", says("")), std::logic_error);
  CHECK_THROWS_AS(router.add(Method::get, "/{x*}/y", says("")), std::logic_error);
  CHECK_THROWS_AS(router.add(Method::get, "/{", says("")), std::logic_error);
}
