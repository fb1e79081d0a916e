// XML in pieces, by expat. No DTD (so no entities of the file's own), bounded depth and tokens; names without
// their prefix, since producers choose prefixes as they like.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::report {

class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  std::string_view get(std::string_view name) const;  // empty where absent

 private:
  const char** pairs_;
};

class XmlReader {
 public:
  class Handler {
   public:
    virtual ~Handler() = default;
    // An error ends the reading.
    virtual Result<void> start(std::string_view name, const Attributes& attributes) = 0;
    virtual Result<void> end(std::string_view name) = 0;
    virtual Result<void> text(std::string_view) { return {}; }
  };

  explicit XmlReader(Handler& handler);
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;
  ~XmlReader();

  // Errors: the handler's own, or corrupt. Final.
  Result<void> feed(ByteView piece);
  Result<void> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sekisho::report
