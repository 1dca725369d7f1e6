import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@Suite struct `An exclusive lock` {
    private let scratch: Scratch
    private var path: String { scratch.at("lock") }

    init() throws { scratch = try Scratch() }

    /// Another process tries to lock the file and then does as told; 9 where it does not get it.
    private func elsewhere(_ then: String) throws -> Int {
        try Program("/usr/bin/python3").run(
            "-c",
            """
            import fcntl, os, signal, sys
            file = open(sys.argv[1], 'r+')
            try: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError: sys.exit(9)
            \(then)
            """, path
        ).status
    }

    @Test func `has one holder, in this process as well`() throws {
        let one = try ExclusiveLock(path)
        let fault = #expect(throws: Fault.self) { try ExclusiveLock(path) }
        #expect(fault?.code == .machineLocked && fault?.end == .busy)
        withExtendedLifetime(one) {}
    }

    @Test func `is let go with its value, and can be taken again`() throws {
        for _ in 0..<3 { _ = try ExclusiveLock(path) }
        #expect(scratch.names("") == ["lock"])
    }

    @Test func `keeps other processes out`() throws {
        let one = try ExclusiveLock(path)
        #expect(try elsewhere("pass") == 9)
        withExtendedLifetime(one) {}
    }

    @Test func `of a process that was killed is free`() throws {
        _ = try ExclusiveLock(path)
        #expect(try elsewhere("os.kill(os.getpid(), signal.SIGKILL)") == 128 + 9)
        _ = try ExclusiveLock(path)
    }

    @Test func `is not handed on to children`() throws {
        do {
            let one = try ExclusiveLock(path)
            _ = try ChildProcess("/bin/sh", ["-c", "sleep 2 >/dev/null 2>&1 </dev/null &"]).run()
            withExtendedLifetime(one) {}
        }
        _ = try ExclusiveLock(path)
    }

    @Test func `is the owner's file, and no link is followed`() throws {
        _ = try ExclusiveLock(path)
        var about = stat()
        #expect(stat(path, &about) == 0 && about.st_mode & 0o7777 == 0o600)
        symlink(path, scratch.at("link"))
        #expect(throws: Fault.self) { try ExclusiveLock(scratch.at("link")) }
        #expect(throws: Fault.self) { try ExclusiveLock(scratch.at("none/lock")) }
    }
}
