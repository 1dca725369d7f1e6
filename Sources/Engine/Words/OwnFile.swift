import Exchange
import Machine

/// A file that an operator asked for by its path: replaced as a whole and durably, so whoever reads it sees the old one or
/// the new one.
package enum OwnFile {
    /// `isForEverybody`: other accounts may read it. The folder must be there: one that we made would shut them out.
    package static func write(_ text: String, to path: String, isForEverybody: Bool = false) throws(Fault) {
        let name = PlacePath.last(path)
        let above = path.dropLast(name.utf8.count)
        let folder = try Folder.open(above.isEmpty ? "." : String(above))
        // Hidden, and with another ending: collectors look for endings.
        let temporary = ".\(name)\(JSONFile.unfinished)"
        try folder.remove(temporary)
        let sink = FileSink(try folder.create(temporary))
        try sink.write(Array(text.utf8))
        try sink.flush()
        if isForEverybody { try sink.file.setMode(0o644) }
        try sink.file.sync()
        try folder.rename(temporary, to: name, replacing: true)
    }
}
