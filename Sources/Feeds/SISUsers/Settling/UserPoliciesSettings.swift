import Exchange

/// What a profile may say about a load as a whole, as data.
enum UserPoliciesSettings {
    static let all: [Setting] = [
        Setting("only", .node, "a condition; other rows are left out", example: "{STATUS: [ACTIVE, LEAVE]}"),
        Setting(
            "skip", .node, "a condition; rows for which it holds are left out", example: "{ID: {matches: \"TEST.*\"}}"),
        Setting(
            "several_rows", .block(SeveralRowsReading.settings),
            "how several rows for one person become one user; without it they are duplicates",
            example: "{by: ROLE, weights: {STAFF: 20, STUDENT: 10}}"),
        Setting(
            "match_point", .either(.text, .list(.block(matchPoint))),
            "the identifier every user must have, because logins and loads find the user by it",
            example: "UNIV_ID"),
        Setting(
            "duplicate_identifier", .choice(UserPolicies.Duplicates.allCases.map(\.rawValue)), default: "reject_later",
            "what happens when two users have one identifier", example: "drop_identifier"),
        Setting(
            "identifier_case", .choice(["sensitive", "insensitive"]), default: "sensitive",
            "whether 'AB1' and 'ab1' are two identifiers; of primary ids they never are", example: "insensitive"),
        Setting(
            "missing", .either(.choice(["ignore", "report"]), .block(missing)), default: "report",
            "what happens to users of the last load who are not in this one", example: "{expire: today}"),
        Setting(
            "purge_after_expiry", .text, default: "0 days", "the least time from the expiry date to the purge date",
            example: "180 days"),
        Setting(
            "protected", .file, "a list of identifiers, one a line, that must be in every load",
            example: "lists/protected.txt"),
        Setting(
            "code_lists", .table(.either(.list(.text), .file)),
            "the codes the library system has for a field: a list, or a file with one a line",
            example: "{user_group: lists/groups.csv, campus_code: [MAIN, NORTH]}"),
        Setting(
            "rules", .table(.choice(RuleSeverity.allCases.map(\.rawValue))),
            "what a rule of the pack does where it is broken", example: "{sis.country: off, sis.email: warn}"),
        Setting("packing", .block(packing), "how users are spread over files", example: "{users_per_xml: 10000}"),
    ]

    private static let matchPoint: [Setting] = [
        Setting("when", .node, "whom it is for; left out: whoever fits none before", example: "{ROLE: STAFF}"),
        Setting("identifier", .text, required: true, "'primary_id' or the type of an identifier", example: "UNIV_ID"),
    ]

    private static let missing: [Setting] = [
        Setting(
            "expire", .text, required: true,
            "they are sent once more with this expiry date: 'today', a time after today, or a day; never purged",
            example: "today")
    ]

    private static let packing: [Setting] = [
        Setting("users_per_xml", .integer(1...10_000_000), default: "20000", "users in one XML file", example: "10000"),
        Setting("xmls_per_zip", .integer(1...50), default: "50", "XML files in one zip, at most", example: "10"),
        Setting("zips_per_run", .integer(1...20), default: "20", "zips in one run, at most", example: "1"),
        Setting("zip_size", .size, default: "4GB", "what one zip may weigh", example: "500MB"),
    ]
}
