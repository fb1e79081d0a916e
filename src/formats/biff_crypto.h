// Encrypted workbooks (MS-XLS 2.2.10): RC4 and RC4 through CryptoAPI. Excel itself opens a workbook with a
// known default password without asking, so that is tried too.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "biff_records.h"

namespace sekisho::formats {

// `file_pass` is the data of a FILEPASS record. Nothing: no password is right, or another method (XOR).
std::unique_ptr<BiffCipher> biff_cipher(ByteView file_pass, bool with_method,
                                        const std::vector<std::string>& passwords);

}  // namespace sekisho::formats
