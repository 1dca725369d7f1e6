import Exchange
import Formats

/// Zip files into what is in them, an entry a delivery. What a zip file may not do, `ZipReader` refuses.
struct Unpacking {
    /// Nil where nothing is to come of it but an opinion.
    private let outbox: (any Outbox)?
    private let report: Report
    private let isFlat: Bool

    init(_ outbox: (any Outbox)?, _ report: Report, isFlat: Bool) {
        self.outbox = outbox
        self.report = report
        self.isFlat = isFlat
    }

    func unpack(_ arrivals: [any StagedFile], _ choice: RelayChoice) throws(Fault) {
        for file in arrivals {
            report.file = file.name
            let reader = try ZipReader(StagedSource(file))
            while let entry = try reader.next() {
                guard entry.kind == .file else { continue }
                // Every entry is read, wanted or not: a damaged zip file is not to be trusted in part.
                try take(entry, of: file, reader, choice)
            }
        }
    }

    private func take(
        _ entry: ZipListing, of file: any StagedFile, _ reader: ZipReader, _ choice: RelayChoice
    ) throws(Fault) {
        let name = PlacePath.last(entry.name)
        guard choice.takes(name, report) else { return try reader.contents { _ throws(Fault) in .more } }
        if !isFlat, entry.name.contains("/") {
            throw Fault(
                .relayFolders, .reject,
                "\(PlacePath.readable(file.name)) has '\(PlacePath.readable(entry.name))' in a folder.")
        }
        let sink = try outbox?.open(.delivery, suffix: String(FileName(name).ext.dropFirst()), from: name)
        try reader.contents { bytes throws(Fault) in
            try sink?.write(bytes)
            return .more
        }
        if let sink { try outbox?.finish(sink) }
    }
}
