// The lists of contractors, engagements and workers as xlsx or CSV: what the viewer may see, a piece at a
// time, in memory that does not grow with the list. Who exported what stands in the ledger. Thread-safe; one
// Export is for one thread at a time.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "app/api_imports.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "report/table.h"

namespace sekisho::app {

class Export {
 public:
  virtual ~Export() = default;
  // Fills `out`; fewer bytes only at the end.
  virtual Result<std::size_t> read(std::span<std::uint8_t> out) = 0;
};

struct ExportOpened {
  Answer answer;                    // passed, or the gate's verdict
  std::unique_ptr<Export> content;  // where it passed
  std::string file_name;
};

class Exports {
 public:
  explicit Exports(Parts parts) : parts_(std::move(parts)) {}
  Result<ExportOpened> open(const Viewer& viewer, const std::string& key, api::RecordKind kind,
                            report::Format format);
  // The header alone, with a row that shows how to fill it in: to be filled in and imported.
  static Result<Bytes> form(api::RecordKind kind, report::Format format);

 private:
  Parts parts_;
};

}  // namespace sekisho::app
