import ServerKit
import Testing

/// A zip that somebody made to do harm, or that lies about itself, and what is said of it. Python makes it.
struct HostileZip: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let exit: Int
    let code: String?
    let words: String
    private let program: String

    init(_ name: String, _ exit: Int, _ code: String?, _ words: String, _ program: String) {
        testDescription = name
        self.exit = exit
        self.code = code
        self.words = words
        self.program = program
    }

    /// Makes the zip at `path`: `data` is what the program leaves.
    func make(_ path: String) throws {
        let made = try Program("/usr/bin/python3").run(
            "-W", "ignore", "-c", Self.tools + program + "\nopen(sys.argv[1], 'wb').write(data)\n", path)
        try #require(made.status == 0, "\(made.errors)")
    }

    static let all = honest + bombs + lies + names

    private static let honest = [
        HostileZip("plain, for comparison", 0, nil, "20 accepted", "data = plain"),
        HostileZip("zip64 although it need not be", 0, nil, "20 accepted", "data = zip64(len(xml))"),
        HostileZip("with something behind its end", 0, nil, "20 accepted", "data = plain + b'junk' * 100"),
        HostileZip("sizes behind the packed bytes", 0, nil, "20 accepted", "data = streamed()"),
    ]

    private static let bombs = [
        HostileZip(
            "blanks by the hundred million", 5, "zip.bomb", "unpacks to more than 100 times the size of the zip file",
            "data = pack([('users.xml', b'<users>' + b' ' * 100_000_000 + b'</users>')])"),
        HostileZip(
            "a zip in a zip in a zip", 5, "user.root", "is a zip without an XML file in it",
            "data = pack([('a.zip', pack([('b.zip', pack([('c', bytes(10_000_000))]))]))])"),
        HostileZip(
            "a zip called XML", 5, "xml.cut", "users.xml: The file has no XML element in it",
            "data = pack([('users.xml', plain)])"),
        HostileZip(
            "a hundred thousand entries", 5, "zip.bomb", "it has more than 10000 entries",
            "data = pack([(f'{i}.xml', b'<users/>') for i in range(100_000)])"),
        HostileZip(
            "a hundred thousand entries, and it says one", 5, "zip.bomb", "it has more than 10000 entries",
            "data = pack([(f'{i}.xml', b'') for i in range(100_000)])\n"
                + "data = data[:-22] + data[-22:-14] + struct.pack('<HH', 1, 1) + data[-10:]"),
        HostileZip(
            "entries that are all the same bytes", 5, "zip.bomb", "two of its entries are the same bytes",
            "many = plain[start:end] * 5000\n"
                + "data = plain[:start] + many + struct.pack('<4sHHHHIIH', b'PK\\5\\6', 0, 0, 5000, 5000, len(many), start, 0)"
        ),
    ]

    private static let lies = [
        HostileZip("too small a size", 5, "zip.damaged", "", "data = lie(10, 10)"),
        HostileZip("too large a size", 5, "zip.damaged", "", "data = lie(0x7FFFFFFF, 0x7FFFFFFF)"),
        HostileZip(
            "two sizes for one entry", 5, "zip.damaged", "its directory says something else of an entry",
            "data = lie(None, 10)"),
        HostileZip(
            "two names for one entry", 5, "zip.damaged", "its directory says something else of an entry",
            "data = plain[:start] + plain[start:].replace(b'users.xml', b'other.xml')"),
        HostileZip(
            "zip64: a size of four exabytes", 5, "zip.bomb", "says it has 4611686018427387904 bytes",
            "data = zip64(1 << 62)"),
        HostileZip("zip64: a size below nothing", 5, "zip.damaged", "", "data = zip64((1 << 64) - 1)"),
        HostileZip(
            "zip64: a directory beyond the end", 5, "zip.damaged", "its directory is not where its end says",
            "data = end64(1 << 60, 1 << 60)"),
        HostileZip(
            "zip64: an end that points nowhere", 5, "zip.damaged", "its end points nowhere",
            "data = end64(1, start, -1)"),
        HostileZip("no directory at all", 5, "zip.damaged", "", "data = plain[:start]"),
        HostileZip(
            "a directory that moved", 5, "zip.damaged", "its directory is not where its end says",
            "data = plain[:start] + b'x' * 50 + plain[start:]"),
        HostileZip(
            "a link", 5, "zip.kind", "the entry 'users.xml' is no plain file",
            "i = zipfile.ZipInfo('users.xml')\ni.create_system = 3\ni.external_attr = (stat.S_IFLNK | 0o777) << 16\n"
                + "data = pack([(i, b'/etc/passwd')])"),
        HostileZip("not one user", 5, "user.root", "has no user in it", "data = pack([('users.xml', b'<users/>')])"),
    ]

    private static let names = [
        named("that leads upwards", "../users.xml", "it leads upwards"),
        named("that leads upwards further down", "a/../../users.xml", "it leads upwards"),
        named("that is absolute", "/etc/users.xml", "it is absolute"),
        named("of a drive", "C:users.xml", "it names a drive"),
        named("with a terminal's order in it", "us\\x1b[2Jers.xml", "it has a control character"),
        named("with a line end", "us\\ners.xml", "it has a control character"),
        named("with a control of eight bits", "us\\u009b31mers.xml", "it has a control character"),
        named("that turns the direction of writing", "users\\u202Elmx.exe.xml", "changes the direction of writing"),
        named("of five thousand letters", "a' + 'a' * 5000 + '.xml", "it is longer than 1024 bytes"),
        HostileZip(
            "a name with a zero byte", 5, "zip.name", "it has a control character",
            "data = pack([('usersXxml.xml', xml)]).replace(b'usersXxml.xml', b'users.xml\\0exe')"
        ),
        HostileZip(
            "a name that is no UTF-8", 5, "zip.name", "is not UTF-8",
            "data = pack([('usXYrs.xml', xml)]).replace(b'usXYrs', b'us\\xff\\xfers')"),
    ]

    private static func named(_ about: String, _ name: String, _ words: String) -> HostileZip {
        HostileZip("a name \(about)", 5, "zip.name", words, "data = pack([('\(name)', xml)])")
    }

    private static let tools = """
        import io, stat, struct, sys, zipfile, zlib
        user = lambda n: (f'<user><primary_id>n{n}</primary_id><last_name>Testcase</last_name>'
            '<user_group>GRAD</user_group><expiry_date>2027-09-30</expiry_date></user>')
        xml = ('<users>' + ''.join(user(n) for n in range(20)) + '</users>').encode()
        def pack(entries):
            out = io.BytesIO()
            with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as file:
                for name, content in entries: file.writestr(name, content)
            return out.getvalue()
        plain = pack([('users.xml', xml)])
        start = plain.index(b'PK\\1\\2')
        end = plain.index(b'PK\\5\\6')
        def streamed():
            class Pipe(io.RawIOBase):
                def __init__(self): self.all = b''
                def writable(self): return True
                def write(self, piece): self.all += bytes(piece); return len(piece)
            pipe = Pipe()
            with zipfile.ZipFile(pipe, 'w', zipfile.ZIP_DEFLATED) as file: file.writestr('users.xml', xml)
            return pipe.all
        def lie(local, central):
            data = bytearray(plain)
            if local is not None: data[22:26] = struct.pack('<I', local)
            if central is not None: data[start + 24:start + 28] = struct.pack('<I', central)
            return bytes(data)
        def zip64(size):
            packer = zlib.compressobj(9, 8, -15)
            packed = packer.compress(xml) + packer.flush()
            name, crc, none = b'users.xml', zlib.crc32(xml), 0xFFFFFFFF
            extra = struct.pack('<HHQQ', 1, 16, size, len(packed))
            local = struct.pack('<4sHHHHHIIIHH', b'PK\\3\\4', 45, 0, 8, 0, 0, crc, none, none, 9, 20) + name + extra
            central = struct.pack('<4sHHHHHHIIIHHHHHII', b'PK\\1\\2', 45, 45, 0, 8, 0, 0, crc, none, none, 9, 20,
                0, 0, 0, 0, 0) + name + extra
            at = len(local) + len(packed)
            return local + packed + central + struct.pack('<4sHHHHIIH', b'PK\\5\\6', 0, 0, 1, 1, len(central), at, 0)
        def end64(count, at, place=None):
            record = struct.pack('<4sQHHIIQQQQ', b'PK\\6\\6', 44, 45, 45, 0, 0, count, count, end - start, at)
            locator = struct.pack('<4sIqI', b'PK\\6\\7', 0, end if place is None else place, 1)
            return plain[:end] + record + locator + struct.pack('<4sHHHHIIH', b'PK\\5\\6', 0, 0, 0xFFFF, 0xFFFF,
                0xFFFFFFFF, 0xFFFFFFFF, 0)

        """
}
