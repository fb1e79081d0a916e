#include "seal/shards.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/ids.h"
#include "seal/durable_file.h"
#include "seal/errors.h"

namespace sekisho::seal {
namespace {

constexpr std::string_view suffix = ".shard";
constexpr std::string_view half_made = ".new";

// HMAC(shard, town key) is the extract step, so either secret alone, and the key stays unknown.
Key wrapping_key(const Key& town_key, const Key& shard, std::string_view object_id) {
  std::string info = "sekisho/object-key/v1/";
  info += object_id;
  return derive_key(town_key, as_bytes(info), shard.view());
}

}  // namespace

Result<KeyShards> KeyShards::open(std::filesystem::path directory) {
  SEKISHO_CHECK(make_directory(directory));
  if (::chmod(directory.c_str(), 0700) != 0) return system_error(errno, "chmod " + directory.string());
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error))
    if (entry.path().native().ends_with(std::string(suffix) + std::string(half_made))) {
      SEKISHO_CHECK(remove_file(entry.path()));
    }
  if (error) return system_error(error.value(), "list " + directory.string());
  return KeyShards(std::move(directory));
}

Result<std::filesystem::path> KeyShards::path_of(std::string_view object_id) const {
  if (!is_id(object_id))
    return fail(ErrorCode::invalid_input, "データの番号の形が正しくありません。", "not an object id");
  return directory_ / (std::string(object_id) + std::string(suffix));
}

Result<Key> KeyShards::create(std::string_view object_id) {
  SEKISHO_TRY(const auto path, path_of(object_id));
  const std::filesystem::path temporary = path.string() + std::string(half_made);
  const Key shard = Key::random();
  {
    SEKISHO_TRY(const Fd file, open_file(temporary, O_WRONLY | O_CREAT | O_TRUNC));
    SEKISHO_CHECK(write_at(file, 0, shard.view()));
    SEKISHO_CHECK(sync_data(file));
  }
  // link() never replaces: a shard that is in use cannot be lost to a second create.
  const int linked = ::link(temporary.c_str(), path.c_str()) == 0 ? 0 : errno;
  SEKISHO_CHECK(remove_file(temporary));
  if (linked == EEXIST)
    return fail(ErrorCode::conflict, "このデータの鍵はすでに作られています。画面を読み直してください。",
                "the shard exists");
  if (linked != 0) return system_error(linked, "link " + path.string());
  SEKISHO_CHECK(sync_directory(directory_));
  return shard;
}

Result<Key> KeyShards::load(std::string_view object_id) const {
  SEKISHO_TRY(const auto path, path_of(object_id));
  SEKISHO_TRY(auto bytes, read_small_file(path, 32));
  if (!bytes)
    return fail(ErrorCode::gone, "このデータの鍵は消去されています。データを開くことはできません。",
                "the object's shard is not there: destroyed");
  if (bytes->size() != 32) return corrupt("a shard has 32 bytes");
  Key shard(std::span<const std::uint8_t, 32>(bytes->data(), 32));
  OPENSSL_cleanse(bytes->data(), bytes->size());
  return shard;
}

Result<bool> KeyShards::exists(std::string_view object_id) const {
  SEKISHO_TRY(const auto path, path_of(object_id));
  if (::access(path.c_str(), F_OK) == 0) return true;
  if (errno == ENOENT) return false;
  return system_error(errno, "access " + path.string());
}

Result<void> KeyShards::destroy(std::string_view object_id) {
  SEKISHO_TRY(const auto path, path_of(object_id));
  auto file = open_file(path, O_WRONLY);
  if (file) {
    SEKISHO_CHECK(write_at(*file, 0, random_bytes(32)));
    if (::fsync(file->get()) != 0) return system_error(errno, "fsync " + path.string());
    SEKISHO_CHECK(remove_file(path));
  } else if (file.error().code != ErrorCode::not_found) {
    return pass_on(std::move(file).error());
  }
  // Also when there was none: an earlier call may have stopped between removing and this.
  return sync_directory(directory_);
}

Result<std::vector<std::string>> KeyShards::list() const {
  std::vector<std::string> ids;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory_, error)) {
    std::string name = entry.path().filename().string();
    if (!name.ends_with(suffix)) continue;
    name.resize(name.size() - suffix.size());
    if (is_id(name)) ids.push_back(std::move(name));
  }
  if (error) return system_error(error.value(), "list " + directory_.string());
  std::sort(ids.begin(), ids.end());
  return ids;
}

WrappedKey wrap_object_key(const Key& town_key, const Key& shard, std::string_view object_id,
                           const Key& object_key) {
  return wrap_key(wrapping_key(town_key, shard, object_id), object_key);
}

Result<Key> unwrap_object_key(const Key& town_key, const Key& shard, std::string_view object_id,
                              ByteView wrapped) {
  return unwrap_key(wrapping_key(town_key, shard, object_id), wrapped);
}

}  // namespace sekisho::seal
