// Touches as many MiB of memory as it is told and gives them back, so that what is measured next finds pages
// that the machine has: a virtual machine that reports free pages to its host pays for each page it takes up
// again after about two seconds, which says nothing about the program.   warm_memory MIB
#include <sys/mman.h>

#include <cstdlib>

int main(int argc, char** argv) {
  const std::size_t size = (argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0) << 20U;
  if (size == 0) return 2;
  void* memory =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  return memory == MAP_FAILED ? 1 : 0;
}
