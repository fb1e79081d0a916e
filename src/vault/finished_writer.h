// The writer of an object that is finished: somebody asks again because the answer to finish() was lost.
#pragma once

#include "vault/vault.h"

namespace sekisho::vault {

class FinishedWriter final : public ObjectWriter {
 public:
  explicit FinishedWriter(std::unique_ptr<ObjectReader> reader) : reader_(std::move(reader)) {}

  std::uint64_t offset() const override { return reader_->size(); }
  Result<void> write(ByteView plain) override;  // conflict, unless empty
  Result<std::uint64_t> sync() override { return reader_->size(); }
  Result<Finished> finish() override;  // reads the object, to hash it

 private:
  std::unique_ptr<ObjectReader> reader_;
};

}  // namespace sekisho::vault
