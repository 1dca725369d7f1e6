import ConformanceKit
import Exchange
import Testing

@testable import Transports

@Suite struct `Listings of FTP servers` {
    private static let today = CivilDate(daysSince1970: 20_778)

    private func read(_ line: String) -> ListedLine { ListedLine.read(Array(line.utf8), today: Self.today) }

    private func entry(_ line: ListedLine) -> Entry? {
        guard case .entry(let entry, _) = line else { return nil }
        return entry
    }

    private func day(_ entry: Entry?) -> String? {
        entry.map { "\(CivilTime($0.modified, offset: 0, abbreviation: "Z").date)" }
    }

    @Test(arguments: [
        ("-rw-r--r--    1 1000     1000            5 Nov 21 17:16 a.csv", "a.csv", Entry.Kind.file, 5, "2026-11-21"),
        ("-rw-r--r-- 1 ftp ftp 5 Nov 22 17:16 zone.csv", "zone.csv", .file, 5, "2026-11-22"),
        ("-rw-r--r-- 1 ftp ftp 5 Nov 23 17:16 last year", "last year", .file, 5, "2025-11-23"),
        ("-rw-r--r-- 1 ftp ftp 5 Feb 29 17:16 leap", "leap", .file, 5, "2024-02-29"),
        ("-rw-r--r--+  1 DOMAIN users and more 12 Jan  2  2020  two blanks", " two blanks", .file, 12, "2020-01-02"),
        ("drwxr-xr-x   2 0 0 4096 Jan  2 2020 in", "in", .folder, 0, "2020-01-02"),
        ("lrwxrwxrwx 1 0 0 1 Nov 21 17:21 l -> a -> b", "l", .link, 1, "2026-11-21"),
        ("prw-r--r-- 1 0 0 0 Nov 21 17:21 p", "p", .special, 0, "2026-11-21"),
        ("crw-r--r-- 1 0 0 8, 0 Nov 21 17:21 tape", "tape", .special, 0, "2026-11-21"),
        ("-rw-r--r-- 1 0 7 Nov 21 17:21 no group", "no group", .file, 7, "2026-11-21"),
        ("-rw-r--r-- 1 0 0 7 21 Nov 17:21 day first", "day first", .file, 7, "2026-11-21"),
        ("-rw-r--r-- 1 0 0 7 2026-11-20 17:21 iso", "iso", .file, 7, "2026-11-20"),
        ("-rw-r--r-- 1 2020 2020 7 Nov 21 17:21 7 Nov 21 17:22 x", "7 Nov 21 17:22 x", .file, 7, "2026-11-21"),
        ("- [RWCEAFMS] supervisor 512 Jan 16 18:53    login", "login", .file, 512, "2026-01-16"),
        ("d [R----F--] supervisor 512 Jan 16 18:53    public", "public", .folder, 0, "2026-01-16"),
        ("11-21-26  05:16PM       <DIR>          in box", "in box", .folder, 0, "2026-11-21"),
        ("11-21-2026  17:16                 1234 a b.csv", "a b.csv", .file, 1234, "2026-11-21"),
        ("01-02-99  05:16AM                    5  blank", " blank", .file, 5, "1999-01-02"),
        ("2026-11-21  17:16               5 year first", "year first", .file, 5, "2026-11-21"),
    ]) func `are read in every usual form`(line: String, name: String, kind: Entry.Kind, size: Int, date: String) {
        let found = entry(read(line))
        #expect(found?.name == name && found?.kind == kind)
        #expect(kind == .folder || found?.size == size)
        #expect(day(found) == date)
    }

