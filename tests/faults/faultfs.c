// SPDX-License-Identifier: EUPL-1.2
/* Fault injector, loaded with LD_PRELOAD.
 *
 * Numbers every call that changes a file under a folder (open with O_CREAT or O_TRUNC, write, pwrite, fsync, ftruncate,
 * unlink, rename, mkdir, rmdir) and makes call number AT go wrong, so that fault positions are exhausted, not sampled.
 * Nothing happens before the program under test arms it:
 *
 *   fault_arm(folder, at, kind, sticky)   at < 1: only count; kind: kill torn enospc eio eacces short;
 *                                         sticky: every later call fails too (a disk that stays full)
 *   fault_count()                         calls counted so far
 *
 * kill = SIGKILL before the call; torn = half of a write, then SIGKILL; short = half of a write, reported honestly.
 *
 * Build: cc -shared -fPIC -O2 -o faultfs.so faultfs.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { K_NONE, K_KILL, K_TORN, K_ENOSPC, K_EIO, K_EACCES, K_SHORT };

static long n = 0, at = -1;
static int kind = K_NONE, sticky = 0;
static char dir[PATH_MAX];
static size_t dl = 0;

#define REAL(t, name, ...) \
    static t (*real)(__VA_ARGS__) = 0; \
    if (!real) real = dlsym(RTLD_NEXT, name)

void fault_arm(const char *folder, long call, const char *k, int stays) {
    kind = !strcmp(k, "kill") ? K_KILL : !strcmp(k, "torn") ? K_TORN
         : !strcmp(k, "enospc") ? K_ENOSPC : !strcmp(k, "eio") ? K_EIO
         : !strcmp(k, "eacces") ? K_EACCES : !strcmp(k, "short") ? K_SHORT : K_NONE;
    n = 0;
    at = call;
    sticky = stays;
    strncpy(dir, folder, sizeof dir - 1);
    dl = strlen(dir);
}

long fault_count(void) { return n; }

static int inpath(const char *p) {
    char b[PATH_MAX];
    if (!dl || !p) return 0;
    if (p[0] != '/') {
        if (!getcwd(b, sizeof b)) return 0;
        strncat(b, "/", sizeof b - strlen(b) - 1);
        strncat(b, p, sizeof b - strlen(b) - 1);
        p = b;
    }
    return !strncmp(p, dir, dl);
}

static int infd(int fd, char *out) {
    char l[64];
    if (!dl) return 0;
    snprintf(l, sizeof l, "/proc/self/fd/%d", fd);
    ssize_t r = readlink(l, out, PATH_MAX - 1);
    if (r <= 0) return 0;
    out[r] = 0;
    return !strncmp(out, dir, dl);
}

static int hit(void) {
    n++;
    if (at < 1) return 0;
    return sticky ? n >= at : n == at;
}

static int fail(void) {
    if (kind == K_KILL || kind == K_TORN) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    errno = kind == K_ENOSPC ? ENOSPC : kind == K_EACCES ? EACCES : EIO;
    return -1;
}

/* writes: the first half may reach the file before the fault */
#define WRITE_BODY(half) \
    int h = hit(); \
    if (h) { \
        if (kind == K_TORN || kind == K_SHORT) { \
            ssize_t r = (half); \
            if (kind == K_SHORT) return r; \
        } \
        return fail(); \
    }

ssize_t write(int fd, const void *b, size_t c) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char p[PATH_MAX];
    if (fd > 2 && infd(fd, p)) { WRITE_BODY(real(fd, b, c / 2)) }
    return real(fd, b, c);
}
ssize_t pwrite(int fd, const void *b, size_t c, off_t off) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    char p[PATH_MAX];
    if (infd(fd, p)) { WRITE_BODY(real(fd, b, c / 2, off)) }
    return real(fd, b, c, off);
}
ssize_t pwrite64(int fd, const void *b, size_t c, off64_t off) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    char p[PATH_MAX];
    if (infd(fd, p)) { WRITE_BODY(real(fd, b, c / 2, off)) }
    return real(fd, b, c, off);
}

#define COUNT do { if (hit()) return fail(); } while (0)

int fsync(int fd) {
    REAL(int, "fsync", int);
    char p[PATH_MAX];
    if (infd(fd, p)) COUNT;
    return real(fd);
}
int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    char p[PATH_MAX];
    if (infd(fd, p)) COUNT;
    return real(fd);
}
int ftruncate(int fd, off_t l) {
    REAL(int, "ftruncate", int, off_t);
    char p[PATH_MAX];
    if (infd(fd, p)) COUNT;
    return real(fd, l);
}
int ftruncate64(int fd, off64_t l) {
    REAL(int, "ftruncate64", int, off64_t);
    char p[PATH_MAX];
    if (infd(fd, p)) COUNT;
    return real(fd, l);
}
int unlink(const char *p) {
    REAL(int, "unlink", const char *);
    if (inpath(p)) COUNT;
    return real(p);
}
int rename(const char *a, const char *b) {
    REAL(int, "rename", const char *, const char *);
    if (inpath(b)) COUNT;
    return real(a, b);
}
int renameat(int d1, const char *a, int d2, const char *b) {
    REAL(int, "renameat", int, const char *, int, const char *);
    if (inpath(b)) COUNT;
    return real(d1, a, d2, b);
}

int mkdir(const char *p, mode_t m) {
    REAL(int, "mkdir", const char *, mode_t);
    if (inpath(p)) COUNT;
    return real(p, m);
}
int rmdir(const char *p) {
    REAL(int, "rmdir", const char *);
    if (inpath(p)) COUNT;
    return real(p);
}

/* SQLCipher pins each piece of memory; thousands of such calls per opening are most of its time, and no fault. */
int mlock(const void *start, size_t length) { return 0; }
int munlock(const void *start, size_t length) { return 0; }

#define MODE_OF(f) \
    mode_t m = 0; \
    if ((f) & O_CREAT) { va_list v; va_start(v, f); m = va_arg(v, mode_t); va_end(v); }
#define COUNT_OPEN(p, f) if (((f) & (O_CREAT | O_TRUNC)) && inpath(p)) COUNT

int open(const char *p, int f, ...) {
    REAL(int, "open", const char *, int, ...);
    MODE_OF(f)
    COUNT_OPEN(p, f);
    return real(p, f, m);
}
int open64(const char *p, int f, ...) {
    REAL(int, "open64", const char *, int, ...);
    MODE_OF(f)
    COUNT_OPEN(p, f);
    return real(p, f, m);
}
int openat(int d, const char *p, int f, ...) {
    REAL(int, "openat", int, const char *, int, ...);
    MODE_OF(f)
    COUNT_OPEN(p, f);
    return real(d, p, f, m);
}
int openat64(int d, const char *p, int f, ...) {
    REAL(int, "openat64", int, const char *, int, ...);
    MODE_OF(f)
    COUNT_OPEN(p, f);
    return real(d, p, f, m);
}
