// How a reader of one format is plugged in. A reader is a pair of functions, listed in readers.cpp; it keeps
// no state between files, takes nothing for granted, and holds a bounded amount of memory.
#pragma once

#include <span>

#include "formats/walk.h"

namespace sekisho::formats {

// The way to the sink, with the limits of the whole walk. A reader holds it for the call only.
class Walk {
 public:
  virtual ~Walk() = default;
  virtual Sink& sink() = 0;
  void unseen(NoteCode code, std::string detail = {}) { sink().note({code, std::move(detail)}); }
  void hostile(NoteCode code, std::string detail = {}) { sink().note({code, std::move(detail)}); }

  // Something that stands inside the file at hand: begins a part, finds out what it is, reads it, ends the
  // part. Counts depth, members and unpacked bytes; where a limit is met it says so to the sink. False: stop
  // reading the file at hand. An error of `content` of kind corrupt or io becomes the note `broken`.
  virtual bool member(PartKind kind, std::string_view name, ByteSource& content) = 0;
  virtual bool member(PartKind kind, std::string_view name, RandomSource& content) = 0;
  // Counts bytes that a reader unpacks by itself (the XML of a sheet). False: stop; it is noted already.
  virtual bool unpacked(std::uint64_t bytes) = 0;
  virtual bool stopped() const = 0;  // ask in long loops
  virtual const std::vector<std::string>& passwords() const = 0;
  virtual const Limits& limits() const = 0;
  virtual std::string_view name() const = 0;  // of the file at hand
};

struct Head {
  ByteView bytes;  // the first 36 KiB, or all
  std::uint64_t size = 0;
  std::string_view name;
};

struct Reader {
  std::string_view format;  // "zip", for messages
  // Of a member that comes as a stream, `content` is at first its head alone; a reader that then says yes is
  // asked again with all of it.
  bool (*recognises)(const Head& head, RandomSource& content);
  void (*read)(RandomSource& content, Walk& walk);
};

// In the order in which they are asked. Text is what remains, when it is text.
std::span<const Reader> readers();

}  // namespace sekisho::formats
