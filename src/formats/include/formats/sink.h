// Receives what is in a file, part by part. Not thread-safe; calls come in order from one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/bytes.h"
#include "base/random_source.h"

#include "formats/notes.h"

namespace sekisho::formats {

enum class PartKind { file, member, sheet, page, slide, message, attachment, table, properties, macro };

class Sink {
 public:
  virtual ~Sink() = default;
  // Parts nest; every begin has its end. The name is UTF-8, as it stands in the file (a member's path, a
  // sheet's name, a page's number); it may be empty.
  virtual void begin(PartKind kind, std::string_view name) = 0;
  virtual void end() = 0;
  // The content of the part that began last, in one of three ways. False: nothing more is wanted; return
  // soon. Text in an encoding that is still to be found, whole or CSV, JSON, XML …; in order, cut anywhere.
  virtual bool bytes(ByteView piece) = 0;
  // Decoded running text; in order, cut between characters. '\n' ends a paragraph: values in one paragraph
  // belong together. Malformed UTF-8 is replaced by the sink.
  virtual bool text(std::string_view utf8) = 0;
  // A row of a table, cells in their order (empty ones as ""), as a person would see them; `number` as the
  // program shows it, from 1.
  virtual bool row(std::uint64_t number, std::span<const std::string_view> cells) = 0;
  // The file that the part is, as it lies, before a reader looks into it; not of texts that come as a stream,
  // whose bytes() are all there is.
  virtual void content(RandomSource&) {}
  virtual void note(const Note& note) = 0;
};

}  // namespace sekisho::formats
