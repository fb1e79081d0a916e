// Binary workbooks: the first byte says which part the rest stands for.
#include "office_parts.h"

namespace {

using namespace sekisho;
using namespace sekisho::formats;

const std::string excel = "application/vnd.ms-excel.";
const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string named(std::string_view name) {
  std::string out;
  fuzz::append(out, name.size(), 4);
  for (const char c : name) fuzz::append(out, static_cast<std::uint8_t>(c), 2);
  return out;
}

std::string record(unsigned id, const std::string& body) {
  std::string out;
  if (id < 128)
    fuzz::append(out, id, 1);
  else
    fuzz::append(out, (id & 0x7F) | 0x80 | id >> 7 << 8, 2);
  fuzz::append(out, body.size(), 1);
  return out + body;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(as_text(ByteView(data + 1, size - 1)));
  std::string types = "<Types>";
  for (const auto& [name, type] :
       {std::pair{"w", "sheet.binary.macroEnabled.main"}, std::pair{"s", "worksheet"},
        std::pair{"t", "sharedStrings"}, std::pair{"y", "styles"}, std::pair{"e", "externalLink"}})
    types += std::string("<Override PartName='/") + name + ".bin' ContentType='" + excel + type + "'/>";
  std::string relations = "<R>";
  for (const auto& [type, target] :
       {std::pair{"worksheet", "s.bin"}, std::pair{"sharedStrings", "t.bin"}, std::pair{"styles", "y.bin"}})
    relations += std::string("<Relationship Id='") + type + "' Type='" + relation + type + "' Target='" +
                 target + "'/>";
  std::vector<std::pair<std::string, std::string>> parts = {
      {"w.bin", record(156, std::string(8, '\0') + named("worksheet") + named("a"))},
      {"s.bin", record(0, std::string(4, '\0'))},
      {"t.bin", record(19, std::string(1, '\0') + named("a"))},
      {"y.bin", ""},
      {"e.bin", ""}};
  parts[data[0] % parts.size()].second = bytes;
  parts.push_back({"[Content_Types].xml", types + "</Types>"});
  parts.push_back(
      {"_rels/.rels", "<R><Relationship Id='a' Type='" + relation + "officeDocument' Target='w.bin'/></R>"});
  parts.push_back({"_rels/w.bin.rels", relations + "</R>"});
  fuzz::walk_it(fuzz::stored_zip(parts), "a.xlsb");
  return 0;
}
