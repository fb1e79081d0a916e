// The readers, one pair of functions each; reader.h says what they do.
#pragma once

#include "reader.h"

namespace sekisho::formats {

bool recognises_ole(const Head& head, RandomSource& content);
void read_ole(RandomSource& content, Walk& walk);
bool recognises_biff(const Head& head, RandomSource& content);
void read_biff(RandomSource& content, Walk& walk);
bool recognises_rtf(const Head& head, RandomSource& content);
void read_rtf(RandomSource& content, Walk& walk);
bool recognises_rtf_object(const Head& head, RandomSource& content);
void read_rtf_object(RandomSource& content, Walk& walk);
bool recognises_sylk(const Head& head, RandomSource& content);
void read_sylk(RandomSource& content, Walk& walk);

}  // namespace sekisho::formats
