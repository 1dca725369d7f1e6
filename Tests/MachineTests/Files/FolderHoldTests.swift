import Exchange
import Machine
import ServerKit
import Testing

@Suite struct `A folder that is in use` {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.folder("one")
    }

    @Test func `is shared by any number, and alone only for one`() throws {
        var users = [try FolderHold.sharing(scratch.at("one")), try FolderHold.sharing(scratch.at("one"))]
        #expect(users.allSatisfy { $0 != nil })
        #expect(try FolderHold.alone(scratch.at("one")) == nil)
        users = []
        let alone = try #require(try FolderHold.alone(scratch.at("one")))
        #expect(try FolderHold.sharing(scratch.at("one")) == nil)
        withExtendedLifetime(alone) {}
    }

    @Test func `is free when its user has been killed`() throws {
        let holder = try Program("/usr/bin/python3").run(
            "-c",
            "import fcntl, os, signal, sys; f = os.open(sys.argv[1], 0); fcntl.flock(f, fcntl.LOCK_SH); "
                + "os.kill(os.getpid(), signal.SIGKILL)", scratch.at("one"))
        #expect(holder.status != 0)
        #expect(try FolderHold.alone(scratch.at("one")) != nil)
    }

    @Test func `that is not there is a fault`() {
        #expect(throws: Fault.self) { try FolderHold.sharing(scratch.at("nowhere")) }
    }
}
