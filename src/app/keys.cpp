#include "app/keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "seal/key_wrap.h"

namespace sekisho::app {
namespace {

namespace fs = std::filesystem;

Result<Key> read_key(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                "鍵のファイルを開けません: " + file.string() + "。keys_dir の設定を確かめてください。",
                "cannot open the key file " + file.string() + ": " + std::strerror(errno));
  std::array<std::uint8_t, 33> buffer{};
  const ssize_t got = ::read(fd, buffer.data(), buffer.size());
  struct stat info{};
  const bool readable_by_others = ::fstat(fd, &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  ::close(fd);
  if (got != 32)
    return fail(ErrorCode::invalid_input, "鍵のファイルの大きさが正しくありません: " + file.string(),
                "the key file " + file.string() + " must hold exactly 32 octets");
  if (readable_by_others)
    return fail(ErrorCode::invalid_input,
                "鍵のファイルを、ほかの利用者が読めます。chmod 600 にしてください: " + file.string(),
                "the key file " + file.string() + " must be readable by its owner only (chmod 600)");
  Key key(std::span<const std::uint8_t, 32>(buffer.data(), 32));
  OPENSSL_cleanse(buffer.data(), buffer.size());
  return key;
}

Result<void> make_key(const fs::path& file) {
  const Key key = Key::random();
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0 || ::write(fd, key.view().data(), 32) != 32 || ::fsync(fd) != 0 || ::close(fd) != 0)
    return fail(ErrorCode::io, "鍵のファイルを作れません: " + file.string(),
                "cannot make the key file " + file.string() + ": " + std::strerror(errno));
  return {};
}

constexpr std::array<const char*, 3> names{"town.key", "index.key", "ledger.key"};

class TownCipher final : public store::FieldCipher {
 public:
  explicit TownCipher(const Key& town_key) : key_(seal::derive_key(town_key, "sekisho/ledger-private/v1")) {}
  Bytes seal(std::string_view context, ByteView plain) const override {
    return seal::seal_field(key_, plain, as_bytes(context));
  }
  Result<Bytes> open(std::string_view context, ByteView sealed) const override {
    return seal::open_field(key_, sealed, as_bytes(context));
  }

 private:
  Key key_;
};

}  // namespace

Result<Keys> load_keys(const fs::path& directory) {
  SEKISHO_TRY(const auto town, read_key(directory / names[0]));
  SEKISHO_TRY(const auto index, read_key(directory / names[1]));
  SEKISHO_TRY(const auto ledger, read_key(directory / names[2]));
  return Keys{town, index, ledger};
}

Result<Keys> load_or_make_keys(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  fs::permissions(directory, fs::perms::owner_all, error);
  if (error)
    return fail(ErrorCode::io, "鍵の置き場所を作れません: " + directory.string(),
                "cannot make " + directory.string() + ": " + error.message());
  bool any = false;
  for (const char* name : names) any = any || fs::exists(directory / name);
  if (!any)
    for (const char* name : names) SEKISHO_CHECK(make_key(directory / name));
  return load_keys(directory);
}

std::shared_ptr<const store::FieldCipher> field_cipher(const Key& town_key) {
  return std::make_shared<TownCipher>(town_key);
}

}  // namespace sekisho::app
