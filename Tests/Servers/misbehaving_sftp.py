#!/usr/bin/python3
r"""misbehaving_sftp.py FOLDER SCRIPT: an SFTP version 3 server on standard input and output that lies as it is told.

Stands under OpenSSH as a Subsystem, or bare on a pipe or socket pair. FOLDER is `/` to the client; nothing outside it is
touched. SCRIPT is a file, read once at the start: a quirk a line, words separated by blanks, Python escapes in texts
(\x00, \n, \xff). Without quirks it is a plain and honest server. An unknown quirk ends it with 64.

"n" counts from 1 over the replies after VERSION (for requests: after INIT); 0 is every one. VERB is open, close, read,
write, lstat, stat, fstat, setstat, fsetstat, opendir, readdir, remove, mkdir, rmdir, realpath, rename, posix-rename,
fsync, statvfs, limits.

which connections
  only K                 quirks hold for the first K connections of this script; later ones are honest
replies as packets
  wrong-id N             reply n answers a request nobody sent
  duplicate N            reply n comes twice
  length N L             the length field of reply n is L (0, 1, 4294967295, -1 ...)
  type N T               reply n is of packet type T
  truncate N B           only B bytes of reply n are sent, then the end of the stream
  hollow N               reply n ends behind its id, with a matching length
  garbage N B            B random bytes follow reply n
  shuffle K              replies wait until K are there or nothing comes for 20 ms, and go in any order
  slow R                 R bytes a second
  stall N                from request n on, nothing is answered (1: nothing but VERSION; 0: not even that)
  drop N                 the stream ends when request n arrives
  drop-bytes B           the stream ends after B bytes were sent
  mute VERB              requests of that kind are never answered (they are done)
depth
  depth-dies K           the stream ends when more than K requests are unanswered
  depth-waits K          nothing is answered while more than K requests are unanswered
  gather MS              an idle server answers the next request only when nothing more has come for MS; it shows how
                         deep a client dares to go (20 with depth-dies and depth-waits)
greeting
  version V              VERSION says V
  extensions none|garbage|flood    what VERSION offers; flood: 10,000 of them
  without NAME           one extension is neither offered nor known
  limits P R W H         what limits@openssh.com answers (packet, read, write, open handles)
listings
  entries N              the listing of `/` has N files more, file-000000.csv ..., that are not on the disk
  batch N                names in one reply (100)
  endless                a listing never ends
  empty-names K          K replies without a name come before the first (0: for ever)
  count N                the number of names a reply claims
  name TEXT              one entry more, of that name
  hostile-names          a collection of names nobody should believe
  twice                  each entry comes twice
  bare-entries           entries have no attributes
  case-insensitive       names are looked up without regard to case
paths
  leads PATH TEXT        realpath of PATH, as the server spells it, answers TEXT
reads
  eof-at B               reads at or behind byte B are the end of the file
  beyond B               files go on for B bytes behind their size
  long-data B            DATA is B bytes longer than asked for
  short-reads            DATA is as short as chance has it
  empty-data N           read n gets DATA of no bytes
  corrupt B              byte B of each file is another
attributes
  size-lie D             sizes are D bytes off, or absent, or huge (2^63)
  size-grows D           each look finds D bytes more
  bare-attributes        no attributes at all
  kind folder|link|fifo|absent     what kind everything claims to be
  skew S                 times are S seconds off
  mtime-moves            each look finds a later time
statuses
  lie VERB               OK is answered and nothing done
  refuse VERB CODE [TIMES [TEXT]]  that status instead, for the first TIMES (0: always)
  done-but VERB CODE [TIMES]       it is done, and that status answered
  vanish VERB [TIMES]    it is done, and the stream ends instead of an answer
  message TEXT           the text of every status but OK
  bare-status            a status has no text, as with very old servers
files
  rename-replaces        rename replaces an existing file
  quota B                writes fail when B bytes were written in all; what was written stays
  handle-length L        handles are L bytes long
  sweep SUFFIX           a closed file whose name ends so is removed at once, as a janitor does
  consumer FOLDER        a file renamed to its final name is moved to FOLDER (a real path) at once
  journal FILE           a line for each request: number, unanswered, verb, path; for each taken file: "taken"

A line "0 DEPTH most" with the greatest number of unanswered requests ends the journal.
"""
import errno
import os
import random
import select
import stat as modes
import struct
import sys
import time

