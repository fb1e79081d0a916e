#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "access_testing.h"
#include "formats_testing.h"

namespace sekisho::formats {
namespace {

using test::JetFile;
using test::walked;
using Row = std::vector<std::string>;

std::string people() {
  JetFile file;
  file.table("people", {{"id", 4}, {"name", 10}, {"memo", 12}},
             {{u"1", u"見本太郎", u"長いメモ"}, {u"2", u"", u""}, {u"-3", u"花子", u"x"}});
  return file.file();
}

TEST_CASE("rows of the tables, with the columns' names before them") {
  const auto seen = walked(people(), "a.mdb");
  CHECK(seen.rows ==
        std::vector<Row>{
            {"id", "name", "memo"}, {"1", "見本太郎", "長いメモ"}, {"2", "", ""}, {"-3", "花子", "x"}});
  CHECK(seen.parts == Row{"a.mdb", "a.mdb/people"});
  CHECK(seen.notes.empty());
}

TEST_CASE(
    "modules, macros, linked tables and embedded objects are named; tables of the system are not read") {
  JetFile file;
  file.table("MSysStuff", {{"id", 4}}, {{u"1"}});
  file.table("a", {{"o", 11}}, {{u"object"}, {u"object"}});
  file.object("Module1", -32761, 99);
  file.object("AutoExec", -32766, 99);
  file.object("elsewhere", 6, 99);
  const auto seen = walked(file.file(), "a.mdb");
  CHECK(seen.parts == Row{"a.mdb", "a.mdb/a"});
  CHECK(seen.notes == Row{"vba", "vba", "external_link", "unsupported"});
  CHECK(seen.details == Row{"モジュール", "マクロ", "リンクテーブル", "a.o"});
}

TEST_CASE("what is no sound file is not clean") {
  const std::string whole = people();
  CHECK_FALSE(walked(whole.substr(0, 4096), "a.mdb").notes.empty());
  CHECK_FALSE(walked(whole.substr(0, 3 * 4096), "a.mdb").notes.empty());
  CHECK_FALSE(walked(whole.substr(0, 30), "a.mdb").notes.empty());
  // The page of the table's rows belongs to nobody now.
  std::string changed = whole;
  std::fill(changed.begin() + 4 * 4096, changed.begin() + 5 * 4096, '\0');
  CHECK(walked(changed, "a.mdb").noted("broken"));
  WalkOptions small;
  small.limits.held = 4096;
  CHECK(walked(whole, "a.mdb", small).noted("too_large"));
}

TEST_CASE("it is read where no file can be opened") {
  const std::string file = people();
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_NOFILE, &none);
    const auto seen = walked(file, "a.mdb");
    ::_exit(seen.rows.size() == 4 && seen.rows[1][1] == "見本太郎" ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
}

}  // namespace
}  // namespace sekisho::formats
