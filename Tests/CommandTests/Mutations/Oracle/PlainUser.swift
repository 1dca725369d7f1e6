/// One person as a row says, by column: blanks taken off, dates as ISO 8601 has them.
struct PlainUser: Hashable {
    var cells: [String: String]

    var key: String { (cells["PERSON_ID"] ?? "").lowercased() }

    /// What the library system must keep unique, in the order of the profile.
    static let identifiers = ["PERSON_ID", "CARD", "LOGIN"]

    /// What an XML reader finds of this person: texts by path, in the order they stand.
    var tree: [String: [String]] {
        var tree: [String: [String]] = ["record_type": ["PUBLIC"], "status": ["ACTIVE"]]
        func add(_ path: String, _ text: String?) {
            if let text { tree[path, default: []].append(text) }
        }
        for (name, column) in PlainUser.fields { add(name, cells[column]) }
        let contact = "contact_info"
        if let street = cells["STREET"] {
            let address = "\(contact)/addresses/address"
            add("\(address)/line1", street)
            add("\(address)/city", cells["CITY"])
            add("\(address)/postal_code", cells["ZIP"])
            add("\(address)/country", cells["COUNTRY"])
            add("\(address)/address_types/address_type", "home")
        }
        if let room = cells["ROOM"] {
            let address = "\(contact)/addresses/address"
            add("\(address)/line1", room)
            add("\(address)/city", "Exampleton")
            add("\(address)/address_types/address_type", "school")
        }
        for (type, column) in [("school", "CAMPUS_MAIL"), ("personal", "OTHER_MAIL")] where cells[column] != nil {
            add("\(contact)/emails/email/email_address", cells[column])
            add("\(contact)/emails/email/email_types/email_type", type)
        }
        if let phone = cells["PHONE"] {
            add("\(contact)/phones/phone/phone_number", phone)
            add("\(contact)/phones/phone/phone_types/phone_type", "mobile")
        }
        for (type, column) in [("BARCODE", "CARD"), ("UNIV_ID", "LOGIN")] where cells[column] != nil {
            add("user_identifiers/user_identifier/id_type", type)
            add("user_identifiers/user_identifier/value", cells[column])
            add("user_identifiers/user_identifier/status", "ACTIVE")
        }
        add("user_statistics/user_statistic/statistic_category", cells["FACULTY"])
        return tree
    }

    private static let fields = [
        ("primary_id", "PERSON_ID"), ("first_name", "FIRST_NAME"), ("last_name", "LAST_NAME"), ("user_group", "GROUP"),
        ("campus_code", "CAMPUS"), ("preferred_language", "LANGUAGE"), ("birth_date", "BORN"),
        ("expiry_date", "EXPIRES"), ("purge_date", "PURGE"),
    ]
}
