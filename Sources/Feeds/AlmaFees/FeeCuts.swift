import Exchange

/// A stretch of a file: from a byte within its start tag to the byte behind its end tag.
struct FeeCut: Hashable, Sendable {
    let within: Int
    let end: Int
}

/// What was taken from a file, in its order; the rest is what a person must see. Sixteen bytes for each fee or user.
struct FeeCuts {
    private var cuts: [FeeCut] = []

    var count: Int { cuts.count }

    mutating func add(_ cut: FeeCut) { cuts.append(cut) }

    mutating func replace(from first: Int, with cut: FeeCut) {
        cuts.removeSubrange(first...)
        cuts.append(cut)
    }

    /// Writes the file without what was taken, byte for byte: it stays well-formed, since whole elements go.
    func writeRest(of file: any StagedFile, to sink: any ByteSink) throws(Fault) {
        var at = 0
        for cut in cuts {
            let start = try startOfTag(file, cut.within)
            try copy(file, at..<max(at, start), to: sink)
            at = try skipBlanks(file, cut.end)
        }
        try copy(file, at..<file.size, to: sink)
    }

    /// Within a tag no other `<` can stand (XML 1.0, clause 3.1).
    private func startOfTag(_ file: any StagedFile, _ within: Int) throws(Fault) -> Int {
        var end = within
        while end > 0 {
            let window = try bytes(file, max(0, end - 256)..<end)
            if let found = window.lastIndex(of: 0x3C) { return end - window.count + found }
            end -= window.count
        }
        return 0
    }

    private func skipBlanks(_ file: any StagedFile, _ from: Int) throws(Fault) -> Int {
        var at = from
        while at < file.size {
            let window = try bytes(file, at..<min(file.size, at + 256))
            if let found = window.firstIndex(where: { $0 > 0x20 }) { return at + found }
            at += window.count
        }
        return at
    }

    private func copy(_ file: any StagedFile, _ range: Range<Int>, to sink: any ByteSink) throws(Fault) {
        var at = range.lowerBound
        while at < range.upperBound {
            let end = min(range.upperBound, at + 256 << 10)
            try sink.write(try bytes(file, at..<end))
            at = end
        }
    }

    private func bytes(_ file: any StagedFile, _ range: Range<Int>) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        let filled = try bytes.fill(range.count, from: range.lowerBound) { place, offset throws(Fault) in
            try file.read(into: place, at: offset)
        }
        guard filled == range.count else {
            throw Fault(.feesChanged, .stop, "The staged copy of \(file.name) is shorter than it was when it was read.")
        }
        return bytes
    }
}
