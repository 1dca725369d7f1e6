import Exchange
import Rules

/// What a profile says about a load as a whole.
struct UserPolicies: Sendable {
    /// What happens to a user one of whose identifiers somebody has already.
    enum Duplicates: String, Sendable, CaseIterable {
        /// The first user is sent, the later one is rejected, as the library system does.
        case rejectLater = "reject_later"
        /// Neither is sent.
        case rejectAll = "reject_all"
        /// The later user is sent without that identifier; rejected where it is the primary id or the match point.
        case dropIdentifier = "drop_identifier"
    }

    /// What happens to a user who was in the last load and is not in this one.
    enum Missing: Hashable, Sendable {
        case ignore
        case report
        /// Sent once more, as last time, with this day as the expiry date.
        case expire(Expiry)

        var expires: Bool { if case .expire = self { true } else { false } }
    }

    enum Expiry: Hashable, Sendable {
        /// So long after the run.
        case span(DateSpan)
        case on(CivilDate)

        var words: String {
            switch self {
            case .span(let span): span.count == 0 ? "on the day of the run" : "\(span.words) after the run"
            case .on(let date): "on \(date)"
            }
        }

        func date(_ today: CivilDate) -> CivilDate {
            switch self {
            case .span(let span): today.adding(span) ?? today
            case .on(let date): date
            }
        }
    }

    var several: SeveralRows?
    var duplicates = Duplicates.rejectLater
    /// Whether identifiers that differ only in the case of their letters are the same; for the primary id they always
    /// are.
    var ignoresCase = false
    var missing = Missing.report
    /// Identifiers of which each must be in every load, and where the list stands.
    var protected: (name: String, identifiers: [String])?
    var packing = Packing()
    /// Whom each match point of the rule pack is for; nil: whoever fits no other.
    var populations: [Condition?] = []
}

/// How users are spread over XML files and zips: by default what the library system takes in one go.
struct Packing: Hashable, Sendable {
    var usersPerXML = 20_000
    var xmlsPerZip = 50
    var zipsPerRun = 20
    /// What one zip may weigh before the next begins.
    var zipBytes = 4_000_000_000

    /// For so many users: users in each XML and XMLs in each zip, the fewest that keep within the limits. Where all must
    /// go into one zip (`several` is false), XMLs get as large as that takes.
    func plan(_ users: Int, several: Bool) -> (usersPerXML: Int, xmlsPerZip: Int) {
        func parts(_ whole: Int, _ part: Int) -> Int { max(1, (whole + part - 1) / part) }
        let zips = several ? zipsPerRun : 1
        var per = max(1, usersPerXML)
        if parts(users, per) > zips * xmlsPerZip { per = parts(users, zips * xmlsPerZip) }
        return (per, parts(parts(users, per), zips))
    }
}
