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
            rows: sample.survey.rows, columns: sample.survey.columns.count, dialect: dialect,
            guesses: guessing.guesses.map(UserProfileDraft.shown),
            unused: guessing.unusedNames, summary: "People from the campus system to the library system",
            body: reading + [""] + fields.lines + parts.lines + guessing.unusedLines,
            lists: fields.lists + parts.lists)
    }

    private static func shown(_ guess: ColumnGuess) -> ProfileDraft.Guess {
        let codes = guess.hasCodes ? guess.evidence.codes.sorted : []
        return ProfileDraft.Guess(
            column: guess.name, target: guess.target.title, notes: guess.notes,
            codes: codes.map { ProfileDraft.CodeCount($0.code, $0.count) }, blank: guess.evidence.blank)
    }

    private var delimiter: String {
        sample.dialect.delimiter == 9 ? "tab" : String(UnicodeScalar(sample.dialect.delimiter))
    }

    private var dialect: [String] {
        var words = [sample.encoding.words, delimiter == "tab" ? "tabs" : "delimiter '\(delimiter)'"]
        if sample.dialect.header == .none { words.append("no header") }
        if sample.dialect.quote == nil { words.append("no quotes") }
        if sample.survey.rows == SampleSurvey.mostRows { words.append("not read further") }
        let unsound = sample.survey.unsound
        if unsound > 0 { words.append("\(unsound) damaged row\(unsound == 1 ? "" : "s")") }
        return words
    }

    private var reading: [String] {
        var lines = ["read:"]
        if sample.encoding.differing > 0 {
            lines.append(
                "  # TODO \(sample.encoding.differing) rows look as if they were in another encoding. Ask the campus which one it is."
            )
        } else if sample.encoding.special == 0, sample.encoding.encoding.unit == 1 {
            lines.append(
                "  # TODO There is no accent in the sample, so nothing tells utf-8 from windows-1252. Which one is it?")
        }
        lines.append("  encoding: \(sample.encoding.encoding.rawValue)")
        if sample.confidence < 90 {
            lines.append(
                "  # TODO Only \(sample.confidence) % of the lines are cut alike by this delimiter. Is it the right one?"
            )
        }
        lines.append("  delimiter: \(delimiter == "tab" ? "tab" : "\"\(delimiter)\"")")
        if sample.dialect.quote == nil { lines.append("  quote: none") }
        if sample.dialect.header == .none {
            lines.append(
                "  # TODO The first line names no columns, so they are called 1, 2, 3, … Can the campus send a header?")
            lines.append("  header: no")
        }
        return lines
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
