import Exchange

/// The rule pack `alma-sis`: what is known to be refused, or taken and wrong, although the schema allows it. Each rule
/// is a code (`exchange explain sis.purge`) and can be set to reject, warn, note or off in a profile.
struct AlmaRulePack: Sendable {
    /// What each does unless the profile says otherwise.
    static let defaults: [(code: Code, severity: RuleSeverity)] = [
        (.sisName, .reject), (.sisPractice, .warn), (.sisMatchPoint, .reject), (.sisPurge, .reject),
        (.sisPurgePast, .reject), (.sisDateRange, .reject), (.sisEmail, .reject), (.sisCountry, .reject),
        (.sisCodeList, .reject), (.sisPreferred, .note), (.sisInvisible, .warn),
    ]

    private var own: [String: RuleSeverity] = [:]
    /// The least time from the expiry to the purge.
    var purgeSpan = DateSpan.none
    /// By slot: the codes that may stand there, and where the list is.
    var codeLists: [CodeList] = []
    /// One for each population; the first one serves whoever fits no other.
    var matchPoints: [MatchPoint] = []

    struct MatchPoint: Sendable {
        let name: String
        let slots: [Int]
    }

    func severity(_ code: Code) -> RuleSeverity {
        own[code.name] ?? AlmaRulePack.defaults.first { $0.code == code }?.severity ?? .reject
    }

    mutating func set(_ code: String, _ severity: RuleSeverity) { own[code] = severity }

    static func knows(_ name: String) -> Bool { defaults.contains { $0.code.name == name } }
}
