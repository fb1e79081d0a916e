#include <expat.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "byte_cursor.h"
#include "office_crypto.h"
#include "ole.h"
#include "source_part.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t segment_size = 4096;
constexpr std::uint32_t most_rounds = 2'000'000;  // Office writes 100,000; MS-OFFCRYPTO allows 10,000,000

auto unsupported(std::string_view what) {
  return fail(ErrorCode::unsupported, "この暗号化には対応していません。パスワードを外してください。",
              std::string(what));
}

using Attributes = std::map<std::string, std::string>;

// The attributes of the elements of an agile EncryptionInfo, by the name after the colon; the first of each.
std::map<std::string, Attributes> elements_of(ByteView xml) {
  std::map<std::string, Attributes> elements;
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                            XML_ParserFree);
  if (!parser) return {};
  XML_SetUserData(parser.get(), &elements);
  XML_SetElementHandler(
      parser.get(),
      [](void* data, const XML_Char* name, const XML_Char** attributes) {
        auto& found = *static_cast<std::map<std::string, Attributes>*>(data);
        const std::string_view full(name);
        const std::string key(full.substr(full.find(':') + 1));
        if (found.size() > 50 || found.contains(key)) return;
        for (; attributes[0]; attributes += 2) found[key].emplace(attributes[0], attributes[1]);
      },
      nullptr);
  // No entities: they could grow without bounds.
  XML_SetStartDoctypeDeclHandler(
      parser.get(), [](void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        static_cast<std::map<std::string, Attributes>*>(data)->emplace("!", Attributes{});
      });
  if (XML_Parse(parser.get(), reinterpret_cast<const char*>(xml.data()), static_cast<int>(xml.size()), 1) !=
          1 ||
      elements.contains("!"))
    return {};
  return elements;
}

struct Parameters {
  Bytes salt;
  std::string hash;  // as OpenSSL knows it
  std::size_t key_size = 0;
  std::uint32_t rounds = 0;
  Attributes all;
};

std::optional<Parameters> parameters_of(const Attributes& attributes) {
  const auto text = [&](const char* name) {
    const auto at = attributes.find(name);
    return at == attributes.end() ? std::string() : at->second;
  };
  const auto number = [&](const char* name) {
    std::uint32_t value = 0;
    const std::string digits = text(name);
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  Parameters out;
  out.all = attributes;
  out.salt = from_base64(text("saltValue")).value_or(Bytes());
  out.key_size = number("keyBits") / 8;
  out.rounds = number("spinCount");
  for (const char* known : {"SHA1", "SHA256", "SHA384", "SHA512", "MD5"})
    if (text("hashAlgorithm") == known) out.hash = known;
  if (text("hashAlgorithm") == "SHA-1") out.hash = "SHA1";
  const bool known =
      text("cipherAlgorithm") == "AES" && text("cipherChaining") == "ChainingModeCBC" && !out.hash.empty();
  if (!known || out.salt.empty() || number("blockSize") != 16) return std::nullopt;
  return out;
}

Bytes sized(Bytes bytes, std::size_t size) {
  bytes.resize(size, 0x36);
  return bytes;
}

// Opens the package segment by segment; the last one opened is kept.
class Opened final : public RandomSource {
 public:
  Opened(RandomSource& package, std::uint64_t size, Bytes key, std::optional<Parameters> agile)
      : package_(package), size_(size), key_(std::move(key)), agile_(std::move(agile)) {}
  ~Opened() override { std::ranges::fill(key_, std::uint8_t{0}); }

  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    std::size_t filled = 0;
    while (filled < out.size() && offset < size_) {
      SEKISHO_CHECK(load(offset / segment_size));
      const std::size_t skip = offset % segment_size;
      const auto part = std::min<std::uint64_t>({segment_size - skip, out.size() - filled, size_ - offset});
      if (skip + part > plain_.size())
        return fail(ErrorCode::corrupt, "ファイルが途中で切れています。", "encrypted package: cut off");
      std::copy_n(plain_.begin() + static_cast<std::ptrdiff_t>(skip), part,
                  out.begin() + static_cast<std::ptrdiff_t>(filled));
      filled += part;
      offset += part;
    }
    return filled;
  }
  std::uint64_t size() const override { return size_; }

 private:
  Result<void> load(std::uint64_t segment) {
    if (loaded_ == segment) return {};
    Bytes sealed(segment_size);
    SEKISHO_TRY(const std::size_t got, package_.read_at(8 + segment * segment_size, sealed));
    sealed.resize(got / 16 * 16);
    Bytes iv;
    if (agile_)
      iv = sized(digest(agile_->hash, {agile_->salt, little_bytes(static_cast<std::uint32_t>(segment))}), 16);
    auto plain = aes_decrypt(key_, iv, sealed);
    if (!plain) return fail(ErrorCode::corrupt, "ファイルが壊れています。", "encrypted package: a segment");
    plain_ = *std::move(plain);
    loaded_ = segment;
    return {};
  }

  RandomSource& package_;
  std::uint64_t size_;
  Bytes key_;
  std::optional<Parameters> agile_;
  std::optional<std::uint64_t> loaded_;
  Bytes plain_;
};

