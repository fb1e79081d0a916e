#include "links.h"

#include <algorithm>
#include <array>

#include "package.h"

namespace sekisho::formats {
namespace {

bool word_letter(char c) {
  return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' : (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::string plain(std::string_view host) {
  std::string out;
  for (const char c : host.substr(0, 100))
    if (word_letter(c) || c == '-' || c == ':' || c == '[' || c == ']') out += c;
  return out;
}

// The ending of a file's name, which tells what it is and nobody's name.
std::string ending(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  const auto name = path.substr(std::min(path.size(), path.find_last_of("/\\") + 1));
  const auto dot = name.rfind('.');
  if (dot == name.npos || name.size() - dot > 8) return "";
  return " ." + plain(name.substr(dot + 1));
}

std::string_view host_of(std::string_view after_slashes) {
  const auto authority = after_slashes.substr(0, after_slashes.find_first_of("/\\?#"));
  return authority.substr(std::min(authority.size(), authority.rfind('@') + 1));
}

struct Place {
  std::string scheme;  // "", "file", "https" …
  std::string_view rest;
};

Place place(std::string_view target) {
  while (!target.empty() && (target[0] == ' ' || target[0] == '"')) target.remove_prefix(1);
  const auto colon = target.find(':');
  // One letter is a drive.
  if (colon == target.npos || colon < 2 || colon > 20 ||
      !std::ranges::all_of(target.substr(0, colon),
                           [](char c) { return word_letter(c) || c == '+' || c == '-'; }))
    return {"", target};
  return {lower_ascii(target.substr(0, colon)), target.substr(colon + 1)};
}

std::string_view after_two_slashes(std::string_view rest) {
  const auto slash = [](char c) { return c == '/' || c == '\\'; };
  if (rest.size() < 2 || !slash(rest[0]) || !slash(rest[1])) return {};
  return rest.substr(2);
}

// The server of file://server/share, \\server\share and file:///\\server\share; empty for a local file.
std::string_view server(const Place& at) {
  if (at.scheme.size() > 0 && at.scheme != "file") return {};
  std::string_view after = after_two_slashes(at.rest);
  if (after.empty()) return {};
  if (after[0] == '/' || after[0] == '\\') {
    if (at.scheme.empty()) return {};
    after = after_two_slashes(after.substr(1));
  }
  const auto host = host_of(after);
  const bool drive = host.size() == 2 && (host[1] == ':' || host[1] == '|');
  return drive || host == "localhost" ? std::string_view{} : host;
}

// Without what stands in quotes, in upper case, without blanks.
std::string bare_formula(std::string_view formula) {
  std::string out;
  char quote = 0;
  for (const char c : formula) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
      out += c;
    } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
      out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    }
  }
  return out;
}

std::string first_word(std::string_view code, std::size_t& at) {
  at = std::min(code.find_first_not_of(" \t\r\n"), code.size());
  std::string out;
  for (; at < code.size() && word_letter(code[at]); ++at)
    out += static_cast<char>(code[at] >= 'a' && code[at] <= 'z' ? code[at] - 32 : code[at]);
  return out;
}

}  // namespace

std::string program_words(std::string_view program) {
  return plain(program.substr(std::min(program.size(), program.find_last_of("/\\") + 1)));
}

bool leads_to_a_host(std::string_view target) {
  const Place at = place(target);
  if (at.scheme.empty() || at.scheme == "file") return !server(at).empty();
  return at.scheme != "mailto" && at.scheme != "urn";
}

std::string link_words(std::string_view target) {
  const Place at = place(target);
  if (const auto host = server(at); !host.empty()) return "UNC " + plain(host);
  if (at.scheme.empty() || at.scheme == "file") return "file" + ending(at.rest);
  const auto after = after_two_slashes(at.rest);
  if (after.empty()) {
    // mhtml:http://host/…
    const Place inner = place(at.rest);
    const auto host = host_of(after_two_slashes(inner.rest));
    return plain(at.scheme) + (host.empty() ? "" : " " + plain(host));
  }
  return plain(at.scheme) + " " + plain(host_of(after));
}

void note_relation(Walk& walk, std::string_view type, std::string_view target) {
  const std::string kind = lower_ascii(type);
  if (kind == "hyperlink") return;
  static constexpr std::array<std::string_view, 8> loading = {
      "attachedtemplate", "oleobject", "subdocument", "frame", "package", "afchunk", "vmldrawing", "control"};
  const bool loads = std::ranges::find(loading, kind) != loading.end();
  walk.hostile(loads && leads_to_a_host(target) ? NoteCode::remote_template : NoteCode::external_link,
               plain(type) + " " + link_words(target));
}

void note_formula(Walk& walk, std::string_view formula, unsigned& left) {
  if (left == 0) return;
  const std::string bare = bare_formula(formula);
  // No operator is written '|': it stands between a program and its topic.
  if (const auto bar = bare.find('|'); bar != bare.npos) {
    const auto start =
        bare.find_last_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-", bar == 0 ? 0 : bar - 1);
    const auto from = bar == 0 ? 0 : start == bare.npos ? 0 : start + 1;
    --left;
    walk.hostile(NoteCode::dde, plain(std::string_view(bare).substr(from, bar - from)));
  }
  for (const std::string_view name : {"WEBSERVICE(", "RTD(", "DDE(", "CALL(", "REGISTER.ID(", "EXEC("}) {
    auto at = bare.find(name);
    while (at != bare.npos && at > 0 && word_letter(bare[at - 1]) &&
           !std::string_view(bare).substr(0, at).ends_with("_XLFN."))
      at = bare.find(name, at + 1);
    if (at == bare.npos || left == 0) continue;
    --left;
    walk.hostile(NoteCode::dde, std::string(name.substr(0, name.size() - 1)));
  }
}

void note_field(Walk& walk, std::string_view code) {
  std::size_t at = 0;
  const std::string name = first_word(code, at);
  if (name == "DDE" || name == "DDEAUTO") return walk.hostile(NoteCode::dde, name);
  if (name != "INCLUDETEXT" && name != "INCLUDEPICTURE" && name != "LINK" && name != "IMPORT" &&
      name != "INCLUDE" && name != "RD" && name != "DATABASE")
    return;
  const auto argument = code.substr(std::min(code.size(), code.find_first_not_of(" \t\"", at)));
  // LINK Excel.Sheet.8 "\\\\server\\share\\x.xls": the place is the second word, its strokes doubled
  std::string whole(argument);
  for (std::size_t i = 0; (i = whole.find("\\\\", i)) != whole.npos; ++i) whole.erase(i, 1);
  const auto scheme = whole.find("://");
  const auto strokes = scheme == whole.npos ? argument.find("\\\\\\\\") : scheme;
  const bool host = strokes != std::string::npos || leads_to_a_host(argument) || leads_to_a_host(whole);
  std::string_view place_text = whole;
  if (scheme != whole.npos) {
    const auto begin = whole.find_last_of(" \"", scheme);
    if (begin != whole.npos) place_text.remove_prefix(begin + 1);
  }
  walk.hostile(host ? NoteCode::remote_template : NoteCode::external_link,
               name + " " + link_words(place_text));
}

}  // namespace sekisho::formats
