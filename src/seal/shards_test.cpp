#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "base/ids.h"
#include "seal/shards.h"
#include "test_support.h"

using namespace sekisho;
using namespace sekisho::seal;
using namespace sekisho::seal::test;

namespace {
unsigned mode_of(const std::filesystem::path& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}
}  // namespace

TEST_CASE("an object opens with town key and shard, and never again once the shard is destroyed") {
  const TemporaryDirectory directory;
  auto shards = KeyShards::open(directory.path() / "keys" / "shards").value();
  const std::string id = make_id("obj");
  const Key town = Key::random();
  const Key object = Key::random();
  CHECK_FALSE(shards.exists(id).value());
  const Key shard = shards.create(id).value();
  CHECK(shards.exists(id).value());
  CHECK(to_hex(shards.load(id).value().view()) == to_hex(shard.view()));
  const WrappedKey wrapped = wrap_object_key(town, shard, id, object);
  CHECK(to_hex(unwrap_object_key(town, shard, id, wrapped).value().view()) == to_hex(object.view()));
  CHECK_FALSE(unwrap_object_key(town, shard, make_id("obj"), wrapped));
  CHECK_FALSE(unwrap_object_key(Key::random(), shard, id, wrapped));

  // A second name for the file shows what the overwriting leaves behind.
  const auto file = directory.path() / "keys" / "shards" / (id + ".shard");
  std::filesystem::create_hard_link(file, directory.path() / "peek");
  REQUIRE(shards.destroy(id));
  CHECK_FALSE(std::filesystem::exists(file));
  std::ifstream peek(directory.path() / "peek", std::ios::binary);
  Bytes left(33);
  peek.read(reinterpret_cast<char*>(left.data()), 33);
  left.resize(static_cast<std::size_t>(peek.gcount()));
  CHECK(left.size() == 32);
  CHECK(to_hex(left) != to_hex(shard.view()));

  // Database (wrapped key), payload and town key survive in a backup: all three are useless.
  CHECK(shards.load(id).error().code == ErrorCode::gone);
  CHECK_FALSE(unwrap_object_key(town, Key(std::span<const std::uint8_t, 32>(left.data(), 32)), id, wrapped));
  CHECK_FALSE(unwrap_object_key(town, Key(), id, wrapped));
  CHECK(shards.destroy(id));  // again: no error
  CHECK_FALSE(shards.exists(id).value());
}

TEST_CASE("shards are for their owner's eyes, and are never replaced") {
  const TemporaryDirectory directory;
  auto shards = KeyShards::open(directory.path() / "shards").value();
  const std::string id = make_id("obj");
  const Key shard = shards.create(id).value();
  CHECK(mode_of(directory.path() / "shards") == 0700);
  CHECK(mode_of(directory.path() / "shards" / (id + ".shard")) == 0600);
  CHECK(shards.create(id).error().code == ErrorCode::conflict);
  CHECK(to_hex(shards.load(id).value().view()) == to_hex(shard.view()));
  const std::string other = make_id("obj");
  REQUIRE(shards.create(other));
  std::vector<std::string> both{id, other};
  std::sort(both.begin(), both.end());
  CHECK(shards.list().value() == both);
}

TEST_CASE("names that are no ids touch nothing; damaged shards are refused; half-made ones are cleared") {
  const TemporaryDirectory directory;
  auto shards = KeyShards::open(directory.path()).value();
  for (const char* bad : {"", "../x", "obj_0123456789abcde/", "obj_0123456789abcdef.shard"}) {
    CHECK(shards.create(bad).error().code == ErrorCode::invalid_input);
    CHECK(shards.load(bad).error().code == ErrorCode::invalid_input);
    CHECK(shards.destroy(bad).error().code == ErrorCode::invalid_input);
    CHECK(shards.exists(bad).error().code == ErrorCode::invalid_input);
  }
  const std::string id = make_id("obj");
  for (const int size : {0, 31, 33}) {
    std::ofstream(directory.path() / (id + ".shard")) << std::string(static_cast<std::size_t>(size), 'x');
    CHECK(shards.load(id).error().code == ErrorCode::corrupt);
  }
  std::ofstream(directory.path() / (make_id("obj") + ".shard.new")) << "half";
  CHECK(KeyShards::open(directory.path()).value().list().value() == std::vector<std::string>{id});
  CHECK(std::distance(std::filesystem::directory_iterator(directory.path()),
                      std::filesystem::directory_iterator{}) == 1);
}
