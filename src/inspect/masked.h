// Values shown so that somebody who knows them recognises them, and nobody else learns them. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "attribute.h"

namespace sekisho::inspect {

std::string masked_text(Attribute kind, std::u16string_view text);  // 見＊＊＊, 中央＊＊＊
std::string masked_number(std::uint64_t value);                     // 61＊＊＊＊＊＊＊＊＊＊
std::string masked_day(std::int32_t days);                          // 1985年＊月＊日

}  // namespace sekisho::inspect
