import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `A program that is told` {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func channel(_ script: String, _ arguments: [String] = [], timeout: String = "10s", mode: UInt32 = 0o700)
        throws -> ProgramChannel
    {
        try scratch.write("tell", "#!/bin/sh\n\(script)\n")
        chmod(scratch.at("tell"), mode)
        let mark = Mark(file: "institutions.yaml", line: 1, column: 1)
        let words = ["tell"] + arguments
        let node = Node.map(
            [
                Node.Pair(
                    key: "command", keyMark: mark,
                    value: .list(words.map { .scalar($0, quoted: false, mark) }, mark)),
                Node.Pair(key: "timeout", keyMark: mark, value: .scalar(timeout, quoted: false, mark)),
            ], mark)
        return try ProgramChannel(Settings(node, declared: ProgramChannel.settings, root: scratch.path))
    }

    private func fault(_ channel: ProgramChannel) -> Fault? {
        do throws(Fault) {
            _ = try channel.send(MailTrial.notice(), HTTPSTrial.visit())
            return nil
        } catch { return error }
    }

    @Test func `gets the notice, its own words and nothing of our environment`() throws {
        let said = scratch.at("said")
        setenv("EXCHANGE_TEST_SECRET", "s3cret", 1)
        let channel = try channel(
            "cat > \(said); env >> \(said); echo \"$1|$2\" >> \(said); pwd >> \(said)", ["a b; c", "$HOME"])
        #expect(try channel.send(MailTrial.notice(), HTTPSTrial.visit()) == "ended with 0")
        let text = try #require(scratch.text("said"))
        #expect(text.hasPrefix("{\"subject\":1}\n") && text.contains("\na b; c|$HOME\n/\n"), "\(text)")
        #expect(!text.contains("s3cret") && text.contains("LANG=C.UTF-8"))
    }

    @Test func `that ends badly has told nobody`() throws {
        let fault = try #require(fault(try channel("echo 'no pager' >&2; exit 3")))
        #expect(fault.code == .noticeProgram && fault.disposition == .retry(after: 300), "\(fault)")
        #expect(fault.message.contains("ended with 3: no pager"), "\(fault)")
        #expect(self.fault(try channel("kill -9 $$"))?.message.contains("signal 9") == true)
    }

    @Test func `that does not end is ended, with all it started`() throws {
        let fault = try #require(
            fault(try channel("sleep 600 & echo $! > \(scratch.at("pid")); wait", timeout: "300ms")))
        #expect(fault.message.contains("within 300 ms"), "\(fault)")
        let number = pid_t(scratch.text("pid")?.split(separator: "\n").first ?? "") ?? 0
        #expect(number > 0 && Patience.wait(seconds: 5) { kill(number, 0) != 0 })
    }

    @Test func `that takes no input, or talks without end, keeps nobody`() throws {
        let large = MailTrial.notice()
        #expect(try channel("exit 0").send(large, HTTPSTrial.visit()) == "ended with 0")
        #expect(
            try channel("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2").send(large, HTTPSTrial.visit())
                == "ended with 0")
    }

    @Test func `that everybody may change, or that is not there, is not started`() throws {
        #expect(
            fault(try channel("touch \(scratch.at("ran"))", mode: 0o707))?.message.contains("changed by everybody")
                == true)
        #expect(scratch.text("ran") == nil)
        let channel = try channel("exit 0")
        unlink(scratch.at("tell"))
        #expect(fault(channel)?.code == .noticeProgram)
    }
}
