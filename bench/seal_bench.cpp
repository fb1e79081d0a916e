// Sealing against OpenSSL's own AES-256-GCM, and uploads against a plain write of the same bytes, in one run.
//
//   seal_bench [--mib N] [--runs N] [--dir DIRECTORY]
//
// Prints one JSON object a line: medians, in MB/s (10^6 bytes), and ratios. The upload is measured only with
// --dir, on the disk that holds the directory.
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

#include "base/ids.h"
#include "seal/durable_file.h"
#include "seal/sealed_object.h"
#include "vault/directory_vault.h"

using namespace sekisho;

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().en);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

void must(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL failed");
}

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// CPU time, as `openssl speed` takes it: in-memory figures then hardly depend on who else uses the machine.
double cpu_seconds(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  };
  const double start = now();
  work();
  return now() - start;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// What `openssl speed -evp aes-256-gcm -bytes 16384` does: one buffer in place, no new nonce, no tag.
void openssl_loop(std::size_t total) {
  std::vector<std::uint8_t> buffer(16384);
  const Bytes key(32, 1);
  const Bytes nonce(12, 2);
  seal::CipherContext context(EVP_CIPHER_CTX_new());
  must(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1);
  int written = 0;
  for (std::size_t done = 0; done < total; done += buffer.size())
    must(EVP_EncryptUpdate(context.get(), buffer.data(), &written, buffer.data(),
                           static_cast<int>(buffer.size())) == 1);
}

struct Rates {
  std::vector<double> openssl, seal, seal_whole, open, open_whole, plain_write, upload;
};

// The plaintext and the sealed object are 1 GiB in memory; what comes out goes through a buffer of 256 KiB,
// as it does in SealWriter and SealedReader. Writing 1 GiB to fresh cache lines ("to_1gib") measures the
// memory as well. OpenSSL's loop never leaves the cache.
void in_memory(std::size_t total, int runs, Rates& rates) {
  const double megabytes = static_cast<double>(total) / 1e6;
  constexpr std::size_t batch = 16;
  const std::size_t chunks = total / seal::chunk_size / batch * batch;
  Bytes plain(total, 0x5a);
  Bytes sealed(chunks * seal::sealed_chunk_size);
  Bytes buffer(batch * seal::sealed_chunk_size);
  const auto plain_out = std::span(buffer).first(batch * seal::chunk_size);
  const Key key = Key::random();
  for (int run = 0; run < runs; ++run) {
    rates.openssl.push_back(megabytes / cpu_seconds([&] { openssl_loop(total); }));
    seal::ChunkSealer sealer(key, {});
    rates.seal.push_back(
        megabytes / cpu_seconds([&] {
          for (std::size_t chunk = 0; chunk < chunks; chunk += batch)
            must(sealer.seal(
                chunk, ByteView(plain).subspan(chunk * seal::chunk_size, batch * seal::chunk_size), buffer));
        }));
    rates.seal_whole.push_back(megabytes / cpu_seconds([&] { must(sealer.seal(0, plain, sealed)); }));
    auto opener = must(seal::ChunkOpener::open(key, {}, sealer.header()));
    rates.open.push_back(
        megabytes / cpu_seconds([&] {
          for (std::size_t chunk = 0; chunk < chunks; chunk += batch)
            must(opener.open_chunks(
                chunk, ByteView(sealed).subspan(chunk * seal::sealed_chunk_size, buffer.size()), plain_out));
        }));
    rates.open_whole.push_back(megabytes / cpu_seconds([&] { must(opener.open_chunks(0, sealed, plain)); }));
  }
}

void on_disk(const std::filesystem::path& directory, std::size_t total, int runs, Rates& rates) {
  const double megabytes = static_cast<double>(total) / 1e6;
  const Bytes block = random_bytes(1 << 20);
  auto vault = must(vault::DirectoryVault::open(directory / "vault"));
  const auto file = directory / "plain";
  for (int run = 0; run < runs; ++run) {
    rates.plain_write.push_back(megabytes / seconds([&] {
                                  const auto out = must(seal::open_file(file, O_WRONLY | O_CREAT | O_TRUNC));
                                  for (std::size_t at = 0; at < total; at += block.size())
                                    must(seal::write_at(out, at, block));
                                  must(seal::sync_data(out));
                                }));
    std::filesystem::remove(file);
    const std::string id = make_id("obj");
    const Key key = Key::random();
    rates.upload.push_back(megabytes / seconds([&] {
                             auto writer = must(vault->create(id, key, as_bytes("bench")));
                             for (std::size_t at = 0; at < total; at += 65536)  // as a connection delivers it
                               must(writer->write(ByteView(block).subspan(at % block.size(), 65536)));
                             if (must(writer->finish()).size != total) throw std::runtime_error("size");
                           }));
    must(vault->remove(id));
  }
}

}  // namespace

int main(int argc, char** argv) try {
  std::size_t mib = 1024;
  int runs = 5;
  std::string directory;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--mib") mib = std::stoul(argv[i + 1]);
    if (option == "--runs") runs = std::stoi(argv[i + 1]);
    if (option == "--dir") directory = argv[i + 1];
  }
  Rates rates;
  if (!directory.empty()) {
    const auto scratch = std::filesystem::path(directory) / make_id("bench");
    std::filesystem::create_directories(scratch);
    on_disk(scratch, mib << 20, runs, rates);
    std::filesystem::remove_all(scratch);
    const double plain = median(rates.plain_write);
    const double upload = median(rates.upload);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "{\"bench\":\"vault_upload\",\"mib\":%zu,\"runs\":%d,\"upload_mb_s\":%.0f,\"plain_write_fdatasync_mb_"
        "s\":%.0f,"
        "\"ratio\":%.3f,\"peak_rss_mb\":%ld}\n",
        mib, runs, upload, plain, upload / plain, usage.ru_maxrss / 1024);
  }
  in_memory(mib << 20, runs, rates);
  const double reference = median(rates.openssl);
  for (const auto& [name, values] :
       {std::pair{"seal", rates.seal}, std::pair{"open", rates.open},
        std::pair{"seal_to_1gib", rates.seal_whole}, std::pair{"open_to_1gib", rates.open_whole}})
    std::printf(
        "{\"bench\":\"%s_in_memory\",\"mib\":%zu,\"runs\":%d,\"mb_s\":%.0f,\"openssl_16k_mb_s\":%.0f,"
        "\"ratio\":%.3f}\n",
        name, mib, runs, median(values), reference, median(values) / reference);
} catch (const std::exception& error) {
  std::fprintf(stderr, "seal_bench: %s\n", error.what());
  return 1;
}
