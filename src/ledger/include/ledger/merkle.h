// Merkle tree of RFC 6962 section 2 over SHA-256. Only the hashes of complete subtrees are kept, addressed by
// (level, index): it covers the leaves [index << level, (index + 1) << level). They never change once
// written, so rows of a database and C2SP tiles hold the same data. Pure; readers decide about thread-safety.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::ledger {

struct NodeId {
  unsigned level = 0;  // 0: leaf hashes
  std::uint64_t index = 0;
  auto operator<=>(const NodeId&) const = default;
};
struct Node {
  NodeId id;
  Hash hash;
};

class NodeReader {
 public:
  virtual ~NodeReader() = default;
  // One hash for each id, in the same order: one round trip for a whole proof. Error: corrupt if one is
  // missing; io.
  virtual Result<std::vector<Hash>> nodes(std::span<const NodeId> ids) const = 0;
};

Hash leaf_hash(std::string_view leaf);                // SHA-256(0x00 ‖ leaf)
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 ‖ left ‖ right)
Hash empty_root();                                    // SHA-256 of nothing

// The right edge of a growing tree: all that is needed to append and to know the root. About 2 KB at any
// size.
class Frontier {
 public:
  Frontier() = default;
  static Result<Frontier> restore(const NodeReader& reader, std::uint64_t size);

  // Appends the next leaf. `completed` (where given) receives, after what it holds, each subtree that is now
  // complete, the leaf's own node first: they must be stored.
  void append(const Hash& leaf, std::vector<Node>& completed);
  void append(const Hash& leaf);

  std::uint64_t size() const { return size_; }
  Hash root() const;
  // Roots of the complete subtrees from left to right, one for each bit set in size().
  std::span<const Hash> edge() const { return edge_; }

 private:
  void push(const Hash& leaf, std::vector<Node>* completed);

  std::uint64_t size_ = 0;
  std::vector<Hash> edge_;
};

// Root of the tree of the first `size` leaves.
Result<Hash> root_at(const NodeReader& reader, std::uint64_t size);

// From the leaf's sibling up (RFC 6962, 2.1.1). Error: invalid_input unless index < size; the reader's.
Result<std::vector<Hash>> inclusion_proof(const NodeReader& reader, std::uint64_t index, std::uint64_t size);
// That the tree of `from` leaves is the beginning of the tree of `to` (2.1.2). Empty if from is 0 or equal to
// `to`.
Result<std::vector<Hash>> consistency_proof(const NodeReader& reader, std::uint64_t from, std::uint64_t to);

// False for every proof but the one exact list of hashes; never reads beyond it.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                      const Hash& root);
bool verify_consistency(std::uint64_t from, const Hash& from_root, std::uint64_t to, const Hash& to_root,
                        std::span<const Hash> proof);

}  // namespace sekisho::ledger
