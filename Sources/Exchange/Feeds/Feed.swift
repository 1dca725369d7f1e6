/// One kind of exchange and its meaning: the plug-in. To add one, see `Sources/README.md`.
package protocol Feed: Sendable {
    /// As profiles name it: `sis-users`.
    static var name: String { get }
    /// One line for `--help` and `profiles explain`.
    static var summary: String { get }
    /// What a profile of this feed may say, as data: parsing, checking, explaining and the docs read it.
    static var settings: [Setting] { get }

    /// Reads its settings, whose keys and types have been checked. Throws every complaint at once.
    init(_ settings: Settings) throws(Complaints)

    /// Whose data it reads. Codes about a file's content name the registrar, whose people most files hold; what a feed of
    /// others finds is theirs.
    static var source: Owner { get }

    /// The business objects it enters into the register, for `exchange reconcile`.
    static var registers: Set<RegisterEntry.Kind> { get }

    /// What the names of its deliveries may hold. `{name}` and its like only where each delivery says what it is made of
    /// (`Outbox.open(_:suffix:from:)`, `Outbox.pass`).
    var placeholders: Set<Placeholder> { get }

    /// Whether the names of the arrivals are part of what it makes: then the same content under another name is another
    /// effect, and is delivered again.
    var isAboutNames: Bool { get }

    /// Whether it reads records that programs of the institution's own could look at first.
    static var hasRecords: Bool { get }

    /// What this set-up does, in plain English, a sentence a line.
    func explain() -> [String]

    /// What works, but hardly as it was meant: warnings for `profiles check`, which stop no run.
    func doubts() -> [Complaint]

    /// Is `file` whole and of this feed's kind, as far as its structure shows? Called before the first byte is converted;
    /// a fault with `.retry` means "still being written", with `.reject` "this will never do". Whoever has seen the end of
    /// the structure says so with `report.isWhole`.
    func inspect(_ file: any StagedFile, report: Report) throws(Fault)

    /// Turns arrivals into outputs. Findings and counts go to the report; a fault refuses the input as a whole.
    /// Deterministic: equal arrivals, facts and notebook give equal bytes. Streams: memory does not grow with the input.
    /// `outside` is there where the profile names programs of its own: each record goes through it first.
    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion

    /// Reads the finished outputs back and holds them against `tally`: containers, checksums, structure, counts. `.full`
    /// asks for a second opinion that shares no code with the writer, where there is one.
    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault)

    /// Is this one of this feed's files, as far as its first bytes show? What it is taken for, in a few words; nil where
    /// it is none.
    static func recognise(_ file: any StagedFile) throws(Fault) -> String?

    /// `exchange validate FILE` without a profile: every opinion that needs none. Answers what was not checked.
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String]

    /// `exchange validate FILE --profile NAME`: every opinion about a file of the kind this profile reads or writes,
    /// as a run at `now` would have it. `outside` as in `convert`.
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault)
}

extension Feed {
    package var placeholders: Set<Placeholder> { Placeholder.ofDeliveries }
    package var isAboutNames: Bool { false }
    package static var hasRecords: Bool { true }
    package static var registers: Set<RegisterEntry.Kind> { [] }
    package static var source: Owner { .registrar }
    package func doubts() -> [Complaint] { [] }
}
