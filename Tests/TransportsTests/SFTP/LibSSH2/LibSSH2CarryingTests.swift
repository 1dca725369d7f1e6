import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `The libssh2 channel carries` {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A program of these lines, to stand where SFTP is expected.
    private func script(_ lines: String) throws -> String {
        try TextFile.write(scratch.at("script"), "#!/bin/sh\n\(lines)\n", mode: 0o700)
        return scratch.at("script")
    }

    /// The `count` first bytes of a row that repeats nowhere near.
    private static func pattern(_ start: Int, _ buffer: UnsafeMutableRawBufferPointer) {
        let words = buffer.bindMemory(to: UInt64.self)
        for index in words.indices { words[index] = UInt64(start / 8 + index) &* 0x9e37_79b9_7f4a_7c15 }
    }

    /// Sends `total` bytes to a server that sends them back, reading only when `reads` says so; both digests.
    private func echo(_ channel: LibSSH2Channel, _ total: Int, lag: Int = 0) throws -> (sent: String, got: String) {
        let chunk = 1 << 20
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 64)
        let back = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 64)
        defer {
            buffer.deallocate()
            back.deallocate()
        }
        var (sent, got, filled) = (0, 0, 0)
        var (out, into) = (SHA256(), SHA256())
        let deadline = WallClock.steady() + 120
        while got < total, WallClock.steady() < deadline {
            if filled == sent, sent < total {
                Self.pattern(sent, buffer)
                out.update(UnsafeRawBufferPointer(buffer))
                filled += chunk
            }
            let rest = UnsafeRawBufferPointer(rebasing: buffer[(chunk - (filled - sent))...])
            let put = rest.isEmpty ? 0 : try channel.write(rest)
            sent += put
            var more = 0
            if sent - got >= lag || sent == total || put == 0 {
                more = try channel.read(into: back)
                into.update(UnsafeRawBufferPointer(rebasing: back[..<more]))
                got += more
            }
            if put == 0 && more == 0 { _ = try channel.wait(toWrite: sent < total, milliseconds: 1000) }
        }
        return (out.finish().description, into.finish().description)
    }

    @Test func `256 MiB both ways at once, byte for byte`() throws {
        let server = try SSHServer(.subsystem("/bin/cat"))
        let channel = try LibSSH2Channel.open(.of(server), .now())
        let digests = try echo(channel, 256 << 20)
        #expect(digests.sent == digests.got)
    }

    @Test func `while both directions are full`() throws {
        let server = try SSHServer(.subsystem("/bin/cat"))
        let channel = try LibSSH2Channel.open(.of(server), .now())
        let digests = try echo(channel, 96 << 20, lag: 40 << 20)
        #expect(digests.sent == digests.got)
    }

    @Test func `while the server wants new keys again and again`() throws {
        let server = try SSHServer(
            SSHVariant.with {
                $0.subsystem = "/bin/cat"
                $0.lines = ["RekeyLimit 4M", "LogLevel DEBUG1"]
            })
        let channel = try LibSSH2Channel.open(.of(server), .now())
        let digests = try echo(channel, 96 << 20)
        #expect(digests.sent == digests.got)
        #expect(server.log.count { $0.contains("SSH2_MSG_NEWKEYS received") } > 10)
    }

    @Test func `into a small buffer what came in large packets`() throws {
        let server = try SSHServer(.subsystem(script("head -c 3000000 /dev/zero; sleep 60")))
        let channel = try LibSSH2Channel.open(.of(server), .now())
        var small = [UInt8](repeating: 0, count: 700)
        var got = 0
        let deadline = WallClock.steady() + 30
        while got < 3_000_000, WallClock.steady() < deadline {
            let more = try small.withUnsafeMutableBytes { try channel.read(into: $0) }
            got += more
            if more == 0 { _ = try channel.wait(toWrite: false, milliseconds: 1000) }
        }
        #expect(got == 3_000_000)
        #expect(try !channel.wait(toWrite: false, milliseconds: 50))
    }

    @Test func `what came before the end, and then says that it ended`() throws {
        let server = try SSHServer(.subsystem(script("head -c 500000 /dev/zero")))
        let channel = try LibSSH2Channel.open(.of(server), .now())
        var buffer = [UInt8](repeating: 0, count: 4096)
        var got = 0
        let fault = #expect(throws: Fault.self) {
            while true {
                let more = try buffer.withUnsafeMutableBytes { try channel.read(into: $0) }
                got += more
                if more == 0, try !channel.wait(toWrite: false, milliseconds: 5000) { return }
            }
        }
        #expect(got == 500_000 && fault?.code == .placeLost)
    }

    @Test func `nothing more when the server is gone`() throws {
        let server = try SSHServer(.subsystem("/bin/cat"))
        let channel = try LibSSH2Channel.open(.of(server), .now())
        server.stop()
        var buffer = [UInt8](repeating: 0, count: 4096)
        let fault = #expect(throws: Fault.self) {
            for _ in 0..<100 {
                _ = try buffer.withUnsafeBytes { try channel.write($0) }
                _ = try channel.wait(toWrite: false, milliseconds: 100)
                _ = try buffer.withUnsafeMutableBytes { try channel.read(into: $0) }
            }
        }
        #expect(fault?.code == .placeLost && fault?.disposition == .retry(after: 30))
    }

    @Test func `no longer than somebody lets it`() throws {
        let server = try SSHServer(.subsystem("/bin/cat"))
        let start = WallClock.steady()
        let channel = try LibSSH2Channel.open(.of(server), .now(Abort { WallClock.steady() > start + 4 }))
        #expect(try !channel.wait(toWrite: false, milliseconds: 100))
        let fault = #expect(throws: Fault.self) { try channel.wait(toWrite: false, milliseconds: 30_000) }
        #expect(fault?.code == .placeAborted)
    }
}
