import ArgumentParser
import Exchange

/// Why a person decided: one line that is recorded for as long as the ledger is kept.
enum ReasonText {
    static func check(_ reason: String) throws {
        let isWritten = reason.contains { !$0.isWhitespace }
        let isPlain = reason.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isWritten, isPlain, reason.count <= 500 else {
            throw ValidationError("--reason is one line of text, 500 characters at most: it is recorded with the run.")
        }
    }
}
