import Exchange
import Formats

/// Files on their way through: as they are, or into zip files.
struct Relaying {
    private let outbox: any Outbox
    private let report: Report

    init(_ outbox: any Outbox, _ report: Report) {
        self.outbox = outbox
        self.report = report
    }

    func pass(_ arrivals: [any StagedFile], _ choice: RelayChoice) throws(Fault) {
        for (index, file) in arrivals.enumerated() where choice.takes(file.name, report) {
            try outbox.pass(index)
            report.onProgress?(Progress(records: index + 1, bytes: 0, total: nil))
        }
    }

    /// All in one, in the order of the arrivals. Without any, no zip file comes to be.
    func packTogether(_ arrivals: [any StagedFile], _ choice: RelayChoice, _ now: CivilTime) throws(Fault) {
        let wanted = arrivals.filter { choice.takes($0.name, report) }
        if wanted.isEmpty { return }
        let sink = try outbox.open(.delivery, suffix: "zip")
        let writer = ZipWriter(sink)
        for file in wanted { try add(file, to: writer, now) }
        try writer.finish()
        try outbox.finish(sink)
    }

    func packEach(_ arrivals: [any StagedFile], _ choice: RelayChoice, _ now: CivilTime) throws(Fault) {
        for file in arrivals where choice.takes(file.name, report) {
            let sink = try outbox.open(.delivery, suffix: "zip", from: file.name)
            let writer = ZipWriter(sink)
            try add(file, to: writer, now)
            try writer.finish()
            try outbox.finish(sink)
        }
    }

    private func add(_ file: any StagedFile, to writer: ZipWriter, _ now: CivilTime) throws(Fault) {
        report.file = file.name
        try writer.open(file.name, modified: now)
        try file.eachChunk { chunk throws(Fault) in
            try writer.write(chunk)
            return .more
        }
        guard writer.count == file.size else {
            throw Fault(
                .relayOutput, .stop,
                "\(PlacePath.readable(file.name)) has \(file.size) bytes, but \(writer.count) could be read.")
        }
        try writer.close()
    }
}
