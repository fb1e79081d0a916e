#include "seal/sealed_object.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <stdexcept>

#include "seal/errors.h"

namespace sekisho::seal {
namespace {

constexpr std::size_t batch_chunks = 16;  // 256 KiB: large enough for the disk, small enough for many at once

}  // namespace

SealWriter::SealWriter(const Key& key, ByteView context, Sink sink)
    : sealer_(key, context),
      sink_(std::move(sink)),
      plain_(batch_chunks * chunk_size),
      sealed_(batch_chunks * sealed_chunk_size) {}

SealWriter::~SealWriter() { OPENSSL_cleanse(plain_.data(), plain_.size()); }

Result<void> SealWriter::flush(ByteView whole_chunks) {
  if (!header_written_) {
    SEKISHO_CHECK(sink_(sealer_.header()));
    header_written_ = true;
  }
  const std::size_t count = whole_chunks.size() / chunk_size;
  if (count == 0) return {};
  const auto out = std::span(sealed_).first(count * sealed_chunk_size);
  SEKISHO_CHECK(sealer_.seal(chunks_, whole_chunks, out));
  chunks_ += count;
  return sink_(out);
}

Result<void> SealWriter::write(ByteView plain) {
  while (!plain.empty()) {
    if (pending_ == 0 && plain.size() >= plain_.size()) {  // nothing waits: no need to copy
      SEKISHO_CHECK(flush(plain.first(plain_.size())));
      plain = plain.subspan(plain_.size());
      continue;
    }
    const std::size_t take = std::min(plain.size(), plain_.size() - pending_);
    std::copy_n(plain.begin(), take, plain_.begin() + static_cast<std::ptrdiff_t>(pending_));
    pending_ += take;
    plain = plain.subspan(take);
    if (pending_ == plain_.size()) {
      pending_ = 0;
      SEKISHO_CHECK(flush(plain_));
    }
  }
  return {};
}

Result<void> SealWriter::finish() {
  const std::size_t whole = pending_ / chunk_size * chunk_size;
  const ByteView last = ByteView(plain_).subspan(whole, pending_ - whole);
  pending_ -= whole;
  SEKISHO_CHECK(flush(ByteView(plain_).first(whole)));
  const auto out = std::span(sealed_).first(last.size() + tag_size);
  SEKISHO_CHECK(sealer_.seal_last(chunks_, last, out));
  return sink_(out);
}

SealedReader::SealedReader(std::unique_ptr<Source> source, ChunkOpener opener, std::uint64_t size)
    : source_(std::move(source)), opener_(std::move(opener)), size_(size) {}

SealedReader::~SealedReader() { OPENSSL_cleanse(window_.data(), window_.size()); }

Result<std::unique_ptr<SealedReader>> SealedReader::open(std::unique_ptr<Source> source, const Key& key,
                                                         ByteView context) {
  const auto size = plain_size(source->size());
  if (!size) return corrupt("no sealed object has " + std::to_string(source->size()) + " bytes: truncated");
  Header header;
  SEKISHO_TRY(const std::size_t got, source->read_at(0, header));
  if (got != header.size()) return corrupt("the header is truncated");
  SEKISHO_TRY(auto opener, ChunkOpener::open(key, context, header));
  std::unique_ptr<SealedReader> reader(new SealedReader(std::move(source), std::move(opener), *size));
  // The last chunk proves the length: its number is in the nonce, and only a last chunk is short.
  Bytes last(*size % chunk_size);
  const auto checked = reader->load(*size / chunk_size, 1, last);
  OPENSSL_cleanse(last.data(), last.size());
  SEKISHO_CHECK(checked);
  return reader;
}

// `out` is exactly the plaintext of `count` chunks; only the object's last chunk is short.
Result<void> SealedReader::load(std::uint64_t chunk, std::size_t count, std::span<std::uint8_t> out) {
  const std::size_t wanted = out.size() + count * tag_size;
  if (sealed_.size() < wanted) sealed_.resize(wanted);
  const auto sealed = std::span(sealed_).first(wanted);
  SEKISHO_TRY(const std::size_t got, source_->read_at(chunk_offset(chunk), sealed));
  if (got != wanted) return corrupt("the object became shorter while it was read");
  const std::size_t whole = out.size() / chunk_size;
  SEKISHO_CHECK(
      opener_.open_chunks(chunk, sealed.first(whole * sealed_chunk_size), out.first(whole * chunk_size)));
  if (whole == count) return {};
  return opener_.open_last(chunk + whole, sealed.subspan(whole * sealed_chunk_size),
                           out.subspan(whole * chunk_size));
}

Result<std::size_t> SealedReader::read(std::uint64_t offset, std::span<std::uint8_t> out) {
  if (offset >= size_) return std::size_t{0};
  out = out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size_ - offset)));
  std::size_t done = 0;
  while (done < out.size()) {
    const std::uint64_t at = offset + done;
    const auto rest = out.subspan(done);
    if (at >= window_start_ && at - window_start_ < window_size_) {
      const auto from = static_cast<std::size_t>(at - window_start_);
      const std::size_t take = std::min(rest.size(), window_size_ - from);
      std::copy_n(window_.begin() + static_cast<std::ptrdiff_t>(from), take, rest.begin());
      done += take;
      continue;
    }
    const std::uint64_t chunk = at / chunk_size;
    if (at % chunk_size == 0 && rest.size() >= chunk_size) {  // whole chunks go straight to the caller
      const std::size_t count = std::min(rest.size() / chunk_size, batch_chunks);
      SEKISHO_CHECK(load(chunk, count, rest.first(count * chunk_size)));
      done += count * chunk_size;
      continue;
    }
    // Read ahead only when the last window has just been used up: a jump opens one chunk.
    const bool sequential = at == window_start_ + window_size_;
    const std::uint64_t end = std::min(size_, (chunk + (sequential ? batch_chunks : 1)) * chunk_size);
    const auto size = static_cast<std::size_t>(end - chunk * chunk_size);
    if (window_.size() < size) {
      OPENSSL_cleanse(window_.data(), window_.size());
      window_.assign(size, 0);
    }
    window_size_ = 0;
    SEKISHO_CHECK(load(chunk, (size + chunk_size - 1) / chunk_size, std::span(window_).first(size)));
    window_start_ = chunk * chunk_size;
    window_size_ = size;
  }
  return done;
}

}  // namespace sekisho::seal