    @Test(arguments: [
        "", "total 12", "drwxr-xr-x 2 0 0 4096 Nov 21 17:21 ..",
    ]) func `have lines that are about no file`(line: String) { #expect(read(line) == .aside) }

    @Test func `name the folder itself`() { #expect(read("drwxr-xr-x 2 0 0 4096 Nov 21 17:21 .") == .itself) }

    @Test(arguments: [
        "hello", "-rw-r--r-- 1 0 0 5 Nvo 21 17:21 x", "-rw-r--r-- 1 0 0 5 Nov 31 2026 x",
        "-rw-r--r-- 1 0 0 5 Nov 21 17:21",
        "-rw-r--r-- 1 0 0 -5 Nov 21 17:21 x", "-rw-r--r-- 1 0 0 99999999999999999999 Nov 21 17:21 x",
        "-rw-r--r-- 1 0 0 5 Nov 21 17:21 a/b", "-rw-r--r-- 1 0 0 5 Nov 21 17:21 /etc/passwd",
        "?rw-r--r-- 1 0 0 5 Nov 21 17:21 x",
        "-rw-r--r-- 1 0 0 5 Nov 21 99:21 x", "13-21-26  05:16PM  5 x", "11-21-26  05:16PM  <WHAT> x",
        "21.11.26 17:16 5 x",
        "total twelve", "-rw-r--r-- 1 0 0 5 Nov 21 17:21 a\u{0}b",
    ]) func `are never guessed`(line: String) { #expect(read(line) == .unknown) }

    @Test func `with facts are exact`() {
        let line = FactLine.read(Array("Type=file;Size=6;Modify=20261121172116.25;perm=r;  lead".utf8))
        let expected = Entry(
            name: " lead", kind: .file, size: 6, modified: Moment(seconds: 1_795_281_676, nanoseconds: 250_000_000))
        #expect(line == .entry(expected, isExact: true))
        #expect(FactLine.read(Array("type=cdir;modify=20261121172116; .".utf8)) == .itself)
        #expect(FactLine.read(Array("type=pdir; ..".utf8)) == .aside)
        #expect(entry(FactLine.read(Array("type=OS.unix=slink:/a b;size=1; l".utf8)))?.kind == .link)
        #expect(entry(FactLine.read(Array("type=OS.unix=chr-1/2;size=1; l".utf8)))?.kind == .special)
    }

    @Test(arguments: [
        "size=6;modify=20261121172116; a", "type=file;modify=20261121172116; a",
        "type=file;size=6;modify=20261321172116; a",
        "type=file;size=6;modify=2026; a", "type=file;size=6", "type=file;size=6; a/b", "type=file;size=x; a",
        "type; a",
        "type=file;size=6; ",
    ]) func `with facts are never guessed either`(line: String) { #expect(FactLine.read(Array(line.utf8)) == .unknown) }

    @Test func `come in pieces of any size`() throws {
        let text =
            "-rw-r--r-- 1 0 0 5 Nov 21 17:21 a\r\n\r\n-rw-r--r-- 1 0 0 5 Nov 21 17:21 b\n-rw-r--r-- 1 0 0 5 Nov 21 17:21 c"
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            var (reader, names): (ListingReader, [String]) = (ListingReader(), [])
            func take(_ line: [UInt8]) { names.append(entry(ListedLine.read(line, today: Self.today))?.name ?? "?") }
            for start in stride(from: 0, to: bytes.count, by: size) {
                try bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { piece throws in
                    try reader.take(piece) { line throws(Fault) in take(line) }
                }
            }
            try reader.finish { line throws(Fault) in take(line) }
            #expect(names == ["a", "b", "c"])
        }
    }

    @Test func `without an end of line are refused`() {
        var reader = ListingReader()
        let fault = #expect(throws: Fault.self) {
            try [UInt8](repeating: 65, count: 10_000).withUnsafeBytes { piece throws in
                try reader.take(piece) { _ throws(Fault) in }
            }
        }
        #expect(fault?.code == .ftpListing)
    }

    @Test func `that are damaged in any byte give entries one can use, or nothing`() {
        let good = [
            "-rw-r--r--    1 1000     1000            5 Nov 21 17:16 a.csv",
            "11-21-26  05:16PM       <DIR>          in box",
            "type=file;size=6;modify=20261121172116; name", "- [RWCEAFMS] supervisor 512 Jan 16 18:53    login",
        ].map { Array($0.utf8) }
        var numbers = SeededNumbers(seed: 11)
        for round in 0..<40_000 {
            var line = good[round % good.count]
            for _ in 0...(round % 4) {
                let at = Int(truncatingIfNeeded: numbers.next() % UInt64(line.count))
                line[at] = UInt8(truncatingIfNeeded: numbers.next())
                if numbers.next() % 5 == 0 { line = Array(line.prefix(max(1, at))) }
            }
            for found in [ListedLine.read(line, today: Self.today), FactLine.read(line)] {
                guard let entry = entry(found) else { continue }
                #expect(!entry.name.isEmpty && entry.name != "." && entry.name != ".." && entry.size >= 0)
                #expect(!entry.name.utf8.contains(0x2F) && !entry.name.utf8.contains(0))
            }
        }
    }
}
