#include "http/router.h"

#include <map>
#include <stdexcept>

namespace sekisho::http {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> named;
  std::unique_ptr<Node> rest;
  std::string name;  // of the segment that led here, if it is named
  std::map<Method, Route> routes;
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

namespace {

using Node = Router::Node;

[[noreturn]] void wrong(std::string_view pattern, const char* why) {
  throw std::logic_error("route " + std::string(pattern) + ": " + why);
}

Node* child(std::unique_ptr<Node>& place, std::string_view name, std::string_view pattern) {
  if (!place) {
    place = std::make_unique<Node>();
    place->name = name;
  }
  if (place->name != name) wrong(pattern, "one place has two names");
  return place.get();
}

// The first segment of `path` (which starts with a slash), and what follows it.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  const auto end = std::min(path.find('/', 1), path.size());
  return {path.substr(1, end - 1), path.substr(end)};
}

const Node* walk(const Node& node, std::string_view path, Pairs& params) {
  if (path.empty()) return node.routes.empty() ? nullptr : &node;
  const auto [segment, after] = split(path);
  if (const auto it = node.literals.find(segment); it != node.literals.end())
    if (const auto* found = walk(*it->second, after, params)) return found;
  if (node.named && !segment.empty()) {
    params.emplace_back(node.named->name, segment);
    if (const auto* found = walk(*node.named, after, params)) return found;
    params.pop_back();
  }
  if (node.rest && path.size() > 1) {
    params.emplace_back(node.rest->name, path.substr(1));
    return node.rest.get();
  }
  return nullptr;
}

}  // namespace

void Router::insert(Method method, Route route) {
  std::string_view path = route.pattern;
  if (!path.starts_with('/')) wrong(path, "a pattern starts with a slash");
  Node* node = root_.get();
  while (!path.empty()) {
    auto [segment, after] = split(path);
    if (segment.starts_with('{')) {
      if (!segment.ends_with('}') || segment.size() < 3) wrong(route.pattern, "a name in braces is expected");
      segment = segment.substr(1, segment.size() - 2);
      if (segment.ends_with('*')) {
        segment.remove_suffix(1);
        if (!after.empty()) wrong(route.pattern, "a rest must be last");
        node = child(node->rest, segment, route.pattern);
      } else {
        node = child(node->named, segment, route.pattern);
      }
    } else {
      auto& place = node->literals[std::string(segment)];
      if (!place) place = std::make_unique<Node>();
      node = place.get();
    }
    path = after;
  }
  std::string pattern = route.pattern;
  if (!node->routes.emplace(method, std::move(route)).second)
    wrong(pattern, "has two handlers for one method");
}

void Router::add(Method method, std::string_view pattern, Handler handler, std::size_t max_body) {
  insert(method, Route{std::string(pattern), std::move(handler), nullptr, max_body});
}

void Router::add_upload(Method method, std::string_view pattern, UploadHandler handler) {
  insert(method, Route{std::string(pattern), nullptr, std::move(handler), 0});
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match match;
  const auto* node = walk(*root_, path, match.params);
  if (node == nullptr) return match;
  match.pattern = node->routes.begin()->second.pattern;
  auto it = node->routes.find(method);
  if (it == node->routes.end() && method == Method::head) it = node->routes.find(Method::get);
  if (it != node->routes.end()) {
    match.route = &it->second;
    return match;
  }
  bool has_options = false;
  for (const auto& [known, route] : node->routes) {
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += method_name(known);
    if (known == Method::get && !node->routes.contains(Method::head)) match.allow += ", HEAD";
    has_options = has_options || known == Method::options;
  }
  if (!has_options) match.allow += ", OPTIONS";
  return match;
}

}  // namespace sekisho::http
