#include "vault/directory_vault.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>

#include "base/ids.h"
#include "directory_writer.h"
#include "finished_writer.h"
#include "seal/durable_file.h"
#include "seal/errors.h"
#include "staging.h"

namespace sekisho::vault {
namespace {

Result<UploadPaths> paths_of(const std::filesystem::path& directory, std::string_view object_id) {
  if (!is_id(object_id))
    return fail(ErrorCode::invalid_input, "データの番号の形が正しくありません。", "not an object id");
  return UploadPaths(directory, object_id);
}

std::unexpected<Error> not_found() {
  return fail(ErrorCode::not_found, "指定されたデータは保管されていません。", "no such object in the vault");
}

bool is_there(const std::filesystem::path& path) { return ::access(path.c_str(), F_OK) == 0; }

// The writer's lock: it ends with the descriptor, so no crash leaves one behind.
Result<void> lock(const seal::Fd& part) {
  if (::flock(part.get(), LOCK_EX | LOCK_NB) == 0) return {};
  if (errno != EWOULDBLOCK) return seal::system_error(errno, "flock");
  return fail(ErrorCode::conflict,
              "このデータは別の接続から登録している途中です。少し待ってから、続きを送ってください。",
              "another writer of this upload lives");
}

Result<UploadState> read_state(const UploadPaths& paths, const UploadStateBox& box) {
  SEKISHO_TRY(const auto sealed, seal::read_small_file(paths.tail, upload_state_limit));
  if (!sealed) return not_found();
  return box.open(*sealed);
}

Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error))
    files.push_back(it->path());
  if (error) return seal::system_error(error.value(), "list " + directory.string());
  return files;
}

}  // namespace

Result<std::unique_ptr<DirectoryVault>> DirectoryVault::open(std::filesystem::path directory) {
  SEKISHO_CHECK(seal::make_directory(directory));
  SEKISHO_TRY(const auto files, files_in(directory));
  for (const auto& file : files) {
    const std::string name = file.filename().string();
    const bool scratch = name.starts_with(staging_prefix) || name.ends_with(".tail.tmp");
    // Left over between the steps of finish() or remove().
    const bool orphan = name.ends_with(".tail") && is_id(file.stem().string()) &&
                        !is_there(UploadPaths(directory, file.stem().string()).part);
    if (scratch || orphan) SEKISHO_CHECK(seal::remove_file(file));
  }
  return std::unique_ptr<DirectoryVault>(new DirectoryVault(std::move(directory)));
}

Result<std::unique_ptr<ObjectWriter>> DirectoryVault::create(std::string_view object_id, const Key& key,
                                                             ByteView context) {
  SEKISHO_TRY(const auto paths, paths_of(directory_, object_id));
  if (is_there(paths.object) || is_there(paths.tail))
    return fail(ErrorCode::conflict, "このデータはすでに登録されています。画面を読み直してください。",
                "the object exists");
  SEKISHO_CHECK(seal::remove_file(paths.part));  // a create that a crash cut short; nobody was told of it
  seal::ChunkSealer sealer(key, context);
  SEKISHO_TRY(seal::Fd part, seal::open_file(paths.part, O_RDWR | O_CREAT | O_EXCL));
  SEKISHO_CHECK(lock(part));
  SEKISHO_CHECK(seal::write_at(part, 0, sealer.header()));
  UploadStateBox box(key, object_id, context);
  UploadState state;
  state.header = sealer.header();
  state.sha256 = Sha256Chain().state();
  auto writer = std::make_unique<DirectoryWriter>(paths, std::move(part), seal::header_size,
                                                  std::move(sealer), std::move(box), state);
  SEKISHO_CHECK(writer->sync());
  return writer;
}

