/// A feed that can write the first form of a profile from a sample of what it will read: `exchange profiles new`.
/// What it cannot know it asks: a line of the draft with `TODO` in it is a question left for a person.
package protocol ProfileStarter: Feed {
    /// Looks at a sample. Memory does not grow with it. Faults where the sample is nothing this feed reads.
    static func draft(from sample: any StagedFile, facts: StartFacts) throws(Fault) -> ProfileDraft
}

/// What a starter may know beside the sample.
package struct StartFacts {
    /// Tells dates to come from dates of birth.
    package let today: CivilDate
    /// Where the list of a field's codes will stand, from the profile's folder: `lists/user_group.csv`.
    package let listPath: (_ field: String) -> String

    package init(today: CivilDate, listPath: @escaping (_ field: String) -> String) {
        self.today = today
        self.listPath = listPath
    }
}

/// The first form of a profile, as a feed guesses it. Nothing in it is a person's value: only names of columns, and codes
/// of columns that have few.
package struct ProfileDraft: Hashable, Sendable {
    /// What was guessed of one column.
    package struct Guess: Hashable, Sendable {
        package let column: String
        /// The field, as the profile names it: `user_group`, `emails school`.
        package let target: String
        /// `unique`, `9 digits`.
        package let notes: [String]
        /// Codes, most frequent first; empty unless the column holds codes.
        package let codes: [CodeCount]
        /// Rows without a value.
        package let blank: Int

        package init(column: String, target: String, notes: [String], codes: [CodeCount], blank: Int) {
            self.column = column
            self.target = target
            self.notes = notes
            self.codes = codes
            self.blank = blank
        }
    }

    package struct CodeCount: Hashable, Sendable {
        package let code: String
        package let count: Int

        package init(_ code: String, _ count: Int) {
            self.code = code
            self.count = count
        }
    }

    /// A further file beside the profile.
    package struct List: Hashable, Sendable {
        /// From the profile's folder.
        package let path: String
        package let lines: [String]

        package init(path: String, lines: [String]) {
            self.path = path
            self.lines = lines
        }
    }

    package let rows: Int
    package let columns: Int
    /// How the sample is written, a few words each: `windows-1252 (sure)`, `delimiter '|'`.
    package let dialect: [String]
    package let guesses: [Guess]
    /// Columns nothing was made of.
    package let unused: [String]
    /// One line: what such a profile does.
    package let summary: String
    /// The feed's own part of the profile: lines of YAML.
    package let body: [String]
    package let lists: [List]

    package init(
        rows: Int, columns: Int, dialect: [String], guesses: [Guess], unused: [String], summary: String,
        body: [String], lists: [List]
    ) {
        self.rows = rows
        self.columns = columns
        self.dialect = dialect
        self.guesses = guesses
        self.unused = unused
        self.summary = summary
        self.body = body
        self.lists = lists
    }
}
