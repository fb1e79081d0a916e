#include "age_format.h"

#include <algorithm>

namespace sekisho::seal::age {
namespace {

constexpr std::string_view version_line = "age-encryption.org/v1\n";
constexpr std::size_t columns = 64;

std::unexpected<Error> damaged(const std::string& why) {
  return fail(ErrorCode::corrupt,
              "ファイルの先頭部分が壊れています。元のファイルを、もう一度受け取り直してください。",
              "damaged header: " + why);
}

// One line without its LF. A header line ends with LF alone; CR is not a character that may stand in one.
Result<std::string> header_line(BufferedSource& from, std::string& text) {
  auto line = from.read_line(max_header_size - text.size());
  if (!line && line.error().code == ErrorCode::invalid_input) return damaged("it is too long");
  if (!line) return line;
  if (!line->ends_with('\n')) return damaged("the file ends in it");
  text += *line;
  line->pop_back();
  return line;
}

Result<std::vector<std::string>> arguments(std::string_view line) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t space = line.find(' ');
    const std::string_view argument = line.substr(0, space);
    if (argument.empty()) return damaged("an empty argument");
    if (std::any_of(argument.begin(), argument.end(), [](char c) { return c < 33 || c > 126; })) {
      return damaged("a character that must not stand there");
    }
    out.emplace_back(argument);
    if (space == std::string_view::npos) return out;
    line.remove_prefix(space + 1);
  }
}

// Full lines of 64 columns, then one that is shorter and may be empty.
Result<Bytes> body(BufferedSource& from, std::string& text) {
  std::string encoded;
  for (;;) {
    SEKISHO_TRY(const std::string line, header_line(from, text));
    if (line.size() > columns) return damaged("a line of more than 64 columns");
    encoded += line;
    if (line.size() < columns) break;
  }
  auto decoded = from_base64_raw(encoded);
  if (!decoded) return damaged("base64 that is not canonical");
  return *std::move(decoded);
}

std::string header_mac(std::string_view text, const FileKey& file_key) {
  const Key key = hkdf_sha256(file_key.view(), {}, "header");
  return to_base64_raw(hmac_sha256(key.view(), as_bytes(text)));
}

}  // namespace

Result<Header> read_header(BufferedSource& from) {
  SEKISHO_TRY(const ByteView start, from.peek(version_line.size()));
  if (as_text(start) != version_line) {
    if (as_text(start).starts_with("age-encryption.org/")) {
      return fail(ErrorCode::unsupported,
                  "新しい版の age 形式のファイルのため、開けません。v1 の形式で作り直してもらってください。",
                  "a version of the age format other than v1");
    }
    return fail(ErrorCode::invalid_input,
                "age 形式で暗号化されたファイルではありません。ファイルを確かめてください。",
                "not an age file");
  }
  Header header;
  SEKISHO_TRY(std::string line, header_line(from, header.text));
  for (;;) {
    const std::size_t line_start = header.text.size();
    SEKISHO_TRY(line, header_line(from, header.text));
    if (line.starts_with("-> ")) {
      Stanza stanza;
      SEKISHO_TRY(stanza.args, arguments(std::string_view(line).substr(3)));
      SEKISHO_TRY(stanza.body, body(from, header.text));
      header.stanzas.push_back(std::move(stanza));
      continue;
    }
    if (!line.starts_with("--- ")) return damaged("a line that is neither a stanza nor the MAC");
    if (header.stanzas.empty()) return damaged("no stanza");
    auto mac = from_base64_raw(std::string_view(line).substr(4));
    if (!mac || mac->size() != 32) return damaged("the MAC is not 32 octets of canonical base64");
    header.mac = *std::move(mac);
    header.text.resize(line_start + 3);
    return header;
  }
}

std::string write_header(const std::vector<Stanza>& stanzas, const FileKey& file_key) {
  std::string text(version_line);
  for (const Stanza& stanza : stanzas) {
    text += "->";
    for (const std::string& argument : stanza.args) text += ' ' + argument;
    text += '\n';
    const std::string encoded = to_base64_raw(stanza.body);
    // <= : a body that fills its last line is followed by an empty one
    for (std::size_t at = 0; at <= encoded.size(); at += columns) text += encoded.substr(at, columns) + '\n';
  }
  text += "---";
  return text + ' ' + header_mac(text, file_key) + '\n';
}

bool verify_header(const Header& header, const FileKey& file_key) {
  return equal_constant_time(as_bytes(header_mac(header.text, file_key)),
                             as_bytes(to_base64_raw(header.mac)));
}

}  // namespace sekisho::seal::age
