/// The people of an invented campus, as its system exports them: a tenth of a mid-sized university's.
///
/// The person with the number `n` is always the same, so that nights can be told apart by what was done to them.
struct Campus {
    struct Person {
        let number: Int
        let group: String
        var expires = "2027-01-31"
        var phone: String
        var major: String
        var email: String

        init(_ number: Int, _ group: String) {
            self.number = number
            self.group = group
            phone = number % 5 == 4 ? "" : "+15550\(100_000 + number)"
            major = ["HIST", "CHEM", "LAW"][number % 3]
            email = "person\(number)@example.edu"
        }

        var id: String { "\(900_120_000 + number)" }

        var line: String {
            "\(id),229000\(10_000_000 + number),First\(number),Last\(number),\(group),\(expires),\(email),\(phone),\(major)"
        }
    }

    static let header = "PERSON_ID,BARCODE,FIRST_NAME,LAST_NAME,GROUP,EXPIRES,EMAIL,PHONE,MAJOR"

    var people: [Person]

    /// Undergraduates first, graduates last, as the export sorts them.
    init() {
        let groups = [("UG", 1402), ("FA", 64), ("ST", 20), ("GR", 331)]
        people = groups.flatMap { name, count in [String](repeating: name, count: count) }.enumerated()
            .map { Person($0 + 1, $1) }
    }

    var lines: [String] { [Campus.header] + people.map(\.line) }

    var file: String { lines.joined(separator: "\n") + "\n" }

    mutating func change(_ number: Int, _ body: (inout Person) -> Void) {
        for index in people.indices where people[index].number == number { body(&people[index]) }
    }

    mutating func leave(_ numbers: ClosedRange<Int>) { people.removeAll { numbers.contains($0.number) } }

    mutating func enrol(_ count: Int) {
        let next = (people.map(\.number).max() ?? 0) + 1
        people.insert(contentsOf: (next..<next + count).map { Person($0, "UG") }, at: 0)
    }

    /// The profile that reads it: whoever is missing is ended, and graduates are guarded.
    static let profile = """
        feed: sis-users
        summary: Students and staff, every night
        from: {connection: campus, folder: outgoing, files: "people_*.csv", settle: 0s, after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "people_{date}_{run}.zip"}
        guard: {groups: {GR: 5}}
        fields:
          primary_id: {column: PERSON_ID, required: yes}
          first_name: FIRST_NAME
          last_name: {column: LAST_NAME, required: yes}
          user_group: {column: GROUP, required: yes}
          expiry_date: {column: EXPIRES, date: YYYY-MM-DD, required: yes}
        identifiers:
          - {id_type: BARCODE, value: BARCODE}
        emails:
          - {email_type: school, preferred: yes, email_address: EMAIL}
        phones:
          - {phone_type: mobile, preferred: yes, phone_number: PHONE}
        statistics:
          - {statistic_category: {column: MAJOR, lookup: lists/majors.csv, unknown: keep}}
        missing: {expire: +30 days}
        """

    static let majors = "HIST,HISTORY\nCHEM,CHEMISTRY\nLAW,LAW\n"
}
