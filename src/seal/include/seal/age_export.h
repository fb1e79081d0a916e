// From a sealed object straight to a hand-over medium: the object's plaintext as the source of an age file.
// It is opened chunk by chunk on the way and stands nowhere in the clear.
#pragma once

#include <cstdint>

#include "seal/age_io.h"
#include "seal/sealed_object.h"

namespace sekisho::seal::age {

class ObjectSource final : public Source {
 public:
  explicit ObjectSource(SealedReader& object) : object_(object) {}  // must outlive the source
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    SEKISHO_TRY(const std::size_t got, object_.read(offset_, out));
    offset_ += got;
    return got;
  }

 private:
  SealedReader& object_;
  std::uint64_t offset_ = 0;
};

}  // namespace sekisho::seal::age
