import Exchange
import Machine

/// Brings files of a place into a folder of this machine, for people and programs that want the bytes and no run: each
/// under a temporary name first, many in one conversation, nothing of it in the ledger.
package struct Getting {
    package struct Order {
        /// Paths at the place; the last component may be a pattern (`out/*.csv`).
        package let paths: [String]
        package let folder: Folder
        /// What the one file is called here; nil: as there.
        package let name: String?
        package let isReplacing: Bool
        /// Whether it is on the disk when it is done.
        package let isFlushed: Bool
        package let check: CarryCheck

        package init(
            _ paths: [String], into folder: Folder, name: String?, isReplacing: Bool, isFlushed: Bool, check: CarryCheck
        ) {
            self.paths = paths
            self.folder = folder
            self.name = name
            self.isReplacing = isReplacing
            self.isFlushed = isFlushed
            self.check = check
        }
    }

    private struct Piece {
        let path: String
        let name: String
        let entry: Entry

        var size: Int { entry.size }
    }

    /// Enough to keep the conversation busy, few enough to hold in memory.
    private static let batch = 1000

    private let session: any Session
    private let order: Order
    private let progress: CarryProgress
    private let stem = ".x-get-\(String(UInt64.random(in: 0 ... .max), radix: 16))"

    package init(_ session: any Session, _ order: Order, progress: @escaping (Progress) -> Void = { _ in }) {
        self.session = session
        self.order = order
        self.progress = CarryProgress(progress)
    }

    /// The fate of every file. Throws where the conversation ended or nothing can be carried at all; what was under way
    /// then is removed.
    package func carryOut(_ each: (CarriedFile) -> Void = { _ in }) throws(Fault) {
        var (pieces, lost) = try find()
        for file in lost { each(file) }
        if let twice = Getting.twice(pieces.map(\.name)) {
            throw Fault(.carryTwice, .stop, "Two of the files are called '\(twice)'.")
        }
        pieces = try free(pieces, each)
        progress.total = pieces.reduce(0) { $0 + $1.size }
        var start = 0
        while start < pieces.count {
            let end = min(start + Getting.batch, pieces.count)
            try fetch(Array(pieces[start..<end]), each)
            start = end
        }
        if order.isFlushed { try order.folder.sync() }
    }

    /// What is there, with sizes; and what was named and is not.
    private func find() throws(Fault) -> (pieces: [Piece], lost: [CarriedFile]) {
        var pieces: [Piece] = []
        var lost: [CarriedFile] = []
        let plain = order.paths.filter { !Getting.isPattern($0) }
        let entries = plain.isEmpty ? [] : try session.stat(plain)
        for (path, fate) in zip(plain, entries) {
            do throws(Fault) {
                pieces.append(try piece(path, try fate.get()))
            } catch {
                lost.append(CarriedFile(from: path, to: "", bytes: 0, fault: error))
            }
        }
        for pattern in order.paths where Getting.isPattern(pattern) { pieces += try matching(pattern) }
        return (pieces, lost)
    }

    private func piece(_ path: String, _ entry: Entry?) throws(Fault) -> Piece {
        guard let entry else { throw Fault(.carryNothing, .stop, "There is no file '\(path)'.") }
        guard entry.kind != .folder else {
            throw Fault(
                .placeNotAFile, .stop, "'\(path)' is a folder.",
                remedy: "For the files in it, name them by a pattern in quotes: '\(PlacePath.join(path, "*"))'.")
        }
        guard entry.kind == .file else { throw Fault(.placeNotAFile, .stop, "'\(path)' is no plain file.") }
        return Piece(path: path, name: order.name ?? PlacePath.last(path), entry: entry)
    }

    private func matching(_ text: String) throws(Fault) -> [Piece] {
        let last = PlacePath.last(text)
        let folder = text.utf8.count > last.utf8.count ? String(text.dropLast(last.count + 1)) : ""
        guard let pattern = FilePattern(last) else {
            throw Fault(.carryNothing, .stop, "'\(text)' is no pattern: it opens a '[' that it does not close.")
        }
        var pieces: [Piece] = []
        try session.list(folder) { entry throws(Fault) in
            guard entry.kind == .file, pattern.matches(entry.name) else { return .more }
            if entry.name.hasPrefix("."), !last.hasPrefix(".") { return .more }
            let path = PlacePath.join(folder, entry.name)
            try PlacePath.check(path)
            pieces.append(Piece(path: path, name: order.name ?? entry.name, entry: entry))
            return .more
        }
        if pieces.isEmpty { throw Fault(.carryNothing, .stop, "No file matches '\(text)'.") }
        return pieces.sorted { $0.path < $1.path }
    }

    /// Those whose name is free here.
    private func free(_ pieces: [Piece], _ each: (CarriedFile) -> Void) throws(Fault) -> [Piece] {
        if order.isReplacing { return pieces }
        var free: [Piece] = []
        for piece in pieces {
            guard try order.folder.look(piece.name) != nil else {
                free.append(piece)
                continue
            }
            each(
                file(
                    piece,
                    Fault(.carryExists, .stop, "\(order.folder.path)/\(piece.name) is there already.")))
        }
        return free
    }

    private func fetch(_ pieces: [Piece], _ each: (CarriedFile) -> Void) throws(Fault) {
        let sinks = pieces.enumerated().map { index, piece in
            LandingSink(
                "\(stem)-\(index)", in: order.folder, size: piece.size, isFlushed: order.isFlushed,
                isHashed: order.check == .readback, moved: progress.move)
        }
        do throws(Fault) {
            let fates = try session.fetch(zip(pieces, sinks).map { FetchItem($0.path, into: $1, listed: $0.entry) })
            var faults = try land(pieces, sinks, fates)
            if order.check == .readback { try readBack(pieces, sinks, &faults) }
            for (index, piece) in pieces.enumerated() {
                each(file(piece, try settle(piece, sinks[index], faults[index])))
                progress.files += 1
            }
        } catch {
            for sink in sinks { discard(sink) }
            throw error
        }
    }

    /// What came whole is closed; the rest has its fault.
    private func land(
        _ pieces: [Piece], _ sinks: [LandingSink], _ fates: [Result<Int, Fault>]
    ) throws(Fault) -> [Fault?] {
        var faults: [Fault?] = []
        for (index, fate) in fates.enumerated() {
            do throws(Fault) {
                _ = try fate.get()
                try sinks[index].finish()
                faults.append(nil)
            } catch {
                faults.append(error)
            }
        }
        return faults
    }

    private func readBack(_ pieces: [Piece], _ sinks: [LandingSink], _ faults: inout [Fault?]) throws(Fault) {
        let good = pieces.indices.filter { faults[$0] == nil }
        let seconds = good.map { _ in HashingSink() }
        let fates = try session.fetch(zip(good, seconds).map { FetchItem(pieces[$0].path, into: $1) })
        for (place, index) in good.enumerated() {
            do throws(Fault) {
                _ = try fates[place].get()
                guard sinks[index].digest() == seconds[place].digest() else {
                    throw Fault(.carryCheck, .stop, "'\(pieces[index].path)' was read twice, and differed.")
                }
            } catch {
                faults[index] = error
            }
        }
    }

    /// Under its name, or gone.
    private func settle(_ piece: Piece, _ sink: LandingSink, _ fault: Fault?) throws(Fault) -> Fault? {
        if let fault {
            discard(sink)
            return fault
        }
        do throws(Fault) {
            try order.folder.rename(sink.name, to: piece.name, replacing: order.isReplacing, flushing: false)
            return nil
        } catch {
            discard(sink)
            guard error.code == .machineExists else { return error }
            return Fault(.carryExists, .stop, "\(order.folder.path)/\(piece.name) is there already.")
        }
    }

    private func discard(_ sink: LandingSink) {
        do throws(Fault) { try order.folder.remove(sink.name) } catch {}  // Its name says whose it is.
    }

    private func file(_ piece: Piece, _ fault: Fault?) -> CarriedFile {
        CarriedFile(
            from: piece.path, to: "\(order.folder.path)/\(piece.name)", bytes: fault == nil ? piece.size : 0,
            fault: fault)
    }

    package static func isPattern(_ path: String) -> Bool {
        PlacePath.last(path).contains { "*?[".contains($0) }
    }

    /// A name that occurs twice.
    static func twice(_ names: [String]) -> String? {
        var seen: Set<[UInt8]> = []
        return names.first { !seen.insert(Array($0.utf8)).inserted }
    }
}
