import Exchange
import Formats

/// The rows that stay here, written byte for byte as they stand in their files, in their order: read again from there.
struct RowRejects {
    private struct Row {
        let file: Int32
        let count: Int32
        let byte: Int
    }

    private var rows: [Row] = []

    /// `count`: the bytes of the row as it stands in the source.
    mutating func add(file: Int, byte: Int, count: Int) {
        rows.append(Row(file: Int32(truncatingIfNeeded: file), count: Int32(truncatingIfNeeded: count), byte: byte))
    }

    func write(_ arrivals: [any StagedFile], _ tables: [any Table], to outbox: any Outbox) throws(Fault) {
        let sorted = rows.sorted { ($0.file, $0.byte) < ($1.file, $1.byte) }
        var index = 0
        while index < sorted.count {
            let file = Int(sorted[index].file)
            var writer = tables[file].rejects()
            let sink = try outbox.open(.rejects, suffix: writer.suffix)
            try writer.begin(sink)
            var last = -1
            while index < sorted.count, sorted[index].file == file {
                let row = sorted[index]
                // The institution's own programs may make several rows of one.
                if row.byte != last { try writer.write(try RowRejects.bytes(row, arrivals[file]), to: sink) }
                last = row.byte
                index += 1
            }
            try writer.finish(sink)
            try outbox.finish(sink)
        }
    }

    private static func bytes(_ row: Row, _ file: any StagedFile) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(row.count))
        let filled = try bytes.fill(bytes.count, from: row.byte) { place, offset throws(Fault) in
            try file.read(into: place, at: offset)
        }
        if filled == bytes.count { return bytes }
        throw Fault(.fieldSpool, .stop, "The staged copy of \(file.name) is shorter than it was when it was read.")
    }
}
