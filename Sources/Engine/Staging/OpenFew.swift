import Exchange
import Machine

/// Files below the state folder, of which only the last few read stay open: a run may have more files than a process may
/// have open.
final class OpenFew {
    private static let most = 8

    let folder: Folder
    /// Whether whoever reads is to stop: what is made of a file may take long.
    private let abort: Abort
    private var open: [(path: String, file: OpenFile)] = []

    init(_ folder: Folder, _ abort: Abort = .never) {
        self.folder = folder
        self.abort = abort
    }

    func demandGoingOn() throws(Fault) {
        if abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
    }

    func file(_ path: String) throws(Fault) -> OpenFile {
        if let index = open.firstIndex(where: { $0.path == path }) {
            let found = open.remove(at: index)
            open.append(found)
            return found.file
        }
        let file = try folder.open(path)
        if open.count == OpenFew.most { open.removeFirst() }
        open.append((path, file))
        return file
    }
}
