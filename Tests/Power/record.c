// Records every change that a program makes to files and folders, in order and with its bytes, so that a disk can be
// rebuilt as it may stand after a power cut at any moment. Loaded in front of the C library:
//
//     cc -shared -fPIC -O1 -o record.so record.c -ldl
//     LD_PRELOAD=./record.so EXCHANGE_RECORD=log program ...
//
// One record for each change that succeeded, written at once to a log opened for appending. Files are told apart by their
// inode, so descriptors and names may come and go. What is not seen, and what power.py does about it:
//
// - memory written through a shared mapping: a record says that there is one; power.py allows it for SQLite's -shm only;
// - what the C library writes on its own behalf (stdio, mkstemp) and system calls made without it: power.py holds the
//   replayed record against the folder as it stands, and stops where they differ;
// - permissions, owners and extended attributes are not recorded: files are rebuilt 0600, folders 0700;
// - changes are one after the other: each system call that changes a file waits for the one before it.
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
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <linux/openat2.h>

enum {
    CREATED = 1, WRITTEN, CUT, SYNCED, FOLDER_MADE, REMOVED, FOLDER_REMOVED, RENAMED, LINKED, NAMELESS, ALLOCATED,
    ALL_SYNCED, MAPPED, TOUCHED, LINK_MADE, UNKNOWN
};

struct record {
    uint32_t magic, what;
    uint64_t device, inode, folder, folder2;
    int64_t offset, size, modified;
    uint32_t name, name2, data, flags;
};

static long first_call(long number, ...);
static long (*call)(long, ...) = first_call;
static int log_file = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

// Constructors of other libraries may be there before ours.
static long first_call(long number, ...) {
    va_list rest;
    va_start(rest, number);
    long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long), d = va_arg(rest, long),
         e = va_arg(rest, long), f = va_arg(rest, long);
    va_end(rest);
    call = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    return call(number, a, b, c, d, e, f);
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("EXCHANGE_RECORD");
    if (!path) return;
    int made = (int)call(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (made < 0) abort();
    // Out of the way of a program that counts or closes its descriptors.
    log_file = fcntl(made, F_DUPFD_CLOEXEC, 900);
    if (log_file < 0) abort();
    close(made);
}

static void put(struct record one, const char *name, const char *name2, const void *data, size_t count) {
    if (log_file < 0) return;
    int before = errno;
    one.magic = 0x52435031;
    one.name = name ? (uint32_t)strlen(name) : 0;
    one.name2 = name2 ? (uint32_t)strlen(name2) : 0;
    one.data = (uint32_t)count;
    struct iovec parts[] = {
        {&one, sizeof one}, {(void *)name, one.name}, {(void *)name2, one.name2}, {(void *)data, count}};
    size_t all = sizeof one + one.name + one.name2 + count;
    if (call(SYS_writev, log_file, parts, 4) != (long)all) abort();
    errno = before;
}

static int64_t modified(const struct stat *about) {
    return (int64_t)about->st_mtim.tv_sec * 1000000000 + about->st_mtim.tv_nsec;
}

// Only regular files are recorded; a pipe or a socket must not be waited for with the turn in hand.
static int is_file(int fd) {
    if (log_file < 0 || fd == log_file) return 0;
    int before = errno;
    struct stat about;
    int answer = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    errno = before;
    return answer;
}

static void lock(void) { pthread_mutex_lock(&turn); }
static void unlock(void) { pthread_mutex_unlock(&turn); }

// The folder that holds `path`, and the last part of it.
static const char *parent(int folder, const char *path, struct stat *about) {
    const char *slash = strrchr(path, '/');
    char above[PATH_MAX];
    int before = errno;
    if (slash) {
        size_t length = slash == path ? 1 : (size_t)(slash - path);
        if (length >= sizeof above) abort();
        memcpy(above, path, length);
        above[length] = 0;
    }
    if (fstatat(folder, slash ? above : ".", about, 0) != 0) memset(about, 0, sizeof *about);
    errno = before;
    return slash ? slash + 1 : path;
}

