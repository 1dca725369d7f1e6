import Exchange

/// A folder on an FTP server: where it is, what is in it, and that no link leads out of it.
///
/// Every path is sent whole, from the root, so that it does not matter which connection it goes over.
final class FTPPlace {
    let talk: FTPTalk
    let features: FTPFeatures
    /// What the server calls itself (SYST).
    let system: String
    private(set) var jail: FolderJail
    private var manner: Manner

    /// By which command a folder is listed.
    enum Manner: String {
        case facts = "MLSD"
        case all = "LIST -a"
        case plain = "LIST"
    }

    init(_ talk: FTPTalk) throws(Fault) {
        self.talk = talk
        let base = talk.account.base
        let replies = try talk.ask((base.isEmpty ? [] : ["CWD \(base)"]) + ["PWD", "SYST", "FEAT"])
        talk.isOpen = true
        if !base.isEmpty, !replies[0].isFine {
            throw FTPFaults.passing(replies[0], base)
                ?? Fault(
                    .placeMissing, .stop,
                    "There is no folder '\(base)' at \(talk.account.address), or the account may not enter it: "
                        + "\(replies[0].words).", context: ["path": base])
        }
        let answers = replies.suffix(3).map(\.self)
        guard answers[0].isFine, let path = answers[0].path, path.hasPrefix("/"), FolderJail.isPlain(path) else {
            throw Fault(
                .placeProtocol, .stop,
                "\(talk.account.address) says of its folder '\(answers[0].words)', which is no path from a root '/'.")
        }
        jail = FolderJail(base: path == "/" ? "" : path)
        system = answers[1].isFine ? String(answers[1].words.dropFirst(4)) : "unknown"
        features = FTPFeatures(answers[2])
        manner = features.hasFacts ? .facts : .all
        // Others speak UTF-8 without being told.
        if system.lowercased().contains("windows"), features.has("UTF8") { talk.preamble = ["OPTS UTF8 ON"] }
    }

    /// How folders are listed, for people.
    var listing: String { manner.rawValue }

    func path(_ path: String) -> RemotePath { jail.path(path) }

    /// Asks the server where folders really are, once each: those that lead out, with why, and those it does not let us
    /// enter.
    func confirm(_ folders: [String]) throws(Fault) -> (led: [String: Fault], missing: Set<String>) {
        let unknown = jail.unknown(folders)
        if unknown.isEmpty { return ([:], []) }
        var (led, missing): ([String: Fault], Set<String>) = ([:], [])
        let answers = try talk.ask(unknown.map { ["CWD \(jail.path($0).remote)", "PWD"] })
        for (folder, replies) in zip(unknown, answers) {
            guard replies[0].isFine else {
                missing.insert(folder)
                continue
            }
            guard replies[1].isFine, let path = replies[1].path, path.hasPrefix("/"), FolderJail.isPlain(path) else {
                throw Fault(
                    .placeProtocol, .stop,
                    "\(talk.account.address) does not say where '\(folder)' is: \(replies[1].words).")
            }
            do throws(Fault) { try jail.confirm(folder, path) } catch { led[folder] = error }
        }
        return (led, missing)
    }

    /// The entries of a folder that was confirmed, as they come; times as `exactTimes` can make them are not yet in them.
    func entries(_ folder: String, _ each: (Entry) throws(Fault) -> Void) throws(Fault) {
        let path = jail.path(folder)
        while true {
            let found = try listed(path, each)
            if case .success = found { return }
            if manner != .all { return try found.get() }
            manner = .plain
        }
    }

    /// One listing. A failure is a refusal that another command may not meet.
    private func listed(
        _ path: RemotePath, _ each: (Entry) throws(Fault) -> Void
    ) throws(Fault) -> Result<Void, Fault> {
        let (manner, today) = (manner, today)
        var answer: Result<Void, Fault> = .success(())
        var (reader, count, hasItself) = (ListingReader(), 0, false)
        func line(_ line: [UInt8]) throws(Fault) {
            switch manner == .facts ? FactLine.read(line) : ListedLine.read(line, today: today) {
            case .entry(let entry, _):
                count += 1
                try each(entry)
            case .itself: hasItself = true
            case .aside: break
            case .unknown: throw FTPFaults.listing(line, "a line that is not understood")
            }
        }
        try withoutActuallyEscaping(line) { line throws(Fault) in
            try talk.files(1) { _, transfer throws(Fault) in
                try transfer.set(.url, "\(talk.account.line.origin)/\(FTPPlace.encoded(path.remote))/")
                try transfer.set(.method, manner.rawValue)
                transfer.body = { bytes throws(Fault) in try reader.take(bytes, line) }
                return { replies, fault throws(Fault) in
                    guard let fault else { return try reader.finish(line) }
                    guard let refusal = FTPOutcome.refusal(fault, replies) else {
                        throw replies.refusal.flatMap { FTPFaults.passing($0, path.remote) } ?? fault
                    }
                    answer = .failure(FTPFaults.refused("list", path, refusal))
                }
            }
        }
        // A server that takes "-a" for a name finds nothing by it.
        if manner == .all, count == 0, !hasItself, case .success = answer { return .failure(path.missing()) }
        return answer
    }

    private var today: CivilDate { CivilTime(talk.visit.now(), offset: 0, abbreviation: "Z").date }

    /// Listings without a zone get the times that MDTM tells, in UTC; what it does not tell stays a day's.
    func exactTimes(_ entries: [(path: String, entry: Entry)]) throws(Fault) -> [Entry] {
        guard manner != .facts, features.has("MDTM") else { return entries.map(\.entry) }
        let files = entries.indices.filter { entries[$0].entry.kind == .file }
        let replies = try talk.ask(files.map { ["MDTM \(jail.path(entries[$0].path).remote)"] })
        var found = entries.map(\.entry)
        for (index, reply) in zip(files, replies) {
            guard reply[0].code == 213, let line = reply[0].lines.last,
                let moment = FactLine.moment(line.dropFirst(4).trimmed)
            else { continue }
            let entry = found[index]
            found[index] = Entry(name: entry.name, kind: entry.kind, size: entry.size, modified: moment)
        }
        return found
    }

    /// Whether a listing's own times can be compared.
    var hasTimes: Bool { manner == .facts || features.has("MDTM") }
    var hasFacts: Bool { manner == .facts }

    /// A path for an address: everything but letters and digits by its number, so that nothing in a name means anything
    /// there (`;type=a` would).
    static func encoded(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for (index, byte) in path.utf8.enumerated() {
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain || (byte == 0x2F && index > 0) {
                bytes.append(byte)
            } else {
                bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
