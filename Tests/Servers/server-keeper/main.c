// server-keeper LOG [--accounts PASSWD SHADOW] PROGRAM ARGUMENT...
//
// Runs a test's server so that nothing of it outlives the test. Whatever the server forks stays below this process
// (PR_SET_CHILD_SUBREAPER), also what left its process group, as every sshd session does. When standard input ends,
// because the test closed it or died, or SIGTERM comes, or the server ends, everything below is killed and waited for.
//
// Output and errors of the server are appended to LOG. On standard output stands one line: "PID SERVERPID".
// --accounts: the server alone sees these two files as /etc/passwd and /etc/shadow (root only: a mount namespace).
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t parent_of(const char *name) {
    char path[300], text[512];
    snprintf(path, sizeof path, "/proc/%s/stat", name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t got = read(fd, text, sizeof text - 1);
    close(fd);
    if (got <= 0) return -1;
    text[got] = 0;
    // "pid (any name) S ppid": the name may hold anything, so the last parenthesis counts.
    char *end = strrchr(text, ')');
    int parent = -1;
    return end && sscanf(end + 1, " %*c %d", &parent) == 1 ? parent : -1;
}

static void kill_children(void) {
    DIR *processes = opendir("/proc");
    if (!processes) return;
    struct dirent *entry;
    while ((entry = readdir(processes)))
        if (isdigit((unsigned char)entry->d_name[0]) && parent_of(entry->d_name) == getpid())
            kill(atoi(entry->d_name), SIGKILL);
    closedir(processes);
}

// Killing one makes its children ours, so this goes on until nobody is left.
static void end_all(void) {
    for (;;) {
        kill_children();
        pid_t ended = waitpid(-1, NULL, 0);
        if (ended < 0 && errno == ECHILD) return;
    }
}

static int hide_accounts(const char *passwd, const char *shadow) {
    if (unshare(CLONE_NEWNS)) return -1;
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL)) return -1;
    if (mount(passwd, "/etc/passwd", NULL, MS_BIND, NULL)) return -1;
    return mount(shadow, "/etc/shadow", NULL, MS_BIND, NULL);
}

int main(int count, char **words) {
    const char *passwd = NULL, *shadow = NULL;
    int first = 2;
    if (count > 5 && !strcmp(words[2], "--accounts")) {
        passwd = words[3];
        shadow = words[4];
        first = 5;
    }
    if (count <= first) {
        fprintf(stderr, "usage: server-keeper LOG [--accounts PASSWD SHADOW] PROGRAM ARGUMENT...\n");
        return 64;
    }
    int log = open(words[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) { perror(words[1]); return 71; }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    int told = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    pid_t self = getpid();
    pid_t server = fork();
    if (server < 0) { perror("fork"); return 71; }
    if (server == 0) {
        sigprocmask(SIG_UNBLOCK, &signals, NULL);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != self) _exit(71);
        dup2(open("/dev/null", O_RDWR | O_CLOEXEC), 0);
        dup2(log, 1);
        dup2(log, 2);
        if (passwd && hide_accounts(passwd, shadow)) { perror("private accounts"); _exit(71); }
        execv(words[first], words + first);
        perror(words[first]);
        _exit(127);
    }
    printf("%d %d\n", self, server);
    fflush(stdout);
    struct pollfd waits[2] = {{.fd = 0, .events = POLLIN}, {.fd = told, .events = POLLIN}};
    for (;;) {
        poll(waits, 2, -1);
        char waste[256];
        if (waits[0].revents && read(0, waste, sizeof waste) <= 0) break;
        if (!waits[1].revents) continue;
        struct signalfd_siginfo what;
        int over = 0;
        while (read(told, &what, sizeof what) == sizeof what) over |= what.ssi_signo == SIGTERM;
        int state;
        pid_t ended;
        while ((ended = waitpid(-1, &state, WNOHANG)) > 0) over |= ended == server;
        if (over) break;
    }
    end_all();
    return 0;
}
