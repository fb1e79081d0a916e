#include "inspect/register.h"

#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "canonical.h"
#include "inspect/identifiers.h"
#include "inspect_fixture.h"

namespace sekisho::inspect {
namespace {

using namespace test;

constexpr const char* small =
    "宛名番号,氏名,フリガナ,生年月日,住所,個人番号,備考\r\n"
    "19,見本　太郎,ミホン　タロウ,昭和60年1月2日,見本県見本市中央一丁目2番3号,614106526000,a\r\n"
    "27,見本　花子,ミホン　ハナコ,1987-03-04,見本県見本市中央一丁目2番3号,454972364860,b\r\n";

Bytes contents(const std::filesystem::path& path) {
  const auto source = open_file(path);
  REQUIRE(source);
  return *read_all(**source, 1 << 28);
}

std::size_t found(const RegisterIndex& index, Attribute kind, std::u16string_view text) {
  return index.find(index.digest(kind, text)).size();
}

TEST_CASE("SipHash-2-4 gives the authors' figures") {
  // Key 00 … 0f, message 00 01 … 0e (15 bytes): a129ca6149be45e5 (the paper, appendix A).
  Bytes key(16);
  Bytes message(15);
  for (std::size_t i = 0; i < 16; ++i) key[i] = static_cast<std::uint8_t>(i);
  for (std::size_t i = 0; i < 15; ++i) message[i] = static_cast<std::uint8_t>(i);
  const SipHash hash{std::span<const std::uint8_t, 16>(key.data(), 16)};
  CHECK(hash(message.data() + 1, 14, message[0]) == 0xa129ca6149be45e5u);
  // The same message again, with every length: the first byte is the domain.
  CHECK(hash(nullptr, 0, 0) == 0x74f839c593dc67fdu);
  CHECK(hash(message.data() + 1, 7, 0) == 0x93f5f5799a932462u);
  CHECK(hash(message.data() + 1, 6, 0) == 0xab0200f58b01d137u);
}

TEST_CASE("the rule of evidence") {
  using enum Attribute;
  CHECK(is_evidence(bit(individual_number)));
  CHECK(is_evidence(bit(record_code)));
  for (const Attribute one : {ledger_number, name, kana, birth, address}) CHECK(!is_evidence(bit(one)));
  CHECK(!is_evidence(bit(name) | bit(kana)));
  CHECK(is_evidence(bit(name) | bit(birth)));
  CHECK(is_evidence(bit(kana) | bit(address)));
  CHECK(is_evidence(bit(birth) | bit(address)));
  CHECK(is_evidence(bit(ledger_number) | bit(birth)));
}

TEST_CASE("columns are found by name, and the rest is reported") {
  const Folder folder;
  const auto report = import_text(small, folder.path / "index");
  REQUIRE(report);
  CHECK(report->imported);
  CHECK(report->rows == 2);
  CHECK(report->residents == 2);
  CHECK(report->problem_count == 0);
  CHECK(report->used.size() == 6);
  CHECK(report->ignored == std::vector<std::string>{"備考"});
  const auto index = RegisterIndex::load(folder.path / "index", test_key());
  REQUIRE(index);
  CHECK((*index)->residents() == 2);
  CHECK(found(**index, Attribute::individual_number, u"614106526000") == 1);
  CHECK(found(**index, Attribute::individual_number, u"614106526001") == 0);
  CHECK(found(**index, Attribute::name, u"見本太郎") == 1);
  CHECK(found(**index, Attribute::kana, u"見本太郎") == 0);
  CHECK(found(**index, Attribute::birth, canonical_day(5480)) == 1);
  CHECK(found(**index, Attribute::address, u"中央1-2-3") == 2);
}

TEST_CASE("headings have aliases, and a mapping goes before them") {
  CHECK(column_from_header("ﾌﾘｶﾞﾅ") == Column::kana);
  CHECK(column_from_header("カナ氏名") == Column::kana);
  CHECK(column_from_header("氏名（カナ）") == Column::kana);
  CHECK(column_from_header("統一コード") == Column::ledger_number);
  CHECK(column_from_header("マイナンバー") == Column::individual_number);
  CHECK(column_from_header("住民となった日") == Column::resident_since);
  CHECK(column_from_header("備考") == std::nullopt);
  CHECK(column_from_header("") == std::nullopt);
  const Folder folder;
  const std::string csv = "x,y,氏名\n見本太郎,S60.1.2,別の列\n";
  ImportOptions options;
  options.columns = {{"x", Column::name}, {"y", Column::birth}};
  const auto report = import_text(csv, folder.path / "index", options);
  REQUIRE(report);
  CHECK(report->imported);
  CHECK(report->ignored == std::vector<std::string>{"氏名"});
  options.columns = {{"z", Column::name}};
  CHECK(import_text(csv, folder.path / "index", options).error().field == "z");
  CHECK(import_text("氏名,氏名,生年月日\n", folder.path / "index").error().code == ErrorCode::invalid_input);
  CHECK(import_text("氏名,フリガナ\nx,y\n", folder.path / "index").error().code == ErrorCode::invalid_input);
  CHECK(import_text("", folder.path / "index").error().code == ErrorCode::invalid_input);
}

TEST_CASE("an error names row and column, and nothing is half imported") {
  const Folder folder;
  const auto path = folder.path / "index";
  REQUIRE(import_text(small, path)->imported);
  const Bytes before = contents(path);
  const auto refused = [&](const std::string& csv) {
    const auto report = import_text(csv, path);
    REQUIRE(report);
    CHECK(!report->imported);
    CHECK(contents(path) == before);
    REQUIRE(!report->problems.empty());
    return report->problems.front();
  };
  const auto number = refused("氏名,個人番号\n見本太郎,614106526000\n見本花子,614106526001\n");
  CHECK(number.line == 3);
  CHECK(number.column == "個人番号");
  CHECK(refused("氏名,生年月日\n見本太郎\n").line == 2);
  CHECK(refused("氏名,生年月日\n\"見本太郎\"x,1985-01-02\n").line == 2);
  CHECK(refused("氏名,生年月日\n").ja.find("住民の行がありません") != std::string::npos);
  std::string many = "氏名,生年月日\n";
  for (int i = 0; i < 100; ++i) many += "見本太郎,不明\n";
  const auto report = import_text(many, path);
  REQUIRE(report);
  CHECK(!report->imported);
  CHECK(report->problem_count > 100);
  CHECK(report->problems.size() <= ImportOptions{}.max_problems);
  // One unknown date is a fact of life.
  const auto one = import_text("氏名,生年月日\n見本太郎,不明\n見本花子,1985-01-02\n", path);
  REQUIRE(one);
  CHECK(one->imported);
  CHECK(one->problem_count == 1);
  CHECK(one->unmatchable == 1);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path)) files += entry.is_regular_file();
  CHECK(files == 1);
}

