// Detached signatures (CMS, RFC 5652, as S/MIME mail carries them): known, and nothing that a person reads.
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>

#include <memory>

#include "parts.h"
#include "readers.h"

namespace sekisho::formats {
namespace {

// With certificates and time stamps; more would be room to hide something in.
constexpr std::size_t most_signature = std::size_t{64} << 10;

struct Free {
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};

// SEQUENCE { OID 1.2.840.113549.1.7.2 …, its length in DER or left open (BER)
bool signed_data(std::string_view head) {
  using namespace std::string_view_literals;
  constexpr std::string_view name = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"sv;
  if (head.size() < 24 || head[0] != 0x30) return false;
  const auto length = static_cast<unsigned char>(head[1]);
  const std::size_t at = length < 0x80 || length == 0x80 ? 2 : 2 + (length & 0x7Fu);
  return at <= 6 && head.substr(at, name.size()) == name;
}

}  // namespace

bool recognises_signature(const Head& head, RandomSource&) { return signed_data(as_text(head.bytes)); }

void read_signature(RandomSource& content, Walk& walk) {
  if (content.size() > most_signature) return walk.unseen(NoteCode::unsupported, "電子署名の中身");
  Bytes bytes(content.size());
  const auto got = content.read_at(0, bytes);
  if (!got) return note_error(walk, got.error());
  const unsigned char* at = bytes.data();
  const std::unique_ptr<CMS_ContentInfo, Free> cms(
      d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(*got)));
  ERR_clear_error();
  if (!cms || at != bytes.data() + bytes.size()) return walk.unseen(NoteCode::broken);
  ASN1_OCTET_STRING** inside = CMS_get0_content(cms.get());
  // What is signed stands inside: a whole mail, perhaps.
  if (OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed || inside == nullptr || *inside != nullptr)
    walk.unseen(NoteCode::unsupported, "電子署名の中身");
}

}  // namespace sekisho::formats
