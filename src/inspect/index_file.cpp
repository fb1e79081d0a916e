#include "index_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/random_source.h"
#include "canonical.h"

namespace sekisho::inspect {
namespace {

constexpr std::uint64_t largest = std::uint64_t{16} << 30;
constexpr std::uint8_t nonce[12] = {};

std::unexpected<Error> damaged(std::string_view en) {
  return fail(ErrorCode::corrupt,
              "照合データの索引が壊れているか、書き換えられています。もう一度取り込んでください。",
              "dataset index: " + std::string(en));
}

std::system_error no_memory() { return {errno, std::generic_category(), "memory for a dataset"}; }

// An anonymous file that is written first and mapped then: the pages come with their content, instead of
// being cleared, mapped one by one and filled. Unmapped and closed unless it is given away.
class Mapping {
 public:
  Mapping() {
    memory_.descriptor = ::memfd_create("sekisho-dataset", MFD_CLOEXEC);
    if (memory_.descriptor < 0) throw no_memory();
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (memory_.words) ::munmap(const_cast<std::uint64_t*>(memory_.words), memory_.size);
    if (memory_.descriptor >= 0) ::close(memory_.descriptor);
  }
  void write(ByteView bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(memory_.descriptor, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) throw no_memory();
      bytes = bytes.subspan(static_cast<std::size_t>(done));
      memory_.size += static_cast<std::uint64_t>(done);
    }
  }
  SharedMemory give() {
    void* const at = ::mmap(nullptr, memory_.size, PROT_READ, MAP_SHARED, memory_.descriptor, 0);
    if (at == MAP_FAILED) throw no_memory();
    memory_.words = static_cast<const std::uint64_t*>(at);
    return std::exchange(memory_, {});
  }

 private:
  SharedMemory memory_;
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

IndexCipher index_cipher(const IndexKey& key, ByteView header, bool encrypt) {
  IndexCipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const Key file_key =
      derive_key(key, "sekisho dataset index v3: file", header.subspan(index_magic.size(), index_salt));
  int none = 0;
  if (!cipher ||
      EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, file_key.view().data(), nonce, encrypt) !=
          1 ||
      EVP_CipherUpdate(cipher.get(), nullptr, &none, header.data(), static_cast<int>(header.size())) != 1)
    throw std::runtime_error("AES-256-GCM is not available");
  return cipher;
}

void index_update(EVP_CIPHER_CTX* cipher, std::uint8_t* out, ByteView in) {
  int written = 0;
  if (EVP_CipherUpdate(cipher, out, &written, in.data(), static_cast<int>(in.size())) != 1)
    throw std::runtime_error("AES-256-GCM failed");
}

Key index_check_key(const IndexKey& key, ByteView salt) {
  return derive_key(key, "sekisho dataset index v3: check", salt);
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
  std::uint8_t header[index_header];
  SEKISHO_TRY(const std::size_t got, source.read_at(0, header));
  if (got != index_header || std::memcmp(header, index_magic.data(), 7) != 0)
    return damaged("not an index of a dataset");
  if (std::memcmp(header, index_magic.data(), 8) != 0)
    return fail(ErrorCode::unsupported,
                "照合データの索引の版が、この版の関所では読めません。もう一度取り込んでください。",
                "dataset index of another version: register the extract again");
  if (!equal_constant_time(ByteView(header + 8 + index_salt, index_check),
                           index_check_key(key, {header + 8, index_salt}).view().first(index_check)))
    return fail(ErrorCode::corrupt,
                "照合データの索引を開けません。索引の鍵が違うか、索引が書き換えられています。",
                "dataset index: another key, or a changed header");
  if (source.size() <= index_header + index_tag || source.size() > largest ||
      (source.size() - index_header - index_tag) % 64 != 0)
    return damaged("cut short, or of an impossible size");
  const std::uint64_t size = source.size() - index_header - index_tag;
  const IndexCipher cipher = index_cipher(key, header, false);
  Mapping mapping;
  std::vector<std::uint8_t> piece(std::min<std::uint64_t>(index_piece, size));
  for (std::uint64_t at = 0; at < size; at += piece.size()) {
    const std::span<std::uint8_t> now(piece.data(), std::min<std::uint64_t>(piece.size(), size - at));
    SEKISHO_TRY(const std::size_t read, source.read_at(index_header + at, now));
    if (read != now.size()) return damaged("cut short");
    index_update(cipher.get(), now.data(), now);
    mapping.write(now);
  }
  std::uint8_t tag[index_tag];
  SEKISHO_TRY(const std::size_t tagged, source.read_at(index_header + size, tag));
  std::uint8_t rest[16];
  int written = 0;
  if (tagged != index_tag || EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, index_tag, tag) != 1 ||
      EVP_DecryptFinal_ex(cipher.get(), rest, &written) != 1)
    return damaged("does not authenticate");
  return mapping.give();
}

}  // namespace sekisho::inspect
