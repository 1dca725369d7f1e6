"""misbehaving_ftp.py FOLDER SCRIPT [CERTIFICATE KEY]

An FTP server on 127.0.0.1 that does what its script says. FOLDER is `/` to clients; any account and password is let in,
unless the script says otherwise. Says `port N`, then a line for each command. The script is read anew for each
connection: one quirk a line.

  features A,B        FEAT has these lines only (`MLST type*;size*;modify*;` counts as one); `-` for no FEAT at all
  implicit            TLS from the first byte
  no-auth             AUTH is refused, as something between would have it
  auth-then-plain     AUTH is answered 234, and then nobody speaks TLS
  no-prot-p           PROT P is refused
  refuse-user         USER is refused
  refuse-login        the password is refused
  password TEXT       any other password is refused
  most N              no more than N connections at once; the next is told 421
  ascii               TYPE I is answered 200, and means nothing unless `binary` was the first TYPE: text is sent with CR LF
  ascii-default       text is sent with CR LF until TYPE I comes
  pasv-refused        EPSV and PASV are refused
  epsv-refused        EPSV is refused
  pasv-to A,B,C,D     PASV names this address
  data-refused TEXT   every transfer is answered with this line (`425 …`, `522 …`)
  data-dead           the port of a transfer is closed before anybody connects
  reuse               data connections whose TLS session is new are refused with 522
  no-226              the line that ends a transfer never comes
  late-226 N          it comes after N milliseconds
  close-226           in its place the control connection is closed
  error-226 TEXT      in its place this line
  empty-success       RETR sends nothing and says 226
  cut N               data connections of RETR end after N bytes, and 226 is said
  cut-426 N           the same, and 426 is said
  cut-close N         the same, and the control connection is closed
  cut-next            as `cut`, with 0 bytes for the first file, 1 for the second, and so on, over all connections
  stall N             RETR stops after N bytes, and says nothing more
  slow-banner N       220 comes after N milliseconds; 0: never
  size-lies N         SIZE and MLST say N bytes more
  size-refused        SIZE is refused
  grow N              a file gets N more bytes while it is sent
  store-short N       STOR keeps N bytes fewer, and says 226
  store-empty         STOR keeps nothing, and says 226
  store-full N        after N bytes: 552
  rest-ignored        REST is answered 350 and forgotten
  rest-refused        REST is refused
  append-restarts     APPE begins at 0
  rnto-refuses        RNTO onto what is there is refused; else it replaces
  rnto-lies           RNTO says 250 and does nothing
  dele-lies           DELE says 250 and does nothing
  lines FILE          LIST and MLSD send this file
  hello-forged        a line before the reply to PWD: `226 done`
  goodbye VERB        421 in the place of an answer to this command
  long-reply          NOOP and SYST are answered without end
"""
import os
import socket
import ssl
import sys
import threading
import time

ROOT, SCRIPT = sys.argv[1], sys.argv[2]
CERTIFICATE = sys.argv[3:5]
LOCK = threading.Lock()
COUNTS = {"connections": 0, "open": 0, "files": 0}


def say(text):
    with LOCK:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def read_script():
    with open(SCRIPT, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip()]
    return {line.split(" ", 1)[0]: line.split(" ", 1)[1] if " " in line else "" for line in lines}


class Gone(Exception):
    pass


