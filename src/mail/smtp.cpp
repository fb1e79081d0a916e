#include "mail/smtp.h"

#include <curl/curl.h>

#include <array>
#include <cstring>
#include <fstream>
#include <mutex>

namespace sekisho::mail {
namespace {

struct Reading {
  const std::string& text;
  std::size_t at = 0;
};

std::size_t read_text(char* out, std::size_t size, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const std::size_t piece = std::min(size * count, reading.text.size() - reading.at);
  std::memcpy(out, reading.text.data() + reading.at, piece);
  reading.at += piece;
  return piece;
}

Result<std::string> password_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!in || !std::getline(in, line))
    return fail(ErrorCode::io, "メールのパスワードのファイルを読めません: " + file.string(),
                "cannot read the mail password file " + file.string(), "smtp_password_file");
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

// Whether another try could end otherwise: a refusal after a server has spoken to us about this mail cannot.
bool refused_for_good(CURLcode code, long reply) {
  return reply >= 550 && reply <= 554 && (code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY);
}

}  // namespace

struct Smtp::Impl {
  SmtpSettings settings;
  CURL* handle = nullptr;
};

Smtp::Smtp(SmtpSettings settings) : impl_(std::make_unique<Impl>()) {
  static std::once_flag once;  // what libcurl asks for, before any thread uses it
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_->settings = std::move(settings);
}

Smtp::~Smtp() {
  if (impl_->handle != nullptr) curl_easy_cleanup(impl_->handle);
}

Result<void> Smtp::send(const std::string& from, const std::string& to, const std::string& text) {
  const auto& s = impl_->settings;
  if (impl_->handle == nullptr) impl_->handle = curl_easy_init();
  CURL* curl = impl_->handle;
  if (curl == nullptr)
    return fail(ErrorCode::unavailable, "メールを送る準備ができません。", "curl_easy_init");
  curl_easy_reset(curl);  // keeps the connection
  const std::string host = s.host.find(':') != std::string::npos ? "[" + s.host + "]" : s.host;
  const std::string url =
      (s.security == Security::tls ? "smtps://" : "smtp://") + host + ":" + std::to_string(s.port);
  std::array<char, CURL_ERROR_SIZE> problem{};
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // none, whatever the environment says
  curl_easy_setopt(curl, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, problem.data());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(s.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(2 * s.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  if (s.security != Security::none) curl_easy_setopt(curl, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
  const std::string ca = s.ca.string();
  if (!ca.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca.c_str());
  std::string password;
  if (!s.user.empty()) {
    SEKISHO_TRY(password, password_of(s.password_file));
    curl_easy_setopt(curl, CURLOPT_USERNAME, s.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password.c_str());
  }
  const std::string sender = "<" + from + ">";
  curl_slist* recipients = curl_slist_append(nullptr, ("<" + to + ">").c_str());
  Reading reading{text};
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &read_text);
  curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
  const CURLcode code = curl_easy_perform(curl);
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  curl_slist_free_all(recipients);
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, nullptr);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  if (code == CURLE_OK) return {};
  std::string what = problem[0] == '\0' ? curl_easy_strerror(code) : problem.data();
  if (reply > 0) what += " (" + std::to_string(reply) + ")";
  if (refused_for_good(code, reply))
    return fail(ErrorCode::invalid_input, "メールのサーバーが、このあて先を受け付けませんでした。",
                "the mail server refused the recipient: " + what);
  // A connection that went wrong is not used again.
  curl_easy_cleanup(curl);
  impl_->handle = nullptr;
  return fail(ErrorCode::unavailable, "メールのサーバーに渡せませんでした。", "smtp: " + what);
}

}  // namespace sekisho::mail
