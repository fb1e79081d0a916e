#include "ledger/entry.h"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "canonical_dom.h"
#include "entry_summary.h"
#include "ledger/canonical.h"
#include "ledger/commitment.h"
#include "text.h"

namespace sekisho::ledger {
namespace {

namespace bj = boost::json;

constexpr std::size_t member_count = 11;
constexpr auto corrupt_ja = "台帳の記録が決められた形になっていません。書き換えられたか、壊れています。";

// A year of five digits would not be read back.
bool is_plain_instant(Instant at) { return parse_instant(format_instant(at)) == at; }

std::optional<Error> check(const Entry& entry) {
  const auto wrong = [](const char* field) {
    return Error{ErrorCode::invalid_input, "台帳に記録できない値です。管理者に知らせてください。",
                 std::string("an entry's ") + field + " is out of its form", field};
  };
  if (entry.seq < 0 || entry.seq > max_seq) return wrong("seq");
  if (!is_plain_instant(entry.at)) return wrong("at");
  if (!is_word(entry.town)) return wrong("town");
  if (!is_kind(entry.kind)) return wrong("kind");
  if (entry.kind_version < 1 || entry.kind_version > 1'000'000) return wrong("kv");
  if (!is_word(entry.actor)) return wrong("actor");
  if (!is_word(entry.command)) return wrong("command");
  if (!is_word(entry.subject)) return wrong("subject");
  for (const auto& [field, hash] : entry.commit)
    if (!is_field_path(field)) return wrong("commit");
  return std::nullopt;
}

std::unexpected<Error> malformed(std::string_view field) {
  return corrupt(corrupt_ja, "entry: \"" + std::string(field) + "\" is missing or out of its form",
                 std::string(field));
}

const bj::string* text_member(const bj::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_string();
}
const std::int64_t* number_member(const bj::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_int64();
}

// Reads all but the value of "data", which it only requires to be an object.
Result<Entry> read_members(const bj::value& leaf) {
  const auto* object = leaf.if_object();
  if (object == nullptr) return corrupt(corrupt_ja, "entry: not an object");
  const auto* version = number_member(*object, "v");
  if (version == nullptr) return malformed("v");
  if (*version != 1)
    return fail(ErrorCode::unsupported,
                "この記録は、より新しい版の形です。新しい版の関所で確かめてください。",
                "entry of version " + std::to_string(*version), "v");
  Entry entry;
  const auto* seq = number_member(*object, "seq");
  const auto* kind_version = number_member(*object, "kv");
  if (seq == nullptr) return malformed("seq");
  if (kind_version == nullptr) return malformed("kv");
  entry.seq = *seq;
  entry.kind_version = *kind_version;
  const auto* at = text_member(*object, "at");
  const auto instant = at == nullptr ? std::nullopt : parse_instant(std::string_view(*at));
  if (!instant) return malformed("at");
  entry.at = *instant;
  for (const auto& [name, target] :
       {std::pair{"town", &entry.town}, std::pair{"kind", &entry.kind}, std::pair{"actor", &entry.actor},
        std::pair{"command", &entry.command}, std::pair{"subject", &entry.subject}}) {
    const auto* text = text_member(*object, name);
    if (text == nullptr) return malformed(name);
    target->assign(text->data(), text->size());
  }
  const auto* data = object->if_contains("data");
  if (data == nullptr || !data->is_object()) return malformed("data");
  const auto* commitments = object->if_contains("commit");
  if (commitments == nullptr || !commitments->is_object()) return malformed("commit");
  for (const auto& item : commitments->get_object()) {
    const auto* text = item.value().if_string();
    const auto hash = text == nullptr ? std::nullopt : parse_hash(std::string_view(*text));
    if (!hash) return malformed("commit");
    entry.commit.emplace(item.key(), *hash);
  }
  if (object->size() != member_count) return corrupt(corrupt_ja, "entry: members that do not belong there");
  if (auto error = check(entry)) return malformed(error->field);
  return entry;
}

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_name_char(c) || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

bool is_kind(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  bool start = true;  // of a word between dots
  for (const char c : text) {
    if (start ? !(c >= 'a' && c <= 'z') : !(is_name_char(c) || c == '.')) return false;
    start = c == '.';
  }
  return !start;
}

Result<std::string> encode(const Entry& entry) {
  if (auto error = check(entry)) return pass_on(*std::move(error));
  bj::object commitments;
  for (const auto& [field, hash] : entry.commit) commitments[field] = to_base64(hash);
  const bj::value leaf = {{"actor", entry.actor},
                          {"at", format_instant(entry.at)},
                          {"command", entry.command},
                          {"commit", std::move(commitments)},
                          {"data", entry.data},
                          {"kind", entry.kind},
                          {"kv", entry.kind_version},
                          {"seq", entry.seq},
                          {"subject", entry.subject},
                          {"town", entry.town},
                          {"v", 1}};
  auto text = canonical(leaf);
  if (text && text->size() > max_leaf_size)
    return fail(ErrorCode::too_large, "一件の記録として大きすぎます。内容を分けてください。",
                "an entry of " + std::to_string(text->size()) + " octets; at most 65535", "data");
  return text;
}

Result<Entry> decode(std::string_view leaf) {
  SEKISHO_TRY(const bj::value value, parse_canonical(leaf, max_leaf_size));
  SEKISHO_TRY(Entry entry, read_members(value));
  entry.data = value.get_object().at("data").get_object();
  return entry;
}

Result<Entry> decode_without_data(std::string_view leaf) {
  unsigned char buffer[16'384];
  bj::monotonic_resource memory(buffer, sizeof buffer);
  SEKISHO_TRY(const bj::value value, parse_canonical_into(&memory, leaf, max_leaf_size));
  return read_members(value);
}

}  // namespace sekisho::ledger
