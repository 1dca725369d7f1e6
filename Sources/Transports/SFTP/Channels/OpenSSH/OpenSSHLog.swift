import Exchange

/// What ssh logs, read line by line as it comes: how far it has got, what was agreed, what it complains about.
///
/// It comes through a pipe of its own (`-E`), where neither a server's banner nor what the far program says can appear.
/// Two lines repeat a text of the server's, which may hold line ends: facts are therefore taken once and never replaced,
/// and behind such a text nothing is believed that would end the conversation. Which host key is right is not decided
/// here at all.
struct OpenSSHLog {
    enum Stage: Int, Comparable {
        case started, connected, greeted, agreed, asked, authenticated, open
        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    private(set) var stage = Stage.started
    /// ssh never came as far as its log.
    private(set) var isEmpty = true
    private(set) var ownVersion: String?
    private(set) var banner: String?
    private(set) var keyExchange: String?
    private(set) var cipher: String?
    private(set) var mac: String?
    private(set) var method: String?
    /// What the server says it takes.
    private(set) var methodsOffered: String?
    private(set) var isPassphraseWrong = false
    /// With which the far program ended by itself; nil where the line broke first.
    private(set) var exitStatus: String?
    /// The server refused something that was tried since a key was last opened or a password given.
    private(set) var refusals = 0
    /// The last lines that are no mere trace, made harmless.
    private(set) var problems: [String] = []
    private var rest: [UInt8] = []
    private var isForgeable = false

    mutating func take(_ bytes: [UInt8]) {
        for byte in bytes {
            if byte == 10 {
                note(OpenSSHLog.harmless(rest))
                rest.removeAll(keepingCapacity: true)
            } else if rest.count < 4096 {
                rest.append(byte)
            }
        }
    }

    private mutating func note(_ line: String) {
        isEmpty = false
        if isForgeable { return }
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        switch words.first {
        case "debug1:": trace(words.count > 1 ? String(words[1]) : "")
        case "debug2:", "debug3:": detail(line)
        case "Authenticated":
            if method == nil { method = OpenSSHLog.quoted(line) }
            reach(.authenticated)
        case nil: break
        default:
            problems.append(OpenSSHLog.withoutPlace(line))
            if problems.count > 20 { problems.removeFirst() }
            if line.hasPrefix("Received disconnect from ") { isForgeable = true }
        }
    }

    private mutating func trace(_ line: String) {
        func value(_ prefix: String) -> String? {
            line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : nil
        }
        if line == "Connection established." || line.hasPrefix("Executing proxy command") { reach(.connected) }
        if let found = value("Local version string SSH-2.0-") { ownVersion = ownVersion ?? found }
        if let found = value("Remote protocol version "),
            let software = found.firstRange(of: ", remote software version ")
        {
            banner = banner ?? "SSH-\(found[..<software.lowerBound])-\(found[software.upperBound...])"
            reach(.greeted)
        }
        if let found = value("kex: algorithm: ") { keyExchange = keyExchange ?? found }
        if let found = value("kex: server->client cipher: ") { agree(found) }
        if let found = value("Authentications that can continue: ") {
            if methodsOffered != nil { refusals += 1 }
            methodsOffered = methodsOffered ?? found
            reach(.asked)
        }
        if let found = value("Exit status "), found != "-1" { exitStatus = found }
        if line.hasPrefix("Will attempt key") || line == "SSH2_MSG_SERVICE_ACCEPT received" { reach(.agreed) }
    }

    private mutating func agree(_ found: String) {
        let words = found.split(separator: " ").map(String.init)
        guard words.count >= 3, cipher == nil else { return }
        cipher = words[0]
        mac = words[2] == "<implicit>" ? "part of the cipher" : words[2]
    }

    private mutating func detail(_ line: String) {
        if line.hasSuffix("subsystem request accepted on channel 0"), stage == .authenticated { reach(.open) }
        if line.contains("load_identity_file"), line.contains("bad passphrase given") { isPassphraseWrong = true }
    }

    private mutating func reach(_ next: Stage) { stage = max(stage, next) }

    /// LogVerbose puts the place in ssh's sources first: `sshconnect2.c:load_identity_file():1752 (pid=1): Load key …`.
    private static func withoutPlace(_ line: String) -> String {
        guard line.hasPrefix("sshconnect2.c:"), let end = line.firstRange(of: "): ") else { return line }
        return String(line[end.upperBound...])
    }

    private static func quoted(_ line: String) -> String? {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.count >= 3 ? String(parts[parts.count - 2]) : nil
    }

    /// Printable ASCII, 300 letters at most.
    static func harmless(_ bytes: some Sequence<UInt8>) -> String {
        var kept = Array(bytes.prefix(4096))
        while let last = kept.last, last == 13 || last == 32 { kept.removeLast() }
        let shown = kept.prefix(300).map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }
        return String(decoding: shown, as: UTF8.self) + (kept.count > 300 ? " ..." : "")
    }
}
