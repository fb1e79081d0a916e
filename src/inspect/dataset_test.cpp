#include "inspect/dataset.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <map>
#include <random>
#include <set>

#include <rapidcheck.h>

#include "dataset_body.h"
#include "index_file.h"
#include "inspect_testing.h"

namespace sekisho::inspect {
namespace {

using namespace test;

// What the matcher would look at for a key.
std::multiset<std::uint32_t> rows_of(const Dataset::Data& data, std::uint64_t key) {
  std::multiset<std::uint32_t> out;
  if (!data.may_lead(key)) return out;
  for (std::size_t at = data.bucket_of(key);; ++at) {
    const Bucket& bucket = data.buckets[at];
    for (unsigned same = bucket.find(Dataset::Data::bucket_tag(key)); same != 0; same &= same - 1)
      out.insert(bucket.rows[static_cast<std::size_t>(std::countr_zero(same))]);
    if (!bucket.full()) return out;
  }
}

std::shared_ptr<const Dataset> sealed(BodyParts& parts, const std::filesystem::path& path) {
  const auto writer = IndexWriter::create(path, test_key());
  REQUIRE(writer);
  REQUIRE(write_body(parts, [&](std::span<const std::uint64_t> words) { return (*writer)->write(words); }));
  const auto size = (*writer)->finish();
  REQUIRE(size);
  CHECK(*size == std::filesystem::file_size(path));
  auto dataset = Dataset::load(path, test_key(), {"a", "a"});
  REQUIRE(dataset);
  return *dataset;
}

std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    out.push_back(entry.path().filename().string());
  return out;
}

void flip(const std::filesystem::path& path, std::uint64_t at, std::uint8_t bits) {
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  std::uint8_t byte = 0;
  REQUIRE(::pread(file, &byte, 1, static_cast<off_t>(at)) == 1);
  byte ^= bits;
  REQUIRE(::pwrite(file, &byte, 1, static_cast<off_t>(at)) == 1);
  ::close(file);
}

}  // namespace

TEST_CASE("every key leads to all of its rows, crowded or not, and a key of too many rows to none") {
  const Folder folder;
  CHECK(rc::check([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    BodyParts parts;
    std::map<std::uint64_t, std::multiset<std::uint32_t>> expected;
    const auto rows = static_cast<std::uint32_t>(*rc::gen::inRange(1, 3000));
    // Keys of one bucket, of few buckets at the end (which overflow the last part), and of all.
    const std::uint64_t from[] = {~std::uint64_t{0} << *rc::gen::inRange(33, 64), 0,
                                  random() << *rc::gen::inRange(0, 40)};
    const auto often = static_cast<std::uint32_t>(*rc::gen::inRange(1, 90));
    std::uint64_t key = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
      Line line;
      line[Slot::unit] = row;
      line[Slot::name] = static_cast<std::uint32_t>(random());
      parts.lines.push_back(line);
      for (int i = 0; i < 3; ++i) {
        if (random() % often == 0) key = from[random() % 3] | random() >> *rc::gen::element(0, 1, 40);
        parts.keys.add(key, row);
        expected[key].insert(row);
      }
    }
    std::uint64_t dropped = 0;
    const auto dataset = sealed(parts, folder.path / "index");
    const Dataset::Data& data = dataset->data();
    for (const auto& [wanted, of_key] : expected) {
      const auto found = rows_of(data, wanted);
      if (of_key.size() > 64) {
        dropped += of_key.size();
      } else {
        RC_ASSERT(std::includes(found.begin(), found.end(), of_key.begin(), of_key.end()));
      }
    }
    RC_ASSERT(data.header.dropped == dropped);
    RC_ASSERT(data.header.keys == rows * std::uint64_t{3} - dropped);
    RC_ASSERT(!data.buckets.back().full());
    RC_ASSERT(data.lines.size() == rows);
    std::size_t in_buckets = 0;
    for (const Bucket& bucket : data.buckets)
      in_buckets += static_cast<std::size_t>(
          std::count_if(bucket.tags.begin(), bucket.tags.end(), [](auto tag) { return tag != 0; }));
    RC_ASSERT(in_buckets == data.header.keys);
    for (std::uint32_t row = 0; row < rows; ++row) RC_ASSERT(data.lines[row][Slot::unit] == row);
  }));
}

TEST_CASE("every row of a register is found by each pair and number that is evidence") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const auto count = static_cast<std::uint32_t>(1 + seed * seed);
    const Datasets datasets{dataset_of(
        synthetic({.seed = seed, .count = count, .encoding = seed % 2 ? Encoding::cp932 : Encoding::utf8}))};
    std::string lists[10];
    synthesize(seed, count, [&](const SyntheticResident& r) {
      const std::string birth = format_day(r.birth);
      const auto add = [&](std::size_t list, std::initializer_list<std::string_view> cells) {
        for (const auto cell : cells) (lists[list] += cell) += list == 9 ? "\t" : ",";
        lists[list].back() = '\n';
      };
      add(0, {r.name, birth});
      add(1, {r.kana, birth});
      add(2, {r.name, r.address});
      add(3, {r.kana, r.address});
      add(4, {r.address, birth});
      add(5, {r.ledger_number, r.name});
      add(6, {r.household_number, r.kana});
      add(7, {r.individual_number});
      add(8, {r.record_code});
      add(9, {r.ledger_number, birth});
      return true;
    });
    const std::string headings[] = {
        "氏名,生年月日", "フリガナ,生年月日", "氏名,住所", "フリガナ,住所", "住所,生年月日",
        "宛名番号,氏名", "世帯番号,フリガナ", "個人番号",  "住民票コード",  "宛名番号\t生年月日"};
    for (std::size_t i = 0; i < std::size(lists); ++i)
      CHECK(units(inspected(datasets, headings[i] + "\n" + lists[i])) == count);
  }
}

