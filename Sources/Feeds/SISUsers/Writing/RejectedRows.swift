import Exchange
import Formats

/// Writes the rejected rows of each source file, byte for byte as they stand there, in their order.
struct RejectedRows {
    private let gathered: UserGathering
    private let table: UserTable
    private let arrivals: [any StagedFile]

    init(_ gathered: UserGathering, _ table: UserTable, _ arrivals: [any StagedFile]) {
        self.gathered = gathered
        self.table = table
        self.arrivals = arrivals
    }

    func write(to outbox: any Outbox) throws(Fault) {
        var window = UserWindow.inOrder(gathered.spool, slots: gathered.layout.slots.count)
        var open: (file: Int, sink: any ByteSink, writer: any TableRejects)?
        var raw: [UInt8] = []
        var last: (file: Int, byte: Int)?
        // A row that was settled has moved in the spool; in the order of rows they stay in that of the source.
        for row in 0..<table.count where table.state(row) == .rejected {
            try window.load(table.offsets[row])
            let head = window.head
            // Programs outside may make several rows of one: the source has it once.
            if let last, last == (Int(head.file), head.byte) { continue }
            last = (Int(head.file), head.byte)
            if let current = open, current.file != Int(head.file) {
                try close(&open, outbox)
            }
            if open == nil, let source = gathered.tables[Int(head.file)] {
                var writer = source.rejects()
                let sink = try outbox.open(.rejects, suffix: writer.suffix)
                try writer.begin(sink)
                open = (Int(head.file), sink, writer)
            }
            try read(head, &raw)
            if let sink = open?.sink { try open?.writer.write(raw, to: sink) }
        }
        try close(&open, outbox)
    }

    private func close(
        _ open: inout (file: Int, sink: any ByteSink, writer: any TableRejects)?, _ outbox: any Outbox
    ) throws(Fault) {
        guard let sink = open?.sink else { return }
        try open?.writer.finish(sink)
        try outbox.finish(sink)
        open = nil
    }

    private func read(_ head: UserHead, _ raw: inout [UInt8]) throws(Fault) {
        let count = Int(head.length)
        raw = [UInt8](repeating: 0, count: count)
        let file = arrivals[Int(head.file)]
        let filled = try raw.fill(count, from: head.byte) { place, offset throws(Fault) in
            try file.read(into: place, at: offset)
        }
        if filled < count {
            throw Fault(.sisSpool, .stop, "The staged copy of \(file.name) is shorter than it was when it was read.")
        }
    }
}