TEST_CASE("rows with one 宛名番号 are one resident") {
  const auto index = index_of(
      "宛名番号,氏名,生年月日\n19,見本花子,1985-01-02\n19,架空花子,1985-01-02\n27,見本太郎,1985-01-02\n");
  CHECK(index->residents() == 2);
  CHECK(found(*index, Attribute::name, u"架空花子") == 1);
}

TEST_CASE("nothing of a resident stands in the index file") {
  const Folder folder;
  REQUIRE(import_text(small, folder.path / "index")->imported);
  const Bytes file = contents(folder.path / "index");
  const std::string_view text = as_text(file);
  for (const std::string_view clear : {"見本", "614106526000", "太郎", "1985"}) {
    CHECK(text.find(clear) == text.npos);
    CHECK(text.find(utf8_to_cp932(clear)) == text.npos);
  }
}

TEST_CASE("a changed, cut or extended index is refused, and so is another key") {
  const Folder folder;
  REQUIRE(import_text(small, folder.path / "index")->imported);
  const Bytes file = contents(folder.path / "index");
  REQUIRE(RegisterIndex::from_bytes(file, test_key()));
  CHECK(RegisterIndex::from_bytes(file, test_key(8)).error().code == ErrorCode::corrupt);
  for (std::size_t i = 0; i < file.size(); ++i) {
    Bytes changed = file;
    changed[i] ^= 0x10;
    CHECK(!RegisterIndex::from_bytes(changed, test_key()));
  }
  for (std::size_t size = 0; size < file.size(); size += 7)
    CHECK(RegisterIndex::from_bytes(ByteView(file).first(size), test_key()).error().code ==
          ErrorCode::corrupt);
  Bytes longer = file;
  longer.push_back(0);
  CHECK(!RegisterIndex::from_bytes(longer, test_key()));
  Bytes other = file;
  other[7] = '2';
  CHECK(RegisterIndex::from_bytes(other, test_key()).error().code == ErrorCode::unsupported);
  CHECK(RegisterIndex::load(folder.path / "none", test_key()).error().code == ErrorCode::not_found);
}

TEST_CASE("a key file is 32 bytes or 64 hex digits") {
  const Folder folder;
  const auto write = [&](std::string_view text) {
    std::ofstream(folder.path / "key", std::ios::binary) << text;
    return read_index_key(folder.path / "key");
  };
  const std::string raw(32, 'k');
  const auto a = write(raw);
  const auto b = write(to_hex(as_bytes(raw)) + "\n");
  REQUIRE(a);
  REQUIRE(b);
  CHECK(equal_constant_time(a->view(), b->view()));
  CHECK(write(raw + "x").error().code == ErrorCode::invalid_input);
  CHECK(write("").error().code == ErrorCode::invalid_input);
  CHECK(write(std::string(64, 'g')).error().code == ErrorCode::invalid_input);
  CHECK(write(std::string(5000, 'a')).error().code == ErrorCode::invalid_input);
  CHECK(read_index_key(folder.path / "none").error().code == ErrorCode::not_found);
}

TEST_CASE("the synthetic register is the same for the same seed, and valid") {
  const SyntheticOptions options{.seed = 5, .count = 500};
  CHECK(synthetic(options) == synthetic(options));
  CHECK(synthetic(options) != synthetic({.seed = 6, .count = 500}));
  CHECK(is_town_code(synthetic_town_code()));
  CHECK(synthetic_town_code().starts_with("99"));
  std::set<std::string> numbers;
  std::uint32_t count = 0;
  synthesize(5, 5000, [&](const SyntheticResident& r) {
    ++count;
    CHECK(is_individual_number(r.individual_number));
    CHECK(is_resident_record_code(r.record_code));
    CHECK(is_ledger_number(r.ledger_number));
    CHECK(is_ledger_number(r.household_number));
    CHECK(r.birth <= r.resident_since);
    numbers.insert({r.individual_number, r.record_code, r.ledger_number});
    return true;
  });
  CHECK(count == 5000);
  CHECK(numbers.size() == 15000);
}

}  // namespace
}  // namespace sekisho::inspect
