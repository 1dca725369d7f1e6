import Engine
import Exchange
import Glibc

/// What `profiles new` says: what it read, what it guessed, what it wrote, what is left to do.
struct NewProfilePrinter {
    let site: NewSite
    let draft: ProfileDraft
    let sheets: NewSheets
    /// As given on the command line.
    let root: String?

    func print() {
        let dialect = draft.dialect.joined(separator: ", ")
        say("read \(counted(draft.rows, "row")), \(counted(draft.columns, "column")), \(dialect)")
        for line in guesses { say(line) }
        if !draft.unused.isEmpty { say("not used: \(shortened(draft.unused))") }
        let root = site.path == RootFolder.current ? "" : "\(site.path)/"
        for (index, file) in sheets.files.reversed().enumerated() {
            say("\(index == 0 ? "wrote" : "     ") \(root)\(file.path)")
        }
        let questions = sheets.questions
        say(Terminal.paint("\(counted(questions.count, "question")) left: look for TODO", .bold))
        for question in questions { say("  \(question.path):\(question.line)  \(question.text)") }
        for (index, command) in commands.enumerated() { say("\(index == 0 ? "next:" : "     ") \(command)") }
    }

    private var guesses: [String] {
        var lines: [String] = []
        for guess in draft.guesses {
            let notes = guess.notes.isEmpty ? "" : " (\(guess.notes.joined(separator: ", ")))"
            let head = lines.isEmpty ? "guessed:" : "        "
            lines.append("\(head) \(PlacePath.readable(guess.column)) -> \(guess.target)\(notes)")
            if !guess.codes.isEmpty { lines.append("           codes: \(codes(guess))") }
        }
        return lines
    }

    private func codes(_ guess: ProfileDraft.Guess) -> String {
        var shown = guess.codes.prefix(8).map { "\(PlacePath.readable($0.code)) \(grouped($0.count))" }
        if guess.codes.count > 8 { shown.append("and \(guess.codes.count - 8) more") }
        if guess.blank > 0 { shown.append("(blank) \(grouped(guess.blank))") }
        return shown.joined(separator: "  ")
    }

    private func shortened(_ names: [String]) -> String {
        let more = names.count > 12 ? " and \(names.count - 12) more" : ""
        return names.prefix(12).joined(separator: ", ") + more
    }

    private var commands: [String] {
        let name = (site.institution.map { "\($0)/" } ?? "") + site.profile
        let place = root.map { " --root \(quoted($0))" } ?? ""
        var commands = ["exchange profiles check \(name)\(place)", "exchange run \(name) --dry-run\(place)"]
        if let pickup = sheets.folders.first {
            commands.insert("cp \(quoted(sheets.sample)) \(quoted("\(site.path)/\(pickup)/"))", at: 0)
        }
        return commands
    }

    /// As a shell takes it for one word.
    private func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || "/._-+:,".utf8.contains($0) || $0 >= 0x80
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private func say(_ text: String) { Terminal.put(text + "\n", on: STDOUT_FILENO) }
}
