// Shared by the tests of this folder: makes compound files, so that each entry and its bytes are known.
#pragma once

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace sekisho::formats::test {

inline void put(Bytes& out, std::uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}
inline void put(Bytes& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }
inline std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

// Streams by their paths ("Macros/VBA/dir"; a control character is written as it is); storages come by
// themselves.
class CompoundFileMaker {
 public:
  explicit CompoundFileMaker(std::size_t sector = 512) : sector_(sector) {}  // or 4096
  void add(std::string_view path, std::string_view content) { entry(path, true).content = content; }
  void clsid(std::string_view path, std::string_view id) {
    (path.empty() ? entries_[0] : entry(path, false)).id = id;
  }

  std::string make() const {
    constexpr std::uint32_t none = 0xFFFFFFFF, last = 0xFFFFFFFE;
    Bytes sectors;                   // behind the header
    std::vector<std::uint32_t> fat;  // of them
    Bytes mini;
    std::vector<std::uint32_t> mini_fat;
    const auto chain = [](std::vector<std::uint32_t>& table, std::size_t count) {
      const auto begin = static_cast<std::uint32_t>(table.size());
      for (std::size_t i = 0; i < count; ++i)
        table.push_back(i + 1 == count ? last : begin + static_cast<std::uint32_t>(i) + 1);
      return count == 0 ? last : begin;
    };
    const auto store = [&](Bytes bytes) {
      bytes.resize((bytes.size() + sector_ - 1) / sector_ * sector_);
      const auto begin = chain(fat, bytes.size() / sector_);
      sectors.insert(sectors.end(), bytes.begin(), bytes.end());
      return begin;
    };
    std::vector<std::uint32_t> starts(entries_.size(), last);
    for (std::size_t i = 1; i < entries_.size(); ++i) {
      const Entry& e = entries_[i];
      if (!e.stream || e.content.empty()) continue;
      Bytes bytes(e.content.begin(), e.content.end());
      if (bytes.size() >= 4096) {
        starts[i] = store(std::move(bytes));
        continue;
      }
      bytes.resize((bytes.size() + 63) / 64 * 64);
      starts[i] = chain(mini_fat, bytes.size() / 64);
      mini.insert(mini.end(), bytes.begin(), bytes.end());
    }
    starts[0] = mini.empty() ? last : store(mini);
    Bytes mini_table;
    for (const auto entry : mini_fat) put(mini_table, entry, 4);
    while (mini_table.size() % sector_ != 0) put(mini_table, none, 4);
    const std::size_t mini_tables = mini_table.size() / sector_;
    const std::uint32_t mini_start = mini_table.empty() ? last : store(mini_table);
    Bytes directory;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Entry& e = entries_[i];
      Bytes one;
      put(one, wide(e.name));
      one.resize(64);
      put(one, (e.name.size() + 1) * 2, 2);
      put(one, 0x100u | (i == 0 ? 5 : e.stream ? 2 : 1), 2);
      put(one, none, 4);
      put(one, sibling(i), 4);
      put(one, first_child(i), 4);
      put(one, e.id);
      one.resize(116);
      put(one, starts[i], 4);
      put(one, i == 0 ? mini.size() : e.content.size(), 8);
      directory.insert(directory.end(), one.begin(), one.end());
    }
    const auto directory_start = store(directory);
    const std::size_t tables =
        (fat.size() + sector_ / 4 - 2) / (sector_ / 4 - 1);  // they hold themselves, too
    const auto fat_start = static_cast<std::uint32_t>(fat.size());
    for (std::size_t i = 0; i < tables; ++i) fat.push_back(0xFFFFFFFD);
    for (const auto entry : fat) put(sectors, entry, 4);
    while (sectors.size() % sector_ != 0) put(sectors, none, 4);

    Bytes head{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    head.resize(24);
    put(head, 0x3E, 2);
    put(head, 0xFFFE0000u | (sector_ == 512 ? 3 : 4), 4);
    put(head, sector_ == 512 ? 9 : 12, 2);
    put(head, 6, 2);
    head.resize(44);
    put(head, tables, 4);
    put(head, directory_start, 4);
    put(head, std::uint64_t{4096} << 32, 8);
    put(head, mini_start, 4);
    put(head, mini_tables, 4);
    put(head, last, 8);
    for (std::uint32_t i = 0; i < 109; ++i) put(head, i < tables ? fat_start + i : none, 4);
    head.resize(sector_);
    return std::string(head.begin(), head.end()) + std::string(sectors.begin(), sectors.end());
  }

 private:
  struct Entry {
    std::string name;
    std::size_t parent = 0;
    bool stream = false;
    std::string content;
    std::string id;
  };

  Entry& entry(std::string_view path, bool stream) {
    std::size_t parent = 0;
    for (;;) {
      const auto slash = path.find('/');
      const std::string_view name = path.substr(0, slash);
      std::size_t at = 1;
      while (at < entries_.size() && !(entries_[at].parent == parent && entries_[at].name == name)) ++at;
      if (at == entries_.size()) entries_.push_back({std::string(name), parent, false, {}, {}});
      if (slash == std::string_view::npos) {
        entries_[at].stream = stream;
        return entries_[at];
      }
      parent = at;
      path.remove_prefix(slash + 1);
    }
  }
  std::uint32_t first_child(std::size_t of) const { return next(of, 0); }
  std::uint32_t sibling(std::size_t of) const { return of == 0 ? 0xFFFFFFFF : next(entries_[of].parent, of); }
  std::uint32_t next(std::size_t parent, std::size_t after) const {
    for (std::size_t i = after + 1; i < entries_.size(); ++i)
      if (entries_[i].parent == parent) return static_cast<std::uint32_t>(i);
    return 0xFFFFFFFF;
  }

  std::size_t sector_;
  std::vector<Entry> entries_{{"Root Entry", 0, false, {}, {}}};
};

}  // namespace sekisho::formats::test
