// Backups: a directory with a consistent copy of the database, the sealed objects, and a list of them with
// checksums. No key is ever in it: a lost backup is no leak, and what was erased stays erased (the object's
// shard is gone from the keys directory, so neither this copy nor any other opens it).
#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "app/datasets.h"
#include "app/keys.h"
#include "base/ids.h"
#include "base/json.h"
#include "commands.h"
#include "store/rows.h"
#include "town.h"

namespace sekisho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view backup_help =
    R"(Usage: sekisho backup --to DIRECTORY [--settings FILE] [--data DIR] [--keys DIR] [--json]

Copies a town's data into DIRECTORY, which must not exist, while the town is served. The copy holds no key: keep the
keys directory by itself, mirrored (never archived: what is deleted there must be deleted in every copy, because that is
what erases a resident's data from old backups).
Exit codes: 0 made; 1 failed; 2 wrong usage.
)";
constexpr std::string_view restore_help =
    R"(Usage: sekisho restore --from DIRECTORY [--settings FILE] [--data DIR] [--keys DIR] [--json]

Makes the data directory, which must be empty or not exist, from a backup, checks every file against the backup's list,
verifies the ledger with the town's keys, and compares the state with it. Objects that were erased after the backup was
made stay erased, because their key is gone; their holders end those custodies once more.
Exit codes: 0 restored and verified; 1 failed; 2 wrong usage.
)";

constexpr std::array kinds{settings_option,
                           data_option,
                           keys_option,
                           json_option,
                           help_option,
                           OptionKind{'T', "to", true, false},
                           OptionKind{'F', "from", true, false}};

struct Item {
  std::string path;
  std::int64_t size = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Item, (), (path, size, sha256))
struct Listing {
  std::string format;
  std::string town, made_at;
  std::int64_t entries = 0;
  std::vector<Item> files;
};
BOOST_DESCRIBE_STRUCT(Listing, (), (format, town, made_at, entries, files))
constexpr std::string_view format_name = "sekisho-backup/1";

std::unexpected<Error> io_failed(const fs::path& path) {
  return fail(ErrorCode::io,
              "ファイルを読み書きできません: " + path.string() + "。空き容量と権限を確かめてください。",
              "cannot read or write " + path.string());
}

// Copies, and hashes what was copied.
Result<Item> copy_file(const fs::path& from, const fs::path& to, const std::string& name) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out;
  if (!to.empty()) out.open(to, std::ios::binary | std::ios::trunc);
  if (!in || (!to.empty() && !out)) return io_failed(from);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr);
  std::vector<char> buffer(1 << 20);
  Item item{name, 0, ""};
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto got = in.gcount();
    if (got == 0) break;
    EVP_DigestUpdate(digest.get(), buffer.data(), static_cast<std::size_t>(got));
    if (!to.empty() && !out.write(buffer.data(), got)) return io_failed(to);
    item.size += got;
  }
  if (in.bad()) return io_failed(from);
  if (!to.empty()) {
    out.close();
    if (!out) return io_failed(to);
  }
  Hash hash;
  EVP_DigestFinal_ex(digest.get(), hash.data(), nullptr);
  item.sha256 = to_hex(hash);
  return item;
}

Result<Listing> make_backup(const Settings& settings, const fs::path& to) {
  const auto database = settings.data_dir / "sekisho.db";
  if (!fs::exists(database))
    return fail(ErrorCode::not_found, "データがありません: " + database.string(),
                "no database at " + database.string());
  if (fs::exists(to))
    return fail(ErrorCode::conflict, "書き出し先が、すでにあります: " + to.string(),
                to.string() + " exists already");
  fs::create_directories(to / "vault");
  fs::permissions(to, fs::perms::owner_all);
  Listing listing{std::string(format_name), "", format_instant(SystemClock().now()), 0, {}};
  std::vector<std::string> objects;
  std::vector<std::string> indexes;
  {
    store::Connection connection(database.string());
    connection.execute("VACUUM INTO :p0", {(to / "sekisho.db").string()});
  }
  {
    // what the copy refers to, not what the database refers to by now
    store::Connection copy((to / "sekisho.db").string());
    copy.execute("DELETE FROM sessions");        // a restored town signs nobody in by an old cookie
    copy.execute("DELETE FROM calendar_feeds");  // nor does an address that was given up since come to life
    copy.execute("VACUUM");
    if (const auto town = store::find<store::Town>(copy, "town")) listing.town = town->code;
    listing.entries = store::read_head(copy).size;
    for (const auto& content : store::select<store::Content>(copy, "key_state = 'held'"))
      objects.push_back(content.id);
    for (const auto& file : store::select<store::Attachment>(copy, "erased_at = ''"))
      objects.push_back(file.id);
    for (const auto& dataset : store::select<store::DatasetRecord>(copy, "state = 'held'"))
      indexes.push_back("datasets/" + app::index_name(dataset.id, dataset.sha256));
    copy.query("PRAGMA journal_mode = DELETE");  // one file
  }
  SEKISHO_TRY(auto item, copy_file(to / "sekisho.db", {}, "sekisho.db"));
  listing.files.push_back(std::move(item));
  for (const auto& id : objects) {
    const auto from = settings.data_dir / "vault" / id;
    if (!fs::exists(from)) continue;  // not finished, or erased since
    auto copied = copy_file(from, to / "vault" / id, "vault/" + id);
    if (!copied && fs::exists(from)) return pass_on(copied.error());
    if (copied) listing.files.push_back(*std::move(copied));
  }
  for (const auto& name : indexes) {
    const auto from = settings.data_dir / name;
    if (!fs::exists(from)) continue;  // of a dataset from before, whose index is still to be imported
    fs::create_directories(to / "datasets");
    auto copied = copy_file(from, to / name, name);
    if (!copied && fs::exists(from)) return pass_on(copied.error());
    if (copied) listing.files.push_back(*std::move(copied));
  }
  std::ofstream list(to / "backup.json");
  list << json::write(listing) << "\n";
  list.close();
  if (!list) return io_failed(to / "backup.json");
  return listing;
}

