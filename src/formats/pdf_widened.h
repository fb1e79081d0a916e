// A PDF whose pages show all that is written on them. By qpdf.
#pragma once

#include <optional>

#include "base/bytes.h"
#include "qpdf.h"

namespace sekisho::formats {

// The file anew, without a password, and every page so wide that text beside the visible part is on it, too:
// poppler drops what stands outside of a page. Changes the pages of `pdf`. Nothing where it is longer than
// `most`; errors are qpdf's exceptions.
std::optional<Bytes> widened(QPDF& pdf, std::size_t most);

}  // namespace sekisho::formats
