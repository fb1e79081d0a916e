// `sekisho seal …` and `sekisho open …`: filters that write and read files in the format age v1 (C2SP
// age.md), with the option letters of the public tool `age`. Arguments are those after the command's own
// name. Exit codes: 0 done, 1 failed (damaged, wrong key, cannot read or write), 2 wrong usage.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <thread>

namespace sekisho::cli {

int run_seal(std::span<const std::string> args);
int run_open(std::span<const std::string> args);

// How many threads seal and open one file.
inline unsigned pipeline_threads() { return std::clamp(std::thread::hardware_concurrency(), 1U, 4U); }

}  // namespace sekisho::cli
