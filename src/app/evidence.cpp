// Evidence bundles: what the ledger says of one passage (or of everything), provable without this server.
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <memory>

#include "app/records.h"
#include "events.h"
#include "facts.h"
#include "handover_rows.h"
#include "inspection_report.h"
#include "ledger/bundle.h"
#include "ledger/merkle.h"
#include "passage_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using ledger::BundleWriter;

Result<void> write_bundle(store::Connection& c, const store::FieldCipher& cipher, const ledger::Verifier& key,
                          const std::vector<std::int64_t>& seqs, bool whole,
                          const std::filesystem::path& directory) {
  const auto head = store::read_head(c);
  const auto nodes = store::node_reader(c);
  SEKISHO_TRY(auto writer, BundleWriter::create(
                               directory, whole ? BundleWriter::Scope::whole : BundleWriter::Scope::partial,
                               key, head.checkpoint));
  const auto add = [&](const store::StoredEntry& entry) -> Result<void> {
    std::vector<Hash> path;
    if (!whole) {
      SEKISHO_TRY(path, ledger::inclusion_proof(*nodes, static_cast<std::uint64_t>(entry.seq),
                                                static_cast<std::uint64_t>(head.size)));
    }
    SEKISHO_CHECK(writer.add_entry(entry.leaf, path));
    // Masked values of people prove nothing about the passage, and not everybody who exports may see them.
    for (const auto& value : entry.disclosed)
      if (!is_samples("content.", value.field)) SEKISHO_CHECK(writer.add_disclosed(entry.seq, value));
    return {};
  };
  if (whole) {
    SEKISHO_CHECK(store::for_each_entry(c, cipher, 0, head.size, add));
  } else {
    for (const auto seq : seqs) SEKISHO_CHECK(store::for_each_entry(c, cipher, seq, seq + 1, add));
  }
  return writer.finish();
}

struct ArchiveFree {
  void operator()(archive* a) const { archive_write_free(a); }
};
struct EntryFree {
  void operator()(archive_entry* e) const { archive_entry_free(e); }
};

std::unexpected<Error> tar_failed(archive* a) {
  const char* text = archive_error_string(a);
  return fail(ErrorCode::io, "証拠の一式を書き出せませんでした。空き容量を確かめてください。",
              text == nullptr ? "tar failed" : text);
}

Result<void> add_file(archive* a, const std::filesystem::path& file, const std::string& name) {
  const std::unique_ptr<archive_entry, EntryFree> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(std::filesystem::file_size(file)));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  if (archive_write_header(a, entry.get()) != ARCHIVE_OK) return tar_failed(a);
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(ErrorCode::io, "証拠の一式を読めませんでした。", "cannot open " + name);
  std::array<char, 65536> buffer;
  ssize_t got = 0;
  bool written = true;
  while (written && (got = ::read(fd, buffer.data(), buffer.size())) > 0)
    written = archive_write_data(a, buffer.data(), static_cast<std::size_t>(got)) == got;
  ::close(fd);
  if (!written || got < 0) return tar_failed(a);
  return {};
}

}  // namespace

Result<Answer> Records::export_evidence(const Viewer& viewer, const std::string& key,
                                        const std::string& passage_id,
                                        const std::filesystem::path& directory) {
  auto answer = parts_.door.pass(
      {viewer, key, rules::Act::export_evidence, passage_id.empty() ? "ledger" : passage_id, ""},
      [&](store::Connection& c) -> Result<Prepared> {
        Prepared prepared;
        if (!passage_id.empty()) {
          SEKISHO_TRY(const auto passage, visible_passage(c, viewer, passage_id));
          prepared.facts = passage_facts(c, passage);
          prepared.section = passage.section;
        }
        prepared.act = [&](Passing& passing) -> Result<boost::json::value> {
          const std::string subject = passage_id.empty() ? "ledger" : passage_id;
          SEKISHO_TRY(const auto receipt, passing.append({"evidence.exported", subject, {}, {}}));
          return done(subject, receipt);
        };
        return prepared;
      });
  if (!answer || !answer->passed) return answer;
  const auto written = parts_.database.reading([&](store::Connection& c) -> Result<void> {
    std::vector<std::int64_t> seqs;
    if (!passage_id.empty())
      for (const auto& row :
           c.query("SELECT seq FROM ledger_entries WHERE subject = :p0 OR subject IN (SELECT id FROM "
                   "contents WHERE passage = :p1)"
                   " OR subject IN (SELECT id FROM custodies WHERE passage = :p2) ORDER BY seq",
                   {passage_id, passage_id, passage_id})
               .rows)
        seqs.push_back(store::from_value<std::int64_t>(row[0]));
    return write_bundle(c, parts_.database.cipher(), parts_.database.signer().verifier(), seqs,
                        passage_id.empty(), directory);
  });
  if (!written) return pass_on(written.error());
  return answer;
}

Result<void> write_tar(const std::filesystem::path& directory, const std::filesystem::path& tar) {
  const std::unique_ptr<archive, ArchiveFree> out(archive_write_new());
  archive_write_set_format_ustar(out.get());
  if (archive_write_open_filename(out.get(), tar.c_str()) != ARCHIVE_OK) return tar_failed(out.get());
  std::vector<std::filesystem::path> files;
  for (const auto& item : std::filesystem::recursive_directory_iterator(directory))
    if (item.is_regular_file()) files.push_back(item.path());
  std::ranges::sort(files);
  for (const auto& file : files)
    SEKISHO_CHECK(
        add_file(out.get(), file, "evidence/" + std::filesystem::relative(file, directory).string()));
  if (archive_write_close(out.get()) != ARCHIVE_OK) return tar_failed(out.get());
  return {};
}

}  // namespace sekisho::app
