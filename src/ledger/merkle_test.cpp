#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "ledger/merkle.h"
#include "test_tree.h"

using namespace sekisho;
using namespace sekisho::ledger;
using namespace sekisho::ledger::test;

namespace {
Hash hash_from(const char* hex) {
  const auto bytes = *from_hex(hex);
  Hash hash;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}
}  // namespace

TEST_CASE("roots of the well-known test leaves of RFC 6962 implementations") {
  const std::string leaves[] = {"",
                                std::string("\x00", 1),
                                "\x10",
                                "\x20\x21",
                                "\x30\x31",
                                "\x40\x41\x42\x43",
                                "\x50\x51\x52\x53\x54\x55\x56\x57",
                                "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
  const char* roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                         "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Frontier frontier;
  for (int size = 0; size <= 8; ++size) {
    CHECK(frontier.root() == hash_from(roots[size]));
    if (size < 8) frontier.append(leaf_hash(leaves[size]));
  }
}

TEST_CASE("roots, proofs and restored edges equal the recursive definition at every size up to 300") {
  MemoryTree tree;
  std::vector<Hash> roots;
  for (std::size_t size = 0; size <= 300; ++size) {
    roots.push_back(tree.frontier().root());
    REQUIRE(roots.back() == naive_root(0, size));
    tree.append(sample_leaf(size));
  }
  for (std::size_t size = 0; size <= 300; ++size) {
    auto restored =
        *Frontier::restore(tree, size);  // later leaves are there already: it must not look at them
    REQUIRE(restored.root() == roots[size]);
    REQUIRE(*root_at(tree, size) == roots[size]);
    restored.append(leaf_hash(sample_leaf(size)));
    REQUIRE(restored.root() == naive_root(0, size + 1));
    const std::size_t step = size < 70 ? 1 : 7;
    for (std::size_t i = 0; i < size; i += step) {
      const auto proof = *inclusion_proof(tree, i, size);
      REQUIRE(proof == naive_path(i, 0, size));
      REQUIRE(verify_inclusion(leaf_hash(sample_leaf(i)), i, size, proof, roots[size]));
    }
    for (std::size_t m = 1; m <= size; m += step) {
      const auto proof = *consistency_proof(tree, m, size);
      REQUIRE(proof == naive_proof(m, 0, size, true));
      REQUIRE(verify_consistency(m, roots[m], size, roots[size], proof));
    }
  }
}

TEST_CASE("the nodes that an append completes are each complete subtree once") {
  MemoryTree tree;
  for (std::size_t i = 0; i < 256; ++i) tree.append(sample_leaf(i));
  CHECK(tree.node_count() == 511);
  const NodeId root{8, 0};
  CHECK(tree.nodes({&root, 1})->front() == tree.frontier().root());
  CHECK(tree.frontier().edge().size() == 1);
}

TEST_CASE("what is not in the tree has no proof") {
  MemoryTree tree;
  for (std::size_t i = 0; i < 5; ++i) tree.append(sample_leaf(i));
  CHECK(inclusion_proof(tree, 5, 5).error().code == ErrorCode::invalid_input);
  CHECK(inclusion_proof(tree, 0, 0).error().code == ErrorCode::invalid_input);
  CHECK(consistency_proof(tree, 6, 5).error().code == ErrorCode::invalid_input);
  CHECK(inclusion_proof(tree, 6, 9).error().code == ErrorCode::corrupt);  // the reader does not have it
  CHECK(Frontier::restore(tree, 8).error().code == ErrorCode::corrupt);
}

TEST_CASE("an empty tree is the beginning of every tree, and of nothing else's root") {
  CHECK(verify_consistency(0, empty_root(), 3, naive_root(0, 3), {}));
  CHECK(verify_consistency(0, empty_root(), 0, empty_root(), {}));
  CHECK_FALSE(verify_consistency(0, empty_root(), 0, naive_root(0, 3), {}));
  CHECK_FALSE(verify_consistency(0, naive_root(0, 1), 3, naive_root(0, 3), {}));
  const std::vector<Hash> more{naive_root(0, 1)};
  CHECK_FALSE(verify_consistency(0, empty_root(), 3, naive_root(0, 3), more));
}

namespace {
struct Forge {  // every way to bend a proof, one at a time
  template <class Verify>
  static void all(std::vector<Hash> proof, const Verify& verify) {
    for (auto& hash : proof) {
      for (auto& octet : hash) {
        octet ^= 0x40;
        REQUIRE_FALSE(verify(proof));
        octet ^= 0x40;
      }
    }
    for (std::size_t i = 0; i < proof.size(); ++i) {
      auto less = proof;
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      REQUIRE_FALSE(verify(less));
      if (i > 0) {
        auto swapped = proof;
        std::swap(swapped[i - 1], swapped[i]);
        REQUIRE_FALSE(verify(swapped));
      }
    }
    for (std::size_t i = 0; i <= proof.size(); ++i) {
      auto more = proof;
      more.insert(more.begin() + static_cast<std::ptrdiff_t>(i), Hash{});
      REQUIRE_FALSE(verify(more));
    }
  }
};
}  // namespace

TEST_CASE("forged inclusion proofs are refused: any octet, any length, any other index") {
  MemoryTree tree;
  for (std::size_t i = 0; i < 70; ++i) tree.append(sample_leaf(i));
  for (const std::size_t size : {1, 2, 3, 7, 8, 33, 70}) {
    const Hash root = naive_root(0, size);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = *inclusion_proof(tree, index, size);
      const Hash leaf = leaf_hash(sample_leaf(index));
      Forge::all(proof,
                 [&](const auto& forged) { return verify_inclusion(leaf, index, size, forged, root); });
      for (std::size_t other = 0; other < size + 2; ++other)
        if (other != index) REQUIRE_FALSE(verify_inclusion(leaf, other, size, proof, root));
      REQUIRE_FALSE(verify_inclusion(leaf, index, 0, proof, root));
      REQUIRE_FALSE(verify_inclusion(leaf_hash("another"), index, size, proof, root));
      REQUIRE_FALSE(verify_inclusion(leaf, index, size, proof, empty_root()));
    }
  }
}

