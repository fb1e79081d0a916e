// How a name is typed at the desk: blanks left out, hiragana for katakana and the other way round. Pure.
#pragma once

#include <string>
#include <string_view>

namespace sekisho::app {

std::string without_blanks(std::string_view utf8);
std::string to_katakana(std::string_view utf8);
std::string to_hiragana(std::string_view utf8);

}  // namespace sekisho::app
