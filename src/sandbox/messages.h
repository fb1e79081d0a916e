// What the parent and its worker say to each other over their socket: a head of two 32-bit numbers (kind,
// size of the body), then the body. Only this program speaks it with itself, so numbers are in the machine's
// own order. The parent takes the worker to be hostile: every length is checked, and what does not fit is an
// end of the talk.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/bytes.h"
#include "inspect/inspection.h"

namespace sekisho::sandbox {

// The worker's descriptors; those of the datasets follow.
inline constexpr int socket_fd = 3;
inline constexpr int content_fd = 4;  // the window, or the file itself
inline constexpr int spill_fd = 5;    // or /dev/null
inline constexpr int first_dataset_fd = 6;

inline constexpr std::size_t slot_size = std::size_t{4} << 20;  // the window has two
inline constexpr std::size_t head_size = 8;
inline constexpr std::size_t most_body = std::size_t{16} << 20;

enum class Kind : std::uint32_t {
  order = 1,   // to the worker: what to do, once
  piece,       // to the worker: answers `read`
  ready = 16,  // confined; from now on bytes of the file are looked at
  read,        // offset, length
  at,          // how far it is: read, size, units
  part,        // path of what is read now
  answer,      // the report; the last message
  failure,     // the last message
};

enum class Failure : std::uint32_t { exhausted = 1, source, bug };

struct OrderedDataset {
  std::string id{};
  std::string name{};
  std::uint64_t size = 0;
  std::array<std::uint8_t, 16> hash_key{};
};

struct Order {
  std::string name;        // of the file
  std::uint64_t size = 0;  // bytes
  bool direct = false;     // content_fd is the file itself
  bool spill = false;
  std::uint64_t memory = 0;       // bytes beside what is mapped at the start
  std::uint64_t spill_bytes = 0;  // the spill file's most
  std::uint64_t cpu_seconds = 0;
  std::int32_t parent = 0;             // process id
  inspect::InspectionOptions options;  // options.walk.spill is not sent
  std::vector<OrderedDataset> datasets;
  Bytes rules;  // options.rules, compiled and saved; empty: none
};

struct Piece {
  std::uint64_t begin = 0;   // in the file
  std::uint32_t place = 0;   // in the window
  std::uint32_t length = 0;  // 0 only at the file's end
};
struct Wanted {
  std::uint64_t offset = 0;
  std::uint32_t length = 0;
};
struct Standing {
  std::uint64_t read = 0;
  std::uint64_t size = 0;
  std::uint64_t units = 0;
};

class Encoder {
 public:
  template <class T>
    requires std::is_trivially_copyable_v<T>
  Encoder& put(const T& value) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
    bytes_.insert(bytes_.end(), bytes, bytes + sizeof(T));
    return *this;
  }
  Encoder& text(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return *this;
  }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

// After the first thing that does not fit everything is empty and ok() is false.
class Decoder {
 public:
  explicit Decoder(ByteView bytes) : bytes_(bytes) {}
  template <class T>
    requires std::is_trivially_copyable_v<T>
  T get() {
    if constexpr (std::is_same_v<T, bool>) return get<std::uint8_t>() != 0;
    T value{};
    if (!ok_ || bytes_.size() < sizeof(T)) {
      ok_ = false;
      return value;
    }
    std::memcpy(&value, bytes_.data(), sizeof(T));
    bytes_ = bytes_.subspan(sizeof(T));
    return value;
  }
  std::string text() {
    const auto size = get<std::uint32_t>();
    if (!ok_ || bytes_.size() < size) {
      ok_ = false;
      return {};
    }
    std::string out(as_text(bytes_.first(size)));
    bytes_ = bytes_.subspan(size);
    return out;
  }
  bool finished() const { return ok_ && bytes_.empty(); }
  bool ok() const { return ok_; }

 private:
  ByteView bytes_;
  bool ok_ = true;
};

// Holds passwords and keys of hashes: whoever has the bytes wipes them.
Bytes encode(const Order& order);
std::optional<Order> decode_order(ByteView body);
void wipe(Order& order);

}  // namespace sekisho::sandbox
