// A disk that fails on purpose, below the program: SQLite's calls are counted as ours are.
//
//     cc -shared -fPIC -O1 -o failing.so failing.c -ldl
//     FAILING_FOLDERS=/a:/b FAILING_AT=17 FAILING_WITH=5 FAILING_HOW=once|ever FAILING_LOG=/tmp/log LD_PRELOAD=failing.so …
//
// Counts what this process does to files under the folders, and lets the operation number FAILING_AT fail with the error
// number FAILING_WITH; with 'ever', each one from there on. Counted is what can fail so: EMFILE only where something is
// opened, ENOSPC where something is written, made or flushed, EINTR where a signal may arrive, EIO everywhere. An
// interrupted operation can be repeated, so 'ever' with EINTR lets every other one through. Each counted operation is a
// line of the log, "N operation path"; the failed ones begin with "!".
//
// Limits: memory maps, stat, readdir, locks and close do not fail. Only this process: children are left alone by their
// paths, not by their numbers, so each counts for itself.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENS = 1, MAKES = 2, WRITES = 4, READS = 8, FLUSHES = 16, NAMES = 32 };

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static char folders[4096];
static long at = -1, count;
static int with, ever, others, logged = -1, passed_one;
static long (*kernel)(long, ...);

static void begin(void) {
    static int begun;
    if (begun) return;
    begun = 1;
    *(void **)&kernel = dlsym(RTLD_NEXT, "syscall");
    const char *given = getenv("FAILING_FOLDERS");
    snprintf(folders, sizeof folders, "%s", given ? given : "");
    at = getenv("FAILING_AT") ? atol(getenv("FAILING_AT")) : 0;
    with = getenv("FAILING_WITH") ? atoi(getenv("FAILING_WITH")) : EIO;
    ever = getenv("FAILING_HOW") && !strcmp(getenv("FAILING_HOW"), "ever");
    const char *log = getenv("FAILING_LOG");
    if (log) logged = (int)kernel(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    others = with == EMFILE ? OPENS
        : with == ENOSPC ? MAKES | WRITES | FLUSHES
        : with == EINTR ? OPENS | WRITES | READS | FLUSHES : ~0;
}

static int is_watched(const char *path) {
    for (const char *folder = folders; *folder;) {
        size_t size = strcspn(folder, ":");
        if (size && !strncmp(path, folder, size) && (path[size] == '/' || path[size] == 0)) return 1;
        folder += size + (folder[size] == ':');
    }
    return 0;
}

static int of_descriptor(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    path[size < 0 ? 0 : size] = 0;
    return size > 0;
}

static void of_name(int folder, const char *name, char *path) {
    char above[PATH_MAX];
    above[0] = 0;
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
        return;
    }
    if (folder != AT_FDCWD) of_descriptor(folder, above);
    else if (!getcwd(above, sizeof above)) above[0] = 0;
    snprintf(path, PATH_MAX, "%.2000s/%.2000s", above, name);
}

/// Whether this operation is to fail: sets errno and answers 1.
static int fails(const char *operation, int kinds, const char *path) {
    int kept = errno;
    begin();
    if (!folders[0] || !(kinds & others) || !is_watched(path)) {
        errno = kept;
        return 0;
    }
    pthread_mutex_lock(&guard);
    count++;
    int sprung = at > 0 && (ever ? count >= at : count == at);
    if (sprung && ever && with == EINTR) {
        // Every other one: else nobody could ever go on.
        if (passed_one) passed_one = 0; else { passed_one = 1; goto said; }
        sprung = 0;
    }
said:
    if (logged >= 0) {
        char line[PATH_MAX + 64];
        int size = snprintf(line, sizeof line, "%s%ld %s %.3000s\n", sprung ? "!" : "", count, operation, path);
        kernel(SYS_write, logged, line, (long)size);
    }
    pthread_mutex_unlock(&guard);
    errno = sprung ? with : kept;
    return sprung;
}

static int fails_at(const char *operation, int kinds, int fd) {
    char path[PATH_MAX];
    int kept = errno, found = of_descriptor(fd, path);
    errno = kept;
    return found && fails(operation, kinds, path);
}

static int fails_on(const char *operation, int kinds, int folder, const char *name) {
    char path[PATH_MAX];
    int kept = errno;
    of_name(folder, name, path);
    errno = kept;
    return fails(operation, kinds, path);
}

