/// A column's name taken to words, and the field it is known for.
struct ColumnName {
    /// A field, and how far down its list of names this one stands: the smaller, the likelier.
    struct Match {
        let target: ColumnTarget
        let rank: Int
    }

    private let words: [String]

    init(_ name: String) { words = ColumnName.words(name) }

    /// The field that columns of this name hold, if any is known for it.
    var match: Match? {
        if let found = ColumnName.known[words.joined()] { return found.typed(nil) }
        // `SPBPERS_BIRTH_DATE`: the table's name says nothing.
        let bare = words.filter { !ColumnName.prefixes.contains($0) }
        if let found = ColumnName.known[bare.joined()] { return found.typed(nil).later(1) }
        if let found = contact(bare) { return found }
        // `STVLEVL_CODE`: a code of what stands before it.
        guard let last = words.last, words.count > 1, ["code", "cd"].contains(last) else { return nil }
        return ColumnName.known[words.dropLast().joined()].map { $0.typed(nil).later(2) }
    }

    /// `HOME_EMAIL`, `secondary_address_city`, `zip_1`: a word says which of several addresses is meant.
    private func contact(_ bare: [String]) -> Match? {
        var rest = bare
        var place: String?
        for (index, word) in bare.enumerated().reversed() {
            guard let found = ColumnName.places[word] else { continue }
            if !found.isEmpty { place = found }
            rest.remove(at: index)
        }
        for words in [rest, ColumnName.withoutNumber(rest)] {
            let short = words.filter { !["address", "addr", "adresse"].contains($0) }
            for candidate in [words, short] where !candidate.isEmpty {
                guard let found = ColumnName.known[candidate.joined()], found.target.setting != nil else { continue }
                let isSecond = (rest.last?.last?.wholeNumberValue ?? 0) > 1 && words != rest
                return found.typed(place ?? (isSecond ? "alternative" : nil)).later(2)
            }
        }
        return nil
    }

    private static func withoutNumber(_ words: [String]) -> [String] {
        guard let last = words.last else { return words }
        let bare = String(last.reversed().drop { $0.isNumber }.reversed())
        return words.dropLast() + (bare.isEmpty ? [] : [bare])
    }

    /// Folded words: `Gültig bis` is `gueltig`, `bis`; `UserName` is `user`, `name`.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for scalar in name.unicodeScalars.prefix(200) {
            let letters = folded(scalar)
            let isUpper = scalar.properties.isUppercase
            if letters.isEmpty || (isUpper && wasLower) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            word += letters
            wasLower = scalar.properties.isLowercase
        }
        return word.isEmpty ? words : words + [word]
    }

    /// A letter or digit of ASCII for what it is or looks like; nothing for punctuation. Combining marks fall away.
    private static func folded(_ scalar: Unicode.Scalar) -> String {
        if let written = letters[scalar] { return written }
        let lower = scalar.properties.lowercaseMapping
        if let only = lower.unicodeScalars.first, let written = letters[only] { return written }
        return lower.utf8.count == 1 && lower.utf8.allSatisfy(isWord) ? lower : ""
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static let letters: [Unicode.Scalar: String] = [
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "ê": "e", "ë": "e", "à": "a", "â": "a",
        "ç": "c", "î": "i", "ï": "i", "ô": "o", "û": "u", "ù": "u", "œ": "oe", "á": "a", "í": "i", "ó": "o", "ú": "u",
        "ñ": "n", "å": "a", "ø": "oe", "æ": "ae",
    ]

    /// Tables and systems a column's name begins with.
    private static let prefixes: Set<String> = [
        "spriden", "spbpers", "spraddr", "sprtele", "goremal", "sgbstdn", "pebempl", "gobtpac", "gorpaud", "patron",
        "person", "user", "student", "stu", "employee", "legal", "prf", "or", "pri", "pv", "ps",
    ]

    /// Words for one of several addresses, e-mails or phones; an empty text for one that says nothing more.
    private static let places: [String: String] = [
        "home": "home", "perm": "home", "permanent": "home", "private": "home", "privat": "home", "heimat": "home",
        "personal": "home", "domicile": "home", "prive": "home", "personnel": "home", "personnelle": "home",
        "campus": "school", "camp": "school", "school": "school", "univ": "school", "university": "school",
        "uni": "school", "dorm": "school", "term": "school", "local": "school", "semester": "school",
        "inst": "school", "hochschule": "school", "universitaire": "school",
        "work": "work", "office": "work", "business": "work", "dienst": "work", "dienstlich": "work",
        "bureau": "work", "professionnel": "work",
        "alt": "alternative", "alternate": "alternative", "other": "alternative", "secondary": "alternative",
        "second": "alternative", "temporary": "alternative", "primary": "", "main": "", "preferred": "",
    ]

    private static let known: [String: Match] = {
        var known: [String: Match] = [:]
        for row in ColumnNames.rows {
            for (rank, name) in row.names.enumerated() where known[name] == nil {
                known[name] = Match(target: row.target, rank: rank)
            }
        }
        return known
    }()
}

extension ColumnName.Match {
    func later(_ steps: Int) -> Self { Self(target: target, rank: rank + steps) }

    /// The target with the library system's code for that place.
    fileprivate func typed(_ place: String?) -> Self {
        guard let setting = target.setting, target.type == nil else { return self }
        var typed = target
        switch (setting, place) {
        case ("addresses", let place): typed.type = place ?? "home"
        case ("emails", "home"?): typed.type = "personal"
        case ("emails", let place): typed.type = place
        case ("phones", "work"?), ("phones", "school"?): typed.type = "office"
        case ("phones", _): typed.type = "home"
        default: break
        }
        return Self(target: typed, rank: rank)
    }
}
