import Exchange
import Formats

/// Any file to any place, byte for byte: nothing is read in it. A record is a file.
package struct FileRelayFeed: Feed {
    package static let name = "file-relay"
    package static let summary = "any files, byte for byte; zipped or unzipped on the way, if asked for"
    package static let settings = FileRelaySettings.all
    package static let hasRecords = false

    let unzipping: FileRelaySettings.Unzipping
    let zipping: FileRelaySettings.Zipping
    let skipped: [FilePattern]

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        unzipping = settings.text("unzip").flatMap(FileRelaySettings.Unzipping.init) ?? .no
        zipping = settings.text("zip").flatMap(FileRelaySettings.Zipping.init) ?? .no
        skipped = FileRelayFeed.patterns(settings.written("skip"), &complaints)
        if unzipping != .no, zipping != .no, let node = settings.written("zip") {
            complaints.add(node.mark, key: "zip", "one profile does not both unzip and zip; make two of it")
        }
        if !complaints.isEmpty { throw complaints }
    }

    private static func patterns(_ node: Node?, _ complaints: inout Complaints) -> [FilePattern] {
        var patterns: [FilePattern] = []
        for (index, item) in (node?.items ?? []).enumerated() {
            if let pattern = item.text.flatMap(FilePattern.init) {
                patterns.append(pattern)
            } else {
                complaints.add(
                    item.mark, key: "skip[\(index + 1)]",
                    "this is not a pattern for file names: it holds a '/' or a '[' without its ']'")
            }
        }
        return patterns
    }

    package var placeholders: Set<Placeholder> {
        zipping == .one ? Placeholder.ofDeliveries : Placeholder.ofDeliveries.union(Placeholder.ofCopies)
    }

    /// Whoever gets files by their names gets another one when the name is another.
    package var isAboutNames: Bool { true }

    package func explain() -> [String] {
        let left = skipped.map { "'\($0)'" }.joined(separator: ", ")
        return [packing] + (left.isEmpty ? [] : ["Files called \(left) are left out."])
    }

    private var packing: String {
        switch (unzipping, zipping) {
        case (.yes, _): "Every file is a zip file; each entry is delivered by itself. One with folders is refused."
        case (.flat, _): "Every file is a zip file; each entry is delivered by itself, without the names of folders."
        case (_, .one): "All files of a run go into one zip file, under their own names."
        case (_, .each): "Each file goes into a zip file of its own, under its own name."
        case (.no, .no): "Each file is delivered as it is, byte for byte."
        }
    }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        let choice = RelayChoice(skipped, facts.selection)
        switch (unzipping, zipping) {
        case (.no, .no): try Relaying(outbox, report).pass(arrivals, choice)
        case (.no, .one): try Relaying(outbox, report).packTogether(arrivals, choice, facts.now)
        case (.no, .each): try Relaying(outbox, report).packEach(arrivals, choice, facts.now)
        case (.yes, _), (.flat, _):
            try Unpacking(outbox, report, isFlat: unzipping == .flat).unpack(arrivals, choice)
        }
        return Conversion(
            nothingToDeliver: report.tally.accepted > 0
                ? nil : "Nothing to deliver: \(counted(report.tally.read, "file")), all of them left out.")
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try RelayCheck(zipping, how).check(outputs, tally)
    }

    /// Any file would do, so none is taken for one.
    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        ["what is in it: this feed looks into no file"]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        let choice = RelayChoice(skipped, nil)
        guard unzipping == .no else {
            return try Unpacking(nil, report, isFlat: unzipping == .flat).unpack([file], choice)
        }
        _ = choice.takes(file.name, report)
    }
}
