// fault-proxy TARGETPORT PLAN...
//
// A TCP relay on 127.0.0.1 that does to connections what networks do. It listens on a port the kernel gives and says so
// in its first line, "port N". The first connection follows the first PLAN, the second the second; the last PLAN holds
// for all further ones. A PLAN is a list of faults with commas between them; "clean" is none. "up" is from client to
// server, "down" from server to client; bytes are counted from the start of the connection, in that direction.
//
//   up-cut=N     down-cut=N      after N bytes both directions end in order (FIN)
//   up-reset=N   down-reset=N    after N bytes both sides get a reset (RST)
//   up-half=N    down-half=N     after N bytes this direction ends (FIN), the other goes on
//   up-stall=N   down-stall=N    after N bytes nothing is taken or sent any more; the connection stays
//   up-lose=N    down-lose=N     after N bytes everything is taken, and nothing passed on, the end neither
//   up-corrupt=N down-corrupt=N  byte N (from 0) arrives with its lowest bit turned
//   up-rate=R    down-rate=R     R bytes a second
//   delay=MS                     each byte takes MS longer in either direction
//   window=B                     so many bytes may be under way in one direction (4194304 with a delay): a real
//                                distance carries window / delay bytes a second and no more
//   slow-accept=MS               nothing is taken, and the server not called, for so long
//   blackhole                    the connection is accepted, and nothing ever happens
//   refuse                       reset at once
//
// Further lines: "connection K open", "connection K FAULT UP DOWN" when a fault strikes and
// "connection K closed UP DOWN" with the bytes that were passed on each way.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { UP, DOWN, CHUNK = 65536, MOST = 1024 };
enum fault { NONE, CUT, RESET, HALF, STALL, LOSE, FAULTS };
static const char *const fault_names[FAULTS] = {"", "cut", "reset", "half", "stall", "lose"};

struct way_plan { int64_t at[FAULTS]; int64_t corrupt; int64_t rate; };
struct plan { struct way_plan way[2]; double delay; int64_t window; double slow_accept; int blackhole, refuse; };

struct chunk { struct chunk *next; double due; size_t size, sent; char data[]; };

struct way {
    struct chunk *first, *last;
    int64_t taken, passed, queued;
    double allowance_from;
    enum fault struck;
    int has_ended, has_finished;
};

struct connection {
    int sockets[2];  // the client's and the server's
    struct way ways[2];
    const struct plan *plan;
    double begins;
    int number, is_draining, is_called;
};

static struct connection *connections[MOST];
static int target;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int usage(const char *word) {
    fprintf(stderr, "fault-proxy: cannot make sense of '%s'\n", word);
    return 64;
}

static int parse_way(struct way_plan *way, const char *name, int64_t value) {
    for (int fault = CUT; fault < FAULTS; fault++)
        if (!strcmp(name, fault_names[fault])) { way->at[fault] = value; return 1; }
    if (!strcmp(name, "corrupt")) { way->corrupt = value; return 1; }
    if (!strcmp(name, "rate") && value > 0) { way->rate = value; return 1; }
    return 0;
}

static int parse(struct plan *plan, char *text) {
    memset(plan, 0, sizeof *plan);
    for (int way = UP; way <= DOWN; way++) {
        for (int fault = 0; fault < FAULTS; fault++) plan->way[way].at[fault] = -1;
        plan->way[way].corrupt = -1;
    }
    char *rest = NULL;
    for (char *word = strtok_r(text, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        char *equals = strchr(word, '=');
        char *end = NULL;
        int64_t value = equals ? strtoll(equals + 1, &end, 10) : 0;
        if (equals && (end == equals + 1 || *end || value < 0)) return usage(word);
        if (equals) *equals = 0;
        int known = 1;
        if (!equals && !strcmp(word, "clean")) continue;
        else if (!equals && !strcmp(word, "blackhole")) plan->blackhole = 1;
        else if (!equals && !strcmp(word, "refuse")) plan->refuse = 1;
        else if (!equals) known = 0;
        else if (!strcmp(word, "delay")) plan->delay = (double)value / 1000;
        else if (!strcmp(word, "window")) plan->window = value;
        else if (!strcmp(word, "slow-accept")) plan->slow_accept = (double)value / 1000;
        else if (!strncmp(word, "up-", 3)) known = parse_way(&plan->way[UP], word + 3, value);
        else if (!strncmp(word, "down-", 5)) known = parse_way(&plan->way[DOWN], word + 5, value);
        else known = 0;
        if (!known) return usage(word);
    }
    if (!plan->window) plan->window = plan->delay > 0 ? 4 << 20 : 512 << 10;
    return 0;
}

static void tell(const struct connection *connection, const char *what) {
    printf("connection %d %s %lld %lld\n", connection->number, what, (long long)connection->ways[UP].passed,
           (long long)connection->ways[DOWN].passed);
    fflush(stdout);
}

static void set_up(int fd) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

static void end_connection(int index, int abruptly) {
    struct connection *connection = connections[index];
    struct linger none = {.l_onoff = 1, .l_linger = 0};
    for (int side = 0; side < 2; side++) {
        if (connection->sockets[side] < 0) continue;
        if (abruptly) setsockopt(connection->sockets[side], SOL_SOCKET, SO_LINGER, &none, sizeof none);
        close(connection->sockets[side]);
    }
    tell(connection, "closed");
    for (int way = UP; way <= DOWN; way++)
        for (struct chunk *chunk = connection->ways[way].first, *next; chunk; chunk = next) {
            next = chunk->next;
            free(chunk);
        }
    free(connection);
    connections[index] = NULL;
}

static void call_server(int index) {
    struct connection *connection = connections[index];
    connection->is_called = 1;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in where = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)target), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (fd < 0 || connect(fd, (struct sockaddr *)&where, sizeof where)) {
        if (fd >= 0) close(fd);
        end_connection(index, 1);
        return;
    }
    set_up(fd);
    connection->sockets[1] = fd;
}

