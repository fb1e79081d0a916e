// An office package: a zip whose entries have content types and relations (ECMA-376 part 2, Open Packaging
// Conventions). Keeps account of what was looked at, so that nothing is left out by mistake. Not thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reader.h"
#include "xml.h"
#include "zip.h"

namespace sekisho::formats {

struct Relation {
  std::string id;
  std::string type;    // the last word of its name, "worksheet"
  std::string target;  // an entry's name, or as it stands where it is external
  bool external = false;
};

class Package {
 public:
  Package(RandomSource& file, const ZipFile& zip, Walk& walk) : walk(walk), file_(file), zip_(zip) {}

  Walk& walk;

  // Reads the content types. False: it is no such package.
  bool read_types();
  std::string_view type(const ZipEntry& entry) const;  // in lower case; empty: none

  const std::vector<ZipEntry>& entries() const { return zip_.entries(); }
  const ZipEntry* find(std::string_view name) const;    // without regard to ASCII case
  std::vector<Relation> relations(const ZipEntry* of);  // null: of the package

  // Gives the XML of an entry to `read`, which returns false when the sink wants no more; notes what goes
  // wrong. False: it could not be read to its end.
  bool xml(const ZipEntry& entry, const std::function<bool(XmlReader&)>& read);
  // The content as a stream that counts what is unpacked; null: noted.
  std::unique_ptr<ByteSource> stream(const ZipEntry& entry);
  // What went wrong with a stream's reading.
  void trouble(const ZipEntry& entry, const Error& error);
  // A part for whoever knows its format.
  bool member(const ZipEntry& entry, PartKind kind, std::string_view name);
  // What the zip holds beside its entries.
  void beside();

  void seen(const ZipEntry& entry) { seen_[index(entry)] = true; }
  bool is_seen(const ZipEntry& entry) const { return seen_[index(entry)]; }
  void start_account();

 private:
  std::size_t index(const ZipEntry& entry) const {
    return static_cast<std::size_t>(&entry - zip_.entries().data());
  }
  void xml_trouble(const ZipEntry& entry, const XmlReader& reader);

  RandomSource& file_;
  const ZipFile& zip_;
  std::unordered_map<std::string, std::string> by_name_;
  std::unordered_map<std::string, std::string> by_ending_;
  std::unordered_map<std::string, std::size_t> places_;  // by names in lower case
  std::vector<bool> seen_;
};

// A stream whose bytes count as unpacked. Fails with unavailable where the walk is to stop.
class Counted final : public ByteSource {
 public:
  Counted(std::unique_ptr<ByteSource> of, Walk& walk) : of_(std::move(of)), walk_(walk) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override;
  std::optional<std::uint64_t> size() const override { return of_->size(); }

 private:
  std::unique_ptr<ByteSource> of_;
  Walk& walk_;
};

// Where relations within the package lead, by their ids.
std::unordered_map<std::string_view, std::string_view> targets_of(const std::vector<Relation>& relations);
std::string lower_ascii(std::string_view text);
// The name of an entry that `target` means in a part named `base` ("xl/workbook.xml"); without a leading '/'.
std::string resolved_target(std::string_view base, std::string_view target);

}  // namespace sekisho::formats
