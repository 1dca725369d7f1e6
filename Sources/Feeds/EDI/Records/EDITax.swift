import Exchange

/// One TAX with its amount (MOA 124) and what it is of (MOA 125); an amount without a TAX before it has no type.
package struct EDITax: Hashable, Sendable, Encodable {
    /// 5153: `VAT`, `GST`; often empty.
    package let type: String
    /// 5278, in percent, as it is written.
    package let rate: String
    /// 5305: `S` standard, `Z` zero, `E` exempt.
    package let category: String
    package let section: EDISection
    package internal(set) var amount: Sited<Decimal>?
    package internal(set) var taxable: Sited<Decimal>?
}
