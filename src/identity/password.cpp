#include "identity/password.h"

#include <argon2.h>

#include <charconv>
#include <new>
#include <optional>
#include <stdexcept>

#include "base/bytes.h"
#include "base/secret.h"

namespace sekisho::identity {
namespace {

constexpr std::size_t salt_octets = 16;
constexpr std::size_t tag_octets = 32;
// A row of the database must not be able to ask for all memory or a minute of work.
constexpr std::uint32_t memory_kib_limit = 256 * 1024;
constexpr std::uint32_t passes_limit = 16;
constexpr std::uint32_t lanes_limit = 8;

struct Stored {
  PasswordCost cost;
  Bytes salt;
  Bytes tag;
};

std::optional<std::uint32_t> take_number(std::string_view& text, std::string_view label) {
  if (!text.starts_with(label)) return std::nullopt;
  text.remove_prefix(label.size());
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<Stored> parse(std::string_view text) {
  constexpr std::string_view head = "$argon2id$v=19$";
  if (!text.starts_with(head)) return std::nullopt;
  text.remove_prefix(head.size());
  const auto memory = take_number(text, "m=");
  const auto passes = memory ? take_number(text, ",t=") : std::nullopt;
  const auto lanes = passes ? take_number(text, ",p=") : std::nullopt;
  if (!lanes || !text.starts_with('$')) return std::nullopt;
  text.remove_prefix(1);
  const auto middle = text.find('$');
  if (middle == std::string_view::npos || text.size() > 256) return std::nullopt;
  auto salt = from_base64_raw(text.substr(0, middle));
  auto tag = from_base64_raw(text.substr(middle + 1));
  if (!salt || !tag || salt->size() < 8 || tag->size() < 16) return std::nullopt;
  if (*lanes < 1 || *lanes > lanes_limit || *passes < 1 || *passes > passes_limit || *memory < 8 * *lanes ||
      *memory > memory_kib_limit)
    return std::nullopt;
  return Stored{{*memory, *passes, *lanes}, *std::move(salt), *std::move(tag)};
}

Bytes argon2id(std::string_view password, const PasswordCost& cost, ByteView salt, std::size_t size) {
  Bytes tag(size);
  const int code = argon2id_hash_raw(cost.passes, cost.memory_kib, cost.lanes, password.data(),
                                     password.size(), salt.data(), salt.size(), tag.data(), tag.size());
  if (code == ARGON2_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (code != ARGON2_OK) throw std::logic_error(argon2_error_message(code));
  return tag;
}

Error busy() {
  return {ErrorCode::unavailable,
          "いま、サインインが混み合っています。少し待ってから、もう一度お試しください。",
          "too many sign-ins at once; try again shortly",
          {}};
}

}  // namespace

class PasswordHasher::Slot {
 public:
  explicit Slot(const PasswordHasher& owner) : owner_(owner) {
    std::unique_lock lock(owner.mutex_);
    held_ = owner.freed_.wait_for(lock, owner.limits_.wait,
                                  [&] { return owner.running_ < owner.limits_.at_once; });
    if (held_) ++owner.running_;
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  ~Slot() {
    if (!held_) return;
    {
      const std::lock_guard lock(owner_.mutex_);
      --owner_.running_;
    }
    owner_.freed_.notify_one();
  }
  explicit operator bool() const { return held_; }

 private:
  const PasswordHasher& owner_;
  bool held_ = false;
};

PasswordHasher::PasswordHasher(PasswordCost cost, HashingLimits limits) : cost_(cost), limits_(limits) {
  if (limits.at_once == 0 || cost.lanes < 1 || cost.lanes > lanes_limit || cost.passes < 1 ||
      cost.passes > passes_limit || cost.memory_kib < 8 * cost.lanes || cost.memory_kib > memory_kib_limit)
    throw std::invalid_argument("password hashing cost out of range");
}

Result<std::string> PasswordHasher::hash(std::string_view password) const {
  const Slot slot(*this);
  if (!slot) return pass_on(busy());
  const Bytes salt = random_bytes(salt_octets);
  const Bytes tag = argon2id(password, cost_, salt, tag_octets);
  return "$argon2id$v=19$m=" + std::to_string(cost_.memory_kib) + ",t=" + std::to_string(cost_.passes) +
         ",p=" + std::to_string(cost_.lanes) + "$" + to_base64_raw(salt) + "$" + to_base64_raw(tag);
}

Result<bool> PasswordHasher::verify(std::string_view password, std::string_view stored) const {
  const Slot slot(*this);
  if (!slot) return pass_on(busy());
  // Nobody chose a longer one (check_password), and hashing it would be work for nothing.
  password = password.substr(0, password_max_octets + 1);
  if (stored.empty()) {
    argon2id(password, cost_, random_bytes(salt_octets), tag_octets);
    return false;
  }
  const auto parsed = parse(stored);
  if (!parsed)
    return fail(ErrorCode::corrupt,
                "この利用者のパスワードの記録が壊れています。システム管理者に連絡してください。",
                "the stored password hash is not one of ours");
  return equal_constant_time(argon2id(password, parsed->cost, parsed->salt, parsed->tag.size()), parsed->tag);
}

bool PasswordHasher::needs_rehash(std::string_view stored) const {
  const auto parsed = parse(stored);
  return !parsed || parsed->cost.memory_kib < cost_.memory_kib || parsed->cost.passes < cost_.passes ||
         parsed->cost.lanes != cost_.lanes || parsed->tag.size() < tag_octets ||
         parsed->salt.size() < salt_octets;
}

}  // namespace sekisho::identity
