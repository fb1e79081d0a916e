#include "bundle_disclosed.h"

#include <algorithm>
#include <boost/json.hpp>
#include <tuple>

#include "ledger/bundle.h"
#include "ledger/canonical.h"
#include "text.h"

namespace sekisho::ledger {

namespace bj = boost::json;

Result<std::string> disclosed_line(std::int64_t seq, const Disclosed& disclosed) {
  if (seq < 0 || seq > max_seq || !is_field_path(disclosed.field) ||
      disclosed.value.size() > max_disclosed_size)
    return fail(ErrorCode::invalid_input, "開示できない値です。管理者に知らせてください。",
                "not a disclosed value", disclosed.field);
  return canonical(bj::value{{"seq", seq},
                             {"field", disclosed.field},
                             {"salt", to_base64(disclosed.salt)},
                             {"value", disclosed.value}});
}

Result<DisclosedLine> parse_disclosed_line(std::string_view line) {
  const auto bad = [] {
    return corrupt("開示された値の形が正しくありません。書き換えられたか、壊れています。",
                   "not a disclosed value");
  };
  SEKISHO_TRY(const bj::value value, parse_canonical(line, max_disclosed_line));
  const auto* object = value.if_object();
  if (object == nullptr || object->size() != 4) return bad();
  const auto* seq = object->if_contains("seq");
  const auto* field = object->if_contains("field");
  const auto* salt = object->if_contains("salt");
  const auto* text = object->if_contains("value");
  if (seq == nullptr || field == nullptr || salt == nullptr || text == nullptr || !seq->is_int64() ||
      !field->is_string() || !salt->is_string() || !text->is_string()) {
    return bad();
  }
  const auto salt_octets = parse_hash(std::string_view(salt->get_string()));
  DisclosedLine out{seq->get_int64(),
                    {std::string(field->get_string()), {}, std::string(text->get_string())}};
  if (!salt_octets || out.seq < 0 || out.seq > max_seq || !is_field_path(out.disclosed.field) ||
      out.disclosed.value.size() > max_disclosed_size) {
    return bad();
  }
  out.disclosed.salt = *salt_octets;
  return out;
}

Result<DisclosedReader> DisclosedReader::open(const BundleDirectory& directory) {
  SEKISHO_TRY(Descriptor file, directory.open_file(disclosed_file));
  DisclosedReader reader(LineReader(std::move(file), disclosed_file, max_disclosed_line));
  SEKISHO_CHECK(reader.advance());
  return reader;
}

Result<void> DisclosedReader::advance() {
  SEKISHO_TRY(const auto line, lines_.next());
  if (!line) {
    current_.reset();
    return {};
  }
  auto read = parse_disclosed_line(*line);
  if (!read) return at(disclosed_file, lines_.line(), std::move(read).error());
  if (current_ &&
      std::tie(read->seq, read->disclosed.field) <= std::tie(current_->seq, current_->disclosed.field)) {
    return at(
        disclosed_file, lines_.line(),
        Error{
            ErrorCode::corrupt, "行の順序が正しくないか、重なっています。", "out of order or repeated", {}});
  }
  current_ = *std::move(read);
  return {};
}

std::unexpected<Error> DisclosedReader::stray() const {
  return at(disclosed_file, lines_.line(),
            Error{ErrorCode::corrupt,
                  "どの記録のものでもない値があります。書き足されています。",
                  "belongs to no entry of the bundle",
                  {}});
}

Result<void> DisclosedReader::check_against(const Entry& entry) {
  while (current_ && current_->seq <= entry.seq) {
    if (current_->seq < entry.seq) return stray();
    const auto committed = entry.commit.find(current_->disclosed.field);
    if (committed == entry.commit.end()) return stray();
    if (!check(current_->disclosed, committed->second)) {
      return at(disclosed_file, lines_.line(),
                Error{ErrorCode::corrupt,
                      "開示された値が、台帳に封じられた値と一致しません。書き換えられています。",
                      "does not match its commitment",
                      {}});
    }
    ++count_;
    SEKISHO_CHECK(advance());
  }
  return {};
}

Result<void> DisclosedReader::finish() {
  if (current_) return stray();
  return {};
}

}  // namespace sekisho::ledger
