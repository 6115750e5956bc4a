// SPDX-License-Identifier: EUPL-1.2
/* Recorder, loaded with LD_PRELOAD: writes every call that changes a file under a folder, with its data, to a log.
 * powercut.py rebuilds from it the disk states that a power cut could leave; a search for plaintext finds in it also what
 * was deleted again. Nothing is recorded before
 *
 *   record_arm(folder, log)
 *
 * Record: op TAB path TAB second-path TAB offset TAB length LF data LF
 *   C create   W write   S fsync   T truncate   U unlink or rmdir   R rename
 *   A acknowledgement: a line starting with "ACK" that the program wrote to its standard output
 *
 * Build: cc -shared -fPIC -O2 -o record.so record.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char dir[PATH_MAX];
static size_t dl = 0;
static int lf = -1;

#define REAL(t, name, ...) \
    static t (*real)(__VA_ARGS__) = 0; \
    if (!real) real = dlsym(RTLD_NEXT, name)

static ssize_t raw_write(int fd, const void *b, size_t c) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, b, c);
}

void record_arm(const char *folder, const char *log) {
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    strncpy(dir, folder, sizeof dir - 1);
    lf = real_open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    dl = strlen(dir);
}

static void abspath(const char *p, char *b) {
    if (p[0] == '/') { strcpy(b, p); return; }
    if (!getcwd(b, PATH_MAX)) b[0] = 0;
    strcat(b, "/");
    strcat(b, p);
}

static int inp(const char *p) {
    char b[2 * PATH_MAX];
    if (!dl || !p) return 0;
    abspath(p, b);
    return !strncmp(b, dir, dl);
}

static int infd(int fd, char *out) {
    char l[64];
    if (!dl || fd == lf) return 0;
    snprintf(l, sizeof l, "/proc/self/fd/%d", fd);
    ssize_t r = readlink(l, out, PATH_MAX - 1);
    if (r <= 0) return 0;
    out[r] = 0;
    return !strncmp(out, dir, dl);
}

static void put(const void *d, size_t len) {
    const char *c = d;
    while (len) {
        ssize_t r = raw_write(lf, c, len);
        if (r <= 0) abort();
        c += r;
        len -= r;
    }
}

static void rec(char op, const char *p, const char *p2, int64_t off, const void *d, int64_t len) {
    char b[4 * PATH_MAX];
    if (lf < 0) return;
    int k = snprintf(b, sizeof b, "%c\t%s\t%s\t%lld\t%lld\n", op, p, p2 ? p2 : "-",
                     (long long)off, (long long)len);
    put(b, k);
    if (d && len > 0) put(d, len);
    put("\n", 1);
}

ssize_t write(int fd, const void *b, size_t c) {
    char p[PATH_MAX];
    if (fd == 1 && c > 3 && !memcmp(b, "ACK", 3)) rec('A', "-", 0, 0, b, c);
    if (fd > 2 && infd(fd, p)) {
        off_t o = lseek(fd, 0, SEEK_CUR);
        ssize_t r = raw_write(fd, b, c);
        if (r > 0) rec('W', p, 0, o, b, r);
        return r;
    }
    return raw_write(fd, b, c);
}
ssize_t pwrite(int fd, const void *b, size_t c, off_t o) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    char p[PATH_MAX];
    ssize_t r = real(fd, b, c, o);
    if (r > 0 && infd(fd, p)) rec('W', p, 0, o, b, r);
    return r;
}
ssize_t pwrite64(int fd, const void *b, size_t c, off64_t o) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    char p[PATH_MAX];
    ssize_t r = real(fd, b, c, o);
    if (r > 0 && infd(fd, p)) rec('W', p, 0, o, b, r);
    return r;
}
int fsync(int fd) {
    REAL(int, "fsync", int);
    char p[PATH_MAX];
    int r = real(fd);
    if (infd(fd, p)) rec('S', p, 0, 0, 0, 0);
    return r;
}
int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    char p[PATH_MAX];
    int r = real(fd);
    if (infd(fd, p)) rec('S', p, 0, 0, 0, 0);
    return r;
}
int ftruncate(int fd, off_t l) {
    REAL(int, "ftruncate", int, off_t);
    char p[PATH_MAX];
    int r = real(fd, l);
    if (infd(fd, p)) rec('T', p, 0, l, 0, 0);
    return r;
}
int ftruncate64(int fd, off64_t l) {
    REAL(int, "ftruncate64", int, off64_t);
    char p[PATH_MAX];
    int r = real(fd, l);
    if (infd(fd, p)) rec('T', p, 0, l, 0, 0);
    return r;
}
int unlink(const char *p) {
    REAL(int, "unlink", const char *);
    char b[2 * PATH_MAX];
    int r = real(p);
    if (!r && inp(p)) { abspath(p, b); rec('U', b, 0, 0, 0, 0); }
    return r;
}
int rename(const char *a, const char *c) {
    REAL(int, "rename", const char *, const char *);
    char b[2 * PATH_MAX], e[2 * PATH_MAX];
    int r = real(a, c);
    if (!r && inp(c)) { abspath(a, b); abspath(c, e); rec('R', b, e, 0, 0, 0); }
    return r;
}

int rmdir(const char *p) {
    REAL(int, "rmdir", const char *);
    char b[2 * PATH_MAX];
    int r = real(p);
    if (!r && inp(p)) { abspath(p, b); rec('U', b, 0, 0, 0, 0); }
    return r;
}

static void creating(const char *p, int f) {
    char b[2 * PATH_MAX];
    if ((f & O_CREAT) && inp(p) && access(p, F_OK) != 0) {
        abspath(p, b);
        rec('C', b, 0, 0, 0, 0);
    } else if ((f & O_TRUNC) && inp(p)) {
        abspath(p, b);
        rec('T', b, 0, 0, 0, 0);
    }
}

#define MODE_OF(f) \
    mode_t m = 0; \
    if ((f) & O_CREAT) { va_list v; va_start(v, f); m = va_arg(v, mode_t); va_end(v); } \
    creating(p, f);

int open(const char *p, int f, ...) {
    REAL(int, "open", const char *, int, ...);
    MODE_OF(f)
    return real(p, f, m);
}
int open64(const char *p, int f, ...) {
    REAL(int, "open64", const char *, int, ...);
    MODE_OF(f)
    return real(p, f, m);
}
int openat(int d, const char *p, int f, ...) {
    REAL(int, "openat", int, const char *, int, ...);
    MODE_OF(f)
    return real(d, p, f, m);
}
int openat64(int d, const char *p, int f, ...) {
    REAL(int, "openat64", int, const char *, int, ...);
    MODE_OF(f)
    return real(d, p, f, m);
}
