#include "http/tus.h"

#include <openssl/evp.h>

#include <algorithm>

#include "head.h"
#include "tus_active.h"

namespace sekisho::http {
namespace {

constexpr const char* version = "1.0.0";

Response with_version(Response response) {
  response.headers.set("Tus-Resumable", version);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Response refusal(int status, std::string_view code, std::string_view ja, std::string_view en,
                 std::string_view field = {}) {
  return Response::error(status, code, ja, en, field);
}

Response bad_header(std::string_view name) {
  return refusal(400, "invalid_input", "送信プログラムの送った見出しが正しくありません: " + std::string(name),
                 "missing or malformed: " + std::string(name), name);
}

Response too_large(std::uint64_t most) {
  return refusal(
      413, "too_large",
      "ファイルが大きすぎます（上限 " + std::to_string(most) + " バイト）。分けて申請してください。",
      "larger than " + std::to_string(most) + " octets");
}

class Digest {
 public:
  explicit Digest(const EVP_MD* kind) : context_(EVP_MD_CTX_new()) {
    if (context_ == nullptr || EVP_DigestInit_ex(context_, kind, nullptr) != 1) throw std::bad_alloc();
  }
  ~Digest() { EVP_MD_CTX_free(context_); }
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  void add(ByteView block) { EVP_DigestUpdate(context_, block.data(), block.size()); }
  Bytes finish() {
    Bytes out(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    EVP_DigestFinal_ex(context_, out.data(), &size);
    out.resize(size);
    return out;
  }

 private:
  EVP_MD_CTX* context_;
};

// Where one PATCH (or the body of a creation) goes.
struct Incoming {
  std::unique_ptr<ActiveUploads::Claim> claim;
  std::unique_ptr<TusAppend> append;
  std::uint64_t room = 0;  // what the upload still lacks
  std::optional<Instant> expires;
  std::optional<TusChecksum> checksum;
  int status = 204;
  std::string location;  // of a creation
};

class TusSink final : public BodySink {
 public:
  explicit TusSink(Incoming incoming) : in_(std::move(incoming)) {
    if (in_.checksum) digest_.emplace(in_.checksum->algorithm == "sha1" ? EVP_sha1() : EVP_sha256());
  }
  ~TusSink() override { abort(); }

  Result<void> write(ByteView block) override {
    // What is right counts even if too much follows.
    const auto fits = block.first(std::min<std::uint64_t>(block.size(), in_.room));
    in_.room -= fits.size();
    if (digest_) digest_->add(fits);
    if (!fits.empty()) SEKISHO_CHECK(in_.append->write(fits));
    if (fits.size() < block.size())
      return fail(ErrorCode::too_large, "申し出た大きさより多く送られました。続きからやり直してください。",
                  "the body is longer than what the upload lacks");
    return {};
  }

  Response finish() override {
    if (digest_ && digest_->finish() != in_.checksum->digest) {
      drop();
      return answer(refusal(460, "checksum_mismatch",
                            "途中でデータが壊れました。この部分をもう一度送ってください。",
                            "the checksum does not match; nothing of this request counts"));
    }
    const auto append = std::move(in_.append);
    auto offset = append->commit();
    in_.claim.reset();
    if (!offset) return answer(Response::from(offset.error()));
    auto response = Response::empty(in_.status);
    response.headers.add("Upload-Offset", std::to_string(*offset));
    if (!in_.location.empty()) response.headers.add("Location", in_.location);
    if (in_.expires) response.headers.add("Upload-Expires", http_date(*in_.expires));
    return with_version(std::move(response));
  }

  Response refuse(const Error& error) override { return answer(Response::from(error)); }

  void abort() noexcept override {
    try {
      if (!in_.append) return;
      if (digest_) return drop();  // unverified octets must not count
      const auto append = std::move(in_.append);
      (void)append->commit();
      in_.claim.reset();
    } catch (...) {
      in_.claim.reset();
    }
  }

 private:
  void drop() {
    in_.append->discard();
    in_.append.reset();
    in_.claim.reset();
  }
  // A refusal after a creation still tells where the (empty) upload is.
  Response answer(Response response) const {
    if (!in_.location.empty()) response.headers.add("Location", in_.location);
    return with_version(std::move(response));
  }

  Incoming in_;
  std::optional<Digest> digest_;
};

class Tus : public std::enable_shared_from_this<Tus> {
 public:
  Tus(TusOptions options, std::shared_ptr<TusBackend> backend)
      : options_(std::move(options)),
        backend_(std::move(backend)),
        active_(std::make_shared<ActiveUploads>()) {}

  void add_to(Router& router) {
    const auto self = shared_from_this();
    const auto plain = [&](Method method, const std::string& pattern,
                           Response (Tus::*handler)(const Request&)) {
      router.add(method, pattern,
                 [self, handler](const Request& r) { return with_version((self.get()->*handler)(r)); });
    };
    const auto upload = [&](Method method, const std::string& pattern,
                            UploadResult (Tus::*handler)(const Request&)) {
      router.add_upload(method, pattern, [self, handler](const Request& r) -> UploadResult {
        auto result = (self.get()->*handler)(r);
        if (auto* response = std::get_if<Response>(&result)) *response = with_version(std::move(*response));
        return result;
      });
    };
    const auto one = options_.upload_prefix + "/{id}";
    plain(Method::options, options_.create_pattern, &Tus::options);
    upload(Method::post, options_.create_pattern, &Tus::create);
    plain(Method::options, one, &Tus::options);
    plain(Method::head, one, &Tus::head);
    plain(Method::get, one, &Tus::not_here);
    plain(Method::put, one, &Tus::not_here);
    plain(Method::del, one, &Tus::remove);
    upload(Method::patch, one, &Tus::patch);
    upload(Method::post, one, &Tus::overridden);
  }

 private:
  std::optional<Response> other_version(const Request& request) const {
    if (request.headers.get("Tus-Resumable") == version) return std::nullopt;
    auto response =
        refusal(412, "unsupported", "送信プログラムの版が合いません。画面を読み込み直してください。",
                "Tus-Resumable must be 1.0.0");
    response.headers.add("Tus-Version", version);
    return response;
  }

  Response options(const Request&) {
    auto response = Response::empty();
    response.headers.add("Tus-Version", version);
    response.headers.add("Tus-Extension", "creation,creation-with-upload,checksum,termination,expiration");
    response.headers.add("Tus-Checksum-Algorithm", "sha1,sha256");
    response.headers.add("Tus-Max-Size", std::to_string(backend_->max_size()));
    return response;
  }

  Response not_here(const Request&) {
    auto response = refusal(405, "method_not_allowed", "この操作はここではできません。",
                            "the method is not allowed here");
    response.headers.add("Allow", "HEAD, PATCH, DELETE, POST, OPTIONS");
    return response;
  }

  Response locked() const {
    auto response =
        refusal(423, "locked", "同じファイルの送信がまだ終わっていません。少し待って続けてください。",
                "another request for this upload is still being ended");
    response.headers.add("Retry-After", "5");
    return response;
  }

  // Why the body of this request may not be taken, if so; else fills in the checksum.
  std::optional<Response> check_body(const Request& request, std::optional<TusChecksum>& checksum) const {
    const auto type = request.headers.get("Content-Type");
    if (!type || !same_name(*type, "application/offset+octet-stream"))
      return refusal(415, "unsupported", "送信プログラムの形式が違います。画面を読み込み直してください。",
                     "Content-Type must be application/offset+octet-stream", "Content-Type");
    if (const auto given = request.headers.get("Upload-Checksum")) {
      checksum = parse_tus_checksum(*given);
      if (!checksum || !checksum->known) return bad_header("Upload-Checksum");
    }
    return std::nullopt;
  }

  UploadResult create(const Request& request) {
    if (auto response = other_version(request)) return *std::move(response);
    if (request.headers.get("X-HTTP-Method-Override").value_or("POST") != "POST") return not_here(request);
    if (request.headers.get("Upload-Defer-Length") || request.headers.get("Upload-Concat"))
      return refusal(400, "unsupported", "大きさの決まらない送信は受け付けません。",
                     "Upload-Defer-Length and Upload-Concat are not offered");
    const auto length_text = request.headers.get("Upload-Length");
    const auto length = length_text ? parse_tus_number(*length_text) : std::nullopt;
    if (!length) return bad_header("Upload-Length");
    if (*length > backend_->max_size()) return too_large(backend_->max_size());
    TusCreate wanted{.length = *length, .metadata = {}, .metadata_header = {}};
    if (const auto text = request.headers.get("Upload-Metadata")) {
      auto metadata = parse_tus_metadata(*text);
      if (!metadata) return bad_header("Upload-Metadata");
      wanted.metadata = *std::move(metadata);
      wanted.metadata_header = *text;
    }
    std::optional<TusChecksum> checksum;
    if (request.has_body) {
      if (auto response = check_body(request, checksum)) return *std::move(response);
      if (request.content_length.value_or(0) > *length) return too_large(*length);
    }

    const auto id = backend_->create(request, wanted);
    if (!id) return Response::from(id.error());
    const auto location = options_.upload_prefix + "/" + *id;
    if (request.has_body) {
      auto result = open(request, *id, 0, std::move(checksum), location);
      // The upload exists: a client that is told so can go on by PATCH.
      if (!std::holds_alternative<Response>(result)) return result;
    }
    auto response = Response::empty(201);
    response.headers.add("Location", location);
    response.headers.add("Upload-Offset", "0");
    if (const auto info = backend_->info(request, *id); info && info->expires)
      response.headers.add("Upload-Expires", http_date(*info->expires));
    return response;
  }

  Response head(const Request& request) {
    if (auto response = other_version(request)) return *std::move(response);
    const std::string id(*request.param("id"));
    // First whether this viewer may: only then may it end what runs.
    if (const auto allowed = backend_->info(request, id); !allowed) return Response::from(allowed.error());
    const auto claim = active_->claim(id, nullptr, options_.takeover);
    if (!claim) return locked();
    const auto info = backend_->info(request, id);
    if (!info) return Response::from(info.error());
    auto response = Response::empty(200);
    response.headers.add("Upload-Offset", std::to_string(info->offset));
    response.headers.add("Upload-Length", std::to_string(info->length));
    if (!info->metadata_header.empty()) response.headers.add("Upload-Metadata", info->metadata_header);
    if (info->expires && info->offset < info->length)
      response.headers.add("Upload-Expires", http_date(*info->expires));
    return response;
  }

  UploadResult patch(const Request& request) {
    if (auto response = other_version(request)) return *std::move(response);
    const auto offset_text = request.headers.get("Upload-Offset");
    std::optional<TusChecksum> checksum;
    if (auto response = check_body(request, checksum)) return *std::move(response);
    const auto offset = offset_text ? parse_tus_number(*offset_text) : std::nullopt;
    if (!offset) return bad_header("Upload-Offset");
    return open(request, std::string(*request.param("id")), *offset, std::move(checksum), {});
  }

  UploadResult open(const Request& request, const std::string& id, std::uint64_t offset,
                    std::optional<TusChecksum> checksum, std::string location) {
    if (const auto allowed = backend_->info(request, id); !allowed) return Response::from(allowed.error());
    auto claim = active_->claim(id, request.hang_up, options_.takeover);
    if (!claim) return locked();
    const auto info = backend_->info(request, id);
    if (!info) return Response::from(info.error());
    if (offset != info->offset) {
      auto response =
          refusal(409, "conflict", "送った位置が合いません。続きの位置を確かめてから送り直します。",
                  "Upload-Offset is " + std::to_string(info->offset), "Upload-Offset");
      response.headers.add("Upload-Offset", std::to_string(info->offset));
      return response;
    }
    const auto room = info->length - info->offset;
    if (request.content_length.value_or(0) > room) return too_large(room);
    auto append = backend_->append(request, id, offset, checksum.has_value());
    if (!append) return Response::from(append.error());
    return std::make_unique<TusSink>(Incoming{.claim = std::move(claim),
                                              .append = *std::move(append),
                                              .room = room,
                                              .expires = info->expires,
                                              .checksum = std::move(checksum),
                                              .status = location.empty() ? 204 : 201,
                                              .location = std::move(location)});
  }

  Response remove(const Request& request) {
    if (auto response = other_version(request)) return *std::move(response);
    const std::string id(*request.param("id"));
    if (const auto allowed = backend_->info(request, id); !allowed) return Response::from(allowed.error());
    const auto claim = active_->claim(id, nullptr, options_.takeover);
    if (!claim) return locked();
    if (const auto removed = backend_->remove(request, id); !removed) return Response::from(removed.error());
    return Response::empty(204);
  }

  // For clients behind something that lets only GET and POST through.
  UploadResult overridden(const Request& request) {
    const auto method = request.headers.get("X-HTTP-Method-Override");
    if (method == "PATCH") return patch(request);
    if (method == "DELETE") return remove(request);
    if (method == "HEAD") return head(request);
    return not_here(request);
  }

  TusOptions options_;
  std::shared_ptr<TusBackend> backend_;
  std::shared_ptr<ActiveUploads> active_;
};

}  // namespace

void add_tus(Router& router, TusOptions options, std::shared_ptr<TusBackend> backend) {
  std::make_shared<Tus>(std::move(options), std::move(backend))->add_to(router);
}

}  // namespace sekisho::http