static void accept_one(int listener, const struct plan *plans, int plan_count) {
    static int number;
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0) return;
    int index = 0;
    while (index < MOST && connections[index]) index++;
    struct connection *connection = index < MOST ? calloc(1, sizeof *connection) : NULL;
    if (!connection) { close(fd); return; }
    set_up(fd);
    const struct plan *plan = &plans[number < plan_count ? number : plan_count - 1];
    *connection = (struct connection){.sockets = {fd, -1}, .plan = plan, .begins = now() + plan->slow_accept, .number = ++number};
    connection->ways[UP].allowance_from = connection->ways[DOWN].allowance_from = connection->begins;
    connections[index] = connection;
    printf("connection %d open\n", number);
    fflush(stdout);
    if (plan->refuse) end_connection(index, 1);
}

// The fault that strikes first in a direction, and behind how many bytes; NONE where there is none.
static enum fault next_fault(const struct way_plan *plan, int64_t *at) {
    enum fault found = NONE;
    for (int fault = CUT; fault < FAULTS; fault++)
        if (plan->at[fault] >= 0 && (found == NONE || plan->at[fault] < *at)) {
            found = (enum fault)fault;
            *at = plan->at[fault];
        }
    return found;
}

// Reads from one side what may be under way. Answers -1 where the connection is broken.
static int take(struct connection *connection, int direction) {
    struct way *way = &connection->ways[direction];
    int from = connection->sockets[direction];
    static char buffer[CHUNK];
    ssize_t got = read(from, buffer, CHUNK);
    if (got <= 0) {
        if (got < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
        way->has_ended = 1;
        return 0;
    }
    if (connection->is_draining || way->struck == LOSE || way->struck == HALF) return 0;
    // As large as what came: many small packets may be under way for long.
    struct chunk *chunk = malloc(sizeof *chunk + (size_t)got);
    if (!chunk) return -1;
    memcpy(chunk->data, buffer, (size_t)got);
    const struct way_plan *plan = &connection->plan->way[direction];
    if (plan->corrupt >= way->taken && plan->corrupt < way->taken + got) chunk->data[plan->corrupt - way->taken] ^= 1;
    way->taken += got;
    way->queued += got;
    chunk->next = NULL;
    chunk->size = (size_t)got;
    chunk->sent = 0;
    chunk->due = now() + connection->plan->delay;
    if (way->last) way->last->next = chunk; else way->first = chunk;
    way->last = chunk;
    return 0;
}

// How many bytes of `wished` the rate allows now; `due` is when there will be more.
static size_t allowed(struct way *way, int64_t rate, size_t wished, double *due) {
    if (!rate) return wished;
    // A twentieth of a second at most is saved up.
    double moment = now(), most = rate > 20 ? 0.05 : 1.0 / (double)rate;
    if (way->allowance_from < moment - most) way->allowance_from = moment - most;
    double bytes = (moment - way->allowance_from) * (double)rate + 1e-6;
    if (bytes < 1) {
        double wait = way->allowance_from + 1.0 / (double)rate;
        if (wait < *due) *due = wait;
        return 0;
    }
    return (double)wished < bytes ? wished : (size_t)bytes;
}

static void strike(struct connection *connection, int direction, enum fault fault) {
    struct way *way = &connection->ways[direction];
    way->struck = fault;
    char what[32];
    snprintf(what, sizeof what, "%s-%s", direction == UP ? "up" : "down", fault_names[fault]);
    tell(connection, what);
    if (fault == CUT) {
        connection->is_draining = 1;
        for (int side = 0; side < 2; side++) shutdown(connection->sockets[side], SHUT_WR);
    }
    if (fault == HALF) shutdown(connection->sockets[!direction], SHUT_WR);
}

// Passes on what is due. -1: broken; -2: reset it. `due` becomes the next moment something is.
static int pass(struct connection *connection, int direction, double *due, int *is_blocked) {
    struct way *way = &connection->ways[direction];
    const struct way_plan *plan = &connection->plan->way[direction];
    for (;;) {
        if (connection->is_draining || way->struck) return 0;
        int64_t limit = 0;
        enum fault fault = next_fault(plan, &limit);
        if (fault != NONE && way->passed >= limit) {
            strike(connection, direction, fault);
            return fault == RESET ? -2 : 0;
        }
        struct chunk *chunk = way->first;
        if (!chunk) break;
        if (chunk->due > now()) { if (chunk->due < *due) *due = chunk->due; break; }
        size_t wished = chunk->size - chunk->sent;
        if (fault != NONE && (int64_t)wished > limit - way->passed) wished = (size_t)(limit - way->passed);
        wished = allowed(way, plan->rate, wished, due);
        if (!wished) break;
        ssize_t put = write(connection->sockets[!direction], chunk->data + chunk->sent, wished);
        if (put < 0) {
            if (errno == EINTR) continue;
            if (errno != EAGAIN) return -1;
            *is_blocked = 1;
            break;
        }
        way->passed += put;
        way->queued -= put;
        chunk->sent += (size_t)put;
        if (plan->rate) way->allowance_from += (double)put / (double)plan->rate;
        if (chunk->sent < chunk->size) continue;
        way->first = chunk->next;
        if (!way->first) way->last = NULL;
        free(chunk);
    }
    if (way->has_ended && !way->first && !way->has_finished) {
        way->has_finished = 1;
        shutdown(connection->sockets[!direction], SHUT_WR);
    }
    return 0;
}

// One round for one connection; fills what to wait for. Answers 1 where it is gone.
static int serve(int index, struct pollfd waits[2], double *due) {
    struct connection *connection = connections[index];
    if (connection->plan->blackhole) return 0;
    if (!connection->is_called) {
        if (connection->begins > now()) { if (connection->begins < *due) *due = connection->begins; return 0; }
        call_server(index);
        if (!connections[index]) return 1;
    }
    int blocked[2] = {0, 0}, is_over = 1;
    for (int direction = UP; direction <= DOWN; direction++) {
        int how = pass(connection, direction, due, &blocked[direction]);
        if (how) { end_connection(index, 1); return 1; }
    }
    for (int direction = UP; direction <= DOWN; direction++) {
        struct way *way = &connection->ways[direction];
        int reads = !way->has_ended && way->struck != STALL &&
                    (connection->is_draining || way->struck == LOSE || way->struck == HALF || way->queued < connection->plan->window);
        waits[direction].fd = connection->sockets[direction];
        waits[direction].events = (short)((reads ? POLLIN : 0) | (blocked[!direction] ? POLLOUT : 0));
        // Without an interest, poll would still tell of a hang-up, for ever: a stalled network tells nobody.
        if (!waits[direction].events) waits[direction].fd = -1;
        is_over &= way->has_ended && (connection->is_draining || way->has_finished || way->struck == HALF);
    }
    if (is_over) { end_connection(index, 0); return 1; }
    return 0;
}

int main(int count, char **words) {
    if (count < 3) { fprintf(stderr, "usage: fault-proxy TARGETPORT PLAN...\n"); return 64; }
    signal(SIGPIPE, SIG_IGN);
    target = atoi(words[1]);
    int plan_count = count - 2;
    struct plan *plans = calloc((size_t)plan_count, sizeof *plans);
    for (int index = 0; index < plan_count; index++)
        if (parse(&plans[index], words[index + 2])) return 64;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct sockaddr_in where = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof where;
    if (bind(listener, (struct sockaddr *)&where, size) || listen(listener, 128) ||
        getsockname(listener, (struct sockaddr *)&where, &size)) {
        perror("fault-proxy");
        return 71;
    }
    printf("port %d\n", ntohs(where.sin_port));
    fflush(stdout);
    static struct pollfd waits[2 * MOST + 1];
    static int owners[2 * MOST + 1];
    for (;;) {
        double due = now() + 3600;
        nfds_t waiting = 1;
        waits[0] = (struct pollfd){.fd = listener, .events = POLLIN};
        for (int index = 0; index < MOST; index++) {
            if (!connections[index]) continue;
            struct pollfd both[2] = {{.fd = -1}, {.fd = -1}};
            if (serve(index, both, &due)) continue;
            for (int side = 0; side < 2; side++) {
                if (both[side].fd < 0) continue;
                owners[waiting] = 2 * index + side;
                waits[waiting++] = both[side];
            }
        }
        double rest = due - now();
        if (rest < 0) rest = 0;
        struct timespec patience = {(time_t)rest, (long)((rest - (double)(time_t)rest) * 1e9)};
        if (ppoll(waits, waiting, &patience, NULL) < 0) continue;
        if (waits[0].revents) accept_one(listener, plans, plan_count);
        for (nfds_t place = 1; place < waiting; place++) {
            int index = owners[place] / 2, side = owners[place] % 2;
            if (!connections[index] || !(waits[place].revents & (POLLIN | POLLHUP | POLLERR))) continue;
            if (!(waits[place].events & POLLIN)) {
                if (waits[place].revents & POLLERR) end_connection(index, 1);
                continue;
            }
            if (take(connections[index], side)) end_connection(index, 1);
        }
    }
}