static void named(int what, int folder, const char *path) {
    int before = errno;
    struct stat above, about = {0};
    const char *name = parent(folder, path, &above);
    fstatat(folder, path, &about, AT_SYMLINK_NOFOLLOW);
    put((struct record){.what = what, .device = above.st_dev, .folder = above.st_ino, .inode = about.st_ino,
                        .size = about.st_size, .modified = modified(&about)}, name, NULL, NULL, 0);
    errno = before;
}

static void about_file(int what, int fd, int64_t offset, int64_t size, const void *data, size_t count, uint32_t flags) {
    int before = errno;
    struct stat about;
    if (fstat(fd, &about) == 0)
        put((struct record){.what = what, .device = about.st_dev, .inode = about.st_ino, .offset = offset, .size = size,
                            .modified = modified(&about), .flags = flags}, NULL, NULL, data, count);
    errno = before;
}

// MARK: names

static long opening(long number, int folder, const char *path, uint64_t flags, long third, long fourth) {
    int makes = log_file >= 0 && (flags & (O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY)));
    if (!makes) return call(number, folder, path, third, fourth);
    lock();
    struct stat about;
    int was = fstatat(folder, path, &about, 0) == 0;
    long fd = call(number, folder, path, third, fourth);
    if (fd >= 0) {
        if ((flags & O_TMPFILE) == O_TMPFILE) about_file(NAMELESS, (int)fd, 0, 0, NULL, 0, 0);
        else if (!was && (flags & O_CREAT)) named(CREATED, folder, path);
        else if ((flags & O_TRUNC) && S_ISREG(about.st_mode)) about_file(CUT, (int)fd, 0, 0, NULL, 0, 0);
    }
    unlock();
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        return (int)opening(SYS_openat, AT_FDCWD, path, (uint64_t)(unsigned)flags, flags, mode); \
    }
#define OPEN_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        return (int)opening(SYS_openat, folder, path, (uint64_t)(unsigned)flags, flags, mode); \
    }
