#include "part_path.h"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "base/decoder.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t longest_name = 160;
constexpr std::size_t longest_path = 600;

}  // namespace

void PartPath::enter(std::string_view name) {
  ends_.push_back(text_.size());
  if (name.empty() || text_.size() > longest_path) return;
  if (!text_.empty()) text_ += " › ";
  text_ += printable(name, longest_name);
}

void PartPath::leave() {
  text_.resize(ends_.back());
  ends_.pop_back();
}

std::string printable(std::string_view utf8, std::size_t most) {
  std::u16string units;
  Decoder decoder(Encoding::utf8);
  if (!decoder.feed(as_bytes(utf8.substr(0, most * 4)), units)) units.push_back(0xFFFD);
  for (char16_t& c : units)
    if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
        (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF)
      c = u'\uFFFD';
  std::string out;
  utf16_to_utf8(units, out);
  if (out.size() <= most) return out;
  std::size_t end = most;
  while (end > 0 && (out[end] & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "…";
}

Result<Hash> sha256_of(RandomSource& source, const std::stop_token& stop) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available");
  Bytes piece(std::size_t{1} << 18);
  RangeSource all(source, 0, source.size());
  for (;;) {
    if (stop.stop_requested())
      return fail(ErrorCode::unavailable, "検査を中止しました。もう一度検査してください。",
                  "the inspection was stopped");
    SEKISHO_TRY(const std::size_t got, all.read(piece));
    if (got == 0) break;
    EVP_DigestUpdate(context.get(), piece.data(), got);
  }
  Hash hash;
  EVP_DigestFinal_ex(context.get(), hash.data(), nullptr);
  return hash;
}

}  // namespace sekisho::inspect
