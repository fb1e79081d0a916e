// The readers, one pair of functions each; reader.h says what they do.
#pragma once

#include "reader.h"

namespace sekisho::formats {

// Documents and databases.
bool is_pdf(const Head& head, RandomSource& content);
void read_pdf(RandomSource& content, Walk& walk);
bool is_sqlite(const Head& head, RandomSource& content);
void read_sqlite(RandomSource& content, Walk& walk);
bool is_access(const Head& head, RandomSource& content);
void read_access(RandomSource& content, Walk& walk);
bool is_html(const Head& head, RandomSource& content);
void read_html(RandomSource& content, Walk& walk);

}  // namespace sekisho::formats
