import Exchange
import Machine

/// The identifiers a run was asked for, kept while it is open: `selections/<profile>/<token>`, one a line. The ledger
/// holds only the token: identifiers are people's data.
struct SelectionList {
    let workspace: Workspace
    let profile: String

    private var place: String { "selections/\(profile)" }

    /// On the disk when this returns.
    func keep(_ only: Set<String>) throws(Fault) -> RunOrigin.Kept {
        let folder = try workspace.folder.making(place)
        let token = String(UInt64.random(in: 0 ... .max), radix: 16)
        let sink = FileSink(try folder.create(token))
        for identifier in only.sorted() { try sink.write(Array((identifier + "\n").utf8)) }
        try sink.flush()
        try sink.file.sync()
        try folder.sync()
        return RunOrigin.Kept(count: only.count, token: token)
    }

    func read(_ kept: RunOrigin.Kept) throws(Fault) -> Set<String> {
        var bytes: [UInt8] = []
        try workspace.folder.open("\(place)/\(kept.token)").eachChunk { chunk throws(Fault) in
            bytes.append(contentsOf: chunk.withUnsafeBytes { Array($0) })
            return .more
        }
        return Set(bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) })
    }

    /// When no run of the profile is open.
    func clearUp() throws(Fault) { try workspace.clear(place) }
}
