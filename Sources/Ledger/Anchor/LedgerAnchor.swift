import Exchange
import Machine

/// How far a ledger has come, kept beside it: the head of its audit chain, in a file of its own (`ledger.sqlite-head`).
///
/// What a database says of itself is whole whenever it opens, also where its write-ahead log was lost, cut or damaged, and
/// where an older copy of it was put back. This file tells: **it may lag behind the ledger, and never leads it**, since it
/// is written after a commit. So a ledger that ends before it has lost something, and one that has another row there has
/// another history.
struct LedgerAnchor {
    /// What the file says.
    enum Word: Equatable {
        case nothing
        case head(AuditHead)
        /// It is there and holds nothing that anybody wrote.
        case unreadable
    }

    private let file: SlottedFile
    var path: String { file.path }

    /// `ledger` is the path of the database; its folder exists.
    init(beside ledger: String) throws(Fault) {
        let folder = ledger.lastIndex(of: "/").map { String(ledger[...$0]) } ?? "."
        let name = ledger.lastIndex(of: "/").map { String(ledger[ledger.index(after: $0)...]) } ?? ledger
        file = SlottedFile("\(name)-head", in: try Folder.open(folder))
    }

    func read() throws(Fault) -> Word {
        switch try file.read() {
        case .absent: return .nothing
        case .unreadable: return .unreadable
        case .text(let text):
            let parts = text.split(separator: ":").map(String.init)
            guard parts.count == 2, let number = Int(parts[0]), let hash = ContentDigest(hex: parts[1]) else {
                return .unreadable
            }
            return .head(AuditHead(number: number, hash: hash))
        }
    }

    /// After a commit. `durably` before anything happens elsewhere that rests on it, and where a run ends.
    func say(_ head: AuditHead, durably: Bool) throws(Fault) {
        let text = "\(head.number):\(head.hash.hex)"
        if durably { try file.keep(text) } else { try file.note(text) }
    }
}
