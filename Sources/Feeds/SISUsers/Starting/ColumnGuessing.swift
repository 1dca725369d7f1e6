import Exchange
import Formats

/// Which column is which field: by its name where that is known, else by what all its values look like.
struct ColumnGuessing {
    private let names: [String]
    private let isNamed: Bool
    private let sample: SampleDialect
    private let survey: SampleSurvey
    private let today: CivilDate
    private(set) var guesses: [ColumnGuess] = []

    /// Columns nothing was made of.
    var unused: [Int] {
        let used = Set(guesses.map(\.column))
        return names.indices.filter { column in
            !used.contains(column) && !(sample.hasKnownLayout && survey.columns[column].filled == 0)
        }
    }

    /// Unused columns that could be somebody's names, as the profile calls them.
    var words: [String] {
        unused.filter { column in
            guard survey.columns.indices.contains(column) else { return false }
            let evidence = survey.columns[column]
            return evidence.areWords && evidence.codes.distinct.map { $0 > 1 } ?? true
        }.map { names[$0] }
    }

    init(_ sample: SampleDialect, today: CivilDate) {
        self.sample = sample
        survey = sample.survey
        isNamed = sample.isNamed
        names = sample.names
        self.today = today
        if isNamed { guessByName() }
        guessByValues()
        findIdentifier()
        guesses.sort { $0.column < $1.column }
    }

    func name(of column: Int) -> String {
        names[column].isEmpty ? "column \(column + 1), without a name" : names[column]
    }

    var firstName: String { names.first { !$0.isEmpty } ?? "1" }

    /// What an unused column looks like, without a value of it.
    func look(_ column: Int) -> String {
        guard survey.columns.indices.contains(column) else { return "not looked at" }
        let evidence = survey.columns[column]
        guard evidence.filled > 0 else { return "empty in the sample" }
        let kind =
            switch evidence.dates.verdict {
            case .sure(let layout): "dates as \(layout)"
            case .ambiguous: "dates"
            case .none: evidence.areDigits ? evidence.width : evidence.areWords ? "words" : "text"
            }
        let distinct =
            evidence.codes.distinct.map { $0 == 1 ? ", all the same" : ", \($0) different" }
            ?? (evidence.isUnique ? ", unique" : "")
        return kind + distinct + (evidence.blank > 0 ? ", \(evidence.blank) blank" : "")
    }

    subscript(setting: String?, element: String) -> ColumnGuess? {
        guesses.first { $0.target.setting == setting && $0.target.element == element }
    }

    /// Each field goes to the column whose name is likeliest for it; a column empty throughout is none. An identifier by
    /// name that repeats itself gives way to one that does not.
    private mutating func guessByName() {
        var candidates: [ColumnGuess] = []
        for column in survey.columns.indices where survey.columns[column].filled > 0 {
            let isDoubled = names.count { $0 == names[column] } > 1
            guard !isDoubled, !names[column].isEmpty, let match = sample.match(names[column]) else { continue }
            let evidence = survey.columns[column]
            var guess = ColumnGuess(
                column: column, name: names[column], target: match.target, rank: match.rank, evidence: evidence)
            if match.target.setting == "emails", match.target.type == nil {
                guess.target.type = evidence.hasOneDomain ? "school" : "personal"
            }
            candidates.append(guess)
        }
        for guess in candidates.sorted(by: ColumnGuessing.isLikelier) { add(guess) }
        // A column called only `name` is the last name only where there is a first name.
        if self[nil, "first_name"] == nil {
            guesses.removeAll { $0.target.element == "last_name" && ColumnName.words($0.name) == ["name"] }
        }
    }

    private static func isLikelier(_ left: ColumnGuess, _ right: ColumnGuess) -> Bool {
        let (a, b) = (left.fits ? 0 : 1, right.fits ? 0 : 1)
        return (a, left.rank, left.column) < (b, right.rank, right.column)
    }

