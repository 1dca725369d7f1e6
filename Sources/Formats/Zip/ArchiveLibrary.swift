import CArchive
import Exchange

/// libarchive, loaded when it is first needed.
enum ArchiveLibrary {
    static let file = "libarchive.so.13"

    /// The library's functions; `zip.libarchive` where it is missing.
    static func load(_ file: String = file) throws(Fault) -> exchange_archive_api {
        var api = exchange_archive_api()
        if let missing = exchange_archive_load(file, &api) {
            throw Fault(
                .zipLibrary, .stop,
                "reading this zip file needs the library libarchive: '\(String(cString: missing))' "
                    + "was not found")
        }
        return api
    }
}
