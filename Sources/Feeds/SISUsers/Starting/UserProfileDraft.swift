import Exchange
import Formats

extension SISUsersFeed: ProfileStarter {
    package static func draft(from sample: any StagedFile, facts: StartFacts) throws(Fault) -> ProfileDraft {
        let read: SampleDialect
        do { read = try SampleDialect.sniff(sample) } catch { throw error.about(sample) }
        guard read.survey.rows > read.survey.unsound else {
            throw Fault(
                .sisNoRecords, .reject, "\(PlacePath.readable(sample.name)) has not one whole record to learn from.")
        }
        return UserProfileDraft(read, facts).draft
    }
}

/// A first profile of this feed from a sample that was read.
struct UserProfileDraft {
    private let sample: SampleDialect
    private let facts: StartFacts
    private let guessing: ColumnGuessing

    init(_ sample: SampleDialect, _ facts: StartFacts) {
        self.sample = sample
        self.facts = facts
        guessing = ColumnGuessing(sample, today: facts.today)
    }

    var draft: ProfileDraft {
        let fields = DraftFields(guessing, listPath: facts.listPath)
        let parts = DraftParts(guessing.guesses, listPath: facts.listPath)
        return ProfileDraft(
            rows: sample.survey.rows, columns: sample.survey.columns.count, dialect: DraftReading(sample).words,
            guesses: guessing.guesses.map(UserProfileDraft.shown),
            unused: guessing.unusedNames, summary: "People from the campus system to the library system",
            body: DraftReading(sample).lines + [""] + fields.lines + parts.lines + guessing.unusedLines,
            lists: fields.lists + parts.lists)
    }

    private static func shown(_ guess: ColumnGuess) -> ProfileDraft.Guess {
        let codes = guess.hasCodes ? guess.evidence.codes.sorted : []
        return ProfileDraft.Guess(
            column: guess.name, target: guess.target.title, notes: guess.notes,
            codes: codes.map { ProfileDraft.CodeCount($0.code, $0.count) }, blank: guess.evidence.blank)
    }
}

extension ColumnGuessing {
    /// Without a header, with what each of them looks like: somebody must find out which is which.
    var unusedLines: [String] {
        let shown = unusedNames
        if shown.isEmpty { return [] }
        var lines = ["", "# Columns not used:"]
        for (name, column) in zip(shown, unused) { lines.append("#   \(name): \(look(column))") }
        return lines
    }

    /// A name as a terminal can show it.
    var unusedNames: [String] { unused.map { ColumnGuess.comment(name(of: $0)) } }
}