bool is_plain_name(const std::string& path) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
  };
  constexpr std::string_view ending = ".idx";
  if (path.starts_with("datasets/") && path.ends_with(ending) && path.size() > 9 + ending.size())
    return std::ranges::all_of(path.substr(9, path.size() - 9 - ending.size()), plain);
  return path == "sekisho.db" || path == "register.idx" ||
         (path.starts_with("vault/") && is_id(path.substr(6)));
}

Result<Listing> read_backup(const fs::path& from) {
  std::ifstream list(from / "backup.json");
  const std::string text{std::istreambuf_iterator<char>(list), {}};
  if (!list)
    return fail(ErrorCode::not_found,
                "バックアップではありません（backup.json がありません）: " + from.string(),
                "no backup.json in " + from.string());
  SEKISHO_TRY(auto listing, json::read<Listing>(text));
  if (listing.format != format_name)
    return fail(ErrorCode::unsupported, "この版では読めないバックアップです。",
                "backup format " + listing.format);
  for (const auto& item : listing.files)
    if (!is_plain_name(item.path))
      return fail(ErrorCode::corrupt, "バックアップの一覧に、あるはずのない名前があります。",
                  "unexpected name in backup.json");
  return listing;
}

Result<Listing> restore(const Settings& settings, const fs::path& from) {
  SEKISHO_TRY(auto listing, read_backup(from));
  if (fs::exists(settings.data_dir) && !fs::is_empty(settings.data_dir))
    return fail(ErrorCode::conflict, "データのフォルダーが空ではありません: " + settings.data_dir.string(),
                settings.data_dir.string() + " is not empty");
  SEKISHO_CHECK(app::load_keys(settings.keys_dir));
  fs::create_directories(settings.data_dir / "vault");
  fs::create_directories(settings.data_dir / "datasets");
  fs::permissions(settings.data_dir, fs::perms::owner_all);
  for (const auto& item : listing.files) {
    SEKISHO_TRY(const auto copied, copy_file(from / item.path, settings.data_dir / item.path, item.path));
    if (copied.sha256 != item.sha256 || copied.size != item.size)
      return fail(ErrorCode::corrupt, "バックアップのファイルが壊れています: " + item.path,
                  item.path + " differs from the backup's list");
  }
  // Opening verifies the ledger's head; tending finishes what the backup caught half done.
  const SystemClock clock;
  SEKISHO_TRY(const auto town, Town::open({settings, clock, [](const std::string&) {}, false, false}));
  town->handovers().tend();
  town->attachments().tend();
  const auto equal = town->database().reading(
      [&](store::Connection& c) { return store::rebuild_and_compare(c, town->database().cipher()); });
  if (!equal) return pass_on(equal.error());
  if (!equal->equal)
    return fail(ErrorCode::corrupt, "戻した内容が、台帳と一致しません。",
                "the restored state differs from its ledger");
  return listing;
}

int answer(std::string_view command, const Result<Listing>& done, bool json, std::string_view words) {
  if (!done) return report(command, done.error(), json, exit_no);
  std::int64_t bytes = 0;
  for (const auto& item : done->files) bytes += item.size;
  if (json) {
    fmt::print("{}\n", boost::json::serialize(boost::json::object{{"town", done->town},
                                                                  {"made_at", done->made_at},
                                                                  {"entries", done->entries},
                                                                  {"files", done->files.size()},
                                                                  {"bytes", bytes}}));
  } else {
    fmt::print("{}: {} files, {} bytes, {} ledger entries\n", words, done->files.size(), bytes,
               done->entries);
  }
  return 0;
}

}  // namespace

int run_backup(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("backup", options.error(), false, exit_usage);
  if (options->has('h')) {
    fmt::print("{}", backup_help);
    return 0;
  }
  const bool json = options->has('J');
  const auto to = options->value('T');
  const auto settings = settings_of(*options);
  if (!to || !settings) {
    if (!settings) return report("backup", settings.error(), json, exit_usage);
    fmt::print(stderr, "{}", backup_help);
    return exit_usage;
  }
  return answer("backup", make_backup(*settings, *to), json, "backed up");
}

int run_restore(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("restore", options.error(), false, exit_usage);
  if (options->has('h')) {
    fmt::print("{}", restore_help);
    return 0;
  }
  const bool json = options->has('J');
  const auto from = options->value('F');
  const auto settings = settings_of(*options);
  if (!from || !settings) {
    if (!settings) return report("restore", settings.error(), json, exit_usage);
    fmt::print(stderr, "{}", restore_help);
    return exit_usage;
  }
  return answer("restore", restore(*settings, *from), json, "restored");
}

}  // namespace sekisho::cli
