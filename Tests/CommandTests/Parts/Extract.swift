/// An invented extract of a campus, as its system would write it.
struct Extract: CustomStringConvertible, Sendable {
    /// The file's name.
    let name: String
    let bytes: [UInt8]
    /// What must not be found in anything that is written or said about it: values of its people.
    let secrets: [String]
    /// Columns and what they must be taken for.
    let guesses: [String]
    let hasCodes: Bool
    /// Rows with a code of which nobody can know what it is elsewhere.
    var unknown = 0

    var description: String { name }

    /// Rows in each.
    static let rows = 120

    static let all = [banner, peopleSoft, german, french, bare]

    /// Pipes, Windows-1252, upper-case names, dates as Americans write them.
    private static let banner = Extract(
        name: "banner_20261120.csv",
        bytes: latin(
            table(
                "SPRIDEN_ID|SPRIDEN_LAST_NAME|SPRIDEN_FIRST_NAME|SPRIDEN_MI|STVLEVL|SPBPERS_BIRTH_DATE|TERMINATION_DT|"
                    + "CAMP_EMAIL|STREET_LINE1|CITY_1|STATE_1|ZIP_1|PHONE"
            ) { row in
                "\(900_100_000 + row)|Secr\u{E9}t\(row)|Hiddenname|Q|\(row % 20 == 7 ? "ST" : ["UG", "UG", "GR"][row % 3])|"
                    + "\(two(row % 12 + 1))/\(two(row % 28 + 1))/1999|06/\(two(row % 28 + 1))/2028|"
                    + "who\(row)@example.edu|\(row) Secretstreet|Secretcity|ZZ|\(99_000 + row)|555-01\(two(row % 90 + 10))"
            }),
        secrets: ["90010", "Secr", "Hidden", "who", "/1999", "555-0"],
        guesses: [
            "SPRIDEN_ID -> primary_id (unique, 9 digits)", "STVLEVL -> user_group", "TERMINATION_DT -> expiry_date",
            "CAMP_EMAIL -> emails school", "STREET_LINE1 -> addresses home line1",
        ],
        hasCodes: true, unknown: 6)

    /// Commas and quotes, UTF-8, long names with underscores, ISO dates, two addresses; no codes.
    private static let peopleSoft = Extract(
        name: "ps_people.csv",
        bytes: Array(
            table(
                "EMPLID,PRF_OR_PRI_FIRST_NAM,PRF_OR_PRI_LAST_NAME,PATRON_EXPIRATION_DATE,PATRON_PURGE_DATE,PU_BARCODE,"
                    + "CAMPUS_ID,CAMP_EMAIL,HOME_EMAIL,DORM_ADDRESS1,DORM_CITY,PERM_ADDRESS1,PERM_CITY,EFFDT"
            ) { row in
                "96\(1_000_000 + row),Hiddenname,\"Secr\u{E9}t, \(row)\",2028-06-\(two(row % 30 + 1)),2029-06-30,"
                    + "2290000000\(1000 + row),hn\(row)x,who\(row)@example.edu,who\(row)@mail\(row % 7).example,"
                    + "\"\(row) Dormroad\",Secretcity,\"\(row), Secretstreet\",Hometown,2026-11-01"
            }.utf8),
        secrets: ["9610", "Hidden", "Secr", "who", "2290", "Dormroad", "Hometown"],
        guesses: [
            "EMPLID -> primary_id (unique, 9 digits)", "PU_BARCODE -> identifiers BARCODE (unique, 14 digits)",
            "CAMPUS_ID -> identifiers UNIV_ID", "HOME_EMAIL -> emails personal",
            "DORM_ADDRESS1 -> addresses school line1", "not used: EFFDT",
        ],
        hasCodes: false)

    /// Semicolons, Windows-1252 with umlauts in the headings.
    private static let german = Extract(
        name: "personen.txt",
        bytes: latin(
            table(
                "Matrikelnummer;Nachname;Vorname;Geschlecht;Benutzergruppe;Stra\u{DF}e;PLZ;Wohnort;Land;E-Mail;"
                    + "Geburtsdatum;G\u{FC}ltig bis"
            ) { row in
                "\(1_200_000 + row);M\u{FC}ller\(row);Hiddenname;\(["m", "w", "d"][row % 3]);"
                    + "\(["Studierende", "Mitarbeiter", "Gast"][row % 3]);Geheimweg \(row);\(10_000 + row);"
                    + "Geheimstadt;\(["Deutschland", "\u{D6}sterreich"][row % 2]);wer\(row)@uni.example;"
                    + "\(two(row % 28 + 1)).\(two(row % 12 + 1)).2001;30.09.2028"
            }),
        secrets: ["12000", "ller1", "Hidden", "Geheim", "wer1", ".2001"],
        guesses: [
            "Matrikelnummer -> primary_id (unique, 7 digits)", "Benutzergruppe -> user_group",
            "Gültig bis -> expiry_date (dates as DD.MM.YYYY)", "Land -> addresses home country",
        ],
        hasCodes: true)

    /// Tabs and UTF-16, as a spreadsheet saves "Unicode text"; no codes.
    private static let french = Extract(
        name: "usagers 2026.txt",
        bytes: wide(
            table("N° étudiant\tNom\tPrénom\tDate de naissance\tDate de fin\tCourriel\tAdresse\tCode postal\tVille") {
                "2\($0 + 30_000)\tSecrèt\($0)\tHiddenname\t\(two($0 % 28 + 1))/07/2002\t30/09/2028\tqui\($0)@univ.example\t"
                    + "\($0) rue Cachée\t\(75_000 + $0)\tCachéville"
            }),
        secrets: ["2300", "Secr", "Hidden", "qui1", "Cach", "/2002"],
        guesses: [
            "N° étudiant -> primary_id (unique, 6 digits)", "Nom -> last_name", "Prénom -> first_name",
            "Date de fin -> expiry_date (dates as DD/MM/YYYY)", "Courriel -> emails school",
        ],
        hasCodes: false)

    /// No header, carets between cells, dates without anything between.
    private static let bare = Extract(
        name: "PATRONS.DAT",
        bytes: Array(
            (0..<rows).map {
                "7\(100_000 + $0)^Secret\($0)^Hiddenname^\($0 % 3 == 0 ? "STAFF" : "STUDENT")^who\($0)@example.edu^"
                    + "199\($0 % 10)0\($0 % 9 + 1)15^20280\($0 % 9 + 1)30".replacing("0230", with: "0228")
            }.joined(separator: "\r\n").utf8),
        secrets: ["7100", "Secret", "Hidden", "who", "15^"],
        guesses: ["1 -> primary_id (unique, 7 digits)", "4 -> user_group", "5 -> emails school", "6 -> birth_date"],
        hasCodes: true)

    private static func table(_ head: String, _ row: (Int) -> String) -> String {
        ([head] + (0..<rows).map(row)).joined(separator: "\n") + "\n"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func latin(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private static func wide(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}
