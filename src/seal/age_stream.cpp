#include "age_stream.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sekisho::seal::age {
namespace {

// Four chunks are few enough to stay in the second-level cache between reading, sealing and writing, and
// enough that system calls do not count.
constexpr std::size_t batch_chunks = 4;

// `written` octets of the output are good; `sound` is false if the input went wrong after them.
struct Outcome {
  std::size_t written = 0;
  bool sound = true;
};

class Worker {
 public:
  virtual ~Worker() {
    OPENSSL_cleanse(in.data(), in.size());
    OPENSSL_cleanse(out.data(), out.size());
  }
  // The first `size` octets of `in` begin with chunk number `first`; if `last`, the stream ends with them.
  virtual Outcome run(std::size_t size, std::uint64_t first, bool last) = 0;

  Bytes in;  // one octet more than a batch: whether there is another decides whether a chunk is the last
  Bytes out;

 protected:
  Worker(const Key& key, std::size_t in_chunk, std::size_t out_chunk)
      : in(in_chunk * batch_chunks + 1), out(out_chunk * batch_chunks), cipher_(key) {}

  static std::array<std::uint8_t, 12> nonce(std::uint64_t chunk, bool last) {
    std::array<std::uint8_t, 12> bytes{};
    for (std::size_t i = 0; i < 8; ++i) bytes[10 - i] = static_cast<std::uint8_t>(chunk >> (8 * i));
    bytes[11] = last ? 1 : 0;
    return bytes;
  }

  ChaChaPoly cipher_;
};

class Sealer final : public Worker {
 public:
  explicit Sealer(const Key& key) : Worker(key, chunk_size, sealed_chunk_size) {}

  Outcome run(std::size_t size, std::uint64_t chunk, bool last) override {
    Outcome outcome;
    std::size_t at = 0;
    do {  // an empty file has one empty chunk
      const std::size_t part = std::min(chunk_size, size - at);
      const bool final_chunk = last && at + part == size;
      cipher_.seal(nonce(chunk++, final_chunk), ByteView(in).subspan(at, part), out.data() + outcome.written);
      outcome.written += part + tag_size;
      at += part;
    } while (at < size);
    return outcome;
  }
};

class Opener final : public Worker {
 public:
  explicit Opener(const Key& key) : Worker(key, sealed_chunk_size, chunk_size) {}

  Outcome run(std::size_t size, std::uint64_t chunk, bool last) override {
    Outcome outcome;
    std::size_t at = 0;
    do {
      const std::size_t part = std::min(sealed_chunk_size, size - at);
      const bool final_chunk = last && at + part == size;
      // Only an empty file has an empty chunk: otherwise the same content could be written in two ways.
      outcome.sound = part >= tag_size && (part > tag_size || chunk == 0) &&
                      cipher_.open(nonce(chunk, final_chunk), ByteView(in).subspan(at, part),
                                   out.data() + outcome.written);
      if (!outcome.sound) break;
      outcome.written += part - tag_size;
      at += part;
      ++chunk;
    } while (at < size);
    return outcome;
  }
};

// Each thread takes the next batch, works on it, and waits for its turn to write it.
class Pipeline {
 public:
  Pipeline(Source& from, Sink& to) : from_(from), to_(to) {}

  Result<void> run(std::vector<std::unique_ptr<Worker>> workers) {
    {
      std::vector<std::jthread> others;
      for (std::size_t i = 1; i < workers.size(); ++i) {
        others.emplace_back([this, worker = workers[i].get()] { guarded(*worker); });
      }
      guarded(*workers[0]);
    }
    if (broken_) std::rethrow_exception(broken_);
    if (error_) return pass_on(*std::move(error_));
    return {};
  }

 private:
  void guarded(Worker& worker) {
    try {
      while (batch(worker)) {
      }
    } catch (...) {
      const std::scoped_lock lock(writing_);
      if (!broken_) broken_ = std::current_exception();
      stopped_ = true;
      turn_changed_.notify_all();
    }
  }

  // False when there is nothing left to do for this thread.
  bool batch(Worker& worker) {
    std::uint64_t turn = 0;
    bool last = true;
    std::size_t size = 0;
    std::optional<Error> error;
    {
      const std::scoped_lock lock(reading_);
      if (ended_) return false;
      turn = next_turn_++;
      std::size_t have = 0;
      if (carry_) worker.in[have++] = *carry_;
      auto got = read_full(from_, std::span(worker.in).subspan(have));
      if (got) {
        have += *got;
        last = have < worker.in.size();
        size = last ? have : have - 1;
        if (!last) carry_ = worker.in.back();
      } else {
        error = std::move(got).error();
      }
      ended_ = last;
    }
    Outcome outcome;
    if (!error) outcome = worker.run(size, turn * batch_chunks, last);

    std::unique_lock lock(writing_);
    turn_changed_.wait(lock, [&] { return stopped_ || turn_ == turn; });
    if (stopped_) return false;
    if (!error && outcome.written > 0) {
      if (auto put = to_.write(ByteView(worker.out).first(outcome.written)); !put)
        error = std::move(put).error();
    }
    if (!error && !outcome.sound) {
      error = Error{ErrorCode::corrupt,
                    "ファイルの中身が壊れているか、途中で切れているか、書き換えられています。"
                    "開いた途中の内容は使わずに、元のファイルをもう一度受け取り直してください。",
                    "damaged content: truncated, changed, or not complete",
                    {}};
    }
    const bool failed = error.has_value();
    if (failed) {
      error_ = std::move(error);
      stopped_ = true;
    }
    ++turn_;
    lock.unlock();
    turn_changed_.notify_all();
    if (failed) {
      const std::scoped_lock reading(reading_);
      ended_ = true;
    }
    return !last && !failed;
  }

  Source& from_;
  Sink& to_;

  std::mutex reading_;  // guards from_ and the next three
  std::uint64_t next_turn_ = 0;
  std::optional<std::uint8_t> carry_;
  bool ended_ = false;

  std::mutex writing_;  // guards to_ and the rest
  std::condition_variable turn_changed_;
  std::uint64_t turn_ = 0;
  bool stopped_ = false;
  std::optional<Error> error_;
  std::exception_ptr broken_;
};

template <class W>
Result<void> run(const Key& payload_key, Source& from, Sink& to, unsigned threads) {
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < std::clamp(threads, 1U, 16U); ++i)
    workers.push_back(std::make_unique<W>(payload_key));
  return Pipeline(from, to).run(std::move(workers));
}

}  // namespace

Result<void> seal_stream(const Key& payload_key, Source& from, Sink& to, unsigned threads) {
  return run<Sealer>(payload_key, from, to, threads);
}

Result<void> open_stream(const Key& payload_key, Source& from, Sink& to, unsigned threads) {
  return run<Opener>(payload_key, from, to, threads);
}

}  // namespace sekisho::seal::age
