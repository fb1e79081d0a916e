#include "vba.h"

#include <algorithm>

#include "base/encoding.h"
#include "byte_cursor.h"
#include "legacy_text.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_stream = std::size_t{16} << 20;
constexpr std::size_t most_source = std::size_t{8} << 20;
constexpr std::size_t most_modules = 5000;
constexpr std::size_t most_sources = std::size_t{32} << 20;  // of all modules together

auto corrupt(std::string_view what) {
  return fail(ErrorCode::corrupt, "マクロが壊れています。作り直してください。", "VBA: " + std::string(what));
}

struct Module {
  std::string name;    // as people see it
  std::string stream;  // its stream's name
  std::uint32_t offset = 0;
};

struct Project {
  unsigned code_page = 1252;
  std::vector<Module> modules;
};

Result<Bytes> whole(const CompoundFile& file, std::uint32_t node) {
  if (file.nodes()[node].size > most_stream)
    return fail(ErrorCode::too_large, "マクロが大きすぎます。", "VBA: a stream is too large");
  SEKISHO_TRY(const auto stream, file.stream(node));
  Bytes bytes(stream->size());
  SEKISHO_TRY(const std::size_t got, stream->read_at(0, bytes));
  if (got < bytes.size()) return corrupt("a stream is cut off");
  return bytes;
}

// The records of the dir stream (MS-OVBA 2.3.4.2): id, size, data. Two of them have a size of another
// meaning.
Project read_dir(ByteView dir) {
  Project project;
  Module module;
  bool in_module = false;
  Cursor at(dir);
  while (at.left() >= 6 && project.modules.size() < most_modules) {
    const std::uint16_t id = at.u16();
    const std::uint32_t size = at.u32();
    const ByteView data = at.take(id == 0x0009 ? size + 2 : size);
    switch (id) {
      case 0x0003:
        project.code_page = little<std::uint16_t>(data);
        break;
      case 0x0019:
        if (in_module) project.modules.push_back(module);
        module = {};
        in_module = true;
        append_code_page(data, project.code_page, module.name);
        module.stream = module.name;
        break;
      case 0x0047:
        module.name = utf16_text(data);
        break;
      case 0x001A:
        module.stream.clear();
        append_code_page(data, project.code_page, module.stream);
        break;
      case 0x0032:
        module.stream = utf16_text(data);
        break;
      case 0x0031:
        module.offset = little<std::uint32_t>(data);
        break;
      default:
        break;
    }
  }
  if (in_module) project.modules.push_back(module);
  return project;
}

// Whether there is compiled code for lines that the source text does not have: the number of lines stands
// behind the mark CAFE of the performance cache.
bool compiled_lines(ByteView cache) {
  for (std::size_t i = 0; i + 6 <= cache.size(); ++i)
    if (cache[i] == 0xFE && cache[i + 1] == 0xCA && little<std::uint16_t>(cache, i + 4) > 0 &&
        little<std::uint16_t>(cache, i + 2) == 1)
      return true;
  return false;
}

bool has_code(std::string_view source) {
  while (!source.empty()) {
    const std::size_t end = std::min(source.find_first_of("\r\n"), source.size());
    const std::string_view line = source.substr(0, end);
    if (line.find_first_not_of(" \t") != std::string_view::npos && !line.starts_with("Attribute "))
      return true;
    source.remove_prefix(std::min(end + 1, source.size()));
  }
  return false;
}

void read_module(const CompoundFile& file, std::uint32_t node, const Module& module, unsigned code_page,
                 Walk& walk, VbaSigns& signs, std::size_t& left) {
  const auto bytes = whole(file, node);
  const auto source = !bytes ? Result<Bytes>(pass_on(bytes.error()))
                      : module.offset >= bytes->size()
                          ? Result<Bytes>(corrupt("no source text"))
                          : decompress_vba(part_of(*bytes, module.offset), std::min(left, most_source));
  walk.sink().begin(PartKind::macro, module.name);
  if (!source) {
    walk.unseen(source.error().code == ErrorCode::too_large ? NoteCode::too_large : NoteCode::unsupported,
                "ソースを読めない VBA");
  } else if (walk.unpacked(source->size())) {
    left -= source->size();
    std::string text;
    // Some writers name no code page.
    if (code_page == 0) code_page = to_utf8(*source, Encoding::cp932) ? 932 : 1252;
    if (!append_code_page(*source, code_page, text))
      walk.unseen(NoteCode::encoding, "コードページ " + std::to_string(code_page));
    signs.look(text);
    if (!has_code(text) && compiled_lines(part_of(*bytes, 0, module.offset)))
      walk.unseen(NoteCode::unsupported, "ソースのない、コンパイル済みだけの VBA");
    walk.sink().text(text);
  }
  walk.sink().end();
}

}  // namespace

