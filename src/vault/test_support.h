// A vault in a temporary directory, for tests.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/ids.h"
#include "vault/directory_vault.h"

namespace sekisho::vault::test {

using seal::chunk_size;
namespace fs = std::filesystem;

inline Bytes pattern(std::size_t size, std::uint32_t seed = 1) {
  std::mt19937 random(seed);
  Bytes out(size);
  for (auto& byte : out) byte = static_cast<std::uint8_t>(random());
  return out;
}

struct Fixture {
  Fixture() {
    std::string name = (fs::temp_directory_path() / "sekisho-vault-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    directory = name;
    vault = DirectoryVault::open(directory).value();
  }
  ~Fixture() {
    std::error_code ignored;
    fs::remove_all(directory, ignored);
  }
  Result<std::unique_ptr<ObjectWriter>> create() { return vault->create(id, key, context); }
  Result<std::unique_ptr<ObjectWriter>> resume() { return vault->resume(id, key, context); }
  std::uint64_t durable() { return vault->durable_offset(id, key, context).value(); }
  Bytes content() {
    auto reader = vault->open(id, key, context).value();
    Bytes out(reader->size());
    REQUIRE(reader->read(0, out).value() == out.size());
    return out;
  }
  fs::path part() const { return directory / (id + ".part"); }
  fs::path tail() const { return directory / (id + ".tail"); }

  fs::path directory;
  std::unique_ptr<DirectoryVault> vault;
  std::string id = make_id("obj");
  Key key = Key::random();
  Bytes context = to_bytes(as_bytes("見本市/obj"));
};

template <class T>
ErrorCode code(const Result<T>& result) {
  REQUIRE_FALSE(result);
  CHECK_FALSE(result.error().ja.empty());
  return result.error().code;
}

inline bool holds(const fs::path& file, ByteView needle) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  return bytes.find(std::string(as_text(needle))) != std::string::npos;
}

}  // namespace sekisho::vault::test
