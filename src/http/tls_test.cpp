#include "http/tls.h"

#include <doctest/doctest.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "test_server.h"

using namespace sekisho;
using namespace sekisho::http;
namespace fs = std::filesystem;

namespace {
struct Folder {
  Folder() {
    char name[] = "/tmp/sekisho-tls-XXXXXX";
    path = ::mkdtemp(name);
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};
}  // namespace

TEST_CASE("a certificate is made once, with a key that nobody else can read") {
  const Folder folder;
  const auto certificate = folder.path / "cert.pem";
  const auto key = folder.path / "key.pem";
  const auto first = load_or_make_certificate(certificate, key, {"sekisho.example", "192.0.2.7"});
  REQUIRE(first);
  struct stat status{};
  REQUIRE(::stat(key.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  auto* parsed = SSL_CTX_get0_certificate((*first)->native());
  CHECK(X509_check_host(parsed, "localhost", 0, 0, nullptr) == 1);
  CHECK(X509_check_host(parsed, "sekisho.example", 0, 0, nullptr) == 1);
  CHECK(X509_check_ip_asc(parsed, "127.0.0.1", 0) == 1);
  CHECK(X509_check_ip_asc(parsed, "::1", 0) == 1);
  CHECK(X509_check_ip_asc(parsed, "192.0.2.7", 0) == 1);
  CHECK(X509_check_host(parsed, "other.example", 0, 0, nullptr) == 0);
  const auto again = load_or_make_certificate(certificate, key, {});
  REQUIRE(again);
  CHECK((*again)->fingerprint_sha256() == (*first)->fingerprint_sha256());
  CHECK((*first)->fingerprint_sha256().size() == 95);

  CHECK(!make_certificate(folder.path / "c", folder.path / "k", {"a,DNS:evil"}));
  CHECK(!make_certificate(folder.path / "none" / "c", folder.path / "none" / "k", {}));
  REQUIRE(make_certificate(folder.path / "c2", folder.path / "k2", {}));
  CHECK(!TlsContext::load(certificate, folder.path / "k2"));  // of another pair
  fs::remove(certificate);
  CHECK(load_or_make_certificate(certificate, key, {}).error().code == ErrorCode::invalid_input);
  std::ofstream(certificate) << "no certificate";
  CHECK(TlsContext::load(certificate, key).error().field == certificate.string());
}

TEST_CASE("requests and large bodies both ways over TLS; old versions and plain text are refused") {
  const Folder folder;
  const auto tls = load_or_make_certificate(folder.path / "c", folder.path / "k", {});
  REQUIRE(tls);
  test::TestServer host({}, *tls);
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  const auto port = "127.0.0.1:" + std::to_string(host.server->port());
  const auto talk = [&](const std::string& request) {
    BIO* bio = BIO_new_ssl_connect(context);
    BIO_set_conn_hostname(bio, port.c_str());
    std::string out;
    if (BIO_do_connect(bio) == 1) {
      for (std::size_t at = 0; at < request.size();) {
        const int size = BIO_write(bio, request.data() + at, static_cast<int>(request.size() - at));
        if (size <= 0) break;
        at += static_cast<std::size_t>(size);
      }
      char block[16384];
      for (int size; (size = BIO_read(bio, block, sizeof block)) > 0;)
        out.append(block, static_cast<std::size_t>(size));
    }
    BIO_free_all(bio);
    return out;
  };
  const auto text = test::source_text(2'000'003);
  const auto hello = talk("GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  CHECK(hello.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(hello.contains("\r\nStrict-Transport-Security: max-age="));
  CHECK(talk("PUT /sink HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2000003\r\n\r\n" + text)
            .ends_with(to_hex(sha256(text))));
  CHECK(talk("GET /source HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            .ends_with(test::source_text(300'000)));
  SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
  CHECK(
      talk("GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
  CHECK(talk("GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").empty());
  SSL_CTX_free(context);
  test::Client plain(host.server->port());
  CHECK(!plain.ask("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n").status);
}
