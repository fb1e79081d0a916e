// One upload into a directory vault. See vault/directory_vault.h for the files and the rule against sealing
// twice.
#pragma once

#include <filesystem>
#include <future>
#include <optional>

#include "seal/durable_file.h"
#include "upload_state.h"
#include "vault/vault.h"

namespace sekisho::vault {

struct UploadPaths {
  UploadPaths(const std::filesystem::path& in, std::string_view object_id);
  std::filesystem::path directory, object, part, tail;
};

class DirectoryWriter final : public ObjectWriter {
 public:
  // `part` is open for reading and writing, and locked. `existing`: its size; more than `state` says after a
  // crash.
  DirectoryWriter(UploadPaths paths, seal::Fd part, std::uint64_t existing, seal::ChunkSealer sealer,
                  UploadStateBox box, const UploadState& state);
  ~DirectoryWriter() override;

  std::uint64_t offset() const override { return chunks_ * seal::chunk_size + pending_; }
  Result<void> write(ByteView plain) override;
  Result<std::uint64_t> sync() override;
  Result<Finished> finish() override;

 private:
  Result<void> accept(ByteView plain);
  Result<Finished> close();
  Result<void> flush(ByteView whole_chunks);
  Result<void> flush_whole();
  Result<void> put(std::uint64_t offset, ByteView sealed);
  Result<void> start_writeback(std::uint64_t end);
  Bytes sealed_state() const;
  Result<void> make_durable(const Bytes& sealed_state) const;
  void start_checkpoint();
  Result<void> await_checkpoint();
  template <class T>
  Result<T> remember(Result<T> result);

  UploadPaths paths_;
  seal::Fd part_;
  std::uint64_t existing_;
  seal::ChunkSealer sealer_;
  UploadStateBox box_;
  Sha256Chain sha256_;
  Bytes plain_;   // a batch being filled
  Bytes sealed_;  // the batch on its way to the file
  std::size_t pending_ = 0;
  std::uint64_t chunks_ = 0;
  std::uint64_t written_back_ = 0;
  std::uint64_t checkpoint_ = 0;  // chunks at the last one
  std::future<Result<void>> running_checkpoint_;
  std::optional<Error> broken_;
};

}  // namespace sekisho::vault
