import Exchange

/// How one vendor writes, as data: where its totals, order lines and charges stand. What is not known of a vendor is left out,
/// and not looked at.
struct VendorDialect: Hashable, Sendable {
    /// A total by its qualifier (5025) and, where the vendor has several of it, its role (6343).
    struct Place: Hashable, Sendable {
        let qualifier: String
        let role: String?

        var words: String { "MOA \(qualifier)" + (role.map { " with the role \($0)" } ?? "") }
    }

    enum LineAmount: String, Hashable, Sendable, CaseIterable {
        /// MOA 203.
        case amount = "203"
        /// The price times the quantity.
        case price
    }

    /// `gobi`: the file's name.
    let name: String
    /// `GOBI (YBP)`.
    var title = ""
    /// As UNB or NAD have it.
    var codes: Set<String> = []
    var total: Place?
    var models: Set<EDITotalModel> = []
    var lineAmount: LineAmount?
    /// 1153, of the buyer's order line.
    var orderLine: String?
    /// 1153, of the vendor's own reference.
    var vendorReference: String?
    /// Where that stands in PIA instead: 4347 and 7143, `5` and `SA`.
    var vendorReferenceInIdentifier: String?
    /// 7161.
    var charges: Set<String> = []
    /// The element separator, where it is not `+`.
    var separator: String?
    /// 1153 or list: the status lists of its responses.
    var statusLists: Set<String> = []
    /// What else a person should know.
    var note = ""
}
