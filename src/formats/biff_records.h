// The records of a BIFF stream (MS-XLS 2.1.4): type, size, data; and text that goes on in CONTINUE records.
// Bounded: one record in memory. Not thread-safe.
#pragma once

#include <string>

#include "base/random_source.h"
#include "byte_cursor.h"

namespace sekisho::formats {

// Undoes the encryption of a record's data; `at` is the place of its first byte in the stream.
class BiffCipher {
 public:
  virtual ~BiffCipher() = default;
  virtual void decrypt(std::uint16_t type, std::uint64_t at, std::span<std::uint8_t> data) = 0;
};

class BiffRecords {
 public:
  explicit BiffRecords(RandomSource& stream) : stream_(stream) {}
  // The next record, in type() and data(), until the next call. False: the end, or an error.
  bool next();
  // Goes on to the next record if it is a CONTINUE. False: it is not; nothing is taken.
  bool next_continue();
  std::uint16_t type() const { return type_; }
  ByteView data() const { return data_; }
  std::uint64_t at() const { return at_; }  // of the record's header in the stream
  bool broken() const { return broken_; }   // ended inside a record, or the stream failed
  void decrypt_with(BiffCipher* cipher) { cipher_ = cipher; }

 private:
  ByteView window(std::uint64_t from, std::size_t size);

  RandomSource& stream_;
  BiffCipher* cipher_ = nullptr;
  Bytes buffer_;
  Bytes plain_;
  std::uint64_t buffer_at_ = 0;
  std::uint64_t at_ = 0;
  std::uint64_t next_ = 0;
  std::uint16_t type_ = 0;
  ByteView data_;
  bool broken_ = false;
};

// Reads on over the borders of a record and its CONTINUE records.
class BiffText {
 public:
  explicit BiffText(BiffRecords& records, std::size_t at = 0) : records_(records), at_(at) {}
  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  void skip(std::uint64_t size);
  Bytes take(std::size_t size);
  // `count` characters as UTF-8; where a CONTINUE begins, a byte says anew whether they have 16 bits.
  void characters(std::size_t count, bool wide, std::string& out);
  bool over() const { return over_; }

 private:
  bool more();  // there is a byte to read

  BiffRecords& records_;
  std::size_t at_;
  bool over_ = false;
};

}  // namespace sekisho::formats
