// `sekisho mail test`: hands one mail to the server of the settings, so that whoever sets it up sees what is
// wrong.
#include <fmt/format.h>

#include <array>

#include "base/ids.h"
#include "commands.h"
#include "mail/message.h"
#include "mail_settings.h"

namespace sekisho::cli {
namespace {

constexpr std::string_view help =
    R"(Usage: sekisho mail test ADDRESS [--settings FILE]

Hands one mail for ADDRESS to the server of the settings (smtp_host and those beside it), and says what the server
said. It needs no data: the town may be served meanwhile. Whether the daily mails go out is shown to the administrator,
and by GET /api/health.

      --settings FILE  settings (TOML)
      --json           the outcome as JSON
  -h, --help           this text
)";

}  // namespace

int run_mail(std::span<const std::string> args) {
  static constexpr std::array kinds{settings_option, json_option, help_option};
  const auto options = parse_options(args, kinds);
  if (!options) return report("mail", options.error(), false, exit_usage);
  if (options->has('h')) {
    fmt::print("{}", help);
    return 0;
  }
  const bool json = options->has('J');
  if (options->operands.size() != 2 || options->operands[0] != "test") {
    fmt::print(stderr, "{}", help);
    return exit_usage;
  }
  const std::string& to = options->operands[1];
  const auto settings = settings_of(*options);
  if (!settings) return report("mail", settings.error(), json, exit_usage);
  if (!mail::is_address(to))
    return report("mail",
                  {ErrorCode::invalid_input, "メールアドレスの形が正しくありません: " + to,
                   "not a mail address: " + to, ""},
                  json, exit_usage);
  const auto mailing = mail_settings(*settings);
  if (!mailing.smtp)
    return report("mail",
                  {ErrorCode::invalid_input, "メールの設定（smtp_host）がありません。",
                   "smtp_host is not set", "smtp_host"},
                  json, exit_usage);
  mail::Smtp smtp(*mailing.smtp);
  const auto sent = smtp.send(
      mailing.sender, to,
      mail::write_message({settings->town_name.empty() ? "関所" : settings->town_name + " 関所",
                           mailing.sender, to, "【関所】メールの確認",
                           "関所からのメールが届くことを確かめるためのものです。返信は要りません。\n",
                           SystemClock().now(), make_id("dig")}));
  if (!sent) return report("mail", sent.error(), json, exit_no);
  if (json)
    fmt::print("{{\"sent\":true}}\n");
  else
    fmt::print("{} に渡しました。届いたことを確かめてください。\nHanded over.\n", mailing.smtp->host);
  return 0;
}

}  // namespace sekisho::cli
