/* Preloaded into a program, fails or kills it at its N-th call of a kind that changes the disk.
 *
 * FAULT=fsync:3:EIO     the third fsync or fdatasync fails with EIO (ENOSPC, EACCES likewise)
 * FAULT=any:7:KILL      the seventh such call of any kind ends the process like kill -9
 *                        (any does not mean unlink unless it kills: git leaves its locks where it cannot unlink)
 * FAULT_WHERE=WORD      only in processes whose command line holds WORD; default: python
 * FAULT_LOG=FILE        each counted call appends a line, so that a sweep knows when it is through
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int concerns_us(void) {
  static int known = -1;
  if (known >= 0) return known;
  const char *where = getenv("FAULT_WHERE");
  char line[65536];
  ssize_t (*real_read)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int file = real_open("/proc/self/cmdline", O_RDONLY);
  ssize_t size = file < 0 ? 0 : real_read(file, line, sizeof line - 1);
  if (file >= 0) close(file);
  for (ssize_t place = 0; place < size; place++)
    if (line[place] == 0) line[place] = ' ';
  line[size > 0 ? size : 0] = 0;
  return known = strstr(line, where ? where : "python") != NULL;
}

/* Whether this call, of this kind, is the one to fail; errno is set then. */
static int fails(const char *kind) {
  static int count = 0;
  const char *fault = getenv("FAULT");
  char wanted[32], what[32];
  int number;
  if (!fault || !concerns_us() || sscanf(fault, "%31[^:]:%d:%31s", wanted, &number, what) != 3) return 0;
  if (strcmp(wanted, "any") && strcmp(wanted, kind)) return 0;
  if (!strcmp(wanted, "any") && !strcmp(kind, "unlink") && strcmp(what, "KILL")) return 0;
  count++;
  const char *log = getenv("FAULT_LOG");
  if (log) {
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    int file = real_open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0) { dprintf(file, "%d %s\n", count, kind); close(file); }
  }
  if (count != number) return 0;
  if (!strcmp(what, "KILL")) raise(SIGKILL);
  errno = !strcmp(what, "ENOSPC") ? ENOSPC : !strcmp(what, "EACCES") ? EACCES : EIO;
  return 1;
}

#define FAULTY(kind, type, name, parameters, arguments)                        \
  type name parameters {                                                       \
    static type(*real) parameters;                                             \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                 \
    return fails(kind) ? -1 : real arguments;                                  \
  }

FAULTY("fsync", int, fsync, (int file), (file))
FAULTY("fsync", int, fdatasync, (int file), (file))
FAULTY("rename", int, rename, (const char *from, const char *to), (from, to))
FAULTY("rename", int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
FAULTY("link", int, link, (const char *from, const char *to), (from, to))
FAULTY("link", int, linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
FAULTY("unlink", int, unlink, (const char *path), (path))
FAULTY("unlink", int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
FAULTY("mkdir", int, mkdir, (const char *path, mode_t mode), (path, mode))

ssize_t write(int file, const void *bytes, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  return file > 2 && fails("write") ? -1 : real(file, bytes, size);  /* what is said is not on the disk */
}
