// Seals or opens one file, file to file, with a key of its own: what bench/run times against `age`.
//   seal_file seal IN OUT KEYFILE [THREADS] | seal_file open IN OUT KEYFILE [THREADS]     (THREADS: 2)
// Chunks of a sealed object stand for themselves, so each thread takes the next piece of them.
#include <fcntl.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "seal/durable_file.h"
#include "seal/sealed_object.h"

namespace {

using namespace sekisho;

constexpr std::uint64_t piece_chunks = 64;  // 1 MiB
constexpr std::uint64_t piece = piece_chunks * seal::chunk_size;
const auto context = as_bytes("bench");

struct Files {
  seal::Fd in;
  seal::Fd out;
  Key key;
  std::uint64_t plain = 0;  // size
};

Result<void> read_whole(const seal::Fd& file, std::uint64_t at, std::span<std::uint8_t> out) {
  SEKISHO_TRY(const std::size_t got, seal::read_at(file, at, out));
  if (got != out.size()) return fail(ErrorCode::corrupt, "短くなりました。", "the file became shorter");
  return {};
}

// Pieces 0 … n-1, each once; the first error ends the work of all.
using Work = std::function<Result<void>(std::uint64_t)>;
Result<void> in_parallel(std::uint64_t pieces, unsigned threads, const std::function<Result<Work>()>& make) {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<bool> failed = false;
  std::vector<Result<void>> ended(threads);
  {
    std::vector<std::jthread> crew;
    for (unsigned i = 0; i < threads; ++i)
      crew.emplace_back([&, i] {
        ended[i] = [&]() -> Result<void> {
          SEKISHO_TRY(const auto work, make());
          for (std::uint64_t at = next++; at < pieces && !failed; at = next++) SEKISHO_CHECK(work(at));
          return {};
        }();
        if (!ended[i]) failed = true;
      });
  }
  for (auto& end : ended)
    if (!end) return std::move(end);
  return {};
}

Result<void> seal_file(const Files& files, unsigned threads) {
  const seal::ChunkSealer first(files.key, context);
  const auto header = first.header();
  SEKISHO_CHECK(seal::write_at(files.out, 0, header));
  return in_parallel(files.plain / piece + 1, threads, [&]() -> Result<Work> {
    SEKISHO_TRY(auto sealer, seal::ChunkSealer::resume(files.key, context, header));
    return [&files, sealer = std::make_shared<seal::ChunkSealer>(std::move(sealer)), plain = Bytes(piece),
            sealed =
                Bytes(piece_chunks * seal::sealed_chunk_size)](std::uint64_t at) mutable -> Result<void> {
      const auto size = static_cast<std::size_t>(std::min(piece, files.plain - at * piece));
      const std::size_t whole = size / seal::chunk_size;
      SEKISHO_CHECK(read_whole(files.in, at * piece, std::span(plain).first(size)));
      std::size_t made = whole * seal::sealed_chunk_size;
      SEKISHO_CHECK(sealer->seal(at * piece_chunks, ByteView(plain).first(whole * seal::chunk_size),
                                 std::span(sealed).first(made)));
      if (size < piece) {  // the object's end
        const auto rest = ByteView(plain).first(size).subspan(whole * seal::chunk_size);
        SEKISHO_CHECK(sealer->seal_last(at * piece_chunks + whole, rest,
                                        std::span(sealed).subspan(made, rest.size() + seal::tag_size)));
        made += rest.size() + seal::tag_size;
      }
      return seal::write_at(files.out, seal::chunk_offset(at * piece_chunks), ByteView(sealed).first(made));
    };
  });
}

Result<void> open_file(const Files& files, unsigned threads) {
  seal::Header header;
  SEKISHO_CHECK(read_whole(files.in, 0, header));
  return in_parallel(files.plain / piece + 1, threads, [&]() -> Result<Work> {
    SEKISHO_TRY(auto opener, seal::ChunkOpener::open(files.key, context, header));
    return
        [&files, opener = std::make_shared<seal::ChunkOpener>(std::move(opener)), plain = Bytes(piece),
         sealed = Bytes(piece_chunks * seal::sealed_chunk_size)](std::uint64_t at) mutable -> Result<void> {
          const auto size = static_cast<std::size_t>(std::min(piece, files.plain - at * piece));
          const std::size_t whole = size / seal::chunk_size;
          const std::size_t rest = size % seal::chunk_size;
          const std::size_t end = size < piece ? rest + seal::tag_size : 0;
          const auto wanted = std::span(sealed).first(whole * seal::sealed_chunk_size + end);
          SEKISHO_CHECK(read_whole(files.in, seal::chunk_offset(at * piece_chunks), wanted));
          SEKISHO_CHECK(opener->open_chunks(at * piece_chunks, wanted.first(wanted.size() - end),
                                            std::span(plain).first(whole * seal::chunk_size)));
          if (end > 0)
            SEKISHO_CHECK(opener->open_last(at * piece_chunks + whole, wanted.last(end),
                                            std::span(plain).subspan(whole * seal::chunk_size, rest)));
          return seal::write_at(files.out, at * piece, ByteView(plain).first(size));
        };
  });
}

Result<void> run(const std::string& what, char** paths, unsigned threads) {
  Files files;
  SEKISHO_TRY(files.in, seal::open_file(paths[0], O_RDONLY));
  SEKISHO_TRY(files.out, seal::open_file(paths[1], O_WRONLY | O_CREAT | O_TRUNC));
  SEKISHO_TRY(const auto key_file, seal::open_file(paths[2], O_RDONLY));
  SEKISHO_CHECK(read_whole(key_file, 0, files.key.edit()));
  SEKISHO_TRY(const std::uint64_t size, seal::file_size(files.in));
  if (what == "seal") {
    files.plain = size;
    return seal_file(files, threads);
  }
  const auto plain = seal::plain_size(size);
  if (!plain) return fail(ErrorCode::corrupt, "途中で切れています。", "no sealed object has this size");
  files.plain = *plain;
  return open_file(files, threads);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const auto done = run(argv[1], argv + 2, argc > 5 ? static_cast<unsigned>(std::stoul(argv[5])) : 2);
  if (!done) std::fprintf(stderr, "seal_file: %s\n", done.error().en.c_str());
  return done ? 0 : 1;
}
