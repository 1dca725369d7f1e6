#pragma once
// Kernel calls that glibc 2.36 does not wrap, or wraps as variadic functions Swift cannot call.
//
// _GNU_SOURCE must not be defined here: it changes types in the C library's headers, and Swift then refuses a file that
// sees them through this module and through another one, depending on which was built first. The few things that only
// show with it stand below under names of our own.
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/openat2.h>

/// From <linux/fs.h> and <asm-generic/fcntl.h>: part of the kernel's stable interface.
enum { EXCHANGE_RENAME_NOREPLACE = 1, EXCHANGE_F_OFD_SETLK = 37, EXCHANGE_O_TMPFILE = 020000000 | O_DIRECTORY };
/// From <spawn.h> (glibc 2.26) and <bits/statvfs.h>.
enum { EXCHANGE_SPAWN_SETSID = 0x80, EXCHANGE_ST_RDONLY = 1, EXCHANGE_ST_NOEXEC = 8 };

/// openat2(2) with RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS: the kernel, not string checks, keeps a path inside its folder.
static inline int exchange_open_beneath(int folder, const char *path, int flags, unsigned mode) {
    struct open_how how = {
        .flags = (uint64_t)(flags | O_CLOEXEC),
        .mode = (flags & (O_CREAT | 020000000)) ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    long fd;
    do {
        fd = syscall(SYS_openat2, folder, path, &how, sizeof how);
    } while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    return (int)fd;
}

/// renameat2(2) with RENAME_NOREPLACE: an existing target is refused atomically.
static inline int exchange_rename_new(int from_folder, const char *from, int to_folder, const char *to) {
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, EXCHANGE_RENAME_NOREPLACE);
}

/// open(2) is variadic. On network file systems a signal may interrupt it.
static inline int exchange_open(const char *path, int flags, unsigned mode) {
    int fd;
    do {
        fd = open(path, flags | O_CLOEXEC, (mode_t)mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

/// Open-file-description locks belong to the open file, not to the process (fcntl(2), F_OFD_SETLK); fcntl is variadic.
static inline int exchange_lock_exclusively(int fd) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 0, .l_pid = 0};
    return fcntl(fd, EXCHANGE_F_OFD_SETLK, &whole);
}

/// sync_file_range(2) with SYNC_FILE_RANGE_WRITE: the file's pages begin their way to the disk; nobody waits.
static inline int exchange_begin_sync(int fd) {
    return (int)syscall(SYS_sync_file_range, fd, (int64_t)0, (int64_t)0, 2u);
}

/// errno is a macro.
static inline int exchange_errno(void) { return errno; }

/// The width of the terminal on `fd`, or 0 where there is none; ioctl is variadic.
static inline int exchange_terminal_width(int fd) {
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// Swift's Glibc module does not show this one (glibc 2.34): in the child, every descriptor from `first` on is closed.
static inline int exchange_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

/// fcntl is variadic.
static inline int exchange_make_nonblocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? -1 : fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

/// pipe2(2) with O_CLOEXEC: no child of another thread inherits an end.
static inline int exchange_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

/// fcntl(2), F_SETPIPE_SZ: how much fits into a pipe. What the system refuses (a user's limit) stays as it is.
static inline void exchange_enlarge_pipe(int fd, int bytes) { (void)fcntl(fd, 1031, bytes); }

/// Swift's Glibc module does not show this one (glibc 2.29): the child begins in that folder.
static inline int exchange_change_folder(posix_spawn_file_actions_t *actions, const char *path) {
    return posix_spawn_file_actions_addchdir_np(actions, path);
}

/// sd_notify(3) without the library: a datagram to the service manager's socket, whose name may be abstract ('@').
static inline int exchange_notify(const char *path, const char *text, size_t length) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t size = strlen(path);
    if (size == 0 || size >= sizeof address.sun_path) return -1;
    memcpy(address.sun_path, path, size);
    if (address.sun_path[0] == '@') address.sun_path[0] = 0;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    socklen_t length_of_name = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size);
    ssize_t sent = sendto(fd, text, length, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&address, length_of_name);
    close(fd);
    return sent < 0 ? -1 : 0;
}

/// setrlimit(2), soft and hard: the resource is an enumeration that Swift types differently on each libc.
static inline int exchange_limit_data(unsigned long long bytes) {
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};
    return setrlimit(RLIMIT_DATA, &limit);
}
static inline int exchange_limit_cpu(unsigned long long seconds) {
    struct rlimit limit = {.rlim_cur = seconds, .rlim_max = seconds + 5};
    return setrlimit(RLIMIT_CPU, &limit);
}

/// setpriority(2) of the calling thread; as above, an enumeration.
static inline int exchange_lower_priority(int steps) { return setpriority(PRIO_PROCESS, 0, steps); }

/// waitid(2) with WNOWAIT: whether a child has ended. It stays a zombie, so its number is still its own.
static inline int exchange_has_ended(int child) {
    siginfo_t found = {.si_signo = 0};
    return waitid(P_PID, (id_t)child, &found, WEXITED | WNOHANG | WNOWAIT) != 0 || found.si_signo != 0;
}

/// adjtimex(2), only asking: 1 where a time service keeps the clock right, 0 where none does, -1 where one may not ask.
static inline int exchange_clock_state(void) {
    struct timex about = {.modes = 0};
    int state = adjtimex(&about);
    if (state < 0) return -1;
    return state == TIME_ERROR || (about.status & STA_UNSYNC) ? 0 : 1;
}
