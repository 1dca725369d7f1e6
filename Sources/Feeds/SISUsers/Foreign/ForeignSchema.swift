/// All that a user file from elsewhere may hold, as a tree: what `UserSchema` has, and what the published schema
/// `rest_user.xsd` allows besides, which a load does not read.
struct ForeignSchema: Sendable {
    enum Kind: Hashable, Sendable {
        case text(Int?)
        case date
        case dateTime
        case boolean
        /// Elements and nothing else.
        case parts
        /// Not looked into.
        case open
    }

    struct Element: Sendable {
        let name: String
        let kind: Kind
        let parent: Int
        var repeats = false
        var isDemanded = false
        var isLoaded = true
        var attributes: [String] = []
        var children: [Int] = []
        var demanded: [Int] = []
        /// Its values come from a code table.
        var isCode: Bool { attributes.contains("desc") }
    }

    /// The user is at 0; a parent stands before its children.
    private(set) var elements: [Element] = [Element(name: "user", kind: .parts, parent: -1, attributes: ["link"])]
    /// The parts that repeat: address, email, …; by the index of their element.
    private(set) var segments: [Int: UserSegment] = [:]

    static let users = ForeignSchema()

    private init() {
        for field in UserSchema.fields { add(field, to: 0) }
        add(table: ForeignSchema.others, to: 0)
        let contact = add(Element(name: "contact_info", kind: .parts, parent: 0))
        for segment in UserSchema.segments { add(segment, to: segment.inContactInfo ? contact : 0) }
        addLibraries()
        addUnread()
    }

    func child(_ name: String, of parent: Int) -> Int? {
        elements[parent].children.first { elements[$0].name == name }
    }

    /// Where an element of that name may stand.
    func homes(_ name: String) -> [String] {
        elements.filter { $0.name == name && $0.parent >= 0 }.map { elements[$0.parent].name }
    }

    /// `user_identifiers/user_identifier/value`.
    func path(_ index: Int) -> String {
        let element = elements[index]
        return element.parent <= 0 ? element.name : "\(path(element.parent))/\(element.name)"
    }

    private static let codes: Set<String> = [
        "record_type", "user_title", "job_category", "gender", "user_group", "campus_code", "cataloger_level",
        "preferred_language", "account_type", "status", "country", "id_type", "note_type", "block_type",
        "block_description", "statistic_category",
    ]

    /// Children of `user` that `UserSchema` leaves out, in its notation.
    private static let others = """
        password 255 -
        force_password_change 4 -
        last_patron_activity_date date -
        requests text -
        loans text -
        fees text -
        source_link_id text -
        source_institution_code text -
        linking_id text -
        is_researcher boolean
        """

    @discardableResult private mutating func add(_ element: Element) -> Int {
        if let known = child(element.name, of: element.parent) { return known }
        elements.append(element)
        let index = elements.count - 1
        elements[element.parent].children.append(index)
        if element.isDemanded { elements[element.parent].demanded.append(index) }
        return index
    }

    private mutating func add(_ element: UserElement, to parent: Int) {
        let kind: Kind =
            switch element.kind {
            case .text(let limit): .text(limit)
            case .date: .date
            case .moment: .dateTime
            case .boolean: .boolean
            }
        // `status` is a code of users, and free text of identifiers.
        let isCode = ForeignSchema.codes.contains(element.name) && (element.name != "status" || parent == 0)
        add(
            Element(
                name: element.name, kind: kind, parent: parent, isDemanded: element.isDemanded,
                isLoaded: element.isLoaded,
                attributes: isCode ? ["desc"] : ["requests", "loans", "fees"].contains(element.name) ? ["link"] : []))
    }

    private mutating func add(table: String, to parent: Int) {
        for element in UserElement.table(table) { add(element, to: parent) }
    }

    private mutating func add(_ segment: UserSegment, to parent: Int) {
        let wrapper = add(Element(name: segment.wrapper, kind: .parts, parent: parent))
        let part = add(
            Element(
                name: segment.element, kind: .parts, parent: wrapper, repeats: true,
                attributes: segment.attributes + ["segment_type"]))
        segments[part] = segment
        for element in segment.elements { add(demanding(element, in: segment), to: part) }
        add(table: ForeignSchema.unread[segment.element] ?? "", to: part)
        if segment.element == "user_block" {
            add(Element(name: "created_date", kind: .dateTime, parent: part, isLoaded: false))
            add(Element(name: "expiry_date", kind: .dateTime, parent: part))
        }
        if segment.element == "user_note" {
            add(Element(name: "created_date", kind: .dateTime, parent: part, isLoaded: false))
        }
        guard let types = segment.types else { return }
        let list = add(Element(name: types.wrapper, kind: .parts, parent: part, isDemanded: true))
        add(Element(name: types.element, kind: .text(255), parent: list, repeats: true, attributes: ["desc"]))
    }

    /// The schema demands an e-mail's address and a phone's number.
    private func demanding(_ element: UserElement, in segment: UserSegment) -> UserElement {
        guard element.name == segment.key, ["email", "phone"].contains(segment.element) else { return element }
        return UserElement("\(element.name) 255 !") ?? element
    }

    private static let unread = [
        "user_block": "created_by 255 -\nitem_loan_id text -", "user_note": "created_by 255 -",
        "user_statistic": "category_type 255 -",
    ]

    private mutating func addLibraries() {
        for (wrapper, part, limit) in [("rs_libraries", "rs_library", 50), ("library_notices", "library_notice", 255)] {
            let list = add(Element(name: wrapper, kind: .parts, parent: 0))
            let one = add(Element(name: part, kind: .parts, parent: list, repeats: true))
            add(Element(name: "code", kind: .text(limit), parent: one, attributes: ["desc"]))
            if part == "library_notice" { add(Element(name: "value", kind: .boolean, parent: one)) }
        }
    }

    private mutating func addUnread() {
        for name in ["user_roles", "proxy_for_users"] {
            add(Element(name: name, kind: .open, parent: 0, isLoaded: false))
        }
        add(Element(name: "researcher", kind: .open, parent: 0))
    }
}
