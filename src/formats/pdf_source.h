// A RandomSource as qpdf reads it, and qpdf's streams as bytes. Not thread-safe.
#pragma once

#include <string>

#include "base/random_source.h"
#include "qpdf.h"

namespace sekisho::formats {

// qpdf reads in small steps, hence the buffer. An error of the source throws std::runtime_error to qpdf's
// caller.
class PdfSource final : public InputSource {
 public:
  explicit PdfSource(RandomSource& of) : of_(of) {}
  qpdf_offset_t findAndSkipNextEOL() override;
  const std::string& getName() const override { return name_; }
  qpdf_offset_t tell() override { return at_; }
  void seek(qpdf_offset_t offset, int whence) override;
  void rewind() override { at_ = 0; }
  std::size_t read(char* buffer, std::size_t length) override;
  void unreadCh(char) override { at_ = at_ > 0 ? at_ - 1 : 0; }

 private:
  bool fill();  // the buffer holds the byte at at_; false at the end

  RandomSource& of_;
  std::string name_ = "pdf";
  qpdf_offset_t at_ = 0;
  Bytes buffer_;
  std::uint64_t begin_ = 0;
};

// Keeps what a stream unpacks to, to a limit; beyond it throws, which ends the unpacking.
class KeptStream final : public Pipeline {
 public:
  explicit KeptStream(std::size_t most) : Pipeline("kept", nullptr), most_(most) {}
  void write(const unsigned char* data, std::size_t size) override;
  void finish() override {}
  bool over() const { return over_; }
  const Bytes& bytes() const { return bytes_; }
  Bytes taken() { return std::move(bytes_); }

 private:
  std::size_t most_;
  Bytes bytes_;
  bool over_ = false;
};

// How long a stream is once it is unpacked, and how often it calls others; beyond the limit it throws.
class MeasuredStream final : public Pipeline {
 public:
  explicit MeasuredStream(std::uint64_t most) : Pipeline("measured", nullptr), most_(most) {}
  void write(const unsigned char* data, std::size_t size) override;
  void finish() override {}
  std::uint64_t size() const { return size_; }
  std::uint64_t calls() const { return calls_; }  // of the operator Do, and a few that only look like it

 private:
  std::uint64_t most_;
  std::uint64_t size_ = 0;
  std::uint64_t calls_ = 0;
  unsigned char last_ = 0;
};

}  // namespace sekisho::formats
