#include "antivirus/remark.h"

#include "formats/notes.h"

namespace sekisho::antivirus {
namespace {

inspect::Remark remark(formats::NoteCode code, std::string_view severity, std::string_view name,
                       std::string detail) {
  return {.code = std::string(formats::note_name(code)),
          .severity = std::string(severity),
          .path = std::string(name),
          .detail = std::move(detail),
          .ja = std::string(formats::note_ja(code)),
          .en = std::string(formats::note_en(code)),
          .count = 1};
}

}  // namespace

void add(const Result<Verdict>& verdict, std::string_view name, inspect::Report& report) {
  if (verdict && verdict->finding == Finding::nothing) return;
  if (verdict && verdict->finding == Finding::malware) {
    report.hostile.insert(report.hostile.begin(),
                          remark(formats::NoteCode::malware, "stop", name, verdict->name));
    ++report.hostile_count;
    return;
  }
  report.unseen.push_back(remark(formats::NoteCode::not_scanned, "unseen", name,
                                 verdict ? "clamd: " + verdict->name : std::string("clamd: unavailable")));
  ++report.unseen_count;
  report.complete = false;
  if (report.verdict == inspect::Verdict::clean) report.verdict = inspect::Verdict::unreadable;
}

}  // namespace sekisho::antivirus