TEST_CASE("a value is the same however its cell is written") {
  const auto plain = dataset_of(
      "宛名番号,世帯番号,氏名,フリガナ,生年月日,住所,電話番号\n"
      "19850102,700,渡辺　花子,ワタナベ　ハナコ,1985-01-02,見本県見本市中央二丁目3番4号,09012345678\n"
      "19850110,700,渡辺　太郎,ワタナベ　タロウ,2019-05-01,見本県見本市中央二丁目3番4号,05012345678\n");
  for (const std::string_view other :
       {"宛名番号,世帯番号,氏名,フリガナ,生年月日,住所,電話番号\n"
        "１９８５０１０２,７００,渡邊 花子,ﾜﾀﾅﾍﾞ ﾊﾅｺ,昭和60年1月2日,見本市中央2-3-4,090-1234-5678\n"
        " 19850110 , 700 ,渡邉太郎,わたなべ・たろう,令和元年５月１日,中央二丁目三番四号,(050)1234-5678\n",
        "宛名番号,世帯番号,氏名,フリガナ,生年月日,住所,電話番号\n"
        "0019850102,0-700,渡 邉 花子,ワタナベハナコ,19850102,見本県見本市中央二丁目3番4号,+81 90-1234-5678\n"
        "1985-0110,00700,渡辺太郎,ワタナベ　タロー,2019/05/"
        "01,見本県見本市中央２－３－４,０５０１２３４５６７８\n"}) {
    const auto same = dataset_of(other);
    for (const std::size_t row : {0, 1})
      CHECK(plain->data().lines[row].slots == same->data().lines[row].slots);
  }
}

TEST_CASE("an index of the version before is refused, and says what is to be done") {
  const Folder folder;
  const auto path = folder.path / "index";
  REQUIRE(import_text("氏名,生年月日\n見本太郎,1985-01-02\n", path)->imported);
  flip(path, 7, '3' ^ '2');
  const auto refused = Dataset::load(path, test_key(), {});
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::unsupported);
  CHECK(refused.error().ja.contains("もう一度取り込んでください"));
  CHECK(refused.error().en.contains("register the extract again"));
}

TEST_CASE("an index with any byte changed, cut short or grown is refused") {
  const Folder folder;
  const auto path = folder.path / "index";
  REQUIRE(import_text("氏名,生年月日\n見本太郎,1985-01-02\n", path)->imported);
  const std::uint64_t size = std::filesystem::file_size(path);
  std::set<std::uint64_t> places;
  for (std::uint64_t at = 0; at < 64; ++at) places.insert({at, size - 1 - at});
  for (std::uint64_t at = 64; at < size; at += 61) places.insert(at);
  for (const std::uint64_t at : places) {
    const auto bits = static_cast<std::uint8_t>(1 + at % 255);
    flip(path, at, bits);
    CHECK_MESSAGE(!Dataset::load(path, test_key(), {}), "byte ", at);
    flip(path, at, bits);
  }
  CHECK(Dataset::load(path, test_key(), {}));
  for (const std::uint64_t other : {size + 64, size - 64, size - 1, std::uint64_t{64}, std::uint64_t{0}}) {
    std::filesystem::copy_file(path, folder.path / "other",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(folder.path / "other", other);
    CHECK(Dataset::load(folder.path / "other", test_key(), {}).error().code == ErrorCode::corrupt);
  }
}

TEST_CASE("an index that is not finished leaves the one before, and nothing beside it") {
  const Folder folder;
  const auto path = folder.path / "index";
  REQUIRE(import_text("氏名,生年月日\n見本太郎,1985-01-02\n", path)->imported);
  {
    const auto writer = IndexWriter::create(path, test_key());
    REQUIRE(writer);
    CHECK((*writer)->write(std::vector<std::uint64_t>(1000)));
    CHECK(files_in(folder.path).size() == 2);
  }
  CHECK(files_in(folder.path) == std::vector<std::string>{"index"});
  CHECK(Dataset::load(path, test_key(), {}));
  CHECK(IndexWriter::create(folder.path / "none" / "index", test_key()).error().code == ErrorCode::io);
}

TEST_CASE("a new index takes the place of one that is in use") {
  const Folder folder;
  const auto path = folder.path / "index";
  REQUIRE(import_text("氏名,生年月日\n見本太郎,1985-01-02\n", path)->imported);
  const Datasets before{*Dataset::load(path, test_key(), {})};
  REQUIRE(import_text("氏名,生年月日\n見本花子,1990-03-04\n", path)->imported);
  const Datasets after{*Dataset::load(path, test_key(), {})};
  CHECK(units(inspected(before, "見本太郎,1985-01-02\n")) == 1);
  CHECK(units(inspected(after, "見本太郎,1985-01-02\n")) == 0);
  CHECK(units(inspected(after, "見本花子,1990-03-04\n")) == 1);
}

}  // namespace sekisho::inspect
