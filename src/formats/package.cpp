#include "package.h"

#include <algorithm>

#include "parts.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_relations = 100'000;
constexpr std::size_t longest_target = 8192;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '\\' ? '/' : text[i];
    }
  }
  return out;
}

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::unordered_map<std::string_view, std::string_view> targets_of(const std::vector<Relation>& relations) {
  std::unordered_map<std::string_view, std::string_view> out;
  for (const Relation& relation : relations)
    if (!relation.external) out.emplace(relation.id, relation.target);
  return out;
}

std::string resolved_target(std::string_view base, std::string_view target) {
  std::string path = percent_decoded(target.substr(0, target.find('#')));
  if (!path.starts_with('/')) {
    const auto slash = base.rfind('/');
    if (slash != base.npos) path = std::string(base.substr(0, slash + 1)) + path;
  }
  std::vector<std::string_view> steps;
  for (std::string_view rest = path; !rest.empty();) {
    const auto end = std::min(rest.find('/'), rest.size());
    const auto step = rest.substr(0, end);
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (!step.empty() && step != "." && step != "..") steps.push_back(step);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::string out;
  for (const auto step : steps) out.append(out.empty() ? "" : "/").append(step);
  return out;
}

Result<std::size_t> Counted::read(std::span<std::uint8_t> out) {
  SEKISHO_TRY(const std::size_t got, of_->read(out));
  if (got > 0 && !walk_.unpacked(got))
    return fail(ErrorCode::unavailable, "検査の限度に達しました。", "a limit of the walk was met");
  return got;
}

void Package::start_account() {
  seen_.assign(zip_.entries().size(), false);
  for (std::size_t i = 0; i < seen_.size(); ++i) places_.emplace(lower_ascii(zip_.entries()[i].name), i);
}

const ZipEntry* Package::find(std::string_view name) const {
  const auto found = places_.find(lower_ascii(name));
  return found != places_.end() ? &zip_.entries()[found->second] : nullptr;
}

bool Package::read_types() {
  start_account();
  const ZipEntry* entry = find("[Content_Types].xml");
  if (entry == nullptr) return false;
  xml(*entry, [&](XmlReader& reader) {
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::failed || token == XmlToken::finished) return true;
      if (token != XmlToken::start) continue;
      const bool part = reader.name() == xml_name("Override");
      if (!part && reader.name() != xml_name("Default")) continue;
      const auto key = reader.attribute(part ? xml_name("PartName") : xml_name("Extension"));
      const auto type = reader.attribute(xml_name("ContentType"));
      if (!key || !type || type->size() > 256 || by_name_.size() + by_ending_.size() > most_relations)
        continue;
      if (part)
        by_name_.emplace(lower_ascii(resolved_target({}, *key)), lower_ascii(*type));
      else
        by_ending_.emplace(lower_ascii(*key), lower_ascii(*type));
    }
  });
  return true;
}

std::string_view Package::type(const ZipEntry& entry) const {
  const std::string name = lower_ascii(entry.name);
  if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
  const auto dot = name.rfind('.');
  if (dot == name.npos) return {};
  const auto found = by_ending_.find(name.substr(dot + 1));
  return found != by_ending_.end() ? std::string_view(found->second) : std::string_view{};
}

std::vector<Relation> Package::relations(const ZipEntry* of) {
  const std::string base = of != nullptr ? of->name : std::string();
  const auto slash = base.rfind('/');
  const std::string folder = slash == base.npos ? "" : base.substr(0, slash + 1);
  const ZipEntry* entry =
      find(folder + "_rels/" + (slash == base.npos ? base : base.substr(slash + 1)) + ".rels");
  std::vector<Relation> out;
  if (entry == nullptr) return out;
  // Read again and noted where all relations are told, in package_rest.cpp.
  auto content = stream(*entry);
  if (!content) return out;
  XmlReader reader(*content);
  for (;;) {
    const XmlToken token = reader.next();
    if (token == XmlToken::failed || token == XmlToken::finished || out.size() >= most_relations) return out;
    if (token != XmlToken::start || reader.name() != xml_name("Relationship")) continue;
    Relation one;
    one.id = reader.attribute(xml_name("Id")).value_or("");
    const std::string_view type = reader.attribute(xml_name("Type")).value_or("");
    one.type = type.substr(std::min(type.size(), type.rfind('/') + 1));
    const std::string_view target =
        reader.attribute(xml_name("Target")).value_or("").substr(0, longest_target);
    one.external = lower_ascii(reader.attribute(xml_name("TargetMode")).value_or("")) == "external";
    one.target = one.external ? std::string(target) : resolved_target(base, target);
    out.push_back(std::move(one));
  }
}

std::unique_ptr<ByteSource> Package::stream(const ZipEntry& entry) {
  if (walk.stopped()) return nullptr;
  auto content = zip_.content(entry);
  if (!content) {
    trouble(entry, content.error());
    return nullptr;
  }
  return std::make_unique<Counted>(*std::move(content), walk);
}

void Package::trouble(const ZipEntry& entry, const Error& error) {
  if (walk.stopped()) return;
  if (entry.encrypted) return walk.unseen(NoteCode::encrypted);
  switch (error.code) {
    case ErrorCode::unsupported:
      return walk.unseen(NoteCode::unsupported, error.ja);
    case ErrorCode::too_large:
      return walk.unseen(NoteCode::too_large);
    default:
      return walk.unseen(NoteCode::broken);
  }
}

void Package::xml_trouble(const ZipEntry& entry, const XmlReader& reader) {
  switch (reader.trouble()) {
    case XmlTrouble::none:
      return;
    case XmlTrouble::source:
      return trouble(entry, reader.error());
    case XmlTrouble::too_deep:
      return walk.unseen(NoteCode::too_deep, "XML");
    case XmlTrouble::too_long:
      return walk.unseen(NoteCode::too_large, "XML のタグ");
    case XmlTrouble::encoding:
      return walk.unseen(NoteCode::encoding);
    case XmlTrouble::declares_type:
      return walk.unseen(NoteCode::broken, "DOCTYPE");
    case XmlTrouble::broken:
      return walk.unseen(NoteCode::broken, "XML");
  }
}

bool Package::xml(const ZipEntry& entry, const std::function<bool(XmlReader&)>& read) {
  seen(entry);
  const auto content = stream(entry);
  if (!content) return false;
  XmlReader reader(*content);
  if (!read(reader)) return false;
  // Whoever reads to less than the end has seen less than all.
  for (XmlToken token = reader.next(); token != XmlToken::finished; token = reader.next()) {
    if (token != XmlToken::failed) continue;
    xml_trouble(entry, reader);
    return false;
  }
  return true;
}

bool Package::member(const ZipEntry& entry, PartKind kind, std::string_view name) {
  seen(entry);
  auto content = zip_.content(entry);
  if (content) return walk.member(kind, name, **content);
  walk.sink().begin(kind, name);
  trouble(entry, content.error());
  walk.sink().end();
  return !walk.stopped();
}

void Package::beside() {
  if (!zip_.comments().empty()) {
    MemorySource comments(as_bytes(zip_.comments()));
    if (!walk.member(PartKind::properties, "zip comments", comments)) return;
  }
  for (const ZipRange& range : zip_.unowned())
    if (!hidden_part(walk, file_, range.begin, range.end)) return;
}

}  // namespace sekisho::formats
