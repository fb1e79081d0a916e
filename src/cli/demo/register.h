// The residents of the demonstration town: their index, and files that hold some of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/error.h"
#include "inspect/register.h"

namespace sekisho::cli::demo {

struct Imported {
  std::uint32_t residents = 0;
  std::uint64_t csv_bytes = 0, index_bytes = 0;
};
// The CSV is never a file: it goes from its maker to the import through memory, a few pieces at a time.
// Errors: as inspect::import_register.
Result<Imported> make_index(std::uint64_t seed, std::uint32_t count, const inspect::IndexKey& key,
                            const std::filesystem::path& index);

// Residents `first` … `first + count - 1` of that register as a CSV in CP932, as business systems export
// them.
enum class Extract { migration, benefit, accounts };
std::string extract(std::uint64_t seed, std::uint32_t first, std::uint32_t count, Extract kind);

// Without any resident: code tables and made-up figures, CP932.
std::string code_table();
std::string test_figures(std::uint64_t seed, std::uint32_t rows);
std::string newsletter_text();  // UTF-8 text

}  // namespace sekisho::cli::demo
