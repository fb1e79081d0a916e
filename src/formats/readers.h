// The readers, one pair of functions each; reader.h says what they do.
#pragma once

#include "reader.h"

namespace sekisho::formats {

// Archives and compressed files; what begins like nothing that is read: programs, pictures.
bool recognises_zip(const Head& head, RandomSource& content);
void read_zip(RandomSource& content, Walk& walk);
bool recognises_archive(const Head& head, RandomSource& content);
void read_archive(RandomSource& content, Walk& walk);
bool recognises_lzh(const Head& head, RandomSource& content);
void read_lzh(RandomSource& content, Walk& walk);
bool recognises_compressed(const Head& head, RandomSource& content);
void read_compressed(RandomSource& content, Walk& walk);
bool recognises_gzip(const Head& head, RandomSource& content);
void read_gzip(RandomSource& content, Walk& walk);
bool recognises_program(const Head& head, RandomSource& content);
void read_program(RandomSource& content, Walk& walk);
bool recognises_picture(const Head& head, RandomSource& content);
void read_picture(RandomSource& content, Walk& walk);

// Mail, and text that stands for something else.
bool recognises_locked(const Head& head, RandomSource& content);
void read_locked(RandomSource& content, Walk& walk);
bool recognises_signature(const Head& head, RandomSource& content);
void read_signature(RandomSource& content, Walk& walk);
bool recognises_mbox(const Head& head, RandomSource& content);
void read_mbox(RandomSource& content, Walk& walk);
bool recognises_mail(const Head& head, RandomSource& content);
void read_mail(RandomSource& content, Walk& walk);
bool recognises_uuencode(const Head& head, RandomSource& content);
void read_uuencode(RandomSource& content, Walk& walk);
bool recognises_base64(const Head& head, RandomSource& content);
void read_base64(RandomSource& content, Walk& walk);
bool recognises_office(const Head& head, RandomSource& content);
void read_office(RandomSource& content, Walk& walk);
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