    /// Statistics may be several; of everything else there is one.
    private mutating func add(_ guess: ColumnGuess) {
        let isTaken = guesses.contains { $0.target == guess.target || $0.column == guess.column }
        if !isTaken || (guess.target.setting == "statistics" && guess.hasCodes) {
            guesses.append(guess)
        } else if guess.target.element == "primary_id", guess.evidence.looksLikeIdentifiers {
            addIdentifier(guess)
        }
    }

    /// A second column that could have been the primary id.
    private mutating func addIdentifier(_ guess: ColumnGuess) {
        guard var target = ColumnTarget("identifiers.OTHER_ID_1.value", "id") else { return }
        if guesses.contains(where: { $0.target == target }) { target.type = "OTHER_ID_2" }
        var other = guess
        other.target = target
        if !guesses.contains(where: { $0.target == target }) { guesses.append(other) }
    }

    private mutating func guessByValues() {
        for column in unused where survey.columns.indices.contains(column) {
            let evidence = survey.columns[column]
            guard evidence.filled > 0, let path = path(evidence), let target = ColumnTarget(path.0, path.1) else {
                continue
            }
            add(ColumnGuess(column: column, name: names[column], target: target, rank: 99, evidence: evidence))
        }
    }

    /// What values alone can tell. With names of its own, a column is not forced to be anything else.
    private func path(_ evidence: ColumnEvidence) -> (Substring, Substring)? {
        if evidence.areEmails {
            return ("emails.\(evidence.hasOneDomain ? "school" : "personal").email_address", "email")
        }
        if evidence.looksLikeBarcodes { return ("identifiers.BARCODE.value", "id") }
        if isNamed { return nil }
        if let days = evidence.dates.range, evidence.filled >= 5 {
            if days.upperBound.year <= today.year - 10 { return ("birth_date", "date") }
            if days.upperBound >= today { return ("expiry_date", "date") }
        }
        return evidence.areCodes ? codes(evidence) : nil
    }

    /// Codes that are the same everywhere; any others are asked.
    private func codes(_ evidence: ColumnEvidence) -> (Substring, Substring)? {
        let codes = evidence.codes.sorted.map(\.code)
        // A few middle initials may all be letters that stand for something.
        guard evidence.filled >= 20 || codes.allSatisfy({ $0.count > 1 }) else { return nil }
        func all(_ field: String) -> Bool { codes.allSatisfy { CodeTargets.target(field, $0) != nil } }
        if all("gender"), codes.count > 1 { return ("gender", "code") }
        if all("status"), codes.contains(where: { $0.count > 1 }) { return ("status", "code") }
        // A staff code that is each campus's own is asked beside those that are the same everywhere.
        let groups = codes.count { CodeTargets.target("user_group", $0) != nil }
        if groups >= 2, groups * 2 >= codes.count { return ("user_group", "code") }
        if all("country") { return ("addresses.home.country", "country") }
        return nil
    }

    /// Without a name that says so, the first column whose values are all there and never the same.
    private mutating func findIdentifier() {
        guard self[nil, "primary_id"] == nil, let target = ColumnTarget("primary_id", "id") else { return }
        if let named = guesses.firstIndex(where: {
            $0.target.type == "UNIV_ID" && $0.evidence.isUnique && $0.evidence.blank == 0
        }) {
            guesses[named].target = target
            return
        }
        let free = unused.filter { survey.columns.indices.contains($0) && survey.columns[$0].looksLikeIdentifiers }
        guard let column = free.first else { return }
        guesses.append(
            ColumnGuess(
                column: column, name: names[column], target: target, rank: 99, evidence: survey.columns[column]))
    }
}

extension ColumnGuess {
    /// Whether the values look like what the name says.
    var fits: Bool {
        switch target.kind {
        case .id: evidence.isUnique
        case .email: evidence.areEmails
        case .date: evidence.dates.verdict != .none
        case .phone: evidence.arePhones
        case .name, .text, .code, .country: true
        }
    }
}
