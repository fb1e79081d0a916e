#include "settings_table.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "mail/message.h"

namespace sekisho::cli {
namespace {

using Objection = Setting::Objection;

Objection object_to_endpoint(std::string_view text) {
  const auto endpoint = parse_endpoint(text);
  return endpoint ? Objection{} : Objection{endpoint.error().ja, endpoint.error().en};
}

// 全国地方公共団体コード: five digits weighted 6 to 2; 11 minus the remainder by 11, last digit.
Objection object_to_town_code(std::string_view text) {
  if (text.empty()) return {};
  const bool digits =
      text.size() == 6 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  int sum = 0;
  for (int i = 0; digits && i < 5; ++i) sum += (text[static_cast<std::size_t>(i)] - '0') * (6 - i);
  if (digits && (11 - sum % 11) % 10 == text[5] - '0') return {};
  return {"全国地方公共団体コードは、検査数字を含む6桁の数字で入れてください。",
          "must be the six-digit code of a local government, with its check digit"};
}

Objection object_to_log_level(std::string_view text) {
  constexpr std::array<std::string_view, 4> levels{"error", "warn", "info", "debug"};
  if (std::ranges::find(levels, text) != levels.end()) return {};
  return {"error、warn、info、debug のどれかにしてください。", "must be one of error, warn, info, debug"};
}

Objection object_to_smtp_security(std::string_view text) {
  if (text == "starttls" || text == "tls" || text == "none") return {};
  return {"starttls、tls、none のどれかにしてください。", "must be one of starttls, tls, none"};
}

Objection object_to_mail_address(std::string_view text) {
  if (text.empty() || mail::is_address(text)) return {};
  return {"メールアドレスの形にしてください（例：sekisho@city.example.jp）。", "must be a mail address"};
}

constexpr std::int64_t tebibyte = std::int64_t{1} << 40;

const std::array<Setting, 26> table{{
    {.name = "data_dir",
     .member = &Settings::data_dir,
     .ja = "データを置くディレクトリ",
     .en = "folder of the database, the vault and unfinished uploads"},
    {.name = "keys_dir",
     .member = &Settings::keys_dir,
     .ja = "鍵を置くディレクトリ。data_dir の内にも外側にもしないこと",
     .en = "folder of the keys; must neither lie in data_dir nor hold it"},
    {.name = "listen",
     .member = &Settings::listen,
     .ja = "待ち受けるアドレスとポート",
     .en = "address and port, such as 0.0.0.0:8443 or [::1]:8443",
     .object = object_to_endpoint},
    {.name = "http",
     .member = &Settings::http,
     .ja = "TLS を使わない。このコンピューターの中だけで使うとき",
     .en = "serve without TLS; on a loopback address only"},
    {.name = "tls_certificate",
     .member = &Settings::tls_certificate,
     .ja = "証明書（PEM）。なければ自分で作る",
     .en = "certificate chain, PEM; empty: one is made at the first start"},
    {.name = "tls_key",
     .member = &Settings::tls_key,
     .ja = "証明書の秘密鍵（PEM）",
     .en = "its private key, PEM"},
    {.name = "town_code",
     .member = &Settings::town_code,
     .ja = "全国地方公共団体コード（6桁）。空なら、データに記録されたもの",
     .en = "six-digit code of the local government; empty: as recorded in the data",
     .object = object_to_town_code},
    {.name = "town_name",
     .member = &Settings::town_name,
     .ja = "団体の名前",
     .en = "name of the local government"},
    {.name = "log_level",
     .member = &Settings::log_level,
     .ja = "記録の細かさ（error、warn、info、debug）",
     .en = "error, warn, info or debug",
     .object = object_to_log_level},
    {.name = "max_upload_bytes",
     .member = &Settings::max_upload_bytes,
     .ja = "1つのファイルの大きさの上限（バイト）",
     .en = "largest file that is taken in, in octets",
     .least = 1,
     .most = tebibyte * 16},
    {.name = "upload_expiry_hours",
     .member = &Settings::upload_expiry_hours,
     .ja = "途中で止まった送信を残しておく時間",
     .en = "hours after which an unfinished upload is dropped",
     .least = 1,
     .most = 24 * 365},
    {.name = "session_idle_minutes",
     .member = &Settings::session_idle_minutes,
     .ja = "操作がないときサインアウトするまでの分",
     .en = "minutes without activity after which a session ends",
     .least = 1,
     .most = 24 * 60},
    {.name = "session_hours",
     .member = &Settings::session_hours,
     .ja = "サインインし直すまでの時間",
     .en = "hours after which a session ends in any case",
     .least = 1,
     .most = 24},
    {.name = "escalate_after_days",
     .member = &Settings::escalate_after_days,
     .ja = "期限を過ぎた仕事を、何日ごとに一つ上の役割にも知らせるか。0 なら知らせない",
     .en = "days overdue after which a duty also reaches the next role above; 0: never",
     .least = 0,
     .most = 365},
    {.name = "inspection_rules",
     .member = &Settings::inspection_rules,
     .ja = "団体が決めた検査の規則（YARA と正規表現）のフォルダー。空なら、使わない",
     .en = "folder of the town's own rules (YARA, regular expressions) for inspections; empty: none"},
    {.name = "clamd_socket",
     .member = &Settings::clamd_socket,
     .ja =
         "ウイルス検査（ClamAV の clamd）のソケット、またはアドレスとポート。空なら、ウイルスの検査をしない",
     .en = "clamd's socket, or address and port; empty: files are not scanned for malware"},
    {.name = "smtp_host",
     .member = &Settings::smtp_host,
     .ja = "やることを知らせるメールを渡すサーバー。空なら、メールを送らない",
     .en = "server that takes the daily mails; empty: no mail is sent"},
    {.name = "smtp_port",
     .member = &Settings::smtp_port,
     .ja = "そのポート（starttls は 587、tls は 465 が多い）",
     .en = "its port; 587 with starttls, 465 with tls",
     .least = 1,
     .most = 65535},
    {.name = "smtp_security",
     .member = &Settings::smtp_security,
     .ja = "starttls、tls、none（庁内の中継だけ。パスワードは送れない）",
     .en = "starttls, tls or none (a relay in the building; never with a password)",
     .object = object_to_smtp_security},
    {.name = "smtp_from",
     .member = &Settings::smtp_from,
     .ja = "差出人のメールアドレス",
     .en = "address that the mails come from",
     .object = object_to_mail_address},
    {.name = "smtp_user",
     .member = &Settings::smtp_user,
     .ja = "サーバーの利用者名。空なら、名乗らずに渡す",
     .en = "user name at the server; empty: without signing in"},
    {.name = "smtp_password_file",
     .member = &Settings::smtp_password_file,
     .ja = "パスワードを書いたファイル（1行目）",
     .en = "file whose first line is the password"},
    {.name = "smtp_ca",
     .member = &Settings::smtp_ca,
     .ja = "サーバーの証明書を確かめる認証局（PEM）。空なら、システムのもの",
     .en = "authorities that the server's certificate is checked with, PEM; empty: the system's"},
    {.name = "mail_hour",
     .member = &Settings::mail_hour,
     .ja = "その日のメールを送り始める時（日本時間）",
     .en = "hour, in Japan, at which the day's mails go out",
     .least = 0,
     .most = 23},
    {.name = "handler_threads",
     .member = &Settings::handler_threads,
     .ja = "要求を処理するスレッドの数",
     .en = "threads that handle requests",
     .least = 1,
     .most = 256},
    {.name = "transfer_threads",
     .member = &Settings::transfer_threads,
     .ja = "ファイルの送受信を処理するスレッドの数",
     .en = "threads that move and seal files",
     .least = 1,
     .most = 256},
}};

std::size_t distance(std::string_view a, std::string_view b) {  // Levenshtein
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const Setting> setting_table() { return table; }

const Setting* find_setting(std::string_view name) {
  const auto it = std::ranges::find(table, name, &Setting::name);
  return it == table.end() ? nullptr : &*it;
}

std::string_view nearest_setting(std::string_view name) {
  constexpr std::size_t longest = 40;
  constexpr std::size_t near = 3;
  if (name.size() > longest) return {};
  const auto it =
      std::ranges::min_element(table, {}, [&](const Setting& s) { return distance(name, s.name); });
  return distance(name, it->name) <= near ? it->name : std::string_view{};
}

Value value_of(const Settings& settings, const Setting& setting) {
  return std::visit(
      [&](auto member) -> Value {
        if constexpr (std::is_same_v<decltype(member), std::filesystem::path Settings::*>) {
          return (settings.*member).string();
        } else {
          return settings.*member;
        }
      },
      setting.member);
}

}  // namespace sekisho::cli
