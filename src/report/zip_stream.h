// A zip archive that is written as it grows: entries of unknown length, deflated, straight into a Sink.
#pragma once

#include <archive.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "report/table.h"

namespace sekisho::report {

class ZipStream {
 public:
  explicit ZipStream(Sink sink);
  ZipStream(const ZipStream&) = delete;
  ZipStream& operator=(const ZipStream&) = delete;
  ~ZipStream();

  Result<void> open(const std::string& name);  // ends the entry before
  Result<void> write(std::string_view text);
  Result<void> close();

 private:
  static la_ssize_t put(archive*, void* self, const void* bytes, std::size_t count);
  std::unexpected<Error> failed();

  Sink sink_;
  std::optional<Error> error_;  // the sink's
  archive* archive_;
};

}  // namespace sekisho::report
