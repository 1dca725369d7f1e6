import Exchange
import Glibc
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `What has a matching name but is no file` {
    let scratch: Scratch
    let bench: Bench

    init() throws {
        scratch = try Scratch()
        for folder in ["from/in", "from/done", "to/out"] { try scratch.folder(folder) }
        bench = try Bench(
            local: (LocalTransport(folder: scratch.at("from")), LocalTransport(folder: scratch.at("to"))))
    }

    @Test(arguments: ["a symbolic link", "a pipe or a device", "a folder"])
    func `is named, not touched, and the input refused`(kind: String) throws {
        try plant(kind)
        let report = try bench.run()
        #expect(report.exit == 5)
        #expect(report.findings.map(\.rule) == ["pickup.notafile"])
        #expect(report.findings.map(\.message) == ["'x.txt' is \(kind), not a file; it was not taken."])
        #expect(scratch.names("from/in") == ["x.txt"] && scratch.names("to/out").isEmpty)
    }

    @Test(arguments: ["a symbolic link", "a pipe or a device", "a folder"])
    func `does not keep real files back`(kind: String) throws {
        try plant(kind)
        try scratch.write("from/in/real.txt", "one\n")
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.map(\.path) == ["in/real.txt"])
        #expect(report.rules.map(\.rule) == ["pickup.notafile"])
        #expect(scratch.names("from/in") == ["x.txt"])
    }

    @Test func `put in a file's place while the run is under way is not followed`() throws {
        try scratch.write("secret", "secret\n")
        try scratch.write("from/in/x.txt", "one\n")
        let (path, secret) = (scratch.at("from/in/x.txt"), scratch.at("secret"))
        bench.sourceTap.before { call throws(Fault) in
            guard call.verb == "fetch" else { return }
            unlink(path)
            symlink(secret, path)
        }
        let report = try bench.run()
        #expect(report.exit == 6, "\(report.headline)")
        #expect(scratch.names("to/out").isEmpty && bench.copies.isEmpty)
    }

    private func plant(_ kind: String) throws {
        let path = scratch.at("from/in/x.txt")
        switch kind {
        case "a symbolic link":
            try scratch.write("secret", "secret\n")
            #expect(symlink(scratch.at("secret"), path) == 0)
        case "a folder": try scratch.folder("from/in/x.txt")
        default: #expect(mkfifo(path, 0o600) == 0)
        }
    }
}
