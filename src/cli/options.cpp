#include "options.h"

#include <algorithm>
#include <cstdio>

#include "base/json.h"

namespace sekisho::cli {
namespace {

struct ErrorReport {
  std::string result;
  std::string command;
  std::string ja;
  std::string en;
  std::string field;
};
BOOST_DESCRIBE_STRUCT(ErrorReport, (), (result, command, ja, en, field))

std::unexpected<Error> usage(std::string ja, std::string en) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en));
}

}  // namespace

bool Options::has(char letter) const { return value(letter).has_value(); }

std::optional<std::string> Options::value(char letter) const {
  const auto all = values(letter);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

std::vector<std::string> Options::values(char letter) const {
  std::vector<std::string> out;
  for (const auto& [given_letter, text] : given)
    if (given_letter == letter) out.push_back(text);
  return out;
}

Result<Options> parse_options(std::span<const std::string> args, std::span<const OptionKind> kinds) {
  Options out;
  const auto unknown = [](const std::string& option) {
    return usage("「" + option + "」という指定はありません。--help で使い方を確かめてください。",
                 "unknown option " + option + " (see --help)");
  };
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (arg == "--") {
      out.operands.insert(out.operands.end(), args.begin() + static_cast<std::ptrdiff_t>(i) + 1, args.end());
      break;
    }
    if (arg.size() < 2 || arg[0] != '-') {
      out.operands.push_back(arg);
      continue;
    }
    const bool by_name = arg[1] == '-';
    for (std::size_t at = by_name ? 2 : 1; at < arg.size();) {
      const std::size_t equals = by_name ? arg.find('=') : std::string::npos;
      const std::string option = by_name ? arg.substr(0, equals) : std::string("-") + arg[at];
      const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const OptionKind& k) {
        return by_name ? option.substr(2) == k.name : k.has_letter && k.letter == arg[at];
      });
      if (kind == kinds.end()) return unknown(option);
      std::optional<std::string> attached;
      if (by_name) {
        if (equals != std::string::npos) attached = arg.substr(equals + 1);
        at = arg.size();
      } else {
        ++at;
        if (kind->takes_value && at < arg.size()) attached = arg.substr(std::exchange(at, arg.size()));
      }
      if (!kind->takes_value && attached)
        return usage("「" + option + "」に値は要りません。", option + " takes no value");
      if (kind->takes_value && !attached) {
        if (++i == args.size())
          return usage("「" + option + "」の後に値が要ります。", option + " needs a value");
        attached = args[i];
      }
      out.given.emplace_back(kind->letter, attached.value_or(""));
    }
  }
  return out;
}

int report(std::string_view command, const Error& error, bool json, int code) {
  if (json) {
    const std::string text =
        sekisho::json::write(ErrorReport{"error", std::string(command), error.ja, error.en, error.field});
    std::fprintf(stderr, "%s\n", text.c_str());
  } else {
    const std::string name(command);
    std::fprintf(stderr, "sekisho %s: %s\nsekisho %s: %s\n", name.c_str(), error.en.c_str(), name.c_str(),
                 error.ja.c_str());
  }
  return code;
}

}  // namespace sekisho::cli
