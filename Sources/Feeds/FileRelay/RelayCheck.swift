import Exchange
import Formats

/// Reads the outputs back. That passed files are what came in is the engine's to see: it measures every output.
struct RelayCheck {
    private let zipping: FileRelaySettings.Zipping
    private let how: Verification

    init(_ zipping: FileRelaySettings.Zipping, _ how: Verification) {
        self.zipping = zipping
        self.how = how
    }

    func check(_ outputs: [any StagedFile], _ tally: Tally) throws(Fault) {
        var files = 0
        for output in outputs {
            switch zipping {
            case .no:
                if how == .full { try demandSize(output) }
                files += 1
            case .one, .each: files += try entries(output)
            }
        }
        if files == tally.accepted { return }
        throw Fault(
            .relayOutput, .stop,
            "\(counted(tally.accepted, "file")) \(tally.accepted == 1 ? "was" : "were") to go out, and the outputs hold "
                + "\(files).")
    }

    private func entries(_ output: any StagedFile) throws(Fault) -> Int {
        let check = ZipCheck()
        try output.eachChunk { chunk throws(Fault) in
            try check.read(chunk) { _, _ throws(Fault) in }
            return .more
        }
        let found = try check.finish().count
        if how == .full { try demandForeign(output, found) }
        return found
    }

    /// By a reader that shares no code with the writer. What we packed ourselves is no bomb, however well it packs.
    private func demandForeign(_ output: any StagedFile, _ found: Int) throws(Fault) {
        let reader = try ZipReader(
            StagedSource(output), bounds: ZipBounds(entries: .max, bytes: .max / 2, ratio: 100_000))
        var seen = 0
        while try reader.next() != nil {
            try reader.contents { _ throws(Fault) in .more }
            seen += 1
        }
        guard seen == found else {
            throw Fault(
                .relayOutput, .stop, "\(output.name) has \(found) entries by one reader and \(seen) by another.")
        }
    }

    private func demandSize(_ output: any StagedFile) throws(Fault) {
        var size = 0
        try output.eachChunk { chunk throws(Fault) in
            size += chunk.byteCount
            return .more
        }
        guard size == output.size else {
            throw Fault(.relayOutput, .stop, "\(output.name) has \(size) bytes on the disk, not \(output.size).")
        }
    }
}
