// The pages. A path that is not a file of theirs gets the one page, which finds its way by the address.
#include "pages.h"

#include "routes/all.h"
#include "routes/api.h"

namespace sekisho::http {
namespace {

bool accepts(const Request& request, std::string_view coding) {
  const auto accepted = request.headers.get("Accept-Encoding").value_or("");
  const auto at = accepted.find(coding);
  return at != std::string_view::npos && accepted.substr(at + coding.size(), 4) != ";q=0";
}

Response send(const EmbeddedFile& file, const Request& request) {
  Response response;
  response.headers.add("Content-Type", std::string(file.type));
  response.headers.add("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.add("Vary", "Accept-Encoding");
  const bool brotli = accepts(request, "br");
  const bool gzip = !brotli && accepts(request, "gzip");
  const std::string tag = "\"" + std::string(file.tag) + (brotli ? "-br" : gzip ? "-gz" : "") + "\"";
  response.headers.add("ETag", tag);
  if (request.headers.get("If-None-Match") == tag) {
    response.status = 304;
    return response;
  }
  if (brotli) response.headers.add("Content-Encoding", "br");
  if (gzip) response.headers.add("Content-Encoding", "gzip");
  response.fixed = brotli ? file.brotli : gzip ? file.gzip : file.plain;
  return response;
}

}  // namespace

void add_pages(Router& router) {
  const EmbeddedFile* index = nullptr;
  static const std::vector<EmbeddedFile> files = embedded_files();
  for (const auto& file : files) {
    if (file.path == "/") index = &file;
    router.add(Method::get, file.path, [&file](const Request& request) { return send(file, request); });
  }
  if (index == nullptr) return;
  router.add(Method::get, "/{path*}", [index](const Request& request) -> Response {
    if (request.path.starts_with("/api/") || request.path.starts_with("/assets/"))
      return Response::error(404, "not_found", "見つかりません。", "not found");
    return send(*index, request);
  });
}

}  // namespace sekisho::http
