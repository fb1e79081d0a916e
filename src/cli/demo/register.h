// The residents of the demonstration town: their register, and files that hold some of them.
#pragma once

#include <cstdint>
#include <string>

namespace sekisho::cli::demo {

// The register as its system would export it, in memory: a CSV in UTF-8 of `count` residents.
std::string register_csv(std::uint64_t seed, std::uint32_t count);

// Residents `first` … `first + count - 1` of that register as a CSV in CP932, as business systems export
// them.
enum class Extract { migration, benefit, accounts };
std::string extract(std::uint64_t seed, std::uint32_t first, std::uint32_t count, Extract kind);

// Without any resident: code tables and made-up figures, CP932.
std::string code_table();
std::string test_figures(std::uint64_t seed, std::uint32_t rows);
std::string newsletter_text();  // UTF-8 text

}  // namespace sekisho::cli::demo
