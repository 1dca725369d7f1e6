import Exchange
import Machine

/// A file that a person asked for: never over another one.
enum NewFile {
    static func write(_ bytes: [UInt8], _ path: String) throws(Fault) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let name = String(parts.last ?? "")
        let place = parts.dropLast().joined(separator: "/")
        let folder = try Folder.make(place.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : place)
        guard try folder.look(name) == nil else {
            throw Fault(.commandExists, .stop, "\(PlacePath.readable(path)) is there already; nothing was written.")
        }
        let sink = FileSink(try folder.create(name))
        try sink.write(bytes)
        try sink.flush()
        try sink.file.sync()
    }
}
