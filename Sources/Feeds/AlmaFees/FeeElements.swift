import Formats

/// What the elements of a fee file mean, by namespace and local name, the library system's misspellings included.
struct FeeElements {
    enum Meaning: Sendable {
        /// One user with fees: what a record of the file is.
        case list
        case fee
        case user
        /// A field of a fee, or of the user around it.
        case field(FeeField)
        /// Stands around others.
        case wrapper
        case unknown
        /// Of another namespace.
        case foreign
    }

    /// Not to be mended: it is an opaque string.
    static let namespace = "http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans"
    static let list = "userExportedFineFeesList"
    static let fee = "userFineFee"
    static let exportNumber = "exportNumber"

    private static let meanings: [String: Meaning] = [
        list: .list, fee: .fee, "user": .user, "finefeeList": .wrapper, "compositeSum": .wrapper,
        "owneredEntity": .wrapper,
        "type": .field(.userIDType), "value": .field(.userID), "patronName": .field(.userName),
        "InstitutionId": .field(.institutionID), "libraryId": .field(.libraryID), "libraryCode": .field(.libraryCode),
        "fineFeeComment": .field(.comment), "fineFeeType": .field(.feeType),
        "lastTransactionDate": .field(.transactionDate), "itemTitle": .field(.itemTitle),
        "itemCallNumebr": .field(.itemCallNumber), "itemLibrary": .field(.itemLibrary),
        "itemLocation": .field(.itemLocation), "itemInternalLocation": .field(.itemInternalLocation),
        "itemDueDate": .field(.itemDueDate), "itemBarcode": .field(.itemBarcode), "currency": .field(.currency),
        "sum": .field(.amount), "vat": .field(.vat), "bursarTransactionId": .field(.transactionID),
    ]

    /// Elements that mean nothing outside a user with fees.
    static func isInner(_ local: String) -> Bool { meanings[local] != nil && local != list }

    /// By the number of the name.
    private var known: [Meaning] = []

    mutating func meaning(_ number: Int, _ names: XMLNames) -> Meaning {
        while known.count <= number { known.append(FeeElements.meaning(names[known.count])) }
        return known[number]
    }

    private static func meaning(_ name: XMLName) -> Meaning {
        guard name.namespace == namespace else { return .foreign }
        return meanings[name.local] ?? .unknown
    }
}
