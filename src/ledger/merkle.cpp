// The low-level SHA-256 calls, deprecated since OpenSSL 3: the one-shot call fetches the algorithm anew each
// time, which costs more than hashing a node.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "ledger/merkle.h"

#include <openssl/sha.h>

#include <algorithm>
#include <bit>
#include <initializer_list>

namespace sekisho::ledger {
namespace {

Hash hash_after(std::uint8_t prefix, std::initializer_list<ByteView> parts) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, &prefix, 1);
  for (const ByteView part : parts) SHA256_Update(&context, part.data(), part.size());
  Hash hash;
  SHA256_Final(hash.data(), &context);
  return hash;
}

struct Range {  // leaves [begin, end)
  std::uint64_t begin;
  std::uint64_t end;
};

// The split of RFC 6962: the largest power of two below n (n > 1).
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

// A range whose begin is aligned to its width is a row of complete subtrees, larger ones first.
void complete_subtrees(Range range, std::vector<NodeId>& out) {
  while (range.begin < range.end) {
    const auto width = std::bit_floor(range.end - range.begin);
    const auto level = static_cast<unsigned>(std::countr_zero(width));
    out.push_back({level, range.begin >> level});
    range.begin += width;
  }
}

Hash fold(std::span<const Hash> row) {  // root over complete subtrees, larger ones first
  Hash hash = row.back();
  for (std::size_t i = row.size() - 1; i-- > 0;) hash = node_hash(row[i], hash);
  return hash;
}

// One read for all ranges, then one hash for each.
Result<std::vector<Hash>> hashes_of(const NodeReader& reader, std::span<const Range> ranges) {
  std::vector<NodeId> ids;
  std::vector<std::size_t> ends;
  for (const Range range : ranges) {
    complete_subtrees(range, ids);
    ends.push_back(ids.size());
  }
  if (ids.empty()) return std::vector<Hash>{};
  SEKISHO_TRY(const std::vector<Hash> hashes, reader.nodes(ids));
  if (hashes.size() != ids.size())
    return fail(ErrorCode::corrupt, "台帳のハッシュ木が欠けています。管理者に知らせてください。",
                "the node reader left out nodes");
  std::vector<Hash> out;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    out.push_back(fold(std::span(hashes).subspan(begin, end - begin)));
    begin = end;
  }
  return out;
}

std::unexpected<Error> out_of_range(std::string en) {
  return fail(ErrorCode::invalid_input, "台帳にその番号の記録はありません。番号を確かめてください。",
              std::move(en));
}

}  // namespace

Hash leaf_hash(std::string_view leaf) { return hash_after(0x00, {as_bytes(leaf)}); }
Hash node_hash(const Hash& left, const Hash& right) { return hash_after(0x01, {left, right}); }
Hash empty_root() { return sha256(std::string_view()); }

Result<Frontier> Frontier::restore(const NodeReader& reader, std::uint64_t size) {
  Frontier frontier;
  if (size == 0) return frontier;
  std::vector<NodeId> ids;
  complete_subtrees({0, size}, ids);
  SEKISHO_TRY(frontier.edge_, reader.nodes(ids));
  if (frontier.edge_.size() != ids.size())
    return fail(ErrorCode::corrupt, "台帳のハッシュ木が欠けています。管理者に知らせてください。",
                "the node reader left out nodes");
  frontier.size_ = size;
  return frontier;
}

void Frontier::push(const Hash& leaf, std::vector<Node>* completed) {
  Hash hash = leaf;
  unsigned level = 0;
  std::uint64_t index = size_;
  if (completed != nullptr) completed->push_back({{level, index}, hash});
  for (; index % 2 == 1; index /= 2) {  // a right child: its parent is complete now
    hash = node_hash(edge_.back(), hash);
    edge_.pop_back();
    ++level;
    if (completed != nullptr) completed->push_back({{level, index / 2}, hash});
  }
  edge_.push_back(hash);
  ++size_;
}

