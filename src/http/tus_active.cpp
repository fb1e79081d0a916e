#include "tus_active.h"

namespace sekisho::http {

std::unique_ptr<ActiveUploads::Claim> ActiveUploads::claim(const std::string& id,
                                                           std::function<void()> hang_up,
                                                           std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  auto& entry = entries_[id];  // stays where it is in a map, and is erased only when nobody waits
  const auto mine = ++entry.newest;
  if (entry.held && entry.hang_up) entry.hang_up();
  ++entry.waiting;
  changed_.notify_all();  // those who asked before us give up
  const bool free = changed_.wait_for(lock, patience, [&] { return !entry.held || entry.newest != mine; }) &&
                    !entry.held && entry.newest == mine;
  --entry.waiting;
  if (!free) {
    if (!entry.held && entry.waiting == 0) entries_.erase(id);
    return nullptr;
  }
  entry.held = true;
  entry.hang_up = std::move(hang_up);
  return std::make_unique<Claim>(shared_from_this(), id);
}

void ActiveUploads::release(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto it = entries_.find(id);
  if (it == entries_.end()) return;
  it->second.held = false;
  it->second.hang_up = nullptr;
  if (it->second.waiting == 0) entries_.erase(it);
  changed_.notify_all();
}

}  // namespace sekisho::http
