import ServerKit
import Testing

/// One thing a server may do wrong, and what is expected of us.
struct HostileRow: CustomTestStringConvertible, Sendable {
    enum Verb: String, CaseIterable, Sendable { case list, stat, fetch, store, rename, remove }

    let quirks: [Quirk]
    /// Everything works as with an honest server.
    let isHarmless: Bool
    /// Verbs whose success cannot be known to be a lie without looking again.
    let believed: Set<Verb>
    /// How long the server may be silent.
    let idleMilliseconds: Int

    init(_ quirks: Quirk..., harmless: Bool = false, believed: Set<Verb> = [], idle: Int = 5000) {
        self.quirks = quirks
        isHarmless = harmless
        self.believed = believed
        idleMilliseconds = idle
    }

    /// What it does wrong hangs on how many requests came before.
    var isCounted: Bool {
        quirks.contains { quirk in
            [
                "wrong-id", "duplicate", "length", "type", "truncate", "hollow", "garbage", "stall", "drop", "empty",
                "quota",
            ]
            .contains { quirk.line.hasPrefix($0) }
        }
    }

    var testDescription: String { quirks.map(\.line).joined(separator: ", ") }

    static let all = packets + depths + greetings + listings + reads + attributes + statuses + files

    private static let packets = [
        HostileRow("wrong-id 0"), HostileRow("wrong-id 4"), HostileRow("duplicate 0"), HostileRow("duplicate 3"),
        HostileRow("length 0 0"), HostileRow("length 3 1"), HostileRow("length 4 4294967295"),
        HostileRow("length 5 -1"), HostileRow("length 4 200000", idle: 150), HostileRow("length 4 9"),
        HostileRow("type 0 99"), HostileRow("type 4 101"), HostileRow("type 4 102"), HostileRow("type 4 103"),
        HostileRow("type 4 104"), HostileRow("type 4 105"), HostileRow("type 4 201"),
        // A status that calls itself attributes reads like a file.
        HostileRow("type 6 105", believed: [.stat]),
        HostileRow("truncate 4 0"), HostileRow("truncate 4 7"), HostileRow("truncate 6 12"), HostileRow("hollow 0"),
        HostileRow("hollow 3"), HostileRow("hollow 4"), HostileRow("hollow 6"), HostileRow("garbage 3 50", idle: 150),
        HostileRow("garbage 5 300000", idle: 150), HostileRow("shuffle 5", harmless: true),
        HostileRow("slow 3000", idle: 150), HostileRow("stall 0", idle: 300), HostileRow("stall 1", idle: 300),
        HostileRow("stall 4", idle: 150), HostileRow("stall 6", idle: 300), HostileRow("drop 0"), HostileRow("drop 1"),
        HostileRow("drop 4"), HostileRow("drop 6"), HostileRow("drop 8"), HostileRow("drop-bytes 3"),
        HostileRow("drop-bytes 150"), HostileRow("drop-bytes 400"), HostileRow("drop-bytes 90000"),
        HostileRow("mute read", idle: 150), HostileRow("mute write", idle: 300), HostileRow("mute lstat", idle: 300),
        HostileRow("mute close", idle: 150), HostileRow("mute readdir", idle: 300),
        HostileRow("mute rename", idle: 150), HostileRow("mute fsync", idle: 300), HostileRow("mute limits", idle: 300),
    ]

    private static let depths = [
        HostileRow("depth-dies 2"), HostileRow("depth-dies 16"), HostileRow("depth-dies 4"),
        HostileRow("depth-waits 2", idle: 150),
        HostileRow("depth-waits 4", idle: 150),
        HostileRow("gather 20", harmless: true),
    ]

    private static let greetings = [
        HostileRow("version 0"), HostileRow("version 2"), HostileRow("version 4"), HostileRow("version 4294967295"),
        HostileRow("extensions none", harmless: true), HostileRow("extensions garbage"), HostileRow("extensions flood"),
        HostileRow("without posix-rename@openssh.com", harmless: true),
        HostileRow("without fsync@openssh.com", harmless: true),
        HostileRow("without limits@openssh.com", harmless: true), HostileRow("limits 0 0 0 0", harmless: true),
        HostileRow("limits 1 1 1 1", harmless: true), HostileRow("limits -1 -1 -1 -1", harmless: true),
        HostileRow("limits 40000 32768 100 2", harmless: true), HostileRow("leads / relative"), HostileRow("leads / "),
        HostileRow("leads / /bad\\x1b[2J"), HostileRow("leads / /bad\\xff"), HostileRow("leads / /in/../.."),
        HostileRow("leads /in /etc"), HostileRow("leads /in /in/../../etc"), HostileRow("leads /in relative"),
        HostileRow("leads /in /a\\nb"),
    ]

