// Scratch objects in a directory: the file has no name from the start, so it ends with its descriptor.
#pragma once

#include <filesystem>

#include "seal/durable_file.h"
#include "vault/vault.h"

namespace sekisho::vault {

inline constexpr std::string_view staging_prefix = "staging-";

class DirectoryStaging final : public Staging {
 public:
  static Result<std::unique_ptr<Staging>> make(const std::filesystem::path& directory);

  Result<void> write(ByteView plain) override { return writer_.write(plain); }
  std::uint64_t size() const override { return writer_.size(); }
  Result<std::unique_ptr<ObjectReader>> read_back() override;

 private:
  explicit DirectoryStaging(seal::Fd file);

  Key key_ = Key::random();
  seal::Fd file_;
  std::uint64_t end_ = 0;
  seal::SealWriter writer_;
};

}  // namespace sekisho::vault
