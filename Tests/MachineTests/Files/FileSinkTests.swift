import ConformanceKit
import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `A file sink` {
    private let scratch: Scratch
    private let folder: Folder

    init() throws {
        scratch = try Scratch()
        folder = try Folder.open(scratch.path)
    }

    @Test(arguments: [1, 7, 4096, 256 << 10])
    func `writes what it is given in order, whatever the pieces and its buffer`(capacity: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(capacity))
        let sink = FileSink(try folder.create("file"), buffering: capacity)
        var expected: [UInt8] = []
        for _ in 0..<300 {
            let size = Int.random(in: 0...(Bool.random(using: &numbers) ? 10 : 9000), using: &numbers)
            let piece = (0..<size).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
            try sink.write(piece)
            expected += piece
            if expected.count > 20, Int.random(in: 0..<10, using: &numbers) == 0 {
                let place = Int.random(in: 0...(expected.count - 4), using: &numbers)
                try sink.patch([1, 2, 3, 4], at: place)
                expected.replaceSubrange(place..<place + 4, with: [1, 2, 3, 4])
            }
            #expect(sink.count == expected.count)
        }
        try sink.flush()
        try sink.flush()
        try sink.file.sync()
        #expect(scratch.bytes("file") == expected, "seed \(capacity)")
    }

    @Test func `reads back through one buffer, from the start each time`() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try scratch.write("file", bytes)
        let file = try folder.open("file")
        let whole = try FileOnDisk(measuring: file, name: "file")
        #expect(whole.size == bytes.count && whole.digest == SHA256.digest(of: bytes))
        for _ in 0..<2 {
            var read: [UInt8] = []
            try file.eachChunk(of: 999) { chunk throws(Fault) in
                read += chunk.withUnsafeBytes { Array($0) }
                return .more
            }
            #expect(read == bytes)
        }
        var calls = 0
        try whole.eachChunk { _ throws(Fault) in
            calls += 1
            return .enough
        }
        #expect(calls == 1)
    }

    @Test func `on a full disk says so`() throws {
        let full = OpenFile(taking: open("/dev/full", O_RDWR), path: "/dev/full")
        let sink = FileSink(full, buffering: 1000)
        try sink.write([UInt8](repeating: 1, count: 900))
        let faults = [
            #expect(throws: Fault.self) { try sink.write([UInt8](repeating: 1, count: 200)) },
            #expect(throws: Fault.self) { try sink.flush() },
            #expect(throws: Fault.self) { try full.overwrite([1], at: 0) },
        ]
        for fault in faults {
            #expect(fault?.code == .machineDiskFull && fault?.context["errno"] == "\(ENOSPC)")
            #expect(fault?.disposition == .stop && fault?.message.contains("/dev/full") == true)
        }
    }

    @Test(arguments: [
        (ENOSPC, Code.machineDiskFull), (EDQUOT, .machineDiskFull), (ELOOP, .machineConfined),
        (EXDEV, .machineConfined),
        (EEXIST, .machineExists), (ENOENT, .machineMissing), (ENOTDIR, .machineMissing), (EISDIR, .machineNotAFile),
        (ENXIO, .machineNotAFile), (EACCES, .machineFile), (EIO, .machineFile), (EROFS, .machineFile),
        (ENAMETOOLONG, .machineFile),
    ])
    func `has the kernel's error numbers as faults`(number: Int32, code: Code) {
        let fault = SystemFaults.fault("write", "/x", number)
        #expect(fault.code == code && fault.context == ["path": "/x", "errno": "\(number)"])
    }
}