    private static let listings = [
        HostileRow("entries 3000", harmless: true), HostileRow("batch 1", harmless: true),
        HostileRow("entries 3000", "batch 2000", harmless: true), HostileRow("endless"),
        HostileRow("empty-names 3", harmless: true), HostileRow("empty-names 0"), HostileRow("count 0"),
        HostileRow("count 4294967295"), HostileRow("count 2"), HostileRow("hostile-names"),
        HostileRow("name /etc/passwd"), HostileRow("name ../x"), HostileRow("name a/b"), HostileRow("name nul\\x00"),
        HostileRow("name line\\nfeed"), HostileRow("name \\xff\\xfe"), HostileRow("name "), HostileRow("twice"),
        HostileRow("bare-entries", harmless: true), HostileRow("case-insensitive", harmless: true),
    ]

    private static let reads = [
        HostileRow("eof-at 0"), HostileRow("eof-at 50000"), HostileRow("eof-at 100000"), HostileRow("beyond 1"),
        HostileRow("beyond 70000"), HostileRow("long-data 1"), HostileRow("long-data 100000"),
        HostileRow("short-reads", harmless: true), HostileRow("short-reads", "shuffle 4", harmless: true),
        HostileRow("empty-data 1"), HostileRow("empty-data 2"),
        // Nobody but the feed, or a digest beside the file, can know.
        HostileRow("corrupt 40000", believed: [.fetch]),
    ]

    private static let attributes = [
        HostileRow("size-lie +5"), HostileRow("size-lie -5"), HostileRow("size-lie absent"),
        HostileRow("size-lie huge"), HostileRow("size-lie +4611686018427387904"), HostileRow("size-grows 1"),
        HostileRow("bare-attributes"), HostileRow("kind folder"), HostileRow("kind link"), HostileRow("kind fifo"),
        HostileRow("kind absent", harmless: true), HostileRow("skew 93600", harmless: true),
        HostileRow("skew -93600", harmless: true), HostileRow("mtime-moves"),
    ]

    private static let statuses =
        ["open", "write", "close", "lstat", "fstat", "readdir", "opendir", "realpath", "read", "limits"].map {
            HostileRow(Quirk("lie \($0)"))
        } + [
            HostileRow("lie rename", believed: [.rename]), HostileRow("lie remove", believed: [.remove]),
            HostileRow("lie fsync", harmless: true),
        ]
        + ["open", "read", "write", "close", "lstat", "fstat", "opendir", "readdir", "remove", "realpath", "rename"]
        .flatMap { verb in [3, 4, 8, 4_294_967_295].map { HostileRow(Quirk("refuse \(verb) \($0)")) } }
        + ["open", "write", "close", "remove", "rename"].map { HostileRow(Quirk("done-but \($0) 4")) } + [
            HostileRow("refuse fsync 4"), HostileRow("refuse limits 4", harmless: true),
            HostileRow("refuse statvfs 8", harmless: true), HostileRow("refuse open 4", "bare-status"),
            HostileRow("refuse open 3 0 no\\x1b[2J\\nway", "message \\x07\\x1b]0;owned\\x07"),
            HostileRow("bare-status", harmless: true),
        ]

    private static let files = [
        HostileRow("rename-replaces", harmless: true), HostileRow("quota 50000"), HostileRow("quota 0"),
        HostileRow("handle-length 0"), HostileRow("handle-length 1"), HostileRow("handle-length 256", harmless: true),
        HostileRow("handle-length 257"), HostileRow("handle-length 100000"),
        // Rows 31 and 32: what somebody else does with a file is no lie of the server.
        HostileRow("sweep .new", believed: [.store]), HostileRow("consumer", believed: [.rename]),
    ]
}
