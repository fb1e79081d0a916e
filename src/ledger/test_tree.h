// For the tests: a tree kept in memory, and the definitions of RFC 6962 written down as they stand, to
// compare with.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/merkle.h"

namespace sekisho::ledger::test {

class MemoryTree final : public NodeReader {
 public:
  void append(std::string_view leaf) {
    std::vector<Node> completed;
    frontier_.append(leaf_hash(leaf), completed);
    for (const Node& node : completed) nodes_.emplace(node.id, node.hash);
  }
  Result<std::vector<Hash>> nodes(std::span<const NodeId> ids) const override {
    std::vector<Hash> out;
    for (const NodeId id : ids) {
      const auto it = nodes_.find(id);
      if (it == nodes_.end()) return fail(ErrorCode::corrupt, "ありません。", "no such node");
      out.push_back(it->second);
    }
    return out;
  }
  const Frontier& frontier() const { return frontier_; }
  std::size_t node_count() const { return nodes_.size(); }

 private:
  Frontier frontier_;
  std::map<NodeId, Hash> nodes_;
};

inline std::string sample_leaf(std::size_t i) { return "leaf " + std::to_string(i); }

// MTH, PATH and PROOF of RFC 6962, section 2.1, over the leaves [begin, end).
inline Hash naive_root(std::size_t begin, std::size_t end) {
  if (begin == end) return sha256(std::string_view());
  if (end - begin == 1) return sha256(std::string(1, '\0') + sample_leaf(begin));
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  std::string message = "\x01";
  for (const Hash& side : {naive_root(begin, begin + k), naive_root(begin + k, end)})
    message += as_text(side);
  return sha256(message);
}
inline std::vector<Hash> naive_path(std::size_t m, std::size_t begin, std::size_t end) {
  if (end - begin == 1) return {};
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  auto path = m < k ? naive_path(m, begin, begin + k) : naive_path(m - k, begin + k, end);
  path.push_back(m < k ? naive_root(begin + k, end) : naive_root(begin, begin + k));
  return path;
}
inline std::vector<Hash> naive_proof(std::size_t m, std::size_t begin, std::size_t end, bool known) {
  if (m == end - begin) return known ? std::vector<Hash>{} : std::vector<Hash>{naive_root(begin, end)};
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  auto proof = m <= k ? naive_proof(m, begin, begin + k, known) : naive_proof(m - k, begin + k, end, false);
  proof.push_back(m <= k ? naive_root(begin + k, end) : naive_root(begin, begin + k));
  return proof;
}

}  // namespace sekisho::ledger::test
