import Exchange
import ServerKit
import Testing

@testable import Machine

/// What the kernel says of file systems.
@Suite struct FileSystemTests {
    @Test func `kinds are told apart by their numbers`() {
        #expect(FileSystem.named(0xEF53) == ("ext4", .disk))
        #expect(FileSystem.named(0x6969) == ("nfs", .network))
        #expect(FileSystem.named(0xFF53_4D42) == ("cifs", .network))
        #expect(FileSystem.named(0x0102_1994) == ("tmpfs", .memory))
        #expect(FileSystem.named(0x1234) == ("0x1234", .unknown))
    }

    @Test func `a folder of ours has room and can be written to`() throws {
        let scratch = try Scratch()
        let found = try FileSystem.of(scratch.path)
        #expect(found.freeBytes > 0 && !found.isReadOnly)
        #expect(found.freeFiles.map { $0 > 0 } ?? true)
    }

    @Test func `proc is no disk, and what is not there is said`() throws {
        #expect(try FileSystem.of("/proc").kind == .unknown)
        #expect(throws: Fault.self) { try FileSystem.of("/nowhere-at-all") }
    }
}