INIT, VERSION, OPEN, CLOSE, READ, WRITE, LSTAT, FSTAT, SETSTAT, FSETSTAT = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
OPENDIR, READDIR, REMOVE, MKDIR, RMDIR, REALPATH, STAT, RENAME, READLINK, SYMLINK = 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
STATUS, HANDLE, DATA, NAME, ATTRS, EXTENDED, EXTENDED_REPLY = 101, 102, 103, 104, 105, 200, 201
OK, EOF, NO_SUCH_FILE, DENIED, FAILURE, BAD_MESSAGE, UNSUPPORTED = 0, 1, 2, 3, 4, 5, 8
VERBS = {OPEN: "open", CLOSE: "close", READ: "read", WRITE: "write", LSTAT: "lstat", FSTAT: "fstat", SETSTAT: "setstat",
         FSETSTAT: "fsetstat", OPENDIR: "opendir", READDIR: "readdir", REMOVE: "remove", MKDIR: "mkdir", RMDIR: "rmdir",
         REALPATH: "realpath", STAT: "stat", RENAME: "rename", READLINK: "readlink", SYMLINK: "symlink"}
OWN = {b"posix-rename@openssh.com": b"1", b"fsync@openssh.com": b"1", b"statvfs@openssh.com": b"2",
       b"limits@openssh.com": b"1"}
KNOWN = set("""only wrong-id duplicate length type truncate hollow garbage shuffle slow stall drop drop-bytes mute depth-dies
depth-waits gather version extensions without limits entries batch endless empty-names count name hostile-names twice bare-entries
case-insensitive leads eof-at beyond long-data short-reads empty-data corrupt size-lie size-grows bare-attributes kind skew
mtime-moves lie refuse done-but vanish message bare-status rename-replaces quota handle-length sweep consumer journal""".split())
HOSTILE = [b"..", b".", b"/etc/passwd", b"../../etc/shadow", b"a/b", b"nul\x00inside", b"new\nline", b"car\rriage", b"tab\t",
           b"esc\x1b[31mred", b"\xff\xfe\xfd", b"\xc3\x28", b"", b" ", b" leading", b"trailing ", b"-rf", b"*", b"$(id)",
           b"`id`", b"con", b"C:\\x", b"..\\..\\x", b"\xe2\x80\xaegnp.exe", b"x" * 255, b"y" * 256, b"z" * 65536,
           b"same", b"same", b"Same", b"%2e%2e%2f", b"a;b", b"a|b", b"a'b\"c", b"\xc3\xa9", b"e\xcc\x81"]


class End(Exception):
    pass


class Refused(Exception):
    def __init__(self, code, text="Failure"):
        self.code, self.text = code, text


def text32(value):
    return struct.pack(">I", len(value)) + value


def unescape(word):
    return word.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1") if "\\" in word \
        else word.encode()


