import Testing

@testable import Feeds

/// Names of columns as the systems of a campus write them.
@Suite struct ColumnNameTests {
    static let known: [(name: String, target: String)] = [
        ("SPRIDEN_ID", "primary_id"), ("id_number", "primary_id"), ("EMPLID", "primary_id"),
        ("Student ID", "primary_id"), ("Matrikelnummer", "primary_id"), ("N° étudiant", "primary_id"),
        ("SPRIDEN_LAST_NAME", "last_name"), ("PRF_OR_PRI_FIRST_NAM", "first_name"), ("LastName", "last_name"),
        ("Nachname", "last_name"), ("Prénom", "first_name"), ("SPRIDEN_MI", "middle_name"),
        ("PREFERRED_FIRST_NAME", "pref_first_name"), ("LEGAL_FIRST_NAME", "first_name"),
        ("STVLEVL", "user_group"), ("SGBSTDN_LEVL_CODE", "user_group"), ("PVPATRONGROUP", "user_group"),
        ("primary_group", "user_group"), ("Benutzergruppe", "user_group"),
        ("SPBPERS_BIRTH_DATE", "birth_date"), ("Geb.-Datum", "birth_date"), ("Date de naissance", "birth_date"),
        ("PATRON_EXPIRATION_DATE", "expiry_date"), ("Gültig bis", "expiry_date"), ("termination_dt", "expiry_date"),
        ("PATRON_PURGE_DATE", "purge_date"), ("SPBPERS_SEX", "gender"), ("Geschlecht", "gender"),
        ("CAMP_EMAIL", "emails school"), ("HOME_EMAIL", "emails personal"), ("GOREMAL_EMAIL_ADDRESS", "emails"),
        ("E-Mail", "emails"), ("secondary_email", "emails alternative"), ("Courriel", "emails"),
        ("primary_phone", "phones home"), ("OFFICE_PHONE", "phones office"), ("Handy", "phones mobile"),
        ("street_line1", "addresses home line1"), ("city_1", "addresses home city"), ("Straße", "addresses home line1"),
        ("TERM_STREET1", "addresses school line1"), ("TERM_STREET2", "addresses school line2"),
        ("DORM_ADDRESS1", "addresses school line1"), ("PERM_CITY", "addresses home city"),
        ("primary_address_line_1", "addresses home line1"), ("OFFICE_ADDRESS", "addresses work line1"),
        ("secondary_address_postal_code", "addresses alternative postal_code"), ("PLZ", "addresses home postal_code"),
        ("Code postal", "addresses home postal_code"), ("Pays", "addresses home country"),
        ("PU_BARCODE", "identifiers BARCODE"), ("Bibliotheksausweis", "identifiers BARCODE"),
        ("stu_username", "identifiers UNIV_ID"), ("NetID", "identifiers UNIV_ID"),
        ("stu_major", "statistics"), ("Fakultät", "statistics"), ("Filière", "statistics"),
    ]

    @Test(arguments: known) func `a column is known by its name`(_ name: String, _ target: String) {
        #expect(ColumnName(name).match?.target.title == target)
    }

    @Test(arguments: ["stu_major_desc", "per_pidm", "coadmit", "EFFDT", "home", "", "§§", "secondary_group"])
    func `a name that says nothing is no field`(_ name: String) {
        #expect(ColumnName(name).match == nil)
    }

    @Test func `the table's names are folded, and each stands for one field`() {
        #expect(ColumnNames.rows.count > 30)
        for row in ColumnNames.rows {
            for name in row.names { #expect(ColumnName.words(name) == [name], "\(name)") }
        }
        let names = ColumnNames.rows.flatMap(\.names)
        #expect(Set(names).count == names.count)
    }

    @Test func `every field of the table is one of the schema`() {
        for target in ColumnNames.rows.map(\.target) {
            if let setting = target.setting {
                let segment = UserSchema.segments.first { $0.setting == setting }
                #expect(segment?.elements.contains { $0.name == target.element } == true, "\(target.title)")
            } else {
                #expect(UserSchema.fields.contains { $0.name == target.element }, "\(target.title)")
            }
        }
    }
}
