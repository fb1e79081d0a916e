#include "sha256_chain.h"

#include <algorithm>
#include <stdexcept>

// EVP cannot export the chaining value; the older calls that can are marked deprecated.
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

namespace sekisho::vault {

Sha256Chain::Sha256Chain() { SHA256_Init(&context_); }

Sha256Chain::Sha256Chain(const State& state, std::uint64_t bytes) {
  if (bytes % SHA256_CBLOCK != 0) throw std::logic_error("a SHA-256 chain begins at a block");
  SHA256_Init(&context_);
  std::copy(state.begin(), state.end(), context_.h);
  context_.Nl = static_cast<SHA_LONG>(bytes << 3);
  context_.Nh = static_cast<SHA_LONG>(bytes >> 29);
}

void Sha256Chain::update(ByteView bytes) { SHA256_Update(&context_, bytes.data(), bytes.size()); }

Sha256Chain::State Sha256Chain::state() const {
  if (context_.num != 0) throw std::logic_error("a SHA-256 chain is put down at a block");
  State state;
  std::copy_n(context_.h, state.size(), state.begin());
  return state;
}

Hash Sha256Chain::finish(ByteView rest) const {
  SHA256_CTX copy = context_;
  SHA256_Update(&copy, rest.data(), rest.size());
  Hash hash;
  SHA256_Final(hash.data(), &copy);
  return hash;
}

}  // namespace sekisho::vault
