"""https_server.py FOLDER NAME=CERTIFICATE.pem,KEY[,OPTION]...: an HTTPS server for tests, good and bad.

It listens on 127.0.0.1 at a port for each NAME, which the kernel gives: a line "NAME PORT" each, then "ready". It writes a
line for each request: "GET /path" with what of its head matters behind it. OPTIONs: tls1.0, tls1.1, tls1.2 (nothing
later), plain (no TLS at all), dead (hangs up at once), proxy (plain; CONNECT leads to that port of this machine, port 1 is
refused with 407).

/files/...          the files of FOLDER, with HEAD
/stall/N            N bytes of 1000, and then nothing
/silent             not a word
/longer, /shorter   Content-Length is 10 more, or 10 less, than what comes
/cut/N/HOW          the answer for 1000 bytes, cut after N bytes of it; HOW: length, chunked; a second HOW, 'goodbye': TLS is
                    closed as it should be, so that only HTTP can tell
/endless            no Content-Length, no chunks
/gzip, /bomb        1000 bytes, or 64 MiB, packed
/broken             1000 bytes, of which half come; asked for a part of them, that part whole
/norange            1000 bytes, whatever part was asked for
/moved, /elsewhere/HOST:PORT, /downgrade, /circle    redirects: to /files/one.txt, away, to http, in a circle
/later/SECONDS/N    503 with Retry-After, N times; then /files/one.txt
/status/N           that status
/private            401 unless there is an Authorization
/echo               what was posted
/hook               takes a POST; "hook KEY SIGNATURE BODY" with its Idempotency-Key, X-Exchange-Signature and body (JSON)
/head               a head without an end
"""
import gzip
import json
import os
import socket
import ssl
import sys
import threading
import time

COUNTS = {}
LOCK = threading.Lock()


def say(line):
    with LOCK:
        print(line, flush=True)


def head(status, *lines, length=None):
    words = [f"HTTP/1.1 {status} Said", "Server: test"] + list(lines)
    if length is not None:
        words.append(f"Content-Length: {length}")
    return ("\r\n".join(words) + "\r\n\r\n").encode()


def whole(body, *lines, status=200):
    return head(status, *lines, length=len(body)) + body


BODY = (b"0123456789" * 100)


class Cut(Exception):
    pass


def serve(talk, folder, request):
    """Answers one request; False where the connection is over."""
    method, path, fields, body = request
    parts = path.split("?")[0].strip("/").split("/")
    shown = " ".join(f"{n}={fields[n]}" for n in ("authorization", "range", "accept-encoding", "x-test") if n in fields)
    say(f"{method} {path} {shown}".rstrip())
    send = talk.sendall
    kind = parts[0]
    if kind == "files" or path == "/":
        place = os.path.join(folder, *parts[1:]) if len(parts) > 1 else folder
        if not os.path.isfile(place):
            send(whole(b"" if method == "HEAD" else b"no such file", status=404))
            return True
        with open(place, "rb") as source:
            content = source.read()
        extra, status = [], 200
        if "range" in fields:
            first, last = fields["range"].split("=")[1].split("-")
            first, last = int(first), min(int(last or len(content)), len(content) - 1)
            extra, status = [f"Content-Range: bytes {first}-{last}/{len(content)}"], 206
            content = content[first:last + 1]
        answer = head(status, *extra, "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT", length=len(content))
        send(answer if method == "HEAD" else answer + content)
    elif kind == "stall":
        send(head(200, length=1000) + BODY[:int(parts[1])])
        time.sleep(600)
    elif kind == "silent":
        time.sleep(600)
    elif kind in ("longer", "shorter"):
        send(head(200, length=1010 if kind == "longer" else 990) + BODY)
        return False
    elif kind == "cut":
        if "chunked" in parts:
            answer = head(200, "Transfer-Encoding: chunked")
            answer += b"".join(b"64\r\n" + BODY[i:i + 100] + b"\r\n" for i in range(0, 1000, 100)) + b"0\r\n\r\n"
        else:
            answer = whole(BODY)
        send(answer[:int(parts[1])])
        if "goodbye" not in parts:
            raise Cut()
        return False
    elif kind == "endless":
        send(head(200, "Connection: close") + BODY)
        return False
    elif kind in ("gzip", "bomb"):
        plain = BODY if kind == "gzip" else bytes(64 << 20)
        send(whole(gzip.compress(plain), "Content-Encoding: gzip"))
    elif kind == "broken":
        if "range" not in fields:
            send(whole(BODY)[:-500])
            raise Cut()
        first = int(fields["range"].split("=")[1].split("-")[0])
        last = int(fields["range"].split("-")[1] or 999)
        send(whole(BODY[first:last + 1], f"Content-Range: bytes {first}-{last}/1000", status=206))
    elif kind == "norange":
        send(whole(BODY))
    elif kind == "moved":
        send(whole(b"go there", "Location: /files/one.txt", status=302))
    elif kind == "elsewhere":
        send(whole(b"go there", f"Location: https://{parts[1]}/files/one.txt", status=302))
    elif kind == "downgrade":
        send(whole(b"go there", f"Location: http://{fields.get('host', '')}/files/one.txt", status=302))
    elif kind == "circle":
        send(whole(b"go there", "Location: /circle", status=302))
    elif kind == "later":
        with LOCK:
            COUNTS[path] = COUNTS.get(path, 0) + 1
            again = COUNTS[path] <= int(parts[2])
        if again:
            send(whole(b"", f"Retry-After: {parts[1]}", status=503))
        else:
            send(whole(b"one"))
    elif kind == "status":
        send(whole(b"" if method == "HEAD" else b"words", status=int(parts[1])))
    elif kind == "private":
        send(whole(b"secret") if "authorization" in fields else whole(b"", "WWW-Authenticate: Basic", status=401))
    elif kind == "echo":
        send(whole(fields.get("content-type", "").encode() + b" " + body))
    elif kind == "hook":
        say(f"hook {fields.get('idempotency-key')} {fields.get('x-exchange-signature')} {json.dumps(body.decode())}")
        send(whole(b"", status=202))
    elif kind == "head":
        send(b"HTTP/1.1 200 OK\r\n")
        while True:
            send(b"X-More: " + b"y" * 1000 + b"\r\n")
    else:
        send(whole(b"", status=404))
    return True


