/* Moves the wall clock of a process, and lets its disk be full, as two numbers in a shared file say.

   Loaded before the C library. First number: nanoseconds to add to the time of day. Second number: not 0 while writes
   to regular files fail for want of room. Clocks that only measure are left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define BILLION 1000000000LL

static volatile int64_t none[2], *told = none;

__attribute__((constructor)) static void open_file(void) {
  const char *path = getenv("TORTURE_WALL_CLOCK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *found = mmap(NULL, sizeof none, PROT_READ, MAP_SHARED, file, 0);
  if (found != MAP_FAILED) told = found;
  close(file);
}

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

int clock_gettime(clockid_t which, struct timespec *out) {
  static int (*next)(clockid_t, struct timespec *);
  if (!next) next = real("clock_gettime");
  int failed = next(which, out);
  if (!failed && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
    int64_t moved = out->tv_sec * BILLION + out->tv_nsec + told[0];
    out->tv_sec = moved / BILLION;
    out->tv_nsec = moved % BILLION;
  }
  return failed;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec;
  return now.tv_sec;
}

static int no_room(int file) {
  struct stat found;
  if (!told[1] || file <= STDERR_FILENO || fstat(file, &found) || !S_ISREG(found.st_mode)) return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t write(int file, const void *bytes, size_t count) {
  static ssize_t (*next)(int, const void *, size_t);
  if (!next) next = real("write");
  return no_room(file) ? -1 : next(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  static ssize_t (*next)(int, const void *, size_t, off_t);
  if (!next) next = real("pwrite");
  return no_room(file) ? -1 : next(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  static ssize_t (*next)(int, const void *, size_t, off64_t);
  if (!next) next = real("pwrite64");
  return no_room(file) ? -1 : next(file, bytes, count, at);
}
