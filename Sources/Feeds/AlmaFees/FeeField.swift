import Rules

/// What there is to say of one fee: the fields of the level `fee`, in the order of the shape.
enum FeeField: Int, CaseIterable, Sendable {
    case userID, userIDType, userName, feeType, typeWords, amount, currency, vat, transactionID, transactionDate
    case transactionTime, comment, itemTitle, itemCallNumber, itemLibrary, itemLocation, itemInternalLocation
    case itemDueDate, itemBarcode, libraryCode, libraryID, institutionID, exportNumber, isCredit

    /// A field's number in the shape is its raw value here.
    static let shape = RecordShape(
        [RecordShape.Level("fee", allCases.map { RecordShape.Field($0.name, $0.kind, $0.summary) })],
        currency: "currency")

    /// Made here, never read.
    static let computed: Set<FeeField> = [.typeWords, .isCredit]

    init?(name: String) {
        guard let field = FeeField.allCases.first(where: { $0.name == name }) else { return nil }
        self = field
    }

    var name: String { description.name }
    var summary: String { description.summary }

    var kind: RecordShape.Field.Kind {
        switch self {
        case .amount, .vat: .money
        case .transactionDate, .itemDueDate: .date
        default: .text
        }
    }

    /// Free text, in which the word `null` is a word.
    var isProse: Bool { self == .userName || self == .itemTitle || self == .comment }

    private var description: (name: String, summary: String) {
        switch self {
        case .userID: ("user_id", "the identifier the profile in the library system exports")
        case .userIDType: ("user_id_type", "what kind of identifier that is")
        case .userName: ("user_name", "the name as the library system shows it")
        case .feeType: ("fee_type", "the code of the fee's type: OVERDUEFINE")
        case .typeWords: ("type_words", "what 'fee_types' has for that code")
        case .amount: ("amount", "charges above zero, credits below")
        case .currency: ("currency", "ISO 4217")
        case .vat: ("vat", "value added tax, where there is one")
        case .transactionID: ("transaction_id", "the library system's own number; each is sent once")
        case .transactionDate: ("transaction_date", "the day of the last transaction")
        case .transactionTime: ("transaction_time", "its time of day, hh:mm:ss")
        case .comment: ("comment", "the fee's comment")
        case .itemTitle: ("item_title", "the title, where the fee is about an item")
        case .itemCallNumber: ("item_call_number", "its call number")
        case .itemLibrary: ("item_library", "the name of its library")
        case .itemLocation: ("item_location", "its location")
        case .itemInternalLocation: ("item_internal_location", "its location inside the library")
        case .itemDueDate: ("item_due_date", "when it was due")
        case .itemBarcode: ("item_barcode", "its barcode")
        case .libraryCode: ("library_code", "the code of the library that owns the fee")
        case .libraryID: ("library_id", "the number of that library")
        case .institutionID: ("institution_id", "the number of the institution")
        case .exportNumber: ("export_number", "the number of the library system's export")
        case .isCredit: ("is_credit", "yes or no")
        }
    }
}