class Quirks:
    def __init__(self, path):
        self.found = {}
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                words = line.rstrip("\n").split(" ")
                if not words[0] or words[0].startswith("#"):
                    continue
                if words[0] not in KNOWN:
                    sys.stderr.write("misbehaving_sftp: no quirk is named %r\n" % words[0])
                    sys.exit(64)
                self.found.setdefault(words[0], []).append(words[1:])
        if "only" in self.found and self.count(path) > int(self.found["only"][0][0]):
            self.found = {name: value for name, value in self.found.items() if name == "journal"}

    @staticmethod
    def count(path):
        number = os.open(path + ".connections", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        os.write(number, b".")
        size = os.fstat(number).st_size
        os.close(number)
        return size

    def __contains__(self, name):
        return name in self.found

    def number(self, name, other=None):
        return int(self.found[name][0][0]) if name in self.found else other

    def word(self, name):
        return self.found[name][0][0] if name in self.found else None

    def text(self, name):
        return unescape(" ".join(self.found[name][0]))

    def at(self, name, number):
        """The words behind the n of a quirk that holds for `number`, or None."""
        for words in self.found.get(name, ()):
            if int(words[0]) in (0, number):
                return words[1:]
        return None

    def verbs(self, name):
        return {words[0]: words[1:] for words in self.found.get(name, ())}


class Wire:
    """Packets in and out, and what may be wrong with them."""

    def __init__(self, quirks):
        self.quirks = quirks
        self.buffer = b""
        self.queue = []
        self.held = []
        self.replies = 0
        self.sent = 0
        self.requests = 0
        self.most = 0
        self.is_over = False

    def fill(self, seconds):
        """Takes in what is there; waits at most so long for something. False where nothing came."""
        if self.is_over or not select.select([0], [], [], seconds)[0]:
            return False
        got = os.read(0, 1 << 20)
        if not got:
            self.is_over = True
            return False
        self.buffer += got
        at = 0
        while len(self.buffer) - at >= 4:
            size = int.from_bytes(self.buffer[at:at + 4], "big")
            if size > 1 << 20:
                raise End
            if len(self.buffer) - at - 4 < size:
                break
            self.queue.append(self.buffer[at + 4:at + 4 + size])
            at += 4 + size
        self.buffer = self.buffer[at:]
        return True

    def next(self):
        """The next request, or None at the end of the stream."""
        is_judge = "depth-dies" in self.quirks or "depth-waits" in self.quirks
        gather = self.quirks.number("gather", 20 if is_judge else 0) / 1000
        was_idle = not self.queue
        while True:
            if self.queue:
                # Time for a client to show how many it dares to have under way.
                while self.fill(gather if was_idle else 0) and was_idle:
                    pass
                self.most = max(self.most, len(self.queue) + len(self.held))
                if "depth-dies" in self.quirks and len(self.queue) > self.quirks.number("depth-dies"):
                    raise End
                if "depth-waits" in self.quirks and len(self.queue) > self.quirks.number("depth-waits"):
                    if not self.fill(None) and self.is_over:
                        return None
                    continue
                return self.queue.pop(0)
            if self.held and not self.fill(0.02):
                self.flush()
            elif not self.held and not self.fill(None) and self.is_over:
                return None
            was_idle = True
            if self.is_over and not self.queue:
                return None

    def reply(self, kind, number, body):
        self.replies += 1
        n, quirks = self.replies, self.quirks
        if quirks.at("wrong-id", n) is not None:
            number = (number + 1000003) & 0xffffffff
        changed = quirks.at("type", n)
        kind = int(changed[0]) if changed else kind
        if quirks.at("hollow", n) is not None:
            body = b""
        packet = bytes([kind]) + struct.pack(">I", number) + body
        lied = quirks.at("length", n)
        size = int(lied[0]) & 0xffffffff if lied else len(packet)
        packet = struct.pack(">I", size) + packet
        cut = quirks.at("truncate", n)
        if cut:
            self.flush()
            self.put(packet[:int(cut[0])])
            raise End
        if quirks.at("duplicate", n) is not None:
            packet += packet
        extra = quirks.at("garbage", n)
        if extra:
            packet += random.randbytes(int(extra[0]))
        if "shuffle" in quirks:
            self.held.append(packet)
            if len(self.held) >= quirks.number("shuffle"):
                self.flush()
        else:
            self.put(packet)

    def flush(self):
        random.shuffle(self.held)
        held, self.held = self.held, []
        for packet in held:
            self.put(packet)

    def put(self, data):
        limit = self.quirks.number("drop-bytes")
        if limit is not None and self.sent + len(data) > limit:
            self.write(data[:max(0, limit - self.sent)])
            raise End
        self.write(data)

    def write(self, data):
        rate = self.quirks.number("slow")
        step = max(1, rate // 20) if rate else len(data)
        for at in range(0, len(data), step or 1):
            if rate:
                time.sleep(min(len(data), step) / rate)
            part = memoryview(data)[at:at + step]
            while part:
                # A client that writes without reading must not be waited for: what it writes is taken in meanwhile.
                _, ready, _ = select.select([], [1], [], 0)
                if not ready:
                    readable, ready, _ = select.select([] if self.is_over else [0], [1], [])
                    if readable:
                        self.fill(0)
                if ready:
                    put = os.write(1, part[:32768])
                    self.sent += put
                    part = part[put:]


class Server:
    def __init__(self, folder, quirks):
        self.root = os.fsencode(os.path.realpath(folder))
        self.quirks = quirks
        self.wire = Wire(quirks)
        self.handles = {}
        self.made = 0
        self.written = 0
        self.reads = 0
        self.looks = 0
        self.tries = {}
        self.journal = open(quirks.word("journal"), "ab", 0) if "journal" in quirks else None
        self.extensions = {name: value for name, value in OWN.items()
                           if name.decode() not in {words[0] for words in quirks.found.get("without", ())}}

    # What a path means. Nothing leads out of the folder.
    def path(self, name):
        parts = []
        for part in name.split(b"/"):
            if b"\0" in part or len(part) > 255:
                raise Refused(FAILURE, "Bad name")
            if part == b"..":
                parts = parts[:-1]
            elif part not in (b"", b"."):
                parts.append(self.spelled(parts, part))
        found = os.path.join(self.root, *parts)
        above = os.path.realpath(os.path.dirname(found)) if parts else self.root
        if above != self.root and not above.startswith(self.root + b"/"):
            raise Refused(DENIED, "Permission denied")
        return found

    def spelled(self, parts, name):
        if "case-insensitive" not in self.quirks:
            return name
        try:
            for there in os.listdir(os.path.join(self.root, *parts)):
                if there.lower() == name.lower():
                    return there
        except OSError:
            pass
        return name

    def note(self, *words):
        if self.journal:
            self.journal.write(b" ".join(w if isinstance(w, bytes) else str(w).encode() for w in words) + b"\n")

    def run(self):
        try:
            self.converse()
        except (End, BrokenPipeError, ConnectionResetError):
            pass
        finally:
            self.note(0, self.wire.most, "most")

    def converse(self):
        wire, quirks = self.wire, self.quirks
        stall, drop = quirks.number("stall"), quirks.number("drop")
        first = wire.next()
        if first is None or first[0] != INIT or drop == 0:
            return
        if stall == 0:
            return self.swallow()
        self.greet()
        while True:
            packet = wire.next()
            if packet is None:
                wire.flush()
                return
            wire.requests += 1
            if drop is not None and wire.requests >= drop:
                return
            if stall is not None and wire.requests >= stall:
                return self.swallow()
            self.answer(packet)

    def swallow(self):
        while not self.wire.is_over:
            self.wire.fill(None)
            self.wire.queue.clear()

    def greet(self):
        offered = b"".join(text32(name) + text32(value) for name, value in self.extensions.items())
        how = self.quirks.word("extensions")
        if how == "none":
            offered = b""
        elif how == "garbage":
            offered += b"\x00\x00\xff\xffgarbage" + random.randbytes(40)
        elif how == "flood":
            offered += b"".join(text32(b"flood-%d@example.org" % n) + text32(b"1") for n in range(10_000))
        body = bytes([VERSION]) + struct.pack(">I", self.quirks.number("version", 3)) + offered
        self.wire.put(struct.pack(">I", len(body)) + body)

    def answer(self, packet):
        kind, number, rest = packet[0], int.from_bytes(packet[1:5], "big"), packet[5:]
        verb = VERBS.get(kind, "unknown-%d" % kind)
        if kind == EXTENDED:
            name, rest = self.take(rest)
            verb = name.split(b"@")[0].decode("latin-1")
            if name not in self.extensions:
                self.note(self.wire.requests, len(self.wire.queue) + 1, verb)
                return self.status(number, UNSUPPORTED, "Unsupported")
        subject = b""
        if self.journal:
            if len(rest) >= 4:
                subject = self.take(rest)[0]
                if subject in self.handles:
                    subject = self.handles[subject][1]
            self.note(self.wire.requests, len(self.wire.queue) + 1, verb, repr(subject)[1:])
        try:
            reply = self.act(verb, kind, rest)
        except Refused as refused:
            reply = (STATUS, refused.code, refused.text)
        except OSError as error:
            code = {errno.ENOENT: NO_SUCH_FILE, errno.EACCES: DENIED, errno.EPERM: DENIED}.get(error.errno, FAILURE)
            reply = (STATUS, code, error.strerror)
        except (struct.error, IndexError):
            reply = (STATUS, BAD_MESSAGE, "Bad message")
        if verb in self.quirks.verbs("mute"):
            return
        if reply[0] == STATUS:
            self.status(number, reply[1], reply[2])
        else:
            self.wire.reply(reply[0], number, reply[1])

    def status(self, number, code, text):
        body = struct.pack(">I", code)
        if "bare-status" not in self.quirks:
            said = self.quirks.text("message") if code and "message" in self.quirks else text.encode()
            body += text32(said) + text32(b"")
        self.wire.reply(STATUS, number, body)

    def due(self, quirk, verb, at=1):
        """The words of `quirk VERB`, if it still holds for this verb; the `at`-th says how often it does."""
        words = self.quirks.verbs(quirk).get(verb)
        if words is None:
            return None
        times = int(words[at]) if len(words) > at else 0
        self.tries[quirk, verb] = self.tries.get((quirk, verb), 0) + 1
        return words if times == 0 or self.tries[quirk, verb] <= times else None

    def act(self, verb, kind, rest):
        refused = self.due("refuse", verb)
        if refused:
            raise Refused(int(refused[0]), unescape(" ".join(refused[2:])).decode("latin-1") if refused[2:] else "Failure")
        if verb in self.quirks.verbs("lie"):
            if verb == "close":
                self.forget(self.take(rest)[0])
            return STATUS, OK, "Success"
        reply = getattr(self, "do_" + verb.replace("-", "_"), self.unknown)(rest)
        if self.due("vanish", verb, at=0) is not None:
            raise End
        spoiled = self.due("done-but", verb)
        if spoiled:
            raise Refused(int(spoiled[0]))
        return reply or (STATUS, OK, "Success")

    def unknown(self, rest):
        raise Refused(UNSUPPORTED, "Unsupported")

    @staticmethod
    def take(data):
        size = int.from_bytes(data[:4], "big")
        if len(data) < 4 + size:
            raise IndexError
        return data[4:4 + size], data[4 + size:]

    # Handles.
    def keep(self, thing, name):
        self.made += 1
        size = self.quirks.number("handle-length", 4)
        handle = b"%08d" % self.made
        handle = handle[-size:] if size <= 8 else handle.rjust(size, b"h")
        self.handles[handle] = [thing, name, 0]
        return HANDLE, text32(handle)

    def held(self, rest):
        handle, rest = self.take(rest)
        if handle not in self.handles:
            raise Refused(FAILURE, "Invalid handle")
        return self.handles[handle], rest

    def forget(self, handle):
        found = self.handles.pop(handle, None)
        if found is None:
            raise Refused(FAILURE, "Invalid handle")
        if isinstance(found[0], int):
            os.close(found[0])
        return found

    # Attributes.
    def attributes(self, there):
        self.looks += 1
        quirks = self.quirks
        if "bare-attributes" in quirks:
            return struct.pack(">I", 0)
        size, lie = there.st_size, quirks.word("size-lie")
        if lie == "huge":
            size = 1 << 63
        elif lie not in (None, "absent"):
            size = max(0, size + int(lie))
        size += quirks.number("size-grows", 0) * self.looks
        moment = int(there.st_mtime) + quirks.number("skew", 0) + (self.looks if "mtime-moves" in quirks else 0)
        mode, kind = there.st_mode, quirks.word("kind")
        if kind in ("folder", "link", "fifo"):
            mode = modes.S_IMODE(mode) | {"folder": modes.S_IFDIR, "link": modes.S_IFLNK, "fifo": modes.S_IFIFO}[kind]
        flags, body = 2 | 8, struct.pack(">II", there.st_uid, there.st_gid)
        if lie != "absent":
            flags, body = flags | 1, struct.pack(">Q", size) + body
        if kind != "absent":
            flags, body = flags | 4, body + struct.pack(">I", mode)
        return struct.pack(">I", flags) + body + struct.pack(">II", moment & 0xffffffff, moment & 0xffffffff)

    @staticmethod
    def wished(rest):
        """size, mode and times of an ATTRS, None where absent."""
        flags, at = int.from_bytes(rest[:4], "big"), 4
        size = mode = times = None
        if flags & 1:
            size, at = int.from_bytes(rest[at:at + 8], "big"), at + 8
        if flags & 2:
            at += 8
        if flags & 4:
            mode, at = int.from_bytes(rest[at:at + 4], "big"), at + 4
        if flags & 8:
            times = struct.unpack(">II", rest[at:at + 8])
        return size, mode, times

    def change(self, where, rest):
        size, mode, times = self.wished(rest)
        if size is not None:
            os.truncate(where, size)
        if mode is not None:
            os.chmod(where, modes.S_IMODE(mode))
        if times is not None:
            os.utime(where, times)

    # The verbs.
    def do_open(self, rest):
        name, rest = self.take(rest)
        flags, (_, mode, _) = int.from_bytes(rest[:4], "big"), self.wished(rest[4:])
        how = (os.O_RDWR if flags & 3 == 3 else os.O_WRONLY if flags & 2 else os.O_RDONLY) | os.O_CLOEXEC | os.O_NONBLOCK
        for bit, meaning in ((4, os.O_APPEND), (8, os.O_CREAT), (16, os.O_TRUNC), (32, os.O_EXCL)):
            if flags & bit:
                how |= meaning
        there = os.open(self.path(name), how, 0o666 if mode is None else modes.S_IMODE(mode))
        return self.keep(there, name)

    def do_close(self, rest):
        handle, _ = self.take(rest)
        found = self.forget(handle)
        suffix = self.quirks.word("sweep")
        if suffix and found[1].endswith(unescape(suffix)):
            os.unlink(self.path(found[1]))
            self.note("swept", found[1])

    def do_read(self, rest):
        (there, name, _), rest = self.held(rest)
        offset, wished = struct.unpack(">QI", rest[:12])
        quirks = self.quirks
        self.reads += 1
        if quirks.at("empty-data", self.reads) is not None:
            return DATA, text32(b"")
        limit = quirks.number("eof-at")
        if limit is not None:
            if offset >= limit:
                raise Refused(EOF, "End of file")
            wished = min(wished, limit - offset)
        if "short-reads" in quirks:
            wished = random.randint(1, max(1, wished))
        data = os.pread(there, min(wished, 262_144), offset)
        beyond = os.fstat(there).st_size + quirks.number("beyond", 0)
        if "beyond" in quirks and offset + len(data) < beyond:
            data += bytes(min(wished - len(data), beyond - offset - len(data)))
        if not data:
            raise Refused(EOF, "End of file")
        place = quirks.number("corrupt")
        if place is not None and offset <= place < offset + len(data):
            data = data[:place - offset] + bytes([data[place - offset] ^ 1]) + data[place - offset + 1:]
        return DATA, text32(data + bytes(quirks.number("long-data", 0)))

    def do_write(self, rest):
        (there, _, _), rest = self.held(rest)
        offset = int.from_bytes(rest[:8], "big")
        data, _ = self.take(rest[8:])
        quota = self.quirks.number("quota")
        if quota is not None and self.written + len(data) > quota:
            os.pwrite(there, data[:max(0, quota - self.written)], offset)
            self.written = quota
            raise Refused(FAILURE, "Failure")
        self.written += len(data)
        if os.pwrite(there, data, offset) != len(data):
            raise Refused(FAILURE, "Short write")

    def do_lstat(self, rest):
        return ATTRS, self.attributes(os.lstat(self.path(self.take(rest)[0])))

    def do_stat(self, rest):
        return ATTRS, self.attributes(os.stat(self.path(self.take(rest)[0])))

    def do_fstat(self, rest):
        return ATTRS, self.attributes(os.fstat(self.held(rest)[0][0]))

    def do_setstat(self, rest):
        name, rest = self.take(rest)
        self.change(self.path(name), rest)

    def do_fsetstat(self, rest):
        (there, _, _), rest = self.held(rest)
        self.change(there, rest)

    def do_opendir(self, rest):
        name, _ = self.take(rest)
        found = os.scandir(self.path(name))
        return self.keep(self.entries(found, self.path(name) == self.root), name)

    def entries(self, found, is_root):
        """Name and attributes, one after another; a None is a reply without names."""
        quirks = self.quirks
        empties = quirks.number("empty-names")
        while empties == 0:
            yield None
        for _ in range(empties or 0):
            yield None
        here = os.stat(self.root)
        special = [b".", b".."]
        if is_root:
            special += [unescape(" ".join(words)) for words in quirks.found.get("name", ())]
            special += HOSTILE if "hostile-names" in quirks else []
        plain = os.stat_result((modes.S_IFREG | 0o644, 0, 0, 1, here.st_uid, here.st_gid, 12, here.st_atime, here.st_mtime, 0))
        for name in special:
            yield name, self.attributes(here if name in (b".", b"..") else plain)
        for entry in found:
            for _ in range(2 if "twice" in quirks else 1):
                yield entry.name, self.attributes(entry.stat(follow_symlinks=False))
        if is_root and "entries" in quirks:
            attributes = self.attributes(plain)
            for number in range(quirks.number("entries")):
                yield b"file-%06d.csv" % number, attributes
        number = 0
        while "endless" in quirks:
            number += 1
            yield b"endless-%09d" % number, self.attributes(plain)

    def do_readdir(self, rest):
        (found, _, _), _ = self.held(rest)
        if isinstance(found, int):
            raise Refused(FAILURE, "Not a folder")
        names = []
        for entry in found:
            if entry is None:
                return NAME, struct.pack(">I", 0)
            name, attributes = entry
            if "bare-entries" in self.quirks:
                attributes = struct.pack(">I", 0)
            names.append(text32(name) + text32(b"-rw-r--r--    1 0 0 12 Jan  1 00:00 " + name[:60]) + attributes)
            if len(names) >= self.quirks.number("batch", 100):
                break
        if not names:
            raise Refused(EOF, "End of file")
        return NAME, struct.pack(">I", self.quirks.number("count", len(names)) & 0xffffffff) + b"".join(names)

    def do_remove(self, rest):
        os.unlink(self.path(self.take(rest)[0]))

    def do_mkdir(self, rest):
        os.mkdir(self.path(self.take(rest)[0]))

    def do_rmdir(self, rest):
        os.rmdir(self.path(self.take(rest)[0]))

    def do_realpath(self, rest):
        found = self.path(self.take(rest)[0])[len(self.root):] or b"/"
        led = self.quirks.verbs("leads").get(found.decode("latin-1"))
        found = unescape(" ".join(led)) if led else found
        return NAME, struct.pack(">I", 1) + text32(found) + text32(found) + struct.pack(">I", 0)

    def do_rename(self, rest):
        self.rename(rest, "rename-replaces" in self.quirks)

    def do_posix_rename(self, rest):
        self.rename(rest, True)

    def rename(self, rest, replaces):
        old, rest = self.take(rest)
        new, _ = self.take(rest)
        source, target = self.path(old), self.path(new)
        if replaces:
            os.rename(source, target)
        else:
            os.link(source, target, follow_symlinks=False) if not os.path.isdir(source) else os.rename(source, target)
            if os.path.lexists(source):
                os.unlink(source)
        consumer = self.quirks.word("consumer")
        if consumer:
            import hashlib  # slow to load, seldom needed
            with open(target, "rb") as content:
                digest = hashlib.sha256(content.read()).hexdigest()
            size = os.path.getsize(target)
            os.replace(target, os.path.join(os.fsencode(consumer), os.path.basename(target)))
            self.note("taken", new, size, digest)

    def do_fsync(self, rest):
        os.fsync(self.held(rest)[0][0])

    def do_statvfs(self, rest):
        there = os.statvfs(self.path(self.take(rest)[0]))
        return EXTENDED_REPLY, struct.pack(
            ">11Q", there.f_bsize, there.f_frsize, there.f_blocks, there.f_bfree, there.f_bavail, there.f_files,
            there.f_ffree, there.f_favail, there.f_fsid & 0xffffffffffffffff, there.f_flag & 3, there.f_namemax)

    def do_limits(self, rest):
        said = self.quirks.found.get("limits", [["262144", "261120", "261120", "1019"]])[0]
        return EXTENDED_REPLY, struct.pack(">4Q", *(int(word) & 0xffffffffffffffff for word in said))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.stderr.write(__doc__)
        sys.exit(64)
    Server(sys.argv[1], Quirks(sys.argv[2])).run()
