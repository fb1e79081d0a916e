#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string_view>

#ifdef SEKISHO_TEST_WORKER
#include "sandbox/worker.h"
#endif

// Fontconfig keeps a pattern of the first paper until the process ends, and forgets where.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig.so"; }

// Pango reads the fonts in a thread of its own; these libraries were not built for the thread sanitizer.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:libfontconfig.so\nrace:libpango\nrace:libcairo\n";
}

// What is inspected in a test is inspected by the test's own program, as `sekisho` starts itself.
int main(int argc, char** argv) {
#ifdef SEKISHO_TEST_WORKER
  if (argc == 2 && std::string_view(argv[1]) == "inspect-worker") return sekisho::sandbox::run_worker();
#endif
  return doctest::Context(argc, argv).run();
}
