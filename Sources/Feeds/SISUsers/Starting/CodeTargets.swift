/// What the codes of campus systems usually are in the library system, as data. Only what leaves no doubt: the rest is
/// asked.
enum CodeTargets {
    /// The library system's code for `code` of the campus in `field`, or nil where that must be asked.
    static func target(_ field: String, _ code: String) -> String? {
        let word = ColumnName.words(code).joined()
        if field == "country" { return CountryCodes.code(code, word) }
        // Codes the library sets itself: the same code, unless told otherwise.
        if field == "campus_code" || field == "statistic_category" { return code }
        if field == "preferred_language", code.utf8.count == 2 { return code.lowercased() }
        return known[field]?[word]
    }

    private static let known: [String: [String: String]] = [
        "user_group": table(
            """
            UNDERGRAD ug ugrd undergrad undergraduate undergraduates bachelor
            GRAD gr grad grd graduate graduates postgrad postgraduate pg
            STUDENT student students stu stud studierende studierender etudiant etudiants
            FACULTY fa fac faculty
            STAFF staff emp employee mitarbeiter personal personnel beschaeftigte
            ALUMNI alumni alum alumnus alumna
            EMERITUS emeritus emeriti emer
            GUEST guest gast invite
            """),
        "gender": table(
            """
            MALE m male maennlich masculin homme h
            FEMALE f female w weiblich feminin femme
            NONE n none u unknown unbekannt inconnu
            OTHER o other divers d x
            """),
        "status": table(
            """
            ACTIVE a active aktiv actif 1 y yes true
            INACTIVE i inactive inaktiv inactif 0 no false
            """),
        "preferred_language": table(
            """
            en english englisch anglais eng
            de german deutsch allemand ger deu
            fr french franzoesisch francais fre fra
            es spanish spanisch espagnol spa
            it italian italienisch italien ita
            """),
    ]

    /// A line each: the target, then the folded codes for it.
    private static func table(_ text: String) -> [String: String] {
        var table: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            for word in words.dropFirst() { table[word] = words[0] }
        }
        return table
    }
}
