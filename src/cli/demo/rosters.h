// Rosters, pledges and photos of the demonstration town.
#pragma once

#include <string>

#include "demo/stage.h"

namespace sekisho::cli::demo {

// The pledge on joining, by the person who is signed in.
void sign_pledge(Stage& stage, const std::string& login, const std::string& engagement);
// A drawn figure in plain colours, nobody's picture: a PNG of 90 × 120, other colours for another number.
std::string drawn_photo(unsigned number);
// Photos of those who come to the town.
void hand_in_photos(Stage& stage);

}  // namespace sekisho::cli::demo
