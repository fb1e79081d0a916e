#include "index_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "canonical.h"

namespace sekisho::inspect {
namespace {

static_assert(std::endian::native == std::endian::little, "the index file is read as it lies");

constexpr std::string_view magic = "SKSHREG1";
constexpr std::size_t salt_size = 32;
constexpr std::size_t check_size = 8;
constexpr std::size_t header_size = 8 + salt_size + check_size + 8;
constexpr std::size_t tag_size = 16;
constexpr std::uint64_t largest = std::uint64_t{2} << 30;
constexpr std::uint8_t nonce[12] = {};

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Key file_key(const IndexKey& key, ByteView salt) {
  return derive_key(key, "sekisho register index v1: file", salt);
}
Key check_key(const IndexKey& key, ByteView salt) {
  return derive_key(key, "sekisho register index v1: check", salt);
}

Cipher new_cipher(const Key& key, bool encrypt) {
  Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  if (!cipher ||
      EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.view().data(), nonce, encrypt) != 1)
    throw std::runtime_error("AES-256-GCM is not available");
  return cipher;
}

void update(EVP_CIPHER_CTX* cipher, std::uint8_t* out, ByteView in) {
  constexpr std::size_t piece = std::size_t{1} << 20;
  for (std::size_t at = 0; at < in.size(); at += piece) {
    const int size = static_cast<int>(std::min(piece, in.size() - at));
    int written = 0;
    if (EVP_CipherUpdate(cipher, out ? out + at : nullptr, &written, in.data() + at, size) != 1)
      throw std::runtime_error("AES-256-GCM failed");
  }
}

std::unexpected<Error> damaged(std::string_view en) {
  return fail(ErrorCode::corrupt,
              "台帳の索引が壊れているか、書き換えられています。台帳をもう一度取り込んでください。",
              "register index: " + std::string(en));
}

std::unexpected<Error> system_failure(std::string_view what, const std::filesystem::path& path) {
  const std::string reason = std::strerror(errno);
  return fail(ErrorCode::io,
              "「" + path.string() + "」に書き込めませんでした。空き容量と権限を確かめてください。",
              std::string(what) + " " + path.string() + ": " + reason);
}

Result<bool> read_fully(ByteSource& source, std::span<std::uint8_t> out) {
  while (!out.empty()) {
    SEKISHO_TRY(const std::size_t got, source.read(out));
    if (got == 0) return false;
    out = out.subspan(got);
  }
  return true;
}

template <class T>
T read_at(const std::uint8_t* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

}  // namespace

std::vector<std::uint64_t> build_body(std::vector<IndexEntry>& entries, std::uint32_t residents,
                                      AttributeSet attributes) {
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  std::vector<std::uint64_t> digests;
  std::vector<std::uint32_t> values;
  std::vector<std::uint32_t> postings;
  for (std::size_t i = 0; i < entries.size();) {
    std::size_t end = i + 1;
    while (end < entries.size() && entries[end].digest == entries[i].digest) ++end;
    digests.push_back(entries[i].digest);
    if (end - i == 1) {
      values.push_back(entries[i].resident);
    } else {
      values.push_back(listed_bit | static_cast<std::uint32_t>(postings.size()));
      postings.push_back(static_cast<std::uint32_t>(end - i));
      for (; i < end; ++i) postings.push_back(entries[i].resident);
    }
    i = end;
  }
  const unsigned bits = std::clamp(static_cast<int>(std::bit_width(digests.size())) - 2, 1, 24);
  std::vector<std::uint32_t> directory((std::size_t{1} << bits) + 1);
  for (std::size_t slot = 0, at = 0; slot < directory.size(); ++slot) {
    while (at < digests.size() && digests[at] >> (64 - bits) < slot) ++at;
    directory[slot] = static_cast<std::uint32_t>(at);
  }
  std::vector<std::uint64_t> body{residents | std::uint64_t{attributes} << 32, digests.size(),
                                  postings.size(), bits};
  body.insert(body.end(), digests.begin(), digests.end());
  const std::size_t narrow = values.size() + directory.size() + postings.size();
  const std::size_t start = body.size();
  body.resize(start + (narrow + 1) / 2);
  auto* to = reinterpret_cast<std::uint8_t*>(body.data() + start);
  for (const auto* part : {&values, &directory, &postings}) {
    if (!part->empty()) std::memcpy(to, part->data(), part->size() * 4);
    to += part->size() * 4;
  }
  return body;
}

Bytes seal_index(const std::vector<std::uint64_t>& body, const IndexKey& key) {
  const std::uint64_t size = body.size() * 8;
  Bytes file(header_size + size + tag_size);
  std::memcpy(file.data(), magic.data(), 8);
  const std::span<std::uint8_t> salt(file.data() + 8, salt_size);
  random_fill(salt);
  std::memcpy(file.data() + 8 + salt_size, check_key(key, salt).view().data(), check_size);
  std::memcpy(file.data() + 8 + salt_size + check_size, &size, 8);
  const Cipher cipher = new_cipher(file_key(key, salt), true);
  update(cipher.get(), nullptr, ByteView(file).first(header_size));
  update(cipher.get(), file.data() + header_size, {reinterpret_cast<const std::uint8_t*>(body.data()), size});
  int written = 0;
  std::uint8_t* const tag = file.data() + header_size + size;
  if (EVP_EncryptFinal_ex(cipher.get(), tag, &written) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag) != 1)
    throw std::runtime_error("AES-256-GCM failed");
  return file;
}

