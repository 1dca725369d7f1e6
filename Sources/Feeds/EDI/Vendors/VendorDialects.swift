import Exchange
import Formats

/// The dialects a profile knows, and whose is whose.
struct VendorDialects: Sendable {
    private let all: [VendorDialect]
    /// All messages are this vendor's.
    private let only: VendorDialect?
    private let vendors: [String: EDILists.Vendor]

    static let none = VendorDialects([], only: nil, vendors: nil)

    init(_ all: [VendorDialect], only: VendorDialect?, vendors: [String: EDILists.Vendor]?) {
        self.all = all
        self.only = only
        self.vendors = vendors ?? [:]
    }

    /// Nothing is known of anybody.
    var isEmpty: Bool { all.isEmpty && only == nil }

    /// By the codes of the supplier, then of the interchange's sender.
    func dialect(_ codes: [String]) -> VendorDialect? {
        if let only { return only }
        for code in codes where !code.isEmpty {
            if let name = vendors[code]?.dialect, let found = all.first(where: { $0.name == name }) { return found }
            if let found = all.first(where: { $0.codes.contains(code) }) { return found }
        }
        return nil
    }
}
