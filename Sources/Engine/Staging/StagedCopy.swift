import Exchange
import Ledger
import Machine

/// A file in the run's folder, opened when it is read.
final class StagedCopy: StagedFile {
    let name: String
    let size: Int
    let digest: ContentDigest
    /// Relative to the state folder.
    let path: String
    private let files: OpenFew

    init(_ path: String, in files: OpenFew, name: String, size: Int, digest: ContentDigest) {
        self.path = path
        self.files = files
        self.name = name
        self.size = size
        self.digest = digest
    }

    func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) {
        try files.file(path).eachChunk { chunk throws(Fault) in
            try self.files.demandGoingOn()
            return try body(chunk)
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        try files.demandGoingOn()
        return try files.file(path).read(into: buffer, at: offset)
    }
}

extension OpenRun {
    /// The staged arrivals, in the order of conversion.
    func stagedFiles() throws(Fault) -> [StagedCopy] {
        let files = OpenFew(workspace.folder, around.abort)
        var copies: [StagedCopy] = []
        for arrival in try ledger.arrivals(of: row.id) where !known.contains(arrival.ordinal) {
            guard let staged = arrival.staged, let digest = arrival.digest else { continue }
            copies.append(
                StagedCopy(
                    staged, in: files, name: PlacePath.last(arrival.path), size: arrival.size, digest: digest))
        }
        return copies
    }
}
