// Which uploads have a PATCH running, so that a new request can end an old one whose link may have died
// unseen.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace sekisho::http {

// Thread-safe. Claims keep it alive.
class ActiveUploads : public std::enable_shared_from_this<ActiveUploads> {
 public:
  // Holds an upload until it goes away.
  class Claim {
   public:
    Claim(std::shared_ptr<ActiveUploads> owner, std::string id)
        : owner_(std::move(owner)), id_(std::move(id)) {}
    ~Claim() { owner_->release(id_); }
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;

   private:
    std::shared_ptr<ActiveUploads> owner_;
    std::string id_;
  };

  // Hangs up on whoever holds the upload and waits until it is free. None: still held after `patience`, or a
  // newer request took our place.
  std::unique_ptr<Claim> claim(const std::string& id, std::function<void()> hang_up,
                               std::chrono::milliseconds patience);

 private:
  struct Entry {
    bool held = false;
    std::function<void()> hang_up;
    std::uint64_t newest = 0;  // of those who asked
    std::size_t waiting = 0;
  };
  void release(const std::string& id);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace sekisho::http
