import Exchange
import Machine

/// Room on the ledger's disk that nobody uses (`ledger.sqlite-reserve`): given up where the disk is full, so that there is
/// enough to say so: the run's end in the ledger, its report beside it.
struct LedgerReserve {
    static let size = 128 << 10

    private let folder: Folder
    private let name: String

    /// `ledger` is the path of the database; its folder exists.
    init(beside ledger: String) throws(Fault) {
        folder = try Folder.open(ledger.lastIndex(of: "/").map { String(ledger[...$0]) } ?? ".")
        name = (ledger.lastIndex(of: "/").map { String(ledger[ledger.index(after: $0)...]) } ?? ledger) + "-reserve"
    }

    /// Takes the room, if it is not taken: `ledger.full` where there is none. A disk that cannot keep room is none that
    /// is full.
    func take() throws(Fault) {
        do throws(Fault) {
            if try folder.look(name) != nil { return }
            let draft = "\(name).new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
            do throws(Fault) {
                try folder.create(draft).reserve(LedgerReserve.size)
                try folder.rename(draft, to: name, replacing: true, flushing: false)
            } catch {
                do throws(Fault) { try folder.remove(draft) } catch {}
                throw error
            }
        } catch {
            guard error.code == .machineDiskFull else { return }
            throw Fault(
                .ledgerFull, .stop, "The disk is full: \(folder.path) has no room for the ledger to grow.",
                context: error.context)
        }
    }

    /// Gives it up. Where that fails, there is nothing more to be done.
    func free() { do throws(Fault) { try folder.remove(name) } catch {} }
}