static int opens(int flags) { return OPENS | (flags & (O_CREAT | __O_TMPFILE) ? MAKES : 0); }

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, name)

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; va_start(rest, flags); unsigned mode = va_arg(rest, unsigned); va_end(rest); \
        REAL(int, #name, const char *, int, ...); \
        return fails_on("open", opens(flags), AT_FDCWD, path) ? -1 : real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list rest; va_start(rest, flags); unsigned mode = va_arg(rest, unsigned); va_end(rest); \
        REAL(int, #name, int, const char *, int, ...); \
        return fails_on("open", opens(flags), folder, path) ? -1 : real(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

long syscall(long number, ...) {
    va_list rest;
    va_start(rest, number);
    long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long);
    long d = va_arg(rest, long), e = va_arg(rest, long), f = va_arg(rest, long);
    va_end(rest);
    begin();
    // struct open_how begins with its flags.
    if (number == SYS_openat2 && fails_on("open", opens((int)*(unsigned long *)c), (int)a, (char *)b)) return -1;
    if (number == SYS_renameat2 && fails_on("rename", NAMES | MAKES, (int)c, (char *)d)) return -1;
    return kernel(number, a, b, c, d, e, f);
}

ssize_t write(int fd, const void *bytes, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return fails_at("write", WRITES, fd) ? -1 : real(fd, bytes, size);
}

ssize_t writev(int fd, const struct iovec *parts, int many) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    return fails_at("write", WRITES, fd) ? -1 : real(fd, parts, many);
}

ssize_t read(int fd, void *bytes, size_t size) {
    REAL(ssize_t, "read", int, void *, size_t);
    return fails_at("read", READS, fd) ? -1 : real(fd, bytes, size);
}

#define PWRITE(name, offset) \
    ssize_t name(int fd, const void *bytes, size_t size, offset where) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset); \
        return fails_at("write", WRITES, fd) ? -1 : real(fd, bytes, size, where); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PREAD(name, offset) \
    ssize_t name(int fd, void *bytes, size_t size, offset where) { \
        REAL(ssize_t, #name, int, void *, size_t, offset); \
        return fails_at("read", READS, fd) ? -1 : real(fd, bytes, size, where); \
    }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

int fsync(int fd) {
    REAL(int, "fsync", int);
    struct stat found;
    int is_folder = fstat(fd, &found) == 0 && S_ISDIR(found.st_mode);
    return fails_at(is_folder ? "flush-folder" : "flush", FLUSHES, fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    return fails_at("flush", FLUSHES, fd) ? -1 : real(fd);
}

#define TRUNCATE(name, offset) \
    int name(int fd, offset size) { \
        REAL(int, #name, int, offset); \
        return fails_at("truncate", WRITES, fd) ? -1 : real(fd, size); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define ALLOCATE(name, offset) \
    int name(int fd, int mode, offset start, offset size) { \
        REAL(int, #name, int, int, offset, offset); \
        return fails_at("allocate", WRITES, fd) ? -1 : real(fd, mode, start, size); \
    }
ALLOCATE(fallocate, off_t)
ALLOCATE(fallocate64, off64_t)

/// Answers the number itself.
#define POSIX_ALLOCATE(name, offset) \
    int name(int fd, offset start, offset size) { \
        REAL(int, #name, int, offset, offset); \
        return fails_at("allocate", WRITES, fd) ? errno : real(fd, start, size); \
    }
POSIX_ALLOCATE(posix_fallocate, off_t)
POSIX_ALLOCATE(posix_fallocate64, off64_t)

ssize_t copy_file_range(int from, off64_t *first, int to, off64_t *second, size_t size, unsigned flags) {
    REAL(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned);
    return fails_at("write", WRITES, to) ? -1 : real(from, first, to, second, size, flags);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return fails_on("rename", NAMES | MAKES, AT_FDCWD, to) ? -1 : real(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    return fails_on("rename", NAMES | MAKES, to_folder, to) ? -1 : real(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
    return fails_on("rename", NAMES | MAKES, to_folder, to) ? -1 : real(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    return fails_on("link", NAMES | MAKES, AT_FDCWD, to) ? -1 : real(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    return fails_on("link", NAMES | MAKES, to_folder, to) ? -1 : real(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    return fails_on("remove", NAMES, AT_FDCWD, path) ? -1 : real(path);
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    return fails_on("remove", NAMES, folder, path) ? -1 : real(folder, path, flags);
}

int rmdir(const char *path) {
    REAL(int, "rmdir", const char *);
    return fails_on("remove", NAMES, AT_FDCWD, path) ? -1 : real(path);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    return fails_on("mkdir", NAMES | MAKES, AT_FDCWD, path) ? -1 : real(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    return fails_on("mkdir", NAMES | MAKES, folder, path) ? -1 : real(folder, path, mode);
}

int fchmod(int fd, mode_t mode) {
    REAL(int, "fchmod", int, mode_t);
    return fails_at("mode", NAMES, fd) ? -1 : real(fd, mode);
}
