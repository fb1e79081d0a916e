// Files that are text all over and say something else: encrypted messages in their armour, base64, uuencode.
#include <algorithm>

#include "parts.h"
#include "readers.h"
#include "transfer.h"

namespace sekisho::formats {
namespace {

using namespace std::string_view_literals;

struct Lock {
  std::string_view bytes;
  std::string_view name;
};

constexpr Lock locks[] = {
    {"age-encryption.org/v1\n", "age"},
    {"-----BEGIN AGE ENCRYPTED FILE-----", "age"},
    {"-----BEGIN PGP MESSAGE-----", "PGP"},
    {"-----BEGIN PKCS7-----", "PKCS#7"},
    {"-----BEGIN CMS-----", "PKCS#7"},
    {"Salted__", "OpenSSL"},
    {"$ANSIBLE_VAULT;", "Ansible Vault"},
    {"LUKS\xBA\xBE", "LUKS"},
    {"\x85\x01\x0C\x03"sv, "PGP"},  // RFC 9580, 5.1: a session key for somebody's key, of the usual lengths
    {"\x85\x01\x8C\x03"sv, "PGP"},
    {"\x85\x02\x0C\x03"sv, "PGP"},
    {"\x84\x5E\x03"sv, "PGP"},
    {"\x8C\x0D\x04"sv, "PGP"},  // or for a password
};

// CMS (RFC 5652) in DER: a sequence that begins with the name of enveloped or encrypted data.
bool enveloped(std::string_view head) {
  constexpr std::string_view pkcs7 = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07"sv;
  if (head.size() < 24 || head[0] != 0x30) return false;
  const std::size_t at = head.substr(0, 12).find(pkcs7.substr(0, 4));
  return at != std::string_view::npos && at >= 2 && head.substr(at, pkcs7.size()) == pkcs7 &&
         (head[at + 10] == 3 || head[at + 10] == 6 || head[at + 10] == 4);
}

std::string_view lock_of(std::string_view head) {
  std::string_view text = head;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty() && (text[0] == '\n' || text[0] == '\r' || text[0] == ' ')) text.remove_prefix(1);
  for (const Lock& lock : locks)
    if (head.starts_with(lock.bytes) || text.starts_with(lock.bytes)) return lock.name;
  return enveloped(head) ? "PKCS#7" : "";
}

bool digit(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
         c == '=' || c == '-' || c == '_';
}

// Lines of text are not that long, lists of numbers or of hashes not of both cases.
bool base64_all_over(std::string_view head) {
  if (head.size() < 64) return false;
  std::size_t others = 0;
  std::size_t line = 0;
  std::size_t run = 0;  // the longest of the line
  std::size_t longest = 0;
  bool mixed = false;
  bool upper = false;
  bool lower = false;
  for (const char c : head) {
    if (c == '\n' || c == '\r') {
      // base64 inside a line of something else is for whoever reads that
      if (run >= 60 && mixed) return false;
      longest = std::max(longest, run);
      line = 0;
      run = 0;
      mixed = false;
      continue;
    }
    if (digit(c)) {
      run = std::max(run, ++line);
    } else {
      ++others;
      line = 0;
      mixed = true;
    }
    upper = upper || (c >= 'A' && c <= 'Z');
    lower = lower || (c >= 'a' && c <= 'z');
  }
  if (run >= 60 && mixed) return false;
  longest = std::max(longest, run);
  return upper && lower && longest >= 60 && others * 20 <= head.size();
}

// "begin 644 name"
bool uuencoded(std::string_view head) {
  return head.starts_with("begin ") && head.size() > 12 && head[9] == ' ' &&
         std::ranges::all_of(head.substr(6, 3), [](char c) { return c >= '0' && c <= '7'; });
}

// What stands there, as it lies; then what it says.
void both(RandomSource& content, Walk& walk, std::string_view name, std::unique_ptr<ByteSource> says) {
  Bytes piece(std::size_t{256} << 10);
  for (std::uint64_t at = 0; at < content.size();) {
    const auto got = content.read_at(at, piece);
    if (!got) return note_error(walk, got.error());
    if (*got == 0) break;
    if (!walk.sink().bytes(ByteView(piece).first(*got)) || walk.stopped()) return;
    at += *got;
  }
  walk.member(PartKind::member, name, *says);
}

}  // namespace

bool recognises_locked(const Head& head, RandomSource&) { return !lock_of(as_text(head.bytes)).empty(); }

void read_locked(RandomSource& content, Walk& walk) {
  Bytes head(std::min<std::uint64_t>(content.size(), 256));
  const auto got = content.read_at(0, head);
  if (!got) return note_error(walk, got.error());
  walk.unseen(NoteCode::encrypted, std::string(lock_of(as_text(ByteView(head).first(*got)))));
}

bool recognises_base64(const Head& head, RandomSource&) { return base64_all_over(as_text(head.bytes)); }

void read_base64(RandomSource& content, Walk& walk) {
  both(content, walk, "base64",
       base64_lines_decoded(std::make_unique<RangeSource>(content, 0, content.size())));
}

bool recognises_uuencode(const Head& head, RandomSource&) { return uuencoded(as_text(head.bytes)); }

void read_uuencode(RandomSource& content, Walk& walk) {
  Bytes head(std::min<std::uint64_t>(content.size(), 512));
  const auto got = content.read_at(0, head);
  if (!got) return note_error(walk, got.error());
  std::string_view name = as_text(ByteView(head).first(*got));
  name = name.substr(0, name.find_first_of("\r\n"));
  name.remove_prefix(std::min<std::size_t>(name.size(), 10));
  const std::string named(name);
  both(content, walk, named, uudecoded(std::make_unique<RangeSource>(content, 0, content.size())));
}

}  // namespace sekisho::formats
