// The duties of the demonstration town that are with somebody else, and where its people get their mail.
#pragma once

#include "demo/stage.h"

namespace sekisho::cli::demo {

void play_duties(Stage& stage);

}  // namespace sekisho::cli::demo
