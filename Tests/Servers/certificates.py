"""certificates.py FOLDER: a workshop of certificates, good ones and bad ones of every kind, made anew for each test run.

Writes FOLDER/NAME.pem (what the server shows, its own first), FOLDER/NAME.key, and what vouches for servers: ca.pem (the
good authority, and old ones that went bad), FOLDER/NAME.ca where a certificate has another one. The last line is "done".

The first word of a name says what is wrong with it, "good" that nothing is. All are for campus.example.test unless they
are not. --short makes only what a test of something else needs: good-rsa2048 and ca.pem.
"""
import datetime
import ipaddress
import sys
import warnings

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

warnings.simplefilter("ignore")
HOST = "campus.example.test"
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.utcnow()
KEYS = {}


def key(kind, nth=0):
    """Keys are dear: those of one kind are shared, unless another number is asked for."""
    if (kind, nth) not in KEYS:
        if kind == "ed25519":
            KEYS[kind, nth] = ed25519.Ed25519PrivateKey.generate()
        elif kind.startswith("p"):
            KEYS[kind, nth] = ec.generate_private_key({"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}[kind])
        else:
            KEYS[kind, nth] = rsa.generate_private_key(65537, int(kind[3:]))
    return KEYS[kind, nth]


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Made:
    def __init__(self, certificate, private):
        self.certificate, self.private = certificate, private

    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def make(subject, kind="rsa2048", issuer=None, nth=0, begins=-30 * DAY, ends=300 * DAY, digest=hashes.SHA256(),
         names=(HOST,), ca=False, depth=None, usage=ExtendedKeyUsageOID.SERVER_AUTH, only=None, signer=None):
    private = key(kind, nth)
    signer = signer or (issuer.private if issuer else private)
    issued = issuer.certificate.subject if issuer else name(subject)
    builder = (
        x509.CertificateBuilder().subject_name(name(subject)).issuer_name(issued).public_key(private.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(NOW + begins).not_valid_after(NOW + ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=depth if ca else None), critical=True))
    if names and not ca:
        builder = builder.add_extension(x509.SubjectAlternativeName([
            n if isinstance(n, x509.GeneralName) else x509.DNSName(n) for n in names]), critical=False)
    if not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    if only:
        builder = builder.add_extension(
            x509.NameConstraints(permitted_subtrees=[x509.DNSName(only)], excluded_subtrees=None), critical=True)
    how = None if isinstance(signer, ed25519.Ed25519PrivateKey) else digest
    return Made(builder.sign(signer, how), private)


def put(folder, title, chain, ca=None):
    with open(f"{folder}/{title}.pem", "wb") as out:
        out.write(b"".join(one.pem() for one in chain))
    with open(f"{folder}/{title}.key", "wb") as out:
        out.write(chain[0].private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    if ca:
        with open(f"{folder}/{title}.ca", "wb") as out:
            out.write(b"".join(one.pem() for one in ca))


def address(text):
    return x509.IPAddress(ipaddress.ip_address(text))


def good(folder, root):
    for kind in ("rsa3072", "rsa4096", "p256", "p384", "ed25519"):
        put(folder, f"good-{kind}", [make(HOST, kind, root)])
    put(folder, "good-wildcard", [make("any", issuer=root, names=("*.example.test",))])
    put(folder, "good-address", [make("address", issuer=root, names=(address("127.0.0.1"), HOST))])
    middle = make("Middle", "rsa2048", root, nth=2, ca=True, depth=0)
    put(folder, "good-chain", [make(HOST, "p256", middle), middle])
    own = make(HOST, "rsa2048", nth=3)
    put(folder, "good-own", [own], ca=[own])
    put(folder, "good-soon", [make(HOST, issuer=root, ends=12 * DAY)])
    return middle


def bad(folder, root, middle):
    for kind in ("rsa2048", "rsa3072", "rsa4096", "p256", "p384", "ed25519"):
        put(folder, f"expired-{kind}", [make(HOST, kind, root, begins=-90 * DAY, ends=-2 * DAY)])
    put(folder, "expired-today", [make(HOST, issuer=root, ends=-DAY / 1440)])
    put(folder, "expired-decade", [make(HOST, issuer=root, begins=-4000 * DAY, ends=-3650 * DAY)])
    late = make("Late", "rsa2048", root, nth=2, begins=-90 * DAY, ends=-DAY, ca=True)
    put(folder, "expired-middle", [make(HOST, "p256", late), late])
    for kind in ("rsa2048", "p256", "ed25519"):
        put(folder, f"notyet-{kind}", [make(HOST, kind, root, begins=2 * DAY)])
    put(folder, "notyet-decade", [make(HOST, issuer=root, begins=3650 * DAY, ends=4000 * DAY)])
    early = make("Early", "rsa2048", root, nth=2, begins=DAY, ca=True)
    put(folder, "notyet-middle", [make(HOST, "p256", early), early])

    put(folder, "host-other", [make("other", issuer=root, names=("other.example.test",))])
    put(folder, "host-parent", [make("parent", issuer=root, names=("example.test",))])
    put(folder, "host-deep", [make("deep", issuer=root, names=("*.campus.example.test",))])
    put(folder, "host-partial", [make("partial", issuer=root, names=("cam*.example.test",))])
    put(folder, "host-address", [make("address", issuer=root, names=(address("203.0.113.7"),))])
    put(folder, "host-subject", [make("other.example.test", issuer=root, names=())])
    put(folder, "host-hidden", [make(HOST, issuer=root, names=("other.example.test",))])

    for kind in ("rsa2048", "p256", "ed25519"):
        put(folder, f"issuer-self-{kind}", [make(HOST, kind)])
    stranger = make("Stranger", "rsa2048", nth=4, ca=True)
    put(folder, "issuer-stranger", [make(HOST, issuer=stranger), stranger])
    put(folder, "issuer-gap", [make(HOST, issuer=middle)])

    for title, digest in (("sha1", hashes.SHA1()), ("md5", hashes.MD5())):
        put(folder, f"signature-{title}", [make(HOST, issuer=root, digest=digest)])
        weak = make(f"Weak {title}", "rsa2048", root, nth=2, ca=True, digest=digest)
        put(folder, f"signature-middle-{title}", [make(HOST, "p256", weak), weak])
    own = make(HOST, "rsa2048", nth=3, digest=hashes.SHA1())
    put(folder, "signature-own", [own], ca=[own])

    for kind in ("rsa768", "rsa1024", "rsa1536"):
        put(folder, f"key-{kind}", [make(HOST, kind, root)])
    short = make("Short", "rsa1024", root, nth=2, ca=True)
    put(folder, "key-middle", [make(HOST, "p256", short), short])
    tiny = make("Tiny", "rsa1024", nth=5, ca=True)
    put(folder, "key-authority", [make(HOST, "p256", tiny)], ca=[tiny])

    put(folder, "unfit-client", [make(HOST, issuer=root, usage=ExtendedKeyUsageOID.CLIENT_AUTH)])
    leaf = make("leaf.example.test", "rsa2048", root, nth=2)
    put(folder, "unfit-leaf", [make(HOST, "p256", leaf), leaf])
    put(folder, "unfit-forged", [make(HOST, issuer=root, signer=key("rsa2048", 4))])
    deep = make("Deep", "rsa2048", middle, nth=3, ca=True)
    put(folder, "unfit-deep", [make(HOST, "p256", deep), deep, middle])
    fenced = make("Fenced", "rsa2048", root, nth=2, ca=True, only="example.org")
    put(folder, "unfit-fenced", [make(HOST, "p256", fenced), fenced])


def main():
    folder = sys.argv[1]
    root = make("Example Authority", "rsa2048", nth=1, ca=True)
    with open(f"{folder}/ca.pem", "wb") as out:
        out.write(root.pem())
    put(folder, "good-rsa2048", [make(HOST, "rsa2048", root, names=(HOST, "localhost", address("127.0.0.1")))])
    if "--short" not in sys.argv:
        bad(folder, root, good(folder, root))
    print("done", flush=True)


main()
