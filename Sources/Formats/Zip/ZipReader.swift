import CArchive
import Exchange

/// Reads a zip file from anywhere, with suspicion, through libarchive.
///
/// `next` and `contents` in turn. Names that lead elsewhere (`zip.name`), links and devices (`zip.kind`), encrypted entries
/// (`zip.encrypted`), bombs (`zip.bomb`) and damage (`zip.damaged`) are faults that refuse the file; a zip within it is a
/// file like any other. Only the source is read: no path of the machine is.
package final class ZipReader {
    private let api: exchange_archive_api
    private let archive: UnsafeMutableRawPointer
    private let feeding: ZipFeeding
    private let locale = ArchiveLocale()
    private let bounds: ZipBounds
    private let packedSize: Int
    private var entries = 0
    private var unpacked = 0
    private var current: ZipListing?

    package init(_ source: any ByteSource, bounds: ZipBounds = .standard) throws(Fault) {
        try ZipDirectory(source, bounds).check()
        let api = try ArchiveLibrary.load()
        guard let archive = api.read_new() else {
            throw Fault(.zipLibrary, .stop, "libarchive could not be started")
        }
        self.api = api
        self.archive = archive
        self.bounds = bounds
        packedSize = source.size
        feeding = ZipFeeding(source)
        try open()
    }

    deinit { _ = api.read_free(archive) }

    private func open() throws(Fault) {
        _ = api.support_format_zip(archive)
        _ = api.set_read_callback(archive) { _, client, place in
            client.map { Unmanaged<ZipFeeding>.fromOpaque($0).takeUnretainedValue().next(place) } ?? -1
        }
        _ = api.set_seek_callback(archive) { _, client, distance, whence in
            client.map { Unmanaged<ZipFeeding>.fromOpaque($0).takeUnretainedValue().seek(distance, whence) } ?? -30
        }
        // The feeding lives as long as the archive: both are this object's.
        _ = api.set_callback_data(archive, Unmanaged.passUnretained(feeding).toOpaque())
        guard api.read_open1(archive) == EXCHANGE_ARCHIVE_OK else { throw failure("it cannot be opened") }
    }

    /// The next entry, or nil behind the last.
    package func next() throws(Fault) -> ZipListing? {
        current = nil
        var entry: UnsafeMutableRawPointer?
        let result = locale.use { api.next_header(archive, &entry) }
        if result == EXCHANGE_ARCHIVE_EOF { return nil }
        guard result == EXCHANGE_ARCHIVE_OK || result == EXCHANGE_ARCHIVE_WARN, let entry else {
            throw failure("its directory cannot be read")
        }
        entries += 1
        guard entries <= bounds.entries else { throw bomb("it has more than \(bounds.entries) entries") }
        let listing = try examine(entry)
        current = listing
        return listing
    }

    private func examine(_ entry: UnsafeMutableRawPointer) throws(Fault) -> ZipListing {
        let name = try name(entry)
        try ZipName.check(name)
        let type = api.entry_filetype(entry)
        let isPlain = type == EXCHANGE_ARCHIVE_FILE || type == EXCHANGE_ARCHIVE_DIRECTORY
        guard isPlain, api.entry_symlink(entry) == nil, api.entry_hardlink(entry) == nil else {
            throw Fault(.zipKind, .reject, "the entry '\(name)' is no plain file")
        }
        guard api.entry_is_encrypted(entry) == 0 else {
            throw Fault(.zipEncrypted, .reject, "the entry '\(name)' is encrypted")
        }
        let size = api.entry_size_is_set(entry) != 0 ? Int(api.entry_size(entry)) : nil
        if let size, size > bounds.bytes - unpacked { throw bomb("'\(name)' says it has \(size) bytes") }
        return ZipListing(name: name, kind: type == EXCHANGE_ARCHIVE_FILE ? .file : .folder, size: size)
    }

    private func name(_ entry: UnsafeMutableRawPointer) throws(Fault) -> String {
        let found = locale.use { api.entry_pathname_utf8(entry) ?? api.entry_pathname(entry) }
        guard let name = found else {
            throw Fault(.zipName, .reject, "an entry has no readable name")
        }
        guard let text = String(validatingCString: name) else {
            throw Fault(.zipName, .reject, "the name of entry \(entries) is not UTF-8")
        }
        return text
    }

    /// The bytes of the entry last returned, in pieces; once. The CRC has been checked when it returns after `.more`.
    package func contents(_ body: (UnsafeRawBufferPointer) throws(Fault) -> Demand) throws(Fault) {
        guard let entry = current else { return }
        current = nil
        while true {
            var place: UnsafeRawPointer?
            var count = 0
            var offset: Int64 = 0
            let result = api.read_data_block(archive, &place, &count, &offset)
            if result == EXCHANGE_ARCHIVE_EOF { return }
            guard result == EXCHANGE_ARCHIVE_OK else { throw failure("'\(entry.name)' cannot be unpacked") }
            unpacked += count
            try checkBounds(entry)
            guard try body(UnsafeRawBufferPointer(start: place, count: count)) == .more else { return }
        }
    }

    private func checkBounds(_ entry: ZipListing) throws(Fault) {
        if unpacked > bounds.bytes { throw bomb("it unpacks to more than \(bounds.bytes) bytes") }
        if unpacked > 1 << 20, unpacked / bounds.ratio > packedSize {
            throw bomb("'\(entry.name)' unpacks to more than \(bounds.ratio) times the size of the zip file")
        }
    }

    private func bomb(_ why: String) -> Fault { Fault(.zipBomb, .reject, "the zip file is refused: \(why)") }

    /// The source's own fault where there is one, else what the library says.
    private func failure(_ what: String) -> Fault {
        if let fault = feeding.fault { return fault }
        let said = api.error_string(archive).map { String(cString: $0) } ?? "no reason given"
        return Fault(.zipDamaged, .reject, "the zip file is damaged: \(what) (\(said))")
    }
}
