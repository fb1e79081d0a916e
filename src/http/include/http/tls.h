// TLS 1.2 and 1.3 for the server (OpenSSL). The certificate is the town's own, or one made at the first
// start.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"

struct ssl_ctx_st;

namespace sekisho::http {

class TlsContext {
 public:
  // PEM files: certificate with its chain, and the key that belongs to it. Errors name the file: io,
  // invalid_input.
  static Result<std::shared_ptr<TlsContext>> load(const std::filesystem::path& certificate,
                                                  const std::filesystem::path& key);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  // Of the certificate, in hex with colons: for the first visit, when the browser warns.
  std::string fingerprint_sha256() const;
  ssl_ctx_st* native() const { return context_; }

 private:
  explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
  ssl_ctx_st* context_;
};

// EC P-256, self-signed, for localhost, 127.0.0.1, ::1 and `names` (host names or IP addresses), 825 days.
// The key file is 0600 from its first octet. Both files are replaced whole or not at all.
Result<void> make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key,
                              const std::vector<std::string>& names);

// Loads; makes them first if neither file is there. One without the other is an error.
Result<std::shared_ptr<TlsContext>> load_or_make_certificate(const std::filesystem::path& certificate,
                                                             const std::filesystem::path& key,
                                                             const std::vector<std::string>& names);

}  // namespace sekisho::http
