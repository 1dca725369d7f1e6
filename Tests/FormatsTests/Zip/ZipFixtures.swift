import Exchange
import Formats
import Foundation

let zipTime = CivilTime(Moment(seconds: 1_795_000_000), offset: -21_600, abbreviation: "CST")

/// Compressible bytes that are the same each time.
func sample(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    var number = 0
    while text.count < count {
        text.append(contentsOf: "<user><id>\(number &* 7919 % 100_003)</id></user>".utf8)
        number += 1
    }
    return Array(text.prefix(count))
}

func zip(
    _ entries: [(name: String, bytes: [UInt8])], limits: ZipLimits = .standard, by size: Int = 4096
) throws(Fault) -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink, limits: limits)
    for entry in entries {
        try writer.open(entry.name, modified: zipTime)
        var index = 0
        while index < entry.bytes.count {
            try writer.write(Array(entry.bytes[index..<min(entry.bytes.count, index + size)]))
            index += size
        }
        try writer.close()
    }
    try writer.finish()
    return sink.bytes
}

/// What `ZipCheck` makes of `bytes`: each entry's content in order.
func checked(_ bytes: [UInt8], by size: Int = 4096) throws(Fault) -> [(entry: ZipEntry, bytes: [UInt8])] {
    let check = ZipCheck()
    var contents: [String: [UInt8]] = [:]
    var index = 0
    while index < bytes.count {
        let chunk = Array(bytes[index..<min(bytes.count, index + size)])
        try chunk.withUnsafeBufferPointer { chunk throws(Fault) in
            try check.read(UnsafeRawBufferPointer(chunk).bytes) { entry, piece throws(Fault) in
                contents[entry.name, default: []].append(contentsOf: piece)
            }
        }
        index += size
    }
    return try check.finish().map { ($0, contents[$0.name] ?? []) }
}

/// What `ZipReader` makes of `bytes`.
func foreign(_ bytes: [UInt8], bounds: ZipBounds = .standard) throws(Fault) -> [(listing: ZipListing, bytes: [UInt8])] {
    let reader = try ZipReader(MemorySource(bytes), bounds: bounds)
    var found: [(ZipListing, [UInt8])] = []
    while let listing = try reader.next() {
        var content: [UInt8] = []
        try reader.contents { piece throws(Fault) in
            content.append(contentsOf: piece)
            return .more
        }
        found.append((listing, content))
    }
    return found
}

/// Runs a program of the system in a folder of its own; its exit code.
func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}

/// A folder that is gone afterwards.
func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
