#include "index_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/random_source.h"

#include "canonical.h"

namespace sekisho::inspect {
namespace {

static_assert(std::endian::native == std::endian::little, "the index file is read as it lies");

constexpr std::string_view magic = "SKSHIDX2";
constexpr std::size_t salt_size = 32;
constexpr std::size_t check_size = 8;
constexpr std::size_t header_size = 8 + salt_size + check_size + 8;
constexpr std::size_t tag_size = 16;
constexpr std::uint64_t largest = std::uint64_t{16} << 30;
constexpr std::uint8_t nonce[12] = {};

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Key file_key(const IndexKey& key, ByteView salt) {
  return derive_key(key, "sekisho dataset index v2: file", salt);
}
Key check_key(const IndexKey& key, ByteView salt) {
  return derive_key(key, "sekisho dataset index v2: check", salt);
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
              "照合データの索引が壊れているか、書き換えられています。もう一度取り込んでください。",
              "dataset index: " + std::string(en));
}

std::unexpected<Error> system_failure(std::string_view what, const std::filesystem::path& path) {
  const std::string reason = std::strerror(errno);
  return fail(ErrorCode::io,
              "「" + path.string() + "」に書き込めませんでした。空き容量と権限を確かめてください。",
              std::string(what) + " " + path.string() + ": " + reason);
}

// Unmapped and closed unless it is given away.
class Mapping {
 public:
  explicit Mapping(std::uint64_t size) {
    memory.descriptor = ::memfd_create("sekisho-dataset", MFD_CLOEXEC);
    if (memory.descriptor < 0 || ::ftruncate(memory.descriptor, static_cast<off_t>(size)) != 0)
      throw std::system_error(errno, std::generic_category(), "memory for a dataset");
    void* const at =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, memory.descriptor, 0);
    if (at == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "memory for a dataset");
    memory.words = static_cast<std::uint64_t*>(at);
    memory.size = size;
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (memory.words) ::munmap(memory.words, memory.size);
    if (memory.descriptor >= 0) ::close(memory.descriptor);
  }
  SharedMemory give() { return std::exchange(memory, {}); }

  SharedMemory memory;
};

class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
  int descriptor;
};

}  // namespace

Bytes seal_index(std::span<const std::uint64_t> body, const IndexKey& key) {
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

Result<SharedMemory> open_index(const std::filesystem::path& path, const IndexKey& key) {
  const OpenFile file(path);
  struct stat status{};
  if (file.descriptor < 0 || ::fstat(file.descriptor, &status) != 0) {
    const int error = errno;
    return fail(error == ENOENT   ? ErrorCode::not_found
                : error == EACCES ? ErrorCode::forbidden
                                  : ErrorCode::io,
                "照合データの索引を開けません。", path.string() + ": " + std::strerror(error));
  }
  DescriptorSource source(file.descriptor, static_cast<std::uint64_t>(status.st_size));
  std::uint8_t header[header_size];
  SEKISHO_TRY(const std::size_t got, source.read_at(0, header));
  if (got != header_size || std::memcmp(header, magic.data(), 7) != 0)
    return damaged("not an index of a dataset");
  if (std::memcmp(header, magic.data(), 8) != 0)
    return fail(ErrorCode::unsupported,
                "照合データの索引の版が、この版の関所では読めません。もう一度取り込んでください。",
                "dataset index of an unknown version");
  const ByteView salt(header + 8, salt_size);
  if (!equal_constant_time(ByteView(header + 8 + salt_size, check_size),
                           check_key(key, salt).view().first(check_size)))
    return fail(ErrorCode::corrupt,
                "照合データの索引を開けません。索引の鍵が違うか、索引が書き換えられています。",
                "dataset index: another key, or a changed header");
  std::uint64_t size = 0;
  std::memcpy(&size, header + header_size - 8, 8);
  if (size % 64 != 0 || size == 0 || size > largest || source.size() != header_size + size + tag_size)
    return damaged("cut short, or of an impossible size");
  const Cipher cipher = new_cipher(file_key(key, salt), false);
  update(cipher.get(), nullptr, header);
  Mapping mapping(size);
  auto* const to = reinterpret_cast<std::uint8_t*>(mapping.memory.words);
  // Read and opened by pieces that stay in the processor's cache.
  constexpr std::uint64_t piece = std::uint64_t{256} << 10;
  for (std::uint64_t at = 0; at < size; at += piece) {
    const std::span<std::uint8_t> now(to + at, std::min(piece, size - at));
    SEKISHO_TRY(const std::size_t read, source.read_at(header_size + at, now));
    if (read != now.size()) return damaged("cut short");
    update(cipher.get(), now.data(), now);
  }
  std::uint8_t tag[tag_size];
  SEKISHO_TRY(const std::size_t tagged, source.read_at(header_size + size, tag));
  std::uint8_t rest[16];
  int written = 0;
  if (tagged != tag_size || EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag) != 1 ||
      EVP_DecryptFinal_ex(cipher.get(), rest, &written) != 1)
    return damaged("does not authenticate");
  return mapping.give();
}

SharedMemory share(std::span<const std::uint64_t> body) {
  Mapping mapping(body.size_bytes());
  std::memcpy(mapping.memory.words, body.data(), body.size_bytes());
  return mapping.give();
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
