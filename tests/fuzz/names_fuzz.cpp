// Names and first bytes: whatever they are, each note is told once at most.
#include <set>

#include "file_name.h"
#include "member_name.h"
#include "walk_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sekisho;
  using namespace sekisho::formats;
  struct Once final : fuzz::Counting {
    std::set<NoteCode> codes;
    void note(const Note& note) override { fuzz::demand(codes.insert(note.code).second); }
  };
  const std::string_view text = as_text(ByteView(data, size));
  const std::size_t split = std::min(text.find('|'), text.size());
  const std::string name = member_name(as_bytes(text.substr(0, split)));
  const ByteView content = as_bytes(text.substr(split));
  Once sink;
  notice_name({content, content.size(), name}, sink);
  return 0;
}
