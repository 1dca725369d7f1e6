import Exchange

/// The lists of parts of a draft: addresses, e-mails, phones, identifiers, statistics.
struct DraftParts {
    private let guesses: [ColumnGuess]
    private let listPath: (String) -> String
    private(set) var lines: [String] = []
    private(set) var lists: [ProfileDraft.List] = []

    init(_ guesses: [ColumnGuess], listPath: @escaping (String) -> String) {
        self.guesses = guesses
        self.listPath = listPath
        typed("addresses", "address_type", "Are kind (home, school, work, alternative) and 'preferred' right?")
        typed("emails", "email_type", "Are kind (school, personal, work, alternative) and 'preferred' right?")
        typed("phones", "phone_type", "Are kind (home, mobile, office) and 'preferred' right?")
        identifiers()
        statistics()
    }

    private func types(_ setting: String) -> [String] {
        var types: [String] = []
        for guess in guesses where guess.target.setting == setting {
            if let type = guess.target.type, !types.contains(type) { types.append(type) }
        }
        return types
    }

    /// One block for each kind; the first is the preferred one. A block without its key would be nothing at all.
    private mutating func typed(_ setting: String, _ typeKey: String, _ question: String) {
        guard let segment = UserSchema.segments.first(where: { $0.setting == setting }) else { return }
        let types = types(setting)
        let whole = types.filter { type in
            guesses.contains {
                $0.target.setting == setting && $0.target.type == type && $0.target.element == segment.key
            }
        }
        if !whole.isEmpty { lines += ["", "\(setting):", "  # TODO \(question)"] }
        for type in whole {
            lines.append("  - \(typeKey): \(type)")
            if type == whole.first { lines.append("    preferred: yes") }
            for element in segment.elements {
                let found = guesses.first {
                    $0.target.setting == setting && $0.target.type == type && $0.target.element == element.name
                }
                if let found { lines.append("    \(element.name): \(rule(found))") }
            }
        }
        for type in types where !whole.contains(type) {
            lines += ["", "# TODO The \(type) address has no column for its first line (\(segment.key)): left out."]
        }
    }

    private mutating func rule(_ guess: ColumnGuess) -> String {
        let list = CodeListText(guess) { [listPath] element in
            // Several addresses may each have a country: the second list gets a name of its own.
            let type = guess.target.type ?? ""
            return lists.contains { $0.path == listPath(element) } ? listPath("\(element)_\(type)") : listPath(element)
        }?.list
        if let list { lists.append(list) }
        return DraftRule.text(guess, list: list?.path)
    }

    private mutating func identifiers() {
        let found = guesses.filter { $0.target.setting == "identifiers" }
        if found.isEmpty { return }
        lines += ["", "identifiers:"]
        for guess in found {
            if guess.target.type == "BARCODE", !guess.evidence.isUnique {
                lines.append(
                    "  # TODO Some people share a card (\(guess.evidence.notes[0])); the library system refuses them. Why do they?"
                )
            } else if guess.target.type != "BARCODE" {
                lines.append("  # TODO Which identifier type is this in your library system?")
            }
            lines.append("  - id_type: \(guess.target.type ?? "")")
            lines.append("    value: \(DraftRule.text(guess))")
            lines.append("    status: ACTIVE")
        }
    }

    private mutating func statistics() {
        let found = guesses.filter { $0.target.setting == "statistics" }
        if found.isEmpty { return }
        lines += ["", "statistics:"]
        for guess in found {
            if !guess.hasCodes { lines.append("  # TODO Does your library system have all these codes as categories?") }
            let list = CodeListText(guess) { [listPath] _ in
                listPath(found.count == 1 ? "statistic_category" : ColumnName.words(guess.name).joined(separator: "_"))
            }?.list
            if let list { lists.append(list) }
            lines.append("  - statistic_category: \(DraftRule.text(guess, list: list?.path))")
        }
    }
}