Result<Bytes> decompress_vba(ByteView container, std::size_t most) {
  if (container.empty() || container[0] != 1) return corrupt("no compressed container");
  Bytes out;
  std::size_t at = 1;
  while (at + 2 <= container.size()) {
    const auto header = little<std::uint16_t>(container, at);
    const std::size_t size = (header & 0x0FFFu) + 3u;
    if (((header >> 12) & 7) != 3) {
      if (out.empty()) return corrupt("chunk");
      break;  // what follows the last chunk is no chunk
    }
    const ByteView chunk = part_of(container, at + 2, size - 2);
    at += size;
    const std::size_t begin = out.size();
    if (begin + 4096 > most)
      return fail(ErrorCode::too_large, "マクロが大きすぎます。", "VBA: more source text than is read");
    if ((header & 0x8000) == 0) {
      out.insert(out.end(), chunk.begin(), chunk.end());
      continue;
    }
    for (std::size_t i = 0; i < chunk.size();) {
      const std::uint8_t flags = chunk[i++];
      for (unsigned bit = 0; bit < 8 && i < chunk.size(); ++bit) {
        if (((flags >> bit) & 1) == 0) {
          out.push_back(chunk[i++]);
          continue;
        }
        if (i + 2 > chunk.size()) return corrupt("token");
        const auto token = little<std::uint16_t>(chunk, i);
        i += 2;
        // As many bits for the distance as the decompressed part of the chunk needs, at least 4.
        const std::size_t done = out.size() - begin;
        unsigned bits = 4;
        while ((std::size_t{1} << bits) < done) ++bits;
        const std::size_t length = (token & (0xFFFFu >> bits)) + 3u;
        const std::size_t distance = (token >> (16 - bits)) + 1u;
        if (distance > done || done + length > 4096) return corrupt("copy");
        for (std::size_t n = 0; n < length; ++n) out.push_back(out[out.size() - distance]);
      }
    }
    if (out.size() - begin > 4096) return corrupt("chunk of more than 4096 bytes");
  }
  return out;
}

void read_vba(const CompoundFile& file, std::uint32_t storage, Walk& walk) {
  const auto stop = [&](const Error& error) {
    walk.hostile(NoteCode::vba);
    walk.unseen(error.code == ErrorCode::too_large ? NoteCode::too_large : NoteCode::unsupported,
                "読めない VBA プロジェクト");
  };
  const auto dir = file.find(storage, "dir");
  if (!dir) return stop(corrupt("no dir").error());
  const auto packed = whole(file, *dir);
  if (!packed) return stop(packed.error());
  const auto unpacked = decompress_vba(*packed, most_source);
  if (!unpacked) return stop(unpacked.error());
  const Project project = read_dir(*unpacked);

  VbaSigns signs;
  std::size_t left = most_sources;
  std::vector<bool> read(file.nodes().size());
  read[*dir] = true;
  for (const Module& module : project.modules) {
    if (walk.stopped()) return;
    const auto node = file.find(storage, module.stream);
    if (!node || file.nodes()[*node].storage) {
      walk.unseen(NoteCode::unsupported, "実体のない VBA モジュール");
      continue;
    }
    if (read[*node]) continue;  // two names for one stream
    read[*node] = true;
    read_module(file, *node, module, project.code_page, walk, signs, left);
  }
  // Streams that the list leaves out may hold compiled code all the same.
  for (const std::uint32_t child : file.nodes()[storage].children) {
    const CfbNode& node = file.nodes()[child];
    if (read[child] || node.storage || node.size == 0 || node.name == "_VBA_PROJECT" ||
        node.name.starts_with("__SRP_"))
      continue;
    walk.unseen(NoteCode::unsupported, "プロジェクトの目次にない VBA");
    break;
  }
  walk.hostile(NoteCode::vba, signs.detail());
}

}  // namespace sekisho::formats
