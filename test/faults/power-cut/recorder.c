// Recorder: tells what a process writes below a folder, and what it takes to the disk, in order, into a file.
//
//   cc -shared -fPIC -O1 -o recorder.so recorder.c -ldl
//   LD_PRELOAD=recorder.so RECORD_FOLDER=/data RECORD_TO=/tmp/record node …
//
// A record is: kind (1 byte), offset (8), length of the path (4), length of the data (8), path, data. Little-endian.
// It is written after the call it tells of, so whatever a caller knows is in the record by then.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int record_to = -1;
static const char *folder;
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
  const char *to = getenv("RECORD_TO");
  folder = getenv("RECORD_FOLDER");
  if (to == NULL || folder == NULL) return;
  folder_length = strlen(folder);
  record_to = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
  return record_to >= 0 && path != NULL && strncmp(path, folder, folder_length) == 0;
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_ours(path);
}

static void tell(char kind, const char *path, int64_t offset, const void *data, int64_t length) {
  int before = errno;
  uint32_t path_length = (uint32_t)strlen(path);
  size_t size = 21 + path_length + (size_t)length;
  char *record = malloc(size);
  record[0] = kind;
  memcpy(record + 1, &offset, 8);
  memcpy(record + 9, &path_length, 4);
  memcpy(record + 13, &length, 8);
  memcpy(record + 21, path, path_length);
  if (length > 0) memcpy(record + 21 + path_length, data, (size_t)length);
  pthread_mutex_lock(&one_at_a_time);
  for (size_t told = 0; told < size;) {
    ssize_t more = syscall(SYS_write, record_to, record + told, size - told);
    if (more <= 0) abort();
    told += (size_t)more;
  }
  pthread_mutex_unlock(&one_at_a_time);
  free(record);
  errno = before;
}

#define REAL(name, type, ...) \
  static type (*real)(__VA_ARGS__); \
  if (real == NULL) real = dlsym(RTLD_NEXT, name)

static void tell_open(const char *path, int flags, int existed) {
  if (!existed) tell('c', path, 0, NULL, 0);
  else if (flags & O_TRUNC) tell('t', path, 0, NULL, 0);
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    REAL(#name, int, const char *, int, ...); \
    int watched = is_ours(path) && (flags & (O_CREAT | O_TRUNC)); \
    int existed = watched && access(path, F_OK) == 0; \
    int fd = real(path, flags, mode); \
    if (watched && fd >= 0) tell_open(path, flags, existed); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

#define PWRITE(name, offset_type) \
  ssize_t name(int fd, const void *data, size_t length, offset_type offset) { \
    REAL(#name, ssize_t, int, const void *, size_t, offset_type); \
    ssize_t written = real(fd, data, length, offset); \
    char path[PATH_MAX]; \
    if (written > 0 && path_of(fd, path)) tell('w', path, offset, data, written); \
    return written; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
  REAL("write", ssize_t, int, const void *, size_t);
  char path[PATH_MAX];
  int watched = record_to >= 0 && path_of(fd, path);
  off_t offset = watched ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t written = real(fd, data, length);
  if (watched && written > 0) tell('w', path, offset, data, written);
  return written;
}

#define TRUNCATE(name, offset_type) \
  int name(int fd, offset_type length) { \
    REAL(#name, int, int, offset_type); \
    int result = real(fd, length); \
    char path[PATH_MAX]; \
    if (result == 0 && path_of(fd, path)) tell('t', path, length, NULL, 0); \
    return result; \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
  int name(int fd) { \
    REAL(#name, int, int); \
    int result = real(fd); \
    char path[PATH_MAX]; \
    if (result == 0 && path_of(fd, path)) tell('s', path, 0, NULL, 0); \
    return result; \
  }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *from, const char *to) {
  REAL("rename", int, const char *, const char *);
  int result = real(from, to);
  if (result == 0 && is_ours(from)) tell('r', from, 0, to, (int64_t)strlen(to));
  return result;
}

int unlink(const char *path) {
  REAL("unlink", int, const char *);
  int result = real(path);
  if (result == 0 && is_ours(path)) tell('u', path, 0, NULL, 0);
  return result;
}

int mkdir(const char *path, mode_t mode) {
  REAL("mkdir", int, const char *, mode_t);
  int result = real(path, mode);
  if (result == 0 && is_ours(path)) tell('d', path, 0, NULL, 0);
  return result;
}
