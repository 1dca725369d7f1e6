import Exchange

/// Writes a zip file (APPNOTE 6.3.10) to a sink: deflate, UTF-8 names, sizes in front, no data descriptors.
///
/// `open`, any number of `write`, `close`, once for each entry; then `finish`. Equal calls give equal bytes. Twenty bytes of
/// each local header are kept for the zip64 field and hold padding where the entry is small, so an entry may grow beyond
/// 4 GiB unannounced and a small file is a plain zip for every reader.
package final class ZipWriter: ByteSink {
    private let sink: any ByteSink
    private let limits: ZipLimits
    private let deflater = Deflater()
    /// Where the zip file starts in the sink.
    private let start: Int
    private var entries: [ZipEntry] = []
    private var names: Set<String> = []
    private var current: ZipEntry?

    package init(_ sink: any ByteSink, limits: ZipLimits = .standard) {
        self.sink = sink
        self.limits = limits
        start = sink.count
    }

    /// Bytes written into the entry now open, or into the last one.
    package var count: Int { current?.size ?? entries.last?.size ?? 0 }

    /// Starts an entry. `modified` is the caller's: nothing here reads a clock. A name used before or leading elsewhere
    /// is a fault `zip.name`.
    package func open(_ name: String, modified: CivilTime) throws(Fault) {
        guard current == nil else { throw order("an entry is still open") }
        try ZipName.check(name)
        guard names.insert(name).inserted else {
            throw Fault(.zipName, .stop, "the entry name '\(name)' is used twice")
        }
        var entry = ZipEntry(name: name, offset: sink.count - start)
        entry.stamp = ZipStamp.packed(modified)
        try sink.write(ZipFields.local(entry, limits))
        deflater.restart()
        current = entry
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        guard current != nil else { throw order("no entry is open") }
        current?.size += bytes.count
        try deflater.take(bytes) { packed throws(Fault) in try self.pass(packed) }
    }

    /// Ends the entry and writes its sizes and CRC into its header.
    package func close() throws(Fault) {
        guard current != nil else { throw order("no entry is open") }
        try deflater.finish { packed throws(Fault) in try self.pass(packed) }
        guard var entry = current else { return }
        entry.crc = deflater.crc
        try sink.patch(ZipFields.local(entry, limits), at: start + entry.offset)
        entries.append(entry)
        current = nil
    }

    /// Writes the directory. The zip file ends here.
    package func finish() throws(Fault) {
        guard current == nil else { throw order("an entry is still open") }
        let first = sink.count - start
        for entry in entries { try sink.write(ZipFields.central(entry, limits)) }
        let directory = first..<sink.count - start
        try sink.write(ZipFields.end(entries: entries.count, directory: directory, limits))
    }

    /// What is packed cannot be changed any more: always a fault.
    package func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        throw order("packed bytes cannot be patched")
    }

    private func pass(_ packed: UnsafeRawBufferPointer) throws(Fault) {
        current?.packed += packed.count
        try sink.write(packed)
    }

    private func order(_ why: String) -> Fault { Fault(.zipOrder, .stop, "the zip file cannot be written: \(why)") }
}