def read(talk, buffer):
    while b"\r\n\r\n" not in buffer:
        got = talk.recv(65536)
        if not got:
            return None
        buffer += got
    top, rest = bytes(buffer).split(b"\r\n\r\n", 1)
    lines = top.decode("latin-1").split("\r\n")
    method, path = lines[0].split(" ")[:2]
    fields = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:])}
    size = int(fields.get("content-length", "0"))
    while len(rest) < size:
        got = talk.recv(65536)
        if not got:
            return None
        rest += got
    buffer[:] = rest[size:]
    return method, path, fields, rest[:size]


def relay(raw, name):
    """CONNECT, and then bytes both ways."""
    request = b""
    while b"\r\n\r\n" not in request:
        request += raw.recv(65536)
    target = request.split(b" ")[1].decode()
    say(f"proxied {name} {target.rsplit(':', 1)[0]}")
    port = int(target.rsplit(":", 1)[1])
    if port == 1:
        raw.sendall(whole(b"", status=407))
        return
    far = socket.create_connection(("127.0.0.1", port))
    raw.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")

    def carry(source, sink):
        while True:
            got = source.recv(65536)
            if not got:
                break
            sink.sendall(got)
        sink.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=carry, args=(far, raw), daemon=True)
    back.start()
    carry(raw, far)
    back.join()


def converse(raw, context, options, folder, name):
    try:
        if "dead" in options:
            raw.close()
            return
        if "proxy" in options:
            relay(raw, name)
            raw.close()
            return
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        talk = raw if context is None else context.wrap_socket(raw, server_side=True)
        say(f"connection {name}")
        if context is None:
            # As a server of another protocol does.
            talk.sendall(b"220 welcome\r\n")
        buffer = bytearray()
        while True:
            request = read(talk, buffer)
            if request is None:
                break
            if not serve(talk, folder, request):
                # An orderly end: TLS says goodbye.
                if context is not None:
                    talk = talk.unwrap()
                break
        talk.close()
    except Cut:
        # No goodbye: the socket below is shut, the bytes that were sent arrive.
        socket.socket.shutdown(talk, socket.SHUT_RDWR)
        socket.socket.close(talk)
    except (OSError, ValueError) as error:
        say(f"over {name}: {error}")
        raw.close()


def listen(folder, word):
    name, files = word.split("=", 1)
    certificate, private, *options = files.split(",")
    context = None
    if "plain" not in options and "proxy" not in options:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # What clients must refuse must be offered.
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        for option, version in (("tls1.0", "TLSv1"), ("tls1.1", "TLSv1_1"), ("tls1.2", "TLSv1_2")):
            if option in options:
                context.maximum_version = getattr(ssl.TLSVersion, version)
        context.load_cert_chain(certificate, private)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    say(f"{name} {listener.getsockname()[1]}")

    def accept():
        while True:
            raw, _ = listener.accept()
            threading.Thread(target=converse, args=(raw, context, options, folder, name), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def main():
    import warnings
    warnings.simplefilter("ignore")
    for word in sys.argv[2:]:
        listen(sys.argv[1], word)
    say("ready")
    while True:
        time.sleep(3600)


main()
