import Exchange
import Machine

/// Why records were rejected, all of them, a line each: what the report has no room for. It stands beside the rejects,
/// `rejects-reasons.csv`, is made when there is something to say, and is kept as long as they are.
///
/// People open it in a spreadsheet: a cell that would be a formula there has an apostrophe in front, and what nobody
/// can see is written out.
final class ReasonsFile {
    static let name = "rejects-reasons.csv"

    private let folder: Folder
    private var sink: FileSink?
    private var fault: Fault?

    init(_ folder: Folder) { self.folder = folder }

    /// Errors about a record; the rest is for the report alone.
    func take(_ finding: Finding) {
        guard finding.severity == .error, finding.position.line > 0 || finding.position.record > 0, fault == nil else {
            return
        }
        do throws(Fault) { try write(finding) } catch { fault = error }
    }

    /// On the disk when this returns; false where there was nothing to say.
    func close() throws(Fault) -> Bool {
        if let fault { throw fault }
        guard let sink else { return false }
        try sink.flush()
        try sink.file.sync()
        return true
    }

    private func write(_ finding: Finding) throws(Fault) {
        if sink == nil {
            let made = FileSink(try folder.create(ReasonsFile.name))
            try made.write(Array("file,line,record,identifier,column,rule,owner,reason,what to do\r\n".utf8))
            sink = made
        }
        let position = finding.position
        let cells = [
            position.file ?? "", position.line > 0 ? String(position.line) : "",
            position.record > 0 ? String(position.record) : "", finding.subject ?? "", position.path ?? "",
            finding.rule.name, finding.owner.title, finding.message, finding.remedy,
        ]
        try sink?.write(Array((cells.map(ReasonsFile.cell).joined(separator: ",") + "\r\n").utf8))
    }

    /// RFC 4180, after the cell has been made harmless.
    private static func cell(_ text: String) -> String {
        let text = SpreadsheetCell.neutral(shown(text))
        guard text.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
