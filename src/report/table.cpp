#include "report/table.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "report/csv.h"
#include "report/xlsx.h"
#include "report/xlsx_read.h"

namespace sekisho::report {
namespace {

using namespace std::string_view_literals;

std::unexpected<Error> not_written(const std::filesystem::path& path, int number) {
  if (number == EEXIST)
    return fail(ErrorCode::conflict, "「" + path.string() + "」は、すでにあります。別の名前にしてください。",
                path.string() + " exists");
  return fail(ErrorCode::io,
              "「" + path.string() + "」に書けませんでした。空き容量と権限を確かめてください。",
              path.string() + ": " + std::strerror(number));
}

class File {
 public:
  File(int fd, std::filesystem::path path) : fd_(fd), path_(std::move(path)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(fd_); }

  Result<void> write(ByteView bytes) {
    while (!bytes.empty()) {
      const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return not_written(path_, errno);
      bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
  }

 private:
  int fd_;
  std::filesystem::path path_;
};

}  // namespace

Sink into(Bytes& out) {
  return [&out](ByteView bytes) -> Result<void> {
    out.insert(out.end(), bytes.begin(), bytes.end());
    return {};
  };
}

Result<Sink> into_file(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return not_written(path, errno);
  return [file = std::make_shared<File>(fd, path)](ByteView bytes) { return file->write(bytes); };
}

std::string_view extension_of(Format format) { return format == Format::xlsx ? ".xlsx" : ".csv"; }

std::string_view media_type_of(Format format) {
  return format == Format::xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                : "text/csv; charset=utf-8";
}

std::unique_ptr<TableWriter> table_writer(Format format, Table table, Sink sink) {
  if (format == Format::xlsx) return std::make_unique<XlsxWriter>(std::move(table), std::move(sink));
  return std::make_unique<CsvWriter>(std::move(table), std::move(sink));
}

Result<std::unique_ptr<RowReader>> read_table(ByteView file) {
  const std::string_view text = as_text(file);
  if (text.starts_with("PK")) return read_xlsx(file);
  if (text.starts_with("\xD0\xCF\x11\xE0"sv))
    return fail(
        ErrorCode::unsupported,
        "以前の Excel の形式（.xls）か、パスワード付きの Excel ファイルです。Excel で開き、パスワードを外し、"
        "「Excel ブック (*.xlsx)」か「CSV」で保存し直してください。",
        "an OLE file: xls, or an encrypted xlsx");
  if (text.starts_with("%PDF-") || text.starts_with("{\\rtf") || text.starts_with("\x89PNG"))
    return fail(ErrorCode::unsupported, "表のファイルではありません。xlsx か CSV を選んでください。",
                "neither xlsx nor CSV");
  return read_csv(file);
}

}  // namespace sekisho::report
