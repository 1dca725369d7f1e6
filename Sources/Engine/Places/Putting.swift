import Exchange
import Machine

/// Brings files of this machine to a place, for people and programs that want the bytes there and no run: each under a
/// temporary name first, many in one conversation, nothing of it in the ledger.
package struct Putting {
    package struct Order {
        /// Paths on this machine.
        package let files: [String]
        /// At the place.
        package let folder: String
        /// What the one file is called there; nil: as here.
        package let name: String?
        package let isReplacing: Bool
        package let isFlushed: Bool
        package let check: CarryCheck

        package init(
            _ files: [String], to folder: String, name: String?, isReplacing: Bool, isFlushed: Bool = true,
            check: CarryCheck
        ) {
            self.files = files
            self.folder = folder
            self.name = name
            self.isReplacing = isReplacing
            self.isFlushed = isFlushed
            self.check = check
        }
    }

    private struct Piece {
        let source: LocalSource
        let from: String
        let to: String
        let temporary: String
    }

    private static let batch = 1000

    private let session: any Session
    private let again: () throws(Fault) -> any Session
    private let order: Order
    private let progress: CarryProgress
    private let stem = ".x-put-\(String(UInt64.random(in: 0 ... .max), radix: 16))"

    /// `again` opens a conversation that nobody can stop: for clearing up where this one is gone.
    package init(
        _ session: any Session, again: @escaping () throws(Fault) -> any Session, _ order: Order,
        progress: @escaping (Progress) -> Void = { _ in }
    ) {
        self.session = session
        self.again = again
        self.order = order
        self.progress = CarryProgress(progress)
    }

    /// The fate of every file. Throws where the conversation ended or nothing can be carried at all. Answers with
    /// temporary files that could not be removed there.
    package func carryOut(_ each: (CarriedFile) -> Void = { _ in }) throws(Fault) -> [String] {
        let pieces = try find(each)
        if let twice = Getting.twice(pieces.map(\.to)) {
            throw Fault(.carryTwice, .stop, "Two of the files would be called '\(twice)' there.")
        }
        progress.total = pieces.reduce(0) { $0 + $1.source.size }
        var left: [String] = []
        var start = 0
        while start < pieces.count {
            let end = min(start + Putting.batch, pieces.count)
            left += try store(Array(pieces[start..<end]), each)
            start = end
        }
        return left
    }

    private func find(_ each: (CarriedFile) -> Void) throws(Fault) -> [Piece] {
        var pieces: [Piece] = []
        for (index, path) in order.files.enumerated() {
            let to = PlacePath.join(order.folder, order.name ?? PlacePath.last(path))
            try PlacePath.check(to)
            do throws(Fault) {
                let source = try LocalSource(path, moved: progress.move)
                let temporary = PlacePath.join(order.folder, "\(stem)-\(index)")
                pieces.append(Piece(source: source, from: path, to: to, temporary: temporary))
            } catch {
                each(CarriedFile(from: path, to: to, bytes: 0, fault: error))
            }
        }
        return pieces
    }

    private func store(_ all: [Piece], _ each: (CarriedFile) -> Void) throws(Fault) -> [String] {
        let pieces = order.isReplacing || renamingRefuses(all) ? all : try free(all, each)
        if pieces.isEmpty { return [] }
        let traces = OwnTraces(again: again)
        for piece in pieces { traces.expect(piece.temporary) }
        var faults: [Fault?]
        do throws(Fault) {
            let stored = try session.store(
                pieces.map { StoreItem($0.source, as: $0.temporary, isFlushed: order.isFlushed) })
            faults = zip(pieces, stored).map { judged($0, $1) }
            if order.check == .readback { try readBack(pieces, &faults) }
            try publish(pieces, &faults)
        } catch {
            let left = traces.sweep(session)
            if left.isEmpty { throw error }
            throw Fault(
                error.code, error.disposition,
                "\(error.message) Temporary files of ours stay there: \(left.prefix(3).joined(separator: ", "))\(left.count > 3 ? ", …" : "").",
                remedy: error.remedy, context: error.context)
        }
        traces.forget()
        for (index, piece) in pieces.enumerated() {
            if faults[index] != nil { traces.expect(piece.temporary) }
            each(
                CarriedFile(
                    from: piece.from, to: piece.to, bytes: faults[index] == nil ? piece.source.size : 0,
                    fault: faults[index]))
            progress.files += 1
        }
        return traces.sweep(session)
    }

    /// Of many small files none is looked for beforehand, where the rename itself refuses a name that is taken: asking costs
    /// more than sending in vain.
    private func renamingRefuses(_ pieces: [Piece]) -> Bool {
        let bytes = pieces.reduce(0) { $0 + $1.source.size }
        return session.abilities.contains(.exclusiveRename) && pieces.count >= 50 && bytes < pieces.count * 128 << 10
    }

    /// Those whose name is free there.
    private func free(_ pieces: [Piece], _ each: (CarriedFile) -> Void) throws(Fault) -> [Piece] {
        var free: [Piece] = []
        for (piece, fate) in zip(pieces, try session.stat(pieces.map(\.to))) {
            var fault: Fault?
            do throws(Fault) {
                if try fate.get() != nil {
                    fault = Fault(.carryExists, .stop, "There is something called '\(piece.to)' already.")
                }
            } catch { fault = error }
            if let fault {
                each(CarriedFile(from: piece.from, to: piece.to, bytes: 0, fault: fault))
            } else {
                free.append(piece)
            }
        }
        return free
    }

    /// Whether the place has as many bytes as stand here, and whether what was sent is still what stands here.
    private func judged(_ piece: Piece, _ fate: Result<Int, Fault>) -> Fault? {
        do throws(Fault) {
            let there = try fate.get()
            guard try piece.source.isUnchanged else {
                throw Fault(.carryCheck, .stop, "\(piece.from) changed while it was sent.")
            }
            guard there == piece.source.size else {
                throw Fault(
                    .carryCheck, .stop,
                    "\(piece.from) has \(counted(piece.source.size, "byte")), but \(grouped(there)) arrived.")
            }
            return nil
        } catch { return error }
    }

    private func readBack(_ pieces: [Piece], _ faults: inout [Fault?]) throws(Fault) {
        let good = pieces.indices.filter { faults[$0] == nil }
        let sinks = good.map { _ in HashingSink() }
        let fates = try session.fetch(zip(good, sinks).map { FetchItem(pieces[$0].temporary, into: $1) })
        for (place, index) in good.enumerated() {
            do throws(Fault) {
                _ = try fates[place].get()
                guard sinks[place].digest() == pieces[index].source.digest else {
                    throw Fault(.carryCheck, .stop, "Other bytes of \(pieces[index].from) came back than were sent.")
                }
            } catch {
                faults[index] = error
            }
        }
    }

    private func publish(_ pieces: [Piece], _ faults: inout [Fault?]) throws(Fault) {
        let good = pieces.indices.filter { faults[$0] == nil }
        let items = good.map { RenameItem(from: pieces[$0].temporary, to: pieces[$0].to) }
        for (index, fate) in zip(good, try session.rename(items, replacing: order.isReplacing)) {
            if case .failure(let fault) = fate { faults[index] = taken(fault, pieces[index]) }
        }
    }

    private func taken(_ fault: Fault, _ piece: Piece) -> Fault {
        guard fault.code == .placeExists else { return fault }
        return Fault(.carryExists, .stop, "There is something called '\(piece.to)' already.")
    }
}
