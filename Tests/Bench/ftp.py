#!/usr/bin/env python3
"""ftp.py --binary EXCHANGE --vsftpd FOLDER [--seconds N] [--scratch FOLDER] [--quick] [--only ROW[,ROW]]

Carrying files over FTP and FTPS, against curl and lftp, with vsftpd on 127.0.0.1, in one run, taking turns: as
transfer.py does it for SFTP, whose words these are. 'big' is one large file over plain FTP, 'small' many small ones
within TLS, where each data connection wants a handshake of its own.

FOLDER is where Tests/Servers/unpack-vsftpd put the server. Needs root, as the server does.
"""

import argparse
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import transfer  # noqa: E402
from transfer import Failed, free_port, run, say  # noqa: E402


def certificate(home):
    """An authority of our own, and the server's certificate by it."""
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    openssl("req", "-x509", "-days", 30, "-subj", "/CN=authority", "-keyout", home / "ca.key", "-out", home / "ca.pem", *curve)
    openssl("req", "-new", "-subj", "/CN=localhost", "-keyout", home / "server.key", "-out", home / "request", *curve)
    (home / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl(
        "x509", "-req", "-days", 20, "-in", home / "request", "-CA", home / "ca.pem", "-CAkey", home / "ca.key",
        "-CAcreateserial", "-extfile", home / "names", "-out", home / "server.pem")


class Server:
    """vsftpd, whose anonymous account may do everything in one folder."""

    def __init__(self, unpacked, home, root, within_tls):
        self.port, self.ca = free_port(), home / "ca.pem"
        tls = (
            f"ssl_enable=YES\nallow_anon_ssl=YES\nforce_anon_logins_ssl=YES\nforce_anon_data_ssl=YES\nssl_ciphers=HIGH\n"
            f"require_ssl_reuse=NO\nrsa_cert_file={home}/server.pem\nrsa_private_key_file={home}/server.key\n")
        (home / "empty").mkdir(exist_ok=True)
        config = home / f"vsftpd-{self.port}.conf"
        config.write_text(
            f"listen=YES\nlisten_address=127.0.0.1\nlisten_port={self.port}\nbackground=NO\nanonymous_enable=YES\n"
            f"local_enable=NO\nwrite_enable=YES\nanon_root={root}\nno_anon_password=YES\nanon_upload_enable=YES\n"
            "anon_mkdir_write_enable=YES\nanon_other_write_enable=YES\nanon_umask=022\nanon_world_readable_only=NO\n"
            f"ftp_username=daemon\nallow_writeable_chroot=YES\nsecure_chroot_dir={home}/empty\nseccomp_sandbox=NO\n"
            "tcp_wrappers=NO\nxferlog_enable=NO\nconnect_from_port_20=NO\n" + (tls if within_tls else ""))
        libraries = next(iter(Path(unpacked, "usr/lib").glob("*-linux-gnu")), Path("/nonexistent"))
        self.process = subprocess.Popen(
            [f"{unpacked}/usr/sbin/vsftpd", str(config)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            start_new_session=True, env={**os.environ, "LD_LIBRARY_PATH": str(libraries)})
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as made:
                    if made.recv(4).startswith(b"220"):
                        return
            except OSError:
                time.sleep(0.05)
        raise Failed("vsftpd did not start")

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()


class Ours:
    def __init__(self, bench, server, within_tls):
        self.bench, self.server, self.within_tls, self.name = bench, server, within_tls, "exchange"

    def root(self):
        root = self.bench.scratch / f"root-{self.server.port}"
        if root.exists():
            return root
        (root / "Profiles").mkdir(parents=True)
        secret = root / "password"
        secret.write_text("x\n")
        secret.chmod(0o600)
        way = f"    scheme: ftps\n    ca: {self.server.ca}\n    tls_max: \"1.2\"\n" if self.within_tls else (
            "    scheme: ftp\n    plain_ftp: {reason: a bench on this machine, until: 2099-12-31}\n")
        (root / "Profiles" / "connections.yaml").write_text(
            f"connections:\n  far:\n{way}    host: 127.0.0.1\n    port: {self.server.port}\n    user: anonymous\n"
            f"    password: file:{secret}\n    addresses: [127.0.0.1]\n    temp_safe: yes\n")
        (root / "Profiles" / "institutions.yaml").write_text(
            "default: bench\ninstitutions:\n  bench:\n    title: Bench\n    zone: Europe/Berlin\n")
        return root

    def put(self, port, files, folder):
        command = [self.bench.binary, "connections", "put", "far"] + sorted(files.iterdir())
        return run(command + ["--to", folder, "--root", self.root()], files)

    def get(self, port, folder, to):
        command = [self.bench.binary, "connections", "get", "far", f"{folder}/*", "--to", to]
        return run(command + ["--root", self.root()], to)


class Curl:
    name = "curl"

    def __init__(self, bench, server, within_tls):
        self.bench, self.server = bench, server
        self.options = ["--silent", "--show-error", "--fail", "--user", "anonymous:x"]
        if within_tls:
            self.options += ["--ssl-reqd", "--cacert", server.ca]

    def put(self, port, files, folder):
        names = ",".join(str(p) for p in sorted(files.iterdir()))
        return run(["curl", *self.options, "-T", "{" + names + "}", f"ftp://127.0.0.1:{port}/{folder}/"], files)

    def get(self, port, folder, to):
        config = self.bench.scratch / "curl.config"
        names = sorted(os.listdir(self.bench.remote / folder))
        config.write_text("".join(
            f'url = "ftp://127.0.0.1:{port}/{folder}/{name}"\noutput = "{to}/{name}"\n' for name in names))
        return run(["curl", *self.options, "--config", config], to)


class LFTP:
    name = "lftp"

    def __init__(self, bench, server, within_tls):
        self.bench, self.server = bench, server
        self.settings = "set cmd:fail-exit yes\nset net:max-retries 1\n" + (
            f"set ftp:ssl-force yes\nset ftp:ssl-protect-data yes\nset ssl:ca-file {server.ca}\n" if within_tls
            else "set ftp:ssl-allow no\n")

    def script(self, port, verb, cwd):
        return run(["lftp", "-c", f"{self.settings}open -p {port} -u anonymous,x ftp://127.0.0.1\n{verb}\n"], cwd)

    def put(self, port, files, folder):
        return self.script(port, f"mirror -R {files} {folder}", files)

    def get(self, port, folder, to):
        return self.script(port, f"mirror {folder} {to}", to)


class Bench(transfer.Bench):
    """As for SFTP, but the server works as another account."""

    def emptied(self, path):
        made = super().emptied(path)
        made.chmod(0o777)
        return made


def big(bench, server, size):
    files = bench.given("big", 1, size)
    programs = [kind(bench, server, False) for kind in (Ours, Curl, LFTP)]
    goals = [("exchange", "curl", verb, round(1 / 1.1, 2)) for verb in ("put", "get")]
    bench.compare(f"1 x {size >> 20} MiB, FTP", programs, server.port, files, goals)
    shutil.rmtree(files)


def small(bench, server, count):
    files = bench.given("small", count, 20 << 10)
    programs = [kind(bench, server, True) for kind in (Ours, LFTP, Curl)]
    # Sending, the peers have no pauses; fetching, curl sleeps up to a second and lftp closes each session properly.
    goals = [("exchange", "lftp", "get", 5), ("exchange", "curl", "get", 20)]
    goals += [("exchange", peer, "put", 1) for peer in ("lftp", "curl")]
    bench.compare(f"{count} x 20 KiB, FTPS", programs, server.port, files, goals)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--vsftpd", required=True, type=Path)
    options.add_argument("--seconds", type=float, default=300, help="start no further round after this long (300)")
    options.add_argument("--scratch", type=Path, help="where servers and files go (5 GB; TMPDIR)")
    options.add_argument("--quick", action="store_true", help="small files, one round: does the bench work?")
    options.add_argument("--only", default="big,small", help="rows: big,small")
    chosen = options.parse_args()
    binary = chosen.binary.resolve()
    if not os.access(binary, os.X_OK):
        sys.exit(f"bench: {binary} is not there; build it with 'make build'")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    scratch = Path(tempfile.mkdtemp(prefix="exchange-bench.", dir=chosen.scratch))
    scratch.chmod(0o755)
    bench = Bench(binary, scratch, chosen.seconds, 1 if chosen.quick else 3)
    certificate(bench.scratch / "server")
    failed = False
    try:
        for name, within_tls, row in (
            ("big", False, lambda s: big(bench, s, (64 if chosen.quick else 1024) << 20)),
            ("small", True, lambda s: small(bench, s, 20 if chosen.quick else 100)),
        ):
            if name not in chosen.only.split(","):
                continue
            say(f"bench: {name}")
            server = Server(chosen.vsftpd, scratch / "server", bench.remote, within_tls)
            try:
                row(server)
            except Failed as failure:
                say(f"bench: {name}: {failure}")
                failed = True
            finally:
                server.end()
    finally:
        bench.server.end()
        shutil.rmtree(scratch, ignore_errors=True)
    print(bench.text())
    return 2 if failed else 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
