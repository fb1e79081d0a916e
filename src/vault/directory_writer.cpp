#include "directory_writer.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "seal/errors.h"

namespace sekisho::vault {
namespace {

constexpr std::size_t batch_chunks = 64;           // 1 MiB: one pwrite
constexpr std::uint64_t writeback_step = 8 << 20;  // the disk works while we seal
constexpr std::uint64_t checkpoint_chunks =
    (64 << 20) / seal::chunk_size;  // at most this much is sent again after a kill
constexpr std::size_t page = 4096;

std::unexpected<Error> different_bytes() {
  return fail(ErrorCode::gone,
              "中断する前と違う内容が送られたため、この登録は続けられません。新しく登録をやり直し、最初から送"
              "ってください。",
              "the plaintext differs from what was sealed here before a crash; a new object with a new key "
              "is needed");
}

std::unexpected<Error> removed() {
  return fail(ErrorCode::gone, "この登録は取り消されています。必要なときは、新しく登録してください。",
              "the upload was removed while it was written");
}

// `there` lies at `offset` of the file. Pages of zeros were allocated but never written.
bool same_or_unwritten(std::uint64_t offset, ByteView there, ByteView sealed) {
  while (!there.empty()) {
    const std::size_t step = std::min(there.size(), page - static_cast<std::size_t>(offset % page));
    if (!std::equal(there.begin(), there.begin() + static_cast<std::ptrdiff_t>(step), sealed.begin()) &&
        std::any_of(there.begin(), there.begin() + static_cast<std::ptrdiff_t>(step),
                    [](std::uint8_t b) { return b != 0; }))
      return false;
    offset += step;
    there = there.subspan(step);
    sealed = sealed.subspan(step);
  }
  return true;
}

}  // namespace

UploadPaths::UploadPaths(const std::filesystem::path& in, std::string_view object_id)
    : directory(in),
      object(in / object_id),
      part(in / (std::string(object_id) + ".part")),
      tail(in / (std::string(object_id) + ".tail")) {}

DirectoryWriter::DirectoryWriter(UploadPaths paths, seal::Fd part, std::uint64_t existing,
                                 seal::ChunkSealer sealer, UploadStateBox box, const UploadState& state)
    : paths_(std::move(paths)),
      part_(std::move(part)),
      existing_(existing),
      sealer_(std::move(sealer)),
      box_(std::move(box)),
      sha256_(state.sha256, state.chunks() * seal::chunk_size),
      plain_(batch_chunks * seal::chunk_size),
      sealed_(batch_chunks * seal::sealed_chunk_size),
      pending_(state.tail.size()),
      chunks_(state.chunks()),
      written_back_(seal::chunk_offset(state.chunks())),
      checkpoint_(state.chunks()) {
  std::copy(state.tail.begin(), state.tail.end(), plain_.begin());
}

DirectoryWriter::~DirectoryWriter() {
  if (running_checkpoint_.valid()) running_checkpoint_.wait();
  OPENSSL_cleanse(plain_.data(), plain_.size());
}

// After a failed write or fsync nobody knows what the file holds; only a resume finds out.
template <class T>
Result<T> DirectoryWriter::remember(Result<T> result) {
  if (!result) broken_ = result.error();
  return result;
}

Result<void> DirectoryWriter::write(ByteView plain) {
  if (broken_) return pass_on(*broken_);
  return remember(accept(plain));
}

Result<std::uint64_t> DirectoryWriter::sync() {
  if (broken_) return pass_on(*broken_);
  auto done = await_checkpoint();
  if (done) done = flush_whole();
  if (done) done = make_durable(sealed_state());
  if (!done) return remember(Result<std::uint64_t>(pass_on(std::move(done).error())));
  checkpoint_ = chunks_;
  return offset();
}

Result<Finished> DirectoryWriter::finish() {
  if (broken_) return pass_on(*broken_);
  auto finished = remember(close());
  if (finished)
    broken_ = Error{ErrorCode::conflict,
                    "この登録はすでに終わっています。画面を読み直してください。",
                    "the upload is finished",
                    {}};
  return finished;
}

Result<void> DirectoryWriter::accept(ByteView plain) {
  while (!plain.empty()) {
    if (pending_ == 0 && plain.size() >= plain_.size()) {
      SEKISHO_CHECK(flush(plain.first(plain_.size())));
      plain = plain.subspan(plain_.size());
      continue;
    }
    const std::size_t take = std::min(plain.size(), plain_.size() - pending_);
    std::copy_n(plain.begin(), take, plain_.begin() + static_cast<std::ptrdiff_t>(pending_));
    pending_ += take;
    plain = plain.subspan(take);
    if (pending_ == plain_.size()) SEKISHO_CHECK(flush_whole());
  }
  return {};
}

// Leaves less than a chunk, at the beginning of the buffer.
Result<void> DirectoryWriter::flush_whole() {
  const std::size_t whole = pending_ / seal::chunk_size * seal::chunk_size;
  if (whole == 0) return {};
  pending_ -= whole;  // flush counts them as chunks
  SEKISHO_CHECK(flush(ByteView(plain_).first(whole)));
  std::copy_n(plain_.begin() + static_cast<std::ptrdiff_t>(whole), pending_, plain_.begin());
  return {};
}

Result<void> DirectoryWriter::flush(ByteView whole_chunks) {
  const std::size_t count = whole_chunks.size() / seal::chunk_size;
  const auto out = std::span(sealed_).first(count * seal::sealed_chunk_size);
  SEKISHO_CHECK(sealer_.seal(chunks_, whole_chunks, out));
  SEKISHO_CHECK(put(seal::chunk_offset(chunks_), out));
  sha256_.update(whole_chunks);
  chunks_ += count;
  SEKISHO_CHECK(start_writeback(seal::chunk_offset(chunks_)));
  if (chunks_ - checkpoint_ < checkpoint_chunks) return {};
  SEKISHO_CHECK(await_checkpoint());
  start_checkpoint();
  return {};
}

// Compares with what an earlier run left there, and writes also what is equal: after a failed fsync the page
// may be marked clean and yet be on no disk.
Result<void> DirectoryWriter::put(std::uint64_t offset, ByteView sealed) {
  if (offset < existing_) {
    Bytes there(static_cast<std::size_t>(std::min<std::uint64_t>(sealed.size(), existing_ - offset)));
    SEKISHO_TRY(const std::size_t got, seal::read_at(part_, offset, there));
    if (!same_or_unwritten(offset, ByteView(there).first(got), sealed)) return different_bytes();
  }
  return seal::write_at(part_, offset, sealed);
}

Result<void> DirectoryWriter::start_writeback(std::uint64_t end) {
  if (end - written_back_ < writeback_step) return {};
  // A hint only: where it is not supported, fdatasync does it all.
  (void)::sync_file_range(part_.get(), static_cast<off64_t>(written_back_),
                          static_cast<off64_t>(end - written_back_), SYNC_FILE_RANGE_WRITE);
  written_back_ = end;
  return {};
}

Bytes DirectoryWriter::sealed_state() const {
  UploadState state;
  state.header = sealer_.header();
  const std::size_t tail = pending_ % seal::chunk_size;
  state.offset = chunks_ * seal::chunk_size + tail;
  state.sha256 = sha256_.state();
  state.tail.assign(plain_.begin(), plain_.begin() + static_cast<std::ptrdiff_t>(tail));
  Bytes sealed = box_.seal(state);
  OPENSSL_cleanse(state.tail.data(), state.tail.size());
  return sealed;
}

// First the data, then the record that says it is there.
Result<void> DirectoryWriter::make_durable(const Bytes& state) const {
  SEKISHO_CHECK(seal::sync_data(part_));
  struct stat status{};
  if (::fstat(part_.get(), &status) != 0) return seal::system_error(errno, "fstat");
  if (status.st_nlink == 0) return removed();
  return seal::replace_file(paths_.tail, state);
}

void DirectoryWriter::start_checkpoint() {
  checkpoint_ = chunks_;
  UploadState state;
  state.header = sealer_.header();
  state.offset = chunks_ * seal::chunk_size;
  state.sha256 = sha256_.state();
  running_checkpoint_ =
      std::async(std::launch::async, [this, sealed = box_.seal(state)] { return make_durable(sealed); });
}

Result<void> DirectoryWriter::await_checkpoint() {
  if (!running_checkpoint_.valid()) return {};
  return running_checkpoint_.get();
}

Result<Finished> DirectoryWriter::close() {
  SEKISHO_CHECK(await_checkpoint());
  SEKISHO_CHECK(flush_whole());
  SEKISHO_CHECK(await_checkpoint());
  const ByteView last = ByteView(plain_).first(pending_);
  const auto out = std::span(sealed_).first(last.size() + seal::tag_size);
  SEKISHO_CHECK(sealer_.seal_last(chunks_, last, out));
  const std::uint64_t at = seal::chunk_offset(chunks_);
  if (existing_ > at + out.size()) {
    // An earlier run went on past this end, so this is another plaintext; or a crash left empty pages.
    Bytes beyond(page);
    for (std::uint64_t offset = at + out.size(); offset < existing_; offset += beyond.size()) {
      SEKISHO_TRY(const std::size_t got, seal::read_at(part_, offset, beyond));
      if (std::any_of(beyond.begin(), beyond.begin() + static_cast<std::ptrdiff_t>(got),
                      [](std::uint8_t b) { return b != 0; }))
        return different_bytes();
    }
    if (::ftruncate(part_.get(), static_cast<off_t>(at + out.size())) != 0)
      return seal::system_error(errno, "ftruncate");
  }
  SEKISHO_CHECK(put(at, out));
  const Finished finished{offset(), sha256_.finish(last)};
  SEKISHO_CHECK(seal::sync_data(part_));
  struct stat status{};
  if (::fstat(part_.get(), &status) != 0) return seal::system_error(errno, "fstat");
  if (status.st_nlink == 0) return removed();
  if (::rename(paths_.part.c_str(), paths_.object.c_str()) != 0)
    return seal::system_error(errno, "rename " + paths_.part.string());
  SEKISHO_CHECK(seal::sync_directory(paths_.directory));
  SEKISHO_CHECK(seal::remove_file(paths_.tail));
  return finished;
}

}  // namespace sekisho::vault
