#include "biff_crypto.h"

#include <algorithm>

#include "office_crypto.h"

namespace sekisho::formats {
namespace {

class Rc4Cipher final : public BiffCipher {
 public:
  explicit Rc4Cipher(Rc4Blocks blocks) : blocks_(std::move(blocks)) {}
  void decrypt(std::uint16_t type, std::uint64_t at, std::span<std::uint8_t> data) override {
    switch (type) {  // these are always plain
      case 0x0809:
      case 0x002F:
      case 0x00E1:
      case 0x0194:
      case 0x0195:
      case 0x0196:
      case 0x0138:
        return;
      default:
        break;
    }
    constexpr std::size_t block = 1024;
    std::size_t done = 0;
    if (type == 0x0085)
      done = std::min<std::size_t>(4, data.size());  // where the sheet begins stays readable
    while (done < data.size()) {
      const std::uint64_t place = at + done;
      Rc4 cipher = blocks_.block(static_cast<std::uint32_t>(place / block));
      cipher.skip(place % block);
      const std::size_t part = std::min<std::size_t>(data.size() - done, block - place % block);
      cipher.apply(data.subspan(done, part));
      done += part;
    }
  }

 private:
  Rc4Blocks blocks_;
};

}  // namespace

std::unique_ptr<BiffCipher> biff_cipher(ByteView file_pass, bool with_method,
                                        const std::vector<std::string>& passwords) {
  if (!with_method || little<std::uint16_t>(file_pass) != 1) return nullptr;
  auto blocks = Rc4Blocks::open(part_of(file_pass, 2), with_default_password(passwords));
  if (!blocks) return nullptr;
  return std::make_unique<Rc4Cipher>(*std::move(blocks));
}

}  // namespace sekisho::formats