// MS-OFFCRYPTO 2.3.4.11 to 13. An empty key: not this password.
Bytes agile_key(const Parameters& lock, const std::string& password) {
  Bytes hash = digest(lock.hash, {lock.salt, utf16_bytes(password)});
  for (std::uint32_t i = 0; i < lock.rounds; ++i) hash = digest(lock.hash, {little_bytes(i), hash});
  const auto open = [&](std::initializer_list<std::uint8_t> purpose, const char* name) {
    const auto sealed = lock.all.find(name);
    const Bytes data = sealed == lock.all.end() ? Bytes() : from_base64(sealed->second).value_or(Bytes());
    const Bytes key = sized(digest(lock.hash, {hash, Bytes(purpose)}), lock.key_size);
    return aes_decrypt(key, sized(lock.salt, 16), data).value_or(Bytes());
  };
  const Bytes input = open({0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79}, "encryptedVerifierHashInput");
  Bytes expected = open({0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E}, "encryptedVerifierHashValue");
  const Bytes found = digest(lock.hash, {part_of(input, 0, lock.salt.size())});
  if (input.empty() || expected.size() < found.size()) return {};
  expected.resize(found.size());
  if (expected != found) return {};
  Bytes key = open({0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6}, "encryptedKeyValue");
  if (key.size() < lock.key_size) return {};
  key.resize(lock.key_size);
  return key;
}

// 2.3.4.7 to 9.
Bytes standard_key(ByteView info, const std::string& password) {
  const std::size_t size = little<std::uint32_t>(info, 8);
  const std::size_t key_size = little<std::uint32_t>(info, 28) / 8;
  const ByteView check = part_of(info, 12 + size);
  Bytes hash = digest("SHA1", {part_of(check, 4, 16), utf16_bytes(password)});
  for (std::uint32_t i = 0; i < 50'000; ++i) hash = digest("SHA1", {little_bytes(i), hash});
  hash = digest("SHA1", {hash, little_bytes(0)});
  Bytes key;
  for (const std::uint8_t fill : {std::uint8_t{0x36}, std::uint8_t{0x5C}}) {
    Bytes block(64, fill);
    for (std::size_t i = 0; i < hash.size(); ++i) block[i] ^= hash[i];
    const Bytes half = digest("SHA1", {block});
    key.insert(key.end(), half.begin(), half.end());
  }
  if (key_size > key.size()) return {};
  key.resize(key_size);
  const auto verifier = aes_decrypt(key, {}, part_of(check, 20, 16));
  auto expected = aes_decrypt(key, {}, part_of(check, 40, 32));
  if (!verifier || verifier->size() < 16 || !expected || expected->size() < 20) return {};
  expected->resize(20);
  return digest("SHA1", {*verifier}) == *expected ? key : Bytes();
}

}  // namespace

Result<std::unique_ptr<RandomSource>> decrypt_package(ByteView info, RandomSource& package,
                                                      const std::vector<std::string>& passwords) {
  const auto major = little<std::uint16_t>(info);
  const auto minor = little<std::uint16_t>(info, 2);
  std::optional<Parameters> data;
  std::optional<Parameters> lock;
  if (major == 4 && minor == 4) {
    auto elements = elements_of(part_of(info, 8));
    data = parameters_of(elements["keyData"]);
    lock = parameters_of(elements["encryptedKey"]);
    if (!data || !lock || lock->rounds > most_rounds) return unsupported("agile encryption of another kind");
  } else if (minor != 2 || major < 2 || major > 4 || little<std::uint32_t>(info, 8) > info.size()) {
    return unsupported("encryption of another kind");
  }
  std::uint8_t size[8] = {};
  SEKISHO_TRY(const std::size_t got, package.read_at(0, size));
  if (got < sizeof size || little<std::uint64_t>(size) > package.size())
    return fail(ErrorCode::corrupt, "ファイルが壊れています。", "encrypted package: size");
  for (const std::string& password : passwords) {
    Bytes key = lock ? agile_key(*lock, password) : standard_key(info, password);
    if (!key.empty())
      return std::make_unique<Opened>(package, little<std::uint64_t>(size), std::move(key), std::move(data));
  }
  return nullptr;
}

void read_encrypted_package(const OleStorage& storage) {
  Walk& walk = storage.walk;
  const auto info = storage.open("EncryptionInfo");
  const auto package = storage.open("EncryptedPackage");
  if (!info || !package) return walk.unseen(NoteCode::encrypted, "権限管理（IRM）");
  const auto bytes = read_whole(*info, std::size_t{1} << 20);
  if (!bytes) return note_error(walk, bytes.error());
  const auto opened = decrypt_package(*bytes, *package, with_default_password(walk.passwords()));
  if (!opened) return walk.unseen(NoteCode::encrypted, opened.error().ja);
  if (!*opened) return walk.unseen(NoteCode::encrypted);
  walk.member(PartKind::member, walk.name(), **opened);
}

}  // namespace sekisho::formats
