#include "formats/walk.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>

#include "formats_testing.h"
#include "spool.h"

namespace sekisho::formats {
namespace {

using test::walked;

TEST_CASE("text goes to the sink as it lies, in one part named like the file") {
  const auto seen = walked("a,b\r\nc,d\r\n", "list.csv");
  CHECK(seen.parts == std::vector<std::string>{"list.csv"});
  CHECK(seen.bytes == "a,b\r\nc,d\r\n");
  CHECK(seen.notes.empty());
  CHECK(walked("", "empty").notes.empty());
}

TEST_CASE("binary data that no reader knows is not seen") {
  CHECK(walked(std::string("\x01\x02\x03\x04\0\0\x05", 7), "x.dat").notes ==
        std::vector<std::string>{"unknown_format"});
}

TEST_CASE("a name that turns the direction of writing") {
  CHECK(walked("x",
               "見本\xE2\x80\xAE"
               "txt.exe")
            .notes.front() == "bidi_name");
}

TEST_CASE("a stream held in memory or in the spill file reads the same at any place") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + ",";
  char name[] = "/tmp/sekisho-spill-XXXXXX";
  const int file = ::mkstemp(name);
  ::unlink(name);
  for (const std::uint64_t held : {std::uint64_t{1000}, std::uint64_t{10'000'000}}) {
    Spill spill(file);
    MemorySource first(as_bytes(text));
    MemorySource second(as_bytes(text));
    const auto a = spill.hold({}, first, held);
    const auto b = spill.hold(as_bytes("0123"), second, held);
    REQUIRE(a.has_value());
    REQUIRE(b.has_value());
    CHECK((*a)->size() == text.size());
    CHECK((*b)->size() == text.size() + 4);
    for (const std::uint64_t at :
         {std::uint64_t{0}, std::uint64_t{77}, std::uint64_t{300'001}, text.size() - 5}) {
      Bytes out(13);
      const auto got = (*a)->read_at(at, out);
      CHECK(as_text(ByteView(out).first(*got)) == text.substr(at, 13));
      const auto later = (*b)->read_at(at + 4, out);
      CHECK(as_text(ByteView(out).first(*later)) == text.substr(at, 13));
    }
  }
  Bytes lies(100);
  CHECK(::pread(file, lies.data(), lies.size(), 0) == 100);
  CHECK(as_text(lies) != std::string_view(text).substr(0, 100));
  Spill none(-1);
  MemorySource again(as_bytes(text));
  CHECK(none.hold({}, again, 1000).error().code == ErrorCode::too_large);
  ::close(file);
}

}  // namespace
}  // namespace sekisho::formats
