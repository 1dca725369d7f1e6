import Exchange
import Rules

/// How a profile of answers, or orders, reads its rows.
struct RowSource {
    let format: TableFormat
    let fields: FieldRules
    let amounts: DecimalReading
    let filter: RecordFilterPlan
    /// The fields with what is paid; nil where rows say nothing of money.
    let amount: Int?
    let currency: Int?
    /// A row whose amount has no currency.
    let currencyCode: Code
}
