#include "inspect_options.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <iostream>

namespace sekisho::cli {

Result<NamedOptions> parse_named_options(std::span<const std::string> args,
                                         const std::set<std::string>& flags,
                                         const std::set<std::string>& valued) {
  NamedOptions out;
  bool options = true;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (!options || arg.size() < 2 || arg[0] != '-') {
      out.operands.push_back(arg);
      continue;
    }
    if (arg == "--") {
      options = false;
      continue;
    }
    const std::size_t equals = arg.starts_with("--") ? arg.find('=') : arg.npos;
    const std::string name = arg.substr(0, equals);
    if (flags.contains(name) && equals == arg.npos) {
      out.flags.insert(name);
    } else if (valued.contains(name)) {
      if (equals == arg.npos && i + 1 == args.size())
        return fail(ErrorCode::invalid_input, name + " には値が必要です。", name + " needs a value");
      out.values[name].push_back(equals == arg.npos ? args[++i] : arg.substr(equals + 1));
    } else {
      return fail(ErrorCode::invalid_input, "知らない指定です：" + arg, "unknown option: " + arg);
    }
  }
  return out;
}

int report_error(const Error& error, bool json, int code) {
  if (json) {
    std::cout << boost::json::serialize(boost::json::object{{"error", {{"ja", error.ja}, {"en", error.en}}}})
              << "\n";
  } else {
    std::cerr << "sekisho: " << error.ja << "\n         " << error.en << "\n";
  }
  return code;
}

int usage_error(std::string_view message, std::string_view command) {
  std::cerr << "sekisho " << command << ": " << message << "\n使い方は sekisho " << command << " --help\n";
  return exit_usage;
}

ProgressLine::ProgressLine() : terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
}

void ProgressLine::show(const std::string& text) {
  if (!terminal_) return;
  using namespace std::chrono;
  const long now = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
  if (now - last_ < 100) return;
  last_ = now;
  shown_ = true;
  std::cerr << "\r\x1b[K" << text << std::flush;
}

}  // namespace sekisho::cli
