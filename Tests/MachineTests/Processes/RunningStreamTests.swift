import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `A program that is talked with in raw bytes` {
    init() { signal(SIGPIPE, SIG_IGN) }

    private func shell(_ script: String) throws -> RunningStream {
        try RunningStream(ChildLaunch("/bin/sh", ["-c", script], environment: ["PATH": "/bin"], leadsSession: true))
    }

    private func read(_ stream: RunningStream, _ count: Int) -> [UInt8]? {
        let deadline = WallClock.steady() + 10
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count < count {
            guard let got = buffer.withUnsafeMutableBytes({ stream.read(into: $0) }) else { return nil }
            bytes += buffer[..<got]
            if got == 0, WallClock.steady() > deadline { return bytes }
            if got == 0 { _ = stream.wait(.reading, milliseconds: 5000) }
        }
        return bytes
    }

    @Test func `gives back what it was given, and its end`() throws {
        let stream = try shell("exec cat")
        #expect([UInt8(1)].withUnsafeBytes { stream.write($0) } == 1)
        #expect(read(stream, 1) == [1])
        var buffer = [UInt8](repeating: 0, count: 8)
        #expect(buffer.withUnsafeMutableBytes { stream.read(into: $0) } == 0)
        #expect(stream.wait(.reading, milliseconds: 10) == [])
        #expect(stream.wait([.reading, .writing], milliseconds: 10) == .writing)
        #expect(!stream.hasEnded)
        kill(pid_t(stream.number), SIGKILL)
        #expect(read(stream, 1) == nil)
        // Its pipes close a moment before its end is known.
        #expect(Patience.wait(seconds: 5) { stream.hasEnded })
        #expect([UInt8(1)].withUnsafeBytes { stream.write($0) } == nil)
    }

    @Test func `takes no more than the pipe holds, and waits for nobody`() throws {
        let stream = try shell("sleep 60")
        let much = [UInt8](repeating: 7, count: 4 << 20)
        let put = much.withUnsafeBytes { stream.write($0) }
        #expect(put.map { $0 > 0 && $0 < much.count } == true)
        #expect(much.withUnsafeBytes { stream.write($0) } == 0)
        #expect(stream.wait(.writing, milliseconds: 10) == [])
    }

    @Test func `is gone with all it started`() throws {
        let stream = try shell("sleep 600 & echo $!; wait")
        let line = try #require(read(stream, 2))
        let grandchild = try #require(pid_t(String(decoding: line, as: UTF8.self).filter(\.isNumber)))
        #expect(getsid(pid_t(stream.number)) == pid_t(stream.number) && getsid(grandchild) == pid_t(stream.number))
        stream.end(graceMilliseconds: 0)
        #expect(kill(pid_t(stream.number), 0) != 0)
        // Adopted, it may be a zombie for a moment.
        var isThere = true
        for _ in 0..<500 where isThere {
            let state = Scratch.state(of: grandchild)
            isThere = state != nil && state != "Z"
            if isThere { WallClock.sleep(milliseconds: 10) }
        }
        #expect(!isThere)
    }

    @Test func `keeps the end of what it complains about`() throws {
        let stream = try shell("i=0; while [ $i -lt 20000 ]; do echo complaint $i >&2; i=$((i+1)); done; echo done")
        #expect(read(stream, 5) == Array("done\n".utf8))
        while !stream.hasEnded { _ = stream.wait([], milliseconds: 10) }
        stream.end(graceMilliseconds: 0)
        #expect(stream.lastWords.count == 2000)
        #expect(String(decoding: stream.lastWords, as: UTF8.self).hasSuffix("complaint 19999\n"))
    }

    @Test func `is talked with by named pipes, too`() throws {
        let folder = try PassingFolder("trial")
        let pipe = try folder.makePipe("said")
        let stream = try shell("echo hello > \(folder.at("said")); sleep 60")
        var heard: [UInt8] = []
        for _ in 0..<100 where heard.isEmpty {
            _ = stream.wait([], pipes: [pipe], milliseconds: 100)
            heard = pipe.take()
        }
        #expect(heard == Array("hello\n".utf8) && pipe.take() == [])
    }
}

extension Scratch {
    /// As /proc has it: `R`, `S`, `Z`; nil where there is no such process.
    fileprivate static func state(of process: pid_t) -> String? {
        guard let scratch = try? Folder.openAnywhere("/proc/\(process)/stat") else { return nil }
        var buffer = [UInt8](repeating: 0, count: 512)
        let got = (try? buffer.withUnsafeMutableBytes { try scratch.read(into: $0, at: 0) }) ?? 0
        return String(decoding: buffer[..<got], as: UTF8.self).split(separator: ")").last?.split(separator: " ").first
            .map(String.init)
    }
}
