import Exchange

/// The block `fields` of a draft, with its questions in the order in which one would answer them.
struct DraftFields {
    private let guessing: ColumnGuessing
    private let listPath: (String) -> String
    private(set) var lines: [String] = ["fields:"]
    private(set) var lists: [ProfileDraft.List] = []

    init(_ guessing: ColumnGuessing, listPath: @escaping (String) -> String) {
        self.guessing = guessing
        self.listPath = listPath
        identifier()
        names()
        group()
        for element in ["campus_code", "preferred_language", "gender", "user_title", "job_description"] {
            add(element)
        }
        dates()
        for element in ["pin_number", "web_site_url", "status"] { add(element) }
        if guessing[nil, "status"] == nil { lines.append("  status: {constant: ACTIVE}") }
    }

    private mutating func ask(_ question: String) { lines.append("  # TODO \(question)") }

    private mutating func identifier() {
        guard let guess = guessing[nil, "primary_id"] else {
            ask("No column is there for everybody and never the same. Which one tells people apart for good?")
            lines.append("  primary_id: {column: \(Node.spelled(guessing.firstName)), required: yes}")
            return
        }
        if guess.evidence.isUnique {
            ask("Is this the id that the library system knows people by, and that stays the same for life?")
        } else {
            ask(
                "\(guess.evidence.notes[0]) in this column; the library system takes each id once. Is it the right one?"
            )
        }
        lines.append("  primary_id: {column: \(Node.spelled(guess.name)), required: yes}")
    }

    private mutating func names() {
        let whole = guessing[nil, "full_name"]
        if guessing[nil, "last_name"] == nil, let whole {
            ask("This column holds whole names; the library system has first and last names. Can the campus send both?")
            lines.append("  last_name: {column: \(Node.spelled(whole.name)), required: yes}")
        } else if guessing[nil, "last_name"] == nil {
            ask("Which column is the last name?\(candidates) last_name: {column: …, required: yes}")
        } else {
            add("last_name", required: true)
        }
        if guessing[nil, "first_name"] == nil, whole == nil {
            ask("Which column is the first name?\(candidates) first_name: …")
        }
        for element in ["first_name", "middle_name", "pref_first_name", "pref_middle_name", "pref_last_name"] {
            add(element)
        }
    }

    /// Where names have no names.
    private var candidates: String {
        let words = guessing.words
        if words.isEmpty || words.count > 6 { return "" }
        return " There are words in \(words.map(ColumnGuess.comment).joined(separator: ", "))."
    }

    private mutating func group() {
        guard let guess = guessing[nil, "user_group"] else {
            ask("Which user group does everybody get, or which column tells? user_group: {constant: STUDENT}")
            return
        }
        if !guess.hasCodes {
            ask("This column has too many different values, or none that looks like a code. Is it the user group?")
        }
        add("user_group", required: true)
    }

    private mutating func dates() {
        if guessing[nil, "expiry_date"] == nil {
            ask("Until when may people borrow? A column with that date, or: expiry_date: {today: +6 months}")
        }
        add("expiry_date", required: true)
        if guessing[nil, "purge_date"] == nil {
            ask("When may the library system forget people? For instance: purge_date: {today: +30 months}")
        }
        add("purge_date")
        add("birth_date")
    }

    private mutating func add(_ element: String, required: Bool = false) {
        guard let guess = guessing[nil, element] else { return }
        if guess.target.kind == .date {
            lines += DraftRule.dated(guess, required: required).map { "  \($0)" }
            return
        }
        let list = CodeListText(guess, path: listPath)?.list
        if let list { lists.append(list) }
        let note = required && guess.evidence.blank > 0 ? "   # \(guess.evidence.blank) rows have none: rejected" : ""
        lines.append("  \(element): \(DraftRule.text(guess, list: list?.path, required: required))\(note)")
    }
}