void Frontier::append(const Hash& leaf, std::vector<Node>& completed) { push(leaf, &completed); }
void Frontier::append(const Hash& leaf) { push(leaf, nullptr); }

Hash Frontier::root() const { return edge_.empty() ? empty_root() : fold(edge_); }

Result<Hash> root_at(const NodeReader& reader, std::uint64_t size) {
  SEKISHO_TRY(const Frontier frontier, Frontier::restore(reader, size));
  return frontier.root();
}

Result<std::vector<Hash>> inclusion_proof(const NodeReader& reader, std::uint64_t index, std::uint64_t size) {
  if (index >= size)
    return out_of_range("no leaf " + std::to_string(index) + " in a tree of " + std::to_string(size));
  std::vector<Range> siblings;  // from the root's child down
  for (Range range{0, size}; range.end - range.begin > 1;) {
    const auto middle = range.begin + split(range.end - range.begin);
    if (index < middle) {
      siblings.push_back({middle, range.end});
      range.end = middle;
    } else {
      siblings.push_back({range.begin, middle});
      range.begin = middle;
    }
  }
  std::reverse(siblings.begin(), siblings.end());
  return hashes_of(reader, siblings);
}

Result<std::vector<Hash>> consistency_proof(const NodeReader& reader, std::uint64_t from, std::uint64_t to) {
  if (from > to)
    return out_of_range("no tree of " + std::to_string(from) + " leaves before " + std::to_string(to));
  if (from == 0 || from == to) return std::vector<Hash>{};
  std::vector<Range> parts;
  Range range{0, to};
  while (range.end != from) {  // descend along the old tree's right edge
    const auto middle = range.begin + split(range.end - range.begin);
    if (from <= middle) {
      parts.push_back({middle, range.end});
      range.end = middle;
    } else {
      parts.push_back({range.begin, middle});
      range.begin = middle;
    }
  }
  if (range.begin != 0) parts.push_back(range);  // otherwise it is the old root, which the verifier has
  std::reverse(parts.begin(), parts.end());
  return hashes_of(reader, parts);
}

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                      const Hash& root) {
  if (index >= size) return false;
  std::uint64_t last = size - 1;  // of the current level
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (last == 0) return false;
    if (index % 2 == 1) {
      hash = node_hash(sibling, hash);
    } else {
      // An even node on the right edge has no sibling here: it stands for its ancestors until one is a right
      // child.
      while (index == last && index % 2 == 0) {
        index /= 2;
        last /= 2;
      }
      hash = index % 2 == 1 ? node_hash(sibling, hash) : node_hash(hash, sibling);
    }
    index /= 2;
    last /= 2;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t from, const Hash& from_root, std::uint64_t to, const Hash& to_root,
                        std::span<const Hash> proof) {
  if (from > to) return false;
  if (from == 0) return proof.empty() && from_root == empty_root() && (to != 0 || to_root == from_root);
  if (from == to) return proof.empty() && from_root == to_root;
  std::uint64_t node = from - 1;
  std::uint64_t last = to - 1;
  while (node % 2 == 1) {
    node /= 2;
    last /= 2;
  }
  Hash old_hash = from_root;
  if (node != 0) {  // otherwise the old tree is complete, and its root is the starting point
    if (proof.empty()) return false;
    old_hash = proof.front();
    proof = proof.subspan(1);
  }
  Hash new_hash = old_hash;
  for (const Hash& part : proof) {
    if (last == 0) return false;
    while (node % 2 == 0 && node == last && node != 0) {
      node /= 2;
      last /= 2;
    }
    if (node % 2 == 1) {
      old_hash = node_hash(part, old_hash);
      new_hash = node_hash(part, new_hash);
    } else {
      new_hash = node_hash(new_hash, part);
    }
    node /= 2;
    last /= 2;
  }
  return last == 0 && old_hash == from_root && new_hash == to_root;
}

}  // namespace sekisho::ledger
