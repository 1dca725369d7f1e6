import Exchange
import Ledger
import Machine

/// The files that speak of a run's deliveries: a list of their digests, and a done-file for each. They are deliveries
/// like the others, published after them.
struct Companions {
    static let folder = "beside"
    static let manifestName = "manifest"

    private let run: OpenRun
    private let key: String

    init(_ run: OpenRun, key: String) {
        self.run = run
        self.key = key
    }

    /// Made afresh from the deliveries' names, digests and sizes, and on the disk when this returns.
    func rows(speakingOf deliveries: [DeliveryRow]) throws(Fault) -> [DeliveryRow] {
        let plan = run.plan.delivery
        if plan.manifest == nil && plan.doneFile == nil { return [] }
        let out = try run.workspace.emptied("out/\(Companions.folder)", of: run.row.id)
        var made: [DeliveryRow] = []
        var files: [OpenFile] = []
        func add(_ target: String, _ name: String, _ text: String) throws(Fault) {
            let bytes = Array(text.utf8)
            let file = try out.create(name)
            try bytes.withUnsafeBufferPointer { all throws(Fault) in try file.append(UnsafeRawBufferPointer(all)) }
            file.beginSync()
            files.append(file)
            made.append(row(target, name, bytes, deliveries.count + made.count + 1))
        }
        if let pattern = plan.manifest {
            let target = PlacePath.join(plan.folder, ManifestText.name(pattern, run))
            let name = try FreeNames(run).names(for: [target])[0]
            try add(name, Companions.manifestName, ManifestText.text(deliveries))
        }
        if let pattern = plan.doneFile {
            for delivery in deliveries {
                let text = plan.doneContent == .digest ? ManifestText.line(of: delivery) : ""
                try add(ManifestText.doneName(pattern, delivery), "done-\(delivery.ordinal)", text)
                if files.count >= Batch.files { try flush(&files) }
            }
        }
        try flush(&files)
        try out.sync()
        try demandNames(deliveries + made)
        return made
    }

    private func flush(_ files: inout [OpenFile]) throws(Fault) {
        for file in files { try file.sync() }
        files = []
    }

    private func row(_ target: String, _ name: String, _ bytes: [UInt8], _ ordinal: Int) -> DeliveryRow {
        DeliveryRow(
            id: DeliveryIdentity.delivery(run.plan.profile, runKey: key, ordinal: ordinal), run: run.row.id,
            profile: run.row.profile, ordinal: ordinal, target: target, digest: SHA256.digest(of: bytes),
            size: bytes.count, staged: "\(run.workspace.place(of: run.row.id))/out/\(Companions.folder)/\(name)")
    }

    private func demandNames(_ rows: [DeliveryRow]) throws(Fault) {
        var names: Set<String> = []
        for row in rows {
            try PlacePath.check(row.target)
            if names.insert(row.target).inserted { continue }
            let name = PlacePath.readable(PlacePath.last(row.target))
            throw Fault(
                .runNameTwice, .stop, "Two files of this run would be called '\(name)'.",
                remedy: "Give 'to: name', 'to: manifest' and 'to: done_file' names that cannot be the same.",
                context: ["name": name])
        }
    }
}