Result<std::unique_ptr<ObjectWriter>> DirectoryVault::resume(std::string_view object_id, const Key& key,
                                                             ByteView context) {
  SEKISHO_TRY(const auto paths, paths_of(directory_, object_id));
  auto opened = seal::open_file(paths.part, O_RDWR);
  if (opened) {
    SEKISHO_CHECK(lock(*opened));
    // It may have been finished or removed by the last writer before we had the lock.
    struct stat by_name{}, by_handle{};
    if (::stat(paths.part.c_str(), &by_name) != 0 || ::fstat(opened->get(), &by_handle) != 0 ||
        by_name.st_ino != by_handle.st_ino)
      opened = not_found();
  }
  if (!opened) {
    if (opened.error().code != ErrorCode::not_found) return pass_on(std::move(opened).error());
    SEKISHO_TRY(auto reader, open(object_id, key, context));
    return std::make_unique<FinishedWriter>(std::move(reader));
  }
  UploadStateBox box(key, object_id, context);
  SEKISHO_TRY(const UploadState state, read_state(paths, box));
  SEKISHO_TRY(auto sealer, seal::ChunkSealer::resume(key, context, state.header));
  SEKISHO_TRY(const std::uint64_t existing, seal::file_size(*opened));
  seal::Header header;
  SEKISHO_TRY(const std::size_t got, seal::read_at(*opened, 0, header));
  if (got != header.size() || header != state.header)
    return seal::corrupt("the upload's file is not the one its state describes");
  if (existing < seal::chunk_offset(state.chunks()))
    return seal::corrupt("the upload's file is shorter than its durable offset");
  return std::make_unique<DirectoryWriter>(paths, *std::move(opened), existing, std::move(sealer),
                                           std::move(box), state);
}

Result<std::uint64_t> DirectoryVault::durable_offset(std::string_view object_id, const Key& key,
                                                     ByteView context) {
  SEKISHO_TRY(const auto paths, paths_of(directory_, object_id));
  auto state = read_state(paths, UploadStateBox(key, object_id, context));
  if (state && !is_there(paths.object)) return state->offset;
  if (!state && state.error().code != ErrorCode::not_found) return pass_on(std::move(state).error());
  SEKISHO_TRY(const auto reader, open(object_id, key, context));
  return reader->size();
}

Result<std::unique_ptr<ObjectReader>> DirectoryVault::open(std::string_view object_id, const Key& key,
                                                           ByteView context) {
  SEKISHO_TRY(const auto paths, paths_of(directory_, object_id));
  SEKISHO_TRY(auto source, seal::FileSource::open(paths.object));
  return ObjectReader::open(std::move(source), key, context);
}

Result<void> DirectoryVault::remove(std::string_view object_id) {
  SEKISHO_TRY(const auto paths, paths_of(directory_, object_id));
  // The state goes last: a living writer looks at its file's links before it writes the state anew.
  SEKISHO_CHECK(seal::remove_file(paths.part));
  SEKISHO_CHECK(seal::remove_file(paths.object));
  SEKISHO_CHECK(seal::remove_file(paths.tail));
  return seal::sync_directory(directory_);
}

Result<std::vector<ObjectInfo>> DirectoryVault::list() {
  SEKISHO_TRY(const auto files, files_in(directory_));
  std::map<std::string, ObjectInfo> objects;
  for (const auto& file : files) {
    const bool part = file.extension() == ".part";
    const std::string id = part ? file.stem().string() : file.filename().string();
    struct stat status{};
    if (!is_id(id) || ::stat(file.c_str(), &status) != 0) continue;  // finished or removed just now
    const Instant changed{
        std::chrono::milliseconds(status.st_mtim.tv_sec * 1000LL + status.st_mtim.tv_nsec / 1'000'000)};
    ObjectInfo& info = objects[id];
    if (!info.finished) info = {id, !part, static_cast<std::uint64_t>(status.st_size), changed};
  }
  std::vector<ObjectInfo> out;
  out.reserve(objects.size());
  for (auto& [id, info] : objects) out.push_back(std::move(info));
  return out;
}

Result<std::unique_ptr<Staging>> DirectoryVault::stage() { return DirectoryStaging::make(directory_); }

}  // namespace sekisho::vault
