#include "spool.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "base/secret.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 18;

class Held final : public RandomSource {
 public:
  explicit Held(Bytes bytes) : bytes_(std::move(bytes)), view_(bytes_) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    return view_.read_at(offset, out);
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  Bytes bytes_;
  MemoryRandomSource view_;
};

std::unexpected<Error> no_room() {
  return fail(ErrorCode::io, "検査のための一時的な置き場に書き込めませんでした。",
              "the spill file cannot be written");
}

}  // namespace

// AES-256-CTR: the counter is the block's place in the file, so that reading needs nothing before it. No
// place is written twice, so no counter is used twice.
struct Spill::Cipher {
  Key key = Key::random();

  void apply(std::uint64_t at, std::uint8_t* bytes, std::size_t size) const {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    std::uint8_t counter[16] = {};
    for (unsigned i = 0; i < 8; ++i) counter[15 - i] = static_cast<std::uint8_t>((at / 16) >> (8 * i));
    int written = 0;
    std::uint8_t skipped[16] = {};
    if (!context ||
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_ctr(), nullptr, key.view().data(), counter) != 1 ||
        (at % 16 != 0 &&
         EVP_EncryptUpdate(context.get(), skipped, &written, skipped, static_cast<int>(at % 16)) != 1) ||
        EVP_EncryptUpdate(context.get(), bytes, &written, bytes, static_cast<int>(size)) != 1)
      throw std::runtime_error("AES-256-CTR is not available");
  }
};

class Spill::Region final : public RandomSource {
 public:
  Region(const Spill& spill, std::uint64_t begin) : spill_(spill), begin_(begin) {}

  Result<void> append(std::span<std::uint8_t> bytes) {
    const std::uint64_t at = begin_ + size_;
    spill_.cipher_->apply(at, bytes.data(), bytes.size());
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t now = ::pwrite(spill_.descriptor_, bytes.data() + done, bytes.size() - done,
                                   static_cast<off_t>(at + done));
      if (now < 0 && errno == EINTR) continue;
      if (now <= 0) return no_room();
      done += static_cast<std::size_t>(now);
    }
    size_ += bytes.size();
    return {};
  }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    if (offset >= size_) return 0;
    out = out.first(std::min<std::uint64_t>(out.size(), size_ - offset));
    DescriptorSource file(spill_.descriptor_, begin_ + size_);
    SEKISHO_TRY(const std::size_t got, file.read_at(begin_ + offset, out));
    if (got != out.size()) return no_room();
    // pieces: one call of the cipher takes an int
    for (std::size_t at = 0; at < got; at += piece_size)
      spill_.cipher_->apply(begin_ + offset + at, out.data() + at, std::min(piece_size, got - at));
    return got;
  }
  std::uint64_t size() const override { return size_; }

 private:
  const Spill& spill_;
  std::uint64_t begin_;
  std::uint64_t size_ = 0;
};

Spill::Spill(int descriptor)
    : cipher_(descriptor >= 0 ? std::make_unique<Cipher>() : nullptr), descriptor_(descriptor) {}
Spill::~Spill() = default;

Result<std::unique_ptr<RandomSource>> Spill::hold(ByteView first, ByteSource& content, std::uint64_t held) {
  Bytes bytes(first.begin(), first.end());
  bool more = true;
  while (more && bytes.size() <= held) {
    const std::size_t before = bytes.size();
    const std::size_t room = std::clamp<std::size_t>(before, std::size_t{16} << 10, std::size_t{4} << 20);
    bytes.resize(before + room);
    auto got = content.read(std::span(bytes).subspan(before));
    bytes.resize(before + (got ? *got : 0));
    if (!got) return pass_on(std::move(got).error());
    more = *got > 0;
  }
  if (!more) return std::make_unique<Held>(std::move(bytes));
  if (descriptor_ < 0)
    return fail(ErrorCode::too_large, "中のファイルが大きすぎて、確かめられません。",
                "a member is larger than what may be held in memory");
  auto region = std::make_unique<Region>(*this, end_);
  SEKISHO_CHECK(region->append(bytes));
  bytes.resize(piece_size);
  bytes.shrink_to_fit();
  for (;;) {
    SEKISHO_TRY(const std::size_t got, content.read(bytes));
    if (got == 0) break;
    SEKISHO_CHECK(region->append(std::span(bytes).first(got)));
  }
  end_ += (region->size() + 4095) / 4096 * 4096;
  return region;
}

}  // namespace sekisho::formats
