// Bytes that were written as text to be sent: base64 and quoted-printable (RFC 2045, clause 6), uuencode
// (POSIX). Lenient, as mail programs are: what is no digit is passed over. Streams own what they read from.
#pragma once

#include <memory>

#include "base/source.h"

namespace sekisho::formats {

std::unique_ptr<ByteSource> base64_decoded(std::unique_ptr<ByteSource> text);
// Lines that hold anything but digits, as "-----BEGIN X-----", are passed over.
std::unique_ptr<ByteSource> base64_lines_decoded(std::unique_ptr<ByteSource> text);
std::unique_ptr<ByteSource> quoted_printable_decoded(std::unique_ptr<ByteSource> text);
// Lines after "begin 644 name" to "end".
std::unique_ptr<ByteSource> uudecoded(std::unique_ptr<ByteSource> text);

}  // namespace sekisho::formats