TEST_CASE("forged consistency proofs are refused: any octet, any length, any other root") {
  MemoryTree tree;
  for (std::size_t i = 0; i < 40; ++i) tree.append(sample_leaf(i));
  for (std::size_t to = 1; to <= 40; ++to) {
    const Hash to_root = naive_root(0, to);
    for (std::size_t from = 1; from <= to; ++from) {
      const Hash from_root = naive_root(0, from);
      const auto proof = *consistency_proof(tree, from, to);
      Forge::all(proof, [&](const auto& forged) {
        return verify_consistency(from, from_root, to, to_root, forged);
      });
      REQUIRE_FALSE(verify_consistency(from, empty_root(), to, to_root, proof));
      REQUIRE_FALSE(verify_consistency(from, from_root, to, empty_root(), proof));
      REQUIRE_FALSE(verify_consistency(to + 1, from_root, to, to_root, proof));
    }
  }
}

TEST_CASE("proofs of random trees verify, and not with a random hash in their place") {
  MemoryTree tree;
  for (std::size_t i = 0; i < 5'000; ++i) tree.append(sample_leaf(i));
  CHECK(rc::check([&](std::uint16_t a, std::uint16_t b, std::uint8_t at, std::uint8_t flip) {
    const std::uint64_t size = a % 5'000 + 1;
    const std::uint64_t index = b % size;
    const Hash root = *root_at(tree, size);
    auto proof = *inclusion_proof(tree, index, size);
    RC_ASSERT(verify_inclusion(leaf_hash(sample_leaf(index)), index, size, proof, root));
    auto consistency = *consistency_proof(tree, index + 1, size);
    RC_ASSERT(verify_consistency(index + 1, *root_at(tree, index + 1), size, root, consistency));
    RC_PRE(flip != 0);
    for (auto* bent : {&proof, &consistency})
      if (!bent->empty()) (*bent)[at % bent->size()][at % 32] ^= flip;
    RC_ASSERT(proof.empty() || !verify_inclusion(leaf_hash(sample_leaf(index)), index, size, proof, root));
    RC_ASSERT(consistency.empty() ||
              !verify_consistency(index + 1, *root_at(tree, index + 1), size, root, consistency));
  }));
}