OPEN(open) OPEN(open64) OPEN_AT(openat) OPEN_AT(openat64)
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static int renaming(int from, const char *old, int to, const char *new, unsigned flags) {
    lock();
    struct stat above, above2, about = {0};
    const char *name = parent(from, old, &above), *name2 = parent(to, new, &above2);
    int done = (int)call(SYS_renameat2, from, old, to, new, flags);
    if (done == 0 && log_file >= 0) {
        int before = errno;
        fstatat(to, new, &about, AT_SYMLINK_NOFOLLOW);
        put((struct record){.what = RENAMED, .device = above.st_dev, .inode = about.st_ino, .folder = above.st_ino,
                            .folder2 = above2.st_ino, .flags = flags}, name, name2, NULL, 0);
        errno = before;
    }
    unlock();
    return done;
}
int rename(const char *old, const char *new) { return renaming(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return renaming(from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    return renaming(from, old, to, new, flags);
}

static int removing(int folder, const char *path, int flags) {
    lock();
    struct stat above;
    const char *name = parent(folder, path, &above);
    int done = (int)call(SYS_unlinkat, folder, path, flags);
    if (done == 0)
        put((struct record){.what = flags & AT_REMOVEDIR ? FOLDER_REMOVED : REMOVED, .device = above.st_dev,
                            .folder = above.st_ino}, name, NULL, NULL, 0);
    unlock();
    return done;
}
int unlink(const char *path) { return removing(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removing(folder, path, flags); }
int rmdir(const char *path) { return removing(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
    struct stat about;
    return removing(AT_FDCWD, path, lstat(path, &about) == 0 && S_ISDIR(about.st_mode) ? AT_REMOVEDIR : 0);
}

#define NAMING(what, folder, path, ...) \
    lock(); \
    int done = (int)call(__VA_ARGS__); \
    if (done == 0) named(what, folder, path); \
    unlock(); \
    return done;
int mkdirat(int folder, const char *path, mode_t mode) { NAMING(FOLDER_MADE, folder, path, SYS_mkdirat, folder, path, mode) }
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int symlinkat(const char *to, int folder, const char *path) { NAMING(LINK_MADE, folder, path, SYS_symlinkat, to, folder, path) }
int symlink(const char *to, const char *path) { return symlinkat(to, AT_FDCWD, path); }
int linkat(int from, const char *old, int folder, const char *path, int flags) {
    NAMING(LINKED, folder, path, SYS_linkat, from, old, folder, path, flags)
}
int link(const char *old, const char *path) { return linkat(AT_FDCWD, old, AT_FDCWD, path, 0); }
char *mkdtemp(char *pattern) {
    static char *(*next)(char *);
    if (!next) next = (char *(*)(char *))dlsym(RTLD_NEXT, "mkdtemp");
    lock();
    char *made = next(pattern);
    if (made) named(FOLDER_MADE, AT_FDCWD, made);
    unlock();
    return made;
}

// MARK: content

// Where a write through the file's own position went: it stands behind it now.
static int64_t behind(int fd, long count) { return (int64_t)call(SYS_lseek, fd, 0L, SEEK_CUR) - count; }

ssize_t write(int fd, const void *bytes, size_t count) {
    if (!is_file(fd)) return call(SYS_write, fd, bytes, count);
    lock();
    long done = call(SYS_write, fd, bytes, count);
    if (done > 0) about_file(WRITTEN, fd, behind(fd, done), done, bytes, (size_t)done, 0);
    unlock();
    return done;
}
static ssize_t writing_at(int fd, const void *bytes, size_t count, off_t offset) {
    if (!is_file(fd)) return call(SYS_pwrite64, fd, bytes, count, offset);
    lock();
    long done = call(SYS_pwrite64, fd, bytes, count, offset);
    if (done > 0) about_file(WRITTEN, fd, offset, done, bytes, (size_t)done, 0);
    unlock();
    return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return writing_at(fd, bytes, count, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) { return writing_at(fd, bytes, count, offset); }

// What the kernel moved, or gathered from several places, is read back from the file.
static void read_back(int fd, int64_t offset, long count) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int again = (int)call(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    char *bytes = malloc((size_t)count);
    if (again < 0 || !bytes || call(SYS_pread64, again, bytes, count, offset) != count) abort();
    about_file(WRITTEN, fd, offset, count, bytes, (size_t)count, 0);
    free(bytes);
    close(again);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!is_file(fd)) return call(SYS_writev, fd, parts, count);
    lock();
    long done = call(SYS_writev, fd, parts, count);
    if (done > 0) read_back(fd, behind(fd, done), done);
    unlock();
    return done;
}
static ssize_t gathering(int fd, const struct iovec *parts, int count, off_t offset) {
    if (!is_file(fd)) return call(SYS_pwritev, fd, parts, count, offset, 0L);
    lock();
    long done = call(SYS_pwritev, fd, parts, count, offset, 0L);
    if (done > 0) read_back(fd, offset, done);
    unlock();
    return done;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return gathering(fd, parts, count, offset); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) { return gathering(fd, parts, count, offset); }

static ssize_t moving(int out, int64_t *at, long number, long a, long b, long c, long d, long e, long f) {
    if (!is_file(out)) return call(number, a, b, c, d, e, f);
    lock();
    int64_t offset = at ? *at : 0;
    long done = call(number, a, b, c, d, e, f);
    if (done > 0) read_back(out, at ? offset : behind(out, done), done);
    unlock();
    return done;
}
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t count, unsigned flags) {
    return moving(out, to, SYS_copy_file_range, in, (long)from, out, (long)to, (long)count, flags);
}
ssize_t sendfile(int out, int in, off_t *from, size_t count) {
    return moving(out, NULL, SYS_sendfile, out, in, (long)from, (long)count, 0, 0);
}
ssize_t sendfile64(int out, int in, off64_t *from, size_t count) {
    return moving(out, NULL, SYS_sendfile, out, in, (long)from, (long)count, 0, 0);
}
ssize_t splice(int in, off64_t *from, int out, off64_t *to, size_t count, unsigned flags) {
    return moving(out, to, SYS_splice, in, (long)from, out, (long)to, (long)count, flags);
}

#define CHANGING(what, fd, offset, size, flags, ...) \
    if (!is_file(fd)) return (int)call(__VA_ARGS__); \
    lock(); \
    int done = (int)call(__VA_ARGS__); \
    if (done == 0) about_file(what, fd, offset, size, NULL, 0, flags); \
    unlock(); \
    return done;
int ftruncate(int fd, off_t size) { CHANGING(CUT, fd, 0, size, 0, SYS_ftruncate, fd, size) }
int ftruncate64(int fd, off64_t size) { CHANGING(CUT, fd, 0, size, 0, SYS_ftruncate, fd, size) }
int fallocate(int fd, int mode, off_t offset, off_t size) {
    CHANGING(mode == 0 ? ALLOCATED : mode == 1 ? TOUCHED : UNKNOWN, fd, offset, size, 0, SYS_fallocate, fd, mode, offset, size)
}
int fallocate64(int fd, int mode, off64_t offset, off64_t size) { return fallocate(fd, mode, offset, size); }
int posix_fallocate(int fd, off_t offset, off_t size) { return fallocate(fd, 0, offset, size) == 0 ? 0 : errno; }
int posix_fallocate64(int fd, off64_t offset, off64_t size) { return posix_fallocate(fd, offset, size); }
int truncate(const char *path, off_t size) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    int done = fd < 0 ? -1 : ftruncate(fd, size);
    if (fd >= 0) close(fd);
    return done;
}
int truncate64(const char *path, off64_t size) { return truncate(path, size); }
int futimens(int fd, const struct timespec times[2]) {
    CHANGING(TOUCHED, fd, 0, 0, 0, SYS_utimensat, fd, NULL, times, 0)
}
int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
    NAMING(TOUCHED, folder, path, SYS_utimensat, folder, path, times, flags)
}

// MARK: flushes, of files and of folders

static int syncing(int fd, long number) {
    lock();
    int done = (int)call(number, fd);
    if (done == 0) about_file(SYNCED, fd, 0, 0, NULL, 0, 0);
    unlock();
    return done;
}
int fsync(int fd) { return syncing(fd, SYS_fsync); }
int fdatasync(int fd) { return syncing(fd, SYS_fdatasync); }
int syncfs(int fd) {
    int done = (int)call(SYS_syncfs, fd);
    if (done == 0) put((struct record){.what = ALL_SYNCED}, NULL, NULL, NULL, 0);
    return done;
}
void sync(void) {
    call(SYS_sync);
    put((struct record){.what = ALL_SYNCED}, NULL, NULL, NULL, 0);
}

static void *mapping(void *at, size_t count, int access, int flags, int fd, off_t offset) {
    if (fd >= 0 && (access & PROT_WRITE) && (flags & MAP_SHARED) && is_file(fd))
        about_file(MAPPED, fd, offset, (int64_t)count, NULL, 0, 0);
    return (void *)call(SYS_mmap, at, count, access, flags, fd, offset);
}
void *mmap(void *at, size_t count, int access, int flags, int fd, off_t offset) {
    return mapping(at, count, access, flags, fd, offset);
}
void *mmap64(void *at, size_t count, int access, int flags, int fd, off64_t offset) {
    return mmap(at, count, access, flags, fd, offset);
}

// MARK: calls by number

long syscall(long number, ...) {
    va_list rest;
    va_start(rest, number);
    long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long), d = va_arg(rest, long),
         e = va_arg(rest, long), f = va_arg(rest, long);
    va_end(rest);
    switch (number) {
    case SYS_openat2: return opening(SYS_openat2, (int)a, (const char *)b, ((struct open_how *)c)->flags, c, d);
    case SYS_openat: return opening(SYS_openat, (int)a, (const char *)b, (uint64_t)(unsigned)c, c, d);
    case SYS_renameat2: return renaming((int)a, (const char *)b, (int)c, (const char *)d, (unsigned)e);
    case SYS_write: return write((int)a, (void *)b, (size_t)c);
    case SYS_fsync: return fsync((int)a);
    case SYS_fdatasync: return fdatasync((int)a);
    case SYS_copy_file_range: return copy_file_range((int)a, (void *)b, (int)c, (void *)d, (size_t)e, (unsigned)f);
    default: return call(number, a, b, c, d, e, f);
    }
}
