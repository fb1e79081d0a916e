// Preloaded into the program under test: the wall clock reads some seconds more (or fewer), so that a story can begin
// some weeks ago and go on today. CLOCK_SHIFT_SECONDS says how many; or CLOCK_SHIFT_FILE names a file whose first eight
// bytes do (a signed number in the machine's order), which the test changes while the program runs. The steady clock is
// left alone: whatever waits, waits as long as it should.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t* moving;

__attribute__((constructor)) static void open_file(void) {
  const char* name = getenv("CLOCK_SHIFT_FILE");
  if (name == NULL) return;
  const int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  void* where = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (where != MAP_FAILED) moving = where;
}

static time_t shift(void) {
  if (moving != NULL) return (time_t)*moving;
  const char* text = getenv("CLOCK_SHIFT_SECONDS");
  return text == NULL ? 0 : (time_t)strtoll(text, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec* now) {
  const int result = (int)syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += shift();
  return result;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
  (void)zone;
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t* out) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (out != NULL) *out = exact.tv_sec;
  return exact.tv_sec;
}
