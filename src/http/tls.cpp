#include "http/tls.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/bytes.h"
#include "base/secret.h"

namespace sekisho::http {
namespace {

namespace fs = std::filesystem;

template <class T, void (*Free)(T*)>
struct Freer {
  void operator()(T* p) const { Free(p); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using CertPtr = std::unique_ptr<X509, Freer<X509, X509_free>>;
using ContextPtr = std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>>;
using BioPtr = std::unique_ptr<BIO, Freer<BIO, BIO_free_all>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION, X509_EXTENSION_free>>;

std::string openssl_error() {
  char text[256] = "unknown error";
  if (const auto code = ERR_get_error(); code != 0) ERR_error_string_n(code, text, sizeof text);
  ERR_clear_error();
  return text;
}

std::unexpected<Error> unusable(const fs::path& path, const char* ja) {
  return fail(ErrorCode::invalid_input, path.string() + " " + ja, path.string() + ": " + openssl_error(),
              path.string());
}

// The whole file under another name first, durable, then the name: half a key is never seen.
Result<void> write_whole(const fs::path& path, std::string_view text, mode_t mode) {
  const auto failed = [&](const fs::path& which) {
    const auto reason = std::generic_category().message(errno);
    return fail(ErrorCode::io, which.string() + " に書き込めません。置き場所と権限を確かめてください。",
                "cannot write " + which.string() + ": " + reason, which.string());
  };
  const fs::path partial = path.string() + ".new";
  ::unlink(partial.c_str());
  const int fd = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return failed(partial);
  bool good = true;
  while (good && !text.empty()) {
    const auto size = ::write(fd, text.data(), text.size());
    if (size < 0 && errno == EINTR) continue;
    good = size > 0;
    if (good) text.remove_prefix(static_cast<std::size_t>(size));
  }
  good = good && ::fsync(fd) == 0;
  good = ::close(fd) == 0 && good;
  if (!good || ::rename(partial.c_str(), path.c_str()) != 0) {
    auto error = failed(path);
    ::unlink(partial.c_str());
    return error;
  }
  return {};
}

std::string pem_text(BIO* bio) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

bool add_extension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// A name goes into OpenSSL's little language: only what cannot mean anything else there.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 253 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:*") ==
             std::string_view::npos;
}

bool is_address(std::string_view name) {
  return name.contains(':') || name.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

TlsContext::~TlsContext() { SSL_CTX_free(context_); }

std::string TlsContext::fingerprint_sha256() const {
  Hash digest{};
  unsigned size = 0;
  X509_digest(SSL_CTX_get0_certificate(context_), EVP_sha256(), digest.data(), &size);
  std::string out;
  for (const auto octet : digest) out += fmt::format("{}{:02X}", out.empty() ? "" : ":", octet);
  return out;
}

Result<std::shared_ptr<TlsContext>> TlsContext::load(const fs::path& certificate, const fs::path& key) {
  ERR_clear_error();
  ContextPtr context(SSL_CTX_new(TLS_server_method()));
  if (!context) return fail(ErrorCode::io, "TLS を準備できません。", "SSL_CTX_new: " + openssl_error());
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                         SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  // Many records in one system call: a third of the time of an upload otherwise.
  SSL_CTX_set_read_ahead(context.get(), 1);
  SSL_CTX_set_default_read_buffer_len(context.get(), 128 * 1024);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  // AES-GCM only, with forward secrecy: what the CRYPTREC list names, and what this hardware does fastest.
  if (SSL_CTX_set_ciphersuites(context.get(), "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384") != 1 ||
      SSL_CTX_set_cipher_list(context.get(),
                              "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                              "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384") != 1 ||
      SSL_CTX_set1_groups_list(context.get(), "X25519:P-256:P-384") != 1)
    return fail(ErrorCode::io, "TLS を準備できません。", "TLS set-up: " + openssl_error());
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1)
    return unusable(certificate, "を証明書として読めません。PEM 形式の証明書か確かめてください。");
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
    return unusable(key, "を秘密鍵として読めません。証明書と組になる PEM 形式の鍵か確かめてください。");
  if (SSL_CTX_check_private_key(context.get()) != 1)
    return unusable(key, "は証明書と組になっていません。正しい組を指定してください。");
  return std::shared_ptr<TlsContext>(new TlsContext(context.release()));
}

Result<void> make_certificate(const fs::path& certificate_path, const fs::path& key_path,
                              const std::vector<std::string>& names) {
  std::string alternatives = "DNS:localhost,IP:127.0.0.1,IP:::1";
  for (const auto& name : names) {
    if (!is_plain_name(name))
      return fail(ErrorCode::invalid_input, "「" + name + "」は、証明書に入れられる名前ではありません。",
                  "not a host name or address: " + name, "names");
    alternatives += (is_address(name) ? ",IP:" : ",DNS:") + name;
  }

  ERR_clear_error();
  const KeyPtr key(EVP_EC_gen("P-256"));
  const CertPtr certificate(X509_new());
  const BioPtr key_pem(BIO_new(BIO_s_secmem()));
  const BioPtr certificate_pem(BIO_new(BIO_s_mem()));
  bool good = key && certificate && key_pem && certificate_pem;
  if (good) {
    std::array<std::uint8_t, 16> serial;
    random_fill(serial);
    serial[0] &= 0x7f;
    BIGNUM* number = BN_bin2bn(serial.data(), serial.size(), nullptr);
    good =
        number != nullptr && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get())) != nullptr;
    BN_free(number);
    auto* name = X509_get_subject_name(certificate.get());
    const auto* common = reinterpret_cast<const unsigned char*>("Sekisho");
    good =
        good && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600) != nullptr &&
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 825L * 24 * 3600) != nullptr &&
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, common, -1, -1, 0) == 1 &&
        X509_set_issuer_name(certificate.get(), name) == 1 &&
        X509_set_pubkey(certificate.get(), key.get()) == 1 &&
        add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE") &&
        add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature") &&
        add_extension(certificate.get(), NID_ext_key_usage, "serverAuth") &&
        add_extension(certificate.get(), NID_subject_alt_name, alternatives) &&
        X509_sign(certificate.get(), key.get(), EVP_sha256()) != 0 &&
        PEM_write_bio_PKCS8PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
        PEM_write_bio_X509(certificate_pem.get(), certificate.get()) == 1;
  }
  if (!good)
    return fail(ErrorCode::invalid_input, "証明書を作れませんでした。指定した名前を確かめてください。",
                "cannot make a certificate: " + openssl_error(), "names");
  auto key_text = pem_text(key_pem.get());
  auto written = write_whole(key_path, key_text, 0600);
  OPENSSL_cleanse(key_text.data(), key_text.size());
  SEKISHO_CHECK(std::move(written));
  return write_whole(certificate_path, pem_text(certificate_pem.get()), 0644);
}

Result<std::shared_ptr<TlsContext>> load_or_make_certificate(const fs::path& certificate, const fs::path& key,
                                                             const std::vector<std::string>& names) {
  std::error_code ignored;
  const bool has_certificate = fs::exists(certificate, ignored);
  const bool has_key = fs::exists(key, ignored);
  if (!has_certificate && !has_key) SEKISHO_CHECK(make_certificate(certificate, key, names));
  if (has_certificate != has_key) {
    const auto& missing = has_key ? certificate : key;
    return fail(
        ErrorCode::invalid_input,
        missing.string() + " がありません。証明書と秘密鍵は組で置くか、両方を消して作り直してください。",
        missing.string() + " is missing beside its other half", missing.string());
  }
  return TlsContext::load(certificate, key);
}

}  // namespace sekisho::http
