// Check sheets (チェックシート) of each firm of an engagement: answered by the firm's manager (or taken over
// from paper by the section), confirmed line by line by the section, renewed each year; as a paper and a
// spreadsheet. Thread-safe. Errors: not_found for what this viewer may not see; invalid_input with the
// field's name; conflict where the sheet has moved on.
#pragma once

#include <string>

#include "app/api_sheets.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "base/bytes.h"

namespace sekisho::app {

struct SheetFilter {
  std::string engagement, state;  // state: of the newest sheet, or "none"; empty: all
  std::string after;
  std::int64_t limit = 100;
};
enum class SheetPaper { xlsx, pdf };
struct SheetFile {
  Bytes content;
  std::string name;
};

class Sheets {
 public:
  static constexpr std::size_t most_bytes = 4u << 20;  // of a filled-in form

  explicit Sheets(Parts parts) : parts_(std::move(parts)) {}

  // The town's own lines beside the ministry's: for sheets that are begun from now on.
  Result<Answer> change_lines(const Viewer& viewer, const std::string& key,
                              const api::SheetLinesInput& input);
  // The first round, or the next one: then with the answers of the last, to be looked through.
  Result<Answer> begin(const Viewer& viewer, const std::string& key, const std::string& engagement,
                       const api::SheetBeginInput& input);
  Result<Answer> save(const Viewer& viewer, const std::string& key, const std::string& sheet,
                      const api::SheetAnswersInput& input);
  Result<Answer> submit(const Viewer& viewer, const std::string& key, const std::string& sheet);
  Result<Answer> review(const Viewer& viewer, const std::string& key, const std::string& sheet,
                        const api::SheetReviewInput& input);
  Result<Answer> decide(const Viewer& viewer, const std::string& key, const std::string& sheet,
                        const api::SheetDecisionInput& input);

  api::SheetFormView form(const Viewer& viewer) const;
  Result<api::Page<api::SheetRow>> list(const Viewer& viewer, const SheetFilter& filter) const;
  // What the system itself saw is shown to the town alone.
  Result<api::SheetView> view(const Viewer& viewer, const std::string& sheet) const;

  Result<SheetFile> paper(const Viewer& viewer, const std::string& sheet, SheetPaper kind) const;
  // The empty form, to be handed over at contract time; with the names of contract and firm if they are
  // given.
  Result<SheetFile> blank(const Viewer& viewer, const std::string& engagement, const std::string& contractor,
                          SheetPaper kind) const;
  // What a filled-in form says, with every problem by its row. Errors: those of report::read_table.
  Result<api::SheetFileView> read_file(const Viewer& viewer, const std::string& sheet, ByteView file) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
