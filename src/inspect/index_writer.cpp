#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "base/secret.h"
#include "index_file.h"

namespace sekisho::inspect {

IndexWriter::IndexWriter(std::filesystem::path path)
    : path_(std::move(path)),
      name_(path_.string() + ".XXXXXX"),
      cipher_(nullptr, EVP_CIPHER_CTX_free),
      piece_(index_piece) {
  descriptor_ = ::mkostemp(name_.data(), O_CLOEXEC);
}

IndexWriter::~IndexWriter() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(name_.c_str());
}

std::unexpected<Error> IndexWriter::failure(std::string_view what) const {
  const std::string reason = std::strerror(errno);
  return fail(ErrorCode::io,
              "「" + path_.string() + "」に書き込めませんでした。空き容量と権限を確かめてください。",
              std::string(what) + " " + path_.string() + ": " + reason);
}

Result<std::unique_ptr<IndexWriter>> IndexWriter::create(const std::filesystem::path& path,
                                                         const IndexKey& key) {
  std::unique_ptr<IndexWriter> writer(new IndexWriter(path));
  if (writer->descriptor_ < 0) return writer->failure("create");
  std::uint8_t header[index_header];
  std::memcpy(header, index_magic.data(), 8);
  const std::span<std::uint8_t> salt(header + 8, index_salt);
  random_fill(salt);
  std::memcpy(header + 8 + index_salt, index_check_key(key, salt).view().data(), index_check);
  writer->cipher_ = index_cipher(key, header, true);
  SEKISHO_CHECK(writer->put(header));
  return writer;
}

Result<void> IndexWriter::put(ByteView bytes) {
  written_ += bytes.size();
  while (!bytes.empty()) {
    const ssize_t done = ::write(descriptor_, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return failure("write");
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
  return {};
}

Result<void> IndexWriter::write(std::span<const std::uint64_t> words) {
  ByteView bytes(reinterpret_cast<const std::uint8_t*>(words.data()), words.size_bytes());
  while (!bytes.empty()) {
    const ByteView now = bytes.first(std::min(piece_.size(), bytes.size()));
    index_update(cipher_.get(), piece_.data(), now);
    SEKISHO_CHECK(put(ByteView(piece_).first(now.size())));
    bytes = bytes.subspan(now.size());
  }
  return {};
}

Result<std::uint64_t> IndexWriter::finish() {
  std::uint8_t tag[index_tag];
  int rest = 0;
  if (EVP_EncryptFinal_ex(cipher_.get(), tag, &rest) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher_.get(), EVP_CTRL_GCM_GET_TAG, index_tag, tag) != 1)
    throw std::runtime_error("AES-256-GCM failed");
  SEKISHO_CHECK(put(tag));
  if (::fsync(descriptor_) != 0) return failure("sync");
  if (::rename(name_.c_str(), path_.c_str()) != 0) return failure("rename");
  ::close(descriptor_);
  descriptor_ = -1;
  const auto parent = path_.has_parent_path() ? path_.parent_path() : std::filesystem::path(".");
  const int folder = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return failure("open the folder of");
  const bool synced = ::fsync(folder) == 0;
  ::close(folder);
  if (!synced) return failure("sync the folder of");
  return written_;
}

}  // namespace sekisho::inspect
