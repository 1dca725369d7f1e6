import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `A folder for a while` {
    @Test func `is ours alone, and goes with everything in it`() throws {
        let scratch = try Scratch()
        var folder: PassingFolder? = try PassingFolder("trial", in: scratch.path)
        try folder?.makeFolder("below")
        _ = try folder?.makePipe("below/pipe")
        try folder?.write("secret", "x")
        try folder?.write("program", "#!/bin/sh\nexit 3\n", isProgram: true)
        try folder?.link("link", to: "/etc/passwd")
        let path = try #require(folder?.path)
        for (name, mode) in [("", 0o700), ("/secret", 0o600), ("/program", 0o700), ("/below/pipe", 0o600)] {
            var about = stat()
            #expect(stat(path + name, &about) == 0 && Int(about.st_mode) & 0o777 == mode)
        }
        #expect(try ChildProcess("\(path)/program").run().status == 3)
        #expect(folder?.allowsPrograms == true)
        folder = nil
        #expect(scratch.names("") == [] && access("/etc/passwd", F_OK) == 0)
    }

    @Test func `that a dead process left is removed by the next, another's is not`() throws {
        let scratch = try Scratch()
        let dead = try ChildProcess("/bin/sh", ["-c", "echo $$"]).run()
        let number = String(decoding: dead.output, as: UTF8.self).filter(\.isNumber)
        let names = ["trial-\(number)-old", "trial-\(number)-new", "trial-\(getpid())-live", "else-\(number)-old"]
        for name in names { try scratch.write("\(name)/key", "x") }
        for name in names where !name.hasSuffix("new") {
            var old = [timeval](repeating: timeval(tv_sec: 1_000_000, tv_usec: 0), count: 2)
            #expect(utimes(scratch.at(name), &old) == 0)
        }
        let folder = try PassingFolder("trial", in: scratch.path)
        folder.remove()
        #expect(scratch.names("") == names.dropFirst().sorted())
    }

    @Test func `does not replace what stands there`() throws {
        let folder = try PassingFolder("trial")
        try folder.write("a", "first")
        let fault = #expect(throws: Fault.self) { try folder.write("a", "second") }
        #expect(fault?.code == .machineExists)
    }
}
