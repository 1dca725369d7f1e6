import Exchange
import GRDB
import Machine

/// SQLite's and GRDB's errors as faults; the only place that reads them.
///
/// Result codes: https://www.sqlite.org/rescode.html. The C names stay searchable in the fault's context.
enum SQLiteFaults {
    static func fault(_ error: any Error, path: String) -> Fault {
        switch error {
        case let fault as Fault: fault
        case let error as DatabaseError: fault(error, path: path)
        // GRDB could not read a value as the type it must have.
        default: Fault(.ledgerDamaged, .stop, "The ledger \(path) holds what cannot be read.", context: ["path": path])
        }
    }

    private static func fault(_ error: DatabaseError, path: String) -> Fault {
        let said = error.message ?? "no message"
        let context = [
            "path": path, "sqlite": name(error.resultCode), "extended": String(error.extendedResultCode.rawValue),
            "message": said,
        ]
        return switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            Fault(.ledgerBusy, .stop, "Another process is writing to the ledger \(path).", context: context)
        // SQLITE_ERROR: a table or column of ours is missing; our statements are constants and right otherwise.
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_MISMATCH, .SQLITE_ERROR:
            Fault(.ledgerDamaged, .stop, "The ledger \(path) is damaged: \(said).", context: context)
        case .SQLITE_FULL:
            Fault(
                .ledgerFull, .stop, "The disk is full: the ledger \(path) could not be written.", context: context)
        // Every rule is asked before; the constraints stand behind it.
        case .SQLITE_CONSTRAINT:
            Fault(.ledgerState, .stop, "The ledger \(path) refused a change: \(said).", context: context)
        default:
            Fault(.ledgerUnreadable, .stop, "The ledger \(path) cannot be used: \(said).", context: context)
        }
    }

    /// SQLite would end such a text where it stands.
    static func nul(_ text: String) -> Fault {
        let shown = String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 })
        return Fault(.ledgerText, .stop, "The text '\(shown)' holds a NUL character.")
    }

    /// Whether the disk under the file has failed, so that what was written is not to be relied on. A disk without room
    /// has not: what did not fit was refused.
    static func isFinal(_ fault: Fault) -> Bool {
        fault.context["sqlite"] == "SQLITE_IOERR" || fault.context["errno"] == inputOutputError
    }

    /// EIO, as `SystemFaults` writes it.
    private static let inputOutputError = "5"

    static func isFull(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_FULL || (error as? Fault)?.code == .machineDiskFull
    }

    static func name(_ code: ResultCode) -> String {
        names[Int(code.primaryResultCode.rawValue)] ?? "SQLITE_\(code.rawValue)"
    }

    private static let names: [Int: String] = [
        1: "SQLITE_ERROR", 2: "SQLITE_INTERNAL", 3: "SQLITE_PERM", 4: "SQLITE_ABORT", 5: "SQLITE_BUSY",
        6: "SQLITE_LOCKED", 7: "SQLITE_NOMEM", 8: "SQLITE_READONLY", 9: "SQLITE_INTERRUPT", 10: "SQLITE_IOERR",
        11: "SQLITE_CORRUPT", 12: "SQLITE_NOTFOUND", 13: "SQLITE_FULL", 14: "SQLITE_CANTOPEN", 15: "SQLITE_PROTOCOL",
        16: "SQLITE_EMPTY", 17: "SQLITE_SCHEMA", 18: "SQLITE_TOOBIG", 19: "SQLITE_CONSTRAINT", 20: "SQLITE_MISMATCH",
        21: "SQLITE_MISUSE", 22: "SQLITE_NOLFS", 23: "SQLITE_AUTH", 24: "SQLITE_FORMAT", 25: "SQLITE_RANGE",
        26: "SQLITE_NOTADB",
    ]
}