class Client:
    def __init__(self, control, quirks):
        self.control, self.quirks = control, quirks
        self.rest, self.old, self.kind, self.listener = 0, None, "A", None
        self.folder, self.protected, self.context = "/", False, None
        self.wire = control.makefile("rb")
        if CERTIFICATE:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*CERTIFICATE)
            if "reuse" in quirks:
                self.context.maximum_version = ssl.TLSVersion.TLSv1_2

    def has(self, name):
        return name in self.quirks

    def number(self, name):
        return int(self.quirks[name])

    def send(self, text):
        try:
            self.control.sendall(text.encode("utf-8", "surrogateescape") + b"\r\n")
        except OSError as error:
            raise Gone from error

    def wrap(self):
        self.control = self.context.wrap_socket(self.control, server_side=True)
        self.wire = self.control.makefile("rb")

    def path(self, text):
        whole = text if text.startswith("/") else self.folder.rstrip("/") + "/" + text
        return ROOT + os.path.normpath(whole) if whole != "/" else ROOT

    def run(self):
        if self.has("implicit"):
            self.wrap()
        if self.has("slow-banner"):
            pause = self.number("slow-banner")
            time.sleep(pause / 1000 if pause else 600)
        with LOCK:
            COUNTS["open"] += 1
            crowd = COUNTS["open"]
        try:
            if self.has("most") and crowd > self.number("most"):
                self.send("421 Too many connections for this account")
                return
            self.send("220 misbehaving")
            while True:
                line = self.wire.readline(20_000)
                if not line:
                    return
                text = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
                say("> " + ("PASS" if text.upper().startswith("PASS") else text))
                verb, _, words = text.partition(" ")
                if self.quirks.get("goodbye") == verb.upper():
                    self.send("421 Goodbye")
                    return
                handler = getattr(self, "do_" + verb.lower(), None)
                if handler is None:
                    self.send("500 What?")
                elif handler(words) is False:
                    return
        except (Gone, OSError, ssl.SSLError):
            pass
        finally:
            with LOCK:
                COUNTS["open"] -= 1
            try:
                self.control.close()
            except OSError:
                pass

    # Login and TLS

    def do_auth(self, words):
        if self.has("no-auth") or not self.context:
            return self.send("502 AUTH is not known")
        self.send("234 Go on")
        if self.has("auth-then-plain"):
            return self.send("220 here I am")
        self.wrap()

    def do_pbsz(self, words):
        self.send("200 0")

    def do_prot(self, words):
        if words == "P" and self.has("no-prot-p"):
            return self.send("536 Only PROT C")
        self.protected = words == "P"
        self.send("200 Fine")

    def do_user(self, words):
        self.send("530 Not you" if self.has("refuse-user") else "331 Password?")

    def do_pass(self, words):
        wrong = self.has("password") and words != self.quirks["password"]
        self.send("530 Login incorrect" if wrong or self.has("refuse-login") else "230 Come in")

    def do_quit(self, words):
        self.send("221 Goodbye")
        return False

    def do_noop(self, words):
        self.send("200 Yes")

    def do_syst(self, words):
        if self.has("long-reply"):
            for _ in range(100_000):
                self.send("215-and so on")
        self.send("215 UNIX Type: L8")

    def do_feat(self, words):
        named = self.quirks.get("features", "MLST type*;size*;modify*;,MDTM,SIZE,REST STREAM,EPSV,UTF8")
        if named == "-":
            return self.send("500 What?")
        self.send("211-Features:\r\n" + "".join(" %s\r\n" % line for line in named.split(",")) + "211 End")

    def do_opts(self, words):
        self.send("200 Fine")

    # Paths

    def do_pwd(self, words):
        if self.has("hello-forged"):
            self.send("226 done")
        self.send('257 "%s" is where you are' % self.folder.replace('"', '""'))

    def do_cwd(self, words):
        path = self.path(words)
        if not os.path.isdir(path):
            return self.send("550 No such folder")
        real = os.path.realpath(path)[len(os.path.realpath(ROOT)):]
        self.folder = real or "/"
        self.send("250 Fine")

    def do_type(self, words):
        self.kind = words[:1].upper()
        self.send("200 Fine")

    def do_size(self, words):
        if self.has("size-refused") or not os.path.isfile(self.path(words)):
            return self.send("550 No")
        more = self.number("size-lies") if self.has("size-lies") else 0
        self.send("213 %d" % (os.path.getsize(self.path(words)) + more))

    def do_mdtm(self, words):
        if not os.path.isfile(self.path(words)):
            return self.send("550 No")
        self.send("213 " + time.strftime("%Y%m%d%H%M%S", time.gmtime(os.path.getmtime(self.path(words)))))

    def facts(self, path):
        found = os.lstat(path)
        kind = "dir" if os.path.isdir(path) else "file"
        if os.path.islink(path):
            kind = "OS.unix=symlink"
        more = self.number("size-lies") if self.has("size-lies") and kind == "file" else 0
        when = time.strftime("%Y%m%d%H%M%S", time.gmtime(found.st_mtime))
        return "type=%s;size=%d;modify=%s;" % (kind, found.st_size + more, when)

    def do_mlst(self, words):
        path = self.path(words)
        if not os.path.lexists(path):
            return self.send("550 No")
        self.send("250-Here\r\n %s %s\r\n250 End" % (self.facts(path), words))

    def do_mlsd(self, words):
        path = self.path(words)
        names = sorted(os.listdir(path))
        self.lines("".join("%s %s\r\n" % (self.facts(path + "/" + name), name) for name in names))

    def do_list(self, words):
        path = self.path(words.removeprefix("-a").strip() or ".")
        lines = ""
        for name in [".", ".."] + sorted(os.listdir(path)):
            found = os.lstat(path + "/" + name)
            kind = "d" if os.path.isdir(path + "/" + name) else "-"
            when = time.strftime("%b %d %H:%M", time.gmtime(found.st_mtime))
            lines += "%srw-r--r-- 1 0 0 %d %s %s\r\n" % (kind, found.st_size, when, name)
        self.lines(lines)

    # Data

    def do_epsv(self, words):
        if self.has("epsv-refused") or self.has("pasv-refused"):
            return self.send("522 Not that")
        self.listen()
        self.send("229 Entering (|||%d|)" % self.listener.getsockname()[1])
        self.die()

    def do_pasv(self, words):
        if self.has("pasv-refused"):
            return self.send("502 Use PORT")
        self.listen()
        port = self.listener.getsockname()[1]
        address = self.quirks.get("pasv-to", "127,0,0,1")
        self.send("227 Entering (%s,%d,%d)" % (address, port >> 8, port & 255))
        self.die()

    def listen(self):
        if self.listener:
            self.listener.close()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(10)

    def die(self):
        if self.has("data-dead"):
            self.listener.close()

    def data(self):
        """The data connection, or nothing where it was refused."""
        if self.has("data-refused"):
            self.send(self.quirks["data-refused"])
            return None
        if not self.listener:
            self.send("425 PASV first")
            return None
        self.send("150 Here it comes")
        wire, _ = self.listener.accept()
        self.listener.close()
        self.listener = None
        if not self.protected:
            return wire
        wire = self.context.wrap_socket(wire, server_side=True)
        if self.has("reuse") and not wire.session_reused:
            wire.close()
            self.send("522 SSL connection failed; session reuse required")
            return None
        return wire

    def end(self, wire, politely=True):
        try:
            if politely and isinstance(wire, ssl.SSLSocket):
                wire.settimeout(2)
                wire = wire.unwrap()
        except (OSError, ssl.SSLError):
            pass
        wire.close()

    def done(self):
        if self.has("no-226"):
            return None
        if self.has("late-226"):
            time.sleep(self.number("late-226") / 1000)
        if self.has("close-226"):
            return False
        self.send(self.quirks.get("error-226", "226 Done"))
        return None

    def lines(self, text):
        wire = self.data()
        if not wire:
            return
        if self.has("lines"):
            with open(self.quirks["lines"], "rb") as file:
                wire.sendall(file.read())
        else:
            wire.sendall(text.encode("utf-8", "surrogateescape"))
        self.end(wire)
        self.send("226 Done")

    def do_rest(self, words):
        if self.has("rest-refused"):
            return self.send("502 No REST")
        self.rest = 0 if self.has("rest-ignored") else int(words)
        self.send("350 Fine")

    def do_abor(self, words):
        self.send("226 Aborted")

    def do_retr(self, words):
        path, start = self.path(words), self.rest
        self.rest = 0
        if not os.path.isfile(path):
            return self.send("550 No such file")
        with open(path, "rb") as file:
            file.seek(start)
            content = file.read()
        if self.has("ascii") or (self.has("ascii-default") and self.kind != "I"):
            content = content.replace(b"\n", b"\r\n")
        if self.has("grow"):
            more = b"g" * self.number("grow")
            with open(path, "ab") as file:
                file.write(more)
            content += more
        limit, ending = None, None
        for name in ("cut", "cut-426", "cut-close", "stall"):
            if self.has(name):
                limit, ending = self.number(name), name
        if self.has("cut-next"):
            with LOCK:
                limit, ending = COUNTS["files"], "cut"
                COUNTS["files"] += 1
        if self.has("empty-success"):
            limit, ending = 0, "cut"
        wire = self.data()
        if not wire:
            return None
        try:
            wire.sendall(content if limit is None else content[:limit])
        except OSError:
            wire.close()
            return self.send("426 You went away")
        if ending == "stall":
            time.sleep(600)
        self.end(wire, politely=ending is None)
        if ending == "cut-426":
            return self.send("426 Data connection lost")
        if ending == "cut-close":
            return False
        return self.done()

    def keep(self, path, how):
        wire = self.data()
        if not wire:
            return None
        content = b""
        full = self.number("store-full") if self.has("store-full") else None
        while True:
            try:
                piece = wire.recv(65536)
            except (OSError, ssl.SSLError):
                break
            if not piece:
                break
            content += piece
            if full is not None and len(content) > full:
                break
        if full is not None and len(content) > full:
            self.end(wire, politely=False)
            with open(path, how) as file:
                file.write(content[:full])
            return self.send("552 Quota exceeded")
        if self.has("store-empty"):
            content = b""
        if self.has("store-short"):
            content = content[:max(0, len(content) - self.number("store-short"))]
        with open(path, how) as file:
            file.write(content)
        self.end(wire)
        return self.done()

    def do_stor(self, words):
        return self.keep(self.path(words), "wb")

    def do_appe(self, words):
        return self.keep(self.path(words), "wb" if self.has("append-restarts") else "ab")

    # Changes

    def do_rnfr(self, words):
        self.old = self.path(words)
        self.send("350 Go on" if os.path.lexists(self.old) else "550 No")

    def do_rnto(self, words):
        new = self.path(words)
        if not self.old or not os.path.lexists(self.old):
            return self.send("503 RNFR first")
        if self.has("rnto-refuses") and os.path.lexists(new):
            return self.send("553 It is there")
        if not self.has("rnto-lies"):
            try:
                os.rename(self.old, new)
            except OSError:
                return self.send("553 No")
        self.old = None
        self.send("250 Fine")

    def do_dele(self, words):
        path = self.path(words)
        if not os.path.lexists(path) or os.path.isdir(path):
            return self.send("550 No")
        if not self.has("dele-lies"):
            os.unlink(path)
        self.send("250 Fine")


def serve(control):
    control.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        Client(control, read_script()).run()
    except (OSError, ssl.SSLError, Gone):
        control.close()


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    say("port %d" % listener.getsockname()[1])
    while True:
        control, _ = listener.accept()
        threading.Thread(target=serve, args=(control,), daemon=True).start()


main()