Result<std::vector<std::uint64_t>> open_index(ByteSource& source, const IndexKey& key) {
  std::uint8_t header[header_size];
  SEKISHO_TRY(const bool whole, read_fully(source, header));
  if (!whole || std::memcmp(header, magic.data(), 7) != 0) return damaged("not a register index");
  if (header[7] != '1')
    return fail(ErrorCode::unsupported,
                "台帳の索引の版が、この版の関所では読めません。台帳をもう一度取り込んでください。",
                "register index of an unknown version");
  const ByteView salt(header + 8, salt_size);
  if (!equal_constant_time(ByteView(header + 8 + salt_size, check_size),
                           check_key(key, salt).view().first(check_size)))
    return fail(ErrorCode::corrupt, "台帳の索引を開けません。索引の鍵が違うか、索引が書き換えられています。",
                "register index: another key, or a changed header");
  const auto size = read_at<std::uint64_t>(header + header_size - 8);
  if (size % 8 != 0 || size < 32 || size > largest) return damaged("impossible size");
  // The length is not authenticated yet: it may not make us reserve more than is there.
  if (const auto known = source.size(); known && *known != header_size + size + tag_size)
    return damaged("cut short");
  const Cipher cipher = new_cipher(file_key(key, salt), false);
  update(cipher.get(), nullptr, header);
  std::vector<std::uint64_t> body;
  Bytes piece(std::min<std::uint64_t>(size, 1 << 20));
  for (std::uint64_t done = 0; done < size;) {
    const std::size_t now = std::min<std::uint64_t>(piece.size(), size - done);
    SEKISHO_TRY(const bool more, read_fully(source, std::span(piece).first(now)));
    if (!more) return damaged("cut short");
    if (body.capacity() * 8 < done + now) body.reserve(source.size() ? size / 8 : (done + now) / 4);
    body.resize((done + now) / 8);
    update(cipher.get(), reinterpret_cast<std::uint8_t*>(body.data()) + done, ByteView(piece).first(now));
    done += now;
  }
  std::uint8_t tag[tag_size + 1];
  SEKISHO_TRY(const bool tagged, read_fully(source, std::span(tag).first(tag_size)));
  SEKISHO_TRY(const bool longer, read_fully(source, std::span(tag).subspan(tag_size)));
  std::uint8_t rest[16];
  int written = 0;
  if (!tagged || longer || EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag) != 1 ||
      EVP_DecryptFinal_ex(cipher.get(), rest, &written) != 1)
    return damaged("does not authenticate");
  return body;
}

Result<void> replace_file(const std::filesystem::path& path, ByteView bytes) {
  std::string name = path.string() + ".XXXXXX";
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd < 0) return system_failure("create", path);
  const auto give_up = [&](std::string_view what) {
    auto error = system_failure(what, path);
    ::close(fd);
    ::unlink(name.c_str());
    return error;
  };
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd, bytes.data(), std::min<std::size_t>(bytes.size(), 1 << 24));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return give_up("write");
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
  if (::fsync(fd) != 0) return give_up("sync");
  if (::rename(name.c_str(), path.c_str()) != 0) return give_up("rename");
  ::close(fd);
  const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const int folder = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return system_failure("open", parent);
  const bool synced = ::fsync(folder) == 0;
  ::close(folder);
  if (!synced) return system_failure("sync", parent);
  return {};
}

}  // namespace sekisho::inspect
