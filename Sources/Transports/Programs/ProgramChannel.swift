import Exchange
import Machine

/// Tells by any program of this machine: started without a shell, the notice as JSON on its standard input.
package struct ProgramChannel: NoticeChannel {
    package static let kind = "program"
    package static let summary = "a program of this machine, given the notice as JSON"
    package static let settings: [Setting] = [
        Setting(
            "command", .list(.text), required: true,
            "the program (from the root, the folder that holds Profiles/, or absolute) and its arguments; no shell looks at "
                + "them", example: "[/usr/local/bin/page-oncall, --team, library]"),
        Setting("timeout", .duration, default: "10s", "the longest it may take", example: "30s"),
    ]

    let words: [String]
    let timeoutMilliseconds: Int

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let node = settings.written("command") ?? settings.node
        let words = (node.items ?? []).compactMap(\.text)
        if words.first?.isEmpty ?? true {
            complaints.add(node.mark, key: settings.dotted("command"), "there is no program in it")
        }
        if words.contains(where: { $0.utf8.contains(0) }) {
            complaints.add(node.mark, key: settings.dotted("command"), "there is a NUL character in it")
        }
        timeoutMilliseconds = settings.duration("timeout") ?? 10_000
        if timeoutMilliseconds == 0 {
            complaints.add(
                (settings.written("timeout") ?? settings.node).mark, key: settings.dotted("timeout"),
                "in no time no program does anything")
        }
        guard complaints.isEmpty, let program = words.first else { throw complaints }
        let path = program.hasPrefix("/") || settings.root.isEmpty ? program : "\(settings.root)/\(program)"
        self.words = [path] + words.dropFirst()
    }

    package var address: String { "program \(words.joined(separator: " "))" }

    /// Its exit code 0 means that somebody has been told.
    package func send(_ notice: Notice, _ visit: Visit) throws(Fault) -> String {
        try demandOwn()
        let child = try started()
        child.send(notice.fullDocument)
        child.closeInput()
        let deadline = TimeLimit(milliseconds: timeoutMilliseconds, abort: visit.abort)
        while !child.hasEnded, !deadline.isOver, !visit.abort.isRequested {
            child.exchange(waitMilliseconds: deadline.slice)
            while child.nextLine() != nil {}
        }
        let overran = !child.hasEnded
        let ending = child.end(graceMilliseconds: overran ? 500 : 0)
        let said = PlacePath.readable(String(decoding: child.lastWords.suffix(200), as: UTF8.self))
        if overran {
            throw failure("did not end within \(DurationWords.text(timeoutMilliseconds)) and was ended", said)
        }
        switch ending {
        case .exited(0): return "ended with 0"
        case .exited(let code): throw failure("ended with \(code)", said)
        case .killed(let signal): throw failure("was ended by signal \(signal)", said)
        }
    }

    private func started() throws(Fault) -> RunningChild {
        do throws(Fault) {
            return try RunningChild(
                ChildLaunch(
                    words[0], Array(words.dropFirst()),
                    environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"], folder: "/",
                    leadsSession: true))
        } catch { throw Fault(.noticeProgram, .stop, error.message, context: error.context) }
    }

    /// Who can change the program decides what runs under our account.
    private func demandOwn() throws(Fault) {
        let mode: UInt32
        do throws(Fault) { mode = try Folder.openAnywhere(words[0]).attributes().mode } catch {
            throw Fault(.noticeProgram, .stop, error.message, context: error.context)
        }
        if mode & 0o002 != 0 {
            throw Fault(
                .noticeProgram, .stop, "\(words[0]) may be changed by everybody on this machine, and was not started.",
                remedy: "chmod 755 forbids that.", context: ["program": words[0]])
        }
    }

    private func failure(_ what: String, _ said: String) -> Fault {
        let words = said.isEmpty ? "" : ": \(said)"
        return Fault(
            .noticeProgram, .retry(after: 300), "The program \(self.words[0]) \(what)\(words).",
            context: ["program": self.words[0]])
    }
}
